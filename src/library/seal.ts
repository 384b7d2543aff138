/** Seals runs into evidence bundles, and adds to bundles that are there: signatures, time stamps, proofs, purges. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { InputError } from '../documents/input-error.js'
import type { JournalLine } from '../documents/types/journal.js'
import type { Purge, Seal } from '../documents/types/statement.js'
import { ENVELOPE, refuseOthers, STAMP, STATEMENT, writeTagManifest } from '../evidence/bag.js'
import type { Signer } from '../evidence/keys.js'
import { purge } from '../evidence/purge.js'
import { sealFolder } from '../evidence/seal.js'
import { RunDirectory } from '../run/directory.js'
import { refuseWhereHeld } from '../run/lock.js'
import { readLines } from '../run/repair.js'
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

/**
 * Deletes conversations from a bundle or a run and leaves their hashes.
 * @param which trials by name, or all whose last word is older than `olderThan` milliseconds
 * @throws InputError where nothing is on file of them, or a run is being written
 */
export function purgeTrials(
  path: string,
  which: { trials?: readonly string[]; olderThan?: number },
  { signer, reason }: { signer: Signer; reason: string },
): Purge {
  const isBundle = existsSync(join(path, ENVELOPE))
  if (!isBundle) refuseWhereHeld(RunDirectory.open(path).path)
  const now = new Date()
  const journal = join(path, isBundle ? 'data' : '', 'journal.jsonl')
  const old = which.olderThan === undefined ? [] : before(journal, now.getTime() - which.olderThan)
  return purge(path, { trials: [...(which.trials ?? []), ...old], reason, signer, now })
}

/** Trials of a journal of which nothing is later than `time`. */
function before(journal: string, time: number): string[] {
  const last = new Map<string, number>()
  for (const line of readLines<JournalLine>(journal).lines)
    last.set(line.trial, Math.max(last.get(line.trial) ?? 0, Date.parse(line.time)))
  return [...last].flatMap(([trial, at]) => (at < time ? [trial] : []))
}
