/**
 * Corrections of a sealed bundle, and replies to it: files with a signed statement that names the old one. Nothing is
 * rewritten, and whoever signs need not be who sealed: a merchant replies with a key of their own.
 */
import { constants, copyFileSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { sha256 } from '../documents/canonical.js'
import { InputError } from '../documents/input-error.js'
import type { Correction } from '../documents/types/statement.js'
import { isPlainPath, refuseOthers, STATEMENT, tagFile, writeTagManifest } from './bag.js'
import type { Checking } from './checks.js'
import { envelopeIsSignedBy, signedEnvelope } from './dsse.js'
import { filesBelow, nextNumber, sha256File, statOf } from './files.js'
import { enclosedKey, pemOf, type Signer } from './keys.js'
import { bytesOf, correctionIn, envelopeIn, envelopeText, reasonBy, STATEMENT_TYPE } from './statement.js'

const FOLDER = 'corrections'
const ENVELOPE = 'statement.dsse.json'
const LARGEST_MB = 50

/**
 * Adds a file to a bundle, with a statement about it and the old one.
 * @returns where the file lies, relative to the bundle
 * @throws InputError where the bundle is none, or the file cannot be added
 */
export function addCorrection(
  bundle: string,
  file: string,
  { reason, signer, now }: { reason: string; signer: Signer; now: Date },
): string {
  refuseOthers(bundle)
  const stat = statSync(file, { throwIfNoEntry: false })
  if (!stat?.isFile() || stat.size > LARGEST_MB * 1_000_000)
    throw new InputError(`${file} is no file of at most ${LARGEST_MB} MB`)
  const folder = `${FOLDER}/${nextNumber(foldersIn(bundle))}`
  const name = `${folder}/file/${basename(file)}`
  if (!isPlainPath(name)) throw new InputError(`${file} has a name that a bag cannot hold`, 'rename it')
  mkdirSync(join(bundle, folder, 'file'), { recursive: true })
  copyFileSync(file, join(bundle, name), constants.COPYFILE_EXCL)
  const statement: Correction = {
    _type: STATEMENT_TYPE,
    subject: [STATEMENT, name].map((path) => ({
      name: path,
      digest: { sha256: sha256File(join(bundle, path)) },
    })),
    predicateType: 'urn:ombud:correction:1',
    predicate: { version: 1, corrected: now.toISOString(), reason },
  }
  writeFileSync(join(bundle, folder, ENVELOPE), envelopeText(signedEnvelope(bytesOf(statement), signer)))
  writeFileSync(join(bundle, folder, 'key.pub'), pemOf(signer.publicKey))
  writeTagManifest(bundle)
  return name
}

function foldersIn(bundle: string): string[] {
  const folder = join(bundle, FOLDER)
  return statOf(folder)?.isDirectory()
    ? readdirSync(folder)
        .sort()
        .map((name) => `${FOLDER}/${name}`)
    : []
}

/** @param statement bytes of statement.json */
export function verifyCorrections(bundle: string, statement: Buffer, check: Checking): void {
  const seen: string[] = []
  for (const folder of foldersIn(bundle)) {
    const told = correctionOf(bundle, folder, statement)
    if (told === undefined) check.fail('bad-signature', folder)
    else seen.push(told)
  }
  check.seen = [seen.length, ...seen].join('; ')
}

/** What a correction is about and who signed it; undefined where it does not hold. */
function correctionOf(bundle: string, folder: string, statement: Buffer): string | undefined {
  const envelope = envelopeIn(tagFile(bundle, `${folder}/${ENVELOPE}`))
  const correction = envelope && correctionIn(envelope)
  const key = enclosedKey(String(tagFile(bundle, `${folder}/key.pub`)))
  if (!correction || !key) return undefined
  try {
    const told = new Set([`${folder}/${ENVELOPE}`, `${folder}/key.pub`])
    for (const { name } of correction.subject) told.add(name)
    for (const { path } of filesBelow(bundle, `${folder}/`)) if (!told.has(path)) return undefined
    const holds = correction.subject.every(({ name, digest }) =>
      name === STATEMENT
        ? digest.sha256 === sha256(statement)
        : name.startsWith(`${folder}/file/`) &&
          isPlainPath(name) &&
          digest.sha256 === sha256File(join(bundle, name)),
    )
    const isAboutIt = correction.subject.some(({ name }) => name === STATEMENT)
    return holds && isAboutIt && envelopeIsSignedBy(envelope, key)
      ? reasonBy(key, correction.predicate.reason)
      : undefined
  } catch {
    return undefined
  }
}
