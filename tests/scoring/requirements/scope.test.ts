/** Which trials count for a requirement, and whether it is judged at all. */
import { describe, expect, it } from 'vitest'
import type { Plan } from '../../../src/documents/types/plan.js'
import type { Requirement } from '../../../src/documents/types/profile.js'
import type { Row } from '../../../src/documents/types/row.js'
import { judge, many, type Run, requirement, type Shown } from './facts.js'

const only = (run: Run, more: Partial<Requirement> = {}, asked = {}) => {
  const [row] = judge(run, [requirement(more)], asked).requirements
  if (row === undefined) throw new Error('no row')
  return row
}

const pass = (row: Partial<Row> = {}): Shown => ({ relevant: ['pass'], row })
const counted = (run: Run, scope: Requirement['scope']) => only(run, { scope: scope as never }).n

describe('a scope', () => {
  it('takes any of its tags, its scenarios, phases and language', () => {
    const run: Run = {
      'shop/a/phase=after-sale/1': pass({ tags: ['core', 'person'], lang: 'en' }),
      'shop/b/phase=before-sale/1': pass({ tags: ['law'] }),
      'shop/c/-/1': pass(),
    }
    expect(counted(run, undefined)).toBe(3)
    expect(counted(run, { tags: ['law', 'person'] })).toBe(2)
    expect(counted(run, { scenarios: ['c'] })).toBe(1)
    expect(counted(run, { phase: ['after-sale'] })).toBe(1)
    expect(counted(run, { lang: 'en' })).toBe(1)
  })

  it('takes hours of duty as the target file tells them, and none told as on duty', () => {
    const run: Run = {
      'shop/a/-/1': pass({ onDuty: true }),
      'shop/b/-/1': pass({ onDuty: false }),
      'shop/c/-/1': pass(),
    }
    expect(counted(run, { hours: 'on-duty' })).toBe(2)
    expect(counted(run, { hours: 'off-duty' })).toBe(1)
  })

  it('takes windows by the local clock: Saturday at three is night and weekend', () => {
    const run: Run = {
      'shop/a/-/1': pass({ hour: 3, day: '2026-11-28' }),
      'shop/b/-/1': pass({ hour: 8, day: '2026-11-26' }),
      'shop/c/-/1': pass({ hour: 22, day: '2026-11-26' }),
      'shop/d/-/1': pass(),
    }
    expect(counted(run, { window: ['night'] })).toBe(2)
    expect(counted(run, { window: ['day'] })).toBe(1)
    expect(counted(run, { window: ['weekend'] })).toBe(1)
    expect(counted(run, { window: ['weekday', 'night'] })).toBe(3)
  })

  it('takes the plain consumer of scenarios that several personas hold, unless it names others', () => {
    const run: Run = {
      'shop/a/persona=control/1': pass(),
      'shop/a/persona=old/1': pass(),
      'shop/b/-/1': pass(),
    }
    expect(counted(run, undefined)).toBe(2)
    expect(counted(run, { persona: ['old'] })).toBe(1)
    const arms = { axis: 'persona', test: ['old'], control: 'control' } as const
    expect(only(run, { kind: 'difference', threshold: -0.1, arms: arms as never }).n).toBe(1)
  })

  it('takes findings with its options only', () => {
    const run: Run = {
      'shop/a/-/1': {
        findings: [
          { audit: 'discloses-ai', options: { 'discloses-ai': 'unasked' } },
          { audit: 'discloses-ai', options: { 'discloses-ai': 'on-asking' }, outcome: 'fail' },
        ],
      },
    }
    expect(only(run, { measure: 'discloses-ai', options: 'unasked' as never })).toMatchObject({
      n: 1,
      hits: 1,
    })
    expect(only(run, { measure: 'discloses-ai' })).toMatchObject({ n: 2, hits: 1 })
  })
})

