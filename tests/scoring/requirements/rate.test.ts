/** Rates: bounds against a threshold, samples that are too small, and what is open or unscored. */
import { describe, expect, it } from 'vitest'
import { judge, many, type Run, requirement } from './facts.js'

const only = (run: Run, more = {}, asked = {}) => {
  const [row] = judge(run, [requirement(more)], asked).requirements
  if (row === undefined) throw new Error('no row')
  return row
}

describe('a rate', () => {
  it('passes where the lower bound reaches the threshold, and says so with the numbers', () => {
    const row = only(many(60, 4), { threshold: 0.85 })
    expect(row).toMatchObject({ verdict: 'pass', n: 60, hits: 56, clusters: 60, open: 0, further: null })
    expect(row.bounds?.[0]).toBeCloseTo(0.859552, 6)
    expect(row.interval?.[0]).toBeLessThan(row.bounds?.[0] as number)
    expect(row.reason.en).toMatch(/56 of 60 \(93.3%\); with 95% confidence at least 86%/)
    expect(row.reason['zh-CN']).toContain('60 次中 56 次做到')
    expect(row.sensitivity).toMatchObject({ passUpTo: row.bounds?.[0], failFrom: row.bounds?.[1] })
  })

  it('never errs more often than promised with exact bounds, which ask for more', () => {
    expect(only(many(25, 0), { threshold: 0.9 })).toMatchObject({ verdict: 'pass' })
    expect(only(many(25, 0), { threshold: 0.9, bounds: 'exact' })).toMatchObject({ verdict: 'inconclusive' })
    const row = only(many(29, 0), { threshold: 0.9, bounds: 'exact' })
    expect(row.verdict).toBe('pass')
    expect(row.bounds?.[0]).toBeCloseTo(0.05 ** (1 / 29), 6)
  })

  it('fails where the upper bound stays below it, with the lines that show it', () => {
    const row = only(many(40, 30))
    expect(row.verdict).toBe('fail')
    expect(row.proven).toBe(30)
    expect(row.proofs).toHaveLength(20)
    expect(row.proofs[0]).toEqual({ trial: 'shop/s0/-/1', lines: [10] })
    expect(row.reason.en).toContain('below the 80% required')
  })

  it('is inconclusive between, and tells how many more would decide it', () => {
    const row = only(many(20, 2))
    expect(row.verdict).toBe('inconclusive')
    const further = row.further as number
    expect(further).toBeGreaterThan(0)
    // A sample of that size with the same share is decided.
    const n = Math.ceil((20 + further) / 10) * 10
    expect(only(many(n, n / 10)).verdict).toBe('pass')
  })

  it('never passes or fails below its minimum', () => {
    expect(only(many(30), { minimum: 31 })).toMatchObject({ verdict: 'inconclusive', further: 1 })
    const bad = only(many(30, 30), { minimum: 31 })
    expect(bad.verdict).toBe('inconclusive')
    expect(bad.reason.en).toContain('sample too small: 31 are needed, 30 there')
  })

  it('says nothing about other questions from a few that were repeated', () => {
    const run = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [`shop/one/-/${i + 1}`, { relevant: ['pass' as const] }]),
    )
    const row = only(run)
    expect(row).toMatchObject({ verdict: 'inconclusive', clusters: 1, bounds: [null, null], further: null })
    expect(row.reason.en).toContain('1 scenario only')
    // Where sessions are what it is about, each counts.
    expect(only(run, { unit: 'session' })).toMatchObject({ verdict: 'pass', clusters: 30 })
  })

  it('knows that repetitions of a scenario resemble each other', () => {
    const run = Object.fromEntries(
      Array.from({ length: 6 }, (_, s) => s).flatMap((s) =>
        Array.from({ length: 10 }, (_, i) => [
          `shop/s${s}/-/${i + 1}`,
          { relevant: [s === 0 ? ('fail' as const) : ('pass' as const)] },
        ]),
      ),
    )
    const row = only(run, { threshold: 0.7 })
    expect(row).toMatchObject({ n: 60, hits: 50, verdict: 'inconclusive' })
    expect(row.nEffective).toBeLessThan(10)
  })

  it('counts what is open for neither side, and says what it would change', () => {
    const run: Run = { ...many(30), ...openOnes(10) }
    const row = only(run)
    expect(row).toMatchObject({ verdict: 'pass', n: 30, open: 10 })
    expect(row.sensitivity).toMatchObject({ ifOpenFailed: 'inconclusive', ifOpenPassed: 'pass' })
    expect(row.reason.en).toContain('10 more could not be decided')
  })

  it('reckons unscored trials among what could have failed', () => {
    const lost = Object.fromEntries(
      Array.from({ length: 3 }, (_, i) => [`shop/s${i}/-/2`, { unscored: true }]),
    )
    const row = only({ ...many(30), ...lost }, { threshold: 0.88 })
    expect(row).toMatchObject({ verdict: 'pass', open: 0, n: 30 })
    expect(row.sensitivity?.ifOpenFailed).toBe('inconclusive')
  })

  it('leaves alone unscored trials of scenarios that say nothing about it', () => {
    const run: Run = { ...many(30), 'shop/other/-/1': { findings: [] }, 'shop/other/-/2': { unscored: true } }
    expect(only(run).sensitivity).toMatchObject({ ifOpenFailed: 'pass' })
    expect(only({ ...many(12), 'shop/new/-/1': { unscored: true } }).sensitivity?.ifOpenFailed).toBe(
      'inconclusive',
    )
  })

  it('takes the known errors of a judge out', () => {
    const judged = (n: number, failed: number): Run =>
      Object.fromEntries(
        Array.from({ length: n }, (_, i) => [
          `shop/s${i}/-/1`,
          {
            findings: [
              { method: 'judge' as const, outcome: i < failed ? ('fail' as const) : ('pass' as const) },
            ],
          },
        ]),
      )
    const row = only(
      judged(100, 20),
      { threshold: 0.7 },
      { errors: { sensitivity: 0.95, specificity: 0.85 } },
    )
    expect(row.verdict).toBe('pass')
    expect(row.sensitivity).toMatchObject({ judged: 100, corrected: 0.8125 })
    const kind = only(
      judged(100, 18),
      { threshold: 0.74 },
      { errors: { sensitivity: 0.9, specificity: 0.6 } },
    )
    expect(kind.sensitivity?.correctedVerdict).not.toBe('pass')
    expect(
      only(judged(20, 1), {}, { errors: { sensitivity: 0.5, specificity: 0.5 } }).sensitivity,
    ).toMatchObject({
      corrected: null,
    })
    expect(
      only(many(20), {}, { errors: { sensitivity: 0.9, specificity: 0.9 } }).sensitivity,
    ).not.toHaveProperty('corrected')
  })
})

function openOnes(n: number): Run {
  return Object.fromEntries(
    Array.from({ length: n }, (_, i) => [`shop/open${i}/-/1`, { relevant: ['inconclusive' as const] }]),
  )
}
