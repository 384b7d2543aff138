// Generated from schemas/stored-run.schema.json by `npm run types`; change the schema, not this file.

/**
 * SHA-256, in hexadecimal: the name of an object.
 */
export type Hash = string

/**
 * The object runs/<id>.json of a store, written last: of which objects a run is made. While it is missing, the store does not hold the run.
 */
export interface StoredRun {
  version: number
  /**
   * The day when it began, and the beginning of a hash of its plan, its start, its shard and the first line of its journal.
   */
  run: string
  /**
   * Of plan.json.
   */
  plan: string
  /**
   * Id of the plan, by which queues and reports call it.
   */
  planId?: string
  started: string
  files: number
  bytes: number
  /**
   * Objects that, one after the other, are lines: one for each file (stored-file).
   *
   * @minItems 1
   * @maxItems 100000
   */
  index: Hash[]
}
