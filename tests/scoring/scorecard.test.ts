/** The scorecard: counts, categories, verdicts; what is not known is never counted as 0. */

import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Finding } from '../../src/documents/types/finding.js'
import { bestWay } from '../../src/scoring/arms.js'
import { LatencySample } from '../../src/scoring/latency.js'
import { scorecard } from '../../src/scoring/scorecard.js'
import { counted, finding, plan, result } from './documents.js'

const schemaOf = (name: string) => JSON.parse(readFileSync(`schemas/${name}.schema.json`, 'utf8'))
const valid = new Ajv2020({ strict: false, schemas: [schemaOf('run')] }).compile(schemaOf('scorecard'))

type Parts = Parameters<typeof scorecard>

function card(plan: Parts[0], results: Parts[1], findings: readonly Finding[], latency?: Parts[3]) {
  const whole = scorecard(plan, results, counted(findings), latency)
  expect(valid(JSON.parse(JSON.stringify(whole))), JSON.stringify(valid.errors)).toBe(true)
  const target = whole.targets[0]
  if (target === undefined) throw new Error('no target')
  return target
}

const category = (target: ReturnType<typeof card>, id: string) => {
  const found = target.categories.find((one) => one.id === id)
  if (found === undefined) throw new Error(`no category ${id}`)
  return found
}

/** `n` trials of as many scenarios. */
const trials = (n: number) => Array.from({ length: n }, (_, i) => `shop/s${String(i).padStart(2, '0')}/-/1`)

describe('categories', () => {
  it('weigh audits, and give the interval of the effective size', () => {
    const ids = trials(4)
    const findings = ids.flatMap((id, i) => [
      finding(id, { audit: 'resolves', weight: 3, outcome: i < 3 ? 'pass' : 'fail' }),
      finding(id, { audit: 'relevant', weight: 1 }),
    ])
    const { score, n, clusters, interval, nEffective } = category(
      card(
        plan(ids),
        ids.map((id) => result(id)),
        findings,
      ),
      'resolution',
    )
    expect(score).toBe(81.25)
    expect(n).toBe(8)
    expect(clusters).toBe(4)
    expect(nEffective).toBeLessThan(8)
    expect(interval?.[0]).toBeLessThan(81.25)
    expect(interval?.[1]).toBeGreaterThan(81.25)
  })

  it('say how the score moves when a weight is halved or doubled', () => {
    const ids = trials(4)
    const findings = ids.flatMap((id, i) => [
      finding(id, { audit: 'resolves', weight: 3, outcome: i < 3 ? 'pass' : 'fail' }),
      finding(id, { audit: 'relevant', weight: 1 }),
    ])
    const results = ids.map((id) => result(id))
    // (1.5 x 75 + 100) / 2.5 = 85, (6 x 75 + 100) / 7 = 78.57; (3 x 75 + 50) / 3.5 and (3 x 75 + 200) / 5 lie at 78.57 and 85.
    expect(category(card(plan(ids), results, findings), 'resolution').sensitivity).toEqual({
      low: 78.57,
      high: 85,
    })
    expect(category(card(plan(ids), results, findings), 'escalation')).not.toHaveProperty('sensitivity')
  })

  it('agree with the published vector: four scenarios, four tries each, 9 of 16', () => {
    const passes = [4, 3, 0, 2]
    const ids = passes.flatMap((_, s) => [1, 2, 3, 4].map((repetition) => `shop/s${s}/-/${repetition}`))
    const findings = ids.map((id, i) =>
      finding(id, { outcome: i % 4 < (passes[Math.floor(i / 4)] ?? 0) ? 'pass' : 'fail' }),
    )
    const found = category(
      card(
        plan(ids),
        ids.map((id) => result(id)),
        findings,
      ),
      'resolution',
    )
    expect(found.score).toBe(56.25)
    expect(found.nEffective).toBe(6.4)
    // Wilson on 6.4, which is [23.43, 84.38], and wider: the correlation is known by four scenarios only.
    expect(found.interval).toEqual([18.33, 88.04])
  })

  it('leave out what was not decided', () => {
    const ids = trials(2)
    const found = category(
      card(
        plan(ids),
        ids.map((id) => result(id)),
        [finding(ids[0] as string), finding(ids[1] as string, { outcome: 'inconclusive' })],
      ),
      'resolution',
    )
    expect(found.score).toBe(100)
    expect(found.n).toBe(1)
    expect(found.audits[0]?.outcomes.inconclusive).toBe(1)
  })

  it('have no score where nothing was scored, and say why', () => {
    const [id = ''] = trials(1)
    const target = card(plan([id]), [result(id)], [finding(id, { outcome: 'inconclusive' })])
    expect(category(target, 'resolution')).toMatchObject({
      score: null,
      interval: null,
      withheld: 'nothing-scored',
    })
    expect(category(target, 'escalation')).toMatchObject({ score: null, withheld: 'nothing-asked' })
    expect(target.verdict).toBe('inconclusive')
  })

  it('give scores that are no shares an interval only from 20 scenarios up', () => {
    const scored = (n: number) => {
      const ids = trials(n)
      const findings = ids.map((id, i) =>
        finding(id, {
          audit: 'response-time',
          category: 'latency',
          score: 0.5 + (i % 5) / 10,
          expected: false,
        }),
      )
      return category(
        card(
          plan(ids),
          ids.map((id) => result(id)),
          findings,
        ),
        'latency',
      )
    }
    expect(scored(19)).toMatchObject({ score: expect.any(Number), interval: null, nEffective: null })
    const [low, high] = scored(20).interval ?? [0, 0]
    expect(low).toBeLessThan(70)
    expect(high).toBeGreaterThan(70)
  })

  it('are withheld above 10 % unscored, at 10 % not', () => {
    const ids = trials(20)
    const unscored = (n: number) =>
      card(
        plan(ids),
        ids.map((id, i) =>
          result(id, i < n ? { status: 'unscored', reason: 'rate-limited', whose: 'network' } : {}),
        ),
        ids.map((id) => finding(id)),
      )
    expect(unscored(2)).toMatchObject({ verdict: 'pass', unscoredShare: 0.1 })
    expect(unscored(3)).toMatchObject({ verdict: 'withheld', unscoredShare: 0.15 })
    expect(category(unscored(3), 'resolution')).toMatchObject({ score: null, withheld: 'unscored-share' })
  })
})

