/** Differences: pairs, margins, exact tests and what comes of several comparisons. */
import { describe, expect, it } from 'vitest'
import type { Requirement } from '../../../src/documents/types/profile.js'
import type { Row } from '../../../src/documents/types/row.js'
import { judge, paired, type Run, requirement, type Shown } from './facts.js'

const parity: Partial<Requirement> = {
  kind: 'difference',
  threshold: -0.1,
  arms: { axis: 'persona', test: ['old'], control: 'control' },
}

const only = (run: Run, more: Partial<Requirement> = {}, asked = {}) => {
  const [row] = judge(run, [requirement({ ...parity, ...more })], asked).requirements
  if (row === undefined) throw new Error('no row')
  return row
}

const cells = (both: number, lost: number, won: number, neither: number) => [
  ...Array.from({ length: both }, () => 'pp'),
  ...Array.from({ length: lost }, () => 'pf'),
  ...Array.from({ length: won }, () => 'fp'),
  ...Array.from({ length: neither }, () => 'ff'),
]

describe('a difference', () => {
  it('passes where it is not worse by the margin', () => {
    const row = only(paired(cells(35, 0, 0, 0)), { minimum: 35 })
    expect(row).toMatchObject({ verdict: 'pass', n: 35, value: 0, cells: [35, 0, 0, 0], p: 1, adjusted: 1 })
    expect(row.bounds?.[0]).toBeGreaterThan(-0.1)
  })

  it('fails where it is worse, with the lost pairs', () => {
    const row = only(paired(cells(20, 20, 0, 5)))
    expect(row).toMatchObject({ verdict: 'fail', cells: [20, 20, 0, 5], proven: 20 })
    expect(row.value).toBeCloseTo(-20 / 45, 5)
    expect(row.proofs[0]).toEqual({ trial: 'shop/s20/persona=old/1', lines: [10] })
    expect(row.reason.en).toContain('beyond the −10 allowed')
  })

  it('says that five-nil can never be significant', () => {
    const row = only(paired(cells(10, 5, 0, 0)))
    expect(row).toMatchObject({ verdict: 'inconclusive', p: 0.0625 })
    expect(row.reason.en).toContain('5 lost pairs and none won can never be significant')
    expect(row.reason['zh-CN']).toContain('5 负 0 胜永远不可能显著')
    expect(only(paired(cells(10, 6, 0, 0))).reason.en).not.toContain('can never be significant')
    expect(only(paired(cells(12, 0, 0, 0))).reason.en).not.toContain('can never be significant')
  })

  it('agrees with the published test and interval', () => {
    // Newcombe 1998, method 10: (36,12,2,0) gives .2000 [.0569, .3404] for the first against the second.
    const row = only(paired(cells(36, 2, 12, 0)))
    expect(row.value).toBe(0.2)
    expect(row.interval?.map((bound) => Number(bound?.toFixed(4)))).toEqual([0.0569, 0.3404])
    // Exact McNemar of 10 and 2: .0385742.
    expect(only(paired(cells(5, 10, 2, 5))).p).toBeCloseTo(0.038574, 6)
  })

  it('tells how many more pairs would decide it', () => {
    const row = only(paired(cells(20, 1, 1, 0)))
    expect(row.verdict).toBe('inconclusive')
    const times = Math.ceil((22 + (row.further as number)) / 22)
    expect(times).toBeGreaterThan(1)
    expect(only(paired(cells(20 * times, times, times, 0))).verdict).toBe('pass')
  })

  it('never concludes below its minimum', () => {
    expect(only(paired(cells(34, 0, 0, 0)), { minimum: 35 })).toMatchObject({
      verdict: 'inconclusive',
      further: 1,
    })
  })

  it('leaves a fail that does not outlast Holm inconclusive, and a pass as it is', () => {
    const bad = paired(cells(8, 8, 0, 0))
    expect(only(bad)).toMatchObject({ verdict: 'fail', p: 0.007813 })
    const ten = Array.from({ length: 10 }, (_, i) => requirement({ ...parity, id: `asked-${i}` }))
    const rows = judge(bad, ten).requirements
    expect(rows[0]).toMatchObject({ verdict: 'inconclusive', adjusted: expect.closeTo(0.078125, 4) })
    expect(rows[0]?.reason.en).toContain('of 10 comparisons in this profile')
    expect(judge(paired(cells(40, 0, 0, 0)), ten).requirements[3]?.verdict).toBe('pass')
  })

  it('pairs by scenario, other arms and repetition, and nothing else', () => {
    const p: Shown = { relevant: ['pass'] }
    const f: Shown = { relevant: ['fail'] }
    const row = only({
      'shop/a/persona=control/1': p,
      'shop/a/persona=old/1': f,
      'shop/a/persona=old/2': p,
      'shop/b/persona=control,device=phone/1': p,
      'shop/b/persona=old,device=desktop/1': f,
      'shop/c/persona=other/1': f,
    })
    expect(row).toMatchObject({ n: 1, cells: [0, 1, 0, 0] })
  })

  it('pairs scenarios of a pair over the phase', () => {
    const ids = [0, 1, 2, 3, 4, 5].flatMap((i): [string, Shown][] => [
      [`shop/before${i}/phase=before/1`, { relevant: ['pass'] }],
      [`shop/after${i}/phase=after/1`, { relevant: ['fail'] }],
    ])
    const row = only(
      Object.fromEntries(ids),
      { arms: { axis: 'phase', test: ['after'], control: 'before' } },
      {
        plan: (plan: { documents: { scenarios: Record<string, { pair?: unknown }> } }) => {
          for (const [id, scenario] of Object.entries(plan.documents.scenarios))
            scenario.pair = { id: `pair${id.at(-1)}`, arm: id.slice(0, -1) }
        },
      },
    )
    expect(row).toMatchObject({ verdict: 'fail', n: 6, clusters: 6, cells: [0, 6, 0, 0] })
  })

  it('pairs night with day by the clock, one after the other', () => {
    const at = (hour: number, outcome: 'pass' | 'fail'): Shown => ({
      relevant: [outcome],
      row: { hour, day: '2026-11-26' },
    })
    const run: Run = Object.fromEntries(
      [0, 1, 2, 3, 4, 5].flatMap((i): [string, Shown][] => [
        [`shop/s${i}/-/1`, at(12, 'pass')],
        [`shop/s${i}/-/2`, at(23, 'fail')],
        [`shop/s${i}/-/3`, at(3, 'pass')],
        [`shop/s${i}/-/4`, at(8, 'pass')],
      ]),
    )
    const row = only(run, { arms: { axis: 'window', test: ['night'], control: 'day' } })
    expect(row).toMatchObject({ n: 12, cells: [6, 6, 0, 0], clusters: 6 })
  })

  it('keeps a pair open while one side is, and reckons with unscored ones', () => {
    const row = only(paired([...cells(40, 0, 0, 0), ...Array.from({ length: 6 }, () => 'po')]))
    expect(row).toMatchObject({ n: 40, open: 6, verdict: 'pass' })
    expect(row.sensitivity).toMatchObject({ ifOpenFailed: 'inconclusive', ifOpenPassed: 'pass' })
    const lost = only(paired([...cells(40, 0, 0, 0), 'pu', 'pu', 'pu']))
    expect(lost).toMatchObject({ n: 40, open: 0 })
    expect(lost.sensitivity?.ifOpenFailed).toBe('inconclusive')
  })

  it('takes a conversation as met only where all of it was', () => {
    const row = only({
      'shop/a/persona=control/1': { relevant: ['pass', 'pass'] },
      'shop/a/persona=old/1': { relevant: ['pass', 'fail', 'inconclusive'] },
    })
    expect(row).toMatchObject({ n: 1, cells: [0, 1, 0, 0] })
  })

  it('counts probes as pairs: the keyword is the control', () => {
    const pairs = Array.from({ length: 30 }, (_, i) => ({
      pair: `p${i}`,
      repetition: 1,
      outcome: i < 20 ? ('keyword' as const) : i < 28 ? ('understood' as const) : ('unjudged' as const),
      probes: [{ kind: 'reworded' as const, trial: `shop/s${i}/-/1`, lines: [3, 4] }],
    }))
    const run: Run = Object.fromEntries(pairs.map(({ probes }) => [probes[0]?.trial, {}]))
    const asked = { pairs }
    const row = only(run, { measure: 'paraphrase', threshold: -0.15, arms: undefined } as never, asked)
    expect(row).toMatchObject({ verdict: 'fail', n: 28, open: 2, cells: [8, 20, 0, 0], proven: 20 })
    expect(row.proofs[0]).toEqual({ trial: 'shop/s0/-/1', lines: [3, 4] })
    const share = only(
      run,
      { measure: 'paraphrase', kind: 'rate', threshold: 0.8, arms: undefined } as never,
      asked,
    )
    expect(share).toMatchObject({ verdict: 'fail', hits: 8, n: 28 })
  })
})

