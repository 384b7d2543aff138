/**
 * Deletes what was said in some trials and leaves the hashes, with a signed list of what went and why. What was made of
 * all conversations together (reports, results) goes whole, since it quotes them and can be made again.
 */
import type { KeyObject } from 'node:crypto'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../documents/canonical.js'
import { InputError } from '../documents/input-error.js'
import { linesIn } from '../documents/lines.js'
import type { Purge } from '../documents/types/statement.js'
import { ENVELOPE, STATEMENT, tagFile, writeTagManifest } from './bag.js'
import { trialOfPath } from './chain.js'
import { signedEnvelope } from './dsse.js'
import { filesBelow, nextNumber, sha256File } from './files.js'
import { blobOf, TEXTS } from './kept.js'
import { keyId, type Signer } from './keys.js'
import { hashesIn } from './prove.js'
import { FINDINGS, isMade, listsIn, PURGES } from './purged.js'
import { bytesOf, envelopeIn, envelopeText, STATEMENT_TYPE } from './statement.js'

export interface PurgeOptions {
  trials: readonly string[]
  reason: string
  signer: Signer
  now: Date
}

/**
 * Purges a bundle or a run directory.
 * @returns the list that was signed
 * @throws InputError where the trials have nothing on file, or a bundle was signed by others
 */
export function purge(path: string, { trials, reason, signer, now }: PurgeOptions): Purge {
  const isBundle = existsSync(join(path, ENVELOPE))
  if (isBundle) refuseStrangers(path, signer.publicKey)
  const { prefix, gone, shortened } = doomedIn(path, trials)
  if (gone.length + shortened.size === 0)
    throw new InputError(
      `${path} has nothing on file of ${trials.join(', ') || 'such trials'}`,
      'nothing was deleted',
    )
  const subject = [...gone, ...shortened.keys()].map((name) => ({
    name: `${prefix}${name}`,
    digest: { sha256: sha256File(join(path, prefix, name)) },
  }))
  const left = [...shortened].map(([name, text]) => [`${prefix}${name}`, sha256(text)] as const)
  const list: Purge = {
    _type: STATEMENT_TYPE,
    subject,
    predicateType: 'urn:ombud:purge:1',
    predicate: {
      version: 1,
      ...(isBundle ? { statement: sha256File(join(path, STATEMENT)) } : {}),
      purged: now.toISOString(),
      reason,
      trials: [...trials],
      left: Object.fromEntries(left),
    },
  }
  const partOf = (name: string) => join(path, prefix, `${name}.part`)
  const file = join(path, PURGES, `${nextNumber(listsIn(path))}.dsse.json`)
  try {
    for (const [name, text] of shortened) writeFileSync(partOf(name), text)
    mkdirSync(join(path, PURGES), { recursive: true })
    writeFileSync(file, envelopeText(signedEnvelope(bytesOf(list), signer)), { flag: 'wx' })
    if (isBundle) writeTagManifest(path)
  } catch (error) {
    // Nothing was deleted: a full disk leaves no half of a list, either.
    for (const one of [...[...shortened.keys()].map(partOf), file]) rmSync(one, { force: true })
    throw error
  }
  // The list first, transcripts last: a purge that is cut says what was to go, and finds it when it is tried again.
  for (const name of shortened.keys()) renameSync(partOf(name), join(path, prefix, name))
  for (const name of gone.reverse()) rmSync(join(path, prefix, name))
  return list
}

/**
 * What `purge` would do, and nothing is done.
 * @returns files that would go, and those of which lines would, as in the list that `purge` signs
 */
export function wouldPurge(path: string, trials: readonly string[]): { gone: string[]; shortened: string[] } {
  const { prefix, gone, shortened } = doomedIn(path, trials)
  const named = (names: Iterable<string>) => [...names].map((name) => `${prefix}${name}`)
  return { gone: named(gone), shortened: named(shortened.keys()) }
}

function doomedIn(path: string, trials: readonly string[]) {
  const prefix = existsSync(join(path, ENVELOPE)) ? 'data/' : ''
  return { prefix, ...doomed(join(path, prefix), new Set(trials)) }
}

/** Only who signed a bundle can say that something was rightly deleted from it. */
function refuseStrangers(bundle: string, key: KeyObject): void {
  const envelope = envelopeIn(tagFile(bundle, ENVELOPE))
  if (!envelope?.signatures.some(({ keyid }) => keyid === keyId(key)))
    throw new InputError(
      `${bundle} was not signed with this key`,
      'nothing was deleted: whoever verifies would take it for damage',
    )
}

/** Files that go, and those of which lines go, with what is left. */
function doomed(data: string, trials: ReadonlySet<string>) {
  const gone: string[] = []
  const blobs: string[] = []
  const made: string[] = []
  const theirs = new Set<string>()
  const others = new Set<string>()
  for (const { path, isFile } of filesBelow(data)) {
    if (blobOf(path)) blobs.push(path)
    if (isFile && isMade(path) && path !== 'lock.json') made.push(path)
    if (!path.startsWith('trials/') || !path.endsWith('.jsonl')) continue
    const isTheirs = trials.has(trialOfPath(`data/${path}`))
    if (isTheirs) gone.push(path)
    const hashes = hashesIn(linesIn(join(data, path)))
    for (const hash of hashes) (isTheirs ? theirs : others).add(hash)
  }
  const shortened = new Map<string, string>()
  if (gone.length === 0) return { gone, shortened }
  const isGone = (hash: unknown) => theirs.has(String(hash)) && !others.has(String(hash))
  gone.push(...blobs.filter((path) => isGone(blobOf(path))))
  shorten(data, TEXTS, (line) => isGone(line.sha256), shortened)
  shorten(data, FINDINGS, (line) => trials.has(String(line.trial)), shortened)
  gone.push(...made)
  return { gone, shortened }
}

/** What is left of a file of lines; nothing is said of one that stays whole. */
function shorten(
  data: string,
  name: string,
  goes: (line: Record<string, unknown>) => boolean,
  shortened: Map<string, string>,
): void {
  if (!existsSync(join(data, name))) return
  let all = 0
  const left: string[] = []
  for (const bytes of linesIn(join(data, name))) {
    all++
    const line = bytes.toString('utf8')
    if (!goes(JSON.parse(line))) left.push(`${line}\n`)
  }
  if (left.length < all) shortened.set(name, left.join(''))
}
