/** A store in a folder, on this machine or shared by many: every file appears whole, under its name, or not at all. */
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { sha256 } from '../../documents/canonical.js'
import { InputError } from '../../documents/input-error.js'
import { blobPath, NotWhole, RUNS, runIn, runPath, type Store, whole } from './store.js'

export class FolderStore implements Store {
  readonly name: string

  constructor(path: string) {
    this.name = path
  }

  async put(bytes: Uint8Array): Promise<string> {
    const hash = sha256(bytes)
    if (!(await this.has(hash, bytes.length))) await this.#write(blobPath(hash), bytes)
    return hash
  }

  async get(hash: string): Promise<Buffer> {
    const bytes = await this.#read(blobPath(hash))
    if (bytes === undefined) throw new NotWhole(`${blobPath(hash)} is missing`)
    return whole(bytes, hash)
  }

  async has(hash: string, size: number): Promise<boolean> {
    const found = await stat(join(this.name, blobPath(hash))).catch(() => undefined)
    return found?.size === size
  }

  async commit(run: string, index: string): Promise<void> {
    await this.#write(runPath(run), index)
  }

  async committed(run: string): Promise<string | undefined> {
    return (await this.#read(runPath(run)))?.toString('utf8')
  }

  async list(): Promise<string[]> {
    try {
      const names = await readdir(join(this.name, RUNS))
      return names.flatMap((name) => runIn(name) ?? []).sort()
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT' && existsSync(this.name)) return []
      throw new InputError(`${this.name} is no store: ${(error as Error).message}`)
    }
  }

  async #read(name: string): Promise<Buffer | undefined> {
    try {
      return await readFile(join(this.name, name))
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException
      if (code === 'ENOENT') return undefined
      throw new NotWhole(`${name} cannot be read: ${message}`)
    }
  }

  /** The temporary name lies beside the last one, since only within one file system a rename is one step. */
  async #write(name: string, data: string | Uint8Array): Promise<void> {
    const path = join(this.name, name)
    const part = `${path}.${randomBytes(6).toString('hex')}.part`
    try {
      await mkdir(dirname(path), { recursive: true })
      const file = await open(part, 'wx')
      try {
        await file.writeFile(data)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(part, path)
      await flushNames(dirname(path))
    } catch (error) {
      await rm(part, { force: true }).catch(() => undefined)
      throw new InputError(
        `${this.name} cannot be written: ${(error as Error).message}`,
        'what was stored before is whole; the same command goes on',
        error,
      )
    }
  }
}

/** A name is on the disk when its folder is; Windows has no such call. */
async function flushNames(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}
