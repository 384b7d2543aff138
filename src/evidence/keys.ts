/** Keys of auditors: Ed25519, in the PEM files that openssl reads. They are made on request, never silently. */
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

/** Keys and certificates are small. */
const LARGEST = 100_000

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
 * @throws InputError where one of the files is there: a key is never written over
 */
export function newKey(file: string, passphrase?: string): { id: string; secret: string; open: string } {
  const open = `${file}.pub`
  for (const path of [file, open])
    if (existsSync(path))
      throw new InputError(
        `${path} is already there, and a key is never written over`,
        'choose another --out',
      )
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
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
 * @throws InputError where it is no Ed25519 key, or its passphrase is missing or wrong
 */
export function signerOf(file: string, passphrase?: string): Signer {
  const pem = textOf(file)
  if (pem.includes('ENCRYPTED') && passphrase === undefined)
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
  return { id: keyId(publicKey), publicKey, sign: (data) => sign(null, data, key) }
}

/** The public key in `file`. @throws InputError where it holds none of Ed25519 */
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

function refuseOthers(file: string, { asymmetricKeyType }: KeyObject): void {
  if (asymmetricKeyType !== 'ed25519')
    throw new InputError(
      `${file} is a key of kind ${asymmetricKeyType}; ombud signs with Ed25519`,
      '`ombud key new` makes one',
    )
}

export function keyId(key: KeyObject): string {
  return sha256(key.export({ type: 'spki', format: 'der' }))
}

export function pemOf(key: KeyObject): string {
  return String(key.export({ type: 'spki', format: 'pem' }))
}

export function isSignedBy(key: KeyObject, data: Uint8Array, signature: Uint8Array): boolean {
  return verify(null, data, key, signature)
}

/** The text of a small file. @throws InputError */
function textOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false })
  if (!stat?.isFile() || stat.size > LARGEST) throw new InputError(`${file} is no file that could hold a key`)
  return readFileSync(file, 'utf8')
}
