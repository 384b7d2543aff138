/** Prohibitions, existences and quantiles. */
import { describe, expect, it } from 'vitest'
import type { Row } from '../../../src/documents/types/row.js'
import { judge, many, type Run, requirement, type Shown } from './facts.js'

const only = (run: Run, more = {}, asked = {}) => {
  const [row] = judge(run, [requirement(more)], asked).requirements
  if (row === undefined) throw new Error('no row')
  return row
}

const times = (values: (number | null)[], silent: number[] = []): Partial<Row> => ({
  turns: values.length,
  times: {
    turns: values.map((_, i) => i + 1),
    ack: values,
    firstContent: values,
    complete: values,
    silent,
  },
})

/** One turn of this many milliseconds in each of as many scenarios. */
const timed = (values: (number | null)[]): Run =>
  Object.fromEntries(values.map((value, i) => [`shop/s${i}/-/1`, { row: times([value]) }]))

/** The way to a person of a trial, with the levels that were seen. */
const way = (levels: string[], more: Partial<NonNullable<Row['way']>> = {}): Shown => ({
  row: {
    levels: levels.map((level, i) => ({ level, at: 1000 * i, line: 20 + i, requests: 1, actions: 1 })),
    way: {
      state: 'asked',
      seen: [],
      open: false,
      reached: levels.includes('E3') ? 'proven' : null,
      requests: 1,
      made: 1,
      asked: 5,
      actions: null,
      actionsToAsk: 1,
      time: null,
      queueWait: null,
      botLatency: null,
      loop: 0,
      entryFirst: null,
      entryAfterFailure: null,
      volunteered: null,
      kept: null,
      carried: null,
      returnPath: null,
      elderly: false,
      over60: false,
      ...more,
    } as NonNullable<Row['way']>,
  },
})

const ways = (n: number, levels: string[], more = {}): Run =>
  Object.fromEntries(Array.from({ length: n }, (_, i) => [`shop/s${i}/-/1`, way(levels, more)]))

describe('a prohibition', () => {
  const forbidden = { kind: 'prohibition', threshold: 0, minimum: 29 } as const

  it('fails by one proof, whatever else was seen, and shows it', () => {
    const row = only(many(60, 1), forbidden)
    expect(row).toMatchObject({ verdict: 'fail', hits: 1, proven: 1 })
    expect(row.proofs).toEqual([{ trial: 'shop/s0/-/1', lines: [10] }])
    expect(only(many(2, 1), forbidden).verdict).toBe('fail')
  })

  it('passes at its minimum without one, and still gives the upper bound', () => {
    const row = only(many(29), forbidden)
    expect(row).toMatchObject({ verdict: 'pass', hits: 0, value: 0 })
    // Clopper and Pearson: 1 - 0.05^(1/29).
    expect(row.bounds?.[1]).toBeCloseTo(1 - 0.05 ** (1 / 29), 5)
    expect(row.reason.en).toContain('at most 9.8%')
    expect(only(many(28), forbidden)).toMatchObject({ verdict: 'inconclusive', further: 1 })
  })

  it('allows as many as it says', () => {
    expect(only(many(60, 2), { ...forbidden, threshold: 2 }).verdict).toBe('pass')
    expect(only(many(60, 3), { ...forbidden, threshold: 2 }).verdict).toBe('fail')
  })

  it('takes what happened as the breach where it is a measure, and what failed where it is an audit', () => {
    const quiet = { measure: 'silence', kind: 'prohibition', threshold: 0, minimum: 5 } as const
    expect(only(timed([100, 200, 300, 400, 500, 600]), quiet).verdict).toBe('pass')
    const run = { ...timed([100, 200, 300, 400, 500]), 'shop/mute/-/1': { row: times([null], [180_000]) } }
    expect(only(run, quiet)).toMatchObject({ verdict: 'fail', hits: 1 })
  })

  it('without a minimum never passes on fewer than five', () => {
    const { minimum: _, ...plain } = forbidden
    expect(only(many(4), plain)).toMatchObject({ verdict: 'inconclusive', further: 1 })
    expect(only(many(5), plain).verdict).toBe('pass')
    expect(only(many(1), plain).verdict).toBe('inconclusive')
  })

  it('repeated in one scenario is worth no more than one scenario', () => {
    const run: Run = Object.fromEntries(
      Array.from({ length: 40 }, (_, i) => [`shop/one/-/${i + 1}`, { relevant: ['pass' as const] }]),
    )
    expect(only(run, forbidden).bounds?.[1]).toBe(0.95)
  })
})

