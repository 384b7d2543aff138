/** Judgements of a run: what its audits would ask is put to a judge and kept, and scoring reads what is kept. */
import { existsSync } from 'node:fs'
import type { Evidence, JudgeOpinion } from '../audits/audit.js'
import type { Audits } from '../audits/registry.js'
import { selfAudit } from '../consumer/self-audit/self-audit.js'
import type { PlanTrial } from '../documents/ready.js'
import { resolveTrial } from '../documents/resolve.js'
import type { Plan } from '../documents/types/plan.js'
import type { RunRecord } from '../documents/types/run.js'
import { tierIn } from '../judge/calibration.js'
import { TEMPERATURE } from '../judge/client.js'
import { type Judge, PASSING } from '../judge/judge.js'
import { openJudge } from '../judge/open.js'
import type { JudgeSettings } from '../judge/settings.js'
import { trialStates } from '../run/attempts.js'
import type { RunDirectory } from '../run/directory.js'
import { LineFile } from '../run/files.js'
import { cutTorn } from '../run/repair.js'
import { partOf } from '../run/shard.js'
import { judgementsIn } from '../run/stored.js'
import { findingsOf } from '../scoring/findings.js'
import { type JudgeQuestion, keyOf } from '../understanding/judge/question.js'
import { encodersIn } from './encoders.js'
import { evidenceOf } from './evidence.js'

const FILE = 'judgements.jsonl'
/** Questions that are out at once: those of later conversations wait, so that few are in memory. */
const MOST_OUT = 32

type Record = NonNullable<RunRecord['judge']>
type Opinion = Omit<JudgeOpinion, 'tier'>
type Identity = Pick<Record, 'id' | 'prompt' | 'votes'>

/** What the judge of a run has said, for its audits; undefined where it has no judge. @throws InputError */
export function judgeOf(directory: RunDirectory): Evidence['judge'] {
  const { judge } = directory.record()
  if (judge === undefined) return undefined
  const opinions = opinionsIn(directory, judge)
  return (question) => {
    const opinion = opinions.get(keyOf(question))
    return opinion && { ...opinion, tier: judge.tier }
  }
}

/**
 * Puts every question that the audits of a run would ask to a judge, unless its answer is on file, and keeps what it
 * says in judgements.jsonl and run.json. A judge that cannot be reached or talks nonsense ends nothing.
 * @param audits those that the run was planned with
 * @throws InputError where the judge cannot be used at all; DiskError
 */
export async function judgeRun(
  directory: RunDirectory,
  audits: Audits,
  settings: JudgeSettings,
  { signal, note }: { signal?: AbortSignal | undefined; note?: ((message: string) => void) | undefined } = {},
): Promise<void> {
  const plan = partOf(directory.plan(), directory.record().shard)
  const judge = await openJudge(settings, signal)
  const { tier, why, errors }: ReturnType<typeof tierIn> =
    settings.calibration === undefined
      ? { tier: 'uncalibrated' }
      : tierIn(settings.calibration, judge.id, judge.prompt)
  if (why !== undefined) note?.(`the judge counts as uncalibrated: ${why}`)
  const identity = { id: judge.id, prompt: judge.prompt, votes: judge.votes }
  const known = opinionsIn(directory, identity)
  const reusable = new Set([...known].flatMap(([key, { reason }]) => (PASSING.has(reason ?? '') ? [] : key)))
  const path = directory.file(FILE)
  if (existsSync(path)) cutTorn(path)
  const file = new LineFile(path)
  const asked = new Map<string, Opinion | undefined>()
  const out = new Set<Promise<void>>()
  try {
    for (const question of questionsIn(directory, plan, audits)) {
      const key = keyOf(question)
      if (asked.has(key)) continue
      asked.set(key, reusable.has(key) ? known.get(key) : undefined)
      if (reusable.has(key)) continue
      const answer = judge.ask(question).then((judgement) => {
        file.append(JSON.stringify(judgement))
        asked.set(key, judgement)
      })
      out.add(answer)
      answer.finally(() => out.delete(answer)).catch(() => undefined)
      if (out.size >= MOST_OUT) await Promise.race(out)
    }
    await Promise.all(out)
  } finally {
    file.close()
    await judge.close()
  }
  const opinions = [...asked.values()].flatMap((one) => one ?? [])
  const summary = summaryOf(opinions, judge, [...asked.keys()].filter((key) => reusable.has(key)).length)
  directory.writeJson('run.json', {
    ...directory.record(),
    judge: { ...identity, tier, ...(errors ? { errors } : {}), ...summary },
  })
}

function summaryOf(
  opinions: readonly Opinion[],
  judge: Judge,
  reused: number,
): Omit<Record, keyof Identity | 'tier' | 'errors'> {
  const count = (test: (reason: string) => boolean) =>
    opinions.filter(({ reason = '' }) => test(reason)).length
  return {
    temperature: TEMPERATURE,
    questions: opinions.length,
    reused,
    calls: judge.spent.calls,
    tokens: judge.spent.tokens,
    leftOut: count((reason) => reason === 'budget'),
    unanswered: count((reason) => PASSING.has(reason) && reason !== 'budget'),
    suspected: count((reason) => reason === 'injection-suspected'),
  }
}

/** What was said under this identity, the newest of each question; without the words of the votes. */
function opinionsIn(directory: RunDirectory, { id, prompt, votes }: Identity): Map<string, Opinion> {
  const opinions = new Map<string, Opinion>()
  if (!existsSync(directory.file(FILE))) return opinions
  for (const one of judgementsIn(directory.path)) {
    if (one.judge !== id || one.prompt !== prompt || one.asked !== votes) continue
    const { key, outcome, reason, detail, suspected, quotes } = one
    opinions.set(key, {
      key,
      outcome,
      ...(reason === undefined ? {} : { reason }),
      ...(detail === undefined ? {} : { detail }),
      ...(suspected === undefined ? {} : { suspected }),
      quotes,
    })
  }
  return opinions
}

/** The questions that the audits ask of every conversation that counts, one conversation at a time. */
function* questionsIn(directory: RunDirectory, plan: Plan, audits: Audits): Generator<JudgeQuestion> {
  const encoders = encodersIn(directory, plan)
  const states = trialStates(plan.trials, directory.journal())
  for (const [i, { status, attempt, hasTranscript }] of states.entries()) {
    if (status !== 'done' || !hasTranscript) continue
    const trial = plan.trials[i] as PlanTrial
    const questions: JudgeQuestion[] = []
    try {
      const resolved = resolveTrial(plan, trial)
      const events = directory.transcript(trial, attempt)
      if (selfAudit(events, resolved).length > 0) continue
      const evidence = evidenceOf(resolved, events, encoders)
      const judge = (question: JudgeQuestion) => {
        questions.push(question)
        return undefined
      }
      findingsOf({ ...evidence, judge }, audits)
    } catch {
      // A damaged transcript is told where it is scored.
      continue
    }
    yield* questions
  }
}
