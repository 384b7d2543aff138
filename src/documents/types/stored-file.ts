// Generated from schemas/stored-file.schema.json by `npm run types`; change the schema, not this file.

/**
 * A line of the index of a stored run: a file and the objects that hold its bytes.
 */
export interface StoredFile {
  /**
   * Relative to the run directory, with slashes; it leads nowhere else.
   */
  path: string
  bytes: number
  sha256: string
  /**
   * Objects that hold the file one after the other; a smaller file is one object, of its own hash.
   *
   * @minItems 2
   */
  parts?: string[]
}
