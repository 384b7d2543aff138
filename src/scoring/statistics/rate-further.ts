/** How many more observations would decide a share. */
import { oneSidedZ } from './normal.js'

/** More than this is not a number that anybody would run. */
const MOST = 1_000_000

/**
 * Further observations after which the one-sided Wilson bound would clear the threshold if the share stayed as it is: the
 * score test's n = z^2 t (1 - t) / (p - t)^2, which is where that bound meets t. null where the share is the threshold
 * itself, or more than a million would be needed; 0 where it is clear already.
 * @param deff what a cluster's observations cost: n / nEffective, at least 1
 */
export function rateFurther(
  hits: number,
  n: number,
  threshold: number,
  confidence: number,
  deff = 1,
): number | null {
  if (n === 0) return null
  const apart = hits / n - threshold
  if (apart === 0) return null
  const needed = (Math.max(1, deff) * oneSidedZ(confidence) ** 2 * threshold * (1 - threshold)) / apart ** 2
  const further = Math.max(0, Math.ceil(needed - n - 1e-9))
  return further > MOST ? null : further
}
