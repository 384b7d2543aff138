/** Goes on with a run that was cut: nothing that was finished is repeated, nothing that was written is lost. */
import { existsSync } from 'node:fs'
import { canonicalHash } from '../documents/canonical.js'
import { commitmentTo } from '../documents/chain.js'
import { InputError } from '../documents/input-error.js'
import type { PlanTrial } from '../documents/ready.js'
import type { TranscriptEvent } from '../documents/types/event.js'
import type { JournalLine } from '../documents/types/journal.js'
import type { Plan } from '../documents/types/plan.js'
import { type AttemptEnd, type TrialState, trialStates } from './attempts.js'
import type { RunDirectory } from './directory.js'
import { linesIn } from './files.js'
import { GIVEN_UP, MOST_LOST } from './left-out.js'
import type { PlanFile } from './plan-file.js'
import { cutTorn, readLines } from './repair.js'
import { partOf, type Shard } from './shard.js'

/** A trial that is still to be held. */
export interface Pending {
  trial: PlanTrial
  /** Number of the last attempt on file. */
  attempts: number
  /** It was cut. */
  cut: boolean
  /** Attempts that were lost with their process, where somebody else counts them; none by default. */
  lost?: number
}

type Begin = Extract<JournalLine, { kind: 'begin' }>

interface Resumption {
  plan: Plan
  /** What this directory holds of it. */
  part: Plan
  pending: Pending[]
  /** What was found broken and mended, in words. */
  notes: string[]
}

/**
 * Mends the journal and the transcripts of `directory` and says what is left to do. The caller holds its lock.
 * @param unscored hold trials again that ended without a score
 * @param shard the part of the plan that this directory holds; all of it by default
 * @throws InputError where the plan was changed
 */
export function resumption(directory: RunDirectory, unscored: boolean, shard?: Shard): Resumption {
  const plan = unchangedPlan(directory)
  const part = partOf(plan, shard)
  return { plan, part, ...mended(directory, part, unscored) }
}

/** The same of a worker, which may hold any trial of the plan: `part` has those of the targets that it has met. */
export function workerResumption(directory: RunDirectory, stored: PlanFile): Resumption {
  const met = new Set(directory.journal().map(({ trial }) => trial.split('/')[0] ?? ''))
  const part = { ...stored.head, trials: stored.trialsOf(met) }
  return { plan: stored.head, part, ...mended(directory, part, false) }
}

function mended(
  directory: RunDirectory,
  part: Plan,
  unscored: boolean,
): Pick<Resumption, 'pending' | 'notes'> {
  const notes: string[] = []
  const journal = mendJournal(directory, notes)
  const trials = new Map(part.trials.map((trial) => [trial.id, trial]))
  for (const cut of openAttempts(journal)) closeAttempt(directory, trials.get(cut.trial), cut, journal, notes)
  giveUpLost(directory, part, journal, notes)

  const states = trialStates(part.trials, journal)
  const pending = states.flatMap((state) => {
    const trial = trials.get(state.trial) as PlanTrial
    const again =
      (state.status === 'not-run' && state.reason !== 'decided') ||
      (unscored && state.status === 'unscored') ||
      isDamaged(directory, trial, state, notes)
    const cut = state.status === 'not-run' && state.reason === 'cancelled'
    return again ? [{ trial, attempts: lastOnFile(directory, trial, state.attempts), cut }] : []
  })
  return { pending, notes }
}

/** The plan of a run. @throws InputError where it is not the one that the run began with */
export function unchangedPlan(directory: RunDirectory): Plan {
  const plan = directory.plan()
  const { id, ...rest } = plan
  if (canonicalHash(rest) !== id)
    throw new InputError(
      `${directory.file('plan.json')} was changed since the run began`,
      'a run keeps to its plan; start a new one',
    )
  return plan
}

/** A trial with which its process died again and again is not held once more, and is unscored: it may be what kills it. */
function giveUpLost(directory: RunDirectory, part: Plan, journal: JournalLine[], notes: string[]): void {
  const lost = new Map<string, number>()
  for (const line of journal) {
    if (line.kind !== 'end' || line.surplus) continue
    // Who asks for it with --retry-unscored has it held again, as often as before.
    lost.set(line.trial, line.lost ? (lost.get(line.trial) ?? 0) + 1 : 0)
  }
  for (const state of trialStates(part.trials, journal)) {
    const { trial, status, attempts } = state
    if (status !== 'not-run' || (lost.get(trial) ?? 0) < MOST_LOST) continue
    note(directory, journal, {
      kind: 'end',
      trial,
      attempt: attempts + 1,
      time: new Date().toISOString(),
      ...GIVEN_UP,
      status: 'unscored',
      turns: 0,
      messages: 0,
    })
    notes.push(`${trial}: ${GIVEN_UP.detail}`)
  }
}

