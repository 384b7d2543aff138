/** Grows the Merkle tree of RFC 6962, section 2.1: one root over many lines. */
import { digest } from './digest.js'

/** What is hashed, behind a byte that keeps a leaf from ever passing for an inner node. */
const leaf = Buffer.alloc(1 << 14)
const node = Buffer.alloc(65, 1)

/** Hash of a leaf. */
export function leafHash(line: string | Uint8Array): Buffer {
  return Buffer.from(leafDigest(line), 'latin1')
}

/** Hash of an inner node. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  node.set(left, 1)
  node.set(right, 33)
  return Buffer.from(digest(node, 'binary'), 'latin1')
}

/** Each byte of a hash is a character: strings of 32 cost less than buffers. */
function leafDigest(line: string | Uint8Array): string {
  const bytes = typeof line === 'string' ? Buffer.from(line) : line
  const room = bytes.length < leaf.length ? leaf : Buffer.alloc(bytes.length + 1)
  room.set(bytes, 1)
  return digest(room.subarray(0, bytes.length + 1), 'binary')
}

function nodeDigest(left: string, right: string): string {
  node.write(left, 1, 'latin1')
  node.write(right, 33, 'latin1')
  return digest(node, 'binary')
}

/** Grows leaf by leaf and keeps one hash a level, so that a million leaves need no memory. */
export class MerkleTree {
  /** Roots of whole subtrees, the largest first. */
  readonly #roots: string[] = []
  #size = 0

  get size(): number {
    return this.#size
  }

  add(line: string | Uint8Array): void {
    this.#grow(leafDigest(line))
  }

  /** @param hash of a line that is not at hand */
  addLeaf(hash: Buffer): void {
    this.#grow(hash.toString('latin1'))
  }

  #grow(added: string): void {
    let hash = added
    for (let n = this.#size; n % 2 === 1; n = (n - 1) / 2) hash = nodeDigest(this.#roots.pop() ?? '', hash)
    this.#roots.push(hash)
    this.#size++
  }

  /** In hexadecimal; that of no leaves is the hash of nothing. */
  root(): string {
    const [last, ...rest] = [...this.#roots].reverse()
    const root = rest.reduce((right, left) => nodeDigest(left, right), last ?? digest('', 'binary'))
    return Buffer.from(root, 'latin1').toString('hex')
  }
}
