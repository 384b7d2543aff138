/** Checks a proof: that files of one trial belong to a sealed bundle, which is not at hand. */
import type { KeyObject } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Proof } from '../documents/types/proof.js'
import type { Seal } from '../documents/types/statement.js'
import { isPlainPath, manifestLine, tagFile } from './bag.js'
import { trialOfPath } from './chain.js'
import { type Check, Checking } from './checks.js'
import { envelopeIsSignedBy } from './dsse.js'
import { filesBelow, sha256File } from './files.js'
import { enclosedKey, keyId } from './keys.js'
import { isIncluded } from './merkle.js'
import { PROOF } from './prove.js'
import { isTranscript } from './seal.js'
import { readAs, sealIn } from './statement.js'
import { verifyKeys } from './verify-signatures.js'
import { isInside } from './verify-transcripts.js'
import { committedIn, treeOf } from './withhold.js'

/**
 * Checks that the files of a proof belong to the sealed bundle, which is not at hand.
 * @throws InputError where it is that of a newer ombud
 */
export function verifyProof(folder: string, keys: readonly KeyObject[]): Check[] {
  const [signatures, key, files, rest] = [
    new Checking('signatures'),
    new Checking('key'),
    new Checking('shown'),
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
  const lines = new Checking('lines')
  verifyIncluded(folder, proof, statement, { files, lines })
  rest.seen = `${statement.predicate.merkle.root}, ${statement.predicate.sealed}`
  rest.leave('elsewhere')
  const made = [signatures, key, files]
  if (proof.files.some(({ withheld }) => withheld)) made.push(lines)
  if (statement.predicate.redacted) made.push(copyOf(statement.predicate.redacted))
  return [...made, rest]
}

/** Words were taken out of it before it was sealed. */
function copyOf({ statement }: NonNullable<Seal['predicate']['redacted']>): Checking {
  const copy = new Checking('copy')
  copy.seen = statement
  return copy.leave('elsewhere')
}

function verifyIncluded(
  folder: string,
  proof: Proof,
  { predicate }: Seal,
  { files: check, lines }: { files: Checking; lines: Checking },
): void {
  const { root, size } = predicate.merkle
  check.seen = `${proof.trial}: ${proof.files.length}`
  const told = new Set(proof.files.map(({ path }) => path))
  for (const { path, isFile } of filesBelow(folder)) {
    if (!isFile) check.fail('not-a-file', path)
    else if (path !== PROOF && !told.has(path)) check.fail('extra', path)
  }
  let hidden = 0
  for (const { path, sha256, index, audit, withheld } of proof.files) {
    const isOfTrial = !isTranscript(path) || trialOfPath(path) === proof.trial
    if (
      !isPlainPath(path) ||
      !isOfTrial ||
      !isIncluded(manifestLine({ path, hash: sha256 }), { index, size, path: audit, root })
    )
      check.fail('not-signed-for', path)
    else if (!existsSync(join(folder, path))) check.fail('missing', path)
    // A link was named above, and is not followed.
    else if (!isInside(folder, path)) continue
    else if (withheld) hidden += verifyShown(folder, path, withheld, predicate, lines)
    else if (sha256File(join(folder, path)) !== sha256) check.fail('changed', path)
  }
  if (hidden > 0 && lines.state === 'ok') lines.leave('withheld', String(hidden))
  if (!proof.files.some(({ path }) => isTranscript(path))) check.fail('missing', proof.trial)
}

/**
 * The lines that are shown, with the hashes of those that are not, make the tree of which the signed journal has the root.
 * @returns how many are withheld
 */
function verifyShown(
  folder: string,
  path: string,
  { journal: line, index, audit }: NonNullable<Proof['files'][number]['withheld']>,
  { journal }: Seal['predicate'],
  check: Checking,
): number {
  const { lines: size, root } = journal
  const told = committedIn(line)
  const isSigned = root !== undefined && isIncluded(line, { index, size, path: audit, root })
  if (!isSigned || told?.path !== path) {
    check.fail('not-signed-for', path)
    return 0
  }
  const shown = treeOf(join(folder, path))
  if (shown.count !== told.lines.count || shown.root !== told.lines.root || shown.rest !== 0)
    check.fail('changed', path)
  return shown.withheld
}
