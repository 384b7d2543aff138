/** Audits the stored transcripts of a run again and writes findings, scorecard and result. Sends nothing. */
import { readFileSync } from 'node:fs'
import type { Evidence } from '../audits/audit.js'
import { hashOf, type OwnAudit, withOwn } from '../audits/own.js'
import type { Audits } from '../audits/registry.js'
import { sha256 } from '../documents/canonical.js'
import { InputError } from '../documents/input-error.js'
import type { PlanTrial, ResolvedTrial } from '../documents/ready.js'
import { resolveTrial } from '../documents/resolve.js'
import type { TranscriptEvent } from '../documents/types/event.js'
import type { Finding } from '../documents/types/finding.js'
import type { Plan } from '../documents/types/plan.js'
import type { Result } from '../documents/types/result.js'
import { levelsSeen } from '../handoff/levels.js'
import { type TrialState, trialStates } from '../run/attempts.js'
import { RunDirectory } from '../run/directory.js'
import { writeWhole } from '../run/files.js'
import { findingsOf } from '../scoring/findings.js'
import { resultOf, type TrialRecord, turnOf } from '../scoring/result.js'
import { scorecard } from '../scoring/scorecard.js'
import { read } from '../understanding/reading.js'

export interface ScoreOptions {
  /** Audits of one's own that the scenarios name. */
  audits?: readonly OwnAudit[]
  /** Is told what makes this score another one than that of the run. */
  note?(message: string): void
}

/**
 * Scores the run in `path` and returns its result.
 * @throws InputError where `path` is no run directory, or was planned with audits that are not given
 */
export function score(path: string, options: ScoreOptions = {}): Promise<Result> {
  const directory = RunDirectory.open(path)
  const plan = directory.plan()
  const audits = auditsFor(plan, options)
  const findings: Finding[] = []
  const records = trialStates(plan.trials, directory.journal()).map((state, i) => {
    const scored = scoreTrial(directory, plan, plan.trials[i] as PlanTrial, state, audits)
    for (const finding of scored.findings) findings.push(finding)
    return scored.record
  })
  const turns = new Map(records.map((r) => [r.trial, (r.evidence?.reading.turns ?? []).map(turnOf)]))
  const results = records.flatMap((r) => (r.result ? [r.result] : []))
  const card = scorecard(plan, results, findings, turns)
  const run = directory.record()
  const result = resultOf({ plan, run, scorecard: card, findings, trials: records, audits })
  writeWhole(directory.file('findings.jsonl'), findings.map((f) => `${JSON.stringify(f)}\n`).join(''))
  directory.writeJson('scorecard.json', card)
  directory.writeJson('result.json', result)
  return Promise.resolve(result)
}

/**
 * The audits that a plan was made with.
 * @throws InputError where one of them is missing
 */
export function auditsFor(plan: Plan, { audits: own = [], note }: ScoreOptions): Audits {
  const audits = withOwn(own)
  for (const [id, hash] of Object.entries(plan.audits ?? {})) {
    const audit = own.find(({ meta }) => meta.id === id)
    if (!audit)
      throw new InputError(
        `this run was planned with the audit ${id}, which is not part of ombud`,
        'name its module: --audit FILE, or audits in ombud.config.js',
      )
    if (hashOf(audit) !== hash) note?.(`the audit ${id} has changed since the run was planned`)
  }
  return audits
}

/** Everything the audits may read of one trial. */
export function evidenceOf(resolved: ResolvedTrial, events: readonly TranscriptEvent[]): Evidence {
  const reading = read(events, { lang: resolved.scenario.lang })
  return { ...resolved, events, reading, levels: levelsSeen(events, reading) }
}

function scoreTrial(
  directory: RunDirectory,
  plan: Plan,
  trial: PlanTrial,
  state: TrialState,
  audits: Audits,
): { record: TrialRecord; findings: Finding[] } {
  if (state.status === 'not-run') return { record: { trial: trial.id }, findings: [] }
  const { attempt, status, reason, whose, detail } = state
  const result = {
    trial: trial.id,
    attempt,
    status,
    reason,
    whose,
    ...(detail === undefined ? {} : { detail }),
  } as NonNullable<TrialRecord['result']>
  if (!state.hasTranscript) return { record: { trial: trial.id, result }, findings: [] }
  try {
    const evidence = evidenceOf(resolveTrial(plan, trial), directory.transcript(trial, attempt))
    const transcript = directory.transcriptName(trial, attempt)
    const hash = sha256(readFileSync(directory.file(transcript)))
    return {
      record: { trial: trial.id, result, evidence, transcript, sha256: hash },
      findings: status === 'done' ? findingsOf(evidence, audits) : [],
    }
  } catch (error) {
    const damaged = `the transcript cannot be read: ${(error as Error).message}`
    return {
      record: {
        trial: trial.id,
        result: { ...result, status: 'unscored', reason: 'input', whose: 'harness', detail: damaged },
      },
      findings: [],
    }
  }
}
