/** Makes an evidence bundle of a run directory: a bag of copies, a statement about it, and a signature. */
import { createHash, getHashes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import { isOfDisk } from '../documents/disk.js'
import { InputError } from '../documents/input-error.js'
import { MerkleTree } from '../documents/merkle.js'
import type { Seal } from '../documents/types/statement.js'
import { VERSION } from '../documents/version.js'
import {
  BAGIT,
  bagInfo,
  ENVELOPE,
  isPlainPath,
  MANIFEST,
  manifestLine,
  SM3_MANIFEST,
  STATEMENT,
} from './bag.js'
import { signedEnvelope } from './dsse.js'
import { digestFile, filesBelow, partOf, sha256File } from './files.js'
import { headOfJournal } from './journal.js'
import type { Signer } from './keys.js'
import { writeSigner } from './sign.js'
import { bytesOf, envelopeText, STATEMENT_TYPE } from './statement.js'

/** What only a process that writes the run needs, and what was not finished. */
const LEFT_OUT = /^lock\.json$|\.part$/

export interface SealOptions {
  signer: Signer
  /** Folder of the bundle; it must not be there, or be empty. */
  out: string
  /** Write a manifest of SM3 digests (GB/T 32905), too. */
  sm3?: boolean
  /** Id of the plan. */
  planId: string
  now: Date
  /** Of a redacted copy: the digest of the statement of its original, and how many files were left out. */
  redacted?: NonNullable<Seal['predicate']['redacted']>
}

/**
 * Copies every file of the run directory into a bag and signs it.
 * @returns the statement
 * @throws InputError where the run has a link or a name that a bag cannot hold, or `out` cannot be used
 */
export function sealFolder(run: string, options: SealOptions): Seal {
  const { out, sm3 = false } = options
  refuseOut(run, out)
  if (sm3 && !getHashes().includes('sm3'))
    throw new InputError('this Node.js has no SM3', 'leave --sm3 out, or use a Node.js whose OpenSSL has it')
  const part = partOf(out)
  try {
    const statement = write(run, part, options)
    if (existsSync(out)) rmSync(out, { recursive: true })
    renameSync(part, out)
    return statement
  } catch (error) {
    rmSync(part, { recursive: true, force: true })
    if (isOfDisk(error))
      throw new InputError(
        `${out} cannot be written: ${(error as Error).message}`,
        'the run is as it was: make room or choose another --out, and seal it again',
        error,
      )
    throw error
  }
}

function refuseOut(run: string, out: string): void {
  if (`${resolve(out)}${sep}`.startsWith(`${resolve(run)}${sep}`))
    throw new InputError(`${out} lies in the run that is to be sealed`, 'choose another --out')
  if (existsSync(out) && readdirSync(out).length > 0)
    throw new InputError(
      `${out} already exists and is not an empty folder`,
      'choose another --out, or remove it',
    )
}

function write(run: string, bag: string, { signer, sm3 = false, planId, now, redacted }: SealOptions): Seal {
  mkdirSync(join(bag, 'data'), { recursive: true })
  const payload = writePayload(run, bag, sm3)
  const { lines, root, attempts, ended, sha256 } = headOfJournal(join(bag, 'data/journal.jsonl'))
  const statement: Seal = {
    _type: STATEMENT_TYPE,
    subject: [MANIFEST, ...(sm3 ? [SM3_MANIFEST] : [])].map((name) => ({
      name,
      digest: { sha256: sha256File(join(bag, name)) },
    })),
    predicateType: 'urn:ombud:seal:1',
    predicate: {
      version: 1,
      sealed: now.toISOString(),
      tool: `ombud ${VERSION}`,
      node: process.version,
      planId,
      plan: sha256File(join(bag, 'data/plan.json')),
      journal: { sha256, lines, root },
      merkle: { root: payload.tree.root(), size: payload.tree.size },
      counts: {
        files: payload.tree.size,
        bytes: payload.bytes,
        transcripts: payload.transcripts,
        attempts,
        ended,
      },
      ...(redacted ? { redacted } : {}),
    },
  }
  writeFileSync(join(bag, 'bagit.txt'), BAGIT)
  writeFileSync(join(bag, 'bag-info.txt'), bagInfo(statement.predicate))
  const bytes = bytesOf(statement)
  writeFileSync(join(bag, STATEMENT), bytes)
  writeFileSync(join(bag, ENVELOPE), envelopeText(signedEnvelope(bytes, signer)))
  writeSigner(bag, bytes, signer)
  return statement
}

/** Copies the files and writes the manifests; a line of them is all that is held in memory of a file. */
function writePayload(run: string, bag: string, sm3: boolean) {
  const tree = new MerkleTree()
  const manifest = openSync(join(bag, MANIFEST), 'wx')
  const second = sm3 ? openSync(join(bag, SM3_MANIFEST), 'wx') : undefined
  const counted = { bytes: 0, transcripts: 0 }
  let folder = ''
  try {
    for (const { path: name, isFile } of filesBelow(run)) {
      if (LEFT_OUT.test(name)) continue
      const path = `data/${name}`
      if (!isFile) throw new InputError(`${join(run, name)} is a link or no file: only files are sealed`)
      if (!isPlainPath(path))
        throw new InputError(`${JSON.stringify(name)} is no name that a bag can hold`, 'rename it')
      if (dirname(path) !== folder) {
        folder = dirname(path)
        mkdirSync(join(bag, folder), { recursive: true })
      }
      const hashes = [createHash('sha256'), ...(sm3 ? [createHash('sm3')] : [])]
      counted.bytes += digestFile(join(run, name), hashes, join(bag, path))
      if (isTranscript(path)) counted.transcripts++
      const [line = '', other] = hashes.map((hash) => manifestLine({ path, hash: hash.digest('hex') }))
      tree.add(line)
      writeSync(manifest, `${line}\n`)
      if (second !== undefined) writeSync(second, `${other}\n`)
    }
  } finally {
    closeSync(manifest)
    if (second !== undefined) closeSync(second)
  }
  return { tree, ...counted }
}

/** Whether a path of a bundle is that of a transcript. */
export function isTranscript(path: string): boolean {
  return path.startsWith('data/trials/') && path.endsWith('.jsonl')
}
