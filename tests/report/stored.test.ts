/** Run directories of strangers: one clear error each, and nothing written or read outside of them. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sha256 } from '../../src/documents/canonical.js'
import type { Result } from '../../src/documents/types/result.js'
import { type ReportFormat, report } from '../../src/index.js'
import { FORMATS } from '../../src/report/formats.js'
import { ombud } from '../support/cli.js'
import { Workplace } from '../support/workplace.js'
import { fixture, PIXEL } from './fixture.js'

function runOf(result: unknown = fixture({ badOnly: true })) {
  const work = new Workplace()
  work.write('run/plan.json', {})
  work.write('run/result.json', result)
  return { work, run: work.file('run') }
}

async function refusal(run: string): Promise<string> {
  const error = await report(run).then(
    () => new Error('nothing was refused'),
    (cause: Error) => cause,
  )
  expect(error.name).toBe('InputError')
  return error.message
}

describe('a result that cannot be shown', () => {
  test.each([
    [
      'cut off',
      (text: string) => text.slice(0, text.length / 2),
      /result\.json is damaged: .*\n.*ombud score/,
    ],
    ['empty', () => '', /result\.json is damaged/],
    ['binary', () => '\u0000\u0001\ufffd', /result\.json is damaged/],
    ['of another form', () => '[]', /is no result: the whole file must be object/],
    [
      'with a list where a number belongs',
      (text: string) => text.replace('"repetition": 1', '"repetition": [1]'),
      /is no result: \/targets\/0\/trials\/0\/repetition must be integer/,
    ],
    [
      'with a picture that is a path',
      (text: string) => text.replace('"attempt": 1', '"attempt": 1, "screenshot": "../../etc/passwd"'),
      /is no result: \/targets\/0\/trials\/0\/screenshot must match pattern/,
    ],
    [
      'newer',
      (text: string) => text.replace('"version": 1', '"version": 2'),
      /written by a newer ombud \(format 2\)/,
    ],
    ['nested deeply', () => '['.repeat(100_000), /nested more than 64 levels deep/],
    [
      'nested deeply in a key that is not known',
      (text: string) => text.replace('{', `{"x": ${'{"y":'.repeat(50_000)}1${'}'.repeat(50_000)},`),
      /nested more than 64 levels deep/,
    ],
    [
      'wrong a hundred thousand times',
      (text: string) => text.replace('"tags": [', `"tags": [${'1,'.repeat(100_000)}`).replace(',]', ']'),
      /is no result: \/targets\/0\/trials\/0\/tags\/0 must be string/,
    ],
  ])('%s', async (_, change, message) => {
    const { work, run } = runOf()
    const text = JSON.stringify(fixture({ badOnly: true }), null, 2)
    writeFileSync(work.file('run/result.json'), change(text))
    expect(await refusal(run)).toMatch(message)
  })

  test('too large', async () => {
    const { work, run } = runOf()
    truncateSync(work.file('run/result.json'), 500_000_000)
    expect(await refusal(run)).toMatch(/result\.json is too large: 500 MB of 400 MB/)
  })

  test('a link that leads out, a link to nothing, a folder, a pipe', async () => {
    const { work, run } = runOf()
    const file = work.file('run/result.json')
    work.write('secret.json', fixture({ badOnly: true }))
    const replaced = async (make: () => void) => {
      rmSync(file, { recursive: true, force: true })
      make()
      return refusal(run)
    }
    expect(await replaced(() => symlinkSync('../secret.json', file))).toMatch(
      /link that leads out of the run directory/,
    )
    expect(await replaced(() => symlinkSync('nowhere', file))).toMatch(/has no result\.json\n.*ombud score/)
    expect(await replaced(() => mkdirSync(file))).toMatch(/is not a file|EISDIR/)
    expect(await replaced(() => execFileSync('sh', ['-c', 'mkfifo "$0"', file]))).toMatch(/is not a file/)
  })

  test('no run directory at all', async () => {
    expect(await refusal(new Workplace().path)).toMatch(/is not a run directory/)
  })

  test('the command line prints the one message and ends with 2', async () => {
    const { work } = runOf('x')
    for (const command of ['report', 'open']) {
      const { code, stdout, stderr } = await ombud([command, 'run'], { cwd: work.path })
      expect([code, stdout]).toEqual([2, ''])
      expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(2)
      expect(stderr).toContain('run/result.json is damaged')
    }
  })
})

test('a link in place of the report is replaced, not written through', async () => {
  const { work, run } = runOf()
  const [victim, folder] = [work.write('victim', 'precious'), work.file('elsewhere')]
  mkdirSync(folder)
  for (const name of ['report.html', 'report.html.part']) symlinkSync(victim, join(run, name))
  symlinkSync(folder, join(run, 'report-files'))
  const picture = jpeg(200_000)
  show(work, picture)
  const [file] = await report(run)
  expect(readFileSync(victim, 'utf8')).toBe('precious')
  expect(readFileSync(file ?? '', 'utf8')).toContain('<!doctype html>')
  expect(() => readFileSync(join(folder, `${sha256(picture)}.jpg`))).toThrow('ENOENT')
})

/** A JPEG in its first and last bytes, as large as asked for. */
function jpeg(size: number): Buffer {
  const head = Buffer.from('ffd8ffe000044a46ffc0001108000a000a03012200021101031101', 'hex')
  return Buffer.concat([head, Buffer.alloc(size - head.length - 2), Buffer.from('ffd9', 'hex')])
}

