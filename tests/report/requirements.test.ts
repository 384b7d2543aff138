/** The verdicts of profiles in every format that is text. */
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import type { Requirement, Result } from '../../src/documents/types/result.js'
import { renderCtrf } from '../../src/report/ctrf.js'
import { renderJunit } from '../../src/report/junit.js'
import { renderMarkdown } from '../../src/report/markdown.js'
import { allProfiles } from '../../src/report/requirements.js'
import { renderRequirements } from '../../src/report/requirements-csv.js'
import { renderScorecard } from '../../src/report/terminal.js'
import { conformance } from './conformance.js'
import { hostileResult } from './hostile.js'

/** The requirements of the first profile as a reader is told them. */
const told = (
  change: (card: Requirement) => void = () => undefined,
  result = conformance({ badOnly: true }),
) => {
  for (const card of result.scorecard.targets[0]?.profiles?.[0]?.requirements ?? []) change(card)
  const requirements = allProfiles(result)[0]?.profiles[0]?.requirements ?? []
  return new Map(requirements.map((one) => [one.id, one]))
}

const rows = (result: Result, lang: 'zh-CN' | 'en') =>
  Papa.parse<Record<string, string>>(renderRequirements(result, { lang }).replace(/^\uFEFF/, ''), {
    header: true,
    skipEmptyLines: true,
  }).data

