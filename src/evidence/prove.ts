/** Takes one trial out of a bundle, with the proof that it belongs to it. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { InputError } from '../documents/input-error.js'
import { linesIn } from '../documents/lines.js'
import { leafHash } from '../documents/merkle.js'
import type { Proof } from '../documents/types/proof.js'
import { ENVELOPE, MANIFEST, type ManifestLine, parseLine, refuseOthers, tagFile } from './bag.js'
import { trialOfPath } from './chain.js'
import { blobOf } from './kept.js'
import { inclusionProofs } from './merkle.js'
import { isTranscript } from './seal.js'
import { signerFolder } from './sign.js'
import { envelopeIn, proofText, sealIn } from './statement.js'
import { copyWithout, lineFor, shownLines, type Withheld } from './withhold.js'

export const PROOF = 'proof.json'

/**
 * Copies the transcripts of a trial, and the pictures and pages that they name, with their proof.
 * @param out a folder that is not there, or is empty
 * @param withheld lines of which only the hashes are shown, and nothing that they alone name
 * @returns the files, relative to `out`
 * @throws InputError where the bundle is none, does not hold the trial, or cannot withhold these lines
 */
export function prove(
  bundle: string,
  trial: string,
  out: string,
  withheld: readonly Withheld[] = [],
): string[] {
  refuseOthers(bundle)
  if (existsSync(out) && readdirSync(out).length > 0)
    throw new InputError(
      `${out} already exists and is not an empty folder`,
      'choose another --out, or remove it',
    )
  const envelope = envelopeIn(tagFile(bundle, ENVELOPE))
  if (!envelope) throw new InputError(`${join(bundle, ENVELOPE)} is damaged`)
  const ranges = rangesOf(bundle, trial, withheld)
  const files = filesOf(bundle, trial, ranges)
  const audits = inclusionProofs(
    leavesOf(join(bundle, MANIFEST)),
    files.map(({ index }) => index),
  )
  const cuts = [...ranges.keys()].map((path) => ({ path, ...lineFor(bundle, path) }))
  const journal = cuts.length > 0 ? leavesOf(join(bundle, 'data/journal.jsonl')) : Buffer.alloc(0)
  if (cuts.length > 0 && sealIn(envelope)?.predicate.journal.root === undefined)
    throw new InputError(
      `${bundle} was sealed by an older ombud, and no lines can be withheld`,
      'seal the run again, or prove the trial whole',
    )
  const proof: Proof = {
    version: 1,
    trial,
    statement: envelope,
    keys: envelope.signatures.map(({ keyid }) => String(tagFile(bundle, `${signerFolder(keyid)}/key.pub`))),
    files: files.map(({ path, hash, index }, i) => ({ path, sha256: hash, index, audit: audits[i] ?? [] })),
  }
  try {
    for (const { path, journal: line, index, lines } of cuts) {
      mkdirSync(join(out, dirname(path)), { recursive: true })
      copyWithout(join(bundle, path), join(out, path), ranges.get(path) ?? [], lines)
      const [audit = []] = inclusionProofs(journal, [index])
      for (const file of proof.files) if (file.path === path) file.withheld = { journal: line, index, audit }
    }
    for (const { path } of files) {
      if (ranges.has(path)) continue
      mkdirSync(join(out, dirname(path)), { recursive: true })
      copyFileSync(join(bundle, path), join(out, path))
    }
    writeFileSync(join(out, PROOF), proofText(proof))
  } catch (error) {
    // It was empty: half a proof would only be in the way of the next try.
    rmSync(out, { recursive: true, force: true })
    throw error
  }
  return [PROOF, ...files.map(({ path }) => path)]
}

/** What is withheld of each transcript. @throws InputError where an attempt is not there, or has to be named */
function rangesOf(bundle: string, trial: string, withheld: readonly Withheld[]): Map<string, Withheld[]> {
  const ranges = new Map<string, Withheld[]>()
  if (withheld.length === 0) return ranges
  const paths = [...manifestOf(bundle)].map(({ path }) => path).filter((path) => isOfTrial(path, trial))
  for (const range of withheld) {
    const [path, ...others] =
      range.attempt === undefined ? paths : paths.filter((one) => one.endsWith(`.${range.attempt}.jsonl`))
    if (path === undefined)
      throw new InputError(`${trial} has no attempt ${range.attempt ?? ''} in ${bundle}`.replace('  ', ' '))
    if (others.length > 0)
      throw new InputError(
        `${trial} has ${paths.length} attempts`,
        'say of which one lines are withheld: --withhold ATTEMPT:LINES',
      )
    ranges.set(path, [...(ranges.get(path) ?? []), range])
  }
  return ranges
}

/** The hash of every line of a file. */
function leavesOf(path: string): Buffer {
  let count = 0
  for (const _ of linesIn(path)) count++
  const leaves = Buffer.alloc(count * 32)
  let at = 0
  for (const line of linesIn(path)) at += leafHash(line).copy(leaves, at)
  return leaves
}

/** @throws InputError where there is no transcript of the trial */
function filesOf(
  bundle: string,
  trial: string,
  ranges: ReadonlyMap<string, readonly Withheld[]>,
): (ManifestLine & { index: number })[] {
  const named = new Set<string>()
  const lines = () => manifestOf(bundle)
  for (const { path } of lines()) {
    if (!isOfTrial(path, trial)) continue
    if (!existsSync(join(bundle, path))) throw new InputError(`${path} was deleted from ${bundle}`)
    for (const hash of hashesIn(shownLines(join(bundle, path), ranges.get(path) ?? []))) named.add(hash)
  }
  const found: (ManifestLine & { index: number })[] = []
  for (const line of lines()) {
    const isNamed = named.has(blobOf(line.path) ?? '') && existsSync(join(bundle, line.path))
    if (isNamed || isOfTrial(line.path, trial)) found.push(line)
  }
  if (!found.some(({ path }) => isTranscript(path)))
    throw new InputError(
      `${bundle} has no trial ${trial}`,
      'a trial is named target/scenario/arm/repetition, as in its journal',
    )
  return found
}

const isOfTrial = (path: string, trial: string) => isTranscript(path) && trialOfPath(path) === trial

function* manifestOf(bundle: string): Generator<ManifestLine & { index: number }> {
  let index = 0
  for (const bytes of linesIn(join(bundle, MANIFEST))) {
    const line = parseLine(bytes.toString('utf8'))
    if (line) yield { ...line, index }
    index++
  }
}

/** Everything in a transcript that looks like a SHA-256. */
export function hashesIn(lines: Iterable<Buffer>): Set<string> {
  const hashes = new Set<string>()
  for (const line of lines)
    for (const [hash] of line.toString('utf8').matchAll(/\b[0-9a-f]{64}\b/g)) hashes.add(hash)
  return hashes
}
