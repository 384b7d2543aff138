/** The exit code that a result stands for. */
import type { Result } from '../documents/types/result.js'
import { EXIT } from './exit.js'

/** Above this share of trials without a score nothing was measured. */
const UNSCORED_GATE = 0.1

/** 3 where too little could be measured, else 1 where an expectation failed, else 0. */
export function exitCodeOf({ scorecard }: Result, failOn?: 'inconclusive'): number {
  const { targets } = scorecard
  const gone = targets.some(({ unscoredShare, counts }) => unscoredShare > UNSCORED_GATE || counts.notRun > 0)
  if (gone) return EXIT.harness
  const bad = targets.some(
    ({ verdict }) => verdict === 'fail' || (failOn === 'inconclusive' && verdict !== 'pass'),
  )
  return bad ? EXIT.failed : EXIT.ok
}
