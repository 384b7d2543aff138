/** Signs a bundle: the statement in its envelope and for openssl, the manifest for ssh-keygen. */
import type { KeyObject } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { InputError } from '../documents/input-error.js'
import { ENVELOPE, MANIFEST, refuseOthers, STATEMENT, tagFile, writeTagManifest } from './bag.js'
import { payloadOf, signedEnvelope } from './dsse.js'
import { digestFile, sha256File } from './files.js'
import { pemOf, type Signer, typeOf } from './keys.js'
import { allowedSigner, sshDigest, sshSignature } from './sshsig.js'
import { envelopeIn, envelopeText, sealIn } from './statement.js'

/** Files in the folder of a signer; ssh-keygen knows no SM2. */
export function signedFiles(key?: KeyObject): string[] {
  const ssh = key && typeOf(key) === 'sm2' ? [] : ['manifest.sshsig', 'allowed_signers']
  return ['key.pub', 'statement.sig', ...ssh]
}

/** The folder of one signer in a bundle. */
export function signerFolder(id: string): string {
  return `signatures/${id.slice(0, 16)}`
}

/**
 * Adds one signature to a bundle that is there.
 * @throws InputError where it is none, or the key has signed it before
 */
export function addSignature(bundle: string, signer: Signer): void {
  refuseOthers(bundle)
  const envelope = envelopeIn(tagFile(bundle, ENVELOPE))
  const statement = envelope && sealIn(envelope)
  if (!statement) throw new InputError(`${join(bundle, ENVELOPE)} is damaged`, 'nothing was signed')
  const [manifest] = statement.subject
  const payload = payloadOf(envelope)
  if (!tagFile(bundle, STATEMENT)?.equals(payload))
    throw new InputError(`${join(bundle, STATEMENT)} is not what was signed before`, 'nothing was signed')
  if (sha256File(join(bundle, MANIFEST)) !== manifest?.digest.sha256)
    throw new InputError(
      `${join(bundle, MANIFEST)} is not the one that was signed before`,
      'nothing was signed',
    )
  if (envelope.signatures.some(({ keyid }) => keyid === signer.id))
    throw new InputError(`${bundle} was signed with this key before`, 'another signature takes another key')
  writeFileSync(join(bundle, ENVELOPE), envelopeText(signedEnvelope(payload, signer, envelope.signatures)))
  writeSigner(bundle, payload, signer)
}

/** Writes what is of one signer, and the tag manifest. */
export function writeSigner(bundle: string, payload: Buffer, signer: Signer): void {
  const folder = join(bundle, signerFolder(signer.id))
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'key.pub'), pemOf(signer.publicKey))
  writeFileSync(join(folder, 'statement.sig'), signer.sign(payload))
  if (typeOf(signer.publicKey) === 'ed25519') {
    const digest = sshDigest()
    digestFile(join(bundle, MANIFEST), [digest])
    writeFileSync(join(folder, 'manifest.sshsig'), sshSignature(signer, digest.digest()))
    writeFileSync(join(folder, 'allowed_signers'), allowedSigner('auditor', signer.publicKey))
  }
  writeTagManifest(bundle)
}
