/** Shifts of times, and bounds of quantiles with silences, against published vectors. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hodgesLehmann, hodgesLehmannTwo } from '../../../src/scoring/statistics/hodges-lehmann.js'
import { quantileBounds, quantileRanks } from '../../../src/scoring/statistics/quantile-interval.js'

describe('Hodges and Lehmann', () => {
  // Hollander and Wolfe, Nonparametric Statistical Methods, table 3.1: depression scores; wilcox.test of R.
  const before = [1.83, 0.5, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.3]
  const after = [0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29]

  it('of pairs', () => {
    const differences = before.map((value, i) => value - (after[i] ?? 0))
    const seen = hodgesLehmann(differences, { confidence: 0.95 })
    expect(seen?.shift).toBeCloseTo(0.46, 10)
    expect(seen?.low).toBeCloseTo(0.01, 10)
    expect(seen?.high).toBeCloseTo(0.786, 10)
  })

  it('of two samples', () => {
    // Hollander and Wolfe, table 4.1: permeability of membranes; wilcox.test of R.
    const at12 = [1.15, 0.88, 0.9, 0.74, 1.21]
    const atTerm = [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]
    const seen = hodgesLehmannTwo(atTerm, at12)
    expect(seen?.shift).toBeCloseTo(0.305, 10)
    expect(seen?.low).toBeCloseTo(-0.15, 10)
    expect(seen?.high).toBeCloseTo(0.76, 10)
  })

  it('has no bound that the sample cannot give: two-sided at 95 % six pairs are needed', () => {
    expect(hodgesLehmann([1, 2, 3, 4, 5])).toEqual({ shift: 3, low: -Infinity, high: Infinity })
    expect(hodgesLehmann([1, 2, 3, 4, 5, 6])).toEqual({ shift: 3.5, low: 1, high: 6 })
    expect(hodgesLehmann([1, 2, 3, 4, 5], { sides: 1 })).toEqual({ shift: 3, low: 1, high: 5 })
    expect(hodgesLehmann([])).toBeNull()
    expect(hodgesLehmannTwo([1], [])).toBeNull()
    expect(hodgesLehmannTwo([3], [1])).toEqual({ shift: 2, low: -Infinity, high: Infinity })
  })

  it('is the median of all averages, whatever their order and ties', () => {
    const values = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 25 })
    fc.assert(
      fc.property(values, values, (a, b) => {
        const walsh = a.flatMap((x, i) => a.slice(i).map((y) => (x + y) / 2))
        expect(hodgesLehmann(a)?.shift).toBeCloseTo(median(walsh), 10)
        expect(hodgesLehmannTwo(a, b)?.shift).toBeCloseTo(median(a.flatMap((x) => b.map((y) => x - y))), 10)
        expect(hodgesLehmann(a.toReversed())).toEqual(hodgesLehmann(a))
        const seen = hodgesLehmann(a)
        expect(seen?.low).toBeLessThanOrEqual(seen?.shift ?? Number.NaN)
        expect(seen?.high).toBeGreaterThanOrEqual(seen?.shift ?? Number.NaN)
      }),
      { numRuns: 60 },
    )
  })

  it('takes many values without holding their pairs', () => {
    const many = Array.from({ length: 20_000 }, (_, i) => ((i * 0.6180339887) % 1) - 0.5)
    const seen = hodgesLehmann(many)
    expect(Math.abs(seen?.shift ?? 9)).toBeLessThan(0.001)
    expect((seen?.high ?? 9) - (seen?.low ?? 0)).toBeCloseTo((2 * 1.96) / Math.sqrt(12 * 20_000), 3)
  })

  function median(values: number[]): number {
    const sorted = values.sort((a, b) => a - b)
    const at = (i: number) => sorted[i] ?? Number.NaN
    return (at(Math.floor((sorted.length - 1) / 2)) + at(Math.ceil((sorted.length - 1) / 2))) / 2
  }
})

describe('bounds of a quantile', () => {
  const upTo = (n: number) => Array.from({ length: n }, (_, i) => i + 1)

  it('an upper bound alone on the 95th percentile needs 59 values', () => {
    expect(quantileBounds(upTo(58), 0, 0.95, 0.95, 1)[1]).toBe(Infinity)
    expect(quantileBounds(upTo(59), 0, 0.95, 0.95, 1)[1]).toBe(59)
    expect(quantileBounds([], 0, 0.5)).toEqual([-Infinity, Infinity])
  })

  it('falls on silences from both sides', () => {
    expect(quantileBounds(upTo(10), 10, 0.5)).toEqual([6, Infinity])
    expect(quantileBounds(upTo(2), 40, 0.5)).toEqual([Infinity, Infinity])
  })

  it('is tighter with one side, and wider with more confidence', () => {
    expect(quantileRanks(50, 0.5, 0.95, 1)).toMatchObject({ low: 19, high: 32 })
    expect(quantileRanks(50, 0.5, 0.99)).toMatchObject({ low: 16, high: 35 })
    expect(quantileRanks(50, 0.5, 0.99).cover).toBeGreaterThan(0.99)
  })
})
