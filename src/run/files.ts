/** Append-only files whose lines are with the kernel when the call returns, so that a killed process loses none. */
import { closeSync, fdatasync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { promisify } from 'node:util'

const syncData = promisify(fdatasync)

export class LineFile {
  readonly #fd: number
  #syncing: Promise<void> | undefined

  constructor(path: string, flags: 'a' | 'wx' = 'a') {
    mkdirSync(dirname(path), { recursive: true })
    this.#fd = openSync(path, flags)
  }

  /** Writes `line` and its newline. @throws on a full disk, after everything before it was kept */
  append(line: string): void {
    const bytes = Buffer.from(`${line}\n`)
    // A full disk shows as a short count first and as an error only at the next call.
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#fd, bytes, done)
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