describe('a ratio', () => {
  const slower: Partial<Requirement> = { measure: 'turns', as: 'ratio', threshold: 1.5 }
  const turns = (pairs: [number, number][]): Run =>
    Object.fromEntries(
      pairs.flatMap(([control, test], i): [string, Shown][] => [
        [`shop/s${i}/persona=control/1`, { row: { turns: control } as Partial<Row> }],
        [`shop/s${i}/persona=old/1`, { row: { turns: test } as Partial<Row> }],
      ]),
    )

  it('passes where the upper bound is within, and fails where the lower one is beyond', () => {
    const like = turns(Array.from({ length: 12 }, (_, i) => [4 + (i % 3), 4 + (i % 3)]))
    expect(only(like, slower)).toMatchObject({ verdict: 'pass', value: 1, n: 12, p: 1 })
    const double = turns(Array.from({ length: 12 }, (_, i) => [4 + (i % 3), 2 * (4 + (i % 3))]))
    const row = only(double, slower)
    expect(row).toMatchObject({ verdict: 'fail', value: 2, proven: 12 })
    expect(row.proofs[0]?.value).toBe(2)
    expect(row.reason.en).toContain('tested 2 times the control')
  })

  it('has no bound of too few', () => {
    const row = only(
      turns([
        [4, 4],
        [5, 5],
        [6, 6],
      ]),
      slower,
    )
    expect(row).toMatchObject({ verdict: 'inconclusive', clusters: 3 })
  })

  it('takes a silence of one side for endless, and of both for a tie', () => {
    const times = (value: number | null): Shown => ({
      row: { turns: 1, times: { turns: [1], ack: [value], firstContent: [value], complete: [value] } },
    })
    const run: Run = Object.fromEntries(
      Array.from({ length: 12 }, (_, i) => i).flatMap((i): [string, Shown][] => [
        [`shop/s${i}/persona=control/1`, times(i < 2 ? null : 1000)],
        [`shop/s${i}/persona=old/1`, times(null)],
      ]),
    )
    const row = only(run, { measure: 'first-content', as: 'ratio', threshold: 1.25 })
    expect(row).toMatchObject({ verdict: 'fail', value: null, n: 12 })
  })
})

