/** What a run keeps under its SHA-256: raw replies, pictures, pages. */
import { join } from 'node:path'
import { sha256 } from '../documents/canonical.js'
import { linesIn } from '../documents/lines.js'
import type { Checking } from './checks.js'
import { statOf } from './files.js'

export const TEXTS = 'blobs/texts.jsonl'
/** Bytes of a raw reply. */
const LONGEST = 100_000_000

/** The SHA-256 after which a picture or page is named; undefined for other files. */
export function blobOf(path: string): string | undefined {
  return /(?:^|\/)blobs\/sha256\/[0-9a-f]{2}\/([0-9a-f]{64})(?:\.[a-z0-9.]+)?$/.exec(path)?.[1]
}

/**
 * Hashes of what is kept. Of each only the first eight bytes are remembered, in eight bytes of memory: that a file is what
 * its name says is checked with the whole hash.
 */
export class Kept {
  #prefixes = new BigUint64Array(1024)
  #size = 0
  #isSorted = true

  add(hash: string): void {
    if (this.#size === this.#prefixes.length) {
      const more = new BigUint64Array(this.#size * 2)
      more.set(this.#prefixes)
      this.#prefixes = more
    }
    this.#prefixes[this.#size++] = prefixOf(hash)
    this.#isSorted = false
  }

  has(hash: string): boolean {
    const prefixes = this.#prefixes
    if (!this.#isSorted) prefixes.subarray(0, this.#size).sort()
    this.#isSorted = true
    const wanted = prefixOf(hash)
    let [from, to] = [0, this.#size]
    while (from < to) {
      const middle = (from + to) >>> 1
      if ((prefixes[middle] as bigint) < wanted) from = middle + 1
      else to = middle
    }
    return from < this.#size && prefixes[from] === wanted
  }
}

const prefixOf = (hash: string) => BigInt(`0x${hash.slice(0, 16)}`)

/** Adds the kept texts of a bundle. @param check is told those that are not what their hash says */
export function keptTexts(bundle: string, kept: Kept, check: Checking): void {
  const name = `data/${TEXTS}`
  const path = join(bundle, name)
  if (!statOf(path)?.isFile()) return
  let number = 0
  for (const bytes of linesIn(path, undefined, LONGEST)) {
    number++
    const hash = hashOfText(bytes)
    if (hash === undefined) check.fail('not-its-hash', `${name}:${number}`)
    else kept.add(hash)
  }
}

/** Undefined where the text is not what its hash says. */
function hashOfText(bytes: Buffer): string | undefined {
  try {
    const { sha256: hash, text } = JSON.parse(bytes.toString('utf8')) as { sha256?: unknown; text?: unknown }
    return typeof text === 'string' && sha256(text) === hash ? hash : undefined
  } catch {
    return undefined
  }
}
