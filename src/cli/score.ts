/** `ombud score`: audits stored transcripts again. */
import type { Lang } from '../documents/ready.js'
import { scoreFiles, scoreFindings } from '../library/score.js'
import { type ExtraFlags, loadExtras } from './extras.js'
import { languageOf } from './language.js'
import { pathsOf, printScorecard } from './scorecard.js'
import { exitCodeOf } from './verdict.js'

export async function scoreCommand(
  run: string,
  options: ExtraFlags & { lang?: Lang; failOn?: 'inconclusive'; from?: 'findings'; color: boolean },
): Promise<number> {
  const { audits, run: defaults } = await loadExtras(options)
  const result = (options.from === 'findings' ? scoreFindings : scoreFiles)(run, {
    audits,
    note: (message) => console.error(message),
  })
  printScorecard(result, {
    lang: languageOf(options.lang ?? defaults.lang),
    color: options.color,
    paths: pathsOf(result),
  })
  return exitCodeOf(result, options.failOn ?? defaults.failOn)
}
