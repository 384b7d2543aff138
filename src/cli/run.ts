/** `ombud run`: holds the conversations, prints the scorecard, says where the report is. */
import { existsSync } from 'node:fs'
import type { EvidenceKind } from '../channel/open.js'
import { InputError } from '../documents/input-error.js'
import type { Lang } from '../documents/ready.js'
import { plan, type RunOptions, run } from '../library/run.js'
import { type PageAddress, pageLang } from '../library/url.js'
import { ContactBudget } from '../run/budget.js'
import { partOf, type Shard } from '../run/shard.js'
import type { Window } from '../run/windows.js'
import { printCost } from './cost.js'
import { Debugger, oneTrial } from './debug.js'
import { EXIT } from './exit.js'
import { type ExtraFlags, loadExtras } from './extras.js'
import { keepHeapSmall } from './heap.js'
import { onInterrupt } from './interrupt.js'
import { languageOf } from './language.js'
import { lastFailed } from './last-run.js'
import { openReporters } from './reporters/index.js'
import { pathsOf, printScorecard } from './scorecard.js'
import { exitCodeOf } from './verdict.js'
import { countedAsWaiting, waitingLines } from './waiting.js'

export interface RunFlags extends ExtraFlags {
  url?: string[]
  filter?: string[]
  tag?: string[]
  skipTag?: string[]
  repeat?: number
  profile?: string[]
  window?: Window
  shard?: Shard
  tsa?: string
  untilDecided?: boolean
  /** A run, or a file that --update-baseline wrote. */
  baseline?: string
  updateBaseline?: boolean
  concurrency?: number
  seed?: string
  out?: string
  lang?: Lang
  headed?: boolean
  /** commander's --no-sandbox; true unless it was given. */
  sandbox: boolean
  evidence?: EvidenceKind[]
  resume?: string
  retryUnscored?: boolean
  lastFailed?: boolean
  durability?: 'process' | 'trial' | 'turn'
  wait?: boolean
  /** commander's --no-human; true unless it was given. */
  human: boolean
  probeHuman?: boolean
  politeness?: string
  dryRun?: boolean
  failOn?: 'inconclusive'
  quiet?: boolean
  reporter?: string[]
  watch?: boolean
  debug?: boolean
  color: boolean
}

