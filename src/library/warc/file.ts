/** A WARC file (ISO 28500:2017, WARC 1.1) that grows record by record, each of them compressed by itself. */
import { basename } from 'node:path'
import type { WARCRecord } from 'warcio'
import { sha256 } from '../../documents/canonical.js'
import { InputError } from '../../documents/input-error.js'
import { GrowingFile } from '../../run/files.js'

type Warcio = typeof import('warcio')

/** What it is tested with. */
const PACKAGE = 'warcio@">=2.4 <3"'
const CONFORMS = 'https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/'

/** One record; sizes and digests are added. */
export interface WarcEntry {
  type: 'request' | 'response' | 'resource' | 'metadata'
  uri: string
  /** ISO 8601, UTC. */
  date: string
  body: Uint8Array
  /** Of the body; a request and a response say it in their own headers. */
  contentType?: string
  http?: { line: string; headers: [string, string][] }
  /** Why the body is not whole. */
  truncated?: 'length' | 'unspecified'
  /** Id of a record that was captured together with it, or that it tells about. */
  concurrentTo?: string
  refersTo?: string
}

/** What the file is about. */
export interface WarcInfo {
  software: string
  date: string
  /** URN of the plan. */
  isPartOf: string
  hostname?: string
}

export class WarcFile {
  readonly #warcio: Warcio
  readonly #file: GrowingFile
  readonly #info: string
  /** Records so far. */
  count = 0

  private constructor(warcio: Warcio, file: GrowingFile, info: string) {
    this.#warcio = warcio
    this.#file = file
    this.#info = info
  }

  /**
   * Begins the file, which appears when it is finished.
   * @throws InputError where warcio is not installed; DiskError
   */
  static async begin(path: string, { software, date, isPartOf, hostname }: WarcInfo): Promise<WarcFile> {
    const warcio = await installed()
    const fields = {
      software,
      format: 'WARC File Format 1.1',
      conformsTo: CONFORMS,
      isPartOf,
      ...(hostname === undefined ? {} : { hostname: oneLine(hostname) }),
    }
    const id = idOf(JSON.stringify([date, fields]))
    const file = new WarcFile(warcio, new GrowingFile(path), id)
    const record = warcio.WARCRecord.createWARCInfo(
      {
        date,
        filename: oneLine(basename(path)),
        warcVersion: 'WARC/1.1',
        warcHeaders: { 'WARC-Record-ID': id },
      },
      fields,
    )
    await file.#write(record)
    return file
  }

  /** Returns the id of the record. It follows from what is in it and from its place, so that the same run makes the same file. */
  async add(entry: WarcEntry): Promise<string> {
    const { type, uri, date, body, contentType, http, truncated, concurrentTo, refersTo } = entry
    const id = idOf(JSON.stringify([this.#info, this.count, type, uri, date, sha256(body)]))
    const record = this.#warcio.WARCRecord.create(
      {
        type,
        url: uri,
        date,
        warcVersion: 'WARC/1.1',
        warcHeaders: {
          'WARC-Record-ID': id,
          'WARC-Warcinfo-ID': this.#info,
          ...(contentType === undefined ? {} : { 'Content-Type': contentType }),
          ...(truncated === undefined ? {} : { 'WARC-Truncated': truncated }),
          ...(concurrentTo === undefined ? {} : { 'WARC-Concurrent-To': concurrentTo }),
          ...(refersTo === undefined ? {} : { 'WARC-Refers-To': refersTo }),
        },
        ...(http === undefined ? {} : { statusline: http.line, httpHeaders: http.headers }),
      },
      [body],
    )
    await this.#write(record)
    return id
  }

  async #write(record: WARCRecord): Promise<void> {
    this.#file.write(Buffer.from(await this.#warcio.WARCSerializer.serialize(record, { gzip: true })))
    this.count++
  }

  /** Gives the file its name. @throws DiskError */
  finish(): void {
    this.#file.finish()
  }

  /** Gives the file up, unless a DiskError did. */
  abandon(): void {
    this.#file.abandon()
  }
}

async function installed(): Promise<Warcio> {
  return await import('warcio').catch(() => {
    throw new InputError('a WARC file needs the package warcio, which is not installed', `npm i ${PACKAGE}`)
  })
}

/** A UUID made of a hash: version 8 of RFC 9562. */
function idOf(seed: string): string {
  const hex = sha256(seed)
  const variant = ((Number.parseInt(hex.slice(16, 17), 16) & 3) | 8).toString(16)
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ]
  return `<urn:uuid:${parts.join('-')}>`
}

/** What stands in a line of a header, whoever wrote it. */
export const oneLine = (text: string) => text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim()
