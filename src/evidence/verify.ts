/** Verifies an evidence bundle without a network: everything but the score, which the library makes anew. */
import type { KeyObject } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Seal } from '../documents/types/statement.js'
import {
  ENVELOPE,
  isPlainPath,
  MANIFEST,
  PLAN_STAMP,
  refuseOthers,
  SM3_MANIFEST,
  STAMP,
  STATEMENT,
  tagFile,
} from './bag.js'
import { type Check, Checking, type CheckName } from './checks.js'
import { verifyCorrections } from './correct.js'
import { payloadOf } from './dsse.js'
import { sha256File, statOf } from './files.js'
import { headOfJournal, type JournalHead } from './journal.js'
import { journalStampsIn, verifyJournalStamps } from './journal-stamp.js'
import { keptTexts } from './kept.js'
import { keyId } from './keys.js'
import { purgedBefore, purgedFrom } from './purged.js'
import { envelopeIn, sealIn } from './statement.js'
import { type Payload, type Purged, verifyFiles } from './verify-files.js'
import { verifyKeys, verifySignatures } from './verify-signatures.js'
import { verifySm3 } from './verify-sm3.js'
import { verifyStamp } from './verify-stamp.js'
import { verifyTags, verifyUnsigned } from './verify-tags.js'
import { isInside, TranscriptChecks } from './verify-transcripts.js'

const JOURNAL = 'data/journal.jsonl'

export interface VerifyOptions {
  /** Public keys of those who are to have signed. */
  keys?: readonly KeyObject[]
  /** Certificates (PEM) of time stamping authorities that are trusted. */
  authorities?: string
}

export interface Verified {
  checks: Check[]
  /** Undefined where it cannot be read. */
  statement?: Seal
  /** Files of which bytes were deleted afterwards. */
  purged: number
}

/** @throws InputError where `bundle` is none, or one of a newer ombud */
export async function verifyBundle(bundle: string, options: VerifyOptions = {}): Promise<Verified> {
  refuseOthers(bundle)
  const made: Checking[] = []
  const check = (name: CheckName) => {
    const one = new Checking(name)
    made.push(one)
    return one
  }
  const tags = check('tag-manifest')
  verifyTags(bundle, tags)
  // What a link leads to is not read.
  if (tags.said.some(({ reason }) => reason === 'not-a-file')) return { checks: made, purged: 0 }
  const signatures = check('signatures')
  const envelope = envelopeIn(tagFile(bundle, ENVELOPE))
  const statement = envelope && sealIn(envelope)
  const bytes = tagFile(bundle, STATEMENT)
  if (!envelope || !statement || !bytes?.equals(payloadOf(envelope))) {
    signatures.fail('changed', STATEMENT)
    return { checks: made, purged: 0 }
  }
  const signers = verifySignatures(bundle, envelope, bytes, signatures)
  verifyUnsigned(bundle, statement, envelope, signers, tags)
  verifyKeys(signers, options.keys ?? [], check('key'))
  const { purged, told } = purgedFrom(bundle, bytes, trustedOf(signers, options.keys), signatures)
  const { predicate } = statement
  const files = check('files')
  const chains = new Checking('chains')
  const from = { manifest: join(bundle, MANIFEST), planId: predicate.planId }
  const payload = verifyFiles(bundle, from, purged, files, chains)
  files.seen = [payload.tree.size, ...told].join('; ')
  if (payload.purged > 0) files.leave('purged', String(payload.purged))
  verifyManifest(bundle, statement, payload, check('manifest'))
  if (isFile(bundle, SM3_MANIFEST)) verifySm3(bundle, purged, check('sm3'))
  const blobs = new Checking('blobs')
  keptTexts(bundle, payload.kept, blobs)
  const transcripts = new TranscriptChecks(bundle, payload.kept, { chains, blobs })
  const before = purgedBefore(bundle, signers)
  const looked = { purged, before, transcripts, hasLinks: payload.hasLinks }
  const journal = verifyJournal(bundle, statement, looked, check('journal'))
  chains.seen = String(payload.transcripts)
  made.push(chains, blobs)
  const trusted = options.authorities === undefined ? {} : { authorities: options.authorities }
  const planned = await verifyStamp(bundle, PLAN_STAMP, 'data/plan.json', check('plan-stamp'), {
    ...trusted,
    ...(journal.first === undefined ? {} : { before: journal.first }),
  })
  const stamps = isInside(bundle, JOURNAL) ? journalStampsIn(bundle) : []
  const held = stamps.length > 0 ? check('journal-stamps') : undefined
  const sealed = await verifyStamp(bundle, STAMP, STATEMENT, check('statement-stamp'), trusted)
  if (held) {
    const between = { ...(planned ? { plan: planned } : {}), ...(sealed ? { statement: sealed } : {}) }
    await verifyJournalStamps(bundle, stamps, held, { ...trusted, between })
  }
  verifyCorrections(bundle, bytes, check('corrections'))
  const environment = check('environment')
  if (existsSync(join(bundle, 'data/environment.json'))) environment.leave('not-looked-at')
  else environment.leave('missing')
  return { checks: made, statement, purged: payload.purged + journal.purged }
}

