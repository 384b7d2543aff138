/** What the user brings along: ombud.config.* of the folder they are in, and modules named on the command line. */
import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { type OwnAudit, withOwn } from '../audits/own.js'
import { type ChannelPlugin, type Command, checkPlugins, UNNAMED } from '../channel/own/own.js'
import { InputError } from '../documents/input-error.js'
import { documentFile } from '../documents/kinds.js'
import { didYouMean } from '../documents/problem.js'
import { type JudgeConfig, withSpec } from '../judge/settings.js'
import type { Config, ReporterMaker } from '../library/config.js'
import { type ConsumerConfig, withConsumer } from '../library/consumer-settings.js'
import { loadModule } from './modules.js'

const NAMES = ['ombud.config.js', 'ombud.config.mjs', 'ombud.config.ts']
const KEYS = ['audits', 'channels', 'commands', 'reporters', 'profiles', 'judge', 'consumer', 'run']
const RUN_KEYS = [
  'repeat',
  'concurrency',
  'durability',
  'lang',
  'wait',
  'tags',
  'skipTags',
  'failOn',
  'politeness',
  'people',
]

export interface ExtraFlags {
  config?: string
  audit?: string[]
  channel?: string[]
  /** `name=command line`, or a command line alone. */
  command?: string[]
  /** `openai:MODEL[@BASEURL]` or `gguf:FILE`. */
  judge?: string
  /** `openai:MODEL[@BASEURL]`. */
  consumer?: string
}

export interface Extras {
  audits: OwnAudit[]
  channels: ChannelPlugin[]
  commands: Record<string, Command>
  reporters?: readonly (string | ReporterMaker)[]
  /** As configured; files as paths from here. */
  profiles?: string[]
  /** As configured, or as --judge names it. */
  judge?: JudgeConfig
  /** As configured, with the model that --consumer names. */
  consumer?: ConsumerConfig
  /** Folder that modules of the configuration are named relative to. */
  folder: string
  run: NonNullable<Config['run']>
}

/**
 * Reads the configuration, the audits and the channels.
 * @throws InputError where a module cannot be loaded or is not what it should be
 */
export async function loadExtras({
  config: named,
  audit = [],
  channel = [],
  command = [],
  judge,
  consumer,
}: ExtraFlags): Promise<Extras> {
  const file = named ?? NAMES.find((name) => existsSync(name))
  const config = file === undefined ? {} : configOf(file, (await loadModule(file, process.cwd())).value)
  const folder = file === undefined ? process.cwd() : dirname(resolve(file))
  const audits: OwnAudit[] = []
  for (const one of config.audits ?? [])
    audits.push(typeof one === 'string' ? await loadAudit(one, folder) : one)
  for (const name of audit) audits.push(await loadAudit(name, process.cwd()))
  withOwn(audits)
  const channels: ChannelPlugin[] = []
  for (const one of config.channels ?? [])
    channels.push(typeof one === 'string' ? await loadChannel(one, folder) : one)
  for (const name of channel) channels.push(await loadChannel(name, process.cwd()))
  checkPlugins(channels)
  const configured = Object.entries(config.commands ?? {}).map(([name, run]) => [name, { run, cwd: folder }])
  return {
    audits,
    channels,
    commands: Object.fromEntries([...configured, ...command.map(namedCommand)]),
    folder,
    run: config.run ?? {},
    ...(config.reporters ? { reporters: config.reporters } : {}),
    ...(config.profiles
      ? { profiles: config.profiles.map((name) => (documentFile(name) ? resolve(folder, name) : name)) }
      : {}),
    ...judgeOf(config.judge, folder, judge),
    ...consumerOf(config.consumer, consumer),
  }
}

/** The consumer of the configuration, with what --consumer says of it. */
function consumerOf(config: ConsumerConfig = {}, spec?: string): { consumer?: ConsumerConfig } {
  if (spec !== undefined) return { consumer: withConsumer(config, spec) }
  return Object.keys(config).length === 0 ? {} : { consumer: config }
}

/** The judge of the configuration, whose files are beside it, with what --judge says of it. */
function judgeOf(config: JudgeConfig | undefined, folder: string, spec?: string): { judge?: JudgeConfig } {
  if (config === undefined && spec === undefined) return {}
  const { gguf, calibration, ...rest } = config ?? {}
  const placed = {
    ...rest,
    ...(gguf === undefined ? {} : { gguf: resolve(folder, gguf) }),
    ...(calibration === undefined ? {} : { calibration: resolve(folder, calibration) }),
  }
  return { judge: spec === undefined ? placed : withSpec(placed, spec) }
}

/** An audit module; what it holds is looked at by `withOwn`. */
async function loadAudit(name: string, folder: string): Promise<OwnAudit> {
  const { value, sha256 } = await loadModule(name, folder)
  const audit = value as OwnAudit
  if (typeof value !== 'object' || typeof audit?.evaluate !== 'function')
    throw new InputError(
      `the default export of ${name} is no audit: it has no function evaluate`,
      'docs/extending.md shows one',
    )
  return {
    meta: audit.meta,
    ...(audit.explanation ? { explanation: audit.explanation } : {}),
    evaluate: (evidence, call) => audit.evaluate(evidence, call),
    sha256,
  }
}

/** A channel module; what it holds is looked at by `checkPlugins`. */
async function loadChannel(name: string, folder: string): Promise<ChannelPlugin> {
  const { value } = await loadModule(name, folder)
  if (typeof value === 'object' && typeof (value as ChannelPlugin).open === 'function')
    return value as ChannelPlugin
  throw new InputError(
    `the default export of ${name} is no channel: it has no function open`,
    'docs/extending.md shows one',
  )
}

function namedCommand(text: string): [string, Command] {
  const [, name = UNNAMED, run = text] = /^([a-z0-9][a-z0-9-]{0,63})=(.+)$/s.exec(text) ?? []
  return [name, { run }]
}

function configOf(file: string, value: unknown): Config {
  if (typeof value !== 'object' || value === null)
    throw new InputError(`the default export of ${file} is no configuration`, 'docs/extending.md shows one')
  const known = (given: object, keys: readonly string[], where: string) => {
    for (const key of Object.keys(given))
      if (!keys.includes(key))
        throw new InputError(
          `${file}: ${where}${key} is not known.${didYouMean(key, keys)}`,
          `known: ${keys.join(' ')}`,
        )
  }
  const config = value as Config
  known(config, KEYS, '')
  known(config.run ?? {}, RUN_KEYS, 'run.')
  const { commands = {} } = config
  const runs = (run: unknown) =>
    typeof run === 'string' || (Array.isArray(run) && run.every((part) => typeof part === 'string'))
  const wrong = Object.entries(commands).find(([, run]) => !runs(run) || run.length === 0)
  if (wrong) throw new InputError(`${file}: commands.${wrong[0]} has to be a text, or a list of texts`)
  if (config.judge !== undefined && (typeof config.judge !== 'object' || config.judge === null))
    throw new InputError(`${file}: judge has to be an object`, "for example { models: ['gpt-4.1-mini'] }")
  for (const key of ['audits', 'channels', 'reporters', 'profiles'] as const)
    if (config[key] !== undefined && !Array.isArray(config[key]))
      throw new InputError(`${file}: ${key} has to be a list`)
  return config
}
