/** A redacted copy of an evidence bundle: what can be handed out, sealed anew, and tied to the original by its digest. */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { InputError } from '../documents/input-error.js'
import { linesIn } from '../documents/lines.js'
import { isEvent } from '../documents/schema.js'
import type { Scorecard } from '../documents/types/scorecard.js'
import type { Seal } from '../documents/types/statement.js'
import { refuseOthers, STATEMENT } from '../evidence/bag.js'
import { Checking } from '../evidence/checks.js'
import { filesBelow, sha256File } from '../evidence/files.js'
import { blobOf } from '../evidence/kept.js'
import type { Signer } from '../evidence/keys.js'
import { sealFolder } from '../evidence/seal.js'
import { type VerifyOptions, verifyBundle } from '../evidence/verify.js'
import { type Change, changesFor, type People, redactionOf, spoken } from '../report/redact/change.js'
import { redacted } from '../report/redact/redact.js'
import { redactedEvents } from '../report/redact/transcript.js'
import { RunDirectory } from '../run/directory.js'
import { DiskError, GrowingFile } from '../run/files.js'
import { readLines } from '../run/repair.js'
import { jsonIn } from '../run/stored.js'
import { PeopleMet, peopleHeard } from './people.js'
import { report } from './report.js'
import { storedResult } from './stored.js'

/** Names what is left out. */
const WITHHELD = 'withheld.txt'
/** Files that quote nobody. */
const AS_THEY_ARE = ['plan.json', 'environment.json', 'timestamps/plan.tsr']
const LINES = ['findings.jsonl', 'index.jsonl']
/** Made below. */
const MADE = ['run.json', 'scorecard.json', 'names.json', 'result.json', 'insight.json', 'report.html']
/** From what leaves the house all is taken that can be told. */
const ALL = redactionOf(true)

export interface RedactedCopy {
  statement: Seal
  /** SHA-256 of the statement of the original. */
  original: string
  /** Files that are not in the copy. */
  withheld: number
}

/**
 * Makes a copy without names, credentials and personal data, raw replies, pictures and pages, and seals it.
 * @param out a folder that is not there, or is empty
 * @throws InputError where the bundle is none, is a copy itself, or does not hold
 */
export async function redactBundle(
  bundle: string,
  { out, signer }: { out: string; signer: Signer },
): Promise<RedactedCopy> {
  refuseOthers(bundle)
  const { checks, statement } = await verifyBundle(bundle)
  if (!statement || checks.some(({ state }) => state === 'failed'))
    throw new InputError(`${bundle} does not hold`, `\`ombud verify ${bundle}\` says why`)
  if (statement.predicate.redacted)
    throw new InputError(`${bundle} is a redacted copy itself`, 'name the original')
  const original = sha256File(join(bundle, STATEMENT))
  return await inFolder(async (run) => {
    const withheld = await derive(join(bundle, 'data'), run)
    const sealed = sealFolder(run, {
      signer,
      out,
      planId: statement.predicate.planId,
      now: new Date(),
      redacted: { statement: original, withheld },
    })
    return { statement: sealed, original, withheld }
  })
}

/**
 * Whether a redacted copy is what this ombud makes of its original, which has to hold itself.
 * @param statement SHA-256 of the statement of the original, as the copy tells it
 * @throws InputError where `original` is no bundle
 */
export async function verifyCopy(
  copy: string,
  statement: string,
  { original, ...options }: VerifyOptions & { original?: string },
): Promise<Checking> {
  const check = new Checking('copy')
  check.seen = statement
  if (original === undefined) return check.leave('no-original')
  refuseOthers(original)
  if (sha256File(join(original, STATEMENT)) !== statement) return check.fail('changed', STATEMENT)
  // Its files could have been changed together with the copy.
  const { checks } = await verifyBundle(original, options)
  if (checks.some(({ check: name, state }) => state === 'failed' && name !== 'key'))
    return check.fail('original-fails')
  await inFolder(async (run) => {
    await derive(join(original, 'data'), run)
    const [here, there] = [join(copy, 'data'), run].map(
      (root) => new Map([...filesBelow(root)].map(({ path }) => [path, sha256File(join(root, path))])),
    ) as [Map<string, string>, Map<string, string>]
    for (const path of new Set([...here.keys(), ...there.keys()]))
      if (here.get(path) !== there.get(path)) check.fail('differs-from-original', `data/${path}`)
  })
  return check
}

