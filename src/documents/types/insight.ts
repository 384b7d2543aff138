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
  conversations: number
  /**
   * Turns in which something was asked.
   */
  questions: number
  /**
   * The most frequent first.
   */
  themes: Theme[]
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
