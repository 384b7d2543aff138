/** Goes on with a run that was cut: nothing that was finished is repeated, nothing that was written is lost. */
import { existsSync } from 'node:fs'
import { canonicalJson, sha256 } from '../documents/canonical.js'
import { InputError } from '../documents/input-error.js'
import type { PlanTrial } from '../documents/ready.js'
import type { TranscriptEvent } from '../documents/types/event.js'
import type { JournalLine } from '../documents/types/journal.js'
import type { Plan } from '../documents/types/plan.js'
import { type AttemptEnd, type TrialState, trialStates } from './attempts.js'
import type { RunDirectory } from './directory.js'
import { cutTorn, readLines } from './repair.js'

/** A trial that is still to be held. */
export interface Pending {
  trial: PlanTrial
  /** Number of the last attempt on file. */
  attempts: number
  /** It was cut. */
  cut: boolean
}

interface Resumption {
  plan: Plan
  pending: Pending[]
  /** What was found broken and mended, in words. */
  notes: string[]
}

/**
 * Mends the journal and the transcripts of `directory` and says what is left to do. The caller holds its lock.
 * @param unscored hold trials again that ended without a score
 * @throws InputError where the plan was changed
 */
export function resumption(directory: RunDirectory, unscored: boolean): Resumption {
  const plan = directory.plan()
  const { id, ...rest } = plan
  if (sha256(canonicalJson(rest)) !== id)
    throw new InputError(
      `${directory.file('plan.json')} was changed since the run began`,
      'a run keeps to its plan; start a new one',
    )
  const notes: string[] = []
  const journal = mendJournal(directory, notes)
  const trials = new Map(plan.trials.map((trial) => [trial.id, trial]))
  for (const cut of openAttempts(journal)) closeAttempt(directory, trials.get(cut.trial), cut, journal, notes)

  const states = trialStates(plan.trials, journal)
  const pending = states.flatMap((state) => {
    const trial = trials.get(state.trial) as PlanTrial
    const again =
      (state.status === 'not-run' && state.reason !== 'decided') ||
      (unscored && state.status === 'unscored') ||
      isDamaged(directory, trial, state, notes)
    const cut = state.status === 'not-run' && state.reason === 'cancelled'
    return again ? [{ trial, attempts: lastOnFile(directory, trial, state.attempts), cut }] : []
  })
  return { plan, pending, notes }
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
function openAttempts(journal: readonly JournalLine[]): { trial: string; attempt: number }[] {
  const open = new Map<string, { trial: string; attempt: number }>()
  for (const { kind, trial, attempt } of journal) {
    const key = `${attempt} ${trial}`
    if (kind === 'begin') open.set(key, { trial, attempt })
    else open.delete(key)
  }
  return [...open.values()]
}

/** A cut conversation stays on file as an aborted attempt; its history died with its session. */
function closeAttempt(
  directory: RunDirectory,
  trial: PlanTrial | undefined,
  { attempt }: { attempt: number },
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
    ...(existsSync(directory.file(name)) ? { file: name } : {}),
    reason: 'cancelled',
    whose: 'harness',
    status: 'aborted',
    detail: 'the run was cut in the middle of this conversation; it is held again from its first turn',
    turns: events.filter((e) => e.kind === 'turn' && e.change === 'close').length,
    messages: new Set(sent.map((e) => ('id' in e ? e.id : e.seq))).size,
  }
  const file = directory.openJournal()
  try {
    file.append(JSON.stringify(end))
  } finally {
    file.close()
  }
  journal.push(end)
  const person = trial.contacts > 0 ? '; it may reach a person once more' : ''
  notes.push(`${trial.id}: attempt ${attempt} was cut and is held again${person}`)
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
