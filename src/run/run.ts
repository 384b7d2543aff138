/** Carries out a plan: writes the run directory, starts a lane for each politeness key, and ends by itself. */
import { setMaxListeners } from 'node:events'
import { hostname } from 'node:os'
import pLimit from 'p-limit'
import { type BrowserOptions, Channels, isLoopback } from '../channel/open.js'
import type { PlanTrial, ReadyTarget } from '../documents/ready.js'
import { politenessOf } from '../documents/timing.js'
import type { Plan } from '../documents/types/plan.js'
import type { RunRecord } from '../documents/types/run.js'
import { VERSION } from '../documents/version.js'
import { RUN_VERSION, RunDirectory } from './directory.js'
import { Lane, type LaneContext } from './lane.js'
import type { Listener } from './progress.js'

const DEFAULT_CONCURRENCY = 4

export interface CarryOutOptions {
  plan: Plan
  /** Where the run directory is made. */
  out: string
  /** Conversations at once over all targets; default 4. */
  concurrency?: number
  browser?: BrowserOptions
  /** Wait for duty hours. */
  wait?: boolean
  /** What the user asked for, as run.json keeps it. */
  configuration?: Record<string, unknown>
  /** Aborted to stop politely: no new trial begins, open conversations say goodbye. */
  signal?: AbortSignal
  listen?: Listener
  failed?: LaneContext['failed']
}

/**
 * Runs every trial of the plan and returns its directory. Trials that could not run are in the journal with
 * the reason.
 * @throws InputError where `out` cannot be used; an error of the file system where nothing more can be written
 */
export async function carryOut(options: CarryOutOptions): Promise<RunDirectory> {
  const { plan, listen = () => undefined, signal = new AbortController().signal } = options
  // Every open conversation listens for the end of the run.
  setMaxListeners(0, signal)
  const directory = RunDirectory.create(options.out)
  const warnings: string[] = []
  const note = (message: string) => {
    if (warnings.includes(message)) return
    warnings.push(message)
    listen({ type: 'note', message })
  }
  const record: RunRecord = {
    version: RUN_VERSION,
    tool: `ombud ${VERSION}`,
    node: process.version,
    platform: `${process.platform} ${process.arch}`,
    host: hostname(),
    started: new Date().toISOString(),
    configuration: options.configuration ?? {},
    warnings,
  }
  directory.writeJson('plan.json', plan)
  directory.writeJson('run.json', record)
  listen({ type: 'planned', plan, directory: directory.path })

  const urls = Object.values(plan.documents.targets).map(
    (t) => t.channel.http?.url ?? t.channel.browser?.url ?? '',
  )
  const channels = new Channels({ loopbackOnly: urls.every(isLoopback), announce: note, ...options.browser })
  const journal = directory.openJournal()
  const context: LaneContext = {
    plan,
    directory,
    journal,
    channels,
    signal,
    listen,
    slots: pLimit(options.concurrency ?? DEFAULT_CONCURRENCY),
    wait: options.wait ?? false,
    ...(options.failed ? { failed: options.failed } : {}),
  }
  try {
    const lanes = await Promise.allSettled(byLane(plan).map((trials) => new Lane(context, trials).run()))
    await journal.sync()
    const broken = lanes.find((l) => l.status === 'rejected')
    if (broken) throw broken.reason
  } finally {
    journal.close()
    await channels.close()
    directory.writeJson('run.json', { ...record, ended: new Date().toISOString() })
  }
  return directory
}

/** Trials by politeness key, in the order of the plan. */
function byLane({ trials, documents }: Plan): PlanTrial[][] {
  const lanes = new Map<string, PlanTrial[]>()
  for (const trial of trials) {
    const { key } = politenessOf(documents.targets[trial.target] as ReadyTarget)
    const lane = lanes.get(key)
    if (lane) lane.push(trial)
    else lanes.set(key, [trial])
  }
  return [...lanes.values()]
}
