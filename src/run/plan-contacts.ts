/** Which trials of a plan may reach a person, as far as the budget of the day holds. */
import { stream } from '../documents/random.js'
import type { PlanTrial, ReadyTarget } from '../documents/ready.js'
import { politenessOf } from '../documents/timing.js'
import type { Plan } from '../documents/types/plan.js'
import type { Asked } from './budget.js'
import { armKey } from './directory.js'
import type { Need } from './needs.js'
import { DEFAULT_PERSONA } from './requirement.js'

export interface ContactOptions {
  targets: readonly ReadyTarget[]
  seed: string
  notPlanned: Plan['notPlanned']
  /** How many people were reached today already. */
  used(asked: Asked): number
  /** What profiles need of the scenario of a trial. */
  needOf?(trial: PlanTrial): Pick<Need, 'atQueue' | 'person' | 'proof'> | undefined
}

/**
 * As many trials that may reach a person as the budget of their target holds, chosen in seeded order: first those of which
 * one proof is enough for a profile, then those that it needs a person for. The others stop at the queue where a profile has its answer there, as with --no-human;
 * what is left is not planned.
 */
export function withinBudget(
  trials: readonly PlanTrial[],
  { targets, seed, notPlanned, used: usedOf, needOf = () => undefined }: ContactOptions,
): PlanTrial[] {
  const keys = new Map(targets.map((target) => [target.id, politenessOf(target).key]))
  const keyOf = ({ target }: PlanTrial) => keys.get(target) ?? target
  const asked = new Map<string, number>()
  for (const trial of trials)
    if (trial.contacts > 0) asked.set(keyOf(trial), (asked.get(keyOf(trial)) ?? 0) + trial.contacts)
  if (asked.size === 0) return [...trials]
  const left = new Map<string, number>()
  const before = new Map<string, number>()
  for (const target of targets) {
    const { key, contactsPerDay } = politenessOf(target)
    if (!asked.has(key)) continue
    const used = usedOf({ key, ...(target.hours ? { zone: target.hours.zone } : {}) })
    before.set(target.id, used)
    left.set(key, Math.min(left.get(key) ?? Number.POSITIVE_INFINITY, contactsPerDay - used))
  }
  // Where all of them fit, none has to be drawn.
  const isScarce = (trial: PlanTrial) => (asked.get(keyOf(trial)) ?? 0) > (left.get(keyOf(trial)) ?? 0)
  const order = ({ scenario, arm, target, repetition }: PlanTrial) =>
    stream({
      seed,
      scenario,
      repetition,
      step: '',
      occurrence: 0,
      purpose: `contact:${target}/${armKey(arm)}`,
    }).next()
  const later = (trial: PlanTrial) => {
    const need = needOf(trial)
    const isPlain = (trial.arm.persona ?? DEFAULT_PERSONA) === DEFAULT_PERSONA
    return !need || (need.proof && isPlain) ? 0 : need.person ? 1 : 2
  }
  const drawn = trials
    .filter((trial) => trial.contacts > 0 && isScarce(trial))
    .map((trial) => ({ trial, draw: later(trial) + order(trial) }))
  drawn.sort((a, b) => a.draw - b.draw)
  const out = new Set<PlanTrial>()
  for (const { trial } of drawn) {
    const key = keyOf(trial)
    const rest = left.get(key) ?? 0
    if (rest >= trial.contacts) left.set(key, rest - trial.contacts)
    else out.add(trial)
  }
  return trials.flatMap((trial) => {
    if (!out.has(trial)) return trial
    if (needOf(trial)?.atQueue) return { ...trial, contacts: 0, people: 'none' as const }
    notPlanned.push({
      trial: trial.id,
      reason: 'contacts',
      detail: `may reach a person; the budget of human contacts (politeness.contactsPerDay) is used up${before.get(trial.target) ? `, ${before.get(trial.target)} today before this run` : ''}`,
    })
    return []
  })
}
