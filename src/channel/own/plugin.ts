/** Channels that users bring along: whatever they do wrong is bounded, named, and never called the bot's doing. */

import { type Channel, ChannelError, type OpenOptions, type Session } from '../channel.js'
import { Guard } from './guard.js'
import { type ChannelPlugin, checkPlugins, pluginOf } from './own.js'

/** Longest that a channel may take: to open or send, and to close. */
const ACT_MS = 60_000
const CLOSE_MS = 5000
const WHOSE: readonly unknown[] = ['bot', 'network', 'harness']

/** One channel for every target that picks one of these by its name. */
export function pluginChannel(plugins: readonly ChannelPlugin[]): Channel {
  checkPlugins(plugins)
  const opened = new Set<ChannelPlugin>()
  return {
    async open(options) {
      const plugin = pluginOf(options.target, plugins)
      opened.add(plugin)
      return openGuarded(plugin, options)
    },
    async close() {
      const all = [...opened].map((plugin) => bounded(plugin.name, 'close', CLOSE_MS, () => plugin.close?.()))
      opened.clear()
      await Promise.allSettled(all)
    },
  }
}

async function openGuarded(plugin: ChannelPlugin, options: OpenOptions): Promise<Session> {
  const { name } = plugin
  const { clock, emit, signal, target } = options
  const guard = new Guard(clock, emit, (problem) =>
    emit({
      kind: 'error',
      at: clock.now(),
      actor: 'harness',
      source: 'harness',
      whose: 'harness',
      code: 'plugin',
      message: `the channel ${name}: ${problem}`,
    }),
  )
  const given = { ...options, emit: guard.emit, options: target.channel.plugin?.options ?? {} }
  const act = <T>(what: string, ms: number, work: () => T | Promise<T>) =>
    bounded(name, what, ms, work, signal)
  let givenUp = false
  const opening = async () => {
    const session = await plugin.open(given)
    // What opens after nobody waits for it any more is closed again.
    if (givenUp) await session?.close?.()
    return session
  }
  const session = await act('open', ACT_MS, opening).catch((error: unknown) => {
    givenUp = true
    guard.close()
    throw error
  })
  const problem = sessionProblem(session)
  if (problem !== undefined) {
    guard.close()
    throw failure(name, problem)
  }
  return {
    about: { kind: `plugin:${name}`, url: String(session.about.url).slice(0, 2000) },
    hears: session.hears,
    send: (text) => act('send', ACT_MS, () => session.send(text)),
    choose: (option) => act('choose', ACT_MS, () => session.choose(option)),
    ...(session.settle ? { settle: () => act('settle', CLOSE_MS, () => session.settle?.()) } : {}),
    ...(session.pause ? { pause: (until) => session.pause?.(until) ?? Promise.resolve() } : {}),
    async close() {
      await bounded(name, 'close', CLOSE_MS, () => session.close()).finally(() => guard.close())
    },
  }
}

function sessionProblem(session: unknown): string | undefined {
  if (typeof session !== 'object' || session === null) return 'open did not return a session'
  const { about, hears, send, choose, close } = session as Partial<Session>
  if (typeof about?.url !== 'string') return 'a session has about: { kind, url }'
  if (typeof hears !== 'boolean') return 'a session has hears: true or false'
  const missing = Object.entries({ send, choose, close }).find(([, part]) => typeof part !== 'function')
  return missing && `a session has the function ${missing[0]}`
}

/** Does what a channel's code does, but not for ever, and with an owner for whatever it throws. */
async function bounded<T>(
  name: string,
  what: string,
  ms: number,
  work: () => T | Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  let stop: (() => void) | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(failure(name, `${what} did not end within ${ms / 1000} s`)), ms)
    stop = () => reject(failure(name, `${what} was broken off`))
    signal?.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([Promise.resolve().then(work), limit])
  } catch (error) {
    throw told(error) ?? failure(name, `${what} failed: ${wordsOf(error)}`, error)
  } finally {
    clearTimeout(timer)
    if (stop) signal?.removeEventListener('abort', stop)
  }
}

function failure(name: string, problem: string, cause?: unknown): ChannelError {
  return new ChannelError(`the channel ${name}: ${problem}`, { whose: 'harness', code: 'plugin' }, { cause })
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error)).slice(0, 1000)

/** What the channel itself says of a failure; by its shape, as a module may come with an ombud of its own. */
function told(error: unknown): ChannelError | undefined {
  if (error instanceof ChannelError) return error
  if (!(error instanceof Error) || !('details' in error)) return undefined
  const details = error.details as ChannelError['details'] | null
  const known = WHOSE.includes(details?.whose) && typeof details?.code === 'string'
  return known && details ? new ChannelError(error.message, details, { cause: error }) : undefined
}
