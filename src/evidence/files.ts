/** The files of a folder in one order, and their digests, however large they are and however many. */
import { createHash, type Hash, randomBytes } from 'node:crypto'
import { closeSync, lstatSync, openSync, readdirSync, readSync, type Stats, writeSync } from 'node:fs'
import { join } from 'node:path'

const CHUNK = Buffer.allocUnsafe(1 << 20)

/** Something in a folder. */
export interface Entry {
  /** Relative to where the walk began, with slashes. */
  path: string
  /** A link, a pipe or a device is none. */
  isFile: boolean
}

/** What a path is, links not followed; undefined where nothing is, or a part of the way is no folder. */
export function statOf(path: string): Stats | undefined {
  try {
    return lstatSync(path)
  } catch {
    return undefined
  }
}

/**
 * Everything below `root`, in the order of its paths; links are named and never followed.
 * @param at folder below `root` where the walk begins, with its slash
 * @param without a folder that is not gone into, with its slash
 */
export function* filesBelow(root: string, at = '', without?: string): Generator<Entry> {
  const entries = readdirSync(join(root, at), { withFileTypes: true }).map((entry) => ({
    path: `${at}${entry.name}${entry.isDirectory() ? '/' : ''}`,
    isFile: entry.isFile(),
  }))
  entries.sort((a, b) => (a.path < b.path ? -1 : 1))
  for (const entry of entries)
    if (!entry.path.endsWith('/')) yield entry
    else if (entry.path !== without) yield* filesBelow(root, entry.path)
}

/** A name beside `out` that nothing has, for what is written whole or not at all. */
export function partOf(out: string): string {
  return `${out.replace(/[/\\]+$/, '')}.${randomBytes(4).toString('hex')}.part`
}

/** The next of numbers in a folder, of four digits: no name that stands in it is given again. */
export function nextNumber(names: readonly string[]): string {
  const taken = names.map((name) => Number.parseInt(name.slice(name.lastIndexOf('/') + 1), 10) || 0)
  return String(Math.max(0, ...taken) + 1).padStart(4, '0')
}

/**
 * Digests of a file, from one reading of it in pieces.
 * @param copy where its bytes are written to at the same time
 * @returns how many bytes it has
 */
export function digestFile(path: string, hashes: readonly Hash[], copy?: string): number {
  const from = openSync(path, 'r')
  const to = copy === undefined ? undefined : openSync(copy, 'wx')
  try {
    let bytes = 0
    for (let size = readSync(from, CHUNK); size > 0; size = readSync(from, CHUNK)) {
      const piece = CHUNK.subarray(0, size)
      for (const hash of hashes) hash.update(piece)
      if (to !== undefined) for (let done = 0; done < size; ) done += writeSync(to, piece, done)
      bytes += size
    }
    return bytes
  } finally {
    closeSync(from)
    if (to !== undefined) closeSync(to)
  }
}

/** SHA-256 of a file, in hexadecimal. */
export function sha256File(path: string): string {
  const hash = createHash('sha256')
  digestFile(path, [hash])
  return hash.digest('hex')
}
