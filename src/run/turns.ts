/** How many messages a scenario takes, as far as that is known beforehand. */
import type { ReadyScenario } from '../documents/ready.js'

/** Messages that a need takes which is not met at once. */
const TURNS_OF_A_NEED = 5

export function turnsOf({ steps }: Pick<ReadyScenario, 'steps'>): number {
  return steps.reduce((n, step) => {
    const ask = step['ask-human']
    if (step.converse) return n + TURNS_OF_A_NEED
    return n + (step.repeat?.times ?? (typeof ask === 'object' ? (ask.attempts ?? 1) : step.wait ? 0 : 1))
  }, 0)
}

/** Answers that it brings at least: who is served at once says no more. */
export function fewestTurnsOf({ steps }: Pick<ReadyScenario, 'steps'>): number {
  return steps.reduce((n, { wait, repeat }) => n + (repeat?.times ?? (wait ? 0 : 1)), 0)
}
