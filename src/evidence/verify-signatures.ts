/** Checks who signed a bundle: in the envelope, for openssl, and for ssh-keygen, all three by the same keys. */
import type { KeyObject } from 'node:crypto'
import { join } from 'node:path'
import type { Envelope } from '../documents/types/envelope.js'
import { MANIFEST, tagFile } from './bag.js'
import type { Checking } from './checks.js'
import { envelopeIsSignedBy } from './dsse.js'
import { digestFile, statOf } from './files.js'
import { enclosedKey, isSignedBy, keyId, typeOf } from './keys.js'
import { signerFolder } from './sign.js'
import { isSshSignature, sshDigest } from './sshsig.js'

/**
 * The keys that really signed.
 * @param statement bytes of statement.json
 */
export function verifySignatures(
  bundle: string,
  envelope: Envelope,
  statement: Buffer,
  check: Checking,
): KeyObject[] {
  const hash = sshDigest()
  if (statOf(join(bundle, MANIFEST))?.isFile()) digestFile(join(bundle, MANIFEST), [hash])
  const manifest = hash.digest()
  const keys: KeyObject[] = []
  for (const { keyid } of envelope.signatures) {
    const folder = signerFolder(keyid)
    // It says which signature is whose; whether it is that of the auditor, it cannot say.
    const key = enclosedKey(String(tagFile(bundle, `${folder}/key.pub`)))
    const signed =
      key !== undefined &&
      keyId(key) === keyid &&
      envelopeIsSignedBy(envelope, key) &&
      isSignedBy(key, statement, tagFile(bundle, `${folder}/statement.sig`) ?? Buffer.alloc(0)) &&
      (typeOf(key) === 'sm2' ||
        isSshSignature(String(tagFile(bundle, `${folder}/manifest.sshsig`)), key, manifest))
    if (signed) keys.push(key)
    else check.fail('bad-signature', keyid)
  }
  check.seen = keys.map(keyId).join(', ')
  return keys
}

/** Whether those who signed are those whom whoever verifies knows. */
export function verifyKeys(
  signers: readonly KeyObject[],
  given: readonly KeyObject[],
  check: Checking,
): void {
  if (given.length === 0) check.leave('no-key-given')
  const ids = new Set(signers.map(keyId))
  for (const key of given) if (!ids.has(keyId(key))) check.fail('not-by-this-key', keyId(key))
}
