/** What is said to have changed between two runs, and what is not. */
import { describe, expect, it } from 'vitest'
import { compareRuns } from '../../../src/scoring/compare/compare.js'
import { comparableRun, judgedBy, profile, type RunSpec, type TrialSpec, trials } from './runs.js'

const compared = (a: RunSpec, b: RunSpec, options = {}) =>
  compareRuns(comparableRun('A', a), comparableRun('B', b), options)

const first = (a: RunSpec, b: RunSpec, options = {}) => {
  const { targets } = compared(a, b, options)
  return targets[0] as (typeof targets)[number]
}

/** Ten scenarios of which the first `failing` fail. */
const suite = (failing: number, scenarios = 10, target = 'shop') =>
  trials(target, scenarios, 1, (s) => (s <= failing ? 'fail' : 'pass'))

describe('what is real', () => {
  it('calls eight lost scenarios a regression, with the lines of both runs', () => {
    const { verdict, targets } = compared({ trials: suite(0) }, { trials: suite(8) })
    expect(verdict).toBe('regression')
    const [target] = targets
    const [overall] = target?.tests ?? []
    expect(overall).toMatchObject({ kind: 'overall', cells: [2, 8, 0, 0], difference: -0.8, real: true })
    expect(overall?.p).toBeCloseTo(2 / 2 ** 8, 12)
    expect(overall?.interval?.[1]).toBeLessThan(0)
    expect(target?.regressions).toHaveLength(8)
    expect(target?.regressions[0]).toMatchObject({
      scenario: 's1',
      audits: [{ audit: 'states', a: { outcome: 'pass', lines: [3] }, b: { outcome: 'fail', lines: [3] } }],
    })
    expect(target?.reason.en).toMatch(/^Really worse: all conversations \(−80\.0 points, p = 0\.023\)/)
  })

  it('adjusts the p of all tests that could be significant together', () => {
    const { tests } = first({ trials: suite(0) }, { trials: suite(8) })
    // Overall, the category and the audit: three equal p, Holm three times the first.
    expect(tests.map(({ kind, adjusted }) => [kind, adjusted?.toFixed(6)])).toEqual([
      ['overall', '0.023438'],
      ['category', '0.023438'],
      ['audit', '0.023438'],
    ])
  })

  it('finds no difference in five lost scenarios, however many there are, and says why', () => {
    for (const scenarios of [5, 100]) {
      const { verdict, tests, reason, regressions } = first(
        { trials: suite(0, scenarios) },
        { trials: suite(5, scenarios) },
      )
      expect(verdict).toBe('no-difference')
      expect(tests[0]).toMatchObject({ p: 0.0625, midP: 0.03125, adjusted: null, real: false })
      expect(regressions).toHaveLength(5)
      expect(reason.en).toContain('Fewer than 6 changed pairs can never be significant')
      expect(reason['zh-CN']).toContain('5 比 0')
    }
  })

  it('says which difference could have been seen, and that five scenarios show none', () => {
    expect(first({ trials: suite(0, 5) }, { trials: suite(0, 5) })).toMatchObject({ detectable: null })
    expect(first({ trials: suite(0, 5) }, { trials: suite(0, 5) }).reason.en).toContain(
      'no difference at all',
    )
    const [ten, hundred] = [10, 100].map(
      (n) => first({ trials: suite(0, n) }, { trials: suite(0, n) }).detectable,
    )
    expect(ten).toBeGreaterThan(0.5)
    expect(hundred).toBeGreaterThanOrEqual(0.06)
    expect(hundred).toBeLessThan(0.1)
  })

  it('calls what got better an improvement', () => {
    expect(compared({ trials: suite(9) }, { trials: suite(0) })).toMatchObject({ verdict: 'improvement' })
    expect(first({ trials: suite(9) }, { trials: suite(0) }).fixed).toHaveLength(9)
  })

  it('takes repetitions of one scenario for no independent sample of the suite, yet believes the scenario', () => {
    const repeated = (failing: number) => trials('shop', 4, 10, (s) => (s <= failing ? 'fail' : 'pass'))
    const { verdict, tests } = first({ trials: repeated(0) }, { trials: repeated(1) })
    expect(tests[0]).toMatchObject({ kind: 'overall', clusters: 4, p: 1, adjusted: null, real: false })
    expect(tests.find(({ id }) => id === 's1')).toMatchObject({
      kind: 'scenario',
      cells: [0, 10, 0, 0],
      real: true,
    })
    expect(verdict).toBe('regression')
  })

  it('does not depend on the order of trials', () => {
    const a = { trials: suite(1) }
    const b = trials('shop', 10, 1, (s) => (s > 4 ? 'fail' : 'pass'))
    expect(compared(a, { trials: [...b].reverse() })).toEqual(compared(a, { trials: b }))
  })
})