describe('a requirement', () => {
  test('failed stands before open, open before passed, blockers first', () => {
    expect([...told().keys()]).toEqual([
      'c05-contradiction',
      'c15-time',
      'c10-human',
      'c12-elderly',
      'c01-answers',
      'c18-future',
      'c19-records',
    ])
  })

  test.each([
    ['c01-answers', '40 次中 82.5%，至少 71.2%；要求不低于 70%', '82.5 % of 40, at least 71.2 %; needs 70 %'],
    [
      'c05-contradiction',
      '20 次中违反 1 次，至多 21%；一次也不允许',
      'broken 1 of 20 times, at most 21 %; must not happen',
    ],
    ['c10-human', '1 次中成立 0 次；要求至少成立一次', 'proven in 0 of 1 try; needs one'],
    [
      'c12-elderly',
      '25 对比较，−20 个百分点，在 −35 个百分点 与 −4 个百分点 之间；要求不低于 −10 个百分点',
      '−20 points over 25 pairs, between −35 points and −4 points; needs −10 points or better',
    ],
    [
      'c15-time',
      '40 次，90% 的时间长过所有测得的值（没有回应），至少 14.2 s；要求不超过 10.0 s',
      '90 % of 40 is longer than all that was measured (no reply), at least 14.2 s; needs 10.0 s or less',
    ],
  ])('%s tells its number, its bound and what is needed', (id, zh, en) => {
    const number = told().get(id)?.number
    expect(number?.['zh-CN']).toBe(zh)
    expect(number?.en.replaceAll('\u00A0', ' ')).toBe(en)
  })

  test('a bound is never rounded to look better than it is', () => {
    const requirements = told((card) => {
      if (card.id === 'c01-answers') Object.assign(card, { value: 0.69996, bounds: [0.69996, 0.70004] })
    })
    expect(requirements.get('c01-answers')?.number?.['zh-CN']).toBe('40 次中 70%，至少 69.9%；要求不低于 70%')
    const failed = told((card) => {
      if (card.id === 'c01-answers') Object.assign(card, { verdict: 'fail', bounds: [0.6, 0.69991] })
    })
    expect(failed.get('c01-answers')?.number?.['zh-CN']).toContain('至多 70%')
    const slow = told((card) => {
      if (card.id === 'c15-time')
        Object.assign(card, { verdict: 'pass', value: 9_940, bounds: [9_000, 9_941] })
    })
    expect(slow.get('c15-time')?.number?.['zh-CN']).toContain('90% 在 9.9 s 以内，至多 10.0 s')
  })

  test('without a bound says so, and without any observation too', () => {
    const few = told((card) => Object.assign(card, { bounds: [null, null] }))
    expect(few.get('c01-answers')?.number?.en).toContain('too few scenarios for a bound')
    const none = told((card) => Object.assign(card, { n: 0, value: null, bounds: [null, null] }))
    expect(none.get('c12-elderly')?.number?.['zh-CN']).toBe('没有可用的观察；要求不低于 −10 个百分点')
  })

  test('tells how many more would decide it, and whose the threshold is', () => {
    const requirements = told()
    const fact = (id: string, label: string) =>
      requirements
        .get(id)
        ?.facts.find((one) => one.label.en === label)
        ?.text.en.replaceAll('\u00A0', ' ')
    expect(requirements.get('c12-elderly')?.further?.en).toBe(
      'about 40 more would decide it, if they came out as so far',
    )
    expect(requirements.get('c01-answers')?.further).toBe(null)
    expect(fact('c01-answers', 'Threshold')).toBe(
      'needs 70 %: ombud’s own; the source cited gives no number; Seven of ten is the least that can be called usable; 95 % confidence, one-sided',
    )
    expect(fact('c05-contradiction', 'Threshold')).toContain('must not happen: ombud’s own; 95 %')
    expect(fact('c12-elderly', 'Threshold')).toContain('borrowed from a document that does not apply here')
    expect(fact('c10-human', 'Threshold')).toBe('needs one: from the source cited')
    expect(fact('c01-answers', 'Sample')).toBe(
      '40 counted, from 12 scenarios, worth 31.4 independent ones; 3 undecided, on neither side; at least 30 needed',
    )
    expect(fact('c12-elderly', 'Compared')).toBe(
      'persona elderly-social against control; 18 pairs met on both sides, 5 only by the control, 0 only by the other, 2 by neither; exact test p = 0.063; p = 0.125 after Holm’s correction',
    )
    expect(fact('c01-answers', 'What if')).toBe(
      'would pass up to a threshold of 71.2 %; would fail from 90.1 %; if all undecided had failed: inconclusive; if all had passed: pass; 12 of them by a judge; corrected by the judge’s known errors to 79 %: inconclusive',
    )
    expect(fact('c19-records', 'Sample')).toBe(undefined)
  })

  test('says of every source how far its wording was compared, and whether it is in force', () => {
    const notes = (id: string) => told().get(id)?.citations[0]?.notes.en
    expect(notes('c01-answers')).toBe(
      'cited as a principle only: it does not ask this of a chat; read in a copy by others; wording not compared with the official text',
    )
    expect(notes('c10-human')).toBe(
      'in force since 2026-09-01; the clause was not read; wording not compared with the official text; as told by others; the number of the clause is to be checked',
    )
    expect(notes('c18-future')).toBe(
      'not yet in force until 2026-12-28; wording compared with the official text',
    )
  })

  test('links to addresses of the web alone', () => {
    const result = conformance({ badOnly: true })
    const asked = result.profiles?.[0]?.requirements[0]
    const address = (of: string) => {
      if (asked) asked.citations = [{ document: 'x', wording: 'copy', address: of }]
      return told(undefined, result).get('c01-answers')?.citations[0]?.href
    }
    expect(address('https://flk.npc.gov.cn/detail?id=1')).toBe('https://flk.npc.gov.cn/detail?id=1')
    for (const bad of [
      'javascript:alert(1)',
      'openstd.samr.gov.cn',
      'file:///etc/passwd',
      'https://',
      'http://a b',
      `https://a/${'x'.repeat(400)}`,
    ])
      expect(address(bad), bad).toBe('')
  })

  test('a profile that promises less has words of its own, and never conforms', () => {
    const text = renderMarkdown(conformance(), { lang: 'en' })
    const from = text.indexOf('Smoke test')
    expect(text.slice(from, from + 200)).toContain('Nothing found')
    expect(text).not.toMatch(/Smoke test: Conforms/)
    expect(text).toContain('### ✗ What the consumers’ association asks: Does not conform')
  })
})

