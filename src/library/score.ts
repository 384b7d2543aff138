/** Audits the stored transcripts of a run again and writes findings, scorecard and result. Sends nothing. */
import { readFileSync } from 'node:fs'
import type { Evidence } from '../audits/audit.js'
import { sha256 } from '../documents/canonical.js'
import type { PlanTrial, ResolvedTrial } from '../documents/ready.js'
import { resolveTrial } from '../documents/resolve.js'
import type { TranscriptEvent } from '../documents/types/event.js'
import type { Finding } from '../documents/types/finding.js'
import type { Plan } from '../documents/types/plan.js'
import type { Result } from '../documents/types/result.js'
import { levelsSeen } from '../handoff/levels.js'
import { type TrialState, trialStates } from '../run/attempts.js'
import { RunDirectory } from '../run/directory.js'
import { findingsOf } from '../scoring/findings.js'
import { resultOf, type TrialRecord, turnOf } from '../scoring/result.js'
import { scorecard } from '../scoring/scorecard.js'
import { read } from '../understanding/reading.js'

/**
 * Scores the run in `path` and returns its result.
 * @throws InputError where `path` is no run directory
 */
export function score(path: string): Promise<Result> {
  const directory = RunDirectory.open(path)
  const plan = directory.plan()
  const findings: Finding[] = []
  const records = trialStates(plan.trials, directory.journal()).map((state, i) => {
    const scored = scoreTrial(directory, plan, plan.trials[i] as PlanTrial, state)
    for (const finding of scored.findings) findings.push(finding)
    return scored.record
  })
  const turns = new Map(records.map((r) => [r.trial, (r.evidence?.reading.turns ?? []).map(turnOf)]))
  const results = records.flatMap((r) => (r.result ? [r.result] : []))
  const card = scorecard(plan, results, findings, turns)
  const result = resultOf({ plan, run: directory.record(), scorecard: card, findings, trials: records })
  directory.write('findings.jsonl', findings.map((f) => `${JSON.stringify(f)}\n`).join(''))
  directory.writeJson('scorecard.json', card)
  directory.writeJson('result.json', result)
  return Promise.resolve(result)
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
      findings: status === 'done' ? findingsOf(evidence) : [],
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
