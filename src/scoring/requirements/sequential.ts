/** The sequential test of a requirement: trial by trial in the order of the plan, whatever order they ended in. */
import type { Plan } from '../../documents/types/plan.js'
import type { Requirement as RequirementRow } from '../../documents/types/scorecard.js'
import { Sprt } from '../statistics/sprt.js'
import type { Seen } from './item.js'
import { round } from './numbers.js'

export type SequentialPlan = NonNullable<NonNullable<Plan['conformance']>['untilDecided']>[number]
type Sequential = NonNullable<RequirementRow['sequential']>

/**
 * Wald's test over the trials up to the first of the scope that has not ended. What ended beyond it waits, so that
 * the decision is the same while the run goes on and when it is scored, whoever was faster. The test is of independent
 * draws of what the requirement counts: each trial gives one of its observations, drawn by its place in the plan. What
 * does not count, shows nothing or stays open is left out.
 * @param seen in the order of the plan, of ways to a person the best one only
 * @param upTo place in the plan of the first trial of the scope that has not ended
 * @param settledAt place at which a trial is settled: that of the last way of its group
 */
export function sequentialOf(
  plan: SequentialPlan,
  seen: readonly Seen[],
  upTo: number,
  settledAt: (trial: number) => number,
): Sequential {
  const values = new Map<number, (number | undefined)[]>()
  for (const { trial, value } of seen) {
    const at = settledAt(trial)
    if (at >= upTo) continue
    const own = values.get(at)
    if (own) own.push(value)
    else values.set(at, [value])
  }
  const test = new Sprt(plan, plan.n)
  for (const [at, own] of [...values].sort(([a], [b]) => a - b)) {
    const value = own[drawn(at, own.length)]
    if (value !== undefined) test.add(value === 0)
  }
  return { decision: test.decision, used: test.used, llr: round(test.llr) }
}

/** A place below `length`, by Knuth's multiplicative hash: The Art of Computer Programming 3 (1973), section 6.4. */
function drawn(at: number, length: number): number {
  return Math.floor((Math.imul(at + 1, 0x9e3779b1) >>> 0) / (2 ** 32 / length))
}
