/** Words of the readings: acts, facts in text, turns. A reading is derived from a transcript prefix, never stored as truth. */

import type { ActName } from '../documents/acts.js'

export type { ActName } from '../documents/acts.js'

/** Version of the readers, part of the plan; raised whenever a reading may come out otherwise. */
export const READERS = 'readers-3'

/** A label with its confidence 0..1, the words that show it, and for asks-slot what is asked for. */
export interface Act {
  act: ActName
  confidence: number
  span: string
  slot?: string
}

/** A value found in text: `value` is normalised so that equal things compare equal. */
export interface TextFact {
  kind: 'number' | 'amount' | 'duration' | 'date' | 'time' | 'percent' | 'phone' | 'url' | 'id'
  /** One value, or the two ends of a range. */
  value: (number | string)[]
  unit?: string
  span: string
  negated: boolean
  /** Only about right: 三十多块, 一百出头, "around 40 minutes". */
  approximate?: boolean
}

/** A message as it read when its turn closed. */
export interface ReadMessage {
  id: string
  /** Line of the revision that was current at the close of the turn. */
  line: number
  at: number
  actor: 'consumer' | 'bot' | 'human' | 'system' | 'unknown'
  text: string
  name?: string
  evidence?: string
  late: boolean
  edited: boolean
}

/** Milliseconds from the last consumer message before the content; null where it never came. */
export interface TurnLatency {
  ack: number | null
  firstContent: number | null
  complete: number | null
  /** For a silent turn: how long was waited. */
  waited: number | null
}

export interface TurnReading {
  turn: number
  /** Step and occurrence of the decision that opened it; the welcome (turn 0) has none. */
  step?: string
  occurrence: number
  consumer: ReadMessage[]
  /** Bot, human, system and unknown messages, late ones included and marked. */
  messages: ReadMessage[]
  /** What the bot said in time, bubbles joined with newlines. */
  answer: string
  choices: { label: string; line: number; standing: boolean }[]
  acts: Act[]
  /** The turn gives an answer to something (not a fallback, menu, hand-off, greeting or silence). */
  answers: boolean
  silent: boolean
  ambiguous: boolean
  latency: TurnLatency
  /** Why the latency is withheld. */
  unreliable?: string
  rule?: string
  /** Lines of everything that belongs to the turn. */
  lines: number[]
}

export interface Reading {
  /** Version of the readers; part of the plan. */
  version: string
  lang: 'zh-CN' | 'en'
  turns: TurnReading[]
}

export type Level = 'E0' | 'E1' | 'E2' | 'E3-claimed' | 'E3' | 'E4' | 'E5'

/** A level of evidence that a person answered, when it was first seen, and the line that shows it. */
export interface LevelSeen {
  level: Level
  at: number
  line: number
  why: string
}

/** Outcome of comparing two answers. */
export interface Sameness {
  outcome: 'same' | 'different' | 'contradictory' | 'uncertain'
  reason: string
}

/** Whether an answer is about what was asked. */
export interface Relevance {
  outcome: 'on-topic' | 'off-topic' | 'not-an-answer' | 'uncertain'
  /** What it is instead of an answer. */
  kind?: 'clarifying' | 'menu' | 'fallback' | 'transfer' | 'other'
  reason: string
}

/** Whether a text states a value: yes, no, or another value of the same kind (contradicts). */
export interface Statement {
  outcome: 'states' | 'contradicts' | 'absent' | 'uncertain'
  span?: string
}