async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'ombud-redact-'))
  try {
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * Writes what is left of a run directory into `out`: the same files give the same bytes.
 * @returns how many files are left out
 */
async function derive(data: string, out: string): Promise<number> {
  const people = peopleHeard(data)
  const of = changesFor(people, ALL) as (target: string) => Change
  const withheld: string[] = []
  for (const { path } of filesBelow(data)) {
    const [from, to] = [join(data, path), join(out, path)]
    mkdirSync(dirname(to), { recursive: true })
    if (AS_THEY_ARE.includes(path)) copyFileSync(from, to)
    else if (path.startsWith('trials/') && path.endsWith('.jsonl')) {
      const events = readLines(from).lines.filter(isEvent)
      writeLines(to, redactedEvents(events, of(path.split('/')[1] ?? '')))
    } else if (path === 'journal.jsonl')
      // What it tells of the lines of the original could be guessed from, and what was purged is not missing.
      rewrite(from, to, ({ lines: _, file, ...line }) => ({
        ...spoken(line, of(targetOf(line))),
        ...(typeof file === 'string' && existsSync(join(data, file)) ? { file } : {}),
      }))
    else if (LINES.includes(path)) rewrite(from, to, (line) => spoken(line, of(targetOf(line))))
    else if (!MADE.includes(path)) withheld.push(withoutHash(path))
  }
  writeFileSync(join(out, WITHHELD), withheld.map((path) => `${path}\n`).join(''))
  await summarise(data, out, people, of)
  return withheld.length
}

/** The name of a picture or page is its hash, by which a page with a name or a number on it could be guessed. */
function withoutHash(path: string): string {
  const hash = blobOf(path)
  return hash === undefined ? path : path.replace(`${hash.slice(0, 2)}/${hash}`, '*')
}

/** What is one object for all conversations, and the report. */
async function summarise(
  data: string,
  out: string,
  people: People,
  of: (target: string) => Change,
): Promise<void> {
  const directory = RunDirectory.open(out)
  const everybody = changesFor(new Map([['', new Set([...people.values()].flatMap((one) => [...one]))]]), ALL)
  const record = RunDirectory.open(data).record()
  directory.writeJson('run.json', {
    ...record,
    warnings: (record.warnings ?? []).map(everybody?.('') ?? String),
  })
  const scorecard = jsonIn<Scorecard>(data, 'scorecard', 'is this a whole bundle?')
  const targets = scorecard.targets.map((target) => spoken(target, of(target.target)))
  directory.writeJson('scorecard.json', { ...scorecard, targets })
  // Words in brackets are no names, and nobody is to look for more.
  new PeopleMet(directory.plan()).write(directory)
  if (!existsSync(join(data, 'result.json'))) return
  const result = redacted(storedResult(data), ALL, people)
  directory.writeJson('result.json', {
    ...result,
    targets: result.targets.map((target) => ({
      ...target,
      trials: target.trials.map(({ sha256: _, evidence: __, ...trial }) => trial),
    })),
  })
  if (result.insight) directory.writeJson('insight.json', result.insight)
  await report(out, { formats: ['html'], redact: true })
}

const targetOf = ({ target, trial }: Record<string, unknown>): string =>
  String(target ?? String(trial).split('/')[0])

/** Copies a file of JSON lines. */
function rewrite(from: string, to: string, change: (line: Record<string, unknown>) => unknown): void {
  const lines = function* () {
    for (const bytes of linesIn(from)) yield change(JSON.parse(bytes.toString('utf8')))
  }
  writeLines(to, lines())
}

function writeLines(to: string, lines: Iterable<unknown>): void {
  const file = new GrowingFile(to)
  try {
    for (const line of lines) file.write(`${JSON.stringify(line)}\n`)
  } catch (error) {
    if (!(error instanceof DiskError)) file.abandon()
    throw error
  }
  file.finish()
}
