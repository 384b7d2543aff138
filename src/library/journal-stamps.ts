/** Has the head of the journal stamped while a long run is held: what was on file by then cannot be replaced later. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { journalStamp } from '../evidence/journal-stamp.js'
import { stampFile } from './stamp.js'

const HOUR_MS = 3_600_000
const CHUNK = 1 << 20

export class JournalStamps {
  readonly #url: string
  readonly #run: string
  readonly #note: (message: string) => void
  readonly #timer: NodeJS.Timeout
  readonly #hash = createHash('sha256')
  /** Bytes and lines of the journal that are hashed. */
  #read = 0
  #lines = 0
  #stamped = 0
  #busy: Promise<void> | undefined

  /**
   * Begins at once.
   * @param note is told what went wrong; a run goes on without
   * @param every milliseconds between two stamps
   */
  constructor(url: string, run: string, note: (message: string) => void, every = HOUR_MS) {
    this.#url = url
    this.#run = run
    this.#note = note
    this.#timer = setInterval(() => {
      this.#busy ??= this.#stamp().finally(() => {
        this.#busy = undefined
      })
    }, every).unref()
  }

  /** Ends it. Resolves when nothing is being asked for any more. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    await this.#busy
  }

  async #stamp(): Promise<void> {
    try {
      await this.#advance()
      if (this.#lines === this.#stamped) return
      const { head, stamp, text } = journalStamp(this.#lines, this.#hash.copy().digest('hex'))
      const [file, answer] = [join(this.#run, head), join(this.#run, stamp)]
      if (!existsSync(answer)) {
        await mkdir(join(this.#run, 'timestamps'), { recursive: true })
        await writeFile(file, text)
        await stampFile(this.#url, file, answer).catch(async (error: unknown) => {
          await rm(file, { force: true })
          throw error
        })
      }
      this.#stamped = this.#lines
    } catch (error) {
      this.#note(`the journal has no time stamp for a while: ${(error as Error).message}`)
    }
  }

  /** Hashes the whole lines that were added, once they are on the disk: what is stamped must outlive a power cut. */
  async #advance(): Promise<void> {
    const journal = join(this.#run, 'journal.jsonl')
    if (!existsSync(journal)) return
    // Windows flushes only what may be written.
    const file = await open(journal, 'r+')
    try {
      await file.datasync()
      const chunk = Buffer.allocUnsafe(CHUNK)
      for (;;) {
        const { bytesRead } = await file.read(chunk, 0, CHUNK, this.#read)
        const whole = chunk.subarray(0, chunk.subarray(0, bytesRead).lastIndexOf(0x0a) + 1)
        if (whole.length === 0) return
        this.#hash.update(whole)
        this.#read += whole.length
        for (let at = whole.indexOf(0x0a); at !== -1; at = whole.indexOf(0x0a, at + 1)) this.#lines++
      }
    } finally {
      await file.close()
    }
  }
}
