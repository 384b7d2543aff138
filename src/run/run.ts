/** Carries out a plan: writes the run directory, starts a lane for each politeness key, and ends by itself. */
import { setMaxListeners } from 'node:events'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pLimit from 'p-limit'
import { type BrowserOptions, Channels, isLoopback } from '../channel/open.js'
import type { OwnChannels } from '../channel/own/own.js'
import type { Stepper } from '../conversation/stepper.js'
import { channelOf } from '../documents/channel-of.js'
import type { Loaded } from '../documents/load.js'
import type { PlanTrial, ReadyTarget } from '../documents/ready.js'
import type { Plan } from '../documents/types/plan.js'
import { ContactBudget } from './budget.js'
import { RunDirectory } from './directory.js'
import { EnvironmentFile } from './environment.js'
import { DiskError } from './files.js'
import type { Gate } from './gate.js'
import { type Holding, holdLanes } from './holder.js'
import type { Durability, LaneContext } from './lane-context.js'
import { ownLanes, pendingIn } from './lanes.js'
import { lockDirectory } from './lock.js'
import type { PlanFile } from './plan-file.js'
import type { Listener } from './progress.js'
import type { Claim, LaneKind, LaneQueue } from './queue/contract.js'
import { RecordFile } from './record.js'
import { type Pending, resumption, workerResumption } from './resume.js'
import { partOf, type Shard, shardName } from './shard.js'
import { slotsFor } from './slots.js'
import { type Waiting, type Window, Windows } from './windows.js'

/** A worker hands a lane back after that time, so that others get their turn. */
const SLICE_MS = 300_000
const HELD = 'held step by step (--debug): between turns it waited until somebody went on'

/** A new run of a plan in a new directory, or one that was cut and goes on. */
type Work =
  | {
      plan: Plan
      out: string
      weights?: Weights
      /** Hold this part of the plan; all of it by default. */
      shard?: Shard
    }
  /** unscored: hold trials again that ended without a score. */
  | { resume: string; unscored?: boolean }
  /** What a worker holds of a plan. */
  | { spool: Spool; weights: Weights }

type Weights = Record<string, Pick<Loaded['weights'][string], 'bytes' | 'sha256'>>

/** The run directory of a worker, and its plan, which stays on the disk. */
export interface Spool {
  directory: RunDirectory
  stored: PlanFile
  /** The plan has not its name yet. */
  isNew: boolean
}

