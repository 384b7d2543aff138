/** `ombud run`: holds the conversations, prints the scorecard, says where the report is. */

import { InputError } from '../documents/input-error.js'
import type { Lang } from '../documents/ready.js'
import { plan, type RunOptions, run } from '../library/run.js'
import { printCost } from './cost.js'
import { EXIT } from './exit.js'
import { onInterrupt } from './interrupt.js'
import { languageOf } from './language.js'
import { failedTrials, newestRun } from './last-run.js'
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
  resume?: string
  retryUnscored?: boolean
  lastFailed?: boolean
  durability: 'process' | 'trial' | 'turn'
  wait?: boolean
  dryRun?: boolean
  failOn?: 'inconclusive'
  quiet?: boolean
  color: boolean
}

export async function runCommand(paths: string[], flags: RunFlags): Promise<number> {
  const lang = languageOf(flags.lang)
  checkUse(paths, flags)
  const options: RunOptions = {
    paths,
    durability: flags.durability,
    lang,
    repeat: flags.repeat,
    browser: { headed: flags.headed ?? false, ...(flags.sandbox ? {} : { sandbox: false }) },
    ...(flags.filter ? { filter: flags.filter } : {}),
    ...(flags.tag ? { tags: flags.tag } : {}),
    ...(flags.concurrency ? { concurrency: flags.concurrency } : {}),
    ...(flags.seed === undefined ? {} : { seed: flags.seed }),
    ...(flags.out === undefined ? {} : { out: flags.out }),
    ...(flags.wait ? { wait: true } : {}),
    ...(flags.resume === undefined ? {} : { resume: flags.resume }),
    ...(flags.retryUnscored ? { retryUnscored: true } : {}),
    ...(flags.lastFailed ? { only: failedTrials(newestRun()) } : {}),
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

/** A resumed run keeps to its plan, so that nothing may be given that would make another one. */
function checkUse(paths: readonly string[], { resume, retryUnscored, ...flags }: RunFlags): void {
  if (resume === undefined) {
    if (retryUnscored)
      throw new InputError('--retry-unscored needs --resume RUN', 'it holds trials of that run again')
    if (paths.length === 0)
      throw new InputError('no target file was given', 'name a *.target.yaml; `ombud init` writes one')
    return
  }
  const given = Object.entries({
    filter: flags.filter,
    tag: flags.tag,
    seed: flags.seed,
    out: flags.out,
    'last-failed': flags.lastFailed,
  })
    .filter(([, value]) => value !== undefined)
    .map(([name]) => `--${name}`)
  if (paths.length > 0 || given.length > 0)
    throw new InputError(
      `--resume goes on with the plan of ${resume}; ${[...paths, ...given].join(' ')} would need a new one`,
      'leave it out, or start a new run',
    )
}
