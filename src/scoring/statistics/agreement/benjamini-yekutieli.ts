/** Which of several hypotheses are rejected, so that few of the rejections are wrong whatever binds the tests. */

/**
 * Whether each hypothesis is rejected at false discovery rate `q` (Benjamini and Yekutieli, Annals of Statistics 29
 * (2001) 1165, theorem 1.3).
 */
export function benjaminiYekutieli(ps: readonly number[], q: number): boolean[] {
  const m = ps.length
  const harmonic = ps.reduce((sum, _, i) => sum + 1 / (i + 1), 0)
  const sorted = [...ps].sort((a, b) => a - b)
  const last = sorted.findLastIndex((p, i) => p <= ((i + 1) * q) / (m * harmonic))
  const bound = sorted[last] ?? Number.NEGATIVE_INFINITY
  return ps.map((p) => p <= bound)
}
