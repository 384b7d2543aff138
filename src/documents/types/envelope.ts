// Generated from schemas/envelope.schema.json by `npm run types`; change the schema, not this file.

/**
 * statement.dsse.json and purges/*.dsse.json of an evidence bundle: a statement and its signatures (DSSE).
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