/** A transcript may be on the disk whose line in the journal is lost: it is not written over. */
function lastOnFile(directory: RunDirectory, trial: PlanTrial, told: number): number {
  let last = told
  while (existsSync(directory.file(directory.transcriptName(trial, last + 1)))) last++
  return last
}

function mendJournal(directory: RunDirectory, notes: string[]): JournalLine[] {
  const path = directory.file('journal.jsonl')
  const torn = cutTorn(path)
  if (torn > 0) notes.push(`journal.jsonl: a torn last line of ${torn} bytes was cut off`)
  const { lines, damaged } = readLines<JournalLine>(path)
  for (const line of damaged)
    notes.push(`journal.jsonl: line ${line} cannot be read; what it told is held again`)
  return lines
}

/** Attempts that began and have no end on file. */
function openAttempts(journal: readonly JournalLine[]): Begin[] {
  const open = new Map<string, Begin>()
  for (const line of journal) {
    const key = `${line.attempt} ${line.trial}`
    if (line.kind === 'begin') open.set(key, line)
    else open.delete(key)
  }
  return [...open.values()]
}

/** A cut conversation stays on file as an aborted attempt; its history died with its session. */
function closeAttempt(
  directory: RunDirectory,
  trial: PlanTrial | undefined,
  { attempt, surplus }: Begin,
  journal: JournalLine[],
  notes: string[],
): void {
  if (!trial) return
  const name = directory.transcriptName(trial, attempt)
  const torn = cutTorn(directory.file(name))
  if (torn > 0) notes.push(`${name}: a torn last line of ${torn} bytes was cut off`)
  const events = readLines<TranscriptEvent>(directory.file(name)).lines
  const sent = events.filter((e) => e.kind === 'text' && e.actor === 'consumer')
  const end: AttemptEnd = {
    kind: 'end',
    trial: trial.id,
    attempt,
    time: new Date().toISOString(),
    ...(existsSync(directory.file(name))
      ? { file: name, lines: commitmentTo(linesIn(directory.file(name))) }
      : {}),
    reason: 'cancelled',
    whose: 'harness',
    status: 'aborted',
    detail: 'the run was cut in the middle of this conversation; it is held again from its first turn',
    turns: events.filter((e) => e.kind === 'turn' && e.change === 'close').length,
    messages: new Set(sent.map((e) => ('id' in e ? e.id : e.seq))).size,
    lost: true,
    ...(surplus ? { surplus } : {}),
  }
  note(directory, journal, end)
  const person = trial.contacts > 0 ? '; it may reach a person once more' : ''
  notes.push(`${trial.id}: attempt ${attempt} was cut and is held again${person}`)
}

function note(directory: RunDirectory, journal: JournalLine[], line: JournalLine): void {
  const file = directory.openJournal()
  try {
    file.append(JSON.stringify(line))
  } finally {
    file.close()
  }
  journal.push(line)
}

/** A finished trial whose transcript is gone, has a line that cannot be read, or does not go to its end, does not count. */
function isDamaged(directory: RunDirectory, trial: PlanTrial, state: TrialState, notes: string[]): boolean {
  if (!state.hasTranscript) return false
  const name = directory.transcriptName(trial, state.attempt)
  const what = damageOf(directory.file(name))
  if (what !== undefined) notes.push(`${name} ${what}; the trial is held again`)
  return what !== undefined
}

function damageOf(path: string): string | undefined {
  const { lines, torn, damaged } = readLines<Partial<TranscriptEvent>>(path)
  if (lines.length === 0) return 'is missing or empty'
  const [first = damaged.length + lines.length + 1] = damaged
  const odd = lines.findIndex(({ seq }, i) => seq !== i + 1)
  if (damaged.length > 0 || odd !== -1 || torn > 0)
    return `cannot be read at line ${Math.min(first, odd === -1 ? first : odd + 1)}`
  return lines.at(-1)?.kind === 'stop' ? undefined : 'breaks off before its end'
}
