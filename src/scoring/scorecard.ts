/** The scorecard: a pure function of the plan, the committed results and their findings, whatever their order. */
import { channelOf } from '../documents/channel-of.js'
import type { End } from '../documents/types/journal.js'
import type { Plan } from '../documents/types/plan.js'
import type { Scorecard } from '../documents/types/scorecard.js'
import { type Ways, waysOf } from './arms.js'
import { categoriesOf, type TrialCounted } from './categories.js'
import type { Counted, CountedOf } from './counted.js'
import type { EscalationSample } from './escalation.js'
import { LatencySample } from './latency.js'
import type { Probed } from './understanding.js'
import { type Judgement, judgedByExpectations, judgedByProfiles } from './verdict.js'

type TargetCard = Scorecard['targets'][number]
type Profiles = NonNullable<TargetCard['profiles']>

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
 * @param profiles what the profiles of the plan say of each target
 * @param decided trials that were not held because everything was decided before them
 */
export function scorecard(
  plan: Plan,
  results: readonly TrialResult[],
  findings: CountedOf,
  latency: ReadonlyMap<string, LatencySample> = new Map(),
  probed: ReadonlyMap<string, Pick<Probed, 'card'>> = new Map(),
  escalated: ReadonlyMap<string, EscalationSample> = new Map(),
  profiles: ReadonlyMap<string, Profiles> = new Map(),
  decided: ReadonlySet<string> = new Set(),
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
      ...targetCard(plan, target, {
        results: byTrial,
        all: counted,
        ways,
        decided,
        profiles: profiles.get(target),
      }),
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

interface Known {
  results: ReadonlyMap<string, TrialResult>
  all: CountedOf
  ways: Ways
  decided: ReadonlySet<string>
  profiles: Profiles | undefined
}

function targetCard(
  plan: Plan,
  target: string,
  { results, all, ways, decided, profiles }: Known,
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
  const left = trials.filter(({ id }) => !results.has(id))
  const settled = left.filter(({ id }) => decided.has(id)).length
  // A trial that is bound to a window is held when that comes.
  const waiting = left.filter(
    ({ id, window, spread }) => !decided.has(id) && (window ?? spread) !== undefined,
  ).length
  return {
    target,
    merchant: document?.merchant ?? target,
    channel: document === undefined ? 'http' : channelOf(document).kind,
    counts: {
      planned: trials.length,
      run: ended.length,
      scored: ended.length - unscored.length,
      unscored: unscored.length,
      notRun: left.length - settled,
      notPlanned: plan.notPlanned.filter((one) => one.trial.startsWith(`${target}/`)).length,
      failed: counted.filter((trial) => trial.findings.some(isFailure)).length,
      ...(waiting > 0 ? { waiting } : {}),
      ...(settled > 0 ? { decided: settled } : {}),
    },
    unscored: unscored.map(({ trial, reason, detail }) => ({
      trial,
      reason,
      ...(detail === undefined ? {} : { detail }),
    })),
    unscoredShare: Number(share.toFixed(4)),
    stops: countBy(ended.map((result) => result.reason)),
    ...verdictOf(findings, share, profiles),
    categories: categoriesOf(counted, share),
    ...(profiles === undefined || profiles.length === 0 ? {} : { profiles }),
  }
}

/** Profiles judge, where the plan has any; else what the scenarios expected. */
function verdictOf(findings: readonly Counted[], share: number, profiles: Profiles = []): Judgement {
  return profiles.length > 0 ? judgedByProfiles(profiles) : judgedByExpectations(findings, share)
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