describe('the table of requirements', () => {
  test('has a row for each, with plain numbers', () => {
    const all = rows(conformance(), 'en')
    expect(all).toHaveLength(8)
    expect(all[0]).toMatchObject({
      target: '某某商城-web',
      profile: 'consumer-315',
      requirement: 'c05-contradiction',
    })
    expect(all.find((one) => one.requirement === 'c12-elderly')).toMatchObject({
      verdict: 'inconclusive',
      n: '25',
      open: '2',
      value: '-0.2',
      threshold: '-0.1',
      unit: 'difference of shares',
      'whose threshold': 'borrowed',
      'further needed': '40',
      p: '0.0625',
    })
    expect(all[0]?.proof).toBe('某某商城-web/earphones-broken/-/1 L8 L20')
  })

  test('holds no formula', () => {
    const cells = rows(hostileResult(), 'en').flatMap((row) => Object.values(row))
    expect(cells.length).toBeGreaterThan(100)
    expect(cells.filter((cell) => /^\s*[=+\-@＝＋－＠]/.test(cell) && !/^-?\d+(\.\d+)?$/.test(cell))).toEqual(
      [],
    )
  })
})

describe('test reports', () => {
  test('JUnit has a suite for each profile, and skips what is no verdict yet', () => {
    const xml = renderJunit(conformance({ badOnly: true }), { lang: 'en' })
    const suite = xml.slice(xml.indexOf('<testsuite name="某某商城-web · consumer-315"'))
    expect(suite).toMatch(
      /^<testsuite name="[^"]+" tests="7" failures="2" errors="0" time="0.000" skipped="4"/,
    )
    expect(suite).toContain(
      '<failure type="requirement" message="fail: One contradiction was seen; none is allowed.">',
    )
    expect(suite).toContain('某某商城-web/earphones-broken/-/1 L8 L20')
    expect(suite).toContain('<skipped message="inconclusive: Five nil cannot be significant."/>')
  })

  test('CTRF has a test for each requirement', () => {
    const { tests } = JSON.parse(renderCtrf(conformance({ badOnly: true }), { lang: 'en' })).results
    const of = (id: string) =>
      tests.find((one: { name: string }) => one.name === `某某商城-web/consumer-315/${id}`)
    expect(of('c05-contradiction')).toMatchObject({
      status: 'failed',
      type: 'requirement',
      labels: { severity: 'blocker' },
    })
    expect(of('c12-elderly')).toMatchObject({ status: 'other', extra: { further: 40 } })
    expect(of('c19-records').status).toBe('skipped')
  })
})

describe('the terminal', () => {
  test('lists requirements with their numbers, and counts the rest', () => {
    const result = conformance({ badOnly: true })
    const text = renderScorecard(result, { lang: 'zh-CN', width: 100 })
    expect(text).toMatch(/消费者协会的二十条 .* ✗ 不符合/)
    expect(text).toMatch(/✗ c05-contradiction 同一问题前后说法一致 {2}20 次中违反 1 次/)
    expect(text).toMatch(/\? c10-human 找得到人工 .*还差约 1 次/)
    const card = result.scorecard.targets[0]?.profiles?.[0]
    const one = card?.requirements[0]
    if (card && one) for (let at = 0; at < 8; at++) card.requirements.push({ ...one, id: `more-${at}` })
    expect(renderScorecard(result, { lang: 'en' })).toContain('+ 3 more in the report')
  })
})

test('what was decided before, and what waits for its hour, is counted', () => {
  expect(renderMarkdown(conformance({ badOnly: true }), { lang: 'en' }).replaceAll('\\', '')).toContain(
    '7 conversations planned, 6 held, 5 scored, 12 not needed: decided before, 4 waiting for their hour or turn',
  )
})

test('themes say what was asked, how often, and what would mend it', () => {
  const text = renderMarkdown(conformance({ badOnly: true }), { lang: 'en' }).replaceAll('\\', '')
  expect(text).toContain('Asked about returns, answered beside the question')
  expect(text).toContain('5 times in 3 conversations; asked about 9 times in all')
  expect(text).toContain('What would mend it: Add an answer about returning faulty goods.')
})
