/** Exact tests, sampling plans and sample sizes against published vectors. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cochranQ } from '../../../src/scoring/statistics/cochran-q.js'
import { holm } from '../../../src/scoring/statistics/holm.js'
import { fewestDiscordant, mcnemar } from '../../../src/scoring/statistics/mcnemar.js'
import { passAtK, passK } from '../../../src/scoring/statistics/pass.js'
import {
  detectable,
  pairsSize,
  scenariosSize,
  twoSharesPower,
  twoSharesSize,
} from '../../../src/scoring/statistics/sample-size.js'
import { fixedPlan, successRun } from '../../../src/scoring/statistics/sampling-plan.js'
import { operating } from '../../../src/scoring/statistics/sequential-exact.js'
import { signFlip } from '../../../src/scoring/statistics/sign-flip.js'
import { boundariesOf, type SequentialPlan, Sprt } from '../../../src/scoring/statistics/sprt.js'

/** To six significant digits, as published. */
const same = (value: number, published: number) =>
  expect(Math.abs(value - published)).toBeLessThanOrEqual(Math.abs(published) * 5e-6 + 1e-12)

describe('pass^k and pass@k', () => {
  it.each([
    [8, 5, [0.625, 0.357143, 0.178571, 0.071429, 0.017857]],
    [5, 3, [0.6, 0.3, 0.1, 0, 0]],
    [10, 9, [0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0]],
  ])('pass^k of %i tries with %i passes', (n, c, values) => {
    for (const [i, value] of values.entries()) expect(passK(n, c, i + 1)).toBeCloseTo(value, 6)
  })

  it('pass@k of 8 tries with 5 passes', () => {
    for (const [i, value] of [0.625, 0.892857, 0.982143, 1, 1].entries())
      expect(passAtK(8, 5, i + 1)).toBeCloseTo(value, 6)
  })

  it('is a mean over scenarios', () => {
    const mean = (k: number) => [4, 3, 0, 2].reduce((sum, c) => sum + (passK(4, c, k) ?? Number.NaN), 0) / 4
    for (const [i, value] of [0.5625, 0.416667, 0.3125, 0.25].entries())
      expect(mean(i + 1)).toBeCloseTo(value, 6)
  })

  it('is not known with fewer tries than k', () => {
    expect(passK(4, 4, 5)).toBeNull()
    expect(passAtK(0, 0, 1)).toBeNull()
  })
})

describe("McNemar's test", () => {
  // The first: Agresti, Categorical Data Analysis, approval ratings; mcnemar.test of R.
  it.each([
    [86, 150, 17.3559, 3.09929e-5, 16.8178, 4.11456e-5, 3.71594e-5, 2.89339e-5],
    [10, 2, 5.33333, 0.0209213, 4.08333, 0.0433081, 0.0385742, 0.0224609],
    [12, 4, 4, 0.0455003, 3.0625, 0.0801183, 0.0768127, 0.0490417],
    [5, 0, 5, 0.0253473, 3.2, 0.0736383, 0.0625, 0.03125],
    [6, 0, 6, 0.0143059, 4.16667, 0.0412268, 0.03125, 0.015625],
    [3, 3, 0, 1, 0.166667, 0.683091, 1, 0.84375],
  ])('of %i against %i', (b, c, chi2, p, lower, corrected, exact, midP) => {
    for (const seen of [mcnemar(b, c), mcnemar(c, b)]) {
      same(seen.chi2, chi2)
      same(seen.p, p)
      same(seen.exact, exact)
      same(seen.midP, midP)
      same(seen.corrected.chi2, lower)
      same(seen.corrected.p, corrected)
    }
  })

  it('says nothing without discordant pairs', () => {
    expect(mcnemar(0, 0)).toMatchObject({ chi2: 0, p: 1, exact: 1, midP: 1 })
  })

  it('cannot be significant with five to nil', () => {
    expect(fewestDiscordant()).toBe(6)
    for (const alpha of [0.1, 0.05, 0.01, 0.001]) {
      const fewest = fewestDiscordant(alpha)
      expect(mcnemar(fewest, 0).exact).toBeLessThanOrEqual(alpha)
      expect(mcnemar(fewest - 1, 0).exact).toBeGreaterThan(alpha)
    }
  })
})

describe('signs of scenarios that were repeated', () => {
  it('is the exact McNemar test where each was tried once', () => {
    for (const [b, c] of [
      [10, 2],
      [12, 4],
      [5, 0],
      [3, 3],
      [86, 150],
    ] as const) {
      const nets = [...Array(b).fill(1), ...Array(c).fill(-1), 0, 0]
      expect(signFlip(nets).exact).toBeCloseTo(mcnemar(b, c).exact, 10)
    }
  })

  it('counts a scenario as one sign however often it was tried', () => {
    expect(signFlip([8, 8, 8]).exact).toBe(0.25)
    expect(signFlip([3, -1]).exact).toBe(1)
    expect(signFlip([4, 2, -1])).toEqual({ exact: 0.5, midP: 0.375 })
    expect(signFlip([])).toEqual({ exact: 1, midP: 1 })
    expect(signFlip([0, 0])).toEqual({ exact: 1, midP: 1 })
  })
})

