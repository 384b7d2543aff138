// Generated from schemas/statement.schema.json by `npm run types`; change the schema, not this file.

/**
 * What an auditor signs (in-toto Statement v1): what was sealed, what was deleted afterwards, or what is to be corrected.
 */
export type Statement = Seal | Purge | Correction
export type Sha256 = string
/**
 * @minItems 1
 */
export type Subjects = {
  /**
   * File, relative to the bundle.
   */
  name: string
  digest: {
    sha256: Sha256
  }
}[]
export type Count = number

export interface Seal {
  _type: 'https://in-toto.io/Statement/v1'
  subject: Subjects
  predicateType: 'urn:ombud:seal:1'
  predicate: {
    version: 1
    sealed: string
    /**
     * Version of ombud that sealed.
     */
    tool: string
    node: string
    /**
     * The id of the plan: SHA-256 of its content. Every transcript begins with it.
     */
    planId: string
    /**
     * SHA-256 of data/plan.json.
     */
    plan: string
    /**
     * The head of data/journal.jsonl: its SHA-256, and how many lines lead to it.
     */
    journal: {
      sha256: Sha256
      lines: Count
      /**
       * Root of the tree over its lines, without their newlines (RFC 6962).
       */
      root?: string
    }
    /**
     * Tree over the lines of manifest-sha256.txt, without their newlines (RFC 6962).
     */
    merkle: {
      root: Sha256
      size: Count
    }
    counts: {
      files: Count
      bytes: Count
      transcripts: Count
      /**
       * Attempts that began, by the journal.
       */
      attempts: number
      /**
       * Attempts that ended, by the journal.
       */
      ended: number
    }
    /**
     * Of a redacted copy alone: what it was made of.
     */
    redacted?: {
      /**
       * SHA-256 of the statement.json of the original.
       */
      statement: string
      /**
       * Files of the original that are not in the copy.
       */
      withheld: number
    }
  }
}
export interface Purge {
  _type: 'https://in-toto.io/Statement/v1'
  subject: Subjects
  predicateType: 'urn:ombud:purge:1'
  predicate: {
    version: 1
    /**
     * SHA-256 of the statement.json of the bundle; absent where a run directory was purged.
     */
    statement?: string
    purged: string
    reason: string
    trials: string[]
    /**
     * Files of which lines are left, and the SHA-256 of what is left.
     */
    left: {
      [k: string]: Sha256
    }
  }
}
/**
 * A word on a statement by whoever signs it: subjects are that statement and the file that says more.
 */
export interface Correction {
  _type: 'https://in-toto.io/Statement/v1'
  subject: Subjects
  predicateType: 'urn:ombud:correction:1'
  predicate: {
    version: 1
    corrected: string
    reason: string
  }
}
