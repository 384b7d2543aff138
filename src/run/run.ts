/** Carries out a plan: writes the run directory, starts a lane for each politeness key, and ends by itself. */
import { setMaxListeners } from 'node:events'
import { existsSync } from 'node:fs'
import pLimit from 'p-limit'
import { type BrowserOptions, Channels, isLoopback } from '../channel/open.js'
import type { OwnChannels } from '../channel/own/own.js'
import type { Stepper } from '../conversation/stepper.js'
import { channelOf } from '../documents/channel-of.js'
import type { Loaded } from '../documents/load.js'
import type { PlanTrial, ReadyTarget } from '../documents/ready.js'
import { politenessOf } from '../documents/timing.js'
import type { Plan } from '../documents/types/plan.js'
import { ContactBudget } from './budget.js'
import { RunDirectory } from './directory.js'
import { EnvironmentFile } from './environment.js'
import { DiskError } from './files.js'
import type { Gate } from './gate.js'
import { type Durability, Lane, type LaneContext } from './lane.js'
import { lockDirectory } from './lock.js'
import type { Listener } from './progress.js'
import { RecordFile } from './record.js'
import { type Pending, resumption } from './resume.js'
import { slotsFor } from './slots.js'
import { type Waiting, type Window, Windows } from './windows.js'

const HELD = 'held step by step (--debug): between turns it waited until somebody went on'

/** A new run of a plan in a new directory, or one that was cut and goes on. */
type Work =
  | { plan: Plan; out: string; weights?: Loaded['weights'] }
  /** unscored: hold trials again that ended without a score. */
  | { resume: string; unscored?: boolean }

export interface CarryOutOptions {
  work: Work
  /** Conversations at once over all targets; default: what the machine bears, see ./slots.ts. */
  concurrency?: number
  browser?: BrowserOptions
  /** Channels and commands that targets pick by name. */
  own?: OwnChannels
  /** Wait for duty hours. */
  wait?: boolean
  /** Directory whose runs share the budgets of human contacts; default: as the run was begun, else reports/runs. */
  politeness?: string
  /** What the user asked for, as run.json keeps it. */
  configuration?: Record<string, unknown>
  /** Aborted to stop politely: no new trial begins, open conversations say goodbye. */
  signal?: AbortSignal
  listen?: Listener
  /** What a killed process and what a power cut may lose; default trial. */
  durability?: Durability
  /** Goes through the conversations step by step. */
  stepper?: Stepper
  /** Another consumer than that of the scenarios. */
  other?: LaneContext['other']
  failed?: LaneContext['failed']
  /** Hold only the trials of this window now. */
  window?: Window
  /**
   * Who knows which trials decide nothing any more, asked where the plan has sequential tests.
   * @param held trials that are to be held now, some of them once more: what is on file of those does not count
   */
  gate?(plan: Plan, path: string, held: ReadonlySet<string>): Gate
}

/** What a run left behind. */
export interface CarriedOut {
  directory: RunDirectory
  /** Trials that are still to be held, when their window is open. */
  waiting: Waiting[]
}

/**
 * Runs every trial that is to be held and returns the directory. Trials that could not run are in the journal with
 * the reason; those whose window is closed are not, and wait for the next call.
 * @throws InputError where the directory cannot be used; DiskError where nothing more can be written to it
 */
