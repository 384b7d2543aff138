/** Builds the one object that every report renders. */
import type { Evidence } from '../audits/audit.js'
import { AUDITS, type Audits } from '../audits/registry.js'
import { channelOf } from '../documents/channel-of.js'
import type { Finding } from '../documents/types/finding.js'
import type { Insight } from '../documents/types/insight.js'
import type { Plan } from '../documents/types/plan.js'
import type { Result, Trial, Turn } from '../documents/types/result.js'
import type { RunRecord } from '../documents/types/run.js'
import type { Scorecard } from '../documents/types/scorecard.js'
import type { TurnReading } from '../understanding/types.js'
import { bestWay, type Ways } from './arms.js'
import { chatOf } from './chat.js'
import type { Counted } from './counted.js'
import { groupBy } from './group.js'
import { keptOf, lastPicture } from './kept.js'
import type { TrialResult } from './scorecard.js'
import type { Probed } from './understanding.js'

/** What the run knows of a trial; without evidence no conversation was opened. */
export interface TrialRecord {
  /** Id of the trial in the plan. */
  trial: string
  result?: TrialResult
  evidence?: Pick<Evidence, 'events' | 'reading' | 'levels'>
  /** Transcript, relative to the run directory. */
  transcript?: string
  /** SHA-256 of its file. */
  sha256?: string
}

/** Version of the form of result.json. */
const VERSION = 1

interface Parts {
  plan: Plan
  run: RunRecord
  scorecard: Scorecard
  /** What was audited with; default what ombud ships. */
  audits?: Audits
  /** What the probes of each target come to. */
  probed?: ReadonlyMap<string, Probed>
  /** What goes wrong again and again. */
  insight?: Insight
}

/** @param trials records of the trials that have one, in any order; the plan decides which are shown, and where */
export function resultOf(
  parts: Parts & { findings: readonly Finding[]; trials: readonly TrialRecord[] },
): Result {
  const { plan } = parts
  const records = new Map(parts.trials.map((record) => [record.trial, record]))
  const findings = groupBy(bestWay(plan, parts.findings), (finding) => finding.trial)
  const head = headOf(parts)
  const targets = head.targets.map((target) => ({
    ...target,
    trials: plan.trials
      .filter((trial) => trial.target === target.id)
      .map((trial) => trialOf(plan, trial, records.get(trial.id), findings.get(trial.id) ?? [])),
  }))
  return { ...head, targets }
}

/** A result whose targets have no trials yet. */
export function headOf({ plan, run, scorecard, audits = AUDITS, probed, insight }: Parts): Result {
  return {
    version: VERSION,
    run,
    plan: {
      id: plan.id,
      seed: plan.seed,
      lang: plan.lang,
      trials: plan.trials.length,
      readers: plan.readers,
      ...(plan.consumer ? { consumer: plan.consumer } : {}),
      notPlanned: plan.notPlanned,
    },
    scorecard,
    ...(plan.conformance === undefined ? {} : { profiles: plan.conformance.profiles }),
    ...(insight === undefined ? {} : { insight }),
    targets: scorecard.targets.map(({ target, merchant, channel }) => {
      const document = plan.documents.targets[target]
      const pairs = probed?.get(target)?.pairs
      return {
        id: target,
        merchant,
        title: document?.title ?? target,
        channel,
        url: document === undefined ? '' : channelOf(document).url,
        ...(document?.hours === undefined ? {} : { hours: document.hours }),
        ...(pairs === undefined ? {} : { pairs }),
        trials: [],
      }
    }),
    audits: [...audits.values()].map(({ meta: { id, category, weight, title, description } }) => ({
      id,
      category,
      weight,
      title,
      description,
    })),
  }
}

/** A trial whose findings count for what they are worth beside the other ways to a person. */
export function withWays(trial: Trial, ways: Ways): Trial {
  const findings = trial.findings.map((finding) => ways(trial.id, finding))
  return { ...trial, outcome: outcomeOf(trial.status, findings), findings }
}

/** A trial as the result shows it. */
export function trialOf(
  plan: Plan,
  trial: Plan['trials'][number],
  record: TrialRecord | undefined,
  findings: Finding[],
): Trial {
  const scenario = plan.documents.scenarios[trial.scenario]
  const { result, evidence } = record ?? {}
  const header = evidence?.events.find((event) => event.kind === 'header')
  const picture = lastPicture(evidence?.events ?? [])
  const kept = keptOf(evidence?.events ?? [])
  const status = result?.status ?? 'not-run'
  return {
    id: trial.id,
    scenario: trial.scenario,
    title: scenario?.title ?? trial.scenario,
    lang: scenario?.lang ?? plan.lang,
    tags: scenario?.tags ?? [],
    persona: trial.persona,
    arm: trial.arm,
    repetition: trial.repetition,
    ...(result === undefined ? {} : { attempt: result.attempt }),
    status,
    outcome: outcomeOf(status, findings),
    ...(result === undefined
      ? {}
      : {
          stop: {
            reason: result.reason,
            whose: result.whose,
            ...(result.detail === undefined ? {} : { detail: result.detail }),
          },
        }),
    ...(header?.kind === 'header' ? { started: header.clock.utc } : {}),
    ...(record?.transcript === undefined ? {} : { transcript: record.transcript }),
    ...(record?.sha256 === undefined ? {} : { sha256: record.sha256 }),
    ...(picture === undefined ? {} : { screenshot: picture }),
    ...(kept.length === 0 ? {} : { evidence: kept }),
    chat: evidence === undefined ? [] : chatOf(evidence.events, evidence.reading),
    turns: evidence === undefined ? [] : evidence.reading.turns.map(turnOf),
    levels: evidence === undefined ? [] : evidence.levels.map(({ level, at, line }) => ({ level, at, line })),
    findings,
  }
}

/** What a trial comes to: its expectations, the worst first; without any that passed nothing is decided. */
export function outcomeOf(status: Trial['status'], findings: readonly Counted[]): Trial['outcome'] {
  if (status === 'not-run') return 'not-run'
  if (status !== 'done') return 'unscored'
  const outcomes = new Set(findings.filter((finding) => finding.expected).map((finding) => finding.outcome))
  if (outcomes.has('fail')) return 'fail'
  return outcomes.has('inconclusive') || outcomes.has('error') || !outcomes.has('pass')
    ? 'inconclusive'
    : 'pass'
}

/** A turn as the result shows it; times in milliseconds. */
function turnOf(turn: TurnReading): Turn {
  return {
    turn: turn.turn,
    ...(turn.step === undefined ? {} : { step: turn.step }),
    ack: turn.latency.ack,
    firstContent: turn.latency.firstContent,
    complete: turn.latency.complete,
    silent: turn.silent,
    answers: turn.answers,
    acts: turn.acts.map((act) => act.act),
    ...(turn.rule === undefined ? {} : { rule: turn.rule }),
    ...(turn.unreliable === undefined ? {} : { unreliable: turn.unreliable }),
  }
}
