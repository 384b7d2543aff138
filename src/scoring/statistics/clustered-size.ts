/** How many independent observations a sample is worth whose observations come in clusters. */

import { criticalZ } from './normal.js'
import { tQuantile } from './t.js'

/** Sums of the observations of one cluster: a scenario and its repetitions. */
export interface ClusterSums {
  n: number
  sum: number
  squares: number
}

export interface ClusteredSize {
  n: number
  clusters: number
  /** Kish's effective size at the correlation that was seen. */
  nEffective: number
  /** The size to be put in an interval with a normal quantile, for the correlation is known by these clusters only. */
  nInterval: number
}

/**
 * n / (1 + (m - 1) ICC), with m the mean size of the cluster that an observation lies in and the correlation of a one-way
 * ANOVA (Donner, Int. Stat. Rev. 54 (1986) 67), kept within 0..1 and taken as 1 where it cannot be estimated.
 * For an interval that is scaled by (z / t)^2 with clusters - 1 degrees of freedom (Korn and Graubard, Survey Methodology
 * 24 (1998) 193), or twice the clusters that tell something about the correlation, where those are fewer; but never below
 * the size at correlation 1: however like each other its observations are, a cluster is worth one. Where each holds
 * one, nothing was estimated and the size is n.
 * @param clusters those that hold observations; at least one
 * @param telling how many of them hold the rarer outcome. Without this, intervals of shares near 0 and 1 cover too
 *   little at high correlations: 86 % where 20 to 30 scenarios were tried eight times each
 */
export function clusteredSize(
  clusters: readonly ClusterSums[],
  telling: number,
  confidence: number,
  sides: 1 | 2,
): ClusteredSize {
  let [n, sum, between, within, sizes] = [0, 0, 0, 0, 0]
  for (const cluster of clusters) {
    n += cluster.n
    sum += cluster.sum
    between += cluster.sum ** 2 / cluster.n
    within += cluster.squares - cluster.sum ** 2 / cluster.n
    sizes += cluster.n ** 2
  }
  const k = clusters.length
  const size = sizes / n
  const least = n / size
  if (n === k || k < 2) return { n, clusters: k, nEffective: least, nInterval: least }
  const typical = (n - size) / (k - 1)
  const msb = Math.max(0, between - sum ** 2 / n) / (k - 1)
  const msw = Math.max(0, within) / (n - k)
  const total = msb + (typical - 1) * msw
  const correlation = total > 1e-12 ? Math.min(1, Math.max(0, (msb - msw) / total)) : 1
  const nEffective = n / (1 + (size - 1) * correlation)
  const freedom = Math.max(1, Math.min(k - 1, 2 * telling))
  const shrink = (criticalZ(confidence, sides) / tQuantile(1 - (1 - confidence) / sides, freedom)) ** 2
  return { n, clusters: k, nEffective, nInterval: Math.max(least, nEffective * shrink) }
}

/** The same of shares: a cluster tells something where the rarer of hit and miss is seen. */
export function clusteredHitsSize(
  clusters: readonly { hits: number; n: number }[],
  confidence: number,
  sides: 1 | 2,
): ClusteredSize {
  const telling = Math.min(
    clusters.filter(({ hits }) => hits > 0).length,
    clusters.filter(({ hits, n }) => hits < n).length,
  )
  const sums = clusters.map(({ hits, n }) => ({ n, sum: hits, squares: hits }))
  return clusteredSize(sums, telling, confidence, sides)
}
