/** Seals runs into evidence bundles, and adds to bundles that are there: signatures, time stamps, proofs. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { InputError } from '../documents/input-error.js'
import type { Seal } from '../documents/types/statement.js'
import { refuseOthers, STAMP, STATEMENT, writeTagManifest } from '../evidence/bag.js'
import { type Signer, typeOf } from '../evidence/keys.js'
import { sealFolder } from '../evidence/seal.js'
import { addSignature } from '../evidence/sign.js'
import { RunDirectory } from '../run/directory.js'
import { refuseWhereHeld } from '../run/lock.js'
import { unchangedPlan } from '../run/resume.js'
import { stampFile } from './stamp.js'

export interface SealOptions {
  signer: Signer
  /** Folder of the bundle; default: that of the run, with `.bag`. */
  out?: string
  /** Write digests of SM3, too. */
  sm3?: boolean
}

/**
 * Makes an evidence bundle of a run that has ended and was scored.
 * @throws InputError where it is none, is being written, has no scorecard, or `out` cannot be used
 */
export function seal(
  run: string,
  { signer, out, sm3 = false }: SealOptions,
): { bundle: string; statement: Seal } {
  const directory = RunDirectory.open(run)
  refuseWhereHeld(run)
  const { id } = unchangedPlan(directory)
  if (!existsSync(directory.file('scorecard.json')))
    throw new InputError(
      `${run} has no scorecard.json, which is sealed with it`,
      `\`ombud score ${run}\` makes it`,
    )
  const bundle = out ?? `${run.replace(/[/\\]+$/, '')}.bag`
  return { bundle, statement: sealFolder(run, { signer, out: bundle, sm3, planId: id, now: new Date() }) }
}

/**
 * As `seal`, with several signatures.
 * @throws InputError as `seal`, and where none of the keys is of Ed25519 or one comes twice
 */
export function sealBy(
  run: string,
  signers: readonly Signer[],
  options: Omit<SealOptions, 'signer'>,
): ReturnType<typeof seal> {
  const signer = signers.find(({ publicKey }) => typeOf(publicKey) === 'ed25519')
  if (!signer)
    throw new InputError(
      'a bundle is sealed with a key of Ed25519, which everybody can check; one of SM2 goes beside it',
      'name both: --key FILE --key FILE',
    )
  if (new Set(signers.map(({ id }) => id)).size < signers.length)
    throw new InputError('a key was named twice', 'another signature takes another key')
  const sealed = seal(run, { ...options, signer })
  for (const other of signers) if (other !== signer) addSignature(sealed.bundle, other)
  return sealed
}

/**
 * Has the statement of a bundle stamped.
 * @returns when, by the clock of the authority
 * @throws InputError where `bundle` is none or has a stamp, or the authority gives none
 */
export async function stampBundle(bundle: string, url: string): Promise<Date> {
  refuseOthers(bundle)
  const time = await stampFile(url, join(bundle, STATEMENT), join(bundle, STAMP))
  writeTagManifest(bundle)
  return time
}
