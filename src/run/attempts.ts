/** The state of each trial, folded from the lines of the journal. */
import type { JournalLine } from '../documents/types/journal.js'

export type AttemptEnd = Extract<JournalLine, { kind: 'end' }>

/** Final state of one trial: its last finished attempt, or that there is none. */
export interface TrialState {
  trial: string
  status: 'done' | 'unscored' | 'not-run'
  /** Attempt whose transcript counts. */
  attempt: number
  /** Number of the last attempt on file, aborted ones included. */
  attempts: number
  reason: string
  whose: string
  detail?: string
  started?: string
  contacted: boolean
  /** The attempt that counts has a transcript. */
  hasTranscript: boolean
}

/** A journal in which what a queue refused after it was noted is surplus from the first, and ends once. */
export function withoutRefused(journal: readonly JournalLine[]): readonly JournalLine[] {
  const keyOf = ({ trial, attempt }: JournalLine) => `${attempt} ${trial}`
  const isSurplusEnd = (line: JournalLine) => line.kind === 'end' && line.surplus === true
  const refused = new Set(journal.filter(isSurplusEnd).map(keyOf))
  if (refused.size === 0) return journal
  return journal.flatMap((line): JournalLine[] => {
    if (!refused.has(keyOf(line)) || isSurplusEnd(line)) return [line]
    return line.kind === 'begin' ? [{ ...line, surplus: true }] : []
  })
}

/** The state of `trials`, in their order; what is planned and has no result is `not-run`. */
export function trialStates(
  trials: readonly { id: string }[],
  journal: readonly JournalLine[],
): TrialState[] {
  const states = new Map<string, TrialState>(
    trials.map(({ id }) => [
      id,
      {
        trial: id,
        status: 'not-run',
        attempt: 0,
        attempts: 0,
        reason: 'not-run',
        whose: 'harness',
        contacted: false,
        hasTranscript: false,
      },
    ]),
  )
  for (const line of withoutRefused(journal)) {
    const state = states.get(line.trial)
    if (!state) continue
    state.attempts = Math.max(state.attempts, line.attempt)
    if (line.surplus) continue
    if (line.kind === 'begin') {
      // What is held again no longer stands as it was.
      state.status = 'not-run'
      state.hasTranscript = false
      state.started = line.time
      continue
    }
    state.contacted ||= line.contacted ?? false
    state.reason = line.reason
    state.whose = line.whose
    if (line.detail === undefined) delete state.detail
    else state.detail = line.detail
    if (line.status === 'aborted') continue
    state.status = line.status
    state.attempt = line.attempt
    state.hasTranscript = line.file !== undefined
  }
  return [...states.values()]
}
