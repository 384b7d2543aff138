/** `ombud queue init`, `enqueue`, `worker`, `status`, `pause` and `cancel`. */
import { InputError } from '../documents/input-error.js'
import type { Lang } from '../documents/ready.js'
import { isStore } from '../evidence/store/open.js'
import { type EnqueueOptions, enqueue, plannedLanes } from '../library/enqueue.js'
import { checkStore, push } from '../library/push.js'
import { work } from '../library/worker.js'
import { plain } from '../report/text.js'
import type { LaneQueue } from '../run/queue/contract.js'
import { initQueue, PostgresQueue } from '../run/queue/postgres.js'
import { printCost } from './cost.js'
import { EXIT } from './exit.js'
import { type ExtraFlags, loadExtras } from './extras.js'
import { keepHeapSmall } from './heap.js'
import { onInterrupt } from './interrupt.js'
import { languageOf } from './language.js'
import { statusLines } from './queue-lines.js'

interface QueueFlags {
  queue?: string
  lang?: Lang
}

export async function queueInitCommand(
  url: string,
  { lease, lang }: { lease?: number; lang?: Lang },
): Promise<number> {
  if (lease !== undefined && lease < 10) throw new InputError('--lease is at least 10 seconds')
  await initQueue(url, lease, say)
  console.log(languageOf(lang) === 'en' ? 'the queue is ready' : '队列已就绪')
  return EXIT.ok
}

interface EnqueueFlags extends QueueFlags, ExtraFlags {
  filter?: string[]
  tag?: string[]
  skipTag?: string[]
  repeat?: number
  profile?: string[]
  seed?: string
  /** commander's --no-human; true unless it was given. */
  human: boolean
  first?: string[]
  split?: number
  dryRun?: boolean
}

export async function enqueueCommand(paths: string[], flags: EnqueueFlags): Promise<number> {
  const { audits, channels, commands, profiles = [], consumer, run: defaults } = await loadExtras(flags)
  const lang = languageOf(flags.lang ?? defaults.lang)
  const asked: EnqueueOptions = {
    paths,
    audits,
    channels,
    commands,
    profiles: flags.profile ?? profiles,
    lang,
    ...(consumer ? { consumer } : {}),
    ...(flags.filter ? { filter: flags.filter } : {}),
    ...(flags.tag ? { tags: flags.tag } : {}),
    ...(flags.skipTag ? { skipTags: flags.skipTag } : {}),
    ...(flags.repeat === undefined ? {} : { repeat: flags.repeat }),
    ...(flags.seed === undefined ? {} : { seed: flags.seed }),
    ...(flags.human ? {} : { people: 'none' as const }),
    ...(flags.first ? { first: flags.first } : {}),
    ...(flags.split === undefined ? {} : { split: flags.split }),
  }
  if (flags.dryRun) return dryRun(asked, lang)
  return withQueue(flags, async (queue) => {
    const { plan, lanes, added } = await enqueue(queue, asked)
    const id = plan.id.slice(0, 12)
    const { length: trials } = plan.trials
    console.log(
      lang === 'en'
        ? `plan ${id}: ${trials} trials in ${lanes} lanes, ${added} of them new; seed ${plan.seed}`
        : `计划 ${id}：${trials} 场对话，${lanes} 条通道，其中新增 ${added} 条；种子 ${plan.seed}`,
    )
    return EXIT.ok
  })
}

/** How many people the queue has counted today is known to its database alone, which is not asked. */
function dryRun(asked: EnqueueOptions, lang: Lang): number {
  const { plan, lanes } = plannedLanes(asked)
  printCost(plan, lang)
  const browsers = lanes.filter(({ kind }) => kind === 'browser').length
  console.log(
    lang === 'en'
      ? `${lanes.length} lanes, ${browsers} of them in a browser; nothing was enqueued`
      : `${lanes.length} 条通道，其中浏览器 ${browsers} 条；未写入队列`,
  )
  return EXIT.ok
}

