/** What a merchant's lawyer, or a statistician, would attack first. */
import { describe, expect, it } from 'vitest'
import { judge, many, type Run, requirement } from './facts.js'

const session = { unit: 'session', kind: 'rate' } as const
const sequential = [
  { profile: 'shop-rules', requirement: 'asked', p0: 0.05, p1: 0.2, alpha: 0.05, beta: 0.1, n: 60 },
]
const only = (run: Run, more = {}, asked = {}) => {
  const [row] = judge(run, [requirement(more)], asked).requirements
  if (row === undefined) throw new Error('no row')
  return row
}

describe('a sequential test', () => {
  it('takes one observation a trial, so that a bad turn in each third trial is no bad trial', () => {
    const turns = (i: number) =>
      Array.from({ length: 10 }, (_, n) => (i % 3 === 0 && n === 4 ? 'fail' : 'pass'))
    const run: Run = Object.fromEntries(
      Array.from({ length: 60 }, (_, i) => [`shop/s${i}/-/1`, { relevant: turns(i) as ('pass' | 'fail')[] }]),
    )
    const row = only(run, { ...session, threshold: 0.9 }, { sequential })
    expect(row).toMatchObject({ verdict: 'pass', sequential: { decision: 'conforms' } })
    expect(row.reason.en).toMatch(/5% or less is failed in at most 5% .* 20% or more passed in at most 10%/)
  })

  it('decides nothing below the minimum', () => {
    const row = only(many(20, 0), { ...session, threshold: 0.9, minimum: 30 }, { sequential })
    expect(row).toMatchObject({ verdict: 'inconclusive', further: 10, sequential: { decision: 'conforms' } })
  })

  it('leaves alone what never came up', () => {
    const way = { state: 'not-asked', seen: [], made: 0, reached: null, open: false, volunteered: null }
    const run: Run = Object.fromEntries(
      Array.from({ length: 20 }, (_, i) => [`shop/s${i}/-/1`, { row: { way, content: 1 } as never }]),
    )
    const more = { ...session, measure: 'volunteered', minimum: 16 }
    expect(only(run, more, { sequential }).verdict).toBe('not-applicable')
  })
})

it('nobody is failed for a night on which no hours were promised', () => {
  const at = (hour: number): Run =>
    Object.fromEntries(
      Array.from({ length: 8 }, (_, i) => [
        `shop/s${i}/-/1`,
        { relevant: ['fail'], row: { hour, day: '2026-11-26' } },
      ]),
    ) as Run
  const more = { kind: 'existence', threshold: undefined, minimum: 5, scope: { hours: 'on-duty' } }
  expect(only(at(2), more).n).toBe(0)
  expect(only(at(10), more)).toMatchObject({ verdict: 'fail', n: 8 })
})

it('a control beside two test values is one session', () => {
  const run: Run = {}
  for (let i = 0; i < 6; i++)
    for (const persona of ['control', 'a', 'b'])
      run[`shop/s${i}/persona=${persona}/1`] = {
        relevant: [persona === 'control' || i > 2 ? 'pass' : 'fail'],
      }
  const arms = { axis: 'persona', control: 'control', test: ['a', 'b'] } as const
  const row = only(run, { ...session, kind: 'difference', threshold: -0.1, arms })
  expect(row).toMatchObject({ n: 12, clusters: 6 })
})

it('what is minor passes no profile alone', () => {
  const asked = [
    requirement({ id: 'minor', severity: 'minor', threshold: 0.5 }),
    requirement({ id: 'never', declaration: true }),
  ]
  expect(judge(many(20, 0), asked).verdict).toBe('inconclusive')
})

it('a prohibition has an interval of both sides, so that it can be ranked', () => {
  expect(only(many(20, 0), { kind: 'prohibition', threshold: 0, minimum: 5 }).interval?.[1]).toBeCloseTo(
    0.1684,
    3,
  )
})
