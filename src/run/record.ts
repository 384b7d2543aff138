/** run.json: versions, host, times and warnings of a run; everything that differs between two equal runs. */
import { hostname } from 'node:os'
import type { RunRecord } from '../documents/types/run.js'
import { VERSION } from '../documents/version.js'
import { RUN_VERSION, type RunDirectory } from './directory.js'
import type { Listener } from './progress.js'
import type { Shard } from './shard.js'

export class RecordFile {
  readonly #directory: RunDirectory
  readonly #listen: Listener
  readonly #value: RunRecord
  /** What has to be said where another version began the run. */
  readonly otherTool: readonly string[] = []

  /**
   * @param again the directory holds a run that goes on
   * @param shard the part of the plan that a new run holds
   */
  constructor(
    directory: RunDirectory,
    again: boolean,
    configuration: { [key: string]: unknown } = {},
    listen: Listener,
    shard?: Shard,
  ) {
    const now = new Date().toISOString()
    const before = again ? directory.record() : undefined
    const { merged, surplus } = before ?? {}
    const part = before ? before.shard : shard
    this.#directory = directory
    this.#listen = listen
    this.#value = {
      version: RUN_VERSION,
      tool: `ombud ${VERSION}`,
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
      host: hostname(),
      started: before?.started ?? now,
      configuration: { ...before?.configuration, ...configuration },
      warnings: before?.warnings ?? [],
      ...(before ? { resumed: [...(before.resumed ?? []), now] } : {}),
      ...(part ? { shard: part } : {}),
      ...(merged ? { merged } : {}),
      ...(surplus ? { surplus } : {}),
    }
    if (before && before.tool !== this.#value.tool)
      this.otherTool = [
        `the run began with ${before.tool} and goes on with ${this.#value.tool}: it may speak or measure otherwise`,
      ]
  }

  /** Over all targets. */
  set conversationsAtOnce(count: number) {
    this.#value.atOnce = count
  }

  /** The politeness directory that the run was begun with, where one was named. */
  get politeness(): string | undefined {
    const { politeness } = this.#value.configuration ?? {}
    return typeof politeness === 'string' ? politeness : undefined
  }

  /** Keeps what is known so far, so that a kill does not lose it. */
  begin(): void {
    this.#directory.writeJson('run.json', this.#value, true)
  }

  /** Says something once and keeps it. */
  note(message: string): void {
    const { warnings = [] } = this.#value
    if (warnings.includes(message)) return
    this.#value.warnings = [...warnings, message]
    this.#listen({ type: 'note', message })
  }

  end(): void {
    this.#directory.writeJson('run.json', { ...this.#value, ended: new Date().toISOString() })
  }
}
