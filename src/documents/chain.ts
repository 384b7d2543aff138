/** The chain of a transcript: each line tells the hash of the one before it, so that none can be taken out or put in. */
import { canonicalJson, sha256 } from './canonical.js'
import { MerkleTree } from './merkle.js'

/** What the first line follows: no transcript can stand in for that of another trial or plan. */
export function firstLink(plan: string, trial: string): string {
  return sha256(canonicalJson([plan, trial]))
}

/**
 * A line of JSON with its link.
 * @param prev SHA-256 of the exact bytes of the line before, without its newline
 * @param salt 16 random bytes: without them a short line that is withheld could be guessed from its hash
 */
export function linked(line: string, prev: string, salt: Uint8Array): string {
  return `${line.slice(0, -1)},"prev":"${prev}","salt":"${Buffer.from(salt).toString('base64')}"}`
}

/** The link of a line as it is on file; undefined where it has none. */
export function linkOf(line: string): string | undefined {
  return /,"prev":"([0-9a-f]{64})","salt":"[A-Za-z0-9+/]{22}=="\}$/.exec(line.slice(-150))?.[1]
}

/** What commits to the lines of a transcript; the journal keeps it. */
export interface Commitment {
  count: number
  /** SHA-256 of the last line; of nothing where there is none. */
  head: string
  /** Root of the tree over all lines. */
  root: string
}

/** @param lines the exact bytes of each, without its newline */
export function commitmentTo(lines: Iterable<Uint8Array>): Commitment {
  const tree = new MerkleTree()
  // A line is good until the next is taken.
  let last = Buffer.alloc(0)
  for (const line of lines) {
    tree.add(line)
    last = Buffer.from(line)
  }
  return { count: tree.size, head: sha256(last), root: tree.root() }
}
