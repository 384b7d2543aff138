/** Proofs that one line is among those of a Merkle tree (RFC 6962, section 2.1.1). */
import { leafHash, nodeHash } from '../documents/merkle.js'

/**
 * The audit paths of some leaves, each from the bottom up, in hexadecimal (RFC 6962, section 2.1.1).
 * @param leaves hashes of all leaves, 32 bytes each, one after the other
 */
export function inclusionProofs(leaves: Buffer, indexes: readonly number[]): string[][] {
  const paths = indexes.map((): string[] => [])
  let at = [...indexes]
  for (let level = leaves; level.length > 32; level = levelAbove(level)) {
    at.forEach((index, i) => {
      const other = (index % 2 === 0 ? index + 1 : index - 1) * 32
      if (other < level.length) paths[i]?.push(level.subarray(other, other + 32).toString('hex'))
    })
    at = at.map((index) => Math.floor(index / 2))
  }
  return paths
}

/** A node without a neighbour goes up as it is. */
function levelAbove(level: Buffer): Buffer {
  const above = Buffer.alloc(Math.ceil(level.length / 64) * 32)
  for (let from = 0; from < level.length; from += 64) {
    const left = level.subarray(from, from + 32)
    const node = from + 32 < level.length ? nodeHash(left, level.subarray(from + 32, from + 64)) : left
    node.copy(above, from / 2)
  }
  return above
}

/** Whether `line` is leaf `index` of the tree with this root (RFC 9162, section 2.1.3.2). */
export function isIncluded(
  line: string | Uint8Array,
  { index, size, path, root }: { index: number; size: number; path: readonly string[]; root: string },
): boolean {
  if (!(index >= 0 && index < size)) return false
  let hash = leafHash(line)
  let at = index
  let last = size - 1
  for (const step of path) {
    if (last === 0) return false
    const other = Buffer.from(step, 'hex')
    if (at % 2 === 1 || at === last) {
      hash = nodeHash(other, hash)
      while (at % 2 === 0 && at !== 0) {
        at = Math.floor(at / 2)
        last = Math.floor(last / 2)
      }
    } else hash = nodeHash(hash, other)
    at = Math.floor(at / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && hash.toString('hex') === root
}
