/** A run as a WARC file: read again by another program's parser, with digests, and a response that is replayed. */
import { createHash } from 'node:crypto'
import { createReadStream, readFileSync, rmSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { WARCParser, type WARCRecord } from 'warcio'
import { exportCommand } from '../../src/cli/export.js'
import type { Plan } from '../../src/index.js'
import { exchangesOf } from '../../src/library/warc/exchanges.js'
import { exportWarc } from '../../src/library/warc/export.js'
import { RunDirectory } from '../../src/run/directory.js'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from '../support/workplace.js'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYPhfDwAChAGA1fWd0gAAAABJRU5ErkJggg==',
  'base64',
)
const ANSWER = JSON.stringify({ answer: '现货在48小时内发货。', access_token: '•••' })
const headersOf = (headers: Record<string, string>) =>
  Object.entries(headers).map(([name, value]) => ({ name, value }))

/** An entry of an archive as ombud writes it. */
function entry(url: string, request: Record<string, unknown>, response: Record<string, unknown>) {
  return {
    startedDateTime: '2026-11-26T01:17:03.250Z',
    request: { method: 'GET', url, headers: [], bodySize: 0, ...request },
    response: { status: 200, statusText: 'OK', headers: [], content: { size: -1 }, ...response },
  }
}

const HAR = {
  log: {
    version: '1.2',
    entries: [
      entry(
        'https://shop.example/ask?lang=zh&access_token=•••',
        {
          method: 'POST',
          headers: headersOf({ authorization: '•••', 'content-type': 'application/json', ':path': '/ask' }),
          bodySize: 15,
          postData: { text: '{"text":"发货"}' },
        },
        {
          headers: headersOf({
            'content-type': 'application/json',
            'content-encoding': 'br',
            'set-cookie': '•••',
            'x-odd': 'a\r\nWARC-Type: response',
          }),
          content: { size: 60, text: ANSWER },
        },
      ),
      entry('https://shop.example/app.js', {}, { headers: headersOf({ 'content-length': '90000' }) }),
      entry('https://shop.example/gone', {}, { status: 0 }),
      entry('wss://shop.example/live', {}, { status: 101 }),
      entry('no address', {}, {}),
    ],
  },
}

/** A run of one question, whose transcript says that a page was seen. */
async function seen() {
  const work = new Workplace()
  const target = work.write('shop.target.yaml', targetOf(await botOf(() => GOOD_ANSWER)))
  await work.run([target, work.write('ask.scenario.yaml', question('ask'))])
  const directory = RunDirectory.open(work.file('run'))
  const kept = (name: string, bytes: Buffer, extension?: string) => ({
    kind: 'observation',
    actor: 'harness',
    source: 'harness',
    at: 1500,
    name,
    ref: directory.keep(bytes, extension),
    ...(extension ? { value: { extension } } : {}),
  })
  const events = [
    kept('screenshot', PNG),
    kept('har', Buffer.from(JSON.stringify(HAR)), 'har'),
    kept('archive', Buffer.from('From: <Saved by Blink>\r\n'), 'mhtml'),
    kept('trace', Buffer.from('PK'), 'zip'),
  ]
  const [name = ''] = work.transcripts().keys()
  work.write(
    `run/trials/${name}`,
    work.read(`run/trials/${name}`) + events.map((one) => `${JSON.stringify(one)}\n`).join(''),
  )
  const plan = work.json<Plan>('run/plan.json').id
  return { work, run: work.file('run'), out: work.file('out/run.warc.gz'), plan, name, events }
}

interface Read {
  record: WARCRecord
  payload: Buffer
}

async function recordsIn(file: string): Promise<Read[]> {
  const all: Read[] = []
  for await (const record of WARCParser.iterRecords(createReadStream(file)))
    all.push({ record, payload: Buffer.from(await record.readFully(false)) })
  return all
}

