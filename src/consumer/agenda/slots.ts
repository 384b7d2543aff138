/** How a question for a detail is answered. */
import { own } from '../../documents/facts.js'
import type { ResolvedTrial } from '../../documents/ready.js'
import { factFor } from '../../understanding/facts/slot-fact.js'

/** What the consumer does with a question for a detail. */
export type SlotAnswer = { fact: string } | 'need' | 'unknown' | 'decline'

/** What is said where no fact is such a detail; by default that it is not known. */
const OTHERWISE: Readonly<Record<string, 'need' | 'decline'>> = {
  phone: 'decline',
  name: 'decline',
  address: 'decline',
  email: 'decline',
  'id-card': 'decline',
  card: 'decline',
  code: 'decline',
  photo: 'decline',
  reason: 'need',
  issue: 'need',
}

/** How a question for a detail is answered: from the facts, else with the need, or not at all. */
export function slotAnswer(slot: string, trial: ResolvedTrial): SlotAnswer {
  const name = factFor(slot, trial)
  const fact = name === undefined ? undefined : trial.facts[name]
  if (name === undefined || fact === undefined) return own(OTHERWISE, slot) ?? 'unknown'
  if ('absent' in fact) return 'unknown'
  return fact.reveal === 'never' ? 'decline' : { fact: name }
}
