// Generated from schemas/names.schema.json by `npm run types`; change the schema, not this file.

/**
 * names.json: what the people who answered are called, which no report shows; made anew by ombud score.
 */
export interface Names {
  version: number
  /**
   * Names by the id of the target.
   */
  targets: {
    /**
     * @maxItems 2000
     */
    [k: string]: string[]
  }
}
