/** Walks single paths through a bot's menus: each a conversation of its own, kept as the trials of a run are. */
import { setTimeout as sleep } from 'node:timers/promises'
import pLimit from 'p-limit'
import { type BrowserOptions, Channels, isLoopback } from '../channel/open.js'
import type { OwnChannels } from '../channel/own/own.js'
import { channelOf } from '../documents/channel-of.js'
import type { Loaded } from '../documents/load.js'
import type { Lang, ReadyScenario, ReadyStep, ReadyTarget } from '../documents/ready.js'
import { resolveTrial } from '../documents/resolve.js'
import { politenessOf, timingOf } from '../documents/timing.js'
import type { AttemptEnd } from '../run/attempts.js'
import { RunDirectory } from '../run/directory.js'
import { holdLanes } from '../run/holder.js'
import { ownLanes } from '../run/lanes.js'
import { lockDirectory } from '../run/lock.js'
import { makePlan } from '../run/plan.js'
import { RecordFile } from '../run/record.js'
import { evidenceOf } from './evidence.js'
import { type PathReading, readPath } from './path.js'

interface WalkerOptions {
  loaded: Loaded
  target: ReadyTarget
  lang: Lang
  seed: string
  out: string
  own: OwnChannels
  browser?: BrowserOptions
  announce(message: string): void
  signal: AbortSignal
}

/** A path: what is said to begin with, and the labels that are chosen, in order. */
export interface Path {
  say?: string
  labels: readonly string[]
  /** Labels that were offered on the way. */
  before: ReadonlySet<string>
}

export interface Walked extends PathReading {
  /** Relative to the directory. */
  transcript?: string
}

export class Walker {
  readonly #options: WalkerOptions
  readonly #directory: RunDirectory
  readonly #record: RecordFile
  readonly #channels: Channels
  readonly #journal: ReturnType<RunDirectory['openJournal']>
  readonly #slots = pLimit(1)
  readonly #scenarios: ReadyScenario[] = []
  readonly #unlock: () => void

  /** @throws InputError where the directory cannot be used */
  constructor(options: WalkerOptions) {
    const { out, target, browser, own, announce } = options
    this.#options = options
    this.#directory = RunDirectory.create(out)
    this.#unlock = lockDirectory(out)
    this.#record = new RecordFile(this.#directory, false, { map: target.id }, () => undefined)
    this.#record.begin()
    for (const weights of Object.values(options.loaded.weights)) this.#directory.keepWeights(weights)
    this.#journal = this.#directory.openJournal()
    const loopbackOnly = isLoopback(channelOf(target).url)
    this.#channels = new Channels({ loopbackOnly, announce, ...browser }, own)
  }

  /** How many conversations were begun. */
  get held(): number {
    return this.#scenarios.length
  }

  /** Walks one path from a new conversation; undefined where the walk was stopped meanwhile. */
  async walk(path: Path): Promise<Walked | undefined> {
    const { target, signal } = this.#options
    const { gap } = politenessOf(target)
    if (this.held > 0 && gap > 0) await sleep(gap, undefined, { signal }).catch(() => undefined)
    if (signal.aborted) return undefined
    const scenario = this.#scenario(path)
    const plan = this.#plan([scenario])
    const [trial] = plan.trials
    if (!trial) throw new Error('a path is one trial')
    this.#scenarios.push(scenario)
    let end: AttemptEnd | undefined
    await holdLanes({
      ...(await ownLanes(plan, [{ trial, attempts: 0, cut: false }])),
      context: {
        plan,
        directory: this.#directory,
        journal: this.#journal,
        channels: this.#channels,
        slots: this.#slots,
        signal,
        wait: false,
        note: this.#options.announce,
        durability: 'trial',
        listen: (progress) => {
          if (progress.type === 'end') end = progress.end
        },
      },
      fail: () => undefined,
    })
    if (!end || end.reason === 'cancelled') return undefined
    const events = end.file === undefined ? [] : this.#directory.transcript(trial, end.attempt)
    const evidence = evidenceOf(resolveTrial(plan, trial), events)
    const last = scenario.steps.findLast((step) => step.wait === undefined)
    const read = readPath(evidence, end, last?.id, path.before)
    return { ...read, ...(end.file === undefined ? {} : { transcript: end.file }) }
  }

  /** Writes what makes the directory a run directory, and a file beside it. */
  async end(name: string, value: unknown): Promise<void> {
    try {
      if (this.held > 0) this.#directory.writeJson('plan.json', this.#plan(this.#scenarios))
      this.#directory.writeJson(name, value)
      this.#record.end()
    } finally {
      await this.close()
    }
  }

  async close(): Promise<void> {
    this.#journal.close()
    await this.#channels.close()
    this.#directory.close()
    this.#unlock()
  }

  #plan(scenarios: ReadyScenario[]) {
    const { loaded, target, seed, lang } = this.#options
    return makePlan({ ...loaded, targets: [target], scenarios }, { seed, lang })
  }

  /** A bot remembers: every path begins at the start, and says goodbye where a person came or was promised. */
  #scenario({ say, labels }: Path): ReadyScenario {
    const { target, lang } = this.#options
    const person: ReadyStep = { id: 'person', wait: `${timingOf(target).human}ms`, until: 'human' }
    const title = labels.join(' > ').slice(0, 200) || say || 'welcome'
    return {
      id: `path-${this.held + 1}`,
      lang: target.lang ?? lang,
      title,
      facts: { topic: { value: title, reveal: 'never' } },
      steps: [
        ...(say === undefined ? [] : [{ id: 'open', say: [say] }]),
        ...labels.map((label, i) => ({ id: `choose-${i + 1}`, choose: label })),
        person,
      ],
    }
  }
}
