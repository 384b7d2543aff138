/** p-values of several tests, so that none of them is wrong by chance oftener than one test would be. */

/**
 * Adjusted p-values in the order given (Holm, Scand. J. Stat. 6 (1979) 65): the smallest times m, the next times
 * m - 1, and so on, never falling and at most 1.
 */
export function holm(ps: readonly number[]): number[] {
  const order = ps.map((p, i) => ({ p, i })).sort((a, b) => a.p - b.p)
  const adjusted: number[] = new Array(ps.length)
  let highest = 0
  for (const [rank, { p, i }] of order.entries()) {
    highest = Math.max(highest, Math.min(1, p * (ps.length - rank)))
    adjusted[i] = highest
  }
  return adjusted
}
