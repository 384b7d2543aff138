/** How far a category score depends on the weights of its audits. */
import { describe, expect, it } from 'vitest'
import { weightSensitivity } from '../../src/scoring/sensitivity.js'

describe('sensitivity to weights', () => {
  it('halves and doubles one weight at a time', () => {
    // 1 x 1 and 1 x 0: (0.5)/(1.5) and 2/3.
    const moved = weightSensitivity([
      { weight: 1, mean: 1 },
      { weight: 1, mean: 0 },
    ])
    expect(moved?.low).toBeCloseTo(1 / 3, 12)
    expect(moved?.high).toBeCloseTo(2 / 3, 12)
  })

  it('finds the extremes over all audits', () => {
    const audits = [
      { weight: 3, mean: 0.9 },
      { weight: 1, mean: 0.2 },
      { weight: 2, mean: 0.5 },
    ]
    const mean = (weights: number[]) =>
      audits.reduce((sum, { mean }, i) => sum + mean * (weights[i] ?? 0), 0) /
      weights.reduce((sum, weight) => sum + weight, 0)
    const all = [
      [1.5, 1, 2],
      [6, 1, 2],
      [3, 0.5, 2],
      [3, 2, 2],
      [3, 1, 1],
      [3, 1, 4],
    ].map(mean)
    expect(weightSensitivity(audits)).toEqual({
      low: expect.closeTo(Math.min(...all), 12),
      high: expect.closeTo(Math.max(...all), 12),
    })
  })

  it('is nothing but the mean for one audit, and null for none that weighs', () => {
    expect(weightSensitivity([{ weight: 2, mean: 0.4 }])).toEqual({ low: 0.4, high: 0.4 })
    expect(weightSensitivity([{ weight: 0, mean: 1 }])).toBeNull()
  })
})