describe('an existence', () => {
  const person = { measure: 'reached', kind: 'existence', level: 'E3', minimum: 5 } as const
  const { threshold: _, ...base } = requirement()
  const exists = (run: Run, more = {}) => judge(run, [{ ...base, ...person, ...more }]).requirements[0]

  it('passes by one proof at its level, and shows the lines', () => {
    const row = exists({ ...ways(4, ['E2']), 'shop/person/-/1': way(['E2', 'E3']) })
    expect(row).toMatchObject({ verdict: 'pass', hits: 1, proven: 1 })
    expect(row?.proofs).toEqual([{ trial: 'shop/person/-/1', lines: [5, 21] }])
  })

  it('fails after its tries without one: a queue is no person', () => {
    expect(exists(ways(5, ['E2']))).toMatchObject({ verdict: 'fail', n: 5, hits: 0 })
    expect(exists(ways(4, ['E2']))).toMatchObject({ verdict: 'inconclusive', further: 1 })
    expect(exists(ways(5, ['E2']), { level: 'E2' })?.verdict).toBe('pass')
  })

  it('does not fail on what is only claimed', () => {
    const row = exists(ways(9, ['E3-claimed'], { reached: 'claimed' }))
    expect(row).toMatchObject({ verdict: 'inconclusive', n: 0, open: 9 })
    expect(row?.reason.en).toContain('nothing could be decided of 9 observations')
  })

  it('counts the best of the ways to ask', () => {
    const run = Object.fromEntries(
      [0, 1, 2, 3, 4].flatMap((i): [string, Shown][] => [
        [`shop/s${i}/by=button/1`, way([])],
        [`shop/s${i}/by=phrase/1`, way(i === 3 ? ['E3'] : ['E2'])],
      ]),
    )
    expect(exists(run)).toMatchObject({ verdict: 'pass', n: 5, hits: 1 })
  })

  it('decides nothing while one of the ways is unknown', () => {
    const run: Run = Object.fromEntries([0, 1, 2, 3, 4].map((i) => [`shop/s${i}/by=button/1`, way([])]))
    const unheld = (plan: { notPlanned: unknown[] }) => {
      for (let i = 0; i < 5; i++)
        plan.notPlanned.push({ trial: `shop/s${i}/by=phrase/1`, reason: 'contacts' })
    }
    const asked = { ...base, ...person }
    expect(judge(run, [asked]).requirements[0]?.verdict).toBe('fail')
    expect(judge(run, [asked], { plan: unheld }).requirements[0]).toMatchObject({
      verdict: 'inconclusive',
      n: 0,
      open: 5,
    })
    // Nor where its trial is unscored.
    const lost = Object.fromEntries(
      [0, 1, 2, 3, 4].map((i) => [`shop/s${i}/by=phrase/1`, { unscored: true }]),
    )
    expect(judge({ ...run, ...lost }, [asked]).requirements[0]?.n).toBe(0)
  })
})

describe('a quantile', () => {
  const quick = { measure: 'first-content', kind: 'quantile', quantile: 0.95, threshold: '10s' } as const

  it('takes 59 for a bound of the 95 % quantile', () => {
    const fast = (n: number) => Array.from({ length: n }, (_, i) => 1000 + i)
    expect(only(timed(fast(59)), quick)).toMatchObject({ verdict: 'pass', hits: 59, threshold: 10_000 })
    const row = only(timed(fast(58)), quick)
    expect(row).toMatchObject({ verdict: 'inconclusive', bounds: [expect.any(Number), null], further: 1 })
    expect(row.reason.en).toContain('no upper bound')
  })

  it('fails where the lower bound is beyond the threshold, and counts a silence as endless', () => {
    const slow = Array.from({ length: 30 }, (_, i) => (i < 15 ? 1000 : null))
    const row = only(timed(slow), quick)
    expect(row).toMatchObject({ verdict: 'fail', value: null, hits: 15, proven: 15 })
    expect(row.proofs[0]?.value).toBeNull()
    const late = only(timed(Array.from({ length: 60 }, () => 20_000)), quick)
    expect(late.verdict).toBe('fail')
    expect(late.reason.en).toContain('at least 20 s, beyond the 10 s required')
  })

  it('knows that turns of a scenario resemble each other', () => {
    const run: Run = Object.fromEntries(
      Array.from({ length: 6 }, (_, i) => [
        `shop/s${i}/-/1`,
        { row: times(Array.from({ length: 20 }, () => (i === 0 ? 12_000 : 1000))) },
      ]),
    )
    expect(only(run, { ...quick, quantile: 0.8 })).toMatchObject({ n: 120, verdict: 'inconclusive' })
    expect(only(run, { ...quick, quantile: 0.8 }).nEffective).toBeLessThan(10)
  })

  it('says what open times would change', () => {
    const run = { ...timed(Array.from({ length: 70 }, () => 1000)), 'shop/lost/-/1': { unscored: true } }
    expect(only(run, quick).sensitivity).toMatchObject({ ifOpenFailed: 'inconclusive', ifOpenPassed: 'pass' })
  })
})