describe('what is compared', () => {
  it('leaves out scenarios whose content changed, and names what only one run has', () => {
    const hashes = { 'scenario/s1': 'one', 'scenario/s2': 'two', 'scenario/s3': 'three' }
    const a = { trials: trials('shop', 3, 1, () => 'pass'), hashes }
    const b = {
      trials: [...trials('shop', 2, 1, () => 'fail'), { id: 'shop/s4/-/1', outcome: 'pass' } as TrialSpec],
      hashes: { 'scenario/s1': 'one', 'scenario/s2': 'other', 'scenario/s4': 'four' },
    }
    expect(first(a, b)).toMatchObject({
      pairs: 1,
      changed: ['scenario/s2'],
      onlyA: ['s3/-/1'],
      onlyB: ['s4/-/1'],
      regressions: [{ scenario: 's1' }],
    })
  })

  it('refuses only where no pair remains', () => {
    const of = (hash: string) => ({
      trials: trials('shop', 1, 1, () => 'pass'),
      hashes: { 'scenario/s1': hash },
    })
    expect(() => compared(of('one'), of('other'))).toThrow(
      'A and B have no trial in common; changed since: scenario/s1',
    )
  })

  it('matches staging with production by merchant, and refuses another merchant unless asked', () => {
    const merchants = { staging: 'acme', production: 'acme' }
    const [staging, production] = ['staging', 'production'].map((id) => ({
      trials: suite(0, 10, id),
      merchants,
    }))
    expect(first(staging as RunSpec, production as RunSpec)).toMatchObject({
      merchant: 'acme',
      a: 'staging',
      b: 'production',
      pairs: 10,
    })
    const other = { trials: suite(0, 10, 'other') }
    expect(() => compared(staging as RunSpec, other)).toThrow(
      /no merchant in common: acme against other\n.*--any-merchant/,
    )
    expect(first(staging as RunSpec, other, { anyMerchant: true })).toMatchObject({
      a: 'staging',
      b: 'other',
      pairs: 10,
    })
  })

  it('pairs several targets of a merchant by id, then by channel', () => {
    const merchants = { web: 'acme', api: 'acme', api2: 'acme' }
    const a = comparableRun('A', { trials: [...suite(0, 2, 'api'), ...suite(0, 2, 'web')], merchants })
    const b = comparableRun('B', { trials: [...suite(0, 2, 'web'), ...suite(0, 2, 'api2')], merchants })
    for (const run of [a, b])
      for (const target of run.targets) target.channel = target.target === 'web' ? 'browser' : 'http'
    const { targets, onlyA, onlyB } = compareRuns(a, b)
    expect(targets.map((target) => [target.a, target.b])).toEqual([
      ['web', 'web'],
      ['api', 'api2'],
    ])
    expect([onlyA, onlyB]).toEqual([[], []])
  })

  it('refuses runs of other language models', () => {
    const by = (model: string) => ({
      trials: suite(0),
      plan: { consumer: { kind: 'llm' as const, model, prompt: 'p1' } },
    })
    expect(() => compared(by('one'), by('two'))).toThrow(
      'other consumers held the conversations: one (p1) in A, two (p1) in B',
    )
    expect(() => compared(by('one'), { trials: suite(0) })).toThrow('ombud in B')
    expect(compared(by('one'), by('one')).verdict).toBe('no-difference')
  })

  it('warns of other readings, another seed and what was not scored', () => {
    const b = trials('shop', 10, 1, (s) => (s < 3 ? 'unscored' : 'pass'))
    const { warnings } = compared({ trials: suite(0) }, { trials: b, plan: { readers: '2', seed: 'other' } })
    expect(warnings.map(({ en }) => en)).toEqual([
      expect.stringContaining('other readings (1 and 2)'),
      expect.stringContaining('different seeds'),
      expect.stringContaining('20 % of the conversations of shop in B were not scored'),
    ])
  })

  it('counts what stayed open for neither side', () => {
    const b = trials('shop', 10, 1, (s) => (s === 1 ? 'inconclusive' : 'pass'))
    expect(first({ trials: suite(0) }, { trials: b })).toMatchObject({
      pairs: 10,
      scored: 9,
      regressions: [],
    })
  })
})

