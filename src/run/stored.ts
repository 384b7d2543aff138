/** Reads files of a run directory that may come from a stranger: bounded, checked, and only what really lies in it. */
import { closeSync, constants, fstatSync, lstatSync, openSync, readSync, realpathSync } from 'node:fs'
import { join, sep } from 'node:path'
import { InputError } from '../documents/input-error.js'
import { type SchemaName, validator } from '../documents/schema.js'
import type { Finding } from '../documents/types/finding.js'
import type { Judgement } from '../documents/types/judgement.js'
import type { Row } from '../documents/types/row.js'
import { linesIn } from './files.js'

const MEGABYTE = 1_000_000
/** 10,000 trials take about 130 MB; above half a gigabyte no text fits into memory. */
const LARGEST = 400 * MEGABYTE
/** A file that is read line by line, and one line of it. */
const LARGEST_OF_LINES = 10 * LARGEST
const LONGEST_LINE = 10 * MEGABYTE
const CHUNK = 1 << 20
/** Files of ours are 12 deep. */
const DEEPEST = 64
/** Newest format that is read. */
export const FORMAT = 1

/**
 * Path of a file of the run directory `path`.
 * @param root the real path of the directory, for those who ask often
 * @throws InputError where a link leads out of it
 */
export function placeIn(path: string, name: string, root?: string): string {
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
  const inside = root ?? realpathSync.native(path)
  if (real !== inside && !real.startsWith(inside + sep))
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
  const { fd, size } = openBounded(file, most)
  try {
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
 * The bytes of a file from one offset to another, in chunks, each good until the next is taken.
 * @throws InputError as of `readBounded`; a file may be ten times as large
 */
export function* chunksIn(file: string, from = 0, to = Number.POSITIVE_INFINITY): Generator<Buffer> {
  const { fd, size } = openBounded(file, LARGEST_OF_LINES)
  try {
    const chunk = Buffer.allocUnsafe(Math.min(CHUNK, Math.max(1, Math.min(size, to) - from)))
    for (let at = from; at < Math.min(size, to); ) {
      const count = readSync(fd, chunk, 0, Math.min(chunk.length, to - at), at)
      if (count === 0) return
      yield chunk.subarray(0, count)
      at += count
    }
  } finally {
    closeSync(fd)
  }
}

function openBounded(file: string, most: number): { fd: number; size: number } {
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
    return { fd, size }
  } catch (error) {
    closeSync(fd)
    throw error
  }
}

/**
 * The findings of the run directory `path`, one by one.
 * @throws InputError that names the line which is no finding, or why the file cannot be used
 */
export function findingsIn(path: string): Generator<Finding> {
  return checkedLines(path, 'finding', `\`ombud score ${path}\` writes it anew`)
}

/** What is known of each trial of the run directory `path`, in the order of its plan. @throws InputError as of `findingsIn` */
export function rowsIn(path: string): Generator<Row> {
  return checkedLines(path, 'row', `\`ombud score ${path}\` writes it anew`)
}

/** The judgements of the run directory `path`, oldest first. @throws InputError as of `findingsIn` */
export function judgementsIn(path: string): Generator<Judgement> {
  return checkedLines(path, 'judgement', 'take the line out, and its question is put again with --judge')
}

const FILES = { finding: 'findings.jsonl', judgement: 'judgements.jsonl', row: 'index.jsonl' } as const

function* checkedLines<T>(path: string, schema: keyof typeof FILES, hint: string): Generator<T> {
  const file = placeIn(path, FILES[schema])
  const { fd, size } = openBounded(file, LARGEST_OF_LINES)
  // Judgements grow line by line, and a kill may tear the last one; the others are written whole.
  const isCut = schema !== 'judgement' && size > 0 && !endsInNewline(fd, size)
  const valid = validator(schema, 'first')
  let line = 0
  for (const bytes of linesIn(file, fd, LONGEST_LINE)) {
    line++
    const value = parsed(bytes.toString('utf8'))
    if (!valid(value)) throw new InputError(`${file}:${line}: the line is no ${schema}`, hint)
    yield value as T
  }
  if (isCut) throw new InputError(`${file}:${line + 1}: the file is cut off in this line`, hint)
}

function endsInNewline(fd: number, size: number): boolean {
  const last = Buffer.alloc(1)
  readSync(fd, last, 0, 1, size - 1)
  return last[0] === 0x0a
}

/** The value of a text; undefined where it is no JSON. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/**
 * A JSON file of the run directory that is what its schema says.
 * @param hint what to do where it is damaged
 * @throws InputError that says in one message why it cannot be used
 */
export function jsonIn<T>(
  path: string,
  schema: Extract<SchemaName, 'plan' | 'run' | 'environment' | 'names' | 'result' | 'scorecard'>,
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
  if (typeof version === 'number' && version > FORMAT)
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
