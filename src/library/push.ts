/** Puts a run into a store: what is there already is not sent again, and the run is named when all of it is there. */
import { createHash } from 'node:crypto'
import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { open } from 'node:fs/promises'
import pLimit from 'p-limit'
import { sha256 } from '../documents/canonical.js'
import { InputError } from '../documents/input-error.js'
import type { StoredFile } from '../documents/types/stored-file.js'
import { filesBelow, sha256File } from '../evidence/files.js'
import { openStore } from '../evidence/store/open.js'
import type { Store } from '../evidence/store/store.js'
import { RunDirectory } from '../run/directory.js'
import { linesIn } from '../run/files.js'
import { refuseWhereHeld } from '../run/lock.js'
import {
  AT_ONCE,
  BATCH,
  type Counted,
  isStoredFile,
  PART_BYTES,
  STORE_VERSION,
  storedId,
} from './stored-run.js'

export interface Pushed extends Counted {
  /** By which `pull` finds the run. */
  run: string
  /** Bytes that the store did not have. */
  sent: number
}

/**
 * @param path run directory
 * @param place `s3://bucket/prefix` or a folder
 * @throws InputError where the run is being written, has a link in it, or the store refuses; Error where it does not
 * answer: what was sent stays, and the next push goes on
 */
export async function push(path: string, place: string, endpoint?: string): Promise<Pushed> {
  const directory = RunDirectory.open(path)
  refuseWhereHeld(path)
  return pushed(directory, await openStore(place, endpoint))
}

/** Asks a store whether it can be used, for those who will need it later. @throws as of `push` */
export async function checkStore(place: string, endpoint?: string): Promise<void> {
  await (await openStore(place, endpoint)).has(sha256(''), 0)
}

async function pushed(directory: RunDirectory, store: Store): Promise<Pushed> {
  const record = directory.record()
  const file = directory.file('plan.json')
  const plan = sha256File(file)
  const run = storedId(record, plan, firstLine(directory.file('journal.jsonl')))
  const totals = { files: 0, bytes: 0, sent: 0 }
  const putNew = async (bytes: Uint8Array, hash: string) => {
    if (await store.has(hash, bytes.length)) return
    await store.put(bytes)
    totals.sent += bytes.length
  }
  const index: string[] = []
  let lines: string[] = []
  let size = 0
  const closeIndex = async () => {
    const bytes = Buffer.from(lines.join(''))
    const hash = sha256(bytes)
    await putNew(bytes, hash)
    index.push(hash)
    lines = []
    size = 0
  }
  const limit = pLimit(AT_ONCE)
  for (const batch of batches(filesOf(directory.path), BATCH)) {
    const files = await Promise.all(batch.map((name) => limit(() => fileIn(directory, name, putNew))))
    for (const file of files) {
      totals.files++
      totals.bytes += file.bytes
      const line = `${JSON.stringify(file)}\n`
      lines.push(line)
      size += line.length
    }
    if (size > PART_BYTES / 4) await closeIndex()
  }
  if (lines.length > 0) await closeIndex()
  const { files, bytes } = totals
  const { started } = record
  const value = { version: STORE_VERSION, run, plan, ...idIn(file), started, files, bytes, index }
  const text = `${JSON.stringify(value, null, 2)}\n`
  await store.commit(run, text)
  // A gateway that answers everything with a page of its own has taken nothing.
  if ((await store.committed(run)) !== text)
    throw new InputError(
      `${store.name} does not give back what was put there: the run is not stored`,
      'is it an object store that answers at this endpoint? Check it, and push the run again',
    )
  return { run, ...totals }
}

function firstLine(path: string): string {
  if (existsSync(path)) for (const line of linesIn(path)) return line.toString('utf8')
  return ''
}

/** The id by which queues and reports call a plan; it stands first in its file, which may be large. */
function idIn(plan: string): { planId?: string } {
  const head = Buffer.alloc(200)
  const fd = openSync(plan, 'r')
  readSync(fd, head)
  closeSync(fd)
  const [, planId] = /^\{\s*"id":\s*"([0-9a-f]{64})"/.exec(head.toString('latin1')) ?? []
  return planId === undefined ? {} : { planId }
}

/** Names of the files of a run, in order. @throws InputError at what is no file, or cannot be a name in a store */
function* filesOf(path: string): Generator<string> {
  for (const { path: name, isFile } of filesBelow(path)) {
    // Whose lock it is, and what is being written, is no part of a run.
    if (/^lock\.json/.test(name) || name.endsWith('.part')) continue
    if (!isFile) throw new InputError(`${path}/${name} is no file: a link is not stored`, 'take it out')
    if (!isStoredFile({ path: name, bytes: 0, sha256: '0'.repeat(64) }))
      throw new InputError(`${path}/${JSON.stringify(name)} has a name that no store can keep`, 'rename it')
    yield name
  }
}

function* batches<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let batch: T[] = []
  for (const item of items) {
    batch.push(item)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

/** Puts a file part by part. */
async function fileIn(
  directory: RunDirectory,
  name: string,
  putNew: (bytes: Uint8Array, hash: string) => Promise<void>,
): Promise<StoredFile> {
  const file = await open(directory.file(name), 'r')
  try {
    const { size } = await file.stat()
    const all = createHash('sha256')
    const parts: string[] = []
    let bytes = 0
    do {
      const buffer = Buffer.alloc(Math.min(PART_BYTES, Math.max(0, size - bytes)))
      const { bytesRead } = await file.read(buffer, 0, buffer.length)
      if (bytesRead === 0 && buffer.length > 0)
        throw new InputError(`${directory.path}/${name} became shorter while it was read`)
      const part = buffer.subarray(0, bytesRead)
      all.update(part)
      const hash = sha256(part)
      await putNew(part, hash)
      parts.push(hash)
      bytes += bytesRead
    } while (bytes < size)
    return { path: name, bytes, sha256: all.digest('hex'), ...(parts.length > 1 ? { parts } : {}) }
  } finally {
    await file.close()
  }
}