describe('flaky scenarios', () => {
  it('names those with both outcomes, with the unbiased pass^k', () => {
    const a = trials('shop', 2, 4, (s, r) => (s === 1 && r === 1 ? 'fail' : 'pass'))
    const { flaky, reliability } = first({ trials: a }, { trials: trials('shop', 2, 4, () => 'pass') })
    expect(flaky).toEqual([
      {
        scenario: 's1',
        arm: '-',
        a: { n: 4, passed: 3, passK: [0.75, 0.5, 0.25, 0] },
        b: { n: 4, passed: 4, passK: [1, 1, 1, 1] },
      },
    ])
    expect(reliability.map(({ k, a: inA, b: inB }) => [k, inA, inB])).toEqual([
      [1, 0.875, 1],
      [2, 0.75, 1],
      [3, 0.625, 1],
      [4, 0.5, 1],
    ])
  })
})

describe('latency', () => {
  const timed = (by: number, channel = 'http') => ({
    channel,
    trials: trials(
      'shop',
      8,
      1,
      () => 'pass',
      (s) => ({ firstContent: [400 + 10 * s + by, 500 + 10 * s + by] }),
    ),
  })

  it('tells the shift with its interval', () => {
    expect(first(timed(0), timed(250)).latency).toMatchObject({
      units: 'scenarios',
      n: 8,
      shift: 250,
      interval: [250, 250],
    })
  })

  it('is no regression by itself', () => {
    expect(first(timed(0), timed(250)).verdict).toBe('no-difference')
  })

  it('is not compared between a page and an API, nor are its checks', () => {
    const slow = (channel: string) => ({
      channel,
      trials: trials(
        'shop',
        8,
        1,
        () => 'pass',
        () => ({
          firstContent: [100],
          findings: [
            {
              audit: 'response-time',
              category: 'latency' as const,
              outcome: channel === 'http' ? ('pass' as const) : ('fail' as const),
            },
          ],
        }),
      ),
    })
    const apart = first(slow('http'), slow('browser'))
    expect(apart.latency).toEqual({ withheld: 'channels', pairs: 0, shift: null, interval: null })
    expect(apart.tests.map(({ id }) => id)).toEqual(['overall'])
    expect(apart.verdict).toBe('no-difference')
  })

  it('leaves silences out and counts them', () => {
    const silent = trials(
      'shop',
      8,
      1,
      () => 'pass',
      (s) => ({ firstContent: s === 1 ? [null] : [500] }),
    )
    expect(first(timed(0), { trials: silent }).latency).toMatchObject({ pairs: 7, silent: [0, 1] })
  })

  it('has no interval of few conversations', () => {
    const few = (ms: number) => ({
      trials: trials(
        'shop',
        2,
        1,
        () => 'pass',
        () => ({ firstContent: [ms] }),
      ),
    })
    expect(first(few(100), few(300)).latency).toMatchObject({ shift: 200, interval: null, units: 'trials' })
  })
})

describe('requirements', () => {
  const of = (verdict: 'pass' | 'fail' | 'inconclusive', threshold = 0.9) => ({
    trials: suite(0),
    profiles: profile(verdict),
    plan: judgedBy(threshold),
  })

  it.each([
    ['pass', 'fail', 'broken', 'regression'],
    ['inconclusive', 'fail', 'broken', 'regression'],
    ['fail', 'pass', 'met', 'improvement'],
    ['inconclusive', 'pass', 'met', 'improvement'],
    ['pass', 'inconclusive', 'other', 'no-difference'],
  ] as const)('from %s to %s is %s', (before, now, change, verdict) => {
    const target = first(of(before), of(now))
    expect(target.requirements).toMatchObject([{ requirement: 'answers', change, a: before, b: now }])
    expect(target.verdict).toBe(verdict)
  })

  it('are not compared where the profile asks something else by now', () => {
    const { targets, warnings } = compared(of('pass', 0.9), of('fail', 0.99))
    expect(targets[0]).toMatchObject({ requirements: [], verdict: 'no-difference' })
    expect(warnings[0]?.en).toContain('smoke/answers')
  })
})

describe('large runs', () => {
  it('give the p of the normal distribution where very many scenarios changed, and it is that of the exact test nearly', () => {
    const of = (scenarios: number, lost: number) => {
      const a = trials('shop', scenarios, 2, () => 'pass')
      const b = trials('shop', scenarios, 2, () => 'fail')
      // As many are lost as gained, but for a few.
      const turned = (s: number) => s > lost
      const swap = (own: typeof a, other: typeof b) =>
        own.map((one, i) => (turned(Math.floor(i / 2) + 1) ? (other[i] as TrialSpec) : one))
      return first({ trials: swap(a, b) }, { trials: swap(b, a) }).tests[0]?.p ?? 0
    }
    // 1,000 are summed exactly, 1,001 are not; 30 scenarios more are lost than gained.
    expect(of(1001, 516) / of(1000, 515)).toBeGreaterThan(0.9)
    expect(of(1001, 516) / of(1000, 515)).toBeLessThan(1.1)
  })
})
