/** Splits a plan over machines that know nothing of each other: each takes whole lanes, and all take the same ones. */
import { sha256 } from '../documents/canonical.js'
import { InputError } from '../documents/input-error.js'
import type { ReadyScenario, ReadyTarget } from '../documents/ready.js'
import { politenessOf } from '../documents/timing.js'
import type { Plan } from '../documents/types/plan.js'
import type { RunRecord } from '../documents/types/run.js'
import { turnsOf } from './turns.js'

/** One part of a run: the index counts from 1. */
export type Shard = NonNullable<RunRecord['shard']>

const MOST = 10_000

/** @param text `i/n`, i from 1 to n @throws InputError where it is not */
export function shardIn(text: string): Shard {
  const [, index, of] = /^(\d{1,5})\/(\d{1,5})$/.exec(text) ?? []
  const shard = { index: Number(index), of: Number(of) }
  if (!(shard.index >= 1 && shard.index <= shard.of && shard.of <= MOST))
    throw new InputError(
      `"${text.slice(0, 40)}" is no shard`,
      `give its number from 1 and how many there are (at most ${MOST}), for example --shard 2/7`,
    )
  return shard
}

export const shardName = ({ index, of }: Shard) => `${index}/${of}`

/** The lane of each target: targets with one politeness key share it. */
export function lanesOf({ documents }: Plan): Map<string, string> {
  const targets = Object.values(documents.targets) as unknown as ReadyTarget[]
  return new Map(targets.map((target) => [target.id, politenessOf(target).key]))
}

/**
 * The index of the shard that holds each lane. A function of the plan: the lane with the most messages first, and of equal
 * ones that with the lesser SHA-256, goes to the shard with the fewest messages so far (longest processing time first;
 * R. L. Graham, Bounds on Multiprocessing Timing Anomalies, 1969). No limit of a target is split: its lane is in one shard.
 */
export function shardsOfLanes(plan: Plan, of: number): Map<string, number> {
  const lanes = lanesOf(plan)
  const messages = new Map([...lanes.values()].map((lane) => [lane, 0]))
  for (const { target, scenario } of plan.trials) {
    const lane = lanes.get(target) ?? target
    const turns = turnsOf(plan.documents.scenarios[scenario] as unknown as ReadyScenario)
    messages.set(lane, (messages.get(lane) ?? 0) + turns)
  }
  const drawn = [...messages].map(([lane, count]) => ({ lane, count, hash: sha256(lane) }))
  drawn.sort((a, b) => b.count - a.count || (a.hash < b.hash ? -1 : 1))
  const load = new Array<number>(of).fill(0)
  return new Map(
    drawn.map(({ lane, count }) => {
      const least = load.reduce((best, one, at) => (one < (load[best] as number) ? at : best), 0)
      load[least] = (load[least] as number) + count
      return [lane, least + 1]
    }),
  )
}

/** What one shard holds of a plan, with the id of the whole; all of it where there is no shard. */
export function partOf(plan: Plan, shard: Shard | undefined): Plan {
  if (shard === undefined) return plan
  const lanes = lanesOf(plan)
  const shards = shardsOfLanes(plan, shard.of)
  const own = new Set(
    [...lanes].flatMap(([target, lane]) => (shards.get(lane) === shard.index ? [target] : [])),
  )
  const owned = <T>(byTarget: Record<string, T>) =>
    Object.fromEntries(Object.entries(byTarget).filter(([id]) => own.has(id)))
  return {
    ...plan,
    documents: { ...plan.documents, targets: owned(plan.documents.targets) },
    ...(plan.weights ? { weights: owned(plan.weights) } : {}),
    trials: plan.trials.filter(({ target }) => own.has(target)),
    notPlanned: plan.notPlanned.filter(({ trial }) => own.has(trial.split('/')[0] ?? '')),
  }
}
