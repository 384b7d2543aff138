/** How a run lies in a store: what it is called, in which pieces, and how many at once go there and back. */
import { canonicalJson, sha256 } from '../documents/canonical.js'
import { InputError } from '../documents/input-error.js'
import { validator } from '../documents/schema.js'
import type { RunRecord } from '../documents/types/run.js'
import type { StoredFile } from '../documents/types/stored-file.js'
import type { StoredRun } from '../documents/types/stored-run.js'

/** Version of the layout of a store. */
export const STORE_VERSION = 1
/** Largest object: a file that is larger lies in several, so that no file of any size has to fit into memory. */
export const PART_BYTES = 32 * 1024 * 1024
/** Files under way at once, and how many wait for the slowest of them. */
export const AT_ONCE = 8
export const BATCH = 128

/** Where a run was counted. */
export interface Counted {
  files: number
  bytes: number
}

/**
 * The same for the same run, however often it was gone on with; another for each shard of a plan, and for each of many
 * workers that began in one millisecond.
 * @param plan hash of its plan.json
 * @param first the first line of its journal
 */
export function storedId({ started, shard, merged }: RunRecord, plan: string, first: string): string {
  const hash = sha256(canonicalJson({ plan, started, shard, merged, first }))
  return `${started.slice(0, 10)}-${hash.slice(0, 12)}`
}

/** @throws InputError where the object is no run, or one of a newer ombud */
export function readStoredRun(text: string, about: string): StoredRun {
  const value = parsed(text)
  const version = (value as { version?: unknown } | undefined)?.version
  if (typeof version === 'number' && version > STORE_VERSION)
    throw new InputError(`${about} was stored by a newer ombud (format ${version})`, 'update ombud')
  if (!validator('stored-run', 'first')(value)) throw new InputError(`${about} is damaged: it names no run`)
  return value as StoredRun
}

/** @throws InputError where a line of an index names no file, or one outside of the run */
export function readStoredFile(line: string, about: string): StoredFile {
  const value = parsed(line)
  if (!isStoredFile(value)) throw new InputError(`${about}: a line of its index is no file of a run`)
  return value
}

export function isStoredFile(value: unknown): value is StoredFile {
  return validator('stored-file', 'first')(value)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
