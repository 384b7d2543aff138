/**
 * Signatures that `ssh-keygen -Y verify` checks.
 * @see https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.sshsig
 */
import { createHash, type KeyObject } from 'node:crypto'
import { isSignedBy, type Signer } from './keys.js'

const NAMESPACE = 'ombud'
const MAGIC = Buffer.from('SSHSIG')
const KIND = 'ssh-ed25519'
const HASH = 'sha512'

/** The digest that is signed: SHA-512 of the file. */
export const sshDigest = () => createHash(HASH)

/** An armoured signature of a file with this digest. */
export function sshSignature(signer: Signer, digest: Buffer): string {
  const blob = Buffer.concat([
    MAGIC,
    uint32(1),
    string(keyBlob(signer.publicKey)),
    string(NAMESPACE),
    string(''),
    string(HASH),
    string(Buffer.concat([string(KIND), string(signer.sign(signed(digest)))])),
  ])
  return `-----BEGIN SSH SIGNATURE-----\n${armour(blob)}-----END SSH SIGNATURE-----\n`
}

/** Whether `text` is the signature that this key makes of a file with this digest: Ed25519 makes no other. */
export function isSshSignature(text: string, key: KeyObject, digest: Buffer): boolean {
  const blob = Buffer.from(text.replace(/-----[A-Z ]+-----/g, ''), 'base64')
  const signature = blob.subarray(-64)
  if (!isSignedBy(key, signed(digest), signature)) return false
  return text === sshSignature({ id: '', publicKey: key, sign: () => Buffer.from(signature) }, digest)
}

/** The line of an allowed signers file. @see ssh-keygen(1), ALLOWED SIGNERS */
export function allowedSigner(name: string, key: KeyObject): string {
  return `${name} namespaces="${NAMESPACE}" ${KIND} ${keyBlob(key).toString('base64')}\n`
}

function signed(digest: Buffer): Buffer {
  return Buffer.concat([MAGIC, string(NAMESPACE), string(''), string(HASH), string(digest)])
}

/** The last 32 bytes of the DER form are the key itself (RFC 8410). */
function keyBlob(key: KeyObject): Buffer {
  return Buffer.concat([string(KIND), string(key.export({ type: 'spki', format: 'der' }).subarray(-32))])
}

function string(value: string | Buffer): Buffer {
  const bytes = Buffer.from(value as string)
  return Buffer.concat([uint32(bytes.length), bytes])
}

function uint32(n: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(n)
  return bytes
}

/** Base64 in lines of 70, as ssh-keygen writes it. */
function armour(blob: Buffer): string {
  return blob.toString('base64').replace(/.{1,70}/g, '$&\n')
}
