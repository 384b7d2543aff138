/** The limits of a lane. */
import type { PlanTrial, ReadyTarget } from '../documents/ready.js'
import { type Politeness, politenessOf } from '../documents/timing.js'
import type { Plan } from '../documents/types/plan.js'

export type Limits = Pick<Politeness, 'concurrency' | 'gap' | 'retryAfter' | 'contactsPerDay'>

/** Targets that share a lane share the strictest of their limits. */
export function gentlest({ documents }: Plan, trials: readonly PlanTrial[]): Limits {
  const all = [...new Set(trials.map((trial) => trial.target))].map((id) =>
    politenessOf(documents.targets[id] as ReadyTarget),
  )
  return {
    concurrency: Math.min(...all.map((one) => one.concurrency)),
    gap: Math.max(...all.map((one) => one.gap)),
    retryAfter: Math.min(...all.map((one) => one.retryAfter)),
    contactsPerDay: Math.min(...all.map((one) => one.contactsPerDay)),
  }
}
