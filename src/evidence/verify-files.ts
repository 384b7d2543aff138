/** Compares the files of a bundle with its manifest, one by one, in the order in which both have them. */
import { createHash, type Hash } from 'node:crypto'
import { join } from 'node:path'
import { linesIn, linesOf, piecesIn } from '../documents/lines.js'
import { MerkleTree } from '../documents/merkle.js'
import { type ManifestLine, manifestLine, parseLine } from './bag.js'
import { brokenLink, type Chain, trialOfPath } from './chain.js'
import type { Checking } from './checks.js'
import { type Entry, filesBelow, sha256File, statOf } from './files.js'
import { blobOf, Kept } from './kept.js'
import { isTranscript } from './seal.js'

/** No path is longer. */
const LONGEST = 100_000

/** What was deleted afterwards, by the lists that were signed. */
export type Purged = ReadonlyMap<string, { was: string; left?: string }>

/** What the manifest says, all of which the statement says, too. */
export interface Payload {
  sha256: string
  tree: MerkleTree
  transcripts: number
  /** SHA-256 of data/plan.json. */
  plan?: string
  purged: number
  /** Pictures and pages. */
  kept: Kept
  /** Something below data/ is a link or no file, so that a path may lead elsewhere. */
  hasLinks: boolean
}

/**
 * Reads the manifest and every file that it names.
 * @param files is told what is changed, missing, or not in the manifest
 * @param chains is told which transcripts have lines that do not follow each other
 */
export function verifyFiles(
  bundle: string,
  { manifest, planId }: { manifest: string; planId: string },
  purged: Purged,
  files: Checking,
  chains: Checking,
): Payload {
  const isThere = statOf(manifest)?.isFile() === true
  const payload: Payload = {
    sha256: isThere ? sha256File(manifest) : '',
    tree: new MerkleTree(),
    transcripts: 0,
    purged: 0,
    kept: new Kept(),
    hasLinks: false,
  }
  const found = walk(bundle, payload)
  let entry = found.next().value
  let before = ''
  let unchained = 0
  const lines = isThere ? linesIn(manifest, undefined, LONGEST) : []
  for (const bytes of lines) {
    payload.tree.add(bytes)
    const text = bytes.toString('utf8')
    const line = parseLine(text)
    if (!line || manifestLine(line) !== text) {
      files.fail('bad-line', String(payload.tree.size))
      continue
    }
    if (line.path <= before) files.fail('not-in-order', line.path)
    before = line.path
    if (isTranscript(line.path)) payload.transcripts++
    const blob = blobOf(line.path)
    if (blob !== undefined) payload.kept.add(blob)
    if (blob !== undefined && blob !== line.hash) files.fail('not-its-hash', line.path)
    if (line.path === 'data/plan.json') payload.plan = line.hash
    for (; entry && entry.path < line.path; entry = found.next().value) files.fail('extra', entry.path)
    if (entry?.path === line.path) {
      const chain = compare(bundle, entry, line, { planId, purged, files, payload })
      if (chain?.broken !== undefined) chains.fail('changed', `${line.path}:${chain.broken}`)
      if (chain && !chain.chained) unchained++
      entry = found.next().value
    } else if (purged.get(line.path)?.was === line.hash) payload.purged++
    else files.fail('missing', line.path)
  }
  for (; entry; entry = found.next().value) files.fail('extra', entry.path)
  if (unchained > 0) chains.leave('not-chained', String(unchained))
  return payload
}

/** A folder for data that is a link is not followed. */
function* walk(bundle: string, payload: Payload): Generator<Entry, undefined> {
  if (!statOf(join(bundle, 'data'))?.isDirectory()) return undefined
  for (const entry of filesBelow(bundle, 'data/')) {
    if (!entry.isFile) payload.hasLinks = true
    yield entry
  }
  return undefined
}

/** Compares a file with the manifest. @returns the chain of a transcript that is as it says */
function compare(
  bundle: string,
  { path, isFile }: Entry,
  { hash }: ManifestLine,
  { planId, purged, files, payload }: { planId: string; purged: Purged; files: Checking; payload: Payload },
): Chain | undefined {
  if (!isFile) {
    files.fail('not-a-file', path)
    return undefined
  }
  const { hash: now, chain } = read(bundle, path, planId)
  if (now === hash) return chain
  const list = purged.get(path)
  if (list?.was === hash && list.left === now) payload.purged++
  else files.fail('changed', path)
  return undefined
}

/** The SHA-256 of a file and, of a transcript, its chain, from one reading. */
function read(bundle: string, path: string, planId: string): { hash: string; chain?: Chain } {
  const file = join(bundle, path)
  if (!isTranscript(path)) return { hash: sha256File(file) }
  const hash = createHash('sha256')
  const chain = brokenLink(linesOf(hashed(piecesIn(file), hash), file), planId, trialOfPath(path))
  return { hash: hash.digest('hex'), chain }
}

function* hashed(pieces: Iterable<Buffer>, hash: Hash): Generator<Buffer> {
  for (const piece of pieces) {
    hash.update(piece)
    yield piece
  }
}
