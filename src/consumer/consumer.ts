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
  /** What the one who was asked last answered; absent where nobody could. */
  readonly thought: string | undefined
  /** The conversation has to end: the chat closed, the run was cancelled, a limit was reached. */
  readonly over: boolean
}

/** A file that the consumer attaches. */
export interface Attachment {
  name: string
  /** Media type. */
  type: string
  bytes: Uint8Array
}

/** One message to whoever is asked what to say. */
export interface Thought {
  role: 'system' | 'user' | 'assistant'
  content: string
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
  /** What the consumer does with it: ask, inform, affirm … */
  acts?: readonly string[]
  /** Names of the facts that it tells. */
  told?: readonly string[]
}

/** Something that the consumer does. */
export type Move =
  | (Common & {
      do: 'say'
      /** What the consumer means to say. */
      text: string
      /** What is sent instead, message by message, where the persona changes the words. */
      sent?: readonly string[]
      /** Milliseconds before each message but the first. */
      pauses?: readonly number[]
      /** What was done to the words, in order. */
      operators?: readonly { use: string; edits: number }[]
      /** false: nothing is waited for. */
      listen: boolean
    })
  | (Common & { do: 'choose'; offer: Offer })
  /** Listens; for a human the time counts from the first request for one, for a message it ends with the message. */
  | (Common & { do: 'listen'; ms: number; until: 'human' | 'message' | 'time' })
  | (Common & { do: 'upload'; file: Attachment })
  | (Common & { do: 'skip'; reason: string })

/** Somebody else is asked what to say: a language model, or a person at a terminal. The answer is `view.thought`. */
export interface Think {
  do: 'think'
  messages: readonly Thought[]
}

export type Decision = Move | Think

/** Steps that belong to good manners, not to the scenario; audits do not judge their turns. */
export const MANNERS = {
  summary: '~summary',
  waiting: '~waiting',
  probe: '~probe',
  withdraw: '~withdraw',
  courtesy: '~courtesy',
} as const

/** Why a consumer ended the conversation by itself. */
export type Ending =
  | 'resolved'
  | 'script-end'
  | 'human-connected'
  | 'gave-up'
  /** The consumer itself went wrong: the trial is not scored. */
  | { fault: string }

export type Consumer = Generator<Decision, Ending, View>
