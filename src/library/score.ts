/** Audits the stored transcripts of a run again and writes findings, scorecard and result. Sends nothing. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Evidence } from '../audits/audit.js'
import { hashOf, type OwnAudit, withOwn } from '../audits/own.js'
import type { Audits } from '../audits/registry.js'
import { faultLine, selfAudit } from '../consumer/self-audit/self-audit.js'
import { InputError } from '../documents/input-error.js'
import type { PlanTrial } from '../documents/ready.js'
import { resolveTrial } from '../documents/resolve.js'
import type { Finding } from '../documents/types/finding.js'
import type { Plan } from '../documents/types/plan.js'
import type { Result, Trial } from '../documents/types/result.js'
import type { Scorecard } from '../documents/types/scorecard.js'
import { forgetLevels } from '../handoff/levels.js'
import { type JudgeConfig, settingsOf } from '../judge/settings.js'
import { type TrialState, trialStates } from '../run/attempts.js'
import { RunDirectory } from '../run/directory.js'
import { GrowingFile } from '../run/files.js'
import { findingsIn, jsonIn } from '../run/stored.js'
import { type Ways, waysOf } from '../scoring/arms.js'
import { Counts } from '../scoring/counted.js'
import { EscalationSample } from '../scoring/escalation.js'
import { findingsOf } from '../scoring/findings.js'
import { groupBy } from '../scoring/group.js'
import { LatencySample } from '../scoring/latency.js'
import { headOf, outcomeOf, type TrialRecord, trialOf, withWays } from '../scoring/result.js'
import { scorecard, type TrialResult } from '../scoring/scorecard.js'
import { Probes } from '../scoring/understanding.js'
import { forgetReading } from '../understanding/reading.js'
import { type Encoders, encodersIn } from './encoders.js'
import { evidenceOf } from './evidence.js'
import { judgeOf, judgeRun } from './judging.js'
import { ResultFile } from './result-file.js'

export interface ScoreOptions {
  /** Audits of one's own that the scenarios name. */
  audits?: readonly OwnAudit[]
  /** Who is asked what is not on file; nobody by default, and nothing is sent. */
  judge?: JudgeConfig
  /** Aborted to ask no more. */
  signal?: AbortSignal
  /** Is told what makes this score another one than that of the run. */
  note?(message: string): void
}

/**
 * Scores the run in `path` and returns its result.
 * @throws InputError where `path` is no run directory, or was planned with audits that are not given
 */
export async function score(path: string, options: ScoreOptions = {}): Promise<Result> {
  if (options.judge) await judgeStored(path, options)
  scoreFiles(path, options)
  return JSON.parse(readFileSync(join(path, 'result.json'), 'utf8')) as Result
}

/**
 * Asks a judge what the audits of a stored run would ask, so that `scoreFiles` finds its answers on file.
 * @throws InputError as of `score`, or where the judge cannot be used
 */
export async function judgeStored(path: string, options: ScoreOptions): Promise<void> {
  const directory = RunDirectory.open(path)
  const audits = auditsFor(directory.plan(), options)
  await judgeRun(directory, audits, settingsOf(options.judge ?? {}), options)
}

/**
 * As `score`, and needs little memory: conversation by conversation. Returns the result without chats, turns, and
 * the words of what passed: enough for a scorecard and an exit code.
 */
export function scoreFiles(path: string, options: ScoreOptions = {}): Result {
  const directory = RunDirectory.open(path)
  const plan = directory.plan()
  const audits = auditsFor(plan, options)
  const known = { encoders: encodersIn(directory, plan), judge: judgeOf(directory) }
  const file = new ResultFile(directory, plan)
  const told = new GrowingFile(directory.file('findings.jsonl'))
  const results: TrialResult[] = []
  const counts = new Counts()
  const latency = latencies(plan)
  const escalated = new Map(plan.trials.map(({ target }) => [target, new EscalationSample()]))
  const probes = new Probes(plan)
  const sketches = trialStates(plan.trials, directory.journal()).map((state, i) => {
    const trial = plan.trials[i] as PlanTrial
    const { record, findings, evidence } = scoreTrial(directory, plan, trial, state, audits, known)
    if (evidence && record.result?.status === 'done') {
      probes.add(evidence)
      escalated.get(trial.target)?.add(evidence)
    }
    const lines = findings.map((finding) => JSON.stringify(finding))
    for (const line of lines) told.write(`${line}\n`)
    const whole = trialOf(plan, trial, record, findings)
    file.add(trial.target, whole, lines)
    if (record.result) results.push(record.result)
    for (const finding of findings) counts.add(finding)
    latency.get(trial.target)?.add(findings, whole.turns)
    const asked = findings.filter((finding) => isAskedFor(finding, trial))
    return sketchOf(plan, trial, record.result, asked, whole.outcome)
  })
  const probed = probes.ofTargets()
  const card = scorecard(plan, results, counts.ofTrial, latency, probed, escalated)
  const head = headOf({ plan, run: directory.record(), scorecard: card, audits, probed })
  const counted = waysOf(plan, counts.ofTrial)
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
  const states = trialStates(plan.trials, directory.journal())
  const trials = new Map(plan.trials.map((trial, i) => [trial.id, { ...trial, end: states[i]?.status }]))
  const counts = new Counts()
  const latency = latencies(plan)
  const asked: Finding[] = []
  for (const finding of findingsIn(path)) {
    const trial = trials.get(finding.trial)
    if (!trial) continue
    counts.add(finding)
    if (trial.end === 'done') latency.get(trial.target)?.add([finding], [])
    if (isAskedFor(finding, trial)) asked.push(finding)
  }
  const askedOf = groupBy(asked, (finding) => finding.trial)
  const faults = faultsOnFile(directory)
  const records = states.map((state) => {
    const end = endOf(state)
    // Every trial that was scored has findings.
    if (end?.status !== 'done' || counts.ofTrial.has(state.trial)) return { trial: state.trial, result: end }
    const fault = faults.get(state.trial)
    const left = fault ? unscored(end, fault, 'consumer-fault') : unscored(end, 'its findings are missing')
    return { trial: state.trial, result: left }
  })
  const results = records.flatMap(({ result }) => result ?? [])
  const card = withReadings(scorecard(plan, results, counts.ofTrial, latency), directory)
  directory.writeJson('scorecard.json', card)
  const head = headOf({ plan, run: directory.record(), scorecard: card, audits })
  const sketches = plan.trials.map((trial, i) => {
    const outcome = outcomeOf(records[i]?.result?.status ?? 'not-run', counts.ofTrial.get(trial.id) ?? [])
    return sketchOf(plan, trial, records[i]?.result, askedOf.get(trial.id) ?? [], outcome)
  })
  return withTrials(head, plan, sketches, waysOf(plan, counts.ofTrial))
}

