/** The run directory: where each file of a run is, and how it is written and read. */
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { sha256 } from '../documents/canonical.js'
import { InputError } from '../documents/input-error.js'
import type { PlanTrial } from '../documents/ready.js'
import type { TranscriptEvent } from '../documents/types/event.js'
import type { JournalLine } from '../documents/types/journal.js'
import type { Plan } from '../documents/types/plan.js'
import type { RunRecord } from '../documents/types/run.js'
import { DiskError, flushFolder, LineFile, writeWhole } from './files.js'
import { refuseWhereHeld } from './lock.js'
import { cutTorn, readLines } from './repair.js'

/** Version of the layout and of plan.json and run.json. */
export const RUN_VERSION = 1

/** A trial's arm as it stands in ids and paths: `by=button,persona=control`, or `-`. */
export function armKey(arm: Record<string, string>): string {
  const parts = Object.entries(arm).sort(([a], [b]) => (a < b ? -1 : 1))
  return parts.map(([k, v]) => `${k}=${v}`).join(',') || '-'
}

export class RunDirectory {
  readonly path: string
  readonly #kept = new Set<string>()
  readonly #folders = new Set<string>()

  private constructor(path: string) {
    this.path = path
  }

  /** Makes a new run directory. @throws InputError where something, or another run, is already there */
  static create(path: string): RunDirectory {
    refuseWhereHeld(path)
    const there = statSync(path, { throwIfNoEntry: false })
    if (there && (!there.isDirectory() || readdirSync(path).length > 0))
      throw new InputError(
        `${path} already exists and is not an empty folder`,
        'choose another --out, or remove it',
      )
    mkdirSync(path, { recursive: true })
    return new RunDirectory(path)
  }

  /** Opens a run directory that is there. @throws InputError where it is none, or one of a newer ombud */
  static open(path: string): RunDirectory {
    if (!existsSync(join(path, 'plan.json')))
      throw new InputError(
        `${path} is not a run directory: it has no plan.json`,
        'name a directory that `ombud run` wrote',
      )
    return new RunDirectory(path)
  }

  file(name: string): string {
    return join(this.path, name)
  }

  plan(): Plan {
    const plan = this.read<Plan>('plan.json')
    if (plan.version > RUN_VERSION)
      throw new InputError(
        `${this.path} was written by a newer ombud (format ${plan.version})`,
        'update ombud',
      )
    return plan
  }

  record(): RunRecord {
    return this.read<RunRecord>('run.json')
  }

  /** Writes a JSON file whole or not at all; durable: and onto the disk. */
  writeJson(name: string, value: unknown, durable = false): void {
    writeWhole(this.file(name), `${JSON.stringify(value, null, 2)}\n`, durable)
  }

  openJournal(): LineFile {
    return new LineFile(this.file('journal.jsonl'))
  }

  /** The lines of the journal that can be read; `resumption` names the others. */
  journal(): JournalLine[] {
    return readLines<JournalLine>(this.file('journal.jsonl')).lines
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

  openTranscript(trial: PlanTrial, attempt: number): LineFile {
    const name = this.transcriptName(trial, attempt)
    const folder = dirname(name)
    const isNew = !this.#folders.has(this.file(folder))
    const path = this.#place(folder, basename(name))
    if (isNew) this.#flushNames(folder)
    try {
      return new LineFile(path, 'wx')
    } catch (error) {
      throw new DiskError(path, error)
    }
  }

  /** Makes the folders above one durable, as the file in it will be. */
  #flushNames(folder: string): void {
    for (let at = dirname(folder); at !== '.'; at = dirname(at)) flushFolder(this.file(at))
    flushFolder(this.path)
  }

  /** The events of a transcript, in order. */
  transcript(trial: PlanTrial, attempt: number): TranscriptEvent[] {
    return linesOf<TranscriptEvent>(this.file(this.transcriptName(trial, attempt)))
  }

  /**
   * Keeps a text or bytes under their SHA-256 and returns it. Texts are lines of one file: a file for each reply
   * would cost more than the reply itself.
   */
  keep(data: string | Uint8Array): string {
    const hash = sha256(data)
    if (this.#kept.has(hash)) return hash
    if (typeof data === 'string') this.#keepText({ sha256: hash, text: data })
    else writeWhole(this.#place(`blobs/sha256/${hash.slice(0, 2)}`, hash), data)
    this.#kept.add(hash)
    return hash
  }

  #keepText(text: { sha256: string; text: string }): void {
    const path = this.#place('blobs', 'texts.jsonl')
    if (this.#kept.size === 0) cutTorn(path)
    const file = new LineFile(path)
    try {
      file.append(JSON.stringify(text))
    } finally {
      file.close()
    }
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

  /** A JSON file of the run. @throws InputError where it is missing or damaged */
  read<T>(name: string): T {
    const path = this.file(name)
    let text: string
    try {
      text = readFileSync(path, 'utf8')
    } catch {
      throw new InputError(`${path} cannot be read`, 'is this a whole run directory?')
    }
    try {
      return JSON.parse(text) as T
    } catch (error) {
      throw new InputError(`${path} is not JSON: ${(error as Error).message}`)
    }
  }
}

/** The lines of a file that were written whole: one without its newline was cut off by a kill. */
function linesOf<T>(path: string): T[] {
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1)
  return lines.map((line) => JSON.parse(line) as T)
}
