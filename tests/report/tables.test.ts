/** Findings as CSV and trials as CTRF, read back by other parsers than wrote them. */
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import type { Result } from '../../src/documents/types/result.js'
import { renderCsv } from '../../src/report/csv.js'
import { renderCtrf } from '../../src/report/ctrf.js'
import { fixture } from './fixture.js'
import { hostileResult } from './hostile.js'

/** RFC 4180, section 2, read strictly: quotes only around whole cells, CRLF after each record. */
function records(text: string): string[][] {
  const rows: string[][] = []
  let row: string[] = []
  for (let at = 0; at < text.length; ) {
    const quoted = /^"((?:[^"]|"")*)"/.exec(text.slice(at, at + 100_000))
    const raw = quoted ?? /^[^",\r\n]*/.exec(text.slice(at, at + 100_000))
    row.push(quoted ? (quoted[1] ?? '').replaceAll('""', '"') : (raw?.[0] ?? ''))
    at += raw?.[0].length ?? 0
    if (text[at] === ',') at++
    else if (text.startsWith('\r\n', at)) {
      rows.push(row)
      row = []
      at += 2
    } else throw new Error(`not RFC 4180 at ${at}: ${JSON.stringify(text.slice(at, at + 40))}`)
  }
  expect(row).toEqual([])
  return rows
}

function table(result: Result, lang: 'zh-CN' | 'en') {
  const text = renderCsv(result, { lang })
  expect(text.startsWith('\uFEFF')).toBe(true)
  return records(text.slice(1))
}

describe('CSV', () => {
  test('has a row for each finding, and one for each conversation without any', () => {
    const [head = [], ...rows] = table(fixture({ badOnly: true }), 'en')
    expect(rows).toHaveLength(10)
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([head.length]))
    const of = (row: string[] = []) => Object.fromEntries(head.map((name, at) => [name, row[at]]))
    expect(of(rows[0])).toMatchObject({
      trial: '某某商城-web/earphones-broken/-/1',
      channel: 'browser',
      audit: 'same-answer',
      'audit title': 'Same answer',
      outcome: 'fail',
      expected: 'yes',
      weight: '3',
      score: '0',
      measured: '7天 / 15天',
      'proof lines': '8 20',
      transcript: 'trials/某某商城-web/earphones-broken/-/1.1.jsonl',
    })
    expect(of(rows[0]).proof).toContain('L20 质量问题自签收之日起15天内可退')
    const unheld = rows.map(of).filter((row) => row.audit === '')
    expect(unheld.map((row) => [row.outcome, row.message])).toEqual([
      ['unscored', 'our own network was down: control address not reachable'],
      ['not run', ''],
    ])
  })

  test('speaks the language that is asked for', () => {
    const [head, first] = table(fixture({ badOnly: true }), 'zh-CN')
    expect(head).toContain('合格的回答应当包含')
    expect(first).toContain('同一问题前后两次回答不一致：“七天”与“15天”。')
  })

  test('holds no formula, whatever a bot or a scenario says', () => {
    const result = fixture({ badOnly: true })
    const signs = ['=', '+', '-', '@', '\t=', '\r=', '  =', '＝', '\u0000=', '\u202e=']
    for (const [at, trial] of (result.targets[0]?.trials ?? []).entries()) {
      trial.title = `${signs[at % signs.length]}HYPERLINK("http://127.0.0.1")`
      for (const [line, one] of trial.chat.entries()) one.text = `${signs[line % signs.length]}1+1|"x",\n2`
      for (const finding of trial.findings) {
        finding.message = { 'zh-CN': '=1', en: '@SUM(A1)' }
        finding.measured = { value: '-2+3' }
      }
    }
    for (const one of [result, hostileResult()]) {
      const cells = table(one, 'en').flat()
      expect(
        cells.filter((cell) => /^\s*[=+\-@＝＋－＠]/.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell)),
      ).toEqual([])
      expect(cells.filter((cell) => /[\u0000-\u0008\u000b-\u001f\u202e]/.test(cell))).toEqual([])
    }
    expect(table(result, 'en').flat()).toContain("'@SUM(A1)")
  })
})

/** What the schema of CTRF (ctrf-io/ctrf, schema/ctrf.schema.json) says of the parts that we write. */
const text = { type: 'string' }
const whole = { type: 'integer' }
const free = { type: 'object' }
const closed = (required: string[], properties: object) => ({
  type: 'object',
  required,
  properties,
  additionalProperties: false,
})
const counts = ['tests', 'passed', 'failed', 'skipped', 'pending', 'other', 'start', 'stop']
const valid = new Ajv({
  allErrors: true,
  formats: { 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/ },
}).compile(
  closed(['results', 'reportFormat', 'specVersion'], {
    reportFormat: { const: 'CTRF' },
    specVersion: { type: 'string', pattern: '^[0-9]+\\.[0-9]+\\.[0-9]+$' },
    timestamp: { type: 'string', format: 'date-time' },
    generatedBy: text,
    results: closed(['tool', 'summary', 'tests'], {
      tool: closed(['name'], { name: { type: 'string', minLength: 1 }, version: text }),
      summary: closed(counts, Object.fromEntries([...counts, 'suites'].map((name) => [name, whole]))),
      tests: {
        type: 'array',
        items: closed(['name', 'status', 'duration'], {
          name: { type: 'string', minLength: 1 },
          status: { enum: ['passed', 'failed', 'skipped', 'pending', 'other'] },
          duration: whole,
          start: whole,
          stop: whole,
          suite: { type: 'array', minItems: 1, items: text },
          message: text,
          trace: text,
          rawStatus: text,
          tags: { type: 'array', items: text },
          labels: { type: 'object', additionalProperties: text },
          type: text,
          filePath: text,
          extra: free,
        }),
      },
      environment: closed([], { osPlatform: text, extra: free }),
    }),
  }),
)

describe('CTRF', () => {
  test.each([
    ['a plain result', fixture],
    ['a hostile one', hostileResult],
  ])('of %s keeps to the schema, and counts what it holds', (_, make) => {
    const report = JSON.parse(renderCtrf(make(), { lang: 'en' }))
    expect(valid(report), JSON.stringify(valid.errors)).toBe(true)
    const { summary, tests } = report.results
    for (const status of ['passed', 'failed', 'skipped', 'pending', 'other'])
      expect(summary[status]).toBe(tests.filter((one: { status: string }) => one.status === status).length)
    expect(summary.tests).toBe(tests.length)
  })

  test('says of each trial what became of it, and why', () => {
    const { tests } = JSON.parse(renderCtrf(fixture({ badOnly: true }), { lang: 'en' })).results
    const of = (scenario: string) => tests.find((one: { name: string }) => one.name.includes(`/${scenario}/`))
    expect(of('earphones-broken')).toMatchObject({
      status: 'failed',
      tags: ['repeated-question'],
      suite: ['某某商城 · 网页客服', '耳机坏了：同一问题问三遍'],
    })
    expect(of('earphones-broken').message).toContain('two different answers')
    expect(of('earphones-broken').trace).toContain('L20 Bot: 质量问题自签收之日起15天内可退')
    expect(of('human-button').labels).toEqual({ persona: 'elderly-social', by: 'button' })
    expect(of('are-you-a-robot')).toMatchObject({ status: 'passed', rawStatus: 'pass' })
    expect(of('human-phrase')).toMatchObject({ status: 'other', rawStatus: 'inconclusive' })
    expect(of('after-sale').message).toBe('our own network was down: control address not reachable')
    expect(of('before-sale').status).toBe('pending')
  })
})
