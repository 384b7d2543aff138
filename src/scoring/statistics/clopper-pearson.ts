/** Exact interval of a proportion: never too short, often too long. */
import { incbi } from './special.js'

/**
 * Interval [low, high] for a share after `k` of `n`; both may be effective numbers and need not be whole (Korn and
 * Graubard, Survey Methodology 24 (1998) 193). Clopper and Pearson, Biometrika 26 (1934) 404.
 * @param sides 1: each bound holds at this confidence alone; 2: both together
 * @throws RangeError when n is not positive or k lies outside 0..n
 */
export function clopperPearson(k: number, n: number, confidence = 0.95, sides: 1 | 2 = 2): [number, number] {
  if (!(n > 0) || !(k >= 0 && k <= n)) throw new RangeError(`not a share of a sample: ${k} of ${n}`)
  const tail = (1 - confidence) / sides
  return [k === 0 ? 0 : incbi(k, n - k + 1, tail), k === n ? 1 : incbi(k + 1, n - k, 1 - tail)]
}
