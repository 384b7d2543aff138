// Generated from schemas/insight.schema.json by `npm run types`; change the schema, not this file.

/**
 * insight.json: what goes wrong again and again, in themes; for the merchant to mend.
 */
export interface Insight {
  version: number
  /**
   * Trials of ombud, or conversations of consumers from the merchant's own logs. Never pooled.
   */
  origin: 'trials' | 'merchant-log'
  targets: Target[]
}
export interface Target {
  target: string
  /**
   * Conversations that were read.
   */
  conversations: number
  /**
   * Turns in which something was asked.
   */
  questions: number
  /**
   * The most frequent first.
   */
  themes: Theme[]
  /**
   * What was asked about, the most frequent first.
   */
  topics?: Topic[]
}
export interface Theme {
  /**
   * What went wrong: no-answer, off-topic, wrong-fact, inconsistent, silent, slow, no-person, broken-promise, undisclosed, inaccessible …
   */
  problem: string
  /**
   * What it was about.
   */
  topic: string
  title: {
    'zh-CN': string
    en: string
  }
  /**
   * What the merchant can do.
   */
  remedy: {
    'zh-CN': string
    en: string
  }
  count: number
  conversations: number
  /**
   * How often this topic was asked at all.
   */
  asked?: number
  scenarios: string[]
  worst: Example
  examples: Example[]
}
export interface Example {
  trial: string
  turn?: number
  lines: number[]
  asked: string
  answered: string
  audit?: string
  message?: {
    'zh-CN': string
    en: string
  }
}
export interface Topic {
  topic: string
  title: {
    'zh-CN': string
    en: string
  }
  /**
   * Turns in which it was asked about.
   */
  asked: number
  /**
   * What went wrong there, over all themes.
   */
  failures: number
  /**
   * Questions that are near to each other, the most frequent first; of logs alone.
   */
  groups?: Group[]
}
export interface Group {
  /**
   * The first of them, as it was asked.
   */
  question: string
  count: number
}
