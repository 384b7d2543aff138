/** The signed lists of what was deleted from a bundle after it was sealed. */
import type { KeyObject } from 'node:crypto'
import { existsSync, lstatSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { sha256 } from '../documents/canonical.js'
import { tagFile } from './bag.js'
import type { Checking } from './checks.js'
import { envelopeIsSignedBy } from './dsse.js'
import { envelopeIn, purgeIn } from './statement.js'
import type { Purged } from './verify-files.js'

export const PURGES = 'purges'

/**
 * What was deleted, by lists that one of `keys` signed; a list that is not about this statement counts for nothing.
 * @param statement bytes of statement.json
 */
export function purgedFrom(
  bundle: string,
  statement: Buffer,
  keys: readonly KeyObject[],
  check: Checking,
): Purged {
  const purged = new Map<string, { was: string; left?: string }>()
  for (const name of listsIn(bundle)) {
    const envelope = envelopeIn(tagFile(bundle, name))
    const list = envelope && purgeIn(envelope)
    if (
      !list ||
      list.predicate.statement !== sha256(statement) ||
      !keys.some((key) => envelopeIsSignedBy(envelope, key))
    ) {
      check.fail('bad-signature', name)
      continue
    }
    for (const { name: path, digest } of list.subject) {
      const left = list.predicate.left[path]
      const was = purged.get(path)?.was ?? digest.sha256
      purged.set(path, { was, ...(left === undefined ? {} : { left }) })
    }
  }
  return purged
}

/**
 * What was deleted from the run before it was sealed, by lists in it that one of `keys` signed.
 * @returns paths in the bundle
 */
export function purgedBefore(bundle: string, keys: readonly KeyObject[]): ReadonlySet<string> {
  const purged = new Set<string>()
  const data = join(bundle, 'data')
  for (const name of isFolder(join(data, PURGES)) ? listsIn(data) : []) {
    const envelope = envelopeIn(tagFile(data, name))
    const list = envelope && purgeIn(envelope)
    if (
      list &&
      list.predicate.statement === undefined &&
      keys.some((key) => envelopeIsSignedBy(envelope, key))
    )
      for (const { name: file } of list.subject) purged.add(`data/${file}`)
  }
  return purged
}

const isFolder = (path: string) => lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true

/** Lists of a bundle or a run, the oldest first. */
export function listsIn(path: string): string[] {
  const folder = join(path, PURGES)
  return existsSync(folder)
    ? readdirSync(folder)
        .sort()
        .map((name) => `${PURGES}/${name}`)
    : []
}
