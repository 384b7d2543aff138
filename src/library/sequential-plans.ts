/** The sequential plans of a run that is held until it is decided: frozen before the first message. */
import type { Plan } from '../documents/types/plan.js'
import type { Profile } from '../documents/types/profile.js'
import { fixedPlan } from '../scoring/statistics/sampling-plan.js'

const ALPHA = 0.05
const BETA = 0.1
/** How many times the trials of a fixed plan it may take: a test that is cut shorter misses its error rates. */
const LONGEST = 1.5
/** A stricter threshold takes more trials than anybody holds one by one. */
const LEAST = 0.005

type SequentialPlan = NonNullable<NonNullable<Plan['conformance']>['untilDecided']>[number]

/**
 * One plan for each rate requirement that counts sessions and whose threshold leaves room on both sides; repetitions of
 * a scenario are no independent draws of scenarios, so that those that count scenarios keep to their minimum. A bot that conforms is taken to fail half
 * as often as the threshold allows (p0), one that does not twice as often (p1; from one half on, half of the way to
 * always): for 0.9 these are 5 % and 20 %. The choice is ombud's own. alpha, failing a bot at p0, is 5 % and beta,
 * passing one at p1, 10 %; where a requirement names its confidence, both are what that leaves. After n trials, 1.5
 * times those of the fixed plan with the same errors and never fewer than the minimum, it stays inconclusive.
 * Wald, Ann. Math. Stat. 16 (1945) 117.
 */
export function sequentialPlans(profiles: readonly Profile[]): SequentialPlan[] {
  return profiles.flatMap(({ id, requirements }) =>
    requirements.flatMap(({ kind, threshold, confidence, unit, minimum = 1, ...requirement }) => {
      const shares = failureShares(Number(threshold))
      if (kind !== 'rate' || unit !== 'session' || requirement.declaration) return []
      if (shares === undefined || 1 - Number(threshold) < LEAST) return []
      const { p0, p1 } = shares
      const [alpha, beta] =
        confidence === undefined ? [ALPHA, BETA] : [rounded(1 - confidence), rounded(1 - confidence)]
      const n = Math.max(minimum, Math.ceil(LONGEST * fixedPlan(p0, p1, alpha, beta).n))
      return { profile: id, requirement: requirement.id, p0, p1, alpha, beta, n }
    }),
  )
}

/** How often a bot fails that conforms (p0), and one that does not (p1); undefined where the threshold leaves no room. */
export function failureShares(threshold: number): { p0: number; p1: number } | undefined {
  const allowed = 1 - threshold
  if (!(allowed > 0 && allowed < 1)) return undefined
  return { p0: rounded(allowed / 2), p1: rounded(Math.min(2 * allowed, (1 + allowed) / 2)) }
}

/** A plan is read by people, too: no 0.050000000000000044. */
function rounded(share: number): number {
  return Number(share.toFixed(6))
}