/** @param trials in the order of the plan */
function withTrials(head: Result, plan: Plan, trials: readonly Trial[], ways: Ways): Result {
  const targets = head.targets.map((target) => ({
    ...target,
    trials: trials
      .filter((_, i) => plan.trials[i]?.target === target.id)
      .map((trial) => (trial.arm.by === undefined ? trial : withWays(trial, ways))),
  }))
  return { ...head, targets }
}

/** Trials that were left out when the run was scored last, because their consumer was at fault. */
function faultsOnFile(directory: RunDirectory): Map<string, string> {
  if (!existsSync(directory.file('scorecard.json'))) return new Map()
  const { targets } = jsonIn<Scorecard>(directory.path, 'scorecard', `ombud score ${directory.path} makes it`)
  const left = targets.flatMap((target) => target.unscored)
  return new Map(
    left.flatMap(({ trial, reason, detail = '' }) => (reason === 'consumer-fault' ? [[trial, detail]] : [])),
  )
}

/** Findings have no times of turns, answers to probes or ways to a person: what was read of them before stays. */
function withReadings(card: Scorecard, directory: RunDirectory): Scorecard {
  if (!existsSync(directory.file('scorecard.json'))) return card
  const { targets } = jsonIn<Scorecard>(directory.path, 'scorecard', `ombud score ${directory.path} makes it`)
  const before = new Map(
    targets.map(({ target, latency, understanding, escalation }) => [
      target,
      { latency, ...(understanding ? { understanding } : {}), ...(escalation ? { escalation } : {}) },
    ]),
  )
  return { ...card, targets: card.targets.map((one) => ({ ...one, ...before.get(one.target) })) }
}

function latencies(plan: Plan): Map<string, LatencySample> {
  return new Map(plan.trials.map(({ target }) => [target, new LatencySample()]))
}

/** What passed is asked for no more, unless the ways to a person are still to be compared. */
function isAskedFor({ outcome }: Finding, { arm }: PlanTrial): boolean {
  return arm.by !== undefined || (outcome !== 'pass' && outcome !== 'not-applicable')
}

/** A trial as far as a scorecard and an exit code ask for it. */
function sketchOf(
  plan: Plan,
  trial: PlanTrial,
  result: TrialResult | undefined,
  findings: Finding[],
  outcome: Trial['outcome'],
): Trial {
  return { ...trialOf(plan, trial, result && { trial: trial.id, result }, findings), outcome }
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

function scoreTrial(
  directory: RunDirectory,
  plan: Plan,
  trial: PlanTrial,
  state: TrialState,
  audits: Audits,
  { encoders, judge }: { encoders: Encoders; judge: Evidence['judge'] },
): { record: TrialRecord; findings: Finding[]; evidence?: Evidence } {
  const result = endOf(state)
  if (!result) return { record: { trial: trial.id }, findings: [] }
  const { attempt, status } = result
  if (!state.hasTranscript) return { record: { trial: trial.id, result }, findings: [] }
  try {
    const resolved = resolveTrial(plan, trial)
    const { events, name, sha256 } = directory.filed(trial, attempt)
    const [fault] = status === 'done' ? selfAudit(events, resolved) : []
    const end = fault ? unscored(result, faultLine(fault), 'consumer-fault') : result
    const evidence = { ...evidenceOf(resolved, events, encoders), ...(judge ? { judge } : {}) }
    const findings = end.status === 'done' ? findingsOf(evidence, audits) : []
    forgetReading(events)
    forgetLevels(events, evidence.reading)
    return {
      record: { trial: trial.id, result: end, evidence, transcript: name, sha256 },
      findings,
      evidence,
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

function unscored(
  end: TrialResult,
  detail: string,
  reason: 'input' | 'consumer-fault' = 'input',
): TrialResult {
  return { ...end, status: 'unscored', reason, whose: 'harness', detail }
}
