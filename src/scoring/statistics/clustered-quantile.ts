/** The interval of a quantile, for observations that come in clusters. */
import { clusteredSize } from './clustered-size.js'
import { quantile } from './quantile.js'
import { quantileRanks } from './quantile-interval.js'

export interface ClusteredQuantile {
  clusters: number
  nEffective: number
  /** -Infinity and Infinity where the sample has no bound. */
  low: number
  high: number
}

/**
 * Bounds from order statistics, with the ranks of the effective size, from the correlation of lying above the quantile
 * (Woodruff, J. Am. Stat. Assoc. 47 (1952) 635, inverts the interval of a share alike), moved outwards to the ranks of
 * the sample.
 * @param clusters the values of each; Infinity for a silence. At least one value in all
 * @param p 0..1, without its ends
 * @param sides 1: each bound holds at this confidence alone; 2: both together
 */
export function clusteredQuantile(
  clusters: readonly (readonly number[])[],
  p: number,
  confidence: number,
  sides: 1 | 2,
): ClusteredQuantile {
  const sorted = clusters.flat().sort((a, b) => a - b)
  const times = sorted.filter(Number.isFinite)
  const middle = quantile(times, sorted.length - times.length, p) ?? Number.MAX_VALUE
  const sums = clusters.map((own) => {
    const above = own.filter((value) => value > middle).length
    return { n: own.length, sum: above, squares: above }
  })
  const telling = Math.min(
    sums.filter(({ sum }) => sum > 0).length,
    sums.filter(({ sum, n }) => sum < n).length,
  )
  const { n, nEffective, nInterval } = clusteredSize(sums, telling, confidence, sides)
  const size = Math.max(1, Math.floor(nInterval + 1e-9))
  const { low, high } = quantileRanks(size, p, confidence, sides)
  const at = (rank: number) => sorted[rank - 1]
  return {
    clusters: clusters.length,
    nEffective,
    low: (low === 0 ? undefined : at(Math.max(1, Math.floor((low * n) / size)))) ?? Number.NEGATIVE_INFINITY,
    high: (high > size ? undefined : at(Math.ceil((high * n) / size))) ?? Number.POSITIVE_INFINITY,
  }
}
