/** Retention: deletes conversations of many runs and bundles, by name or by age, and leaves their hashes. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { InputError } from '../documents/input-error.js'
import type { JournalLine } from '../documents/types/journal.js'
import { ENVELOPE } from '../evidence/bag.js'
import type { Signer } from '../evidence/keys.js'
import { purge, wouldPurge } from '../evidence/purge.js'
import { RunDirectory } from '../run/directory.js'
import { refuseWhereHeld } from '../run/lock.js'
import { readLines } from '../run/repair.js'

/** Folders of runs are not deeper than those of a monitor. */
const DEEPEST = 4

export interface Which {
  /** By name: target/scenario/arm/repetition. */
  trials?: readonly string[]
  /** All of which nothing is younger, milliseconds. */
  olderThan?: number
}

/** A file of a run or bundle, relative to it. */
export interface PurgedFile {
  name: string
  /** Only lines of it go. */
  inPart: boolean
  /** SHA-256 of what was there; absent where nothing was deleted yet. */
  sha256?: string
}

/**
 * Runs and bundles that `paths` are, or hold.
 * @throws InputError where one of them is and holds none
 */
export function heldIn(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    if (!statSync(path, { throwIfNoEntry: false })?.isDirectory())
      throw new InputError(`${path} is no folder`, 'name a run, a bundle, or a folder of them')
    const found = [...heldBelow(path, DEEPEST)]
    if (found.length === 0)
      throw new InputError(`${path} is no run or bundle, and holds none`, 'nothing was deleted')
    return found
  })
}

function* heldBelow(path: string, deep: number): Generator<string> {
  if (existsSync(join(path, ENVELOPE)) || existsSync(join(path, 'plan.json'))) yield path
  else if (deep > 0)
    for (const entry of readdirSync(path, { withFileTypes: true }))
      if (entry.isDirectory()) yield* heldBelow(join(path, entry.name), deep - 1)
}

/**
 * Deletes conversations from a bundle or a run and leaves their hashes.
 * @param by who signs the list of what went, and why; without it nothing is deleted, and what would go is told
 * @returns files that went; none where the trials have nothing on file
 * @throws InputError where a run is being written, or others signed a bundle
 */
export function purgeTrials(
  path: string,
  which: Which,
  by?: { signer: Signer; reason: string },
): PurgedFile[] {
  const isBundle = existsSync(join(path, ENVELOPE))
  if (!isBundle) refuseWhereHeld(RunDirectory.open(path).path)
  const now = new Date()
  const journal = join(path, isBundle ? 'data' : '', 'journal.jsonl')
  const old = which.olderThan === undefined ? [] : before(journal, now.getTime() - which.olderThan)
  const trials = [...new Set([...(which.trials ?? []), ...old])]
  const { gone, shortened } = wouldPurge(path, trials)
  if (gone.length === 0) return []
  if (by === undefined)
    return [...gone, ...shortened].map((name, at) => ({ name, inPart: at >= gone.length }))
  const { subject, predicate } = purge(path, { trials, now, ...by })
  return subject.map(({ name, digest: { sha256 } }) => ({
    name,
    inPart: predicate.left[name] !== undefined,
    sha256,
  }))
}

/** Trials of a journal of which nothing is later than `time`. */
function before(journal: string, time: number): string[] {
  const last = new Map<string, number>()
  for (const line of readLines<JournalLine>(journal).lines)
    last.set(line.trial, Math.max(last.get(line.trial) ?? 0, Date.parse(line.time)))
  return [...last].flatMap(([trial, at]) => (at < time ? [trial] : []))
}