interface WorkerFlags extends QueueFlags, ExtraFlags {
  slots?: number
  browsers?: number
  spool?: string
  store?: string
  endpoint?: string
  /** commander's --no-sandbox; true unless it was given. */
  sandbox: boolean
}

export async function workerCommand(flags: WorkerFlags): Promise<number> {
  const { audits, channels, commands, consumer, run: defaults } = await loadExtras(flags)
  const lang = languageOf(flags.lang ?? defaults.lang)
  const { store, endpoint } = flags
  if (store !== undefined) await checkStore(store, endpoint)
  keepHeapSmall()
  const { signal } = onInterrupt()
  return withQueue(flags, async (queue) => {
    const path = await work(queue, {
      audits,
      channels,
      commands,
      signal,
      ...(consumer ? { consumer } : {}),
      ...(flags.slots === undefined ? {} : { slots: flags.slots }),
      ...(flags.browsers === undefined ? {} : { browsers: flags.browsers }),
      ...(flags.spool === undefined ? {} : { spool: flags.spool }),
      ...(flags.sandbox ? {} : { browser: { sandbox: false } }),
      listen: (progress) => {
        if (progress.type === 'note') say(progress.message)
        else if (progress.type === 'end') say(`${progress.trial.id}: ${progress.end.reason}`)
      },
    })
    if (store !== undefined) await keep(path, store, endpoint)
    const parts = store === undefined ? `${path} ...` : isStore(store) ? store : `dir:${store}`
    console.log(
      lang === 'en'
        ? `what this worker saw: ${path}; unite all with: ombud merge OUT ${parts}`
        : `本机记录：${path}；合并全部：ombud merge OUT ${parts}`,
    )
    return signal.aborted ? EXIT.interrupted : EXIT.ok
  })
}

/** Nothing is lost where the store is away: what could not be put there lies here. */
async function keep(path: string, store: string, endpoint: string | undefined): Promise<void> {
  await push(path, store, endpoint).catch((error: unknown) => {
    const at = endpoint === undefined ? '' : ` --endpoint ${endpoint}`
    say(`${path} is whole and not in the store; when that can be used: ombud push ${path} ${store}${at}`)
    throw error
  })
}

export async function statusCommand(flags: QueueFlags & { json?: boolean }): Promise<number> {
  return withQueue(flags, async (queue) => {
    const status = await queue.status()
    const lines = flags.json ? [JSON.stringify(status, null, 2)] : statusLines(status, languageOf(flags.lang))
    for (const line of lines) console.log(line)
    return EXIT.ok
  })
}

export async function pauseCommand(target: string, flags: QueueFlags & { end?: boolean }): Promise<number> {
  return withQueue(flags, async (queue) => {
    const lanes = await (flags.end ? queue.resume(target) : queue.pause(target))
    if (lanes === 0)
      throw new InputError(
        `no lane of ${target} ${flags.end ? 'is paused' : 'is open'}`,
        '`ombud status` tells how far the queue is',
      )
    const en = flags.end ? `goes on: ${target}` : `paused: ${target}; --end goes on with it`
    const zh = flags.end ? `已恢复：${target}` : `已暂停：${target}；加 --end 恢复`
    console.log(plain(languageOf(flags.lang) === 'en' ? en : zh))
    return EXIT.ok
  })
}

export async function cancelCommand(flags: QueueFlags): Promise<number> {
  return withQueue(flags, async (queue) => {
    const open = await queue.cancel()
    console.log(
      languageOf(flags.lang) === 'en'
        ? `cancelled; ${open} lanes were not done`
        : `已取消；${open} 条通道尚未完成`,
    )
    return EXIT.ok
  })
}

async function withQueue(
  { queue: url }: QueueFlags,
  then: (queue: LaneQueue) => Promise<number>,
): Promise<number> {
  if (url === undefined) throw new InputError('no queue was named', 'name it with --queue, or OMBUD_QUEUE')
  const queue = await PostgresQueue.open(url, say)
  try {
    return await then(queue)
  } finally {
    await queue.close()
  }
}

const say = (message: string) => console.error(plain(message))
