/** The scorecard: a pure function of the plan, the committed results and their findings, whatever their order. */
import { available } from '../audits/available.js'
import { both } from '../audits/words.js'
import { channelOf } from '../documents/channel-of.js'
import type { Bilingual } from '../documents/ready.js'
import type { End } from '../documents/types/journal.js'
import type { Plan } from '../documents/types/plan.js'
import type { Scorecard } from '../documents/types/scorecard.js'
import { type Ways, waysOf } from './arms.js'
import { categoriesOf, type TrialCounted, UNSCORED_GATE } from './categories.js'
import type { Counted, CountedOf } from './counted.js'
import type { EscalationSample } from './escalation.js'
import { LatencySample } from './latency.js'
import type { Probed } from './understanding.js'

type TargetCard = Scorecard['targets'][number]

/** How the last attempt of a trial ended, as the journal has it. */
export type TrialResult = Pick<End, 'trial' | 'attempt' | 'status' | 'reason' | 'whose' | 'detail'>

/** Version of the form of scorecard.json. */
const VERSION = 1

/**
 * @param results the final result of each trial that has one
 * @param findings of every trial, in any order
 * @param latency the times of each target that has any, by its id
 * @param probed what the probes of each target that has any come to
 * @param escalated the trials of each target that has any, as ways to a person
 */
export function scorecard(
  plan: Plan,
  results: readonly TrialResult[],
  findings: CountedOf,
  latency: ReadonlyMap<string, LatencySample> = new Map(),
  probed: ReadonlyMap<string, Pick<Probed, 'card'>> = new Map(),
  escalated: ReadonlyMap<string, EscalationSample> = new Map(),
): Scorecard {
  const byTrial = new Map(results.map((result) => [result.trial, result]))
  const scored = new Set(results.filter((result) => result.status === 'done').map((result) => result.trial))
  const counted = new Map([...findings].filter(([trial]) => scored.has(trial)))
  const ways = waysOf(plan, counted)
  const targets = [
    ...new Set([...plan.trials.map((trial) => trial.target), ...Object.keys(plan.documents.targets)]),
  ].sort()
  return {
    version: VERSION,
    plan: plan.id,
    readers: plan.readers,
    targets: targets.map((target) => ({
      ...targetCard(plan, target, byTrial, counted, ways),
      latency: (latency.get(target) ?? new LatencySample()).summary(),
      ...understandingOf(probed.get(target)),
      ...escalationOf(escalated.get(target)),
    })),
  }
}

function understandingOf(probed: Pick<Probed, 'card'> | undefined): Pick<TargetCard, 'understanding'> {
  return probed === undefined ? {} : { understanding: probed.card }
}

function escalationOf(sample: EscalationSample | undefined): Pick<TargetCard, 'escalation'> {
  const card = sample?.card()
  return card === undefined ? {} : { escalation: card }
}

function targetCard(
  plan: Plan,
  target: string,
  results: ReadonlyMap<string, TrialResult>,
  all: CountedOf,
  ways: Ways,
): Omit<TargetCard, 'latency' | 'understanding' | 'escalation'> {
  const trials = plan.trials.filter((trial) => trial.target === target)
  const ended = trials
    .flatMap((trial) => results.get(trial.id) ?? [])
    .sort((a, b) => compare(a.trial, b.trial))
  const unscored = ended.filter((result) => result.status !== 'done')
  const keyOf = keys()
  const counted = trials
    .toSorted((a, b) => compare(a.id, b.id))
    .map(({ id, scenario }): TrialCounted => {
      const findings = (all.get(id) ?? []).toSorted((a, b) => compare(keyOf(a), keyOf(b)))
      return { scenario, findings: findings.map((finding) => ways(id, finding)) }
    })
  const findings = counted.flatMap((trial) => trial.findings)
  const share = ended.length === 0 ? 0 : unscored.length / ended.length
  const document = plan.documents.targets[target]
  return {
    target,
    merchant: document?.merchant ?? target,
    channel: document === undefined ? 'http' : channelOf(document).kind,
    counts: {
      planned: trials.length,
      run: ended.length,
      scored: ended.length - unscored.length,
      unscored: unscored.length,
      notRun: trials.length - ended.length,
      notPlanned: plan.notPlanned.filter((one) => one.trial.startsWith(`${target}/`)).length,
      failed: counted.filter((trial) => trial.findings.some(isFailure)).length,
    },
    unscored: unscored.map(({ trial, reason, detail }) => ({
      trial,
      reason,
      ...(detail === undefined ? {} : { detail }),
    })),
    unscoredShare: Number(share.toFixed(4)),
    stops: countBy(ended.map((result) => result.reason)),
    ...verdictOf(findings, share),
    categories: categoriesOf(counted, share),
  }
}

/** Until profiles judge: what the scenarios expected decides. */
function verdictOf(
  findings: readonly Counted[],
  share: number,
): { verdict: TargetCard['verdict']; verdictReason: Bilingual } {
  const expected = findings.filter((finding) => finding.expected)
  const count = (outcome: Counted['outcome'], list: readonly Counted[] = expected) =>
    list.filter((finding) => finding.outcome === outcome).length
  const failed = count('fail')
  const open = count('inconclusive') + count('error')
  if (failed > 0) {
    return {
      verdict: 'fail',
      verdictReason: both(
        `${failed} 项期望未达到`,
        `${failed} ${failed === 1 ? 'expectation' : 'expectations'} failed`,
      ),
    }
  }
  if (share > UNSCORED_GATE) {
    const [unscored, gate] = [Number((share * 100).toFixed(1)), UNSCORED_GATE * 100]
    return {
      verdict: 'withheld',
      verdictReason: both(
        `${unscored}% 的对话未能计分，超过 ${gate}%`,
        `${unscored} % of the trials are unscored, more than ${gate} %`,
      ),
    }
  }
  // That the bot was there decides nothing that a scenario asked for.
  const passed = count(
    'pass',
    expected.filter((finding) => finding.audit !== available.meta.id),
  )
  if (passed === 0) {
    return {
      verdict: 'inconclusive',
      verdictReason: both('没有一项期望得到判定', 'no expectation was decided'),
    }
  }
  return {
    verdict: 'pass',
    verdictReason: both(
      `${passed} 项期望达到${open > 0 ? `，${open} 项无法判定` : ''}`,
      `${passed} ${passed === 1 ? 'expectation' : 'expectations'} met${open > 0 ? `, ${open} inconclusive` : ''}`,
    ),
  }
}

function countBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of names.toSorted(compare)) counts[name] = (counts[name] ?? 0) + 1
  return counts
}

const isFailure = ({ expected, outcome }: Counted) => expected && outcome === 'fail'

/** Findings are ordered by what they say, so that the order in which they came changes nothing. */
function keys(): (finding: Counted) => string {
  const known = new Map<Counted, string>()
  return (finding) => {
    const key = known.get(finding) ?? JSON.stringify(finding)
    known.set(finding, key)
    return key
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
