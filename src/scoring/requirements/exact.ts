/** Bounds of a share near 0, where Wilson's are too short for one bound alone. */
import { clopperPearson } from '../statistics/clopper-pearson.js'
import { clusteredSize } from '../statistics/clustered-size.js'
import { MIN_CLUSTERS } from '../statistics/clustered-wilson.js'
import { byCluster, type Decided } from './item.js'
import { round } from './numbers.js'

export interface ExactShare {
  n: number
  hits: number
  clusters: number
  nEffective: number
  /** Each at this confidence alone. */
  low: number
  high: number
}

/**
 * Clopper and Pearson's bounds on the effective size; one cluster is worth one observation.
 * @param seen at least one, of 1 and 0
 */
export function exactShare(seen: readonly Decided[], confidence: number): ExactShare {
  const hits = seen.filter(({ value }) => value === 1).length
  const sums = byCluster(seen).map((own) => {
    const sum = own.filter(({ value }) => value === 1).length
    return { n: own.length, sum, squares: sum }
  })
  const telling = Math.min(
    sums.filter(({ sum }) => sum > 0).length,
    sums.filter(({ sum, n }) => sum < n).length,
  )
  const { n, clusters, nEffective, nInterval } = clusteredSize(sums, telling, confidence, 1)
  const [low, high] = clopperPearson(Math.min(nInterval, (hits / n) * nInterval), nInterval, confidence, 1)
  return { n, hits, clusters, nEffective, low, high }
}

/** The two-sided 95 % interval; none from too few clusters. */
export function intervalOf(seen: readonly Decided[]): { interval?: [number, number] } {
  const { clusters, low, high } = exactShare(seen, 0.975)
  return clusters < MIN_CLUSTERS ? {} : { interval: [round(low), round(high)] }
}
