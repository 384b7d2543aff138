// Generated from schemas/run.schema.json by `npm run types`; change the schema, not this file.

/**
 * run.json: versions, configuration, host and times; everything that differs between two equal runs.
 */
export interface RunRecord {
  version: number
  tool: string
  node: string
  platform: string
  host?: string
  started: string
  ended?: string
  browser?: string
  browserSandbox?: boolean
  configuration?: {
    [k: string]: unknown
  }
  /**
   * Conversations held at once over all targets: as asked, else as the machine bore when the run began.
   */
  atOnce?: number
  warnings?: string[]
  /**
   * When the run was gone on with.
   */
  resumed?: string[]
  shard?: Shard
  /**
   * The runs that this one was merged from, in an order that does not depend on how they were named.
   */
  merged?: {
    shard?: Shard
    tool: string
    node: string
    platform: string
    host?: string
    started: string
    ended?: string
  }[]
  /**
   * Results that are kept and not counted, because another one of the same trial was committed before.
   */
  surplus?: number
  /**
   * The judge that was asked last, and what came of it; its key is never kept.
   */
  judge?: {
    id: string
    /**
     * SHA-256 of every prompt template.
     */
    prompt: string
    temperature: number
    votes: number
    tier: 'uncalibrated' | 'human-level' | 'above human-human'
    /**
     * Questions that audits had for a judge.
     */
    questions: number
    /**
     * Questions whose judgement was on file.
     */
    reused?: number
    calls: number
    tokens: number
    /**
     * Questions that the budget left out.
     */
    leftOut: number
    /**
     * Questions that the judge did not answer, for other reasons than the budget.
     */
    unanswered?: number
    /**
     * Questions in which an attempt to sway the judge is suspected.
     */
    suspected: number
    /**
     * How often it is right where people said yes, and where they said no, as its calibration tells.
     */
    errors?: {
      sensitivity: number
      specificity: number
    }
  }
}
/**
 * The part of the plan that this run holds: the index counts from 1. Absent where it holds all of it.
 */
export interface Shard {
  index: number
  of: number
}
