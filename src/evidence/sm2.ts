/**
 * Keys of SM2 (GB/T 32918, also ISO/IEC 14888-3), which sign with SM3. The identity of whoever signs, a part of what SM2 hashes,
 * is empty: Node.js and OpenSSL have no other where none is given, and Node.js lets none be given.
 */
import { createPublicKey, getCurves, getHashes, type KeyObject, verify } from 'node:crypto'
import { InputError } from '../documents/input-error.js'

export const SM2_CURVE = 'SM2'
export const SM2_DIGEST = 'sm3'

/** The curve by its number, 1.2.156.10197.1.301, as it stands in a key in DER. */
const CURVE = Buffer.from('06082a811ccf5501822d', 'hex')

/** A signature of `hello`, made with an empty identity, and checked by arithmetic that is not that of OpenSSL. */
const KNOWN = {
  key: 'MFkwEwYHKoZIzj0CAQYIKoEcz1UBgi0DQgAEvY1AUGhBikIskpvik5d4BXVuTGk6gOof+XahZrOp0jqtNqS0Zi6aeYhPltFqK9tJX7BxBnsMvDP3Y99FVz5YTw==',
  data: 'hello',
  signature:
    'MEUCIAEjP7awOMY6RrKz3RaXNxpEUdQCnZPOKcIhDMb/C0GGAiEA90/hkAUhzfDxcytrJUHRDsrXjxeboq2Tz/ZI4nT7JC4=',
}

/**
 * Whether a key that was read from a file is one of SM2. A key that Node.js has just made signs on the same curve as ECDSA
 * does, and says that it is of kind `ec`; read from its file it signs as SM2 does, and has no name.
 */
export function isSm2(key: KeyObject): boolean {
  if (key.asymmetricKeyType === 'ec') return false
  try {
    const { publicKey = key } = key.type === 'private' ? { publicKey: createPublicKey(key) } : {}
    return publicKey.export({ type: 'spki', format: 'der' }).includes(CURVE)
  } catch {
    return false
  }
}

let known: boolean | undefined

/** Whether this Node.js has SM2, and means by it what others do: ECDSA on the same curve would not be told apart later. */
export function hasSm2(): boolean {
  known ??= getCurves().includes(SM2_CURVE) && getHashes().includes(SM2_DIGEST) && knownHolds()
  return known
}

function knownHolds(): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(KNOWN.key, 'base64'), format: 'der', type: 'spki' })
    return verify(SM2_DIGEST, Buffer.from(KNOWN.data), key, Buffer.from(KNOWN.signature, 'base64'))
  } catch {
    return false
  }
}

/** @throws InputError where this Node.js has no SM2 */
export function needSm2(): void {
  if (!hasSm2())
    throw new InputError('this Node.js has no SM2', 'use one that comes with OpenSSL 3, or an Ed25519 key')
}
