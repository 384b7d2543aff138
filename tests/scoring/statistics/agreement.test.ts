/** Agreement of raters with people against published vectors. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { agreement } from '../../../src/scoring/statistics/agreement/agreement.js'
import { altTest } from '../../../src/scoring/statistics/agreement/alt-test.js'
import { benjaminiYekutieli } from '../../../src/scoring/statistics/agreement/benjamini-yekutieli.js'
import { beyondHuman } from '../../../src/scoring/statistics/agreement/beyond-human.js'
import { cohenKappa } from '../../../src/scoring/statistics/agreement/kappa.js'
import { nominalAlpha } from '../../../src/scoring/statistics/agreement/krippendorff.js'
import { majority, type Rated } from '../../../src/scoring/statistics/agreement/rated.js'
import { tTestBelow } from '../../../src/scoring/statistics/agreement/student-t.js'
import { signedRankBelow } from '../../../src/scoring/statistics/agreement/wilcoxon.js'
import { auc } from '../../../src/scoring/statistics/auc.js'
import { tCdf } from '../../../src/scoring/statistics/t.js'

/** A table of counts as pairs. */
const pairsOf = (table: readonly (readonly number[])[]) =>
  table.flatMap((row, i) =>
    row.flatMap((n, j) => Array.from({ length: n }, (): [string, string] => [`${i}`, `${j}`])),
  )

describe("Cohen's kappa", () => {
  it('is .492 in the table of Cohen (1960)', () => {
    const table = [
      [88, 14, 18],
      [10, 40, 10],
      [2, 6, 12],
    ]
    expect(cohenKappa(pairsOf(table))).toBeCloseTo(0.492, 3)
  })

  it('is that of Fleiss, Statistical Methods for Rates and Proportions, table 18.1', () => {
    const table = [
      [75, 1, 4],
      [5, 4, 1],
      [0, 0, 10],
    ]
    expect(cohenKappa(pairsOf(table))).toBeCloseTo(0.676, 3)
  })

  // The last two agree as often, 60 of 100, and differ in what they would agree on by chance.
  it.each([
    [20, 5, 10, 15, 0.4],
    [45, 15, 25, 15, 0.130435],
    [25, 35, 5, 35, 0.259259],
  ])('of %i %i %i %i', (a, b, c, d, kappa) => {
    expect(
      cohenKappa(
        pairsOf([
          [a, b],
          [c, d],
        ]),
      ),
    ).toBeCloseTo(kappa, 6)
  })

  it('says nothing where only agreement was to be expected', () => {
    expect(
      cohenKappa([
        ['a', 'a'],
        ['a', 'a'],
      ]),
    ).toBeNull()
    expect(cohenKappa([])).toBeNull()
  })
})

describe("Krippendorff's alpha", () => {
  /** Rows are observers; a point is a missing value. */
  const units = (...rows: string[]) => {
    const observers = rows.map((row) => row.split(' '))
    return (observers[0] ?? []).map((_, unit) =>
      observers.flatMap((row) => (row[unit] === undefined || row[unit] === '.' ? [] : [row[unit]])),
    )
  }

  // Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), sections A, B and C.
  it.each([
    ['111 000 111 001', 1 - 132 / 420],
    ['01 01 10 10', -0.75],
    ['110 00', 1 / 3],
  ])('of %s', (units, alpha) => {
    expect(nominalAlpha(units.split(' ').map((unit) => [...unit]))).toBeCloseTo(alpha, 12)
  })

  it('is .095 for two observers and two values', () => {
    expect(nominalAlpha(units('0 1 0 0 0 0 0 0 1 0', '1 1 1 0 0 1 0 0 0 0'))).toBeCloseTo(0.095, 3)
  })

  it('is .692 for two observers and many values', () => {
    expect(nominalAlpha(units('a a b b d c c c e d d a', 'b a b b b c c c e d d d'))).toBeCloseTo(0.692, 3)
  })

  it('is .743 for four observers with missing values', () => {
    const four = units(
      '1 2 3 3 2 1 4 1 2 . . .',
      '1 2 3 3 2 2 4 1 2 5 . 3',
      '. 3 3 3 2 3 4 2 2 5 1 .',
      '1 2 3 3 2 4 4 1 2 5 1 .',
    )
    expect(nominalAlpha(four)).toBeCloseTo(0.743421, 6)
  })

  it('is 1 where all agree, and nothing where there is one value or nobody to compare with', () => {
    expect(nominalAlpha([['a', 'a'], ['b', 'b', 'b'], ['c']])).toBe(1)
    expect(
      nominalAlpha([
        ['a', 'a'],
        ['a', 'a'],
      ]),
    ).toBeNull()
    expect(nominalAlpha([['a'], ['b']])).toBeNull()
  })
})

