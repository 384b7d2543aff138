/** Dead Simple Signing Envelopes: a text, what kind of text it is, and signatures of both. @see https://github.com/secure-systems-lab/dsse */
import type { KeyObject } from 'node:crypto'
import type { Envelope } from '../documents/types/envelope.js'
import { isSignedBy, keyId, type Signer } from './keys.js'

/** Of an in-toto statement. */
const PAYLOAD_TYPE = 'application/vnd.in-toto+json'

/** The bytes that a signature of an envelope is made of. */
function preAuthentication(payload: Buffer): Buffer {
  const head = `DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} ${payload.length} `
  return Buffer.concat([Buffer.from(head), payload])
}

/** An envelope of `payload`, with the signatures that it has and that of `signer`. */
export function signedEnvelope(
  payload: Buffer,
  signer: Signer,
  before: Envelope['signatures'] = [],
): Envelope {
  const sig = signer.sign(preAuthentication(payload)).toString('base64')
  return {
    payloadType: PAYLOAD_TYPE,
    payload: payload.toString('base64'),
    signatures: [...before, { keyid: signer.id, sig }],
  }
}

/** Whether one of the signatures of the envelope is that of `key`. */
export function envelopeIsSignedBy(envelope: Envelope, key: KeyObject): boolean {
  const id = keyId(key)
  const bytes = preAuthentication(payloadOf(envelope))
  return envelope.signatures.some(({ keyid, sig }) => {
    const signature = Buffer.from(sig, 'base64')
    return keyid === id && signature.toString('base64') === sig && isSignedBy(key, bytes, signature)
  })
}

export function payloadOf({ payload }: Envelope): Buffer {
  return Buffer.from(payload, 'base64')
}