describe("Cochran's Q", () => {
  it('is that of three ways tried on ten things', () => {
    const rows = ['110', '111', '100', '110', '100', '000', '111', '110', '101', '110']
    const seen = cochranQ(rows.map((row) => [...row].map(Number)))
    expect(seen.q).toBeCloseTo(7.714286, 6)
    expect(seen.freedom).toBe(2)
    expect(seen.p).toBeCloseTo(0.0211283, 6)
  })

  it('with two ways it is McNemar', () => {
    const table = [...Array(10).fill([1, 0]), ...Array(2).fill([0, 1]), [1, 1], [0, 0]]
    same(cochranQ(table).q, 5.33333)
    same(cochranQ(table).p, 0.0209213)
  })

  it('says nothing where all ways agree', () => {
    expect(cochranQ([[1, 1, 1]])).toEqual({ q: 0, freedom: 2, p: 1 })
    expect(cochranQ([])).toEqual({ q: 0, freedom: 0, p: 1 })
  })
})

describe('Holm', () => {
  it('has the adjusted values in the order given', () => {
    const seen = holm([0.01, 0.04, 0.03, 0.005])
    for (const [i, p] of [0.03, 0.06, 0.06, 0.02].entries()) expect(seen[i]).toBeCloseTo(p, 12)
    expect(holm([])).toEqual([])
    expect(holm([0.7, 0.8])).toEqual([1, 1])
  })
})

describe('sampling plans', () => {
  it.each([
    [0.8, [14, 22, 30, 37]],
    [0.85, [19, 30, 40, 50]],
    [0.9, [29, 46, 61, 76]],
    [0.95, [59, 93, 124, 153]],
  ])('the run that shows %f', (threshold, runs) => {
    expect(runs.map((_, failures) => successRun(threshold, 0.95, failures))).toEqual(runs)
  })

  it.each([
    [0.05, 0.2, 38, 4],
    [0.1, 0.25, 55, 9],
    [0.1, 0.3, 33, 6],
  ])('the fixed plan for %f against %f', (p0, p1, n, c) => {
    expect(fixedPlan(p0, p1, 0.05, 0.1)).toEqual({ n, c })
  })

  it('refuse what no trials can show', () => {
    expect(() => successRun(1)).toThrow(RangeError)
    expect(() => fixedPlan(0.2, 0.2, 0.05, 0.1)).toThrow(RangeError)
  })
})

