/** Which truths a conversation has stated so far, and how it stands: resolved, only claimed so, a dead end, or open. */
import type { ResolvedTrial } from '../../documents/ready.js'
import { Derived } from '../derived.js'
import { states } from '../facts/states.js'
import type { Reading, Statement, TurnReading } from '../types.js'
import { type DeadEnd, deadEndOf } from './dead-end.js'
import { claimsDone, takesItAsDone } from './signals.js'

/** What each turn says of a value, by list of turns and value; a turn that does not change is read once. */
const found = new WeakMap<Reading['turns'], Map<string, Derived<Statement['outcome']>>>()

function statementsOf({ turns, lang }: Reading, value: string): readonly Statement['outcome'][] {
  const known = found.get(turns) ?? new Map<string, Derived<Statement['outcome']>>()
  found.set(turns, known)
  const stated = known.get(value) ?? new Derived((turn) => states(turn.answer, value, lang).outcome)
  known.set(value, stated)
  return stated.from(turns)
}

/** Names of the truths that have been stated, every value of each, in any turn; truths that are absent are left out. */
export function statedTruths(reading: Reading, truth: ResolvedTrial['truth']): string[] {
  return Object.entries(truth).flatMap(([name, one]) => {
    if ('absent' in one) return []
    return one.values.every((value) => statementsOf(reading, value).includes('states')) ? [name] : []
  })
}

/** Every truth that can be checked has been stated; false where there is none to check. */
export function isResolved(reading: Reading, trial: Pick<ResolvedTrial, 'truth'>): boolean {
  const checkable = Object.values(trial.truth).filter((one) => !('absent' in one)).length
  return checkable > 0 && statedTruths(reading, trial.truth).length === checkable
}

/** How a conversation ended, as far as its words and the known truths tell. */
export interface Resolution {
  outcome: 'resolved' | 'claimed' | 'dead-end' | 'open' | 'uncertain'
  /** Truths that no turn states. */
  missing: string[]
  /** Replies in a row that lead nowhere, where it is a dead end. */
  deadEnd?: DeadEnd
  /** Lines that show it: what states the truths, claims that all is done, or leads nowhere. */
  lines: number[]
}

/**
 * Reads how a conversation stands. All truths stated: resolved. Some missing: a dead end where the last replies lead
 * nowhere; claimed where the bot says that it is done, or the consumer takes it so, all the same; uncertain where the
 * words may state them; else open. Without truths nothing is resolved or claimed: it is a dead end, or uncertain.
 */
export function resolutionOf(reading: Reading, truth: ResolvedTrial['truth']): Resolution {
  const checkable = Object.entries(truth).flatMap(([name, one]) =>
    'absent' in one ? [] : [{ name, values: one.values }],
  )
  const stated = new Set(statedTruths(reading, truth))
  const missing = checkable.filter(({ name }) => !stated.has(name))
  const turnsWith = (outcome: Statement['outcome'], values: readonly string[]) =>
    reading.turns.filter((_, i) => values.some((value) => statementsOf(reading, value)[i] === outcome))
  if (checkable.length > 0 && missing.length === 0) {
    const proof = turnsWith(
      'states',
      checkable.flatMap(({ values }) => values),
    )
    return { outcome: 'resolved', missing: [], lines: linesOf(proof) }
  }
  const names = missing.map(({ name }) => name)
  const deadEnd = deadEndOf(reading.turns)
  if (deadEnd) return { outcome: 'dead-end', missing: names, deadEnd, lines: deadEnd.lines }
  if (checkable.length === 0) return { outcome: 'uncertain', missing: [], lines: [] }
  const claim = reading.turns.findLast((turn) => claimsDone(turn.answer)) ?? takenAsDone(reading.turns)
  if (claim) return { outcome: 'claimed', missing: names, lines: linesOf([claim]) }
  const doubtful = turnsWith(
    'uncertain',
    missing.flatMap(({ values }) => values),
  )
  return { outcome: doubtful.length > 0 ? 'uncertain' : 'open', missing: names, lines: linesOf(doubtful) }
}

/** The turn whose answer the consumer's last words take for the solution. */
function takenAsDone(turns: readonly TurnReading[]): TurnReading | undefined {
  const last = turns.findLastIndex((turn) => turn.consumer.length > 0)
  const words = turns[last]?.consumer.map((message) => message.text).join('\n') ?? ''
  return last > 0 && takesItAsDone(words) ? turns[last - 1] : undefined
}

const linesOf = (turns: readonly TurnReading[]) =>
  turns.flatMap((turn) => turn.messages.map((message) => message.line))
