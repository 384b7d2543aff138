/** Append-only files whose lines are with the kernel when the call returns, so that a killed process loses none. */
import { closeSync, fdatasync, fstatSync, ftruncateSync, openSync, writeSync } from 'node:fs'
import { promisify } from 'node:util'

const syncData = promisify(fdatasync)

/** Nothing more can be written to the run directory; what was written before is whole. */
export class DiskError extends Error {
  constructor(path: string, cause: unknown) {
    super(`cannot write ${path}: ${(cause as Error).message}`, { cause })
    this.name = 'DiskError'
  }
}

export class LineFile {
  readonly #path: string
  readonly #fd: number
  /** Bytes of whole lines. */
  #size: number
  #syncing: Promise<void> | undefined

  constructor(path: string, flags: 'a' | 'wx' = 'a') {
    this.#path = path
    this.#fd = openSync(path, flags)
    this.#size = fstatSync(this.#fd).size
  }

  /**
   * Writes `line` and its newline, or nothing of it.
   * @throws DiskError on a full or broken disk
   */
  append(line: string): void {
    const bytes = Buffer.from(`${line}\n`)
    try {
      // A full disk shows as a short count first and as an error only at the next call.
      for (let done = 0; done < bytes.length; ) done += writeSync(this.#fd, bytes, done)
      this.#size += bytes.length
    } catch (error) {
      ftruncateSync(this.#fd, this.#size)
      throw new DiskError(this.#path, error)
    }
  }

  /** Resolves when what was written so far is on the disk; calls that come together share one flush. */
  async sync(): Promise<void> {
    if (this.#syncing) await this.#syncing
    this.#syncing ??= syncData(this.#fd).finally(() => {
      this.#syncing = undefined
    })
    await this.#syncing
  }

  close(): void {
    closeSync(this.#fd)
  }
}
