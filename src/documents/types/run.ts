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
}
