/** `ombud score`: audits stored transcripts again. */
import type { Lang } from '../documents/ready.js'
import { score } from '../library/score.js'
import { languageOf } from './language.js'
import { printScorecard } from './scorecard.js'
import { exitCodeOf } from './verdict.js'

export async function scoreCommand(
  run: string,
  options: { lang?: Lang; failOn?: 'inconclusive'; color: boolean },
): Promise<number> {
  const result = await score(run)
  const paths = result.run.configuration?.paths
  printScorecard(result, {
    lang: languageOf(options.lang),
    color: options.color,
    ...(Array.isArray(paths) ? { paths: paths.map(String) } : {}),
  })
  return exitCodeOf(result, options.failOn)
}
