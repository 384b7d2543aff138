/** Percentile interval by resampling whole clusters. */

const RESAMPLES = 2000

/**
 * 95 % interval [low, high] of a statistic over clusters (scenarios), by drawing as many clusters with
 * replacement 2,000 times. Pure: the draws follow from the data, so equal data give equal intervals.
 * Efron and Tibshirani, An Introduction to the Bootstrap (1993), section 13.3; clusters: Field and Welsh,
 * J. R. Stat. Soc. B 69 (2007) 369.
 * @param clusters at least one, in an order that does not depend on how they were collected
 * @param statistic of the drawn clusters; null where it has none, which leaves the draw out
 */
export function clusterBootstrap<T>(
  clusters: readonly T[],
  statistic: (drawn: readonly T[]) => number | null,
): [number, number] | null {
  const random = generator(JSON.stringify(clusters))
  const values: number[] = []
  for (let i = 0; i < RESAMPLES; i++) {
    const drawn = clusters.map(() => clusters[Math.floor(random() * clusters.length)] as T)
    const value = statistic(drawn)
    if (value !== null) values.push(value)
  }
  if (values.length === 0) return null
  values.sort((a, b) => a - b)
  const at = (p: number) => values[Math.round(p * (values.length - 1))] as number
  return [at(0.025), at(0.975)]
}

/** Mulberry32 (public domain, T. Ettinger), seeded by the FNV-1a hash of the data. Uniform in [0, 1). */
function generator(data: string): () => number {
  let state = 0x811c9dc5
  for (let i = 0; i < data.length; i++) state = Math.imul(state ^ data.charCodeAt(i), 0x01000193)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}