export interface CarryOutOptions {
  work: Work
  /** Hold the lanes that this queue hands out, so many of each kind at once; all lanes of the plan by default. */
  shared?: { queue: LaneQueue; atOnce: Readonly<Record<LaneKind, number>> }
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
  /** Told of a new run when its plan is on the disk, and waited for before the first message. */
  planned?(path: string, note: (message: string) => void): Promise<void>
  /** Told before the first message, of a run that goes on, too; what it returns is called after the last one and waited for. */
  holding?(path: string, note: (message: string) => void): () => Promise<void>
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
  const directory = directoryOf(work)
  const isNew = 'plan' in work || ('spool' in work && work.spool.isNew)
  const unlock = lockDirectory(directory.path)
  const waiting: Waiting[] = []
  try {
    const shard = 'plan' in work ? work.shard : isNew ? undefined : directory.record().shard
    const { plan, part, notes, ...mine } = begun(work, directory, shard)
    const { shared } = options
    const pending = shared ? [] : mine.pending
    const record = new RecordFile(directory, !isNew, options.configuration, listen, shard)
    const atOnce = shared
      ? shared.atOnce.browser + shared.atOnce.plain
      : (options.concurrency ?? (await slotsFor(part)))
    record.conversationsAtOnce = atOnce
    record.begin()
    const weights = isNew && 'weights' in work ? Object.values(work.weights ?? {}) : []
    for (const one of weights) directory.keepWeights(one)
    // From here on the run can be gone on with.
    if ('plan' in work) directory.writeJson('plan.json', plan, true)
    else if ('spool' in work && isNew) work.spool.stored.move(directory.file('plan.json'))
    listen({
      type: 'planned',
      plan: part,
      directory: directory.path,
      pending: pending.length,
      held: pending.map(({ trial }) => trial.id),
    })
    const said = [...(options.stepper ? [HELD] : []), ...(shard ? [elsewhere(plan, part, shard)] : [])]
    for (const note of [...record.otherTool, ...notes, ...said]) record.note(note)
    if (notes.length + said.length > 0) record.begin()
    const environment = new EnvironmentFile(directory, (message) => record.note(message))
    const asked = targetsOf(plan, pending)
    // The targets of a worker are those of its lanes, which it meets one by one.
    const isRead = asked.length > 0 || shared !== undefined
    if (isRead) await environment.read('before', asked)
    if ('plan' in work) await options.planned?.(directory.path, (message) => record.note(message))
    const held = options.holding?.(directory.path, (message) => record.note(message))
    try {
      const { politeness = record.politeness } = options
      const contacts = new ContactBudget(politeness)
      if (pending.some(({ trial }) => trial.contacts > 0 || trial.people === 'none'))
        await contacts.join(directory.path)
      await hold(options, directory, part, pending, {
        atOnce,
        contacts,
        note: (message) => record.note(message),
        ...(shared ? { meet: (targets) => environment.meet(readyTargets(plan, targets)) } : {}),
        waiting,
      })
    } finally {
      await held?.()
      if (isRead) await environment.read('after', shared ? environment.met : asked)
      record.end()
    }
  } catch (error) {
    const isBegun = existsSync(directory.file('plan.json'))
    if (error instanceof DiskError && isBegun) error.run = directory.path
    // Nothing was said, and what lies there is no run: the same command begins it when there is room.
    if (isNew && !isBegun)
      for (const name of ['run.json', 'models'])
        rmSync(join(directory.path, name), { recursive: true, force: true })
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
    meet,
    waiting,
  }: { atOnce: number; contacts: ContactBudget; waiting: Waiting[] } & Pick<LaneContext, 'note' | 'meet'>,
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
    // The people of a day are counted where the lanes are handed out.
    ...(options.shared ? { later: true, slice: SLICE_MS } : { contacts }),
    note,
    ...(meet ? { meet } : {}),
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
    const fail = () => stop.abort()
    const { shared } = options
    const holdings = shared
      ? ofEachKind(shared, options.work, context, fail)
      : [{ ...(await ownLanes(plan, pending)), context, fail }]
    await holdLanes(...holdings)
    if (context.durability !== 'process') await journal.sync()
  } finally {
    journal.close()
    await channels.close()
    directory.close()
  }
}

/** Conversations in a browser and others do not take each other's place. */
function ofEachKind(
  { queue, atOnce }: NonNullable<CarryOutOptions['shared']>,
  work: Work,
  context: LaneContext,
  fail: () => void,
): Holding[] {
  const trialsOf = (targets: readonly string[]) =>
    'spool' in work ? work.spool.stored.trialsOf(targets) : context.plan.trials
  const pendingOf = (claim: Claim) => {
    const trials = trialsOf(claim.lane.targets)
    context.windows?.know(trials)
    return pendingIn(claim, trials)
  }
  const kinds: readonly LaneKind[] = ['browser', 'plain']
  return kinds
    .filter((kind) => atOnce[kind] > 0)
    .map((kind) => ({
      queue,
      kind,
      atOnce: atOnce[kind],
      context: { ...context, slots: pLimit(atOnce[kind]) },
      pendingOf,
      shared: true,
      fail,
    }))
}

const fresh = (trial: PlanTrial): Pending => ({ trial, attempts: 0, cut: false })

function directoryOf(work: Work): RunDirectory {
  if ('spool' in work) return work.spool.directory
  return 'plan' in work ? RunDirectory.create(work.out) : RunDirectory.open(work.resume)
}

function begun(work: Work, directory: RunDirectory, shard: Shard | undefined): ReturnType<typeof resumption> {
  if ('resume' in work) return resumption(directory, work.unscored ?? false, shard)
  if ('spool' in work && !work.spool.isNew) return workerResumption(directory, work.spool.stored)
  const plan = 'spool' in work ? work.spool.stored.head : work.plan
  const part = partOf(plan, shard)
  return { plan, part, pending: part.trials.map(fresh), notes: [] }
}

function elsewhere(plan: Plan, part: Plan, shard: Shard): string {
  const others = plan.trials.length - part.trials.length
  return `shard ${shardName(shard)}: holds ${part.trials.length} of ${plan.trials.length} trials; ${others} belong to other shards, and \`ombud merge\` unites them`
}

function targetsOf(plan: Plan, pending: readonly Pending[]): ReadyTarget[] {
  return readyTargets(plan, [...new Set(pending.map(({ trial }) => trial.target))])
}

const readyTargets = ({ documents }: Plan, ids: readonly string[]) =>
  ids.map((id) => documents.targets[id] as ReadyTarget)
