/** Goes on with a run that was cut: nothing that was finished is repeated, nothing that was written is lost. */
import { existsSync } from 'node:fs'
import { canonicalJson, sha256 } from '../documents/canonical.js'
import { InputError } from '../documents/input-error.js'
import type { PlanTrial } from '../documents/ready.js'
import type { JournalLine } from '../documents/types/journal.js'
import type { Plan } from '../documents/types/plan.js'
import { type AttemptEnd, type TrialState, trialStates } from './attempts.js'
import type { RunDirectory } from './directory.js'
import { cutTorn, readLines } from './repair.js'

/** A trial that is still to be held. */
export interface Pending {
  trial: PlanTrial
  /** Attempts that are on file. */
  attempts: number
  /** The last of them was cut. */
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
      state.status === 'not-run' ||
      (unscored && state.status === 'unscored') ||
      isDamaged(directory, trial, state, notes)
    return again ? [{ trial, attempts: state.attempts, cut: state.attempts > 0 }] : []
  })
  return { plan, pending, notes }
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
    turns: 0,
    messages: 0,
  }
  const file = directory.openJournal()
  file.append(JSON.stringify(end))
  file.close()
  journal.push(end)
  notes.push(`${trial.id}: attempt ${attempt} was cut and is held again`)
}

/** A finished trial whose transcript is gone or has a line that cannot be read does not count. */
function isDamaged(directory: RunDirectory, trial: PlanTrial, state: TrialState, notes: string[]): boolean {
  if (!state.hasTranscript) return false
  const name = directory.transcriptName(trial, state.attempt)
  const { lines, torn, damaged } = readLines(directory.file(name))
  if (lines.length > 0 && torn === 0 && damaged.length === 0) return false
  const what = lines.length === 0 ? 'is missing' : `cannot be read at line ${damaged[0] ?? lines.length + 1}`
  notes.push(`${name} ${what}; the trial is held again`)
  return true
}
