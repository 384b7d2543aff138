/** `ombud run`: holds the conversations, prints the scorecard, says where the report is. */
import type { Lang } from '../documents/ready.js'
import { plan, type RunOptions, run } from '../library/run.js'
import { printCost } from './cost.js'
import { EXIT } from './exit.js'
import { onInterrupt } from './interrupt.js'
import { languageOf } from './language.js'
import { lineReporter } from './progress.js'
import { printScorecard } from './scorecard.js'
import { exitCodeOf } from './verdict.js'

export interface RunFlags {
  filter?: string[]
  tag?: string[]
  repeat: number
  concurrency?: number
  seed?: string
  out?: string
  lang?: Lang
  headed?: boolean
  /** commander's --no-sandbox; true unless it was given. */
  sandbox: boolean
  wait?: boolean
  dryRun?: boolean
  failOn?: 'inconclusive'
  quiet?: boolean
  color: boolean
}

export async function runCommand(paths: string[], flags: RunFlags): Promise<number> {
  const lang = languageOf(flags.lang)
  const options: RunOptions = {
    paths,
    lang,
    repeat: flags.repeat,
    browser: { headed: flags.headed ?? false, ...(flags.sandbox ? {} : { sandbox: false }) },
    ...(flags.filter ? { filter: flags.filter } : {}),
    ...(flags.tag ? { tags: flags.tag } : {}),
    ...(flags.concurrency ? { concurrency: flags.concurrency } : {}),
    ...(flags.seed === undefined ? {} : { seed: flags.seed }),
    ...(flags.out === undefined ? {} : { out: flags.out }),
    ...(flags.wait ? { wait: true } : {}),
  }
  if (flags.dryRun) {
    printCost(plan(options), lang)
    return EXIT.ok
  }
  const interrupt = onInterrupt()
  const listen = flags.quiet ? {} : { listen: lineReporter(lang) }
  const { directory, result, files } = await run({ ...options, ...listen, signal: interrupt.signal })
  printScorecard(result, { lang, color: flags.color, paths })
  const report = files.find((f) => f.endsWith('.html')) ?? directory
  console.log(`\n${lang === 'en' ? 'report' : '报告'}: ${report}`)
  return interrupt.signal.aborted ? EXIT.interrupted : exitCodeOf(result, flags.failOn)
}
