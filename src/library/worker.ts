/** Holds lanes of a queue together with workers on other machines; what it sees lies in a run directory of its own. */
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { checkOwn } from '../channel/own/own.js'
import { canonicalJson, sha256 } from '../documents/canonical.js'
import { InputError } from '../documents/input-error.js'
import type { ReadyTarget } from '../documents/ready.js'
import { validator } from '../documents/schema.js'
import type { Plan } from '../documents/types/plan.js'
import { RunDirectory } from '../run/directory.js'
import type { LaneQueue, QueuedPlan } from '../run/queue/contract.js'
import { carryOut } from '../run/run.js'
import { READERS } from '../understanding/types.js'
import { consumerOf } from './consumer.js'
import { TOOL } from './enqueue.js'
import { nextRunFolder, type RunOptions, stopsIn } from './run.js'
import { auditsFor } from './score.js'

type Shared = 'audits' | 'channels' | 'commands' | 'browser' | 'durability' | 'consumer' | 'signal' | 'listen'

export interface WorkerOptions extends Pick<RunOptions, Shared> {
  /** Its run directory, new or one that it has worked in before; default reports/runs/<date>-<n>. */
  spool?: string
  /** Conversations, and lanes, at once; default: what the machine bears. */
  slots?: number
}

/**
 * Holds lanes until all are done, the plan is cancelled, or `signal` is aborted: then what is open says goodbye, and
 * lanes are handed back. Scores nothing: `merge` unites what the workers saw.
 * @returns its run directory
 * @throws InputError where nothing is enqueued, or this ombud cannot hold what is
 */
export async function work(queue: LaneQueue, options: WorkerOptions): Promise<string> {
  const { audits: own = [], browser, durability, signal, listen } = options
  const plan = planOf(await queue.plan())
  const audits = auditsFor(plan, { audits: own })
  checkOwn(Object.values(plan.documents.targets) as unknown as ReadyTarget[], options)
  const other = plan.consumer && consumerOf(plan.consumer, options.consumer ?? {})
  const { directory } = await carryOut({
    work: spoolOf(plan, options.spool ?? nextRunFolder(new Date())),
    queue,
    own: options,
    failed: stopsIn(new Map(), audits),
    configuration: { worker: true },
    ...(options.slots === undefined ? {} : { concurrency: options.slots }),
    ...(browser ? { browser } : {}),
    ...(durability ? { durability } : {}),
    ...(signal ? { signal } : {}),
    ...(other ? { other } : {}),
    ...(listen ? { listen } : {}),
  })
  return directory.path
}

/** @throws InputError where there is none, it was changed, or another version of ombud made it */
function planOf(queued: QueuedPlan | undefined): Plan {
  if (!queued) throw new InputError('nothing is enqueued', 'put a plan into the queue with `ombud enqueue`')
  if (queued.tool !== TOOL)
    throw new InputError(
      `the plan was enqueued by ${queued.tool}, and this is ${TOOL}: it may speak or measure otherwise`,
      'use the same version on every machine',
    )
  const plan = JSON.parse(queued.text) as Plan
  const { id, ...rest } = plan
  if (!validator('plan', 'first')(plan) || id !== queued.id || sha256(canonicalJson(rest)) !== id)
    throw new InputError(
      'the plan in the queue was changed since it was enqueued',
      'end it with `ombud cancel`, and enqueue it again',
    )
  if (plan.readers !== READERS)
    throw new InputError(
      'the plan was made for other readings than this ombud has',
      'use the same version on every machine',
    )
  return plan
}

/** A new directory, or the one that this worker had when it was stopped. @throws InputError where it is of another run */
function spoolOf(plan: Plan, path: string): { plan: Plan; out: string } | { resume: string } {
  if (!existsSync(path) || readdirSync(path).length === 0) return { plan, out: path }
  if (!existsSync(join(path, 'plan.json')) || RunDirectory.open(path).plan().id !== plan.id)
    throw new InputError(`${path} holds something else than this plan`, 'name another --spool')
  return { resume: path }
}
