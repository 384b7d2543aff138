/** The lanes of a plan, and what is to be held of each. */
import { channelOf } from '../documents/channel-of.js'
import type { PlanTrial, ReadyTarget } from '../documents/ready.js'
import type { Plan } from '../documents/types/plan.js'
import { gentlest } from './limits.js'
import { partsOf } from './parts.js'
import type { Claim, LaneQueue, QueuedLane } from './queue/contract.js'
import { EmbeddedQueue } from './queue/embedded.js'
import type { Pending } from './resume.js'
import { lanesOf } from './shard.js'

/**
 * All lanes of a plan: the trials of each politeness key, in the order of the plan.
 * @param split into how many parts at most a lane is divided, as far as its targets allow conversations at once
 */
export function queuedLanes(plan: Plan, split = 1): QueuedLane[] {
  return [...byLane(plan, plan.trials, (trial) => trial)].flatMap(([key, trials]) => {
    const whole = laneOf(plan, key, trials)
    const parts = partsOf(key, trials, gentlest(plan, whole.targets).concurrency, split)
    // Every part names all targets of its lane: their limits are those of the lane, and a pause holds all of it.
    return [...parts].map(([id, own]) => ({ ...whole, id, trials: own.map((trial) => trial.id) }))
  })
}

/** A queue of this process with what is to be held, all lanes of which are held at once. */
export async function ownLanes(
  plan: Plan,
  pending: readonly Pending[],
): Promise<{ queue: LaneQueue; atOnce: number; pendingOf(claim: Claim): readonly Pending[] }> {
  const lanes = byLane(plan, pending, ({ trial }) => trial)
  const queue = new EmbeddedQueue()
  await queue.enqueue(
    { id: plan.id, text: () => [], tool: '' },
    [...lanes].map(([id, all]) =>
      laneOf(
        plan,
        id,
        all.map(({ trial }) => trial),
      ),
    ),
  )
  return { queue, atOnce: lanes.size, pendingOf: ({ lane }) => lanes.get(lane.id) ?? [] }
}

/**
 * What is to be held of a lane that others may have held before: what has no result yet.
 * @param trials of its targets
 */
export function pendingIn({ lane, history }: Claim, trials: readonly PlanTrial[]): Pending[] {
  const known = new Map(trials.map((trial) => [trial.id, trial]))
  return lane.trials.flatMap((id) => {
    const { attempts = 0, lost = 0, done = false } = history.get(id) ?? {}
    const trial = known.get(id)
    return trial && !done ? [{ trial, attempts, cut: lost > 0, lost }] : []
  })
}

function byLane<T>(plan: Plan, all: readonly T[], trialOf: (one: T) => PlanTrial): Map<string, T[]> {
  const keys = lanesOf(plan)
  const lanes = new Map<string, T[]>()
  for (const one of all) {
    const { target } = trialOf(one)
    const key = keys.get(target) ?? target
    const lane = lanes.get(key)
    if (lane) lane.push(one)
    else lanes.set(key, [one])
  }
  return lanes
}

function laneOf({ documents }: Plan, id: string, trials: readonly PlanTrial[]): QueuedLane {
  const targets = [...new Set(trials.map(({ target }) => target))]
  const inBrowser = targets.some(
    (target) => channelOf(documents.targets[target] as ReadyTarget).kind === 'browser',
  )
  return { id, targets, trials: trials.map((trial) => trial.id), kind: inBrowser ? 'browser' : 'plain' }
}
