/** What a demo merchant is made of, and the two that the demo audits. */
import type { FaultId } from './faults.js'

/** Milliseconds. */
export interface Delays {
  /** Before an answer. */
  think: number
  /** Between the pieces of an answer. */
  piece: number
  /** Before an answer, with `slow-first`. */
  slow: number
  /** From the first to the last piece, with `slow-complete`. */
  drag: number
  /** Until a person joins. */
  agent: number
}

export interface Merchant {
  faults: readonly FaultId[]
  delays?: Partial<Delays>
}

/** Serves consumers well. */
export const goodMerchant: Merchant = { faults: [] }

/** Does not: a fixed combination of what consumers complain about most. */
export const badMerchant: Merchant = {
  faults: [
    'off-topic',
    'different-on-repeat',
    'slow-first',
    'hides-human',
    'empty-promise',
    'claims-human',
    'no-disclosure',
    'no-channels',
  ],
  // Just over what the scenarios allow.
  delays: { slow: 5200 },
}
