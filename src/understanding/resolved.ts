/** Which truths a conversation has stated so far. */
import type { ResolvedTrial } from '../documents/ready.js'
import { states } from './states.js'
import type { Reading, TurnReading } from './types.js'

const found = new WeakMap<TurnReading, Map<string, boolean>>()

/** Whether one turn states a value; a turn that does not change is read once. */
function turnStates(turn: TurnReading, value: string, lang: Reading['lang']): boolean {
  const known = found.get(turn) ?? new Map<string, boolean>()
  found.set(turn, known)
  const stated = known.get(value) ?? states(turn.answer, value, lang).outcome === 'states'
  known.set(value, stated)
  return stated
}

/** Names of the truths that have been stated, every value of each, in any turn; truths that are absent are left out. */
export function statedTruths(reading: Reading, truth: ResolvedTrial['truth']): string[] {
  return Object.entries(truth).flatMap(([name, one]) => {
    if ('absent' in one) return []
    const all = one.values.every((value) =>
      reading.turns.some((turn) => turnStates(turn, value, reading.lang)),
    )
    return all ? [name] : []
  })
}

/** Every truth that can be checked has been stated; false where there is none to check. */
export function isResolved(reading: Reading, trial: Pick<ResolvedTrial, 'truth'>): boolean {
  const checkable = Object.values(trial.truth).filter((one) => !('absent' in one)).length
  return checkable > 0 && statedTruths(reading, trial.truth).length === checkable
}
