/** Requirements of the kind prohibition: what must not happen. */
import type { Requirement } from '../../documents/types/profile.js'
import { exactShare, intervalOf } from './exact.js'
import { confidenceOf, type Decided, type Kind, LEAST, type Outcome, type Seen } from './item.js'
import { round } from './numbers.js'
import { nothing, prohibitionReason } from './reasons.js'

/**
 * One proof fails it, or more than `threshold` where some are allowed: a breach stands whatever the size of the
 * sample. It passes where `minimum` observations (else LEAST) show no more than that. That none was seen does not say
 * that there is none, so the upper bound of the share of breaches is always given.
 * Here the value 1 is a breach.
 */
export const prohibition: Kind<Seen> = {
  decide: (items, requirement) => decide(items as readonly Decided[], requirement),
  isOpen: ({ value }) => value === undefined,
  settle: (item, how) => ({ ...item, value: how === 'passed' ? 0 : 1 }),
  proofs: () => (item) => (item.value === 1 ? {} : undefined),
}

function decide(seen: readonly Decided[], requirement: Requirement): Outcome {
  if (seen.length === 0) return nothing(requirement)
  const confidence = confidenceOf(requirement)
  const { minimum = LEAST } = requirement
  const allowed = Number(requirement.threshold ?? 0)
  const { n, hits, clusters, nEffective, low, high } = exactShare(seen, confidence)
  const verdict = hits > allowed ? 'fail' : n >= minimum ? 'pass' : 'inconclusive'
  const further = verdict === 'inconclusive' ? minimum - n : null
  return {
    verdict,
    reason: prohibitionReason(verdict, { n, hits, allowed, high, confidence, minimum, further }),
    n,
    hits,
    clusters,
    nEffective: round(nEffective),
    value: round(hits / n),
    bounds: [round(low), round(high)],
    ...intervalOf(seen),
    further,
  }
}
