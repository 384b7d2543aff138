/** What the rounds of a monitor came to. */
import type { Round } from '../../documents/types/round.js'

/** Rounds of which nothing is in the series; one that was gone on with and entered late is none of them. */
export function failedOf(rounds: readonly Round[]): Round[] {
  const entered = new Set(rounds.filter(({ error }) => error === undefined).map(({ run }) => run))
  return rounds.filter(({ error, run }) => error !== undefined && !entered.has(run))
}

/** The round that began last. */
export const lastOf = (rounds: readonly Round[]): Round | undefined => rounds.findLast(({ late }) => !late)
