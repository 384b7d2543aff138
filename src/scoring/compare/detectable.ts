/** The smallest difference that so many pairs would have shown: what "no difference" is worth. */
import { fewestDiscordant } from '../statistics/mcnemar.js'
import { pairsSize } from '../statistics/sample-size.js'

const HALVINGS = 40

/**
 * Smallest difference of two shares that McNemar's test finds in `n` pairs with power 0.8: Connor's sample size
 * (Biometrics 43 (1987) 207) solved for the difference. null where the pairs are too few to show any.
 * @param n pairs, or their effective number
 * @param discordant share of pairs that came out differently, 0..1, as far as it is known
 */
export function detectable(n: number, discordant: number, alpha: number): number | null {
  const least = fewestDiscordant(alpha)
  if (n < least) return null
  // No fewer pairs can differ than the difference itself takes.
  const enough = (d: number) => {
    const psi = Math.max(discordant, d)
    return pairsSize((psi + d) / 2, (psi - d) / 2, { alpha }) <= n
  }
  let [low, high] = [0, 1]
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2
    if (enough(middle)) high = middle
    else low = middle
  }
  // The exact test needs so many changed pairs whatever the formula says.
  return Math.min(1, Math.max(high, least / n))
}
