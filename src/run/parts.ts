/**
 * Parts of a lane: `shop#2of4` has the second quarter of what is asked of `shop`, so that several workers may hold it. A
 * part has a share of the lane's limits, and the shares of all parts never make more than the whole.
 */
import type { PlanTrial } from '../documents/ready.js'
import type { Limits } from './limits.js'

/** The index counts from 1. */
interface Part {
  /** Politeness key of its lane. */
  key: string
  index: number
  of: number
}

/** Reads the id of a lane; one that is whole is its only part. Politeness keys have no `#`. */
export function partIn(lane: string): Part {
  const [, key = lane, index = 1, of = 1] = /^(.+)#(\d+)of(\d+)$/.exec(lane) ?? []
  return { key, index: Number(index), of: Number(of) }
}

function nameOf({ key, index, of }: Part): string {
  return of === 1 ? key : `${key}#${index}of${of}`
}

/**
 * Divides conversations at once, and makes the pause between them longer. The people of a day are not divided: the queue
 * counts them over all parts, so that a part without a share of them does not wait for ever.
 */
export function shareOf({ concurrency, gap, ...shared }: Limits, { index, of }: Part): Limits {
  const more = index <= concurrency % of ? 1 : 0
  return { ...shared, concurrency: Math.floor(concurrency / of) + more, gap: gap * of }
}

/**
 * Divides the trials of a lane by turns into at most `most` parts, each in the order of the plan. A lane that allows one
 * conversation at once stays whole. Arms of one repetition, which are compared with each other, stay together, and so do
 * repetitions that are kept apart in time, since only who holds them all knows when the others began.
 */
export function partsOf<T extends PlanTrial>(
  key: string,
  trials: readonly T[],
  concurrency: number,
  most: number,
): Map<string, T[]> {
  // Nearly every lane, of which a plan may have many.
  if (Math.min(most, concurrency) <= 1) return new Map([[key, [...trials]]])
  const groupOf = ({ target, scenario, repetition, spread }: T) =>
    `${target}/${scenario}/${spread === undefined ? repetition : ''}`
  const groups = new Map<string, T[]>()
  for (const trial of trials) {
    const group = groups.get(groupOf(trial))
    if (group) group.push(trial)
    else groups.set(groupOf(trial), [trial])
  }
  const of = Math.max(1, Math.min(most, concurrency, groups.size))
  const index = new Map([...groups.keys()].map((group, at) => [group, (at % of) + 1]))
  const parts = new Map<string, T[]>()
  for (let at = 1; at <= of; at++) parts.set(nameOf({ key, index: at, of }), [])
  for (const trial of trials)
    parts.get(nameOf({ key, index: index.get(groupOf(trial)) ?? 1, of }))?.push(trial)
  return parts
}
