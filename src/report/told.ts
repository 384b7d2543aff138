/** Which conversations a report tells in full: all of them, unless they are too many for one file. */
import type { Result, Trial } from '../documents/types/result.js'

/** Worst first: where not everything is told, what passed is left to the transcripts. */
export const WORST_FIRST: Trial['outcome'][] = ['fail', 'inconclusive', 'unscored', 'not-run', 'pass']

/** Ids of the conversations that together have at most `most` lines, the worst of all targets first. */
export function told(result: Result, most: number): Set<string> {
  const trials = result.targets.flatMap((target) => target.trials)
  const ids = new Set<string>()
  let lines = 0
  for (const outcome of WORST_FIRST) {
    for (const trial of trials) {
      if (trial.outcome !== outcome || lines + trial.chat.length > most) continue
      lines += trial.chat.length
      ids.add(trial.id)
    }
  }
  return ids
}
