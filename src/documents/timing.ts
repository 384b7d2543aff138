/** How a target is timed and how gently it is treated, where its file does not say otherwise. */
import { milliseconds } from './duration.js'
import type { ReadyTarget } from './ready.js'

const TIMING = { quiet: '1.5s', cap: '60s', human: '120s' }
const POLITENESS = { concurrency: 1, gap: '2s', contactsPerDay: 2, retryAfter: '60s' }

export interface Timing {
  /** Silence that ends a turn, milliseconds, and whether the target file says so. */
  quiet: number
  quietIsSaid: boolean
  /** Longest turn, milliseconds. */
  cap: number
  /** How long a person is waited for, milliseconds. */
  human: number
}

export interface Politeness {
  /** Conversations at once. */
  concurrency: number
  /** Pause between conversations, milliseconds. */
  gap: number
  /** People that may be reached in a day. */
  contactsPerDay: number
  /** Longest Retry-After that is waited for, milliseconds. */
  retryAfter: number
  /** Targets with the same key share these limits. */
  key: string
}

export function timingOf({ timing }: Pick<ReadyTarget, 'timing'>): Timing {
  const { quiet, cap, human } = { ...TIMING, ...timing }
  return {
    quiet: milliseconds(quiet),
    quietIsSaid: timing?.quiet !== undefined,
    cap: milliseconds(cap),
    human: milliseconds(human),
  }
}

export function politenessOf({ id, politeness }: Pick<ReadyTarget, 'id' | 'politeness'>): Politeness {
  const { gap, retryAfter, ...rest } = { ...POLITENESS, key: id, ...politeness }
  return { ...rest, gap: milliseconds(gap), retryAfter: milliseconds(retryAfter) }
}
