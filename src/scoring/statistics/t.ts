/** Student's t distribution. */
import { incbet, incbi } from './special.js'

/** Probability of a value of at most `t` (Student, Biometrika 6 (1908) 1), by the incomplete beta function. */
export function tCdf(t: number, freedom: number): number {
  const tail = incbet(freedom / 2, 0.5, freedom / (freedom + t * t)) / 2
  return t > 0 ? 1 - tail : tail
}

/**
 * The value that is not exceeded with probability `p`, in 0..1 without its ends.
 * @param freedom degrees of freedom, above 0
 * @throws RangeError when p or the degrees lie elsewhere
 */
export function tQuantile(p: number, freedom: number): number {
  if (!(p > 0 && p < 1) || !(freedom > 0)) throw new RangeError(`no quantile of t: ${p}, ${freedom}`)
  const key = `${p} ${freedom}`
  const found = known.get(key) ?? inverse(p, freedom)
  known.set(key, found)
  return found
}

/** Finding one takes a search; runs ask for the same few again and again. */
const known = new Map<string, number>()

function inverse(p: number, freedom: number): number {
  if (p === 0.5) return 0
  const x = incbi(freedom / 2, 0.5, 2 * Math.min(p, 1 - p))
  return Math.sign(p - 0.5) * Math.sqrt(freedom / x - freedom)
}
