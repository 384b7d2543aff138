// Generated from schemas/baseline.schema.json by `npm run types`; change the schema, not this file.

/**
 * Lines of the transcript that prove it, the first few.
 */
export type Lines = number[]

/**
 * What is compared of one run, and a baseline file: outcomes, times and verdicts of each trial, without its words.
 */
export interface Baseline {
  version: number
  /**
   * What the run is called: the path that was given.
   */
  name: string
  /**
   * Id of the plan.
   */
  plan: string
  seed: string
  /**
   * Version of the readings.
   */
  readers: string
  /**
   * Where a language model held conversations: which one, so that it is compared with no other.
   */
  consumer?: {
    model: string
    prompt: string
  }
  /**
   * SHA-256 of each scenario and persona, by kind/id.
   */
  hashes: {
    [k: string]: string
  }
  targets: Target[]
}
export interface Target {
  target: string
  merchant: string
  channel: string
  unscoredShare: number
  /**
   * Scores of the scorecard, 0..100.
   */
  categories: {
    id: string
    score: number | null
  }[]
  requirements: {
    profile: string
    requirement: string
    title: Text
    /**
     * SHA-256 of what the profile asks: verdicts of different questions are not compared.
     */
    hash: string
    verdict: string
    reason: Text
  }[]
  trials: Trial[]
}
export interface Text {
  'zh-CN': string
  en: string
}
export interface Trial {
  trial: string
  scenario: string
  persona: string
  /**
   * by=button,persona=control, or - for none.
   */
  arm: string
  repetition: number
  attempt?: number
  status: 'done' | 'unscored' | 'not-run'
  outcome: 'pass' | 'fail' | 'inconclusive' | 'unscored' | 'not-run'
  /**
   * Milliseconds until the first content of each turn; null for a silence.
   */
  firstContent: (number | null)[]
  /**
   * What passed or failed; what stayed open counts for neither side.
   */
  audits: Audit[]
}
export interface Audit {
  audit: string
  category: string
  /**
   * 0: it counts for no category.
   */
  weight: number
  /**
   * Fail where any of its findings failed.
   */
  outcome: 'pass' | 'fail'
  expected: boolean
  lines: Lines
  message?: Text
}