describe('counts', () => {
  it('name every trial that did not count and lose none', () => {
    const ids = trials(4)
    const target = card(
      plan(ids, { notPlanned: [{ trial: 'shop/x/-/1', reason: 'contacts' }] }),
      [
        result(ids[0] as string),
        result(ids[1] as string, {
          status: 'unscored',
          reason: 'browser-crash',
          whose: 'harness',
          detail: 'gone',
        }),
        result(ids[2] as string, { status: 'aborted', reason: 'cancelled', whose: 'harness' }),
      ],
      [finding(ids[0] as string), finding(ids[1] as string, { outcome: 'fail' })],
    )
    expect(target.counts).toEqual({
      planned: 4,
      run: 3,
      scored: 1,
      unscored: 2,
      notRun: 1,
      notPlanned: 1,
      failed: 0,
    })
    expect(target.unscored).toEqual([
      { trial: ids[1], reason: 'browser-crash', detail: 'gone' },
      { trial: ids[2], reason: 'cancelled' },
    ])
    expect(target.stops).toEqual({ 'browser-crash': 1, cancelled: 1, 'script-end': 1 })
  })

  it('take an unscored trial as unknown, not as failed', () => {
    const ids = trials(20)
    const findings = ids.map((id, i) => finding(id, { outcome: i === 0 ? 'fail' : 'pass' }))
    const results = ids.map((id, i) =>
      result(id, i === 0 ? { status: 'unscored', reason: 'down', whose: 'network' } : {}),
    )
    expect(card(plan(ids), results, findings)).toMatchObject({ verdict: 'pass', counts: { failed: 0 } })
  })
})

describe('verdict', () => {
  const [id = ''] = trials(1)
  const verdict = (...findings: Finding[]) => card(plan([id]), [result(id)], findings)

  it('fails with an expectation, and only with an expectation', () => {
    expect(verdict(finding(id), finding(id, { audit: 'states', outcome: 'fail' }))).toMatchObject({
      verdict: 'fail',
      verdictReason: { 'zh-CN': '1 项期望未达到', en: '1 expectation failed' },
      counts: { failed: 1 },
    })
    expect(
      verdict(finding(id), finding(id, { audit: 'keeps-promise', outcome: 'fail', expected: false })).verdict,
    ).toBe('pass')
  })

  it('is inconclusive when the bot was there and nothing else was decided', () => {
    expect(verdict(finding(id, { audit: 'available', weight: 0 })).verdict).toBe('inconclusive')
    expect(verdict(finding(id, { outcome: 'error' })).verdict).toBe('inconclusive')
  })

  it('says how many were inconclusive', () => {
    expect(verdict(finding(id), finding(id, { outcome: 'inconclusive' })).verdictReason.en).toBe(
      '1 expectation met, 1 inconclusive',
    )
  })
})

