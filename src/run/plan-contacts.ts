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
  if (!trials.some((trial) => trial.contacts > 0)) return [...trials]
  const keys = new Map<string, string>()
  const left = new Map<string, number>()
  const before = new Map<string, number>()
  for (const target of targets) {
    const { key, contactsPerDay } = politenessOf(target)
    const used = usedOf({ key, ...(target.hours ? { zone: target.hours.zone } : {}) })
    keys.set(target.id, key)
    before.set(target.id, used)
    left.set(key, Math.min(left.get(key) ?? Number.POSITIVE_INFINITY, contactsPerDay - used))
  }
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
    .filter((t) => t.contacts > 0)
    .map((trial) => ({ trial, draw: later(trial) + order(trial) }))
  drawn.sort((a, b) => a.draw - b.draw)
  const out = new Set<PlanTrial>()
  for (const { trial } of drawn) {
    const key = keys.get(trial.target) ?? trial.target
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
