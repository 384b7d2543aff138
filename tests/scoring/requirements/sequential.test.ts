/** Sequential tests: decided online as when the run is scored, in the order of the plan. */
import { describe, expect, it } from 'vitest'
import { collected, judge, many, type Run, requirement, type Shown } from './facts.js'

const plan = { profile: 'shop-rules', requirement: 'asked', p0: 0.05, p1: 0.2, alpha: 0.05, beta: 0.1, n: 60 }
const sequential = [plan]
const row = (run: Run, asked: object = {}) =>
  judge(run, [requirement()], { sequential, ...asked }).requirements[0]
const ids = (n: number) => Object.keys(many(n))

describe('a sequential test', () => {
  it('decides where the table of its plan does', () => {
    // Accepts at 14 without a failure, rejects three in a row.
    expect(row(many(14))).toMatchObject({ verdict: 'pass', sequential: { decision: 'conforms', used: 14 } })
    expect(row(many(13))).toMatchObject({
      verdict: 'inconclusive',
      sequential: { decision: 'open', used: 13 },
    })
    expect(row(many(3, 3))).toMatchObject({ sequential: { decision: 'does-not', used: 3 } })
    const bad = row(many(20, 20))
    expect(bad).toMatchObject({ verdict: 'fail', sequential: { decision: 'does-not', used: 3 } })
    expect(bad?.reason.en).toContain('the sequential test found it not met after 3 trials')
  })

  it('is inconclusive at its end, never a pass', () => {
    const run = Object.fromEntries(
      ids(30).map((id, i): [string, Shown] => [id, { relevant: [i % 9 === 0 ? 'fail' : 'pass'] }]),
    )
    const end = row(run, { sequential: [{ ...plan, n: 30 }] })
    expect(end).toMatchObject({ verdict: 'inconclusive', sequential: { decision: 'truncated', used: 30 } })
    expect(end?.reason.en).toContain('at its limit of 30 trials')
  })

  it('waits for the first trial that has not ended, whatever ended after it', () => {
    const { 'shop/s2/-/1': _, ...run } = many(40)
    expect(row(run, { planned: ['shop/s2/-/1'] })).toMatchObject({
      verdict: 'inconclusive',
      n: 39,
      sequential: { decision: 'open', used: 2 },
    })
    // An unscored one is left out, and does not hold it up.
    expect(row({ ...run, 'shop/s2/-/1': { unscored: true } })).toMatchObject({ verdict: 'pass' })
  })

  it('says which trials still decide anything', () => {
    const open = collected(many(10), [requirement()], { sequential, planned: ids(40).slice(10) })
    expect(open.conformance.needed('shop/s30/-/1')).toBe(true)
    const done = collected(many(14), [requirement()], { sequential, planned: ids(40).slice(14) })
    expect(done.conformance.needed('shop/s30/-/1')).toBe(false)
    // As when it is scored: what was not held changes nothing.
    expect(done.conformance.cards().get('shop')?.[0]?.verdict).toBe('pass')
    expect(done.conformance.needed('shop/unknown/-/1')).toBe(false)
  })

  it('goes on while another requirement needs the trial', () => {
    const also = (more: object) => [requirement(), requirement({ id: 'also', ...more })]
    const needed = (more: object) =>
      collected(many(14), also(more), { sequential, planned: ['shop/s20/-/1'] }).conformance.needed(
        'shop/s20/-/1',
      )
    expect(needed({ kind: 'prohibition', threshold: 0, minimum: 14 })).toBe(false)
    expect(needed({ kind: 'prohibition', threshold: 0, minimum: 15 })).toBe(true)
    expect(needed({ minimum: 15 })).toBe(true)
    expect(needed({ minimum: 14 })).toBe(false)
    expect(needed({ severity: 'information' })).toBe(false)
    expect(needed({ scope: { tags: ['elsewhere'] } })).toBe(false)
  })

  it('settles a person asked for in several ways when all of them are known', () => {
    const asked = requirement({ measure: 'offered' })
    const way = (outcome: 'pass' | 'fail'): Shown => ({ findings: [{ audit: 'offered', outcome }] })
    const run: Run = {
      'shop/a0/by=button/1': way('fail'),
      'shop/a0/by=phrase/1': way('pass'),
      'shop/a1/by=button/1': way('fail'),
      'shop/a1/by=phrase/1': way('fail'),
    }
    expect(judge(run, [asked], { sequential }).requirements[0]?.sequential).toMatchObject({ used: 2 })
    const { 'shop/a1/by=phrase/1': _, ...cut } = run
    expect(
      judge(cut, [asked], { sequential, planned: ['shop/a1/by=phrase/1'] }).requirements[0]?.sequential,
    ).toMatchObject({ used: 1 })
  })
})
