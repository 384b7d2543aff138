/** The result and the pictures of a run directory that may come from a stranger. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../documents/canonical.js'
import { InputError } from '../documents/input-error.js'
import type { Result } from '../documents/types/result.js'
import { refuseLogs } from '../run/logs.js'
import { jsonIn, readIn } from '../run/stored.js'

const LARGEST_PICTURE = 10_000_000

/**
 * The result of the run in `path`.
 * @throws InputError that says in one message why it cannot be shown
 */
export function storedResult(path: string): Result {
  refuseLogs(path)
  if (!existsSync(join(path, 'plan.json')) && !existsSync(join(path, 'result.json')))
    throw new InputError(
      `${path} is not a run directory: it has no plan.json`,
      'name a directory that `ombud run` wrote',
    )
  if (!existsSync(join(path, 'result.json')))
    throw new InputError(`${path} has no result.json`, `ombud score ${path} makes it`)
  return jsonIn(path, 'result', `ombud score ${path} makes it anew from the transcripts`)
}

/** The bytes that were kept under this SHA-256; null where they are missing, too large, elsewhere, or others. */
export function storedBlob(path: string, hash: string): Buffer | null {
  if (!/^[0-9a-f]{64}$/.test(hash)) return null
  try {
    const bytes = readIn(path, join('blobs', 'sha256', hash.slice(0, 2), hash), LARGEST_PICTURE)
    return sha256(bytes) === hash ? bytes : null
  } catch {
    return null
  }
}
