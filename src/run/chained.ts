/** A transcript as it is written: every line is chained to the one before it, and a tree grows over all. */
import { randomBytes } from 'node:crypto'
import { sha256 } from '../documents/canonical.js'
import { type Commitment, linked } from '../documents/chain.js'
import { MerkleTree } from '../documents/merkle.js'
import { LineFile } from './files.js'

const SALT_BYTES = 16

export class ChainedFile {
  readonly #file: LineFile
  readonly #tree = new MerkleTree()
  #prev: string

  /** @param first what the first line follows */
  constructor(path: string, first: string) {
    this.#file = new LineFile(path, 'wx')
    this.#prev = first
  }

  /** Writes one object of JSON with its link. @throws DiskError as of `LineFile` */
  append(line: string): void {
    const whole = linked(line, this.#prev, randomBytes(SALT_BYTES))
    this.#file.append(whole)
    this.#tree.add(whole)
    this.#prev = sha256(whole)
  }

  /** What commits to the lines that were written so far. */
  commitment(): Commitment {
    const count = this.#tree.size
    return { count, head: count === 0 ? sha256('') : this.#prev, root: this.#tree.root() }
  }

  /** As of `LineFile`. */
  sync(): Promise<void> {
    return this.#file.sync()
  }

  close(): void {
    this.#file.close()
  }
}
