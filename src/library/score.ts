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
import type { Row } from '../documents/types/row.js'
import type { Scorecard } from '../documents/types/scorecard.js'
import { forgetLevels } from '../handoff/levels.js'
import { type JudgeConfig, settingsOf } from '../judge/settings.js'
import { type TrialState, trialStates } from '../run/attempts.js'
import { RunDirectory } from '../run/directory.js'
import { GrowingFile } from '../run/files.js'
import { partOf, type Shard } from '../run/shard.js'
import { jsonIn } from '../run/stored.js'
import type { Ways } from '../scoring/arms.js'
import { findingsOf } from '../scoring/findings.js'
import { Themes } from '../scoring/insight/themes.js'
import type { ConformanceOptions } from '../scoring/requirements/conformance.js'
import { headOf, outcomeOf, type TrialRecord, trialOf, withWays } from '../scoring/result.js'
import { rowOf } from '../scoring/rows.js'
import type { TrialResult } from '../scoring/scorecard.js'
import { Tally } from '../scoring/tally.js'
import { type Probed, Probes } from '../scoring/understanding.js'
import { forgetReading } from '../understanding/reading.js'
import { type Encoders, encodersIn } from './encoders.js'
import { evidenceOf } from './evidence.js'
import { judgeOf, judgeRun } from './judging.js'
import { PeopleMet } from './people.js'
import { ResultFile } from './result-file.js'
import { scoredTrials } from './scored-trials.js'

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
  const { shard } = directory.record()
  const plan = partOf(directory.plan(), shard)
  const audits = auditsFor(plan, options)
  const known = { encoders: encodersIn(directory, plan), judge: judgeOf(directory) }
  const file = new ResultFile(directory, plan)
  const told = new GrowingFile(directory.file('findings.jsonl'))
  const index = new GrowingFile(directory.file('index.jsonl'))
  const tally = new Tally(plan, errorsOf(directory))
  const probes = new Probes(plan)
  const themes = new Themes(plan)
  const people = new PeopleMet(plan)
  const sketches = trialStates(plan.trials, directory.journal()).map((state, i) => {
    const trial = plan.trials[i] as PlanTrial
    const { record, findings, evidence } = scoreTrial(directory, plan, trial, state, audits, known)
    const counts = record.result?.status === 'done' ? evidence : undefined
    if (evidence) people.add(trial.target, evidence.events)
    if (counts) {
      probes.add(counts)
      themes.add(counts, findings)
    }
    const lines = findings.map((finding) => JSON.stringify(finding))
    for (const line of lines) told.write(`${line}\n`)
    const whole = trialOf(plan, trial, record, findings)
    file.add(trial.target, whole, lines)
    const row = {
      ...rowOf(plan, trial, record.result, whole.outcome, counts, findings, state.started),
      ...leftOut(state),
    }
    index.write(`${JSON.stringify(row)}\n`)
    tally.add(row, record.result, findings)
    const asked = findings.filter((finding) => isAskedFor(finding, trial))
    return sketchOf(plan, trial, record.result, asked, whole.outcome)
  })
  const probed = probes.ofTargets()
  const card = ofShard(tally.scorecard(probed), shard)
  const insight = themes.insight()
  const head = headOf({ plan, run: directory.record(), scorecard: card, audits, probed, insight })
  const ways = tally.ways()
  told.finish()
  index.finish()
  directory.writeJson('scorecard.json', card)
  directory.writeJson('insight.json', insight)
  people.write(directory)
  file.finish(head, ways)
  return withTrials(head, plan, sketches, ways)
}

/**
 * The scorecard again from the findings on file: nothing is audited, and what else was read of the conversations
 * comes from index.jsonl. Writes scorecard.json, and returns what `scoreFiles` does.
 * @throws InputError where `path` is no run directory, or what is on file does not belong together
 */
export function scoreFindings(path: string, options: ScoreOptions = {}): Result {
  const directory = RunDirectory.open(path)
  const { shard } = directory.record()
  const plan = partOf(directory.plan(), shard)
  const audits = auditsFor(plan, options)
  const states = trialStates(plan.trials, directory.journal())
  const tally = new Tally(plan, errorsOf(directory))
  const trials = scoredTrials(path)
  const sketches = plan.trials.map((trial, i) => {
    const { row, findings = [] } = trials.next().value ?? {}
    if (row?.trial !== trial.id || (row.attempt ?? 0) !== states[i]?.attempt)
      throw new InputError(
        `index.jsonl and findings.jsonl of ${path} are not those of its journal (at ${trial.id})`,
        `\`ombud score ${path}\` makes them anew`,
      )
    const result = endOnFile(row, findings)
    const outcome = outcomeOf(result?.status ?? 'not-run', findings)
    tally.add(result?.status === 'unscored' ? { ...row, status: 'unscored' } : row, result, findings)
    const asked = findings.filter((finding) => isAskedFor(finding, trial))
    return sketchOf(plan, trial, result, asked, outcome)
  })
  // Tells of findings that are left over.
  trials.next()
  const card = ofShard(tally.scorecard(understandingOnFile(directory)), shard)
  directory.writeJson('scorecard.json', card)
  const head = headOf({ plan, run: directory.record(), scorecard: card, audits })
  return withTrials(head, plan, sketches, tally.ways())
}

/** A scorecard that says of which part of the plan it is. */
function ofShard(card: Scorecard, shard: Shard | undefined): Scorecard {
  return shard === undefined ? card : { ...card, shard }
}

/** The known errors of the judge of a run. */
function errorsOf(directory: RunDirectory): ConformanceOptions {
  const errors = directory.record().judge?.errors
  return errors === undefined ? {} : { errors }
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

/** How a trial ended, as its row tells; every trial that was scored has findings. */
function endOnFile(row: Row, findings: readonly Finding[]): TrialResult | undefined {
  if (row.status === 'not-run') return undefined
  const { trial, status, attempt = 1, reason, whose, detail } = row
  const end = { trial, status, attempt, reason, whose, ...(detail === undefined ? {} : { detail }) }
  const result = end as TrialResult
  return status === 'done' && findings.length === 0 ? unscored(result, 'its findings are missing') : result
}

/** Findings have no answers to probes: what was made of them before stays. */
function understandingOnFile(directory: RunDirectory): Map<string, Pick<Probed, 'card'>> {
  if (!existsSync(directory.file('scorecard.json'))) return new Map()
  const { targets } = jsonIn<Scorecard>(directory.path, 'scorecard', `ombud score ${directory.path} makes it`)
  return new Map(
    targets.flatMap(({ target, understanding }) =>
      understanding === undefined ? [] : [[target, { card: understanding }]],
    ),
  )
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

/** Why a trial was not held that nobody needs any more: neither missing nor waiting. */
function leftOut({ status, reason, whose }: TrialState): Pick<Row, 'reason' | 'whose'> {
  return status === 'not-run' && reason === 'decided' ? { reason, whose } : {}
}

function unscored(
  end: TrialResult,
  detail: string,
  reason: 'input' | 'consumer-fault' = 'input',
): TrialResult {
  return { ...end, status: 'unscored', reason, whose: 'harness', detail }
}
