/** How many trials a verdict on a share needs when their number is fixed beforehand. */
import { binomialCdf } from './binomial.js'

export interface FixedPlan {
  /** Trials. */
  n: number
  /** Most failures with which it is accepted. */
  c: number
}

const MOST = 100_000

/**
 * Smallest single sampling plan: at a share of failures `p0` rejected with at most alpha, at `p1` accepted with at most
 * beta. Schilling and Neubauer, Acceptance Sampling in Quality Control (2017), section 5; by search.
 * @throws RangeError unless 0 <= p0 < p1 <= 1, or where more than 100,000 trials would be needed
 */
export function fixedPlan(p0: number, p1: number, alpha: number, beta: number): FixedPlan {
  if (!(p0 >= 0 && p0 < p1 && p1 <= 1)) throw new RangeError(`no plan between ${p0} and ${p1}`)
  let c = 0
  for (let n = 1; n <= MOST; n++) {
    // With one more trial at most one more failure can be allowed, so c is only ever raised.
    while (binomialCdf(c, n, p0) < 1 - alpha) c++
    if (binomialCdf(c, n, p1) <= beta) return { n, c }
  }
  throw new RangeError(`no plan of ${MOST} trials tells ${p0} from ${p1}`)
}

/**
 * Trials after which, with at most `failures`, a share of passes of at least `threshold` is shown at this confidence:
 * the smallest n with P(at most that many failures | threshold) <= 1 - confidence. For none, ln(1 - confidence) /
 * ln(threshold): the success run. Wilks, Ann. Math. Stat. 12 (1941) 91; Lipson and Sheth (1973), section 6.
 * @param threshold 0..1, without its ends
 */
export function successRun(threshold: number, confidence = 0.95, failures = 0): number {
  if (!(threshold > 0 && threshold < 1)) throw new RangeError(`not a share below 1: ${threshold}`)
  let n = failures + 1
  while (binomialCdf(failures, n, 1 - threshold) > 1 - confidence) n++
  return n
}
