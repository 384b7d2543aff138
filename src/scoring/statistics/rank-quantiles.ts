/** Quantiles of Wilcoxon's statistics: exact while that is cheap, normal beyond. */

/** Up to here the distributions are counted out. */
const EXACT_PAIRS = 60
const EXACT_PRODUCT = 2500

/**
 * The rank, from 1, of the Walsh average that bounds the shift of n paired differences from below with error `tail`: the
 * largest k with P(signed-rank sum < k) <= tail; 0 where there is none. Wilcoxon, Biometrics Bulletin 1 (1945) 80.
 * @param z the normal quantile at 1 - tail
 */
export function signedRankQuantile(tail: number, n: number, z: number): number {
  const pairs = (n * (n + 1)) / 2
  if (n > EXACT_PAIRS)
    return Math.max(0, Math.floor(pairs / 2 - z * Math.sqrt((pairs * (2 * n + 1)) / 12) + 0.5))
  let shares = Float64Array.of(1)
  for (let rank = 1; rank <= n; rank++) {
    const next = new Float64Array(shares.length + rank)
    for (const [sum, share] of shares.entries()) {
      next[sum] = (next[sum] as number) + share / 2
      next[sum + rank] = (next[sum + rank] as number) + share / 2
    }
    shares = next
  }
  return largest(shares, tail)
}

/** The same for the differences of two independent samples. Mann and Whitney, Ann. Math. Stat. 18 (1947) 50. */
export function rankSumQuantile(tail: number, m: number, n: number, z: number): number {
  const pairs = m * n
  if (pairs > EXACT_PRODUCT)
    return Math.max(0, Math.floor(pairs / 2 - z * Math.sqrt((pairs * (m + n + 1)) / 12) + 0.5))
  // Coefficients of the Gaussian binomial: multiplied by (1 - q^(n + i)) and divided by (1 - q^i), for i = 1..m.
  const counts = new Float64Array(pairs + 1)
  counts[0] = 1
  for (let i = 1; i <= m; i++) {
    for (let u = pairs; u >= n + i; u--) counts[u] = (counts[u] as number) - (counts[u - n - i] as number)
    for (let u = i; u <= pairs; u++) counts[u] = (counts[u] as number) + (counts[u - i] as number)
  }
  const total = counts.reduce((sum, count) => sum + count, 0)
  return largest(
    counts.map((count) => count / total),
    tail,
  )
}

/** The largest k with the sum of the first k shares at most `tail`. */
function largest(shares: Float64Array, tail: number): number {
  let sum = 0
  for (const [k, share] of shares.entries()) {
    sum += share
    if (sum > tail + 1e-12) return k
  }
  return shares.length
}
