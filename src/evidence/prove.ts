/** Takes one trial out of a bundle, with the proof that it belongs to it; and checks such a proof. */

import type { KeyObject } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { InputError } from '../documents/input-error.js'
import { linesIn } from '../documents/lines.js'
import { leafHash } from '../documents/merkle.js'
import type { Proof } from '../documents/types/proof.js'
import type { Seal } from '../documents/types/statement.js'
import {
  ENVELOPE,
  isPlainPath,
  MANIFEST,
  type ManifestLine,
  manifestLine,
  parseLine,
  refuseOthers,
  tagFile,
} from './bag.js'
import { trialOfPath } from './chain.js'
import { type Check, Checking } from './checks.js'
import { envelopeIsSignedBy } from './dsse.js'
import { filesBelow, sha256File } from './files.js'
import { enclosedKey, keyId } from './keys.js'
import { inclusionProofs, isIncluded } from './merkle.js'
import { isTranscript } from './seal.js'
import { signerFolder } from './sign.js'
import { envelopeIn, readAs, sealIn, textOf } from './statement.js'
import { verifyKeys } from './verify-signatures.js'

export const PROOF = 'proof.json'

/**
 * Copies the transcripts of a trial, and the pictures and pages that they name, with their proof.
 * @param out a folder that is not there, or is empty
 * @returns the files, relative to `out`
 * @throws InputError where the bundle is none, or does not hold the trial
 */
export function prove(bundle: string, trial: string, out: string): string[] {
  refuseOthers(bundle)
  if (existsSync(out) && readdirSync(out).length > 0)
    throw new InputError(
      `${out} already exists and is not an empty folder`,
      'choose another --out, or remove it',
    )
  const envelope = envelopeIn(tagFile(bundle, ENVELOPE))
  if (!envelope) throw new InputError(`${join(bundle, ENVELOPE)} is damaged`)
  const files = filesOf(bundle, trial)
  const audits = inclusionProofs(
    leavesOf(bundle),
    files.map(({ index }) => index),
  )
  const proof: Proof = {
    version: 1,
    trial,
    statement: envelope,
    keys: envelope.signatures.map(({ keyid }) => String(tagFile(bundle, `${signerFolder(keyid)}/key.pub`))),
    files: files.map(({ path, hash, index }, i) => ({ path, sha256: hash, index, audit: audits[i] ?? [] })),
  }
  for (const { path } of files) {
    mkdirSync(join(out, dirname(path)), { recursive: true })
    copyFileSync(join(bundle, path), join(out, path))
  }
  writeFileSync(join(out, PROOF), textOf(proof))
  return [PROOF, ...files.map(({ path }) => path)]
}

/** The hash of every line of the manifest. */
function leavesOf(bundle: string): Buffer {
  let count = 0
  for (const _ of linesIn(join(bundle, MANIFEST))) count++
  const leaves = Buffer.alloc(count * 32)
  let at = 0
  for (const line of linesIn(join(bundle, MANIFEST))) at += leafHash(line).copy(leaves, at)
  return leaves
}

/** @throws InputError where there is no transcript of the trial */
function filesOf(bundle: string, trial: string): (ManifestLine & { index: number })[] {
  const named = new Set<string>()
  const isOfTrial = (path: string) => isTranscript(path) && trialOfPath(path) === trial
  const lines = () => manifestOf(bundle)
  for (const { path } of lines()) {
    if (!isOfTrial(path)) continue
    if (!existsSync(join(bundle, path))) throw new InputError(`${path} was deleted from ${bundle}`)
    for (const hash of hashesIn(join(bundle, path))) named.add(hash)
  }
  const found: (ManifestLine & { index: number })[] = []
  for (const line of lines()) {
    const isNamed = named.has(blobOf(line.path) ?? '') && existsSync(join(bundle, line.path))
    if (isNamed || isOfTrial(line.path)) found.push(line)
  }
  if (!found.some(({ path }) => isTranscript(path)))
    throw new InputError(
      `${bundle} has no trial ${trial}`,
      'a trial is named target/scenario/arm/repetition, as in its journal',
    )
  return found
}

function* manifestOf(bundle: string): Generator<ManifestLine & { index: number }> {
  let index = 0
  for (const bytes of linesIn(join(bundle, MANIFEST))) {
    const line = parseLine(bytes.toString('utf8'))
    if (line) yield { ...line, index }
    index++
  }
}

/** Everything in a transcript that looks like a SHA-256. */
export function hashesIn(path: string): Set<string> {
  const hashes = new Set<string>()
  for (const line of linesIn(path))
    for (const [hash] of line.toString('utf8').matchAll(/\b[0-9a-f]{64}\b/g)) hashes.add(hash)
  return hashes
}

/** The SHA-256 after which a picture or page is named; undefined for other files. */
export function blobOf(path: string): string | undefined {
  return /(?:^|\/)blobs\/sha256\/[0-9a-f]{2}\/([0-9a-f]{64})(?:\.[a-z0-9.]+)?$/.exec(path)?.[1]
}

/**
 * Checks that the files of a proof belong to the sealed bundle, which is not at hand.
 * @throws InputError where it is that of a newer ombud
 */
export function verifyProof(folder: string, keys: readonly KeyObject[]): Check[] {
  const [signatures, key, files, rest] = [
    new Checking('signatures'),
    new Checking('key'),
    new Checking('files'),
    new Checking('manifest'),
  ]
  const proof = readAs<Proof>('proof', tagFile(folder, PROOF))
  const statement = proof && sealIn(proof.statement)
  if (!proof || !statement) return [files.fail('changed', PROOF)]
  const signers: KeyObject[] = []
  proof.statement.signatures.forEach(({ keyid }, i) => {
    const one = enclosedKey(proof.keys[i] ?? '')
    if (one && keyId(one) === keyid && envelopeIsSignedBy(proof.statement, one)) signers.push(one)
    else signatures.fail('bad-signature', keyid)
  })
  if (proof.keys.length > proof.statement.signatures.length) signatures.fail('extra', PROOF)
  signatures.seen = signers.map(keyId).join(', ')
  verifyKeys(signers, keys, key)
  verifyIncluded(folder, proof, statement, files)
  // The rest of the bundle is elsewhere.
  rest.leave('not-looked-at')
  return [signatures, key, files, rest]
}

function verifyIncluded(folder: string, proof: Proof, { predicate }: Seal, check: Checking): void {
  const { root, size } = predicate.merkle
  check.seen = String(proof.files.length)
  const told = new Set(proof.files.map(({ path }) => path))
  for (const { path, isFile } of filesBelow(folder)) {
    if (!isFile) check.fail('not-a-file', path)
    else if (path !== PROOF && !told.has(path)) check.fail('extra', path)
  }
  for (const { path, sha256, index, audit } of proof.files) {
    const isOfTrial = !isTranscript(path) || trialOfPath(path) === proof.trial
    if (
      !isPlainPath(path) ||
      !isOfTrial ||
      !isIncluded(manifestLine({ path, hash: sha256 }), { index, size, path: audit, root })
    )
      check.fail('not-signed-for', path)
    else if (!existsSync(join(folder, path))) check.fail('missing', path)
    else if (sha256File(join(folder, path)) !== sha256) check.fail('changed', path)
  }
  if (!proof.files.some(({ path }) => isTranscript(path))) check.fail('missing', proof.trial)
}
