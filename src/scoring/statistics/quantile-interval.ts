/** Intervals of quantiles from order statistics: no shape of the distribution is assumed. */

export interface QuantileRanks {
  /** Rank of the lower bound, from 1; 0 where the sample has none. */
  low: number
  /** Rank of the upper bound; n + 1 where the sample has none. */
  high: number
  /** Probability that the quantile of the population lies between the two, for independent values. */
  cover: number
}

/**
 * Ranks of the order statistics that bound the quantile `p` with at least 95 %: the binomial quantile at 0.025,
 * and the one at 0.975 and one further. Hahn and Meeker, Statistical Intervals (1991), section 5.2.
 * @param n how many values, at least 1
 * @param p 0..1, without its ends
 */
export function quantileRanks(n: number, p: number): QuantileRanks {
  const low = binomialQuantile(0.025, n, p)
  const high = binomialQuantile(0.975, n, p) + 1
  let cover = 0
  for (let k = low; k < high; k++) cover += probability(k, n, p)
  return { low, high, cover }
}

/**
 * 95 % interval [low, high] of the quantile `p` of values in any unit; null where there is no bound. A silence
 * counts as longer than every value, so an upper bound that falls on one is none.
 * @param silences how many values are missing because nothing came
 */
export function quantileInterval(
  values: readonly number[],
  silences: number,
  p: number,
): [number | null, number | null] {
  const n = values.length + silences
  if (n === 0) return [null, null]
  const sorted = [...values].sort((a, b) => a - b)
  const { low, high } = quantileRanks(n, p)
  return [sorted[low - 1] ?? null, sorted[high - 1] ?? null]
}

/** Smallest k whose cumulative probability reaches `share`. */
function binomialQuantile(share: number, n: number, p: number): number {
  // Sums of many small terms fall short by some units in the last place; the tolerance is far above that.
  let sum = 0
  for (let k = 0; k < n; k++) {
    sum += probability(k, n, p)
    if (sum >= share - 1e-10) return k
  }
  return n
}

/** Binomial probability of k in n, by logarithms, so that large n do not underflow. */
function probability(k: number, n: number, p: number): number {
  return Math.exp(
    logFactorial(n) - logFactorial(k) - logFactorial(n - k) + k * Math.log(p) + (n - k) * Math.log1p(-p),
  )
}

const logFactorials = [0]

function logFactorial(n: number): number {
  for (let k = logFactorials.length; k <= n; k++)
    logFactorials.push((logFactorials[k - 1] as number) + Math.log(k))
  return logFactorials[n] as number
}