describe('the sequential test', () => {
  const first: SequentialPlan = { p0: 0.05, p1: 0.2, alpha: 0.05, beta: 0.1 }

  it.each([
    [0.05, 0.2, 0.05, 0.1, 2.890372, -2.251292, 1.386294, -0.17185, 1.444854, 1.855009, 0.110292],
    [0.1, 0.3, 0.05, 0.1, 2.890372, -2.251292, 1.098612, -0.251314, 1.667714, 2.141132, 0.186169],
    [0.01, 0.1, 0.05, 0.2, 2.772589, -1.558145, Math.LN10, -0.09531, 0.649797, 1.156259, 0.039747],
    [0.1, 0.3, 0.02, 0.03, 3.881564, -3.486355, 1.098612, -0.251314, 2.582626, 2.875389, 0.186169],
  ])('%f against %f, alpha %f, beta %f has the lines of Wald', (p0, p1, alpha, beta, ...lines) => {
    const { reject, accept, failure, pass } = boundariesOf({ p0, p1, alpha, beta })
    const k = failure - pass
    const seen = [reject, accept, failure, pass, -accept / k, reject / k, -pass / k]
    for (const [i, line] of lines.entries()) expect(seen[i]).toBeCloseTo(line, 6)
  })

  /** The test after so many trials, ordered so that it is open as long as it can be. */
  const countsOf = (n: number, failures: number, most = 1000) => {
    const test = new Sprt(first, most)
    const { accept, failure, pass } = boundariesOf(first)
    let [left, passes, llr] = [failures, n - failures, 0]
    while (left + passes > 0) {
      const next = passes > 0 && (left === 0 || llr + pass > accept)
      llr += next ? pass : failure
      if (next) passes--
      else left--
      test.add(!next)
    }
    return test
  }

  it('accepts at 14, 23, 32, 41, 50 and 59 trials with none to five failures, and not before', () => {
    for (const [failures, n] of [14, 23, 32, 41, 50, 59].entries()) {
      expect(countsOf(n, failures)).toMatchObject({ decision: 'conforms', used: n })
      expect(countsOf(n - 1, failures).decision).toBe('open')
    }
  })

  it('rejects from 3, 3, 3, 4, 5, 6, 7 and 9 failures on at 3, 5, 10, 14, 20, 30, 40 and 60 trials', () => {
    const rejects = new Map([
      [3, 3],
      [5, 3],
      [10, 3],
      [14, 4],
      [20, 5],
      [30, 6],
      [40, 7],
      [60, 9],
    ])
    const { reject, failure, pass } = boundariesOf(first)
    for (const [n, failures] of rejects) {
      expect(failures * failure + (n - failures) * pass).toBeGreaterThanOrEqual(reject)
      expect((failures - 1) * failure + (n - failures + 1) * pass).toBeLessThan(reject)
    }
    const test = new Sprt(first, 60)
    for (let i = 0; i < 3; i++) test.add(true)
    expect(test).toMatchObject({ decision: 'does-not', used: 3 })
  })

  it('is undecided at its end, and nothing after a decision counts', () => {
    const test = countsOf(13, 1, 13)
    expect(test).toMatchObject({ decision: 'truncated', used: 13 })
    const { llr } = test
    test.add(true)
    expect(test).toMatchObject({ decision: 'truncated', used: 13, llr })
  })

  it.each([
    [0.05, 'conforms', 0.96921, 23.6],
    [0.2, 'doesNot', 0.91149, 20.97],
    [0.1, 'conforms', 0.68117, 33.83],
  ] as const)('without an end at %f: %s with %f after %f trials', (q, outcome, chance, trials) => {
    const seen = operating(first, q, Number.POSITIVE_INFINITY)
    expect(seen[outcome]).toBeCloseTo(chance, 5)
    expect(seen.trials).toBeCloseTo(trials, 2)
    expect(seen.truncated).toBe(0)
  })

  it('that ends at 60', () => {
    const good = operating(first, 0.05, 60)
    expect(good.conforms).toBeCloseTo(0.94626, 5)
    expect(good.truncated).toBeCloseTo(0.02386, 5)
    const bad = operating(first, 0.2, 60)
    expect(bad.doesNot).toBeCloseTo(0.88419, 5)
    expect(bad.truncated).toBeCloseTo(0.02954, 5)
    expect(bad.doesNot + bad.conforms + bad.truncated).toBeCloseTo(1, 12)
  })

  it('decides as it is counted out', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 60 }), (trials) => {
        const test = new Sprt(first, 60)
        for (const failed of trials) test.add(failed)
        const used = trials.slice(0, test.used)
        const { reject, accept, failure, pass } = boundariesOf(first)
        const failures = used.filter(Boolean).length
        const llr = failures * failure + (used.length - failures) * pass
        expect(test.llr).toBeCloseTo(llr, 9)
        expect(test.decision).toBe(
          llr >= reject ? 'does-not' : llr <= accept ? 'conforms' : used.length === 60 ? 'truncated' : 'open',
        )
      }),
      { numRuns: 60 },
    )
  })

  it('refuses a plan that tells nothing apart', () => {
    for (const plan of [
      { ...first, p0: 0 },
      { ...first, p0: 0.2 },
      { ...first, p1: 1 },
      { ...first, alpha: 0.95 },
    ])
      expect(() => new Sprt(plan, 60)).toThrow(RangeError)
  })
})

describe('sample sizes', () => {
  it('of two shares are those of power.prop.test of R', () => {
    expect(twoSharesSize(0.5, 0.75, { beta: 0.1 })).toBeCloseTo(76.7069, 3)
    expect(twoSharesPower(0.5, 0.75, 50)).toBeCloseTo(0.740166, 3)
    expect(twoSharesSize(0.9, 0.8)).toBeCloseTo(198.963, 3)
    expect(twoSharesSize(0.95, 0.85)).toBeCloseTo(140.095, 3)
  })

  it.each([
    [0.2, 0.1, 233.09],
    [0.15, 0.05, 154.6],
    [0.25, 0.05, 56.45],
    [0.12, 0.02, 107.5],
  ])('of pairs with %f and %f discordant are those of Connor', (onlyA, onlyB, n) => {
    expect(pairsSize(onlyA, onlyB)).toBeCloseTo(n, 2)
  })

  it('of scenarios are those of Miller', () => {
    const alone = { between: 1 / 9, within: [0, 0], repeats: [1, 1] } as const
    expect(scenariosSize(0.03, alone)).toBeCloseTo(968.997, 3)
    const repeated = (k: number) => ({ between: 1 / 9, within: [1 / 6, 1 / 6], repeats: [k, k] }) as const
    expect(detectable(198, repeated(1))).toBeCloseTo(0.132733, 6)
    expect(detectable(198, repeated(10))).toBeCloseTo(0.07567, 5)
  })
})
