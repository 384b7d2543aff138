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
