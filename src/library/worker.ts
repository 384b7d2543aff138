/** Holds lanes of a queue together with workers on other machines; what it sees lies in a run directory of its own. */
import { checkOwn } from '../channel/own/own.js'
import { sha256 } from '../documents/canonical.js'
import { InputError } from '../documents/input-error.js'
import type { ReadyTarget } from '../documents/ready.js'
import type { Plan } from '../documents/types/plan.js'
import { DiskError } from '../run/files.js'
import type { LaneKind, LaneQueue, QueuedWeights as Weights } from '../run/queue/contract.js'
import { carryOut } from '../run/run.js'
import { workerSlots } from '../run/slots.js'
import { consumerOf } from './consumer.js'
import { encodersFrom } from './encoders.js'
import { nextRunFolder, type RunOptions, stopsIn } from './run.js'
import { auditsFor } from './score.js'
import { openSpool } from './spool.js'

type Shared = 'audits' | 'channels' | 'commands' | 'browser' | 'durability' | 'consumer' | 'signal' | 'listen'

export interface WorkerOptions extends Pick<RunOptions, Shared> {
  /** Its run directory, new or one that it has worked in before; default reports/runs/<date>-<n>. */
  spool?: string
  /** Conversations, and lanes, at once that drive no browser; default 4. */
  slots?: number
  /** Conversations, and lanes, at once in a browser; default: what the machine bears, and none without Chromium. */
  browsers?: number
}

/**
 * Holds lanes until all are done, the plan is cancelled, or `signal` is aborted: then what is open says goodbye, and
 * lanes are handed back. Scores nothing: `merge` unites what the workers saw.
 * @returns its run directory
 * @throws InputError where nothing is enqueued, or this ombud cannot hold what is
 */
export async function work(queue: LaneQueue, options: WorkerOptions): Promise<string> {
  const { audits: own = [], browser, durability, signal, listen } = options
  const spool = await openSpool(await queue.plan(), options.spool ?? nextRunFolder(new Date()))
  const plan = spool.stored.head
  const audits = auditsFor(plan, { audits: own })
  checkOwn(Object.values(plan.documents.targets) as unknown as ReadyTarget[], options)
  const other = plan.consumer && consumerOf(plan.consumer, options.consumer ?? {})
  const weights = await weightsIn(queue, plan)
  const encoders = encodersFrom(plan, (hash) => (weights[hash] as Weights).bytes, 'the queue: ')
  const atOnce = await slotsOf(plan, queue, options)
  const { directory } = await carryOut({
    work: { spool, weights },
    shared: { queue, atOnce },
    own: options,
    failed: stopsIn(encoders, audits),
    configuration: { worker: true },
    ...(browser ? { browser } : {}),
    ...(durability ? { durability } : {}),
    ...(signal ? { signal } : {}),
    ...(other ? { other } : {}),
    ...(listen ? { listen } : {}),
  }).catch((error: unknown) => {
    // It is no run that `ombud run --resume` could go on with: the same command goes on.
    if (error instanceof DiskError) delete error.run
    throw error
  })
  return directory.path
}

/** What a plan names that was learnt of merchants, by hash. @throws InputError where the queue does not have it as it was */
async function weightsIn(queue: LaneQueue, { weights = {} }: Plan): Promise<Record<string, Weights>> {
  const found: Record<string, Weights> = {}
  for (const hash of new Set(Object.values(weights))) {
    const bytes = await queue.weights(hash)
    if (!bytes || sha256(bytes) !== hash)
      throw new InputError(
        `the weights ${hash.slice(0, 12)}, with which the plan was made, are not in the queue as they were`,
        'end the run with `ombud cancel`, and enqueue it again',
      )
    found[hash] = { sha256: hash, bytes }
  }
  return found
}

/** @throws InputError where this worker could hold none of the lanes */
async function slotsOf(
  plan: Plan,
  queue: LaneQueue,
  { slots, browsers, listen }: WorkerOptions,
): Promise<Record<LaneKind, number>> {
  const atOnce = await workerSlots(plan, {
    ...(slots === undefined ? {} : { plain: slots }),
    ...(browsers === undefined ? {} : { browser: browsers }),
  })
  const { browser, plain } = (await queue.status()).kinds
  if (atOnce.browser > 0 || browser.all === 0) return atOnce
  if (plain.all === 0)
    throw new InputError(
      'every lane of the queue drives a browser, and this worker drives none',
      'install Chromium here, or say how many conversations it may hold in a browser: --browsers 2',
    )
  listen?.({
    type: 'note',
    message: `this worker drives no browser: ${browser.all} of ${browser.all + plain.all} lanes are left to others`,
  })
  return atOnce
}