describe("Student's t", () => {
  // Percentage points of the t distribution: Biometrika Tables for Statisticians, table 12.
  it.each([
    [1, 6.3138, 0.95],
    [2, 4.3027, 0.975],
    [5, 3.3649, 0.99],
    [10, 2.2281, 0.975],
    [29, 1.6991, 0.95],
    [120, 2.3578, 0.99],
    [1000, 1.9623, 0.975],
  ])('with %i degrees of freedom is at most %f with chance %f', (freedom, t, p) => {
    expect(tCdf(t, freedom)).toBeCloseTo(p, 4)
    expect(tCdf(-t, freedom)).toBeCloseTo(1 - p, 4)
  })

  it("tells sleep from sleep with Student's own data (1908)", () => {
    const first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2]
    const second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    // t = -4.0621 with 9 degrees of freedom; two-sided p = 0.002833.
    const differences = first.map((hours, i) => hours - (second[i] ?? 0))
    expect(tTestBelow(differences, 0)).toBeCloseTo(0.002833 / 2, 6)
    expect(
      tTestBelow(
        differences.map((one) => -one),
        0,
      ),
    ).toBeCloseTo(1 - 0.002833 / 2, 6)
  })

  it('has no doubt where nothing varies', () => {
    expect(tTestBelow([0, 0, 0], 0.1)).toBe(0)
    expect(tTestBelow([0, 0, 0], 0)).toBe(1)
  })
})

describe("Wilcoxon's signed-rank test", () => {
  it("gives the p-value of Darwin's maize (Hollander and Wolfe, Nonparametric Statistical Methods)", () => {
    const maize = [6, 8, 14, 16, 23, 24, 28, 29, 41, -48, 49, 56, 60, -67, 75]
    expect(signedRankBelow(maize.map((one) => -one))).toBeCloseTo(0.0206298828125, 12)
  })

  it('gives the tails of the table of critical values', () => {
    // n = 5: all below is one sign pattern of 32; n = 10 with a sum of positive ranks of 10: 43 of 1,024.
    expect(signedRankBelow([-1, -2, -3, -4, -5])).toBeCloseTo(1 / 32, 12)
    expect(signedRankBelow([1, 2, 3, 4, -5, -6, -7, -8, -9, -10])).toBeCloseTo(43 / 1024, 12)
  })

  it('shares ranks among ties and leaves zeros out', () => {
    // Signs of four equal ranks: at most one above in 5 of 16.
    expect(signedRankBelow([-1, -1, -1, 1, 0, 0])).toBeCloseTo(5 / 16, 12)
    expect(signedRankBelow([0, 0])).toBe(1)
  })
})

describe('the procedure of Benjamini and Yekutieli', () => {
  // The p-values of Benjamini and Hochberg, J. R. Stat. Soc. B 57 (1995) 289, section 3.2; theirs rejects four.
  const ps = [
    0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
    0.759, 1,
  ]

  it('rejects three of the fifteen at .05, in whichever order they come', () => {
    expect(benjaminiYekutieli(ps, 0.05).filter(Boolean)).toHaveLength(3)
    expect(benjaminiYekutieli(ps.toReversed(), 0.05).lastIndexOf(true)).toBe(14)
  })

  it('rejects below a later bound what is above its own', () => {
    // Bounds for three: .0091, .0182, .0273.
    expect(benjaminiYekutieli([0.025, 0.026, 0.027], 0.05)).toEqual([true, true, true])
    expect(benjaminiYekutieli([0.9], 0.05)).toEqual([false])
    expect(benjaminiYekutieli([], 0.05)).toEqual([])
  })
})

