/** Keys of auditors: Ed25519, and SM2 beside it, in the PEM files that openssl reads. They are made on request, never silently. */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { sha256 } from '../documents/canonical.js'
import { InputError } from '../documents/input-error.js'
import { isSm2, needSm2, SM2_CURVE, SM2_DIGEST } from './sm2.js'

/** Keys and certificates are small. */
const LARGEST = 100_000

/** Kinds of keys that sign. */
export type KeyType = 'ed25519' | 'sm2'

/** Somebody who signs. */
export interface Signer {
  /** SHA-256 of the public key (DER, SubjectPublicKeyInfo), in hexadecimal. */
  id: string
  publicKey: KeyObject
  sign(data: Uint8Array): Buffer
}

/**
 * Makes a pair: `file` for the secret key (PKCS #8; only its owner can read it), `file`.pub for the public one.
 * @param passphrase encrypts the secret key (AES-256, PBES2)
 * @throws InputError where one of the files is there: a key is never written over; or this Node.js has no such keys
 */
export function newKey(
  file: string,
  passphrase?: string,
  type: KeyType = 'ed25519',
): { id: string; secret: string; open: string } {
  if (type === 'sm2') needSm2()
  const open = `${file}.pub`
  for (const path of [file, open])
    if (existsSync(path))
      throw new InputError(
        `${path} is already there, and a key is never written over`,
        'choose another --out',
      )
  const { publicKey, privateKey } =
    type === 'sm2' ? generateKeyPairSync('ec', { namedCurve: SM2_CURVE }) : generateKeyPairSync('ed25519')
  const pem = privateKey.export({
    type: 'pkcs8',
    format: 'pem',
    ...(passphrase === undefined ? {} : { cipher: 'aes-256-cbc', passphrase }),
  })
  try {
    writeFileSync(file, pem, { flag: 'wx', mode: 0o600 })
    writeFileSync(open, pemOf(publicKey), { flag: 'wx' })
  } catch (error) {
    throw new InputError(`${file} cannot be written (${(error as NodeJS.ErrnoException).code})`)
  }
  return { id: keyId(publicKey), secret: file, open }
}

/**
 * The signer whose secret key is in `file`.
 * @throws InputError where it is no key of ours, or its passphrase is missing or wrong
 */
export function signerOf(file: string, passphrase?: string): Signer {
  const pem = textOf(file)
  if (isLockedText(pem) && passphrase === undefined)
    throw new InputError(
      `${file} needs its passphrase`,
      'put it into a file and name that: --passphrase-file FILE; or into OMBUD_KEY_PASSPHRASE',
    )
  let key: KeyObject
  try {
    key = createPrivateKey({ key: pem, ...(passphrase === undefined ? {} : { passphrase }) })
  } catch {
    throw new InputError(
      `${file} holds no secret key that can be read`,
      'is this the right file, and its passphrase?',
    )
  }
  refuseOthers(file, key)
  const publicKey = createPublicKey(key)
  return { id: keyId(publicKey), publicKey, sign: (data) => sign(digestOf(key), data, key) }
}

/** Whether the secret key in `file` needs a passphrase. @throws InputError where it is no file */
export function isLocked(file: string): boolean {
  return isLockedText(textOf(file))
}

const isLockedText = (pem: string) => pem.includes('ENCRYPTED')

/** The public key in `file`. @throws InputError where it holds none of ours */
export function publicKeyIn(file: string): KeyObject {
  const pem = textOf(file)
  if (pem.includes('PRIVATE KEY'))
    throw new InputError(
      `${file} is a secret key`,
      'name the public one, which ends in .pub: whoever verifies has no other',
    )
  return publicKeyOf(pem, file)
}

/** The public key of a PEM text. @param from where it stands, for messages @throws InputError */
function publicKeyOf(pem: string, from: string): KeyObject {
  let key: KeyObject
  try {
    key = createPublicKey(pem)
  } catch {
    throw new InputError(`${from} holds no public key that can be read`)
  }
  refuseOthers(from, key)
  return key
}

/** The public key that a bundle encloses; undefined where the text is not, byte for byte, what ombud writes. */
export function enclosedKey(pem: string): KeyObject | undefined {
  try {
    const key = publicKeyOf(pem, 'the bundle')
    return pemOf(key) === pem ? key : undefined
  } catch {
    return undefined
  }
}

function refuseOthers(file: string, key: KeyObject): void {
  const { asymmetricKeyType: kind } = key
  if (kind === 'ed25519') return
  if (!isSm2(key))
    throw new InputError(
      `${file} is a key of kind ${kind ?? 'unknown'}; ombud signs with Ed25519`,
      '`ombud key new` makes one',
    )
  needSm2()
}

export function typeOf(key: KeyObject): KeyType {
  return key.asymmetricKeyType === 'ed25519' ? 'ed25519' : 'sm2'
}

/** Ed25519 has its own. */
const digestOf = (key: KeyObject) => (typeOf(key) === 'sm2' ? SM2_DIGEST : null)

/** To export a key costs more than to hash it. */
const ids = new WeakMap<KeyObject, string>()

/** SHA-256 of the public key (DER, SubjectPublicKeyInfo), in hexadecimal. */
export function keyId(key: KeyObject): string {
  const id = ids.get(key) ?? sha256(key.export({ type: 'spki', format: 'der' }))
  ids.set(key, id)
  return id
}

export function pemOf(key: KeyObject): string {
  return String(key.export({ type: 'spki', format: 'pem' }))
}

export function isSignedBy(key: KeyObject, data: Uint8Array, signature: Uint8Array): boolean {
  return verify(digestOf(key), data, key, signature)
}

/** @throws InputError where it may not be read */
export function readKeyFile(file: string): Buffer {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new InputError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
}

/** The text of a small file. @throws InputError */
function textOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false })
  if (!stat?.isFile() || stat.size > LARGEST) throw new InputError(`${file} is no file that could hold a key`)
  return readKeyFile(file).toString('utf8')
}
