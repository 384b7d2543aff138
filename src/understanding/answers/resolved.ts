/** Which truths a conversation has stated so far. */
import type { ResolvedTrial } from '../../documents/ready.js'
import { Derived } from '../derived.js'
import { states } from '../facts/states.js'
import type { Reading } from '../types.js'

/** Whether each turn states a value, by list of turns and value; a turn that does not change is read once. */
const found = new WeakMap<Reading['turns'], Map<string, Derived<boolean>>>()

function isStated({ turns, lang }: Reading, value: string): boolean {
  const known = found.get(turns) ?? new Map<string, Derived<boolean>>()
  found.set(turns, known)
  const stated =
    known.get(value) ?? new Derived((turn) => states(turn.answer, value, lang).outcome === 'states')
  known.set(value, stated)
  return stated.from(turns).includes(true)
}

/** Names of the truths that have been stated, every value of each, in any turn; truths that are absent are left out. */
export function statedTruths(reading: Reading, truth: ResolvedTrial['truth']): string[] {
  return Object.entries(truth).flatMap(([name, one]) => {
    if ('absent' in one) return []
    return one.values.every((value) => isStated(reading, value)) ? [name] : []
  })
}

/** Every truth that can be checked has been stated; false where there is none to check. */
export function isResolved(reading: Reading, trial: Pick<ResolvedTrial, 'truth'>): boolean {
  const checkable = Object.values(trial.truth).filter((one) => !('absent' in one)).length
  return checkable > 0 && statedTruths(reading, trial.truth).length === checkable
}