describe('a run as a WARC file', () => {
  it('has what was exchanged, the page, the picture, the transcript and the plan, each with its digest', async () => {
    const { work, run, out, plan, name, events } = await seen()
    expect(await exportWarc(run, out)).toEqual({ records: 12, exchanges: 3, missing: [] })
    const records = await recordsIn(out)
    const told = records.map(({ record }) => [record.warcType, record.warcTargetURI ?? ''])
    const hash = (at: number) => `urn:ombud:sha256:${events[at]?.ref}`
    const transcript = `urn:ombud:plan:${plan}:trials/${name}`
    expect(told.slice(0, -1)).toEqual([
      ['warcinfo', ''],
      ['resource', `urn:ombud:plan:${plan}`],
      ['resource', transcript],
      ['metadata', transcript],
      ['resource', hash(0)],
      ['response', 'https://shop.example/ask?lang=zh&access_token=%E2%80%A2%E2%80%A2%E2%80%A2'],
      ['request', 'https://shop.example/ask?lang=zh&access_token=%E2%80%A2%E2%80%A2%E2%80%A2'],
      ['response', 'https://shop.example/app.js'],
      ['request', 'https://shop.example/app.js'],
      ['request', 'https://shop.example/gone'],
      ['resource', hash(2)],
    ])
    const [raw] = told.slice(-1)
    expect(raw?.[1]).toMatch(/^urn:ombud:sha256:[0-9a-f]{64}$/)

    const [info, planned, held, about, picture, answer, asked, script] = records
    expect(info?.payload.toString()).toContain(`isPartOf: urn:ombud:plan:${plan}\r\n`)
    expect(info?.payload.toString()).toMatch(/software: ombud \d/)
    expect(planned?.payload.equals(readFileSync(work.file('run/plan.json')))).toBe(true)
    expect(held?.payload.equals(readFileSync(work.file(`run/trials/${name}`)))).toBe(true)
    expect(JSON.parse(about?.payload.toString() ?? '')).toMatchObject({ attempt: 1, status: 'done' })
    expect(picture?.record.warcContentType).toBe('image/png')

    const { record } = answer as Read
    expect(record.warcDate).toBe('2026-11-26T01:17:03.250Z')
    expect(record.httpHeaders?.statusCode).toBe(200)
    expect(record.httpHeaders?.headers.get('X-Orig-content-encoding')).toBe('br')
    expect(record.httpHeaders?.headers.get('x-odd')).toBe('a WARC-Type: response')
    // A parser reads the bytes of a header one by one.
    expect(Buffer.from(record.httpHeaders?.headers.get('set-cookie') ?? '', 'latin1').toString()).toBe('•••')
    expect(answer?.payload.toString()).toBe(ANSWER)
    expect(asked?.record.warcHeader('WARC-Concurrent-To')).toBe(record.warcHeader('WARC-Record-ID'))
    expect(asked?.record.httpHeaders?.statusline).toMatch(
      /^POST \/ask\?lang=zh&access_token=%E2%80%A2\S* HTTP\/1\.1$/,
    )
    expect(asked?.record.httpHeaders?.headers.get('Host')).toBe('shop.example')
    expect(script?.record.warcHeader('WARC-Truncated')).toBe('unspecified')
    for (const one of records.slice(1)) {
      const digest = `sha256:${createHash('sha256').update(one.payload).digest('hex')}`
      expect(one.record.warcPayloadDigest).toBe(digest)
      expect(one.record.warcHeaders.statusline).toBe('WARC/1.1')
      expect(Number.isNaN(Date.parse(one.record.warcDate ?? ''))).toBe(false)
    }
    const ids = records.map((one) => one.record.warcHeader('WARC-Record-ID'))
    expect(new Set(ids).size).toBe(records.length)
  })

  it('is the same file from the same run, and names what is missing', async () => {
    const { work, run, out, name, events } = await seen()
    await exportWarc(run, out)
    const again = work.file('again/run.warc.gz')
    await exportWarc(run, again)
    expect(readFileSync(again).equals(readFileSync(out))).toBe(true)
    const ref = events[0]?.ref ?? ''
    const picture = `blobs/sha256/${ref.slice(0, 2)}/${ref}`
    work.write(`run/${picture}`, 'another picture')
    expect((await exportWarc(run, out)).missing).toEqual([picture])
    rmSync(work.file(`run/trials/${name}`))
    expect((await exportWarc(run, out)).missing).toEqual([`trials/${name}`])
  })

  it('is made of one run, and is not redacted', async () => {
    const flags = { table: 'trials', format: 'csv', out: 'a.warc.gz', warc: true } as const
    await expect(exportCommand(['a', 'b'], flags)).rejects.toThrow('--warc takes one run')
    await expect(exportCommand(['a'], { ...flags, redact: true })).rejects.toThrow('raw evidence')
  })

  it.each([
    null,
    7,
    { log: { entries: [null, 3, { request: 'x' }, { request: { url: 'file:///etc/passwd' } }] } },
  ])('reads no exchange from %j', (har) => {
    expect(exchangesOf(har)).toEqual([])
  })
})
