/** The states of the way to a person, and how one comes to another. */
import type { TranscriptEvent } from '../documents/types/event.js'
import type { LevelSeen, Reading } from '../understanding/types.js'
import type { Queue } from './queue-words.js'

export const STATES = [
  'not-asked',
  'asked',
  'ignored',
  'deflected',
  'conditioned',
  'offered',
  'queued',
  'connected',
  'served',
  'refused',
  'out-of-hours',
  'timed-out',
  'returned',
  'looped',
] as const
export type State = (typeof STATES)[number]

/** A transition. */
export interface Transition {
  state: State
  /** Milliseconds on the session's clock. */
  at: number
  /** Line of the transcript that shows it. */
  line: number
  turn?: number
  /** The words or the signal that show it. */
  why: string
  queue?: Queue
  /** Rests on what a page or a message says, and not on the platform. */
  claimed?: true
  /** A person is on the way, and not only on offer. */
  promised?: true
  /** The bot says itself that it is back. */
  announced?: true
}

/** What is looked at: the transcript, its reading, and the levels of evidence that it shows. */
export interface Seen {
  events: readonly TranscriptEvent[]
  reading: Reading
  levels: readonly LevelSeen[]
}

/** A person is on the way. */
export const ON_THE_WAY: ReadonlySet<State> = new Set<State>(['offered', 'queued'])
/** A person is there. */
export const THERE: ReadonlySet<State> = new Set<State>(['connected', 'served'])

const LONGEST = 200

/** Words as a transition quotes them. */
export function quoted(text: string): string {
  return text.slice(0, LONGEST)
}

/** The turn of a line, as part of a transition. */
export function turnOf(events: readonly TranscriptEvent[], line: number): { turn?: number } {
  const turn = events[line - 1]?.turn
  return turn === undefined ? {} : { turn }
}
