/** Ways to ask for a person: of trials that differ in the way alone, the best one counts. */
import type { Finding } from '../documents/types/finding.js'
import type { Plan } from '../documents/types/plan.js'
import { groupBy } from './group.js'

const COUNTED_ONCE = new Set(['human', 'offered'])

/**
 * Findings in which only the best way of each group of trials counts: the `human` and `offered` findings of the
 * other ways stay in the open but are no longer expected and weigh nothing. A way that was inconclusive is better
 * than one that failed.
 */
export function bestWay(plan: Plan, findings: readonly Finding[]): Finding[] {
  const groups = groupBy(
    plan.trials.filter((trial) => trial.arm.by !== undefined),
    ({ target, scenario, persona, arm, repetition }) => {
      const fixed = Object.entries(arm).filter(([name]) => name !== 'by')
      return JSON.stringify([
        target,
        scenario,
        persona,
        fixed.sort(([a], [b]) => (a < b ? -1 : 1)),
        repetition,
      ])
    },
  )
  const byTrial = groupBy(
    findings.filter((finding) => COUNTED_ONCE.has(finding.audit)),
    (finding) => finding.trial,
  )
  const superseded = new Set<string>()
  for (const trials of groups.values()) {
    const ranked = trials
      .map(({ id }) => ({ trial: id, rank: rankOf(byTrial.get(id)) }))
      .sort((a, b) => a.rank - b.rank || (a.trial < b.trial ? -1 : 1))
    for (const { trial } of ranked.slice(1)) superseded.add(trial)
  }
  return findings.map((finding) =>
    superseded.has(finding.trial) && COUNTED_ONCE.has(finding.audit)
      ? { ...finding, expected: false, weight: 0 }
      : finding,
  )
}

/** 0 passed, 1 nothing decided, 2 inconclusive, 3 failed, 4 no such finding (the trial did not count). */
function rankOf(findings: readonly Finding[] | undefined): number {
  if (findings === undefined) return 4
  const outcomes = new Set(findings.map((finding) => finding.outcome))
  if (outcomes.has('fail')) return 3
  if (outcomes.has('inconclusive') || outcomes.has('error')) return 2
  return outcomes.has('pass') ? 0 : 1
}
