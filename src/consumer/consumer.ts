/** What a consumer is to the conversation: a generator of decisions that sees what has happened after each one. */
import type { LevelSeen, Reading } from '../understanding/types.js'

/** A choice that the bot offers at this moment. */
export interface Offer {
  label: string
  id?: string
  value?: string
}

/** What the consumer knows when it decides. Readings are derived only when they are asked for. */
export interface View {
  readonly reading: Reading
  readonly levels: readonly LevelSeen[]
  readonly offers: readonly Offer[]
  /** Every truth that can be checked has been stated. */
  readonly resolved: boolean
  /** Messages can come without being asked for. */
  readonly hears: boolean
  /** The conversation has to end: the chat closed, the run was cancelled, a limit was reached. */
  readonly over: boolean
}

interface Common {
  /** Step of the scenario, or one of MANNERS. */
  step: string
  occurrence: number
  verb: string
  /** Name of the wording that was drawn. */
  wording?: string
  /** The handler or guard that fired. */
  rule?: string
  /** The reading a guard or handler rested on. */
  basis?: { turn: number; acts: string[] }
  by?: 'button' | 'phrase'
}

export type Decision =
  | (Common & { do: 'say'; text: string /** false: nothing is waited for. */; listen: boolean })
  | (Common & { do: 'choose'; offer: Offer })
  /** Listens; for a human the time counts from the first request for one. */
  | (Common & { do: 'listen'; ms: number; until: 'human' | 'time' })
  | (Common & { do: 'skip'; reason: string })

/** Steps that belong to good manners, not to the scenario; audits do not judge their turns. */
export const MANNERS = { summary: '~summary', waiting: '~waiting', courtesy: '~courtesy' } as const

/** Why a consumer ended the conversation by itself. */
export type Ending = 'script-end' | 'human-connected'

export type Consumer = Generator<Decision, Ending, View>
