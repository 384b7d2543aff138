/** BagIt directories (RFC 8493): names of their files, and the lines of their manifests. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { InputError } from '../documents/input-error.js'
import type { Seal } from '../documents/types/statement.js'
import { filesBelow, sha256File, statOf } from './files.js'

export const MANIFEST = 'manifest-sha256.txt'
export const SM3_MANIFEST = 'manifest-sm3.txt'
export const TAG_MANIFEST = 'tagmanifest-sha256.txt'
export const STATEMENT = 'statement.json'
export const ENVELOPE = 'statement.dsse.json'
export const STAMP = 'timestamps/statement.tsr'
/** Made by `ombud run --tsa`, before the first message. */
export const PLAN_STAMP = 'data/timestamps/plan.tsr'
/** The text of bagit.txt. */
export const BAGIT = 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n'
/** Tag files are small; a stranger's need not be. */
const LARGEST_TAG = 50_000_000

export interface ManifestLine {
  path: string
  hash: string
}

/** A line of a manifest as `sha256sum` writes it, without its newline. */
export function manifestLine({ path, hash }: ManifestLine): string {
  return `${hash}  ${path}`
}

/** Undefined where it is no line of ours, or its path could lead out of the bag. */
export function parseLine(line: string): ManifestLine | undefined {
  const [, hash, path] = /^([0-9a-f]{64}) {2}(data\/.+)$/.exec(line) ?? []
  return hash !== undefined && path !== undefined && isPlainPath(path) ? { hash, path } : undefined
}

/** Whether a path can stand in a manifest as it is, and stays in the bag. */
export function isPlainPath(path: string): boolean {
  return !/[\\%\u0000-\u001f\u007f]/.test(path) && !path.split('/').some((part) => /^\.{0,2}$/.test(part))
}

/** The text of bag-info.txt, all of which the statement says, too. */
export function bagInfo({ tool, sealed, counts }: Seal['predicate']): string {
  return `Bag-Software-Agent: ${tool}\nBagging-Date: ${sealed.slice(0, 10)}\nPayload-Oxum: ${counts.bytes}.${counts.files}\n`
}

/** What the tag manifest has to say: every file but the payload and itself. @throws InputError at a link */
export function tagManifest(bundle: string): string {
  const lines: string[] = []
  for (const { path, isFile } of filesBelow(bundle, '', 'data/')) {
    if (!isFile) throw new InputError(`${join(bundle, path)} is a link or no file: a bundle has only files`)
    if (path !== TAG_MANIFEST) lines.push(`${manifestLine({ path, hash: sha256File(join(bundle, path)) })}\n`)
  }
  return lines.join('')
}

export function writeTagManifest(bundle: string): void {
  writeFileSync(join(bundle, TAG_MANIFEST), tagManifest(bundle))
}

export function isBundle(path: string): boolean {
  return existsSync(join(path, 'bagit.txt')) && existsSync(join(path, ENVELOPE))
}

/** @throws InputError where `path` is no evidence bundle */
export function refuseOthers(path: string): void {
  if (!isBundle(path))
    throw new InputError(
      `${path} is no evidence bundle: it has no bagit.txt or no ${ENVELOPE}`,
      'name a directory that `ombud seal` wrote',
    )
}

/** The bytes of a tag file; undefined where it is none that could be ours. */
export function tagFile(bundle: string, name: string): Buffer | undefined {
  const path = join(bundle, name)
  const stat = statOf(path)
  return stat?.isFile() && stat.size <= LARGEST_TAG ? readFileSync(path) : undefined
}
