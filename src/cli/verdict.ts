/** The exit code that a result stands for. */
import type { Result } from '../documents/types/result.js'
import { EXIT } from './exit.js'

/** Above this share of trials without a score nothing was measured. */
const UNSCORED_GATE = 0.1

/**
 * 3 where too little could be measured, else 1 where a profile failed, or without profiles an expectation (or, if
 * asked, where something is undecided), else 0. A trial whose window has not come is no failure of the harness.
 */
export function exitCodeOf({ scorecard, targets }: Result, failOn?: 'inconclusive'): number {
  const cards = scorecard.targets
  const gone = cards.some(
    ({ unscoredShare, counts }) => unscoredShare > UNSCORED_GATE || counts.notRun - (counts.waiting ?? 0) > 0,
  )
  if (gone) return EXIT.harness
  const failed = cards.some(({ verdict }) => verdict === 'fail')
  return failed || (failOn === 'inconclusive' && isUndecided(cards, targets)) ? EXIT.failed : EXIT.ok
}

/** Profiles say themselves what is inconclusive; without them a trial does. */
function isUndecided(cards: Result['scorecard']['targets'], targets: Result['targets']): boolean {
  if (cards.some(({ verdict }) => verdict !== 'pass')) return true
  const isJudged = (id: string) =>
    cards.some(({ target, profiles }) => target === id && profiles !== undefined)
  return targets.some(
    ({ id, trials }) => !isJudged(id) && trials.some(({ outcome }) => outcome === 'inconclusive'),
  )
}