/** What these annotators and the rater say of `n` things. */
function ratedBy(
  n: number,
  say: Record<string, (i: number) => string>,
  rater: (i: number) => string,
): Rated[] {
  return Array.from({ length: n }, (_, i) => ({
    labels: Object.fromEntries(Object.entries(say).map(([name, label]) => [name, label(i)])),
    rater: rater(i),
  }))
}

const truth = (i: number) => (i % 2 === 0 ? 'pass' : 'fail')
const other = (i: number) => (i % 2 === 0 ? 'fail' : 'pass')
/** Wrong about every so many. */
const wrong = (every: number, shift: number) => (i: number) => (i % every === shift ? other(i) : truth(i))
const PEOPLE = { a: wrong(5, 0), b: wrong(5, 1), c: wrong(5, 2) }

describe('the alternative annotator test', () => {
  it('prefers a rater that is always right to people who are wrong one time in five', () => {
    const items = ratedBy(100, PEOPLE, truth)
    const test = altTest(items, 0)
    expect(test).toEqual({ annotators: 3, omega: 1, advantage: 1 })
    const beyond = beyondHuman(items)
    // Where two others disagree there is no majority: each person is compared on three fifths of the things.
    expect(beyond?.human).toBeCloseTo(2 / 3, 12)
    expect(beyond?.rater).toBe(1)
    expect(beyond?.interval[0]).toBeGreaterThan(0)
    expect(agreement(items, 'cannot-tell').tier).toBe('above human-human')
  })

  it('finds a rater like people to be human-level where epsilon is granted, and no more', () => {
    const items = ratedBy(300, PEOPLE, wrong(5, 3))
    expect(altTest(items, 0)?.omega).toBe(0)
    expect(altTest(items, 0.1)?.omega).toBe(1)
    expect(agreement(items, 'cannot-tell').tier).toBe('human-level')
  })

  it('prefers people to a rater that guesses', () => {
    const items = ratedBy(200, PEOPLE, () => 'pass')
    expect(altTest(items, 0.1)).toMatchObject({ omega: 0 })
    expect(agreement(items, 'cannot-tell').tier).toBe('uncalibrated')
  })

  it('takes the signed ranks with few things, and lets people go unheard where they are alone', () => {
    const few = ratedBy(12, PEOPLE, truth)
    // Twelve things: each person loses three at most, a p-value of 1/8 at least.
    expect(altTest(few, 0)?.omega).toBe(0)
    const alone: Rated[] = [
      ...few,
      { labels: { d: 'pass' }, rater: 'fail' },
      { labels: { d: 'pass' }, rater: 'fail' },
    ]
    expect(altTest(alone, 0)?.annotators).toBe(3)
  })

  it('needs three people', () => {
    expect(altTest(ratedBy(100, { a: truth, b: truth }, truth), 0)).toBeNull()
    expect(agreement(ratedBy(100, { a: truth, b: truth }, truth), 'cannot-tell').tier).toBe('uncalibrated')
  })

  it('needs fifty things to call a rater anything', () => {
    expect(agreement(ratedBy(49, PEOPLE, truth), 'cannot-tell').tier).toBe('uncalibrated')
  })

  it('agrees with nobody where the rater decides nothing', () => {
    const silent = agreement(
      ratedBy(100, PEOPLE, () => 'cannot-tell'),
      'cannot-tell',
    )
    expect(silent).toMatchObject({ coverage: 0, accuracy: null, kappa: null, tier: 'uncalibrated' })
  })
})

it('has a majority only where one label leads', () => {
  expect(majority(['a', 'b', 'a'])).toBe('a')
  expect(majority(['a', 'b'])).toBeNull()
  expect(majority([])).toBeNull()
})

describe('auc', () => {
  it('is the share of pairs in the right order, ties by half', () => {
    const values = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(values, values, (positives, negatives) => {
        const pairs = positives.flatMap((p) => negatives.map((n) => (p > n ? 1 : p === n ? 0.5 : 0)))
        const share = pairs.reduce((sum: number, one) => sum + one, 0) / pairs.length
        expect(auc(positives, negatives)).toBeCloseTo(share, 12)
      }),
    )
  })

  it('is none without a pair', () => {
    expect(auc([], [1])).toBeNull()
  })
})
