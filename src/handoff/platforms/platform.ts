/** What a mapper of one platform is: from the raw payloads of a chat to what they prove about a person. */
import type { Level } from '../../understanding/types.js'

/** One raw payload of the chat, as it came or went. */
export interface Frame {
  /** Milliseconds on the session's clock. */
  at: number
  source: 'ws' | 'sse' | 'http' | 'post-message' | 'api' | 'webhook'
  direction: 'in' | 'out'
  /** Where it came from or went to, without its query. */
  url: string
  /** Socket, stream or exchange: payloads of one belong together. */
  connection: string
  /** Name of a server-sent event, where the stream gives it one. */
  event?: string
  text: string
  /** The payload as JSON; undefined where it is none. */
  json: unknown
}

/** Why a person did not come. */
export type Failure = 'refused' | 'no-agent' | 'out-of-hours' | 'timed-out'

/** Something that a payload says about a person. */
export interface Signal {
  kind: 'handoff' | 'participant'
  /** Short and stable: `genesys.human-message`. */
  name: string
  /** What it proves; absent where it only tells of a failure or of somebody who left. */
  level?: Level
  actor: 'human' | 'bot' | 'system'
  change?: 'joined' | 'left'
  /** Name or id of who joined, left or wrote. */
  participant?: string
  /** In words, for the report. */
  detail?: string
  queue?: {
    /** How many are before the consumer, itself counted. */
    position?: number
    /** Milliseconds that the platform says it will take. */
    eta?: number
  }
  failed?: Failure
}

/** A mapper: data about a platform, and a pure function over its payloads. */
export interface Platform<State = unknown> {
  id: string
  title: string
  /** Levels that it can prove. */
  proves: readonly Level[]
  /** Who can see its payloads: the consumer's own browser, the merchant, or both. */
  seen: 'client' | 'merchant' | 'both'
  /** What nobody has compared with a live system yet. */
  verify: readonly string[]
  /** Address of the public documentation, or name and version of the public package. */
  source: string
  /** What is known before the first payload. */
  start(): State
  /** What this payload says, and what is known from now on. Never throws. */
  step(state: State, frame: Frame): { state: State; signals: readonly Signal[] }
}
