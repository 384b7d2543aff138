/** The standard error of a mean whose values come in clusters. */

/**
 * Miller (arXiv 2411.00640), section 2.2, with the factor C / (C - 1) for few clusters (Cameron and Miller, J. Human
 * Resources 50 (2015) 317). With one value a cluster it is s / sqrt(n). null with fewer than two clusters, which say
 * nothing about how clusters differ.
 * @param clusters values of each cluster
 */
export function clusteredError(clusters: readonly (readonly number[])[]): number | null {
  const held = clusters.filter((cluster) => cluster.length > 0)
  if (held.length < 2) return null
  const values = held.flat()
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = held.reduce(
    (sum, cluster) => sum + cluster.reduce((total, value) => total + value - mean, 0) ** 2,
    0,
  )
  return Math.sqrt((squares * held.length) / (held.length - 1)) / values.length
}
