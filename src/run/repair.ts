/** Mends what a cut run left behind: a torn last line is cut off, and lines that cannot be read are named. */
import { isUtf8 } from 'node:buffer'
import { existsSync, readFileSync, truncateSync } from 'node:fs'
import { readBounded } from './stored.js'

/** The readable lines of a JSONL file, and what had to be said about the rest. */
export interface Lines<T> {
  lines: T[]
  /** Bytes of a torn last line. */
  torn: number
  /** Numbers of lines in the middle that are no JSON objects. */
  damaged: number[]
}

/**
 * Reads a JSONL file that may have been cut. A file that is not there has no lines.
 * @throws InputError where it is no file, or too large
 */
export function readLines<T>(path: string): Lines<T> {
  if (!existsSync(path)) return { lines: [], torn: 0, damaged: [] }
  const bytes = readBounded(path)
  const end = bytes.lastIndexOf(0x0a) + 1
  const whole = bytes.subarray(0, end)
  // Read one by one, bytes that are no UTF-8 damage their own line alone; read together, they cost nothing.
  const written = isUtf8(whole) ? whole.toString('utf8').split('\n').slice(0, -1) : linesApart(whole)
  const lines: T[] = []
  const damaged: number[] = []
  written.forEach((line, i) => {
    const value = parse(line)
    if (value === undefined) damaged.push(i + 1)
    else lines.push(value as T)
  })
  return { lines, torn: bytes.length - end, damaged }
}

/** Lines of bytes that are not all UTF-8; one that is not is empty. */
function linesApart(bytes: Buffer): string[] {
  const lines: string[] = []
  for (let from = 0; from < bytes.length; ) {
    const end = bytes.indexOf(0x0a, from)
    const line = bytes.subarray(from, end)
    lines.push(isUtf8(line) ? line.toString('utf8') : '')
    from = end + 1
  }
  return lines
}

/** Cuts a torn last line off. Returns how many bytes went. */
export function cutTorn(path: string): number {
  const bytes = existsSync(path) ? readFileSync(path) : Buffer.alloc(0)
  const end = bytes.lastIndexOf(0x0a) + 1
  if (end < bytes.length) truncateSync(path, end)
  return bytes.length - end
}

function parse(line: string): object | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
