/**
 * Channels that users bring along. Their modules are named on the command line or in ombud.config.*, never by a
 * document; whatever they do wrong is bounded, named, and the harness's doing, never the bot's.
 */

import { InputError } from '../documents/input-error.js'
import { compileOptions } from '../documents/options.js'
import { didYouMean } from '../documents/problem.js'
import type { ReadyTarget } from '../documents/ready.js'
import { type Channel, ChannelError, type OpenOptions, type Session } from './channel.js'
import { Guard } from './guard.js'

/** A channel of one's own: the default export of the module that is named. */
export interface ChannelPlugin {
  /** Target files pick it by this: lower-case letters, digits and hyphens. */
  name: string
  /** JSON Schema of what target files may write as `options`; without it anything goes. */
  options?: object
  /**
   * Opens a conversation of its own.
   * @throws ChannelError that says whose doing it was
   */
  open(options: PluginOpenOptions): Promise<Session> | Session
  /** Frees what the sessions shared; called once at the end. */
  close?(): Promise<void> | void
}

export interface PluginOpenOptions extends OpenOptions {
  /** What the target file says as `channel.plugin.options`. */
  options: unknown
}

const NAME = /^[a-z0-9][a-z0-9-]{0,63}$/
/** Longest that a channel may take: to open or send, and to close. */
const ACT_MS = 60_000
const CLOSE_MS = 5000
const WHOSE: readonly unknown[] = ['bot', 'network', 'harness']

/** What is wrong with a channel before it is used, in words; nothing where it is complete. */
export function pluginProblems(plugin: unknown): string[] {
  if (typeof plugin !== 'object' || plugin === null) return ['a channel is an object with name and open']
  const { name, options, open, close } = plugin as Partial<Record<keyof ChannelPlugin, unknown>>
  const problems: string[] = []
  if (typeof name !== 'string' || !NAME.test(name))
    problems.push('name has to be lower-case letters, digits and hyphens, at most 64')
  if (typeof open !== 'function') problems.push('open is not a function')
  if (close !== undefined && typeof close !== 'function') problems.push('close is not a function')
  if (options === undefined) return problems
  if (typeof options !== 'object' || options === null) return [...problems, 'options has to be a JSON Schema']
  try {
    compileOptions(`options of the channel ${String(name)}`, options)
  } catch (error) {
    problems.push((error as Error).message)
  }
  return problems
}

/**
 * Looks at channels as they come in.
 * @throws InputError where one is not complete, or two have one name
 */
export function checkPlugins(plugins: readonly ChannelPlugin[]): void {
  const names = new Set<string>()
  for (const plugin of plugins) {
    const problems = pluginProblems(plugin)
    const name = typeof plugin?.name === 'string' ? `the channel ${plugin.name.slice(0, 64)}` : 'a channel'
    if (problems.length > 0) throw new InputError(`${name} cannot be used`, problems.join('\n  '))
    if (names.has(plugin.name)) throw new InputError(`two channels are named ${plugin.name}`)
    names.add(plugin.name)
  }
}

/**
 * The channel that a target picks.
 * @throws InputError where there is none of that name, or it refuses the options
 */
export function pluginOf(target: ReadyTarget, plugins: readonly ChannelPlugin[]): ChannelPlugin {
  const { name = '', options } = target.channel.plugin ?? {}
  const plugin = plugins.find((one) => one.name === name)
  if (!plugin)
    throw new InputError(
      `target ${target.id} needs the channel ${name}, which was not named.${didYouMean(
        name,
        plugins.map((one) => one.name),
      )}`,
      'name its module: --channel ./my-channel.mjs, or channels: in ombud.config.mjs',
    )
  const valid = plugin.options && compileOptions(`options of the channel ${name}`, plugin.options)
  if (valid && !valid(options ?? {})) {
    const wrong = valid.errors ?? []
    throw new InputError(
      `target ${target.id}: channel.plugin.options do not fit the channel ${name}`,
      wrong.map((e) => `options${e.instancePath.replaceAll('/', '.')} ${e.message}`).join('\n  '),
    )
  }
  return plugin
}

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
    throw isChannelError(error) ? error : failure(name, `${what} failed: ${wordsOf(error)}`, error)
  } finally {
    clearTimeout(timer)
    if (stop) signal?.removeEventListener('abort', stop)
  }
}

function failure(name: string, problem: string, cause?: unknown): ChannelError {
  return new ChannelError(`the channel ${name}: ${problem}`, { whose: 'harness', code: 'plugin' }, { cause })
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error)).slice(0, 1000)

/** By its shape: a module may come with an ombud of its own. */
function isChannelError(error: unknown): error is ChannelError {
  if (!(error instanceof Error) || !('details' in error)) return false
  const details = error.details as Partial<ChannelError['details']> | null
  return WHOSE.includes(details?.whose) && typeof details?.code === 'string'
}
