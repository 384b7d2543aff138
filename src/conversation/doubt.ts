/**
 * Whether what a bot says may still belong to the turn before. Without correlation only time and the signs of the
 * page tell: a bot that is thought to have ended may go on, after the consumer's next words have gone out.
 */
import type { Pace } from './pace.js'

/** The turn before. */
export interface Before {
  n: number
  rule: string
  silent: boolean
  /** When something of it last changed, session clock. */
  changed: number
}

/** The open turn, as far as it has come. */
export interface Begun {
  /** When the consumer's words went out. */
  from: number
  /** First and last content. */
  first: number | undefined
  spoke: number
  /** The bot was seen to type before the first content. */
  typed: boolean
  /** A request that carries its answer is under way. */
  carried: boolean
}

/** Rules that end a turn by silence: nothing said that its answer was complete. */
const BY_SILENCE = new Set(['quiet', 'typing', 'stream', 'cap'])

/**
 * - `silent`: the turn before has no answer yet;
 * - `soon`: sooner than this bot has ever answered;
 * - `pause`: the turn before ended less than one of this bot's pauses ago;
 * - `untyped`: this bot types before it answers, and has not;
 * - `start`: it speaks a second time, after as long as it takes to begin an answer, and its pauses are not known:
 *   what it said first may have been the rest of the answer before.
 */
export type Doubt = 'silent' | 'soon' | 'pause' | 'untyped' | 'start'

/** @param at when content came, session clock; @param fresh it is no revision of what the turn has */
export function doubtOf(
  at: number,
  fresh: boolean,
  turn: Begun,
  before: Before,
  pace: Pace,
): Doubt | undefined {
  if (before.n < 0 || !BY_SILENCE.has(before.rule)) return undefined
  if (before.silent && before.n > 0) return 'silent'
  const ended = before.rule === 'stream'
  if (turn.first === undefined && pace.isTooSoon(at - turn.from)) return 'soon'
  if (before.silent) return undefined
  if (fresh && at - before.changed < pace.mayGoOn(ended)) return 'pause'
  if (ended || turn.typed || turn.carried) return undefined
  if (turn.first === undefined) return pace.types ? 'untyped' : undefined
  const started = fresh && pace.isNewStart(at - turn.spoke, turn.first - turn.from)
  return started && !pace.pausesKnown ? 'start' : undefined
}
