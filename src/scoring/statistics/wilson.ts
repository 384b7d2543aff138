/** Wilson score interval of a proportion. */

/** Two-sided 95 %: the standard normal quantile at 0.975. */
const Z_95 = 1.959963984540054

/**
 * Interval [low, high] for a share `p` seen in `n` trials; `n` may be an effective size and need not be whole.
 * Wilson, J. Am. Stat. Assoc. 22 (1927) 209; recommended by Newcombe, Stat. Med. 17 (1998) 857.
 * @throws RangeError when n is not positive or p lies outside 0..1
 */
export function wilson(p: number, n: number, z = Z_95): [number, number] {
  if (!(n > 0) || !(p >= 0 && p <= 1)) throw new RangeError(`not a share of a sample: ${p} of ${n}`)
  const z2 = z * z
  const centre = p + z2 / (2 * n)
  const half = z * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n))
  const scale = 1 + z2 / n
  // At the ends the exact bound is 0 or 1; rounding must not miss it.
  return [
    p === 0 ? 0 : Math.max(0, (centre - half) / scale),
    p === 1 ? 1 : Math.min(1, (centre + half) / scale),
  ]
}

/**
 * The same corrected for continuity, which is about as cautious as the exact interval. `k` of `n` are whole.
 * Newcombe, Stat. Med. 17 (1998) 857, method 4.
 * @throws RangeError when n is not positive or k lies outside 0..n
 */
export function wilsonContinuity(k: number, n: number, z = Z_95): [number, number] {
  if (!(n > 0) || !(k >= 0 && k <= n)) throw new RangeError(`not a share of a sample: ${k} of ${n}`)
  const p = k / n
  const scale = 2 * (n + z * z)
  const half = (sign: 1 | -1) => 1 + z * Math.sqrt(z * z + sign * 2 - 1 / n + 4 * p * (n * (1 - p) - sign))
  return [
    k === 0 ? 0 : Math.max(0, (2 * n * p + z * z - half(-1)) / scale),
    k === n ? 1 : Math.min(1, (2 * n * p + z * z + half(1)) / scale),
  ]
}
