/** Requirements of the kind existence: what must be possible at all. */
import type { Requirement } from '../../documents/types/profile.js'
import { exactShare, intervalOf } from './exact.js'
import { confidenceOf, type Decided, type Kind, LEAST, type Outcome, type Seen } from './item.js'
import { round } from './numbers.js'
import { existenceReason, nothing } from './reasons.js'

/**
 * One proof passes it. It fails where `minimum` tries (else LEAST) that could be decided bring none; the upper bound
 * of the share says how often it may still be possible.
 */
export const existence: Kind<Seen> = {
  decide: (items, requirement) => decide(items as readonly Decided[], requirement),
  isOpen: ({ value }) => value === undefined,
  settle: (item, how) => ({ ...item, value: how === 'passed' ? 1 : 0 }),
  proofs: () => (item) => (item.value === 1 ? {} : undefined),
}

function decide(seen: readonly Decided[], requirement: Requirement): Outcome {
  if (seen.length === 0) return nothing(requirement)
  const confidence = confidenceOf(requirement)
  const { minimum = LEAST } = requirement
  const { n, hits, clusters, nEffective, low, high } = exactShare(seen, confidence)
  const verdict = hits > 0 ? 'pass' : n >= minimum ? 'fail' : 'inconclusive'
  const further = verdict === 'inconclusive' ? minimum - n : null
  return {
    verdict,
    reason: existenceReason(verdict, {
      n,
      hits,
      high,
      confidence,
      minimum,
      further,
      level: requirement.level,
    }),
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
