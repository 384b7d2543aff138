/** Reads the result and the pictures of a run directory that may come from a stranger: bounded, checked, from within. */
import { closeSync, constants, existsSync, fstatSync, openSync, readSync, realpathSync } from 'node:fs'
import { join, sep } from 'node:path'
import { sha256 } from '../documents/canonical.js'
import { InputError } from '../documents/input-error.js'
import { validator } from '../documents/schema.js'
import type { Result } from '../documents/types/result.js'

/** Version of result.json that this ombud reads. */
const VERSION = 1
const MEGABYTE = 1_000_000
/** 10,000 trials take about 130 MB; above half a gigabyte no text fits into memory. */
const LARGEST_RESULT = 400 * MEGABYTE
const LARGEST_PICTURE = 10 * MEGABYTE
/** A result of ours is 10 deep. */
const DEEPEST = 64

/**
 * The result of the run in `path`.
 * @throws InputError that says in one message why it cannot be shown
 */
export function storedResult(path: string): Result {
  if (!existsSync(join(path, 'plan.json')) && !existsSync(join(path, 'result.json')))
    throw new InputError(
      `${path} is not a run directory: it has no plan.json`,
      'name a directory that `ombud run` wrote',
    )
  if (!existsSync(join(path, 'result.json')))
    throw new InputError(`${path} has no result.json`, `ombud score ${path} makes it`)
  const name = join(path, 'result.json')
  const text = within(path, 'result.json', LARGEST_RESULT).toString('utf8')
  if (depth(text) > DEEPEST) throw new InputError(`${name} is nested more than ${DEEPEST} levels deep`)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const [why] = (error as Error).message.split(/ in JSON|, "/)
    throw new InputError(
      `${name} is damaged: ${why}`,
      `ombud score ${path} makes it anew from the transcripts`,
    )
  }
  const version =
    typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined
  if (typeof version === 'number' && version > VERSION)
    throw new InputError(`${name} was written by a newer ombud (format ${version})`, 'update ombud')
  const valid = validator('result', 'first')
  if (!valid(value)) {
    const [error] = valid.errors ?? []
    throw new InputError(
      `${name} is no result: ${error?.instancePath.slice(0, 200) || 'the whole file'} ${error?.message ?? ''}`,
      `ombud score ${path} makes it anew from the transcripts`,
    )
  }
  return value as Result
}

/** The bytes that were kept under this SHA-256; null where they are missing, too large, elsewhere, or others. */
export function storedBlob(path: string, hash: string): Buffer | null {
  if (!/^[0-9a-f]{64}$/.test(hash)) return null
  try {
    const bytes = within(path, join('blobs', 'sha256', hash.slice(0, 2), hash), LARGEST_PICTURE)
    return sha256(bytes) === hash ? bytes : null
  } catch {
    return null
  }
}

/** Reads a file of the directory that really lies in it: no link leads out, no pipe is waited for. */
function within(path: string, name: string, most: number): Buffer {
  const file = join(path, name)
  let fd: number
  try {
    const real = realpathSync(file)
    if (!real.startsWith(realpathSync(path) + sep))
      throw new InputError(`${file} is a link that leads out of the run directory`)
    // A pipe would block the opening of it.
    fd = openSync(real, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    if (error instanceof InputError) throw error
    throw new InputError(`${file} cannot be read (${(error as NodeJS.ErrnoException).code})`)
  }
  try {
    const stat = fstatSync(fd)
    const { size } = stat
    if (!stat.isFile()) throw new InputError(`${file} is not a file`)
    if (size > most)
      throw new InputError(`${file} is too large: ${Math.round(size / MEGABYTE)} MB of ${most / MEGABYTE} MB`)
    const bytes = Buffer.alloc(size)
    let read = 0
    while (read < size) {
      const count = readSync(fd, bytes, read, size - read, read)
      if (count === 0) break
      read += count
    }
    return bytes.subarray(0, read)
  } finally {
    closeSync(fd)
  }
}

/** How deep arrays and objects are nested, without making any: a deep one would exhaust the stack later. */
function depth(text: string): number {
  let deepest = 0
  let now = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x22) at = endOfString(text, at)
    else if (code === 0x5b || code === 0x7b) deepest = Math.max(deepest, ++now)
    else if (code === 0x5d || code === 0x7d) now--
  }
  return deepest
}

/** Place of the quotation mark that ends the string which begins at `from`. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0x5c) at++
    else if (code === 0x22) return at
  }
  return text.length
}
