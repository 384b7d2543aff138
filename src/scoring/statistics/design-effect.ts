/** How much less a sample is worth because its values come in clusters or carry unequal weights. */

/**
 * Intraclass correlation of a one-way ANOVA; null where it cannot be estimated (fewer than two clusters, no
 * cluster with two values, or no variation at all).
 * Donner, Int. Stat. Rev. 54 (1986) 67.
 * @param clusters values of each cluster; none may be empty
 */
export function intraclassCorrelation(clusters: readonly (readonly number[])[]): number | null {
  const n = clusters.reduce((sum, cluster) => sum + cluster.length, 0)
  const k = clusters.length
  if (k < 2 || n === k) return null
  const grand = mean(clusters.flat())
  let between = 0
  let within = 0
  let squares = 0
  for (const cluster of clusters) {
    const own = mean(cluster)
    between += cluster.length * (own - grand) ** 2
    within += cluster.reduce((sum, value) => sum + (value - own) ** 2, 0)
    squares += cluster.length ** 2
  }
  const size = (n - squares / n) / (k - 1)
  const msb = between / (k - 1)
  const msw = within / (n - k)
  const total = msb + (size - 1) * msw
  return total > 0 ? (msb - msw) / total : null
}

/**
 * Design effect 1 + (m - 1) ICC with m the mean cluster size, never below 1. Where the correlation cannot be
 * estimated it is taken as 1: a cluster then counts as one value, which is the cautious end.
 * Kish, Survey Sampling (1965), section 5.4.
 */
export function designEffect(clusters: readonly (readonly number[])[]): number {
  const n = clusters.reduce((sum, cluster) => sum + cluster.length, 0)
  const size = n / clusters.length
  return Math.max(1, 1 + (size - 1) * (intraclassCorrelation(clusters) ?? 1))
}

/** Effective number of values under unequal weights, (sum w)^2 / sum w^2. Kish (1965), section 11.7. */
export function kishSize(weights: readonly number[]): number {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return sum ** 2 / weights.reduce((total, weight) => total + weight ** 2, 0)
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