describe('a requirement is not judged', () => {
  const target = (more: object) => ({
    plan: (plan: Plan) => Object.assign(plan.documents.targets.shop as object, more),
  })
  const barred = (more: Partial<Requirement>, asked = {}) => only(many(20), more, asked)

  it('outside of its jurisdiction, and a state lies in its federation', () => {
    const es = { jurisdiction: ['es'] as never }
    expect(barred(es)).toMatchObject({ verdict: 'not-applicable', n: 0 })
    expect(barred(es).reason.en).toContain('the target file names no jurisdiction')
    expect(barred(es, target({ jurisdiction: ['cn'] })).reason.en).toContain(
      'only for es; this target is under cn',
    )
    expect(barred(es, target({ jurisdiction: ['eu', 'es'] })).verdict).toBe('pass')
    expect(barred({ jurisdiction: ['us'] as never }, target({ jurisdiction: ['us-ca'] })).verdict).toBe(
      'pass',
    )
    expect(barred({ jurisdiction: ['us-ca'] as never }, target({ jurisdiction: ['us'] })).verdict).toBe(
      'not-applicable',
    )
  })

  it('in another trade', () => {
    const bank = { industry: ['banking'] as never }
    expect(barred(bank).verdict).toBe('not-applicable')
    expect(barred(bank, target({ industry: ['retail'] })).verdict).toBe('not-applicable')
    expect(barred(bank, target({ industry: ['retail', 'banking'] })).verdict).toBe('pass')
  })

  it('over an API, where it is about a page', () => {
    expect(barred({ scope: { channel: 'browser' } }).verdict).toBe('not-applicable')
  })

  const cited = (...citations: object[]) => ({
    citations: citations.map((one) => ({ document: 'a law', wording: 'unread', ...one })) as never,
  })

  it('before its sources are in force: then the numbers are information', () => {
    const coming = cited({ effective: '2027-01-01' }, { effective: '2028-01-01' })
    const row = barred(coming)
    expect(row).toMatchObject({ verdict: 'information', n: 20, hits: 20 })
    expect(row.reason.en).toContain('in force from 2027-01-01, not yet on 2026-11-26')
    expect(row.reason.en).toContain('met in 20 of 20')
    expect(barred(coming, { date: '2027-01-01' }).verdict).toBe('pass')
    expect(barred(cited({ effective: '2027-01-01' }, {})).verdict).toBe('pass')
  })

  it('after they have ceased, and not by a principle beside a source that is to come', () => {
    expect(barred(cited({ until: '2026-11-26' })).verdict).toBe('information')
    expect(barred(cited({ until: '2026-11-27' })).verdict).toBe('pass')
    expect(barred(cited({ effective: '2027-01-01' }, { principle: true })).verdict).toBe('information')
    expect(barred(cited({ principle: true })).verdict).toBe('pass')
  })

  it('where it is information, a declaration, or measures nothing', () => {
    expect(barred({ severity: 'information' })).toMatchObject({ verdict: 'information', n: 20 })
    const { measure: _, kind: __, ...bare } = requirement()
    const [declared] = judge(many(3), [{ ...bare, declaration: true }]).requirements
    expect(declared).toMatchObject({ verdict: 'declaration', n: 0, proofs: [] })
    expect(judge(many(3), [{ ...bare, severity: 'information' }]).requirements[0]?.verdict).toBe(
      'information',
    )
  })
})

describe('where nothing was decided the reason says why', () => {
  it.each([
    ['the plan has no conversation about it', many(3), { scope: { tags: ['nowhere'] } }, {}],
    [
      '2 conversations about it, all unscored',
      { 'shop/a/-/1': { unscored: true }, 'shop/b/-/1': { unscored: true } },
      {},
      {},
    ],
    ['no conversation about it was held yet', {}, {}, { planned: ['shop/a/-/1'] }],
    ['3 conversations with nothing that could be decided', many(3), { measure: 'resolves' }, {}],
    ['nothing could be decided of 1 observation:', { 'shop/a/-/1': { relevant: ['inconclusive'] } }, {}, {}],
  ] as [string, Run, Partial<Requirement>, object][])('%s', (words, run, more, asked) => {
    const row = only(run, more, asked)
    expect(row).toMatchObject({ verdict: 'inconclusive', n: 0 })
    expect(row.reason.en).toContain(words)
  })

  it('and what never came up in enough conversations does not apply', () => {
    const run = (n: number): Run =>
      Object.fromEntries(
        Array.from({ length: n }, (_, i) => [`shop/s${i}/-/1`, { relevant: ['not-applicable'] }]),
      )
    expect(only(run(11), { minimum: 11 })).toMatchObject({ verdict: 'not-applicable', further: null })
    expect(only(run(10), { minimum: 11 }).verdict).toBe('inconclusive')
    expect(only({ ...run(11), 'shop/s0/-/2': { unscored: true } }, { minimum: 11 }).verdict).toBe(
      'inconclusive',
    )
  })
})
