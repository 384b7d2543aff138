/** The signed lists of what was deleted from a bundle after it was sealed. */
import type { KeyObject } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../documents/canonical.js'
import { tagFile } from './bag.js'
import type { Checking } from './checks.js'
import { envelopeIsSignedBy } from './dsse.js'
import { statOf } from './files.js'
import { TEXTS } from './kept.js'
import { envelopeIn, purgeIn, reasonBy } from './statement.js'
import type { Purged } from './verify-files.js'

export const PURGES = 'purges'
export const FINDINGS = 'findings.jsonl'
/** Of these only lines go. */
const SHORTENED = [TEXTS, FINDINGS]
/** Files of a run that quote nobody, and folders. */
const KEPT = ['plan.json', 'run.json', 'environment.json', 'journal.jsonl', 'index.jsonl', 'scorecard.json']
const KEPT_BELOW = ['trials/', 'blobs/', 'models/', 'timestamps/', `${PURGES}/`]

/** Whether a file of a run was made of all conversations together, so that it quotes them and can be made again. */
export function isMade(path: string): boolean {
  return !KEPT.includes(path) && !SHORTENED.includes(path) && !KEPT_BELOW.some((at) => path.startsWith(at))
}

/** Whether a list may tell of a file: one that purging takes away, or takes lines from; no plan, journal or score. */
function canGo(path: string, inPart: boolean): boolean {
  if (inPart) return SHORTENED.includes(path)
  return isMade(path) || /^trials\/.+\.jsonl$|^blobs\/sha256\//.test(path)
}

/**
 * What was deleted, by lists that one of `keys` signed. A list that is not about this statement counts for nothing, and
 * neither does one of files that no purge touches: under its cover such a file could be replaced.
 * @param statement bytes of statement.json
 * @returns told: of each list its reason and who signed it
 */
export function purgedFrom(
  bundle: string,
  statement: Buffer,
  keys: readonly KeyObject[],
  check: Checking,
): { purged: Purged; told: string[] } {
  const purged = new Map<string, { was: string; left?: string }>()
  const told: string[] = []
  for (const name of listsIn(bundle)) {
    const envelope = envelopeIn(tagFile(bundle, name))
    const list = envelope && purgeIn(envelope)
    const by = envelope && keys.find((key) => envelopeIsSignedBy(envelope, key))
    if (!list || !by || list.predicate.statement !== sha256(statement)) {
      check.fail('bad-signature', name)
      continue
    }
    const { left: lefts } = list.predicate
    const other = list.subject.find(
      ({ name: path }) => !path.startsWith('data/') || !canGo(path.slice(5), lefts[path] !== undefined),
    )
    if (other) {
      check.fail('not-deletable', `${name}: ${other.name}`)
      continue
    }
    told.push(reasonBy(by, list.predicate.reason))
    for (const { name: path, digest } of list.subject) {
      const left = lefts[path]
      const was = purged.get(path)?.was ?? digest.sha256
      purged.set(path, { was, ...(left === undefined ? {} : { left }) })
    }
  }
  return { purged, told }
}

/**
 * What was deleted from the run before it was sealed, by lists in it that one of `keys` signed.
 * @returns paths in the bundle
 */
export function purgedBefore(bundle: string, keys: readonly KeyObject[]): ReadonlySet<string> {
  const purged = new Set<string>()
  const data = join(bundle, 'data')
  for (const name of listsIn(data)) {
    const envelope = envelopeIn(tagFile(data, name))
    const list = envelope && purgeIn(envelope)
    if (
      list &&
      list.predicate.statement === undefined &&
      keys.some((key) => envelopeIsSignedBy(envelope, key))
    )
      for (const { name: file } of list.subject)
        if (canGo(file, list.predicate.left[file] !== undefined)) purged.add(`data/${file}`)
  }
  return purged
}

/** Lists of a bundle or a run, the oldest first. */
export function listsIn(path: string): string[] {
  const folder = join(path, PURGES)
  return statOf(folder)?.isDirectory()
    ? readdirSync(folder)
        .sort()
        .map((name) => `${PURGES}/${name}`)
    : []
}
