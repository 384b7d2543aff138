/** Compares the files of a bundle with its manifest, one by one, in the order in which both have them. */
import { existsSync, lstatSync } from 'node:fs'
import { join } from 'node:path'
import { linesIn } from '../documents/lines.js'
import { MerkleTree } from '../documents/merkle.js'
import { type ManifestLine, manifestLine, parseLine } from './bag.js'
import { brokenLink, trialOfPath } from './chain.js'
import type { Checking } from './checks.js'
import { type Entry, filesBelow, sha256File } from './files.js'
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
  const payload: Payload = {
    sha256: existsSync(manifest) ? sha256File(manifest) : '',
    tree: new MerkleTree(),
    transcripts: 0,
    purged: 0,
    kept: new Kept(),
  }
  const found = walk(bundle)
  let entry = found.next().value
  let before = ''
  let unchained = 0
  const lines = existsSync(manifest) ? linesIn(manifest, undefined, LONGEST) : []
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
      if (compare(bundle, entry, line, purged, files, payload) && isTranscript(line.path))
        if (!isChained(bundle, line.path, planId, chains)) unchained++
      entry = found.next().value
    } else if (purged.get(line.path)?.was === line.hash) payload.purged++
    else files.fail('missing', line.path)
  }
  for (; entry; entry = found.next().value) files.fail('extra', entry.path)
  if (unchained > 0) chains.leave('not-chained', String(unchained))
  return payload
}

/** A folder for data that is a link is not followed. */
function* walk(bundle: string): Generator<Entry, undefined> {
  if (lstatSync(join(bundle, 'data'), { throwIfNoEntry: false })?.isDirectory())
    yield* filesBelow(bundle, 'data/')
  return undefined
}

/** Whether the file is what the manifest says. */
function compare(
  bundle: string,
  { path, isFile }: Entry,
  { hash }: ManifestLine,
  purged: Purged,
  files: Checking,
  payload: Payload,
): boolean {
  if (!isFile) {
    files.fail('not-a-file', path)
    return false
  }
  const now = sha256File(join(bundle, path))
  if (now === hash) return true
  const list = purged.get(path)
  if (list?.was === hash && list.left === now) payload.purged++
  else files.fail('changed', path)
  return false
}

/** Whether the lines of a transcript were chained when they were written. */
function isChained(bundle: string, path: string, planId: string, chains: Checking): boolean {
  const { chained, broken } = brokenLink(linesIn(join(bundle, path)), planId, trialOfPath(path))
  if (broken !== undefined) chains.fail('changed', `${path}:${broken}`)
  return chained
}
