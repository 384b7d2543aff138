/** Ways to ask for a person: of trials that differ in the way alone, the best one counts. */
import { human } from '../audits/human.js'
import { offered } from '../audits/offered.js'
import { both } from '../audits/words.js'
import type { Finding } from '../documents/types/finding.js'
import type { Plan } from '../documents/types/plan.js'
import type { Counted, CountedOf } from './counted.js'
import { groupBy } from './group.js'

const COUNTED_ONCE = new Set([human.meta.id, offered.meta.id])

/**
 * Findings in which only the best way of each group of trials counts: the `human` and `offered` findings of the
 * other ways stay in the open but are no longer expected and weigh nothing. A way that was inconclusive is better
 * than one that failed, and a request that nobody followed better than one that could not be made. While a way is unknown (its trial did not count, or the budget of human contacts left it
 * out), the failure of the others decides nothing.
 * @param findings of the trials that count
 */
export function bestWay(plan: Plan, findings: readonly Finding[]): Finding[] {
  const counted = waysOf(
    plan,
    groupBy(findings, (finding) => finding.trial),
  )
  return findings.map((finding) => counted(finding.trial, finding))
}

/** As `bestWay`, for findings that come one by one: what a finding of a trial is worth beside those of the others. */
export type Ways = <F extends Counted>(trial: string, finding: F) => F

export function waysOf(plan: Plan, findings: CountedOf): Ways {
  const ids = [
    ...plan.trials.map((trial) => trial.id),
    ...plan.notPlanned.filter((one) => one.reason === 'contacts').map((one) => one.trial),
  ]
  const groups = groupBy(
    ids.flatMap((trial) => {
      const key = withoutWay(trial)
      return key === undefined ? [] : [{ trial, key }]
    }),
    ({ key }) => key,
  )
  if (groups.size === 0) return (_, finding) => finding
  const superseded = new Set<string>()
  const undecided = new Set<string>()
  for (const group of groups.values()) {
    const ranked = group
      .map(({ trial }) => ({ trial, rank: rankOf(findings.get(trial)) }))
      .sort((a, b) => a.rank - b.rank || (a.trial < b.trial ? -1 : 1))
    for (const { trial } of ranked.slice(1)) superseded.add(trial)
    if (ranked[0] !== undefined && ranked.some(({ rank }) => rank === UNKNOWN)) undecided.add(ranked[0].trial)
  }
  return (trial, finding) => {
    if (!COUNTED_ONCE.has(finding.audit)) return finding
    if (superseded.has(trial)) return { ...finding, expected: false, weight: 0 }
    return undecided.has(trial) && finding.outcome === 'fail' ? openEnd(finding) : finding
  }
}

/** The id of a trial without the way that its arm sets; undefined where it sets none. */
export function withoutWay(id: string): string | undefined {
  if (!id.includes('by=')) return undefined
  const [target, scenario, arm = '', repetition] = id.split('/')
  const settings = arm.split(',')
  const fixed = settings.filter((setting) => !setting.startsWith('by='))
  return fixed.length === settings.length
    ? undefined
    : [target, scenario, fixed.join(','), repetition].join('/')
}

const UNKNOWN = 5

/**
 * 0 passed, 1 inconclusive, 2 failed although a person was asked for, 3 failed because the way was not there,
 * 4 nothing to tell, 5 the trial did not count.
 */
function rankOf(findings: readonly Counted[] | undefined): number {
  if (findings === undefined) return UNKNOWN
  const own = findings.filter((finding) => COUNTED_ONCE.has(finding.audit))
  const failed = own.filter((finding) => finding.outcome === 'fail')
  if (failed.length > 0) return failed.some((finding) => finding.audit === offered.meta.id) ? 3 : 2
  if (own.some((finding) => finding.outcome === 'inconclusive')) return 1
  return own.some((finding) => finding.outcome === 'pass') ? 0 : 4
}

function openEnd<F extends Counted & Partial<Pick<Finding, 'message'>>>(finding: F): F {
  const open = { ...finding, outcome: 'inconclusive', score: null } as const
  if (!finding.message) return open
  const { 'zh-CN': zh, en } = finding.message
  const message = both(
    `${zh}（另一种求助方式没有测到，不能下结论）`,
    `${en} (another way was not tried, so this decides nothing)`,
  )
  return { ...open, message }
}