describe('ways to ask for a person', () => {
  const button = 'shop/person/by=button/1'
  const phrase = 'shop/person/by=phrase/1'
  const both = plan([button, phrase])
  const human = (trial: string, outcome: Finding['outcome']) =>
    finding(trial, { audit: 'human', category: 'escalation', weight: 3, outcome })
  const offered = (outcome: Finding['outcome']) =>
    finding(button, { audit: 'offered', category: 'escalation', outcome })
  const judge = (...findings: Finding[]) => card(both, [result(button), result(phrase)], findings)

  it('count once, the best of them', () => {
    const target = judge(offered('fail'), human(button, 'fail'), human(phrase, 'pass'))
    expect(target).toMatchObject({ verdict: 'pass', counts: { failed: 0 } })
    expect(category(target, 'escalation')).toMatchObject({ score: 100, n: 1 })
  })

  it('take inconclusive before failed', () => {
    expect(judge(human(button, 'fail'), human(phrase, 'inconclusive')).verdict).toBe('inconclusive')
  })

  it('fail where none works, once', () => {
    const target = judge(human(button, 'fail'), human(phrase, 'fail'))
    expect(target.verdictReason.en).toBe('1 expectation failed')
    expect(category(target, 'escalation')).toMatchObject({ score: 0, n: 1 })
  })

  it('tell that nobody came rather than that there was no button', () => {
    const findings = [offered('fail'), human(button, 'fail'), human(phrase, 'fail')]
    const counted = bestWay(both, findings).filter((one) => one.expected)
    expect(counted.map((one) => one.trial)).toEqual([phrase])
  })

  it('do not let a way that tells nothing excuse one that failed', () => {
    expect(judge(human(button, 'not-applicable'), human(phrase, 'fail')).verdict).toBe('fail')
  })

  it('decide nothing while another way is unknown', () => {
    const unscored = result(button, { status: 'unscored', reason: 'browser-crash', whose: 'harness' })
    const crashed = scorecard(both, [unscored, result(phrase)], counted([human(phrase, 'fail')])).targets[0]
    expect(crashed?.counts.failed).toBe(0)
    const budget = plan([button], { notPlanned: [{ trial: phrase, reason: 'contacts' }] })
    expect(card(budget, [result(button)], [human(button, 'fail')]).verdict).toBe('inconclusive')
    expect(card(budget, [result(button)], [human(button, 'pass')]).verdict).toBe('pass')
  })

  it('still judge everything else of both trials', () => {
    const target = judge(human(button, 'fail'), human(phrase, 'pass'), finding(button, { outcome: 'fail' }))
    expect(target.verdict).toBe('fail')
  })

  it('keep personas and repetitions apart', () => {
    const other = 'shop/person/by=phrase/2'
    const target = card(
      plan([button, other]),
      [result(button), result(other)],
      [human(button, 'fail'), human(other, 'pass')],
    )
    expect(target.verdict).toBe('fail')
  })
})

it('is the same whatever the order of results and findings', () => {
  const ids = [...trials(25), 'other/s01/-/1']
  const results = ids.map((id) => result(id))
  const findings = ids.flatMap((id, i) => [
    finding(id, { outcome: i % 3 === 0 ? 'fail' : 'pass' }),
    finding(id, {
      audit: 'response-time',
      category: 'latency',
      score: (i % 7) / 7,
      expected: false,
      turn: 1,
    }),
  ])
  const whole = JSON.stringify(scorecard(plan(ids), results, counted(findings)))
  fc.assert(
    fc.property(
      fc.shuffledSubarray(results, { minLength: results.length }),
      fc.shuffledSubarray(findings, { minLength: findings.length }),
      (someResults, someFindings) => {
        expect(JSON.stringify(scorecard(plan(ids), someResults, counted(someFindings)))).toBe(whole)
      },
    ),
    { numRuns: 10 },
  )
})

it('sums up latency with silences as longer than all', () => {
  const [id = ''] = trials(1)
  const values = [1000, 2000, 3000, null]
  const sample = new LatencySample()
  const complete = values.map((value) => value && value + 100)
  const times = {
    turns: [1, 2, 3, 4],
    ack: values,
    firstContent: values,
    complete,
    silent: [60_000],
    withheld: 1,
  }
  const { turns, silent, withheld } = times
  for (const [i] of turns.entries()) {
    const one = (values: (number | null)[]) => values.slice(i, i + 1)
    const own = { turns: [i + 1], ack: one(values), firstContent: one(values), complete: one(complete) }
    sample.add({ scenario: `s${i}`, times: { ...own, ...(i === 3 ? { silent, withheld } : {}) } })
  }

  const target = card(plan([id]), [result(id)], [], new Map([['shop', sample]]))
  // Four turns bound no percentile from above, and the median not from below either.
  const interval = { p50: [null, null], p90: [2000, null], p95: [3000, null] }
  const later = { p50: [null, null], p90: [2100, null], p95: [3100, null] }
  expect(target.latency).toEqual({
    ack: { n: 4, p50: 2500, p90: null, p95: null, max: null, interval },
    firstContent: { n: 4, p50: 2500, p90: null, p95: null, max: null, interval },
    complete: { n: 4, p50: 2600, p90: null, p95: null, max: null, interval: later },
    silences: 1,
    withheld: 1,
    turns: 5,
  })
})
