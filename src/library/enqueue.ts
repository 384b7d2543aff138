/** Puts a plan into a queue, for workers on any number of machines. */
import { InputError } from '../documents/input-error.js'
import type { Plan } from '../documents/types/plan.js'
import { VERSION } from '../documents/version.js'
import { queuedLanes } from '../run/lanes.js'
import type { LaneQueue } from '../run/queue/contract.js'
import { planned, type RunOptions } from './run.js'

/** What a plan in a queue says of who made it. */
export const TOOL = `ombud ${VERSION}`

export interface EnqueueOptions extends RunOptions {
  /** Targets whose lanes are handed out before the others. */
  first?: readonly string[]
}

export interface Enqueued {
  plan: Plan
  lanes: number
  /** Lanes that were not in the queue before. */
  added: number
}

/**
 * Plans as `run` does, and keeps plan and lanes in the queue; sends nothing to anybody else.
 * @throws as `plan`; InputError where workers cannot carry the plan out, or the queue has another one
 */
export async function enqueue(
  queue: LaneQueue,
  { first = [], ...options }: EnqueueOptions,
): Promise<Enqueued> {
  const { plan } = planned(options)
  if (plan.weights)
    throw new InputError(
      'workers do not have what was learnt of a merchant (`ombud calibrate --faq`)',
      'leave `model` out of the target file, or use --shard',
    )
  if (plan.conformance?.untilDecided)
    throw new InputError(
      '--until-decided reads all results in order, and workers do not see those of each other',
      'leave it out, or use --shard',
    )
  const lanes = queuedLanes(plan).map((lane) =>
    lane.targets.some((target) => first.includes(target)) ? { ...lane, priority: 1 } : lane,
  )
  const added = await queue.enqueue({ id: plan.id, text: JSON.stringify(plan), tool: TOOL }, lanes)
  return { plan, lanes: lanes.length, added }
}
