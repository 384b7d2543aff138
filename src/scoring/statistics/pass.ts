/** pass^k and pass@k: whether all, or any, of k tries of one scenario are passed. */

/**
 * Chance that `k` tries are all passed, of `c` passes in `n` tries: C(c,k) / C(n,k), the mean over all choices of k,
 * which (c/n)^k overstates. Yao et al., tau-bench (arXiv 2406.12045). null where n < k.
 */
export function passK(n: number, c: number, k: number): number | null {
  return n < k ? null : chosen(c, n, k)
}

/** Chance that at least one of `k` tries is passed: 1 - C(n-c,k) / C(n,k). Chen et al. (arXiv 2107.03374). null where n < k. */
export function passAtK(n: number, c: number, k: number): number | null {
  return n < k ? null : 1 - chosen(n - c, n, k)
}

/** C(of, k) / C(n, k), factor by factor, so that nothing overflows. */
function chosen(of: number, n: number, k: number): number {
  if (of < k) return 0
  let share = 1
  for (let i = 0; i < k; i++) share *= (of - i) / (n - i)
  return share
}
