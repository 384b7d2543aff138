/** What a user's ombud.config file and modules look like: configuration, audits and reporters of one's own. */
import type { Audit } from '../audits/audit.js'
import type { ChannelPlugin } from '../channel/own/own.js'
import type { Lang } from '../documents/ready.js'
import type { JudgeConfig } from '../judge/settings.js'
import type { Listener, Progress } from '../run/progress.js'
import type { ConsumerConfig } from './consumer-settings.js'

/** Is told what happens in a run, in order. What it throws ends it, never the run. */
export interface Reporter {
  on(progress: Progress): void
  /** The run is over or was broken off: what was held back is written now. */
  close?(): void | Promise<void>
}

export interface ReporterOptions {
  /** Language that the user reads. */
  lang: Lang
  /** Colours are welcome. */
  color: boolean
  /** Columns of a terminal whose cursor can be moved; undefined where lines only follow one another, as in CI. */
  columns?: number
  /** What follows `=` in `--reporter name=argument`. */
  argument?: string
  /** Writes to standard error. */
  write(text: string): void
}

/** The default export of a reporter module. */
export type ReporterMaker =
  | (new (
      options: ReporterOptions,
    ) => Reporter)
  | ((options: ReporterOptions) => Reporter | Listener)

/** Default export of ombud.config.js, .mjs or .ts. Modules are named relative to it, or by their package. */
export interface Config {
  audits?: readonly (string | Audit)[]
  /** Channels of one's own: modules, packages or the channels themselves. */
  channels?: readonly (string | ChannelPlugin)[]
  /** Commands that targets talk to, by name: a line for the shell, or a program and its arguments. They start in this folder. */
  commands?: Readonly<Record<string, string | readonly string[]>>
  /** In the place of `list`: names of ombud's own (list, dot, json, github), modules, classes or functions. */
  reporters?: readonly (string | ReporterMaker)[]
  /** What every run is judged by: ids of profiles, or their files. `--profile` replaces them. */
  profiles?: readonly string[]
  /** Who is asked where rules and models decide nothing, and for rubrics. `ombud score` asks only with --judge. */
  judge?: JudgeConfig
  /** What a language model as consumer may cost; with a `model`, every run is held by it: docs/consumer.md. */
  consumer?: ConsumerConfig
  /** Defaults of `ombud run`, which its options replace. */
  run?: {
    repeat?: number
    concurrency?: number
    durability?: 'process' | 'trial' | 'turn'
    lang?: Lang
    wait?: boolean
    tags?: readonly string[]
    skipTags?: readonly string[]
    failOn?: 'inconclusive'
    /** Directory whose runs share the budgets of human contacts. */
    politeness?: string
    /** none: as --no-human; probe: as --probe-human. */
    people?: 'none' | 'probe'
  }
}

/** Gives a configuration its type. */
export function defineConfig(config: Config): Config {
  return config
}

/** Gives an audit its type. */
export function defineAudit(audit: Audit): Audit {
  return audit
}

/** Gives a channel its type. */
export function defineChannel(channel: ChannelPlugin): ChannelPlugin {
  return channel
}
