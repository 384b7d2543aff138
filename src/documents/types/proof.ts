// Generated from schemas/proof.schema.json by `npm run types`; change the schema, not this file.

/**
 * proof.json: that files of one trial belong to a sealed bundle, without the rest of it.
 */
export interface Proof {
  version: 1
  trial: string
  statement: Envelope
  /**
   * Public keys of those who signed (PEM).
   *
   * @minItems 1
   */
  keys: string[]
  /**
   * @minItems 1
   */
  files: {
    path: string
    sha256: string
    /**
     * Line of the manifest, from 0.
     */
    index: number
    /**
     * Hashes from the leaf up to the root.
     */
    audit: string[]
    /**
     * Of a transcript of which lines are withheld: the line of the journal that commits to all of them.
     */
    withheld?: {
      journal: string
      /**
       * Line of the journal, from 0.
       */
      index: number
      /**
       * Hashes from that line up to the root of the journal.
       */
      audit: string[]
    }
  }[]
}
/**
 * The signed statement of the bundle, which holds the root of the tree.
 */
export interface Envelope {
  payloadType: 'application/vnd.in-toto+json'
  /**
   * The bytes of the statement, in base64.
   */
  payload: string
  /**
   * @minItems 1
   * @maxItems 100
   */
  signatures: {
    /**
     * SHA-256 of the public key (DER, SubjectPublicKeyInfo).
     */
    keyid: string
    /**
     * Ed25519, or SM2 with SM3 (DER), in base64.
     */
    sig: string
  }[]
}
