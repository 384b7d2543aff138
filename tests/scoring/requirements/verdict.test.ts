/** Profiles: what their requirements come to together, and that no order of the trials changes it. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { collected, judge, many, paired, type Run, requirement, type Shown } from './facts.js'

const met = requirement({ id: 'met' })
const broken = (severity?: 'blocker' | 'major' | 'minor' | 'information') =>
  requirement({ id: 'broken', measure: 'resolves', ...(severity ? { severity } : {}) })
const unclear = (severity?: 'minor') =>
  requirement({ id: 'unclear', minimum: 1000, ...(severity ? { severity } : {}) })

const run: Run = Object.fromEntries(
  Object.entries(many(20)).map(([id, shown]): [string, Shown] => [
    id,
    { ...shown, findings: [{ audit: 'resolves', outcome: 'fail' }] },
  ]),
)
const lost = (n: number): Run =>
  Object.fromEntries(Array.from({ length: n }, (_, i) => [`shop/lost${i}/-/1`, { unscored: true }]))

describe('a profile', () => {
  it('fails by one blocker or major requirement, and names it', () => {
    const card = judge(run, [met, broken()])
    expect(card.verdict).toBe('fail')
    expect(card.reason.en).toBe('1 failed (broken)')
    expect(judge(run, [met, broken('blocker')]).verdict).toBe('fail')
  })

  it('passes in spite of minor ones, which it tells, and of information', () => {
    const card = judge(run, [met, broken('minor'), unclear('minor')])
    expect(card.verdict).toBe('pass')
    expect(card.reason.en).toBe('1 met; 1 minor failed (broken)')
    expect(judge(run, [met, broken('information')]).verdict).toBe('pass')
  })

  it('is inconclusive where one that counts is, or where none was decided', () => {
    expect(judge(run, [met, unclear()]).verdict).toBe('inconclusive')
    expect(judge(run, [met, unclear(), broken()]).verdict).toBe('fail')
    expect(judge(run, [broken('information')])).toMatchObject({
      verdict: 'inconclusive',
      reason: { en: 'no requirement was decided' },
    })
  })

  it('is withheld above 10 % unscored, with its fails named, and at 10 % not', () => {
    expect(judge({ ...many(18), ...lost(2) }, [met]).verdict).toBe('pass')
    const card = judge({ ...run, ...lost(3) }, [met, broken()])
    expect(card.verdict).toBe('withheld')
    expect(card.reason.en).toContain('13% of the trials are unscored, more than 10%')
    expect(card.reason.en).toContain('1 failed (broken)')
    expect(card.requirements.map(({ verdict }) => verdict)).toEqual(['pass', 'fail'])
  })

  it.each([
    ['no trial', {}],
    ['one trial', many(1)],
    ['all unscored', lost(3)],
    [
      'one cluster',
      Object.fromEntries([1, 2, 3, 4, 5].map((i) => [`shop/a/-/${i}`, { relevant: ['pass'] }])),
    ],
  ] as [string, Run][])('never passes on %s', (_, few) => {
    const kinds = [
      requirement({ id: 'rate' }),
      requirement({ id: 'prohibition', kind: 'prohibition', threshold: 0, minimum: 10 }),
      requirement({
        id: 'quantile',
        measure: 'first-content',
        kind: 'quantile',
        quantile: 0.95,
        threshold: '10s',
      }),
      requirement({
        id: 'difference',
        kind: 'difference',
        threshold: -0.1,
        arms: { axis: 'persona', test: ['old'], control: 'control' },
      }),
      requirement({ id: 'existence', measure: 'reached', kind: 'existence', level: 'E3' }),
    ]
    const card = judge(few, kinds)
    expect(['inconclusive', 'withheld']).toContain(card.verdict)
    expect(card.requirements.map(({ verdict }) => verdict)).toEqual(kinds.map(() => 'inconclusive'))
  })

  it('is not passed by a bot that says nothing, to whom nothing applies', () => {
    const silent: Run = Object.fromEntries(
      Array.from({ length: 30 }, (_, i): [string, Shown] => [
        `shop/s${i}/-/1`,
        {
          relevant: ['fail'],
          row: {
            turns: 1,
            times: { turns: [1], ack: [null], firstContent: [null], complete: [null], silent: [200_000] },
          },
        },
      ]),
    )
    const card = judge(silent, [
      met,
      requirement({
        id: 'quick',
        measure: 'first-content',
        kind: 'quantile',
        quantile: 0.95,
        threshold: '10s',
      }),
      requirement({ id: 'mute', measure: 'silence', kind: 'prohibition', threshold: 0, minimum: 10 }),
    ])
    expect(card.requirements.map(({ verdict }) => verdict)).toEqual(['fail', 'fail', 'fail'])
    expect(card.verdict).toBe('fail')
  })
})

describe('a run', () => {
  it('is judged alike in whatever order its trials come', () => {
    const mixed: Run = {
      ...paired(['pp', 'pf', 'fp', 'ff', 'po', 'pu', 'pp', 'pf']),
      ...many(9, 3),
      ...lost(2),
      'shop/w/by=button/1': { relevant: ['fail'], findings: [{ audit: 'offered', outcome: 'fail' }] },
      'shop/w/by=phrase/1': { relevant: ['pass'], findings: [{ audit: 'offered', outcome: 'pass' }] },
    }
    const asked = [
      met,
      broken(),
      requirement({ id: 'ways', measure: 'offered', kind: 'existence' }),
      requirement({ id: 'never', kind: 'prohibition', threshold: 0 }),
      requirement({
        id: 'parity',
        kind: 'difference',
        threshold: -0.1,
        arms: { axis: 'persona', test: ['old'], control: 'control' },
      }),
    ]
    const sequential = [
      { profile: 'shop-rules', requirement: 'met', p0: 0.05, p1: 0.2, alpha: 0.05, beta: 0.1, n: 60 },
    ]
    const straight = judge(mixed, asked, { sequential })
    fc.assert(
      fc.property(
        fc.shuffledSubarray(Object.keys(mixed), { minLength: Object.keys(mixed).length }),
        (order) => {
          expect(judge(mixed, asked, { sequential, order: () => order })).toEqual(straight)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('takes a trial once, and one that counts instead of one that did not', () => {
    const { conformance, plan } = collected({ 'shop/a/-/1': { unscored: true } }, [met])
    const facts = {
      row: {
        trial: 'shop/a/-/1',
        target: 'shop',
        merchant: 'shop',
        channel: 'http',
        scenario: 'a',
        lang: 'zh-CN' as const,
        tags: [],
        persona: 'control',
        arm: {},
        repetition: 1,
        status: 'done' as const,
        outcome: 'pass' as const,
      },
      findings: [],
      scenario: plan.documents.scenarios.a as never,
      target: plan.documents.targets.shop as never,
    }
    expect(conformance.cards().get('shop')?.[0]?.verdict).toBe('withheld')
    conformance.add(facts)
    conformance.add(facts)
    conformance.unscored({ ...facts.row, status: 'unscored' })
    const [card] = conformance.cards().get('shop') ?? []
    expect(card?.verdict).toBe('inconclusive')
    expect(card?.requirements[0]?.reason.en).toContain('1 conversation with nothing')
  })

  it('without profiles has no cards', () => {
    const { plan } = collected(many(1), [met])
    delete plan.conformance
    const { conformance } = collected(many(1), [met], { plan: (own) => delete own.conformance })
    expect(conformance.cards().size).toBe(0)
  })
})
