/** `ombud score`: audits stored transcripts again. */
import type { Lang } from '../documents/ready.js'
import { score } from '../library/score.js'
import { languageOf } from './language.js'
import { printScorecard } from './scorecard.js'
import { exitCodeOf } from './verdict.js'

export async function scoreCommand(
  run: string,
  options: { lang?: Lang; failOn?: 'inconclusive' },
): Promise<number> {
  const result = await score(run)
  printScorecard(result, languageOf(options.lang))
  return exitCodeOf(result, options.failOn)
}
