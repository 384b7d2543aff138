/** Grows the Merkle tree of RFC 6962, section 2.1: one root over many lines. */
import { createHash } from 'node:crypto'

/** Hash of a leaf; the prefix keeps a leaf from ever passing for an inner node. */
export function leafHash(line: string | Uint8Array): Buffer {
  return createHash('sha256').update(Buffer.of(0)).update(line).digest()
}

/** Hash of an inner node. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest()
}

/** Grows leaf by leaf and keeps one hash a level, so that a million leaves need no memory. */
export class MerkleTree {
  /** Roots of whole subtrees, the largest first. */
  readonly #roots: Buffer[] = []
  #size = 0

  get size(): number {
    return this.#size
  }

  add(line: string | Uint8Array): void {
    this.addLeaf(leafHash(line))
  }

  /** @param hash of a line that is not at hand */
  addLeaf(leaf: Buffer): void {
    let hash = leaf
    for (let n = this.#size; n % 2 === 1; n = (n - 1) / 2) hash = nodeHash(this.#roots.pop() as Buffer, hash)
    this.#roots.push(hash)
    this.#size++
  }

  /** In hexadecimal; that of no leaves is the hash of nothing. */
  root(): string {
    const [last, ...rest] = [...this.#roots].reverse()
    const root = rest.reduce((right, left) => nodeHash(left, right), last ?? createHash('sha256').digest())
    return root.toString('hex')
  }
}
