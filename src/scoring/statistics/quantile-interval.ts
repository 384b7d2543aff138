/** Intervals of quantiles from order statistics: no shape of the distribution is assumed. */
import { binomialProbability, binomialQuantile } from './binomial.js'

export interface QuantileRanks {
  /** Rank of the lower bound, from 1; 0 where the sample has none. */
  low: number
  /** Rank of the upper bound; n + 1 where the sample has none. */
  high: number
  /** Probability that the quantile of the population lies between the two, for independent values. */
  cover: number
}

/**
 * Ranks of the order statistics that bound the quantile `p` at this confidence: the binomial quantile at 0.025,
 * and the one at 0.975 and one further, for 95 % and both bounds. Hahn and Meeker, Statistical Intervals (1991),
 * section 5.2.
 * @param n how many values, at least 1
 * @param p 0..1, without its ends
 * @param sides 1: each bound holds at this confidence alone, and the two together at less
 */
export function quantileRanks(n: number, p: number, confidence = 0.95, sides: 1 | 2 = 2): QuantileRanks {
  const tail = (1 - confidence) / sides
  const low = binomialQuantile(tail, n, p)
  const high = binomialQuantile(1 - tail, n, p) + 1
  let cover = 0
  for (let k = low; k < high; k++) cover += binomialProbability(k, n, p)
  return { low, high, cover }
}

/**
 * Bounds [low, high] of the quantile `p` of values in any unit. A silence counts as longer than every value: a bound
 * that falls on one is infinite. Where the sample has no lower bound it is -Infinity.
 * @param silences how many values are missing because nothing came
 */
export function quantileBounds(
  values: readonly number[],
  silences: number,
  p: number,
  confidence?: number,
  sides?: 1 | 2,
): [number, number] {
  const n = values.length + silences
  if (n === 0) return [-Infinity, Infinity]
  const sorted = [...values].sort((a, b) => a - b)
  const { low, high } = quantileRanks(n, p, confidence, sides)
  return [low === 0 ? -Infinity : (sorted[low - 1] ?? Infinity), sorted[high - 1] ?? Infinity]
}

/** The two-sided bounds at 95 %, null where there is none, or none that is finite. */
export function quantileInterval(
  values: readonly number[],
  silences: number,
  p: number,
): [number | null, number | null] {
  const [low, high] = quantileBounds(values, silences, p)
  return [Number.isFinite(low) ? low : null, Number.isFinite(high) ? high : null]
}
