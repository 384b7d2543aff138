/**
 * The vault: a whole evidence bundle in one encrypted file, apart from what is handed out, with keys of its own. It is a tar
 * archive in the format of age, so that `age -d -i KEY FILE | tar x` opens it without ombud.
 */
import { createHash } from 'node:crypto'
import {
  closeSync,
  createReadStream,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'
import { Readable } from 'node:stream'
import { Decrypter, Encrypter } from 'age-encryption'
import { createTarDecoder, createTarPacker, type TarPackController } from 'modern-tar'
import { isOfDisk } from '../documents/disk.js'
import { InputError } from '../documents/input-error.js'
import { isBundle, isPlainPath, refuseOthers, STATEMENT } from './bag.js'
import { filesBelow, partOf, sha256File } from './files.js'

const CHUNK = 1 << 18

export interface Vaulted {
  /** SHA-256 of statement.json, by which the bundle is known. */
  statement: string
  files: number
}

/**
 * Writes a bundle into an encrypted file; the bundle stays as it is. Memory does not grow with its size.
 * @param recipients public keys of age (age1...), any of which opens it
 * @returns SHA-256 of the file, too
 * @throws InputError where the bundle is none, has a link in it, or `out` is there
 */
export async function lock(
  bundle: string,
  out: string,
  recipients: readonly string[],
): Promise<Vaulted & { sha256: string }> {
  refuseOthers(bundle)
  if (existsSync(out)) throw new InputError(`${out} is already there`, 'choose another --out, or remove it')
  if (resolve(out).startsWith(`${resolve(bundle)}${sep}`))
    throw new InputError(`${out} lies in the bundle`, 'choose another --out')
  const encrypter = new Encrypter()
  for (const one of recipients) encrypter.addRecipient(one)
  const { readable, controller } = createTarPacker()
  const part = partOf(out)
  mkdirSync(dirname(resolve(out)), { recursive: true })
  try {
    const [sha256, files] = await Promise.all([
      encrypter.encrypt(readable).then((encrypted) => written(encrypted, part)),
      packed(bundle, controller).catch((error) => {
        controller.error(error)
        throw error
      }),
    ])
    renameSync(part, out)
    return { statement: sha256File(join(bundle, STATEMENT)), files, sha256 }
  } catch (error) {
    rmSync(part, { force: true })
    throw error
  }
}

/** Every file of the bundle, below a folder of its name; times and owners are not kept, so that they tell nothing. */
async function packed(bundle: string, archive: TarPackController): Promise<number> {
  const folder = basename(resolve(bundle))
  const top = isPlainPath(folder) ? folder : 'bundle'
  let files = 0
  for (const { path, isFile } of filesBelow(bundle)) {
    const file = join(bundle, path)
    if (!isFile) throw new InputError(`${file} is a link or no file: a bundle has only files`)
    const { size } = statSync(file)
    const body = archive.add({ name: `${top}/${path}`, size, mtime: new Date(0), mode: 0o644 }).getWriter()
    for (const piece of piecesOf(file)) await body.write(piece)
    await body.close()
    files++
  }
  archive.finalize()
  return files
}

function* piecesOf(file: string): Generator<Uint8Array> {
  const fd = openSync(file, 'r')
  try {
    for (;;) {
      // Whoever gets a piece may keep it for a while.
      const piece = new Uint8Array(CHUNK)
      const size = readSync(fd, piece)
      if (size === 0) return
      yield piece.subarray(0, size)
    }
  } finally {
    closeSync(fd)
  }
}

/** Writes a stream into a new file. Returns its SHA-256. */
async function written(stream: ReadableStream<Uint8Array>, file: string): Promise<string> {
  const hash = createHash('sha256')
  const fd = openSync(file, 'wx', 0o600)
  try {
    for await (const piece of each(stream)) {
      hash.update(piece)
      writeWhole(fd, piece)
    }
  } finally {
    closeSync(fd)
  }
  return hash.digest('hex')
}

/** What comes out of a stream; one that is not read to its end is told so. */
async function* each<T>(stream: ReadableStream<T>): AsyncGenerator<T> {
  const reader = stream.getReader()
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}

function writeWhole(fd: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(fd, bytes, done)
}

/**
 * Opens what `lock` wrote, whole or not at all.
 * @param identities secret keys of age (AGE-SECRET-KEY-1...)
 * @param out folder of the bundle; it must not be there, or be empty
 * @throws InputError where no key fits, the file was changed or cut, or holds something else than a bundle
 */
export async function unlock(file: string, out: string, identities: readonly string[]): Promise<Vaulted> {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) throw new InputError(`${file} is no file`)
  if (existsSync(out) && readdirSync(out).length > 0)
    throw new InputError(
      `${out} already exists and is not an empty folder`,
      'choose another --out, or remove it',
    )
  const part = partOf(out)
  try {
    const files = await unpacked(file, part, identities)
    if (!isBundle(part)) throw new InputError(`${file} holds no evidence bundle`, 'nothing was written')
    if (existsSync(out)) rmSync(out, { recursive: true })
    renameSync(part, out)
    return { statement: sha256File(join(out, STATEMENT)), files }
  } catch (error) {
    rmSync(part, { recursive: true, force: true })
    if (error instanceof InputError || isOfDisk(error)) throw error
    throw new InputError(
      `${file} cannot be opened: ${(error as Error).message}`,
      'is this the key that it was encrypted to, and is the file whole?',
    )
  }
}

async function unpacked(file: string, part: string, identities: readonly string[]): Promise<number> {
  const decrypter = new Decrypter()
  for (const one of identities) decrypter.addIdentity(one)
  const source = Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>
  const tar = (await decrypter.decrypt(source)).pipeThrough(createTarDecoder({ strict: true }))
  let files = 0
  for await (const { header, body } of each(tar)) {
    const path = header.name.split('/').slice(1).join('/')
    if ((header.type ?? 'file') !== 'file' || !isPlainPath(path))
      throw new InputError(`${file} holds ${JSON.stringify(header.name)}, which belongs into no bundle`)
    mkdirSync(dirname(join(part, path)), { recursive: true })
    const fd = openSync(join(part, path), 'wx')
    try {
      for await (const piece of each(body)) writeWhole(fd, piece)
    } finally {
      closeSync(fd)
    }
    files++
  }
  return files
}
