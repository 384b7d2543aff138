/** Puts a plan into a queue, for workers on any number of machines. */
import { InputError } from '../documents/input-error.js'
import { inChunks, jsonText } from '../documents/json-pieces.js'
import type { Plan } from '../documents/types/plan.js'
import { VERSION } from '../documents/version.js'
import { queuedLanes } from '../run/lanes.js'
import type { LaneQueue, QueuedLane, QueuedWeights } from '../run/queue/contract.js'
import { planned, type RunOptions } from './run.js'

/** What a plan in a queue says of who made it. */
export const TOOL = `ombud ${VERSION}`

export interface EnqueueOptions extends RunOptions {
  /** Targets whose lanes are handed out before the others. */
  first?: readonly string[]
  /** Into how many parts at most a lane is divided, as far as its targets allow conversations at once; default 1. */
  split?: number
}

export interface Enqueued {
  plan: Plan
  lanes: number
  /** Lanes that were not in the queue before. */
  added: number
}

/**
 * What `enqueue` would put into a queue.
 * @throws as `plan`; InputError where workers cannot carry the plan out
 */
export function plannedLanes({ first = [], split = 1, ...options }: EnqueueOptions): {
  plan: Plan
  lanes: QueuedLane[]
  weights: QueuedWeights[]
} {
  const { plan, loaded } = planned(options)
  if (plan.conformance?.untilDecided)
    throw new InputError(
      '--until-decided reads all results in order, and workers do not see those of each other',
      'leave it out, or use --shard',
    )
  const lanes = queuedLanes(plan, split).map((lane) =>
    lane.targets.some((target) => first.includes(target)) ? { ...lane, priority: 1 } : lane,
  )
  const named = new Set(Object.values(plan.weights ?? {}))
  const weights = Object.values(loaded.weights).filter(({ sha256 }) => named.delete(sha256))
  return { plan, lanes, weights }
}

/**
 * Plans as `run` does, and keeps plan and lanes in the queue; sends nothing to anybody else.
 * @throws as `plannedLanes`; InputError where the queue has another plan
 */
export async function enqueue(queue: LaneQueue, options: EnqueueOptions): Promise<Enqueued> {
  const { plan, lanes, weights } = plannedLanes(options)
  const text = () => inChunks(jsonText(plan))
  const added = await queue.enqueue({ id: plan.id, text, tool: TOOL }, lanes, weights)
  return { plan, lanes: lanes.length, added }
}