export async function runCommand(paths: string[], flags: RunFlags): Promise<number> {
  checkUse(paths, flags)
  const {
    audits,
    channels,
    commands,
    reporters,
    profiles = [],
    judge,
    consumer,
    folder,
    run: defaults,
  } = await loadExtras(flags)
  const lang = languageOf(flags.lang ?? defaults.lang)
  const { failOn, lang: _, ...rest } = defaults
  const pages = await pagesOf(flags)
  const asked: RunOptions = {
    ...rest,
    paths,
    ...(pages.length > 0 ? { pages } : {}),
    audits,
    channels,
    commands,
    profiles: flags.profile ?? profiles,
    ...(flags.untilDecided ? { untilDecided: true } : {}),
    ...(flags.window ? { window: flags.window } : {}),
    lang,
    ...(judge ? { judge } : {}),
    ...(consumer ? { consumer } : {}),
    ...(flags.durability ? { durability: flags.durability } : {}),
    browser: {
      headed: flags.headed ?? false,
      ...(flags.sandbox ? {} : { sandbox: false }),
      ...(flags.evidence ? { evidence: flags.evidence } : {}),
    },
    ...(flags.filter ? { filter: flags.filter } : {}),
    ...(flags.tag ? { tags: flags.tag } : {}),
    ...(flags.skipTag ? { skipTags: flags.skipTag } : {}),
    ...(flags.concurrency ? { concurrency: flags.concurrency } : {}),
    ...(flags.seed === undefined ? {} : { seed: flags.seed }),
    ...(flags.out === undefined ? {} : { out: flags.out }),
    ...(flags.shard ? { shard: flags.shard } : {}),
    ...(flags.tsa === undefined ? {} : { tsa: flags.tsa }),
    ...(flags.wait ? { wait: true } : {}),
    ...(flags.human ? {} : { people: 'none' as const }),
    ...(flags.probeHuman ? { people: 'probe' as const } : {}),
    ...(flags.politeness === undefined ? {} : { politeness: flags.politeness }),
    ...(flags.resume === undefined ? {} : { resume: flags.resume }),
    ...(flags.retryUnscored ? { retryUnscored: true } : {}),
    ...(flags.lastFailed ? lastFailed() : {}),
    ...(flags.repeat === undefined ? {} : { repeat: flags.repeat }),
  }
  if (flags.dryRun) {
    const contacts = new ContactBudget(asked.politeness)
    printCost(partOf(plan(asked), asked.shard), lang, (one) => contacts.used(one))
    return EXIT.ok
  }
  if (flags.baseline !== undefined && existsSync(flags.baseline)) await checkBaseline(flags.baseline, asked)
  keepHeapSmall()
  let say = (message: string) => console.error(message)
  const interrupt = onInterrupt((message) => say(message))
  const { signal } = interrupt
  const { options, chosen } = flags.debug ? oneTrial(asked) : { options: asked }
  const stepper = chosen && new Debugger(chosen, lang, () => interrupt.abort())
  const named = stepper
    ? [() => stepper, ...(flags.reporter ?? [])]
    : (flags.reporter ?? (flags.quiet ? [] : (reporters ?? ['list'])))
  const hold = async (): Promise<number> => {
    const { listen, ownsOutput, close } = await openReporters(
      named,
      flags.reporter ? process.cwd() : folder,
      {
        lang,
        color: flags.color,
      },
    )
    if (named.length > 0) say = (message) => listen({ type: 'note', message })
    const { directory, result, files, waiting } = await run({
      ...options,
      ...(named.length > 0 ? { listen, scoreEnded: true } : {}),
      ...(stepper ? { stepper } : {}),
      signal,
    }).finally(close)
    const code = signal.aborted
      ? EXIT.interrupted
      : exitCodeOf(countedAsWaiting(result, waiting), flags.failOn ?? failOn)
    if (ownsOutput) return Math.max(code, await baselined(directory, code, { ...flags, lang }, true))
    printScorecard(result, {
      lang,
      color: flags.color,
      paths: flags.resume
        ? pathsOf(result)
        : [...paths, ...(flags.url ?? []).flatMap((url) => ['--url', url])],
    })
    const report = files.find((f) => f.endsWith('.html')) ?? directory
    console.log(`\n${lang === 'en' ? 'report' : '报告'}: ${report}`)
    for (const line of waitingLines(waiting, directory, lang)) console.log(line)
    return Math.max(code, await baselined(directory, code, { ...flags, lang }))
  }
  if (!flags.watch) return hold()
  const { watch } = await import('./watch.js')
  return watch(options, hold, signal, lang)
}

/** What is wrong with a baseline is said before the first message. */
async function checkBaseline(baseline: string, options: RunOptions): Promise<void> {
  const { comparableOf } = await import('../library/compare.js')
  const { targets } = comparableOf(baseline)
  if (options.resume !== undefined) return
  const own = Object.entries(plan(options).documents.targets).map(([id, { merchant }]) => merchant ?? id)
  const theirs = targets.map(({ merchant }) => merchant)
  if (own.some((merchant) => theirs.includes(merchant))) return
  throw new InputError(
    `the baseline ${baseline} is of ${theirs.join(', ')}, and this run is of ${own.join(', ')}`,
    'name the baseline of this merchant',
  )
}

/**
 * Compares a run with its baseline, or makes it the new one. Returns the exit code that this is worth.
 * @param code exit code of the run itself
 * @param quiet the output belongs to a reporter
 */