export async function carryOut(options: CarryOutOptions): Promise<CarriedOut> {
  const { work, listen = () => undefined } = options
  const directory = 'resume' in work ? RunDirectory.open(work.resume) : RunDirectory.create(work.out)
  const unlock = lockDirectory(directory.path)
  const waiting: Waiting[] = []
  try {
    const { plan, pending, notes } =
      'resume' in work
        ? resumption(directory, work.unscored ?? false)
        : { plan: work.plan, pending: work.plan.trials.map(fresh), notes: [] }
    const record = new RecordFile(directory, 'resume' in work, options.configuration, listen)
    const atOnce = options.concurrency ?? (await slotsFor(plan))
    record.conversationsAtOnce = atOnce
    record.begin()
    const weights = 'plan' in work ? Object.values(work.weights ?? {}) : []
    for (const one of weights) directory.keepWeights(one)
    // From here on the run can be gone on with.
    if ('plan' in work) directory.writeJson('plan.json', plan, true)
    listen({
      type: 'planned',
      plan,
      directory: directory.path,
      pending: pending.length,
      held: pending.map(({ trial }) => trial.id),
    })
    const held = options.stepper ? [HELD] : []
    for (const note of [...record.otherTool, ...notes, ...held]) record.note(note)
    if (notes.length + held.length > 0) record.begin()
    const environment = new EnvironmentFile(directory, (message) => record.note(message))
    const asked = targetsOf(plan, pending)
    if (asked.length > 0) await environment.read('before', asked)
    try {
      const { politeness = record.politeness } = options
      const contacts = new ContactBudget(politeness)
      if (pending.some(({ trial }) => trial.contacts > 0 || trial.people === 'none'))
        await contacts.join(directory.path)
      await hold(options, directory, plan, pending, {
        atOnce,
        contacts,
        note: (message) => record.note(message),
        waiting,
      })
    } finally {
      if (asked.length > 0) await environment.read('after', asked)
      record.end()
    }
  } catch (error) {
    if (error instanceof DiskError && existsSync(directory.file('plan.json'))) error.run = directory.path
    throw error
  } finally {
    unlock()
  }
  return { directory, waiting }
}

async function hold(
  { signal = new AbortController().signal, listen = () => undefined, ...options }: CarryOutOptions,
  directory: RunDirectory,
  plan: Plan,
  pending: readonly Pending[],
  {
    atOnce,
    contacts,
    note,
    waiting,
  }: { atOnce: number; contacts: ContactBudget; waiting: Waiting[] } & Pick<LaneContext, 'note'>,
): Promise<void> {
  // Where the disk is full, every lane stops, and says goodbye as on Ctrl-C.
  const stop = new AbortController()
  signal.addEventListener('abort', () => stop.abort(), { once: true })
  if (signal.aborted) stop.abort()
  // Every open conversation listens for the end of the run.
  setMaxListeners(0, stop.signal)
  const urls = Object.values(plan.documents.targets).map((target) => channelOf(target).url)
  const channels = new Channels(
    { loopbackOnly: urls.every(isLoopback), announce: note, ...options.browser },
    options.own,
  )
  const journal = directory.openJournal()
  const context: LaneContext = {
    plan,
    directory,
    journal,
    channels,
    signal: stop.signal,
    listen,
    contacts,
    note,
    slots: pLimit(atOnce),
    wait: options.wait ?? false,
    durability: options.durability ?? 'trial',
    windows: new Windows(
      plan,
      plan.trials.some((one) => one.spread) ? directory.journal() : [],
      options.window,
    ),
    waiting,
    ...(options.gate && plan.conformance?.untilDecided
      ? { gate: options.gate(plan, directory.path, new Set(pending.map(({ trial }) => trial.id))) }
      : {}),
    ...(options.stepper ? { stepper: options.stepper } : {}),
    ...(options.other ? { other: options.other } : {}),
    ...(options.failed ? { failed: options.failed } : {}),
  }
  try {
    const lanes = byLane(plan, pending).map((trials) =>
      new Lane(context, trials).run().catch((error: unknown) => {
        stop.abort()
        throw error
      }),
    )
    const failed = (await Promise.allSettled(lanes)).find((lane) => lane.status === 'rejected')
    if (failed) throw failed.reason
    if (context.durability !== 'process') await journal.sync()
  } finally {
    journal.close()
    await channels.close()
    directory.close()
  }
}

const fresh = (trial: PlanTrial): Pending => ({ trial, attempts: 0, cut: false })

function targetsOf({ documents }: Plan, pending: readonly Pending[]): ReadyTarget[] {
  const ids = new Set(pending.map(({ trial }) => trial.target))
  return [...ids].map((id) => documents.targets[id] as ReadyTarget)
}

/** Trials by politeness key, in the order of the plan. */
function byLane({ documents }: Plan, pending: readonly Pending[]): Pending[][] {
  const lanes = new Map<string, Pending[]>()
  for (const one of pending) {
    const { key } = politenessOf(documents.targets[one.trial.target] as ReadyTarget)
    const lane = lanes.get(key)
    if (lane) lane.push(one)
    else lanes.set(key, [one])
  }
  return [...lanes.values()]
}
