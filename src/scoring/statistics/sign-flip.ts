/** McNemar's exact test for scenarios that were tried in pairs several times. */

export interface SignFlip {
  /** Two-sided. */
  exact: number
  midP: number
}

/**
 * Were the two ways alike, each scenario's net difference (pairs only A met, less pairs only B met) would as soon have the
 * other sign: p is the share of all sign patterns whose sum lies as far from 0 as the one seen. Fisher, The Design of
 * Experiments (1935), section 21; exact, by convolution. With nets of 1, 0 and -1 it is the exact McNemar test.
 * @param nets one whole number a scenario
 */
export function signFlip(nets: readonly number[]): SignFlip {
  const sizes = nets.map(Math.abs).filter((size) => size > 0)
  const total = sizes.reduce((sum, size) => sum + size, 0)
  const seen = Math.abs(nets.reduce((sum, net) => sum + net, 0))
  if (total === 0) return { exact: 1, midP: 1 }
  // Share of all patterns in which the positive signs sum up to the index; the sum of all is twice that less the total.
  let shares = new Float64Array(total + 1)
  shares[0] = 1
  for (const size of sizes) {
    const next = new Float64Array(total + 1)
    for (let sum = 0; sum <= total; sum++)
      next[sum] = ((shares[sum] ?? 0) + (sum >= size ? (shares[sum - size] ?? 0) : 0)) / 2
    shares = next
  }
  let exact = 0
  let atSeen = 0
  for (const [positive, share] of shares.entries()) {
    const sum = Math.abs(2 * positive - total)
    if (sum >= seen) exact += share
    if (sum === seen) atSeen += share
  }
  exact = Math.min(1, exact)
  return { exact, midP: exact - atSeen / 2 }
}
