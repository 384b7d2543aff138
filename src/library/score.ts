/** Audits the stored transcripts of a run again and writes findings, scorecard and result. Sends nothing. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
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
import type { Result, Trial, Turn } from '../documents/types/result.js'
import type { Scorecard } from '../documents/types/scorecard.js'
import { levelsSeen } from '../handoff/levels.js'
import { type TrialState, trialStates } from '../run/attempts.js'
import { RunDirectory } from '../run/directory.js'
import { GrowingFile, linesIn } from '../run/files.js'
import { waysOf } from '../scoring/arms.js'
import { findingsOf } from '../scoring/findings.js'
import { groupBy } from '../scoring/group.js'
import type { TurnTimes } from '../scoring/latency.js'
import { headOf, type TrialRecord, trialOf, withFindings } from '../scoring/result.js'
import { scorecard, type TrialResult } from '../scoring/scorecard.js'
import { read } from '../understanding/reading.js'
import { ResultFile } from './result-file.js'

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
  scoreFiles(path, options)
  return Promise.resolve(JSON.parse(readFileSync(join(path, 'result.json'), 'utf8')) as Result)
}

/**
 * As `score`, and needs little memory: conversation by conversation. Returns the result without chats, turns, and
 * the words of what passed: enough for a scorecard and an exit code.
 */
export function scoreFiles(path: string, options: ScoreOptions = {}): Result {
  const directory = RunDirectory.open(path)
  const plan = directory.plan()
  const audits = auditsFor(plan, options)
  const file = new ResultFile(directory, plan)
  const told = new GrowingFile(directory.file('findings.jsonl'))
  const results: TrialResult[] = []
  const turns = new Map<string, TurnTimes[]>()
  const sketches = trialStates(plan.trials, directory.journal()).map((state, i) => {
    const trial = plan.trials[i] as PlanTrial
    const { record, findings } = scoreTrial(directory, plan, trial, state, audits)
    for (const finding of findings) told.write(`${JSON.stringify(finding)}\n`)
    const whole = trialOf(plan, trial, record, findings)
    file.add(trial.target, whole)
    if (record.result) results.push(record.result)
    turns.set(trial.id, whole.turns.map(timesOf))
    return { ...whole, chat: [], turns: [], levels: [], findings: findings.map(sketchOf) }
  })
  const findings = sketches.flatMap((trial) => trial.findings)
  const card = scorecard(plan, results, findings, turns)
  const head = headOf({ plan, run: directory.record(), scorecard: card, audits })
  const counted = waysOf(plan, findings)
  told.finish()
  directory.writeJson('scorecard.json', card)
  file.finish(head, counted)
  return withTrials(head, plan, sketches, counted)
}

/**
 * The scorecard again from the findings on file: nothing is audited, and times stay as they were summed up.
 * Writes scorecard.json, and returns what `scoreFiles` does.
 * @throws InputError where `path` is no run directory, or has no findings
 */
export function scoreFindings(path: string, options: ScoreOptions = {}): Result {
  const directory = RunDirectory.open(path)
  const plan = directory.plan()
  const audits = auditsFor(plan, options)
  if (!existsSync(directory.file('findings.jsonl')))
    throw new InputError(`${path} has no findings.jsonl`, `ombud score ${path} makes it`)
  const findings: Finding[] = []
  for (const line of linesIn(directory.file('findings.jsonl')))
    findings.push(sketchOf(JSON.parse(line) as Finding))
  const ofTrial = groupBy(findings, (finding) => finding.trial)
  const records = trialStates(plan.trials, directory.journal()).map(({ trial, ...state }) => {
    const end = endOf({ trial, ...state })
    // Every trial that was scored has findings.
    const unread = end?.status === 'done' && !ofTrial.has(trial)
    return { trial, ...(end ? { result: unread ? unscored(end, 'its findings are missing') : end } : {}) }
  })
  const made = scorecard(
    plan,
    records.flatMap(({ result }) => result ?? []),
    findings,
  )
  const card = withLatency(made, directory.file('scorecard.json'))
  directory.writeJson('scorecard.json', card)
  const head = headOf({ plan, run: directory.record(), scorecard: card, audits })
  const trials = plan.trials.map((trial, i) => trialOf(plan, trial, records[i], ofTrial.get(trial.id) ?? []))
  return withTrials(head, plan, trials, waysOf(plan, findings))
}

/** @param trials in the order of the plan */
function withTrials(
  head: Result,
  plan: Plan,
  trials: readonly Trial[],
  counted: (finding: Finding) => Finding,
): Result {
  const targets = head.targets.map((target) => ({
    ...target,
    trials: trials
      .filter((_, i) => plan.trials[i]?.target === target.id)
      .map((trial) => withFindings(trial, trial.findings.map(counted))),
  }))
  return { ...head, targets }
}

/** Findings do not have the times of the turns: those of the scorecard before stay. */
function withLatency(card: Scorecard, before: string): Scorecard {
  if (!existsSync(before)) return card
  const { targets } = JSON.parse(readFileSync(before, 'utf8')) as Scorecard
  const latency = new Map(targets.map((one) => [one.target, one.latency]))
  return {
    ...card,
    targets: card.targets.map((one) => ({ ...one, latency: latency.get(one.target) ?? one.latency })),
  }
}

const timesOf = ({ turn, ack, firstContent, complete }: Turn): TurnTimes => ({
  turn,
  ack,
  firstContent,
  complete,
})

const SILENT = { 'zh-CN': '', en: '' }
const NOWHERE: number[] = []

/** A finding that nobody will ask about keeps what counts. */
function sketchOf(finding: Finding): Finding {
  if (finding.outcome !== 'pass' && finding.outcome !== 'not-applicable') return finding
  const { options: _, wanted: __, ...rest } = finding
  return { ...rest, message: SILENT, lines: NOWHERE }
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
  const result = endOf(state)
  if (!result) return { record: { trial: trial.id }, findings: [] }
  const { attempt, status } = result
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
    return { record: { trial: trial.id, result: unscored(result, damaged) }, findings: [] }
  }
}

/** How a trial ended; undefined where it was not held. */
function endOf({ trial, status, attempt, reason, whose, detail }: TrialState): TrialResult | undefined {
  if (status === 'not-run') return undefined
  const end = { trial, attempt, status, reason, whose, ...(detail === undefined ? {} : { detail }) }
  return end as TrialResult
}

function unscored(end: TrialResult, detail: string): TrialResult {
  return { ...end, status: 'unscored', reason: 'input', whose: 'harness', detail }
}
