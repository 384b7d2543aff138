/** A run as a WARC file: what its pages exchanged over HTTP, the pages and pictures, the transcripts, the plan. */
import { existsSync } from 'node:fs'
import { sha256 } from '../../documents/canonical.js'
import type { PlanTrial } from '../../documents/ready.js'
import type { TranscriptEvent } from '../../documents/types/event.js'
import type { JournalLine } from '../../documents/types/journal.js'
import type { Plan } from '../../documents/types/plan.js'
import { RunDirectory } from '../../run/directory.js'
import { DiskError, linesIn } from '../../run/files.js'
import { readBounded } from '../../run/stored.js'
import { keptOf } from '../../scoring/kept.js'
import { readyFor } from '../out-file.js'
import { pictureKind } from '../picture.js'
import { exchangesOf } from './exchanges.js'
import { WarcFile } from './file.js'

type End = Extract<JournalLine, { kind: 'end' }>

/** Kinds of files by their extension; those that have none are pictures. */
const TYPES: Readonly<Record<string, string>> = { mhtml: 'multipart/related', webm: 'video/webm' }
const LONGEST_LINE = 10_000_000

export interface WarcSummary {
  records: number
  /** Requests of pages. */
  exchanges: number
  /** Files that the journal or a transcript names and that are not there, or not as they were. */
  missing: string[]
}

/**
 * Writes the whole run, aborted attempts too, or nothing. Plan, journal and one conversation are in memory. Nothing is redacted.
 * @throws InputError where `run` is no run directory, warcio is not installed, or the name is that of a folder or a file of a run
 * @throws DiskError where the disk is full or broken
 */
export async function exportWarc(run: string, out: string): Promise<WarcSummary> {
  readyFor(out)
  const directory = RunDirectory.open(run)
  const plan = directory.plan()
  const { tool, host, started, ended = started } = directory.record()
  const file = await WarcFile.begin(out, {
    software: tool,
    date: ended,
    isPartOf: `urn:ombud:plan:${plan.id}`,
    ...(host === undefined ? {} : { hostname: host }),
  })
  try {
    const summary = await new Export(directory, plan, started, file).write()
    file.finish()
    return { ...summary, records: file.count }
  } catch (error) {
    if (!(error instanceof DiskError)) file.abandon()
    throw error
  }
}

class Export {
  readonly #directory: RunDirectory
  readonly #plan: Plan
  readonly #started: string
  readonly #file: WarcFile
  readonly #trials: ReadonlyMap<string, PlanTrial>
  /** Files that are in it. */
  readonly #known = new Set<string>()
  readonly #missing: string[] = []
  #exchanges = 0

  constructor(directory: RunDirectory, plan: Plan, started: string, file: WarcFile) {
    this.#directory = directory
    this.#plan = plan
    this.#trials = new Map(plan.trials.map((trial) => [trial.id, trial]))
    this.#started = started
    this.#file = file
  }

