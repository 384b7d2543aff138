/** The limits of a lane. */
import type { ReadyTarget } from '../documents/ready.js'
import { type Politeness, politenessOf } from '../documents/timing.js'
import type { Plan } from '../documents/types/plan.js'
import { partIn, shareOf } from './parts.js'
import type { QueuedLane } from './queue/contract.js'

export type Limits = Pick<Politeness, 'concurrency' | 'gap' | 'retryAfter' | 'contactsPerDay'>

/** What a lane may do to its targets; a part of one has its share. */
export function limitsOf(plan: Plan, { id, targets }: Pick<QueuedLane, 'id' | 'targets'>): Limits {
  return shareOf(gentlest(plan, targets), partIn(id))
}

/** Targets that share a lane share the strictest of their limits. */
export function gentlest({ documents }: Plan, targets: readonly string[]): Limits {
  const all = targets.map((id) => politenessOf(documents.targets[id] as ReadyTarget))
  return {
    concurrency: Math.min(...all.map((one) => one.concurrency)),
    gap: Math.max(...all.map((one) => one.gap)),
    retryAfter: Math.min(...all.map((one) => one.retryAfter)),
    contactsPerDay: Math.min(...all.map((one) => one.contactsPerDay)),
  }
}
