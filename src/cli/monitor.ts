/** `ombud monitor`: holds the profiles on a schedule and tells when a verdict turns. */
import { InputError } from '../documents/input-error.js'
import type { Lang } from '../documents/ready.js'
import { argumentsOf } from '../library/monitor/deliver.js'
import { type Held, Monitor } from '../library/monitor/monitor.js'
import { Schedule, zoneNamed } from '../library/monitor/schedule.js'
import { serveMetrics } from '../library/monitor/serve.js'
import { plan, type RunOptions } from '../library/run.js'
import { openMetrics } from '../report/monitor/metrics.js'
import { plain } from '../report/text.js'
import { EXIT } from './exit.js'
import { type ExtraFlags, loadExtras } from './extras.js'
import { keepHeapSmall } from './heap.js'
import { onInterrupt } from './interrupt.js'
import { languageOf } from './language.js'
import { exitCodeOf } from './verdict.js'
import { countedAsWaiting } from './waiting.js'

export interface MonitorFlags extends ExtraFlags {
  profile?: string[]
  cron?: string
  zone?: string
  once?: boolean
  out: string
  webhook?: string
  alertCommand?: string
  metrics?: number
  filter?: string[]
  repeat?: number
  concurrency?: number
  politeness?: string
  /** commander's --no-human; true unless it was given. */
  human: boolean
  /** commander's --no-sandbox; true unless it was given. */
  sandbox: boolean
  lang?: Lang
}

/** A day's first waking hours, and no minute at which everybody's jobs begin. */
const DAILY = '17 9 * * *'

/** 0 after a round with --once, 1 where a verdict turned for the worse in it, 3 where too little could be measured. */
export async function monitorCommand(paths: string[], flags: MonitorFlags): Promise<number> {
  const { once = false, metrics } = flags
  if (once && (flags.cron !== undefined || metrics !== undefined))
    throw new InputError(`--once cannot go with --${flags.cron === undefined ? 'metrics' : 'cron'}`)
  const zone = zoneNamed(flags.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone)
  const schedule = once ? undefined : new Schedule(flags.cron ?? DAILY, zone)
  const { lang, run } = await roundOf(paths, flags)
  // What is wrong with a document is said now, and not when the first round is due.
  plan(run)
  keepHeapSmall()
  const say = (message: string) => console.error(plain(message))
  const { signal } = onInterrupt()
  const monitor = new Monitor({
    out: flags.out,
    run,
    zone,
    lang,
    signal,
    say,
    ...(flags.webhook === undefined ? {} : { webhook: flags.webhook }),
    ...(flags.alertCommand === undefined ? {} : { command: argumentsOf(flags.alertCommand) }),
  })
  const server =
    metrics === undefined
      ? undefined
      : await serveMetrics(metrics, () => openMetrics(monitor.watched())).catch((error) => {
          monitor.close()
          throw error
        })
  try {
    if (server) console.log(server.url)
    if (schedule) await monitor.keep(schedule)
    const held = schedule ? { alerts: [] } : await monitor.round()
    return signal.aborted ? EXIT.interrupted : codeOf(held)
  } finally {
    server?.close()
    monitor.close()
  }
}

/** What is minor is told and decides nothing. */
function codeOf({ alerts, outcome }: Held): number {
  if (alerts.some(({ turn, severity }) => turn === 'worse' && severity !== 'minor')) return EXIT.failed
  const code = outcome ? exitCodeOf(countedAsWaiting(outcome.result, outcome.waiting)) : EXIT.ok
  return code === EXIT.harness ? code : EXIT.ok
}

/** What each round holds, from the options and the configuration. */
async function roundOf(paths: string[], flags: MonitorFlags): Promise<{ lang: Lang; run: RunOptions }> {
  const {
    audits,
    channels,
    commands,
    profiles = [],
    judge,
    consumer,
    run: defaults,
  } = await loadExtras(flags)
  const lang = languageOf(flags.lang ?? defaults.lang)
  const { failOn: _, lang: __, ...rest } = defaults
  const named = flags.profile ?? profiles
  if (named.length === 0)
    throw new InputError(
      'a monitor needs a profile: its verdicts are what is watched',
      'for example --profile ci-smoke',
    )
  return {
    lang,
    run: {
      ...rest,
      paths,
      audits,
      channels,
      commands,
      profiles: named,
      lang,
      ...(judge ? { judge } : {}),
      ...(consumer ? { consumer } : {}),
      ...(flags.sandbox ? {} : { browser: { headed: false, sandbox: false } }),
      ...(flags.filter ? { filter: flags.filter } : {}),
      ...(flags.repeat === undefined ? {} : { repeat: flags.repeat }),
      ...(flags.concurrency === undefined ? {} : { concurrency: flags.concurrency }),
      ...(flags.human ? {} : { people: 'none' as const }),
      ...(flags.politeness === undefined ? {} : { politeness: flags.politeness }),
    },
  }
}
