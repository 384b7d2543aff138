/** `ombud merge`: makes one run of those of shards or workers, and prints its scorecard. */
import type { Lang } from '../documents/ready.js'
import { merge } from '../library/merge.js'
import { plain } from '../report/text.js'
import { type ExtraFlags, loadExtras } from './extras.js'
import { languageOf } from './language.js'
import { pathsOf, printScorecard } from './scorecard.js'
import { exitCodeOf } from './verdict.js'

interface MergeFlags extends ExtraFlags {
  partial?: boolean
  plan?: string
  endpoint?: string
  lang?: Lang
  failOn?: 'inconclusive'
  color: boolean
}

export async function mergeCommand(out: string, runs: string[], options: MergeFlags): Promise<number> {
  const { audits, run: defaults } = await loadExtras(options)
  const lang = languageOf(options.lang ?? defaults.lang)
  const { directory, result, files, merged, surplus } = await merge(out, runs, {
    audits,
    ...(options.partial ? { partial: true } : {}),
    plan: options.plan,
    endpoint: options.endpoint,
    lang,
    note: (message) => console.error(plain(message)),
  })
  printScorecard(result, { lang, color: options.color, paths: pathsOf(result), run: directory })
  const report = files.find((file) => file.endsWith('.html')) ?? directory
  const en = lang === 'en'
  const kept = en ? `, ${surplus} surplus` : `，多余结果 ${surplus} 个（保留，不计）`
  console.log(
    `\n${en ? `merged ${merged} ${merged === 1 ? 'run' : 'runs'}` : `已合并 ${merged} 个运行目录`}${surplus > 0 ? kept : ''}`,
  )
  console.log(`${en ? 'report' : '报告'}: ${report}`)
  return exitCodeOf(result, options.failOn ?? defaults.failOn)
}