describe('days', () => {
  const daily: Partial<Requirement> = {
    arms: { axis: 'day', test: ['any'], control: 'best' },
    unit: 'session',
  }
  const held = (day: string, n: number, failed: number): Run =>
    Object.fromEntries(
      Array.from({ length: n }, (_, i): [string, Shown] => [
        `shop/d${day.slice(-2)}s${i}/-/1`,
        { relevant: [i < failed ? 'fail' : 'pass'], row: { day } },
      ]),
    )

  it('compares the worst with the best', () => {
    const row = only({ ...held('2026-11-25', 45, 0), ...held('2026-11-26', 45, 25) }, daily)
    expect(row).toMatchObject({ verdict: 'fail', n: 90 })
    expect(row.reason.en).toContain('2026-11-26 was worst')
    const good = { ...held('2026-11-25', 45, 0), ...held('2026-11-26', 45, 0), ...held('2026-11-28', 45, 0) }
    expect(only(good, { ...daily, minimum: 135 }).verdict).toBe('pass')
    expect(only(good, { ...daily, minimum: 136 })).toMatchObject({ verdict: 'inconclusive', further: 1 })
  })

  it('has nothing to compare on one day', () => {
    const row = only(held('2026-11-26', 45, 0), daily)
    expect(row).toMatchObject({ verdict: 'inconclusive', value: null })
    expect(row.reason.en).toContain('one day only')
  })
})
