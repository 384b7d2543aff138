/** Distributions and their quantiles against tables. */
import { describe, expect, it } from 'vitest'
import {
  binomialCdf,
  binomialProbability,
  binomialQuantile,
} from '../../../src/scoring/statistics/binomial.js'
import {
  bonferroniZ,
  criticalZ,
  normalCdf,
  normalQuantile,
  oneSidedZ,
} from '../../../src/scoring/statistics/normal.js'
import { tCdf, tQuantile } from '../../../src/scoring/statistics/t.js'

describe('normal', () => {
  it.each([
    [0.975, 1.959963984540054],
    [0.95, 1.6448536269514722],
    [0.9, 1.2815515655446004],
    [0.8, 0.8416212335729143],
    [0.5, 0],
  ])('quantile at %f', (p, z) => {
    expect(normalQuantile(p)).toBeCloseTo(z, 12)
    expect(normalCdf(z)).toBeCloseTo(p, 12)
    expect(normalQuantile(1 - p)).toBeCloseTo(-z, 12)
  })

  it('has bounds that are looked at alone, together, and together with others', () => {
    expect(oneSidedZ(0.95)).toBeCloseTo(1.6448536269514722, 12)
    expect(criticalZ(0.95, 2)).toBeCloseTo(1.959963984540054, 12)
    expect(bonferroniZ(0.95, 1)).toBeCloseTo(1.959963984540054, 12)
    expect(bonferroniZ(0.95, 10)).toBeCloseTo(2.807033768343811, 10)
  })

  it('refuses what is no probability', () => {
    for (const p of [0, 1, -0.1, Number.NaN]) expect(() => normalQuantile(p)).toThrow(RangeError)
  })
})

describe("Student's t", () => {
  it.each([
    [1, 12.706204736432095],
    [2, 4.302652729911275],
    [3, 3.182446305284],
    [4, 2.776445105198],
    [9, 2.262157162741],
    [30, 2.042272456301],
  ])('quantile at .975 with %i degrees of freedom', (freedom, t) => {
    expect(tQuantile(0.975, freedom)).toBeCloseTo(t, 8)
    expect(tQuantile(0.025, freedom)).toBeCloseTo(-t, 8)
    expect(tCdf(t, freedom)).toBeCloseTo(0.975, 10)
  })

  it('is the closed form with one and with two degrees of freedom', () => {
    for (const p of [0.6, 0.9, 0.95, 0.999]) {
      expect(tQuantile(p, 1)).toBeCloseTo(Math.tan(Math.PI * (p - 0.5)), 7)
      const a = 2 * p - 1
      expect(tQuantile(p, 2)).toBeCloseTo(a * Math.sqrt(2 / (1 - a * a)), 7)
    }
    expect(tQuantile(0.5, 3)).toBe(0)
  })

  it('refuses what has no quantile', () => {
    expect(() => tQuantile(1, 3)).toThrow(RangeError)
    expect(() => tQuantile(0.9, 0)).toThrow(RangeError)
  })
})

describe('binomial', () => {
  it('is exact where it can be counted', () => {
    expect(binomialProbability(2, 4, 0.5)).toBeCloseTo(6 / 16, 14)
    expect(binomialCdf(1, 4, 0.5)).toBeCloseTo(5 / 16, 14)
    expect(binomialCdf(9, 4, 0.5)).toBe(1)
    expect([0, 1].map((k) => binomialProbability(k, 3, 0))).toEqual([1, 0])
    expect([2, 3].map((k) => binomialProbability(k, 3, 1))).toEqual([0, 1])
    expect(binomialQuantile(0.025, 50, 0.5)).toBe(18)
  })

  it('does not underflow', () => {
    expect(binomialCdf(50_000, 100_000, 0.5)).toBeCloseTo(0.5013, 3)
  })
})
