/** The standard normal distribution. */
import { ndtr, ndtri } from './special.js'

/** Probability of a value of at most `x`. Cephes (Moshier), by erf and erfc. */
export function normalCdf(x: number): number {
  return ndtr(x)
}

/**
 * The value that is not exceeded with probability `p`, in 0..1 without its ends. Cephes (Moshier).
 * @throws RangeError when p lies elsewhere
 */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`not a probability: ${p}`)
  return ndtri(p)
}

/** How many standard errors a bound lies off, at this confidence. @param sides 1: only one bound is looked at */
export function criticalZ(confidence: number, sides: 1 | 2): number {
  return normalQuantile(1 - (1 - confidence) / sides)
}

/** Normal quantile of a bound that is looked at alone. */
export function oneSidedZ(confidence: number): number {
  return criticalZ(confidence, 1)
}

/**
 * Normal quantile of `m` two-sided intervals that shall hold all at once with this confidence, whatever binds them.
 * Bonferroni; Dunn, J. Am. Stat. Assoc. 56 (1961) 52.
 */
export function bonferroniZ(confidence: number, m: number): number {
  return criticalZ(1 - (1 - confidence) / Math.max(1, m), 2)
}