/** Puts the picture behind the first fault of the run. */
function show(work: Workplace, bytes: Buffer, name = sha256(bytes)) {
  const result = fixture({ badOnly: true })
  for (const trial of result.targets[0]?.trials ?? []) trial.screenshot = name
  work.write('run/result.json', result)
  const folder = work.file(`run/blobs/sha256/${name.slice(0, 2)}`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), bytes)
  return name
}

describe('pictures', () => {
  const html = async (run: string) => readFileSync((await report(run))[0] ?? '', 'utf8')

  test('small ones are in the report, larger ones beside it', async () => {
    const { work, run } = runOf()
    const pixel = Buffer.from(PIXEL, 'base64')
    show(work, pixel)
    expect(await html(run)).toContain(
      `<img src="data:image/png;base64,${PIXEL.replaceAll('=', '&#x3D;')}" width="1" height="1"`,
    )
    const large = jpeg(200_000)
    const name = show(work, large)
    const text = await html(run)
    expect(text).toContain(`<a href="report-files/${name}.jpg">`)
    expect(text).not.toContain('<img')
    expect(readFileSync(work.file(`run/report-files/${name}.jpg`)).equals(large)).toBe(true)
  })

  test.each([
    ['HTML', Buffer.from('<script>alert(1)</script>')],
    ['SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ['a JPEG that was cut off', jpeg(1000).subarray(0, 500)],
    ['a PNG of 4 thousand million pixels', Buffer.from(Buffer.from(PIXEL, 'base64')).fill(0xff, 16, 24)],
    ['nothing', Buffer.alloc(0)],
  ])('%s is none', async (_, bytes) => {
    const { work, run } = runOf()
    show(work, bytes)
    expect(await html(run)).not.toMatch(/<img|report-files/)
  })

  test('what is not what its name says, or lies elsewhere, is none', async () => {
    const { work, run } = runOf()
    const pixel = Buffer.from(PIXEL, 'base64')
    show(work, pixel, 'c'.repeat(64))
    expect(await html(run)).not.toContain('<img')
    const name = show(work, pixel)
    const file = work.file(`run/blobs/sha256/${name.slice(0, 2)}/${name}`)
    rmSync(file)
    writeFileSync(work.file('outside.png'), pixel)
    symlinkSync(work.file('outside.png'), file)
    expect(await html(run)).not.toContain('<img')
  })
})

test('whatever the schema allows is rendered in every format', { timeout: 60_000 }, async () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom('__proto__', 'constructor', '', '\u0000', 'a'.repeat(5000)),
  )
  const numbers = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.constantFrom(-1, 0, 1e308, 1e-308),
  )
  const whole = fc.integer()
  // Every text and number of a valid result is replaced, but for the few that are names of a list or a hash.
  const kept = new Set([
    'channel',
    'category',
    'scope',
    'outcome',
    'status',
    'level',
    'lang',
    'verdict',
    'sha256',
  ])
  const spoilt = (value: unknown, key: string, pick: fc.GeneratorValue): unknown => {
    if (Array.isArray(value)) return value.map((one) => spoilt(one, key, pick))
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, spoilt(one, name, pick)]))
    if (key === 'version' || kept.has(key)) return value
    if (key === 'id' && ['resolution', 'latency', 'escalation'].includes(String(value))) return value
    if (typeof value === 'string' && !/^\d{4}-\d\d-\d\dT/.test(value) && pick(fc.boolean))
      return pick(() => texts)
    if (typeof value === 'number' && pick(fc.boolean))
      return pick(() => (Number.isInteger(value) ? whole : numbers))
    return value
  }
  await fc.assert(
    fc.asyncProperty(fc.gen(), async (pick) => {
      const result = spoilt(fixture(), '', pick) as Result
      for (const format of Object.keys(FORMATS) as Exclude<ReportFormat, 'pdf'>[])
        expect((await FORMATS[format].render(result)).length).toBeGreaterThan(100)
    }),
    { numRuns: 25 },
  )
})
