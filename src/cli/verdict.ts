/** The exit code that a result stands for. */
import type { Result } from '../documents/types/result.js'
import { EXIT } from './exit.js'

/** Above this share of trials without a score nothing was measured. */
const UNSCORED_GATE = 0.1

/** 3 where too little could be measured, else 1 where an expectation failed (or, if asked, is undecided), else 0. */
export function exitCodeOf({ scorecard, targets }: Result, failOn?: 'inconclusive'): number {
  const cards = scorecard.targets
  const gone = cards.some(({ unscoredShare, counts }) => unscoredShare > UNSCORED_GATE || counts.notRun > 0)
  if (gone) return EXIT.harness
  const failed = cards.some(({ verdict }) => verdict === 'fail')
  const undecided =
    cards.some(({ verdict }) => verdict !== 'pass') ||
    targets.some(({ trials }) => trials.some(({ outcome }) => outcome === 'inconclusive'))
  return failed || (failOn === 'inconclusive' && undecided) ? EXIT.failed : EXIT.ok
}