  async write(): Promise<Omit<WarcSummary, 'records'>> {
    await this.#file.add({
      type: 'resource',
      uri: `urn:ombud:plan:${this.#plan.id}`,
      date: this.#started,
      contentType: 'application/json',
      body: readBounded(this.#directory.file('plan.json')),
    })
    for (const end of this.#ends()) await this.#conversation(end)
    await this.#texts()
    return { exchanges: this.#exchanges, missing: this.#missing }
  }

  /** Attempts that left a transcript, in the order of the plan. */
  #ends(): End[] {
    const at = new Map([...this.#trials.keys()].map((id, i) => [id, i]))
    const place = ({ trial }: End) => at.get(trial) ?? -1
    return this.#directory
      .journal()
      .filter((line): line is End => line.kind === 'end' && line.file !== undefined && place(line) >= 0)
      .sort((a, b) => place(a) - place(b) || a.attempt - b.attempt)
  }

  async #conversation(end: End): Promise<void> {
    const trial = this.#trials.get(end.trial)
    if (trial === undefined) return
    const name = this.#directory.transcriptName(trial, end.attempt)
    const path = this.#directory.file(name)
    if (this.#known.has(name)) return
    this.#known.add(name)
    if (!existsSync(path)) {
      this.#missing.push(name)
      return
    }
    const body = readBounded(path)
    const events = eventsIn(body)
    const header = events.find((event) => event.kind === 'header')
    const zero = header?.kind === 'header' ? Date.parse(header.clock?.utc) : Number.NaN
    const dateOf = (at: number | undefined) => dated(zero + (at ?? 0)) ?? this.#started
    const uri = `urn:ombud:plan:${this.#plan.id}:${name}`
    const date = dateOf(0)
    const transcript = await this.#file.add({
      type: 'resource',
      uri,
      date,
      contentType: 'application/x-ndjson',
      body,
    })
    const { trial: id, attempt, status, reason, whose } = end
    await this.#file.add({
      type: 'metadata',
      uri,
      date,
      contentType: 'application/json',
      body: Buffer.from(JSON.stringify({ trial: id, attempt, status, reason, whose })),
      refersTo: transcript,
    })
    for (const { kind, file } of keptOf(events)) {
      const hash = file.replace(/^.*\//, '').replace(/\..*$/, '')
      // A trace of Playwright has the network once more, with its secrets.
      if (kind === 'trace' || this.#known.has(hash)) continue
      this.#known.add(hash)
      const bytes = this.#kept(file, hash)
      if (bytes === undefined) continue
      if (kind === 'har') await this.#traffic(bytes, file, date)
      else {
        const at = events.find((event) => 'ref' in event && event.ref === hash)?.at
        await this.#file.add({
          type: 'resource',
          uri: `urn:ombud:sha256:${hash}`,
          date: dateOf(at),
          contentType:
            TYPES[file.replace(/^.*\./, '')] ?? pictureKind(bytes)?.mime ?? 'application/octet-stream',
          body: bytes,
          concurrentTo: transcript,
        })
      }
    }
  }

  /** The bytes of a file that was kept under its hash. */
  #kept(file: string, hash: string): Buffer | undefined {
    const path = this.#directory.file(file)
    const bytes = existsSync(path) ? readBounded(path) : undefined
    if (bytes !== undefined && sha256(bytes) === hash) return bytes
    this.#missing.push(file)
    return undefined
  }

  async #traffic(bytes: Buffer, file: string, began: string): Promise<void> {
    const har = parsed(bytes.toString('utf8'))
    if (har === undefined) this.#missing.push(file)
    for (const { url: uri, date = began, request, response } of exchangesOf(har)) {
      this.#exchanges++
      const answer = response && (await this.#file.add({ type: 'response', uri, date, ...response }))
      await this.#file.add({
        type: 'request',
        uri,
        date,
        ...request,
        ...(answer === undefined ? {} : { concurrentTo: answer }),
      })
    }
  }

  /** Raw replies and frames, which transcripts name by their hash; when each came is told there. */
  async #texts(): Promise<void> {
    const path = this.#directory.file('blobs/texts.jsonl')
    if (!existsSync(path)) return
    for (const line of linesIn(path, undefined, LONGEST_LINE)) {
      const { sha256: hash, text } = (parsed(line.toString('utf8')) ?? {}) as {
        sha256?: unknown
        text?: unknown
      }
      if (typeof hash !== 'string' || typeof text !== 'string' || sha256(text) !== hash) continue
      await this.#file.add({
        type: 'resource',
        uri: `urn:ombud:sha256:${hash}`,
        date: this.#started,
        contentType: 'text/plain; charset=utf-8',
        body: Buffer.from(text),
      })
    }
  }
}

/** The events that can be read; the others stay in the transcript as they are. */
function eventsIn(transcript: Buffer): TranscriptEvent[] {
  return transcript
    .toString('utf8')
    .split('\n')
    .flatMap((line) => (parsed(line) as TranscriptEvent | undefined) ?? [])
}

function parsed(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}

function dated(ms: number): string | undefined {
  return Number.isNaN(ms) || Math.abs(ms) > 8.64e15 ? undefined : new Date(ms).toISOString()
}