/** Anybody can add a signature; where whoever verifies names keys, only theirs can say that something was rightly deleted. */
function trustedOf(signers: readonly KeyObject[], named: readonly KeyObject[] = []): readonly KeyObject[] {
  const ids = new Set(named.map(keyId))
  return ids.size === 0 ? signers : signers.filter((key) => ids.has(keyId(key)))
}

/** The manifest is the one that was signed: its digest, its tree, and what it counts. */
function verifyManifest(
  bundle: string,
  { subject, predicate }: Seal,
  payload: Payload,
  check: Checking,
): void {
  const { counts, merkle, plan } = predicate
  for (const { name, digest } of subject) {
    const now = name === MANIFEST ? payload.sha256 : otherManifest(bundle, name)
    if (now !== digest.sha256) check.fail('changed', name)
  }
  if (!subject.some(({ name }) => name === MANIFEST)) check.fail('missing', MANIFEST)
  if (payload.tree.root() !== merkle.root || payload.tree.size !== merkle.size)
    check.fail('changed', 'merkle')
  if (payload.tree.size !== counts.files) check.fail('count', 'files')
  if (payload.transcripts !== counts.transcripts) check.fail('count', 'transcripts')
  if (payload.plan !== plan) check.fail('changed', 'data/plan.json')
  check.seen = merkle.root
}

function otherManifest(bundle: string, name: string): string | undefined {
  return name === SM3_MANIFEST && isInside(bundle, name) ? sha256File(join(bundle, name)) : undefined
}

/** The journal is the one that was signed for, and every transcript that it names is there, as it says. */
function verifyJournal(
  bundle: string,
  { predicate }: Seal,
  {
    purged,
    before,
    transcripts,
    hasLinks,
  }: { purged: Purged; before: ReadonlySet<string>; transcripts: TranscriptChecks; hasLinks: boolean },
  check: Checking,
): JournalHead & { purged: number } {
  let [gone, later] = [0, 0]
  const isThere = isInside(bundle, JOURNAL)
  if (!isThere) check.fail('missing', JOURNAL)
  const head = headOfJournal(isThere ? join(bundle, JOURNAL) : '', ({ file, lines }) => {
    if (file === undefined) return
    const path = `data/${file}`
    const isThere = isPlainPath(path) && (hasLinks ? isInside : isFile)(bundle, path)
    if (isThere) transcripts.look(path, lines)
    else if (purged.has(path)) later++
    else if (before.has(path)) gone++
    else check.fail('missing', path)
  })
  const { journal, counts } = predicate
  if (head.sha256 !== journal.sha256) check.fail('changed', JOURNAL)
  if (head.lines !== journal.lines) check.fail('count', 'lines')
  if (journal.root !== undefined && head.root !== journal.root) check.fail('changed', 'merkle')
  if (head.attempts !== counts.attempts || head.ended !== counts.ended) check.fail('count', 'attempts')
  if (gone + later > 0) check.leave('purged', String(gone + later))
  check.seen = `${head.lines}`
  return { ...head, purged: gone }
}

/** Where no folder is a link. */
function isFile(bundle: string, path: string): boolean {
  return statOf(join(bundle, path))?.isFile() === true
}
