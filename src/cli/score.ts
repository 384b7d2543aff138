/** `ombud score`: audits stored transcripts again. */
import { InputError } from '../documents/input-error.js'
import type { Lang } from '../documents/ready.js'
import { judgeStored, scoreFiles, scoreFindings } from '../library/score.js'
import { type ExtraFlags, loadExtras } from './extras.js'
import { onInterrupt } from './interrupt.js'
import { languageOf } from './language.js'
import { pathsOf, printScorecard } from './scorecard.js'
import { exitCodeOf } from './verdict.js'

export async function scoreCommand(
  run: string,
  options: ExtraFlags & {
    lang?: Lang
    failOn?: 'inconclusive'
    from?: 'findings'
    color: boolean
    redact?: boolean
  },
): Promise<number> {
  const { audits, judge, run: defaults } = await loadExtras(options)
  const note = (message: string) => console.error(message)
  if (options.judge !== undefined) {
    if (options.from !== undefined)
      throw new InputError('--judge cannot go with --from findings', 'a judge is asked by the audits')
    const interrupt = onInterrupt(note)
    await judgeStored(run, { audits, ...(judge ? { judge } : {}), signal: interrupt.signal, note })
  }
  const result = (options.from === 'findings' ? scoreFindings : scoreFiles)(run, { audits, note })
  printScorecard(result, {
    lang: languageOf(options.lang ?? defaults.lang),
    color: options.color,
    paths: pathsOf(result),
    run,
    redact: options.redact,
  })
  return exitCodeOf(result, options.failOn ?? defaults.failOn)
}