async function baselined(
  run: string,
  code: number,
  { baseline, updateBaseline, lang }: RunFlags,
  quiet = false,
): Promise<number> {
  // What was cut, or could not be measured, is no baseline, and is compared with none.
  if (baseline === undefined || code > EXIT.failed) return EXIT.ok
  const { compareWithBaseline, writeBaseline } = await import('../library/compare.js')
  if (updateBaseline) {
    writeBaseline(run, baseline)
    if (!quiet) console.log(`${lang === 'en' ? 'baseline written' : '已写入基线'}: ${baseline}`)
    return EXIT.ok
  }
  if (quiet) return compareWithBaseline(baseline, run).verdict === 'regression' ? EXIT.failed : EXIT.ok
  const { compareCommand } = await import('./compare.js')
  console.log('')
  return compareCommand(baseline, run, lang ? { lang } : {})
}

/** The pages of --url; a plan that is only shown asks no page for its language. */
function pagesOf({ url = [], lang, dryRun }: RunFlags): Promise<PageAddress[]> {
  return Promise.all(
    url.map(async (page) => {
      const language = lang ?? (dryRun ? undefined : await pageLang(page))
      return { url: page, ...(language && { lang: language }) }
    }),
  )
}

/** A resumed run keeps to its plan, so that nothing may be given that would make another one. */
function checkUse(paths: readonly string[], { resume, retryUnscored, ...flags }: RunFlags): void {
  const against = { resume, watch: flags.watch, 'dry-run': flags.dryRun, quiet: flags.quiet }
  const [other] = Object.entries(against).filter(([, value]) => value !== undefined)
  if (flags.debug && other)
    throw new InputError(
      `--debug cannot go with --${other[0]}`,
      'it holds one conversation anew and shows it',
    )
  if (flags.updateBaseline && flags.baseline === undefined)
    throw new InputError('--update-baseline needs --baseline FILE', 'it says where the baseline is written')
  if (flags.baseline !== undefined && !flags.updateBaseline && !existsSync(flags.baseline))
    throw new InputError(
      `there is no baseline ${flags.baseline}`,
      'add --update-baseline once, and this run becomes it',
    )
  if (flags.untilDecided && flags.judge !== undefined)
    throw new InputError(
      '--until-decided cannot go with --judge',
      'it stops by what is decided at once; ask a judge afterwards: ombud score RUN --judge …',
    )
  if (flags.probeHuman && !flags.human)
    throw new InputError('--probe-human cannot go with --no-human', 'nobody comes who could be asked')
  if (flags.watch && (resume !== undefined || flags.dryRun))
    throw new InputError(`--watch cannot go with --${resume === undefined ? 'dry-run' : 'resume'}`)
  const alone = flags.watch ? 'watch' : flags.debug ? 'debug' : flags.lastFailed ? 'last-failed' : undefined
  if (flags.shard && alone)
    throw new InputError(
      `--shard cannot go with --${alone}`,
      'a shard is a part of one plan for many machines',
    )
  if (flags.watch && flags.out !== undefined)
    throw new InputError('--watch keeps only its last run, in a folder of its own', 'leave --out away')
  if (resume === undefined) {
    if (retryUnscored)
      throw new InputError('--retry-unscored needs --resume RUN', 'it holds trials of that run again')
    if (paths.length === 0 && !flags.url && !flags.command)
      throw new InputError(
        'no target file was given',
        'name a *.target.yaml (`ombud init` writes one), the page of the chat with --url, or a bot on this machine with --command',
      )
    return
  }
  const given = Object.entries({
    url: flags.url,
    filter: flags.filter,
    tag: flags.tag,
    'skip-tag': flags.skipTag,
    repeat: flags.repeat,
    profile: flags.profile,
    'until-decided': flags.untilDecided,
    seed: flags.seed,
    shard: flags.shard,
    consumer: flags.consumer,
    'no-human': flags.human ? undefined : true,
    'probe-human': flags.probeHuman,
    out: flags.out,
    'last-failed': flags.lastFailed,
    'dry-run': flags.dryRun,
  })
    .filter(([, value]) => value !== undefined)
    .map(([name]) => `--${name}`)
  if (paths.length > 0 || given.length > 0)
    throw new InputError(
      `--resume goes on with the plan of ${resume}; ${[...paths, ...given].join(' ')} would need a new one`,
      'leave it out, or start a new run',
    )
}
