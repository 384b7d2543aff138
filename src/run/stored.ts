/** Reads files of a run directory that may come from a stranger: bounded, checked, and only what really lies in it. */
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, realpathSync } from 'node:fs'
import { join, sep } from 'node:path'
import { InputError } from '../documents/input-error.js'
import { type SchemaName, validator } from '../documents/schema.js'

const MEGABYTE = 1_000_000
/** 10,000 trials take about 130 MB; above half a gigabyte no text fits into memory. */
const LARGEST = 400 * MEGABYTE
/** Files of ours are 12 deep. */
const DEEPEST = 64
const VERSION = 1

/**
 * Path of a file of the run directory `path`.
 * @throws InputError where a link leads out of it
 */
export function placeIn(path: string, name: string): string {
  const file = join(path, name)
  let real: string
  try {
    real = realpathSync.native(file)
  } catch (error) {
    // What does not exist yet will be made here, but not through a link.
    if (lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink())
      throw new InputError(`${file} is a link to nothing (${(error as NodeJS.ErrnoException).code})`)
    return file
  }
  if (real !== realpathSync.native(path) && !real.startsWith(realpathSync.native(path) + sep))
    throw new InputError(`${file} is a link that leads out of the run directory`)
  return file
}

/** The bytes of a file of the run directory. @throws InputError as of `placeIn` and `readBounded` */
export function readIn(path: string, name: string, most?: number): Buffer {
  return readBounded(placeIn(path, name), most)
}

/**
 * The bytes of a file; a pipe is not waited for.
 * @throws InputError where it cannot be read, is no file or larger than `most` bytes
 */
export function readBounded(file: string, most = LARGEST): Buffer {
  let fd: number
  try {
    fd = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
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

/**
 * A JSON file of the run directory that is what its schema says.
 * @param hint what to do where it is damaged
 * @throws InputError that says in one message why it cannot be used
 */
export function jsonIn<T>(
  path: string,
  schema: Extract<SchemaName, 'plan' | 'run' | 'result'>,
  hint: string,
): T {
  const name = join(path, `${schema}.json`)
  const text = readIn(path, `${schema}.json`).toString('utf8')
  if (depth(text) > DEEPEST) throw new InputError(`${name} is nested more than ${DEEPEST} levels deep`)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const [why] = (error as Error).message.split(/ in JSON|, "/)
    throw new InputError(`${name} is damaged: ${why}`, hint)
  }
  const version =
    typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined
  if (typeof version === 'number' && version > VERSION)
    throw new InputError(`${name} was written by a newer ombud (format ${version})`, 'update ombud')
  const valid = validator(schema, 'first')
  if (!valid(value)) {
    const [error] = valid.errors ?? []
    throw new InputError(
      `${name} is no ${schema}: ${error?.instancePath.slice(0, 200) || 'the whole file'} ${error?.message ?? ''}`,
      hint,
    )
  }
  return value as T
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
