/** The run directory: where each file of a run is, and how it is written and read. */
import { existsSync, mkdirSync, readdirSync, realpathSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { sha256 } from '../documents/canonical.js'
import { firstLink } from '../documents/chain.js'
import { InputError } from '../documents/input-error.js'
import { jsonText } from '../documents/json-pieces.js'
import type { PlanTrial } from '../documents/ready.js'
import { isEvent, validator } from '../documents/schema.js'
import type { TranscriptEvent } from '../documents/types/event.js'
import type { JournalLine } from '../documents/types/journal.js'
import type { Plan } from '../documents/types/plan.js'
import type { RunRecord } from '../documents/types/run.js'
import { ChainedFile } from './chained.js'
import { DiskError, flushFolder, LineFile, writePieces, writeWhole } from './files.js'
import { refuseWhereHeld } from './lock.js'
import { refuseLogs } from './logs.js'
import { PlanFile } from './plan-file.js'
import { cutTorn, readLines } from './repair.js'
import { jsonIn, placeIn, readBounded } from './stored.js'

/** Version of the layout and of plan.json and run.json. */
export const RUN_VERSION = 1

/** Bytes of a plan that is read part by part. */
const LARGE_PLAN = 64 << 20

const WHOLE = 'is this a whole run directory?'

/** A trial's arm as it stands in ids and paths: `by=button,persona=control`, or `-`. */
export function armKey(arm: Record<string, string>): string {
  const parts = Object.entries(arm).sort(([a], [b]) => (a < b ? -1 : 1))
  return parts.map(([k, v]) => `${k}=${v}`).join(',') || '-'
}

/** A transcript as it is on file. */
export interface Filed {
  /** Relative to the run directory. */
  name: string
  /** SHA-256 of its bytes. */
  sha256: string
  events: TranscriptEvent[]
}

export class RunDirectory {
  readonly path: string
  readonly #root: string
  readonly #kept = new Set<string>()
  readonly #folders = new Set<string>()
  #texts: LineFile | undefined

  private constructor(path: string) {
    this.path = path
    this.#root = realpathSync.native(path)
  }

  /** Makes a new run directory. @throws InputError where something, or another run, is already there */
  static create(path: string): RunDirectory {
    RunDirectory.refuseUnlessNew(path)
    mkdirSync(path, { recursive: true })
    return new RunDirectory(path)
  }

  /** Makes nothing, for those who have much to do before they `create`. @throws InputError as that does */
  static refuseUnlessNew(path: string): void {
    refuseWhereHeld(path)
    const there = statSync(path, { throwIfNoEntry: false })
    if (there && (!there.isDirectory() || readdirSync(path).length > 0))
      throw new InputError(
        `${path} already exists and is not an empty folder`,
        'choose another place, or remove it',
      )
  }

  /** Opens a run directory that is there. @throws InputError where it is none, or one of a newer ombud */
  static open(path: string): RunDirectory {
    refuseLogs(path)
    if (!existsSync(join(path, 'plan.json')))
      throw new InputError(
        `${path} is not a run directory: it has no plan.json`,
        'name a directory that `ombud run` wrote',
      )
    return new RunDirectory(path)
  }

  /** Path of a file of the run. @throws InputError where a link leads out of the directory */
  file(name: string): string {
    return placeIn(this.path, name, this.#root)
  }

  /** @throws InputError where it is missing, damaged or of a newer ombud */
  plan(): Plan {
    const file = this.file('plan.json')
    const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
    return size > LARGE_PLAN ? new PlanFile(file).whole() : jsonIn(this.path, 'plan', WHOLE)
  }

  /** @throws InputError as of `plan` */
  record(): RunRecord {
    return jsonIn(this.path, 'run', WHOLE)
  }

  /** Writes a JSON file whole or not at all; durable: and onto the disk. */
  writeJson(name: string, value: unknown, durable = false): void {
    writePieces(this.file(name), jsonText(value), durable)
  }

  openJournal(): LineFile {
    return new LineFile(this.file('journal.jsonl'))
  }

  /** The lines of the journal that can be read; `resumption` names the others. */
  journal(): JournalLine[] {
    const valid = validator('journal', 'first')
    return readLines<JournalLine>(this.file('journal.jsonl')).lines.filter((line) => valid(line))
  }

  /** Path of a transcript relative to the run directory. */
  transcriptName(trial: PlanTrial, attempt: number): string {
    const parts = [trial.target, trial.scenario, armKey(trial.arm), `${trial.repetition}.${attempt}.jsonl`]
    // A plan may come from a stranger: no part of an id may lead out of the directory.
    if (parts.some((p) => !/^[a-z0-9-][a-z0-9=,.-]*$/i.test(p)))
      throw new InputError(
        `${this.path}/plan.json names a trial that cannot be a path: ${JSON.stringify(trial.id)}`,
      )
    return ['trials', ...parts].join('/')
  }

  /** @param plan its id, to which the chain of lines is tied */
  openTranscript(plan: string, trial: PlanTrial, attempt: number): ChainedFile {
    const name = this.transcriptName(trial, attempt)
    const folder = dirname(name)
    const isNew = !this.#folders.has(this.file(folder))
    const path = this.#place(folder, basename(name))
    if (isNew) this.#flushNames(folder)
    try {
      return new ChainedFile(path, firstLink(plan, trial.id))
    } catch (error) {
      throw new DiskError(path, error)
    }
  }

  /** Makes the folders above one durable, as the file in it will be. */
  #flushNames(folder: string): void {
    for (let at = dirname(folder); at !== '.'; at = dirname(at)) flushFolder(this.file(at))
    flushFolder(this.path)
  }

  /** Keeps a copy of weights, by which the run can be read again. */
  keepWeights({ bytes, sha256 }: { bytes: Uint8Array; sha256: string }): void {
    writeWhole(this.#place('models', `${sha256}.weights`), bytes, true)
  }

  /** @throws InputError where the copy of these weights is missing or was changed */
  weights(hash: string): Uint8Array {
    const name = `models/${hash}.weights`
    const hint = 'the run was planned with these weights and is not read without them: put the file back'
    if (!existsSync(this.file(name))) throw new InputError(`${this.path}/${name} is missing`, hint)
    const bytes = readBounded(this.file(name))
    if (sha256(bytes) !== hash)
      throw new InputError(`${this.path}/${name} was changed since the run was planned`, hint)
    return bytes
  }

  /** The events of a transcript, in order. @throws InputError where one of them is none */
  transcript(trial: PlanTrial, attempt: number): TranscriptEvent[] {
    return this.filed(trial, attempt).events
  }

  /** A transcript and its hash, from one reading of the file. @throws as `transcript` */
  filed(trial: PlanTrial, attempt: number): Filed {
    const name = this.transcriptName(trial, attempt)
    const bytes = readBounded(this.file(name))
    // A line without its newline was cut off by a kill.
    const lines = bytes.toString('utf8').split('\n').slice(0, -1)
    const events = lines.map((line, i) => {
      const event: unknown = JSON.parse(line)
      if (!isEvent(event)) throw new InputError(`line ${i + 1} is no event`)
      return event
    })
    return { name, sha256: sha256(bytes), events }
  }

  /** SHA-256 and length in bytes of a transcript. */
  imprint(trial: PlanTrial, attempt: number): { sha256: string; bytes: number } {
    const bytes = readBounded(this.file(this.transcriptName(trial, attempt)))
    return { sha256: sha256(bytes), bytes: bytes.length }
  }

  /**
   * Keeps a text or bytes under their SHA-256 and returns it. Texts are lines of one file: a file for each reply
   * would cost more than the reply itself.
   * @param extension of the file, for bytes that other programs open
   */
  keep(data: string | Uint8Array, extension?: string): string {
    const hash = sha256(data)
    if (this.#kept.has(hash)) return hash
    if (typeof data === 'string') this.#keepText({ sha256: hash, text: data })
    else
      writeWhole(
        this.#place(`blobs/sha256/${hash.slice(0, 2)}`, extension ? `${hash}.${extension}` : hash),
        data,
      )
    this.#kept.add(hash)
    return hash
  }

  #keepText(text: { sha256: string; text: string }): void {
    if (!this.#texts) {
      const path = this.#place('blobs', 'texts.jsonl')
      cutTorn(path)
      this.#texts = new LineFile(path)
    }
    this.#texts.append(JSON.stringify(text))
  }

  /** Ends the keeping of texts. */
  close(): void {
    this.#texts?.close()
    this.#texts = undefined
  }

  /** Path of a file in a folder of the run, which is made when first needed. */
  #place(folder: string, name: string): string {
    const path = this.file(folder)
    if (this.#folders.has(path)) return join(path, name)
    try {
      mkdirSync(path, { recursive: true })
    } catch (error) {
      throw new DiskError(path, error)
    }
    this.#folders.add(path)
    return join(path, name)
  }
}
