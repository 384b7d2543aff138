/**
 * Code of the user's own that targets talk through: channels, and commands. It is named on the command line, in
 * ombud.config.* or in a call; a target file can but pick from what was named.
 */
import { InputError } from '../../documents/input-error.js'
import { compileOptions } from '../../documents/options.js'
import { didYouMean } from '../../documents/problem.js'
import type { ReadyTarget } from '../../documents/ready.js'
import type { OpenOptions, Session } from '../channel.js'

/** Name of a command that was given without one. */
export const UNNAMED = 'command'
const NAME = /^[a-z0-9][a-z0-9-]{0,63}$/

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

export interface Command {
  /** A line for the shell, or a program and its arguments without one. */
  run: string | readonly string[]
  /** Folder that it is started in; default the current one. */
  cwd?: string
}

/** What was named. */
export interface OwnChannels {
  /** Channels of one's own; a target file picks one by its name. */
  channels?: readonly ChannelPlugin[]
  /** Commands by name; a target file picks one by its name. */
  commands?: Readonly<Record<string, Command>>
}

/**
 * Looks, before anything is sent, whether every target finds what it picks.
 * @throws InputError where one does not
 */
export function checkOwn(
  targets: readonly ReadyTarget[],
  { channels = [], commands = {} }: OwnChannels,
): void {
  checkPlugins(channels)
  for (const target of targets) {
    if (target.channel.plugin) pluginOf(target, channels)
    if (target.channel.command) commandOf(target, commands)
  }
}

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

/**
 * The command that a target picks.
 * @throws InputError where none of that name was given
 */
export function commandOf(target: ReadyTarget, commands: Readonly<Record<string, Command>>): Command {
  const name = target.channel.command?.name ?? UNNAMED
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (command) return command
  const given = name === UNNAMED ? '--command "node bot.mjs"' : `--command ${name}="node bot.mjs"`
  throw new InputError(
    `target ${target.id} talks to the command ${name}, which was not given.${didYouMean(name, Object.keys(commands))}`,
    `a target file makes nothing run by itself: ${given}, or commands: in ombud.config.mjs`,
  )
}
