/** Append-only files whose lines are with the kernel when the call returns, so that a killed process loses none. */
import {
  closeSync,
  fdatasync,
  fstatSync,
  fsync,
  fsyncSync,
  ftruncateSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { promisify } from 'node:util'
import { inChunks } from '../documents/json-pieces.js'

export { linesIn } from '../documents/lines.js'

const syncData = promisify(fdatasync)
const syncAll = promisify(fsync)

/** Nothing more can be written to the run directory; what was written before is whole. */
export class DiskError extends Error {
  /** Directory of the run that can be gone on with. */
  run?: string

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
  /** The name of a new file must be made durable too. */
  #isNew: boolean
  #syncing: Promise<void> | undefined

  constructor(path: string, flags: 'a' | 'wx' = 'a') {
    this.#path = path
    this.#fd = openSync(path, flags)
    this.#size = fstatSync(this.#fd).size
    this.#isNew = this.#size === 0
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
      this.#cutTo(this.#size)
      throw new DiskError(this.#path, error)
    }
  }

  #cutTo(size: number): void {
    try {
      ftruncateSync(this.#fd, size)
    } catch {
      // A broken disk: the next resume cuts the torn line off.
    }
  }

  /**
   * Resolves when what was written so far is on the disk; calls that come together share one flush.
   * @throws DiskError where the disk is broken
   */
  async sync(): Promise<void> {
    if (this.#syncing) await this.#syncing
    this.#syncing ??= this.#flush().finally(() => {
      this.#syncing = undefined
    })
    await this.#syncing
  }

  async #flush(): Promise<void> {
    try {
      await syncData(this.#fd)
      if (this.#isNew) await nameFlushed(this.#path)
      this.#isNew = false
    } catch (error) {
      throw new DiskError(this.#path, error)
    }
  }

  close(): void {
    closeSync(this.#fd)
  }
}

/**
 * Writes a file whole or not at all.
 * @param durable also on the disk, name and all, when the call returns
 * @throws DiskError on a full or broken disk
 */
export function writeWhole(path: string, data: string | Uint8Array, durable = false): void {
  replaceBy(path, (part) => writeFileSync(part, data, { flag: 'wx' }), durable)
}

/** As `writeWhole`, of a text that is made piece by piece. @throws DiskError */
export function writePieces(path: string, pieces: Iterable<string>, durable = false): void {
  const write = (part: string) => {
    const fd = openSync(part, 'wx')
    try {
      for (const text of inChunks(pieces)) writeFileSync(fd, text)
    } finally {
      closeSync(fd)
    }
  }
  replaceBy(path, write, durable)
}

function replaceBy(path: string, write: (part: string) => void, durable: boolean): void {
  const part = `${path}.part`
  try {
    // A link in its place, of a stranger's directory, is not written through.
    rmSync(part, { force: true })
    write(part)
    if (durable) flush(part)
    renameSync(part, path)
    if (durable) flushFolder(dirname(path))
  } catch (error) {
    rmSync(part, { force: true })
    throw new DiskError(path, error)
  }
}

/** Writes a text that comes from elsewhere, as it comes: what is there when that breaks off is no whole file. @throws DiskError */
export async function writeArriving(
  path: string,
  pieces: Iterable<string> | AsyncIterable<string>,
): Promise<void> {
  const fd = openSync(path, 'wx')
  try {
    for await (const piece of pieces) put(path, fd, piece)
  } finally {
    closeSync(fd)
  }
}

function put(path: string, fd: number, text: string): void {
  try {
    writeFileSync(fd, text)
  } catch (error) {
    throw new DiskError(path, error)
  }
}

/** Gives a file another name in its folder, on the disk with all that is in it. @throws DiskError */
export function moveDurably(from: string, to: string): void {
  try {
    flush(from)
    renameSync(from, to)
    flushFolder(dirname(to))
  } catch (error) {
    throw new DiskError(to, error)
  }
}

/** The name of a file is on the disk; conversations go on and are timed meanwhile. */
async function nameFlushed(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const fd = openSync(dirname(path), 'r')
  await syncAll(fd).finally(() => closeSync(fd))
}

/** Makes the names of the files in a folder durable, where the system can (Windows has no such call). */
export function flushFolder(path: string): void {
  if (process.platform !== 'win32') flush(path)
}

function flush(path: string): void {
  const fd = openSync(path, 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

const CHUNK = 1 << 20

/** A file that is written bit by bit and appears whole, at the end. */
export class GrowingFile {
  readonly #path: string
  readonly #part: string
  readonly #fd: number
  readonly #chunk = Buffer.allocUnsafe(CHUNK)
  #used = 0

  constructor(path: string) {
    this.#path = path
    this.#part = `${path}.part`
    // A link in its place, of a stranger's directory, is not written through.
    rmSync(this.#part, { force: true })
    this.#fd = openSync(this.#part, 'wx')
  }

  /** @throws DiskError on a full or broken disk */
  write(data: string | Buffer): void {
    // A character takes up to three bytes of UTF-8.
    const most = typeof data === 'string' ? data.length * 3 : data.length
    if (this.#used + most > CHUNK) this.#flush()
    if (most > CHUNK) this.#put(data)
    else
      this.#used +=
        typeof data === 'string' ? this.#chunk.write(data, this.#used) : data.copy(this.#chunk, this.#used)
  }

  /** Gives the file its name. @throws DiskError */
  finish(): void {
    this.#flush()
    closeSync(this.#fd)
    renameSync(this.#part, this.#path)
  }

  /** Gives the file up, unless a DiskError did: nothing of it stays, and what has its name remains as it was. */
  abandon(): void {
    closeSync(this.#fd)
    rmSync(this.#part, { force: true })
  }

  #flush(): void {
    this.#put(this.#chunk.subarray(0, this.#used))
    this.#used = 0
  }

  #put(data: string | Buffer): void {
    try {
      writeFileSync(this.#fd, data)
    } catch (error) {
      this.abandon()
      throw new DiskError(this.#path, error)
    }
  }
}
