/** Statistics against published vectors. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { erfc, logNormalScore } from '../../src/audits/log-normal.js'
import { clusterBootstrap } from '../../src/scoring/statistics/bootstrap.js'
import { designEffect, intraclassCorrelation, kishSize } from '../../src/scoring/statistics/design-effect.js'
import { quantile } from '../../src/scoring/statistics/quantile.js'
import { quantileInterval, quantileRanks } from '../../src/scoring/statistics/quantile-interval.js'
import { wilson } from '../../src/scoring/statistics/wilson.js'

describe('wilson', () => {
  // The first four rows are Table I of Newcombe, Stat. Med. 17 (1998) 857.
  it.each([
    [81, 263, 0.255289, 0.36621],
    [15, 148, 0.062386, 0.160487],
    [0, 20, 0, 0.161125],
    [1, 29, 0.006113, 0.171755],
    [8, 10, 0.490162, 0.943318],
    [10, 10, 0.722467, 1],
    [19, 20, 0.763869, 0.991119],
    [95, 100, 0.88825, 0.978456],
    [682, 925, 0.707996, 0.764636],
    [1, 1, 0.206549, 1],
  ])('of %i in %i', (successes, n, low, high) => {
    const interval = wilson(successes / n, n)
    expect(interval[0]).toBeCloseTo(low, 5)
    expect(interval[1]).toBeCloseTo(high, 5)
  })

  it('takes an effective size that is not whole', () => {
    const [low, high] = wilson(9 / 16, 6.4)
    expect(low).toBeCloseTo(0.234333, 5)
    expect(high).toBeCloseTo(0.843781, 5)
  })

  it('refuses what is no share', () => {
    expect(() => wilson(1.1, 5)).toThrow(RangeError)
    expect(() => wilson(0.5, 0)).toThrow(RangeError)
  })

  it('always holds the share and stays within 0..1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, p) => {
        const [low, high] = wilson(p, n)
        expect(low).toBeGreaterThanOrEqual(0)
        expect(high).toBeLessThanOrEqual(1)
        expect(low).toBeLessThanOrEqual(p + 1e-12)
        expect(high).toBeGreaterThanOrEqual(p - 1e-12)
      }),
    )
  })
})

describe('design effect', () => {
  const fourScenarios = [
    [1, 1, 1, 1],
    [1, 1, 1, 0],
    [0, 0, 0, 0],
    [1, 1, 0, 0],
  ]

  it('of four scenarios with 4, 3, 0 and 2 passes in four tries', () => {
    expect(intraclassCorrelation(fourScenarios)).toBeCloseTo(0.5, 10)
    expect(designEffect(fourScenarios)).toBeCloseTo(2.5, 10)
  })

  it('is never below 1, not even where scenarios differ less than chance', () => {
    expect(
      intraclassCorrelation([
        [1, 0],
        [0, 1],
      ]),
    ).toBeCloseTo(-1, 10)
    expect(
      designEffect([
        [1, 0],
        [0, 1],
      ]),
    ).toBe(1)
  })

  it('counts a cluster once where the correlation cannot be estimated', () => {
    expect(
      intraclassCorrelation([
        [1, 1],
        [1, 1],
      ]),
    ).toBeNull()
    expect(
      designEffect([
        [1, 1, 1],
        [1, 1, 1],
      ]),
    ).toBe(3)
    expect(designEffect([[1, 0, 1]])).toBe(3)
    expect(designEffect([[1], [0], [1]])).toBe(1)
  })

  it('of weights', () => {
    expect(kishSize([1, 1, 1, 1])).toBe(4)
    expect(kishSize([3, 1])).toBeCloseTo(1.6, 10)
  })
})

describe('quantile', () => {
  const ten = [7, 1, 10, 4, 2, 9, 3, 8, 5, 6]

  it.each([
    [0.5, 5.5],
    [0.9, 9.1],
    [0.95, 9.55],
    [0.99, 9.91],
  ])('type 7 of 1..10 at %f', (p, value) => {
    expect(quantile(ten, 0, p)).toBeCloseTo(value, 10)
  })

  it('takes a silence as longer than every value', () => {
    expect(quantile([1, 2, 3], 1, 0.5)).toBeCloseTo(2.5, 10)
    expect(quantile([1, 2, 3], 1, 0.95)).toBeNull()
    expect(quantile([], 3, 0.5)).toBeNull()
    expect(quantile([], 0, 0.5)).toBeNull()
  })
})

describe('cluster bootstrap', () => {
  const mean = (clusters: readonly number[][]) => {
    const all = clusters.flat()
    return all.reduce((sum, value) => sum + value, 0) / all.length
  }
  const clusters = Array.from({ length: 40 }, (_, i) => [i % 10, (i + 3) % 10])

  it('is pure and holds the statistic', () => {
    const interval = clusterBootstrap(clusters, mean)
    expect(clusterBootstrap(structuredClone(clusters), mean)).toEqual(interval)
    expect(interval?.[0]).toBeLessThan(mean(clusters))
    expect(interval?.[1]).toBeGreaterThan(mean(clusters))
  })

  it('comes close to the normal interval of a mean of independent values', () => {
    const values = Array.from({ length: 200 }, (_, i) => [i])
    // Standard error of 0..199: s / sqrt(n) = 57.8792 / 14.1421.
    const half = (1.96 * 57.8792) / Math.sqrt(200)
    const [low, high] = clusterBootstrap(values, mean) ?? [0, 0]
    expect(Math.abs(low - (99.5 - half))).toBeLessThan(1)
    expect(Math.abs(high - (99.5 + half))).toBeLessThan(1)
  })

  it('has no interval where the statistic has no value', () => {
    expect(clusterBootstrap(clusters, () => null)).toBeNull()
  })
})

describe('log-normal score', () => {
  // Abramowitz and Stegun, Table 7.1 and 7.3; Wolfram functions.
  it.each([
    [0, 1],
    [0.5, 0.4795001221869535],
    [1, 0.15729920705028513],
    [2, 0.004677734981047266],
    [2.5, 0.0004069520174449589],
    [3, 2.209049699858544e-5],
    [5, 1.5374597944280349e-12],
    [-1, 1.8427007929497148],
  ])('erfc(%f)', (x, value) => {
    expect(Math.abs(erfc(x) - value)).toBeLessThan(Math.max(1e-11 * value, 1e-15))
  })

  const curve = { p10: 2000, median: 10_000 }

  it('runs through its control points', () => {
    expect(logNormalScore(2000, curve)).toBeCloseTo(0.9, 12)
    expect(logNormalScore(10_000, curve)).toBeCloseTo(0.5, 12)
    expect(logNormalScore(0, curve)).toBe(1)
    expect(logNormalScore(3_600_000, curve)).toBeLessThan(0.001)
  })

  it('never rises with time', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        (a, b) => {
          expect(logNormalScore(Math.max(a, b), curve)).toBeLessThanOrEqual(
            logNormalScore(Math.min(a, b), curve) + 1e-14,
          )
        },
      ),
    )
  })
})

describe('interval of a quantile', () => {
  // Hahn and Meeker, Statistical Intervals (1991), section 5.2; ranks as R has them: qbinom(.025), qbinom(.975) + 1.
  it.each([
    [50, 0.5, 18, 33, 0.9672],
    [100, 0.5, 40, 61, 0.9648],
    [100, 0.95, 90, 100, 0.9826],
    [200, 0.95, 184, 197, 0.9672],
  ])('of %i values at %d has the published ranks and cover', (n, p, low, high, cover) => {
    const ranks = quantileRanks(n, p)
    expect([ranks.low, ranks.high]).toEqual([low, high])
    expect(ranks.cover).toBeCloseTo(cover, 4)
  })

  it('has no bound that the sample cannot give: a two-sided one on the 95th percentile needs 72 values', () => {
    expect(quantileInterval([1, 2, 3], 0, 0.95)).toEqual([2, null])
    expect(quantileInterval([], 0, 0.5)).toEqual([null, null])
    expect(quantileInterval([7], 0, 0.5)).toEqual([null, null])
    const upTo = (n: number) =>
      quantileInterval(
        Array.from({ length: n }, (_, i) => i + 1),
        0,
        0.95,
      )[1]
    expect(upTo(71)).toBe(null)
    expect(upTo(72)).toBe(72)
  })

  it('has no upper bound where that falls on a silence', () => {
    const values = Array.from({ length: 50 }, (_, i) => i + 1)
    expect(quantileInterval(values, 0, 0.5)).toEqual([18, 33])
    expect(quantileInterval(values.slice(0, 32), 18, 0.5)).toEqual([18, null])
  })

  it('covers at least 95 % at every size, and does not underflow at large ones', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), fc.constantFrom(0.5, 0.9, 0.95), (n, p) => {
        const { low, high, cover } = quantileRanks(n, p)
        expect(cover).toBeGreaterThan(0.95 - 1e-9)
        expect(low).toBeLessThan(high)
      }),
      { numRuns: 60 },
    )
    const { low, high, cover } = quantileRanks(50_000, 0.95)
    expect([low, high]).toEqual([47_404, 47_596])
    expect(cover).toBeCloseTo(0.951, 2)
  })
})
