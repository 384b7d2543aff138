/** Intervals of shares, and of their differences, against published vectors. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clopperPearson } from '../../../src/scoring/statistics/clopper-pearson.js'
import { clusteredError } from '../../../src/scoring/statistics/clustered-error.js'
import { clusteredWilson, MIN_CLUSTERS } from '../../../src/scoring/statistics/clustered-wilson.js'
import { newcombe } from '../../../src/scoring/statistics/newcombe.js'
import { type Cells, newcombePaired } from '../../../src/scoring/statistics/newcombe-paired.js'
import { pairedDifference } from '../../../src/scoring/statistics/paired-difference.js'
import { rateFurther } from '../../../src/scoring/statistics/rate-further.js'
import { roganGladen, roganGladenInterval } from '../../../src/scoring/statistics/rogan-gladen.js'
import { wilson, wilsonContinuity } from '../../../src/scoring/statistics/wilson.js'

const close = (interval: readonly number[], low: number, high: number, digits = 6) => {
  expect(interval[0]).toBeCloseTo(low, digits)
  expect(interval[1]).toBeCloseTo(high, digits)
}

describe('the interval of a share', () => {
  // Newcombe, Stat. Med. 17 (1998) 857, Table I (first four rows); binom.test and prop.test of R for the rest.
  it.each([
    [81, 263, 0.253509, 0.368176, 0.252737, 0.367622],
    [15, 148, 0.059778, 0.16445, 0.057844, 0.16165],
    [0, 20, 0, 0.200453, 0, 0.168433],
    [1, 29, 0.001803, 0.196282, 0.000873, 0.177644],
    [8, 10, 0.442181, 0.964573, 0.443905, 0.974789],
    [10, 10, 0.655463, 1, 0.691503, 1],
    [19, 20, 0.730556, 0.997384, 0.751267, 0.998735],
    [95, 100, 0.881701, 0.981447, 0.887165, 0.983568],
  ])('%i of %i: corrected for continuity, and exact', (k, n, lowC, highC, low, high) => {
    close(wilsonContinuity(k, n), lowC, highC)
    close(clopperPearson(k, n), low, high)
  })

  it('is exact in the example of R and at one trial', () => {
    close(clopperPearson(682, 925), 0.707668, 0.765407)
    close(clopperPearson(1, 1), 0.025, 1)
    close(clopperPearson(1, 1, 0.95, 1), 0.05, 1)
    expect(clopperPearson(59, 59, 0.95, 1)[0]).toBeGreaterThan(0.95)
    expect(clopperPearson(58, 58, 0.95, 1)[0]).toBeLessThan(0.95)
  })

  it('refuses what is no share', () => {
    for (const [k, n] of [
      [0, 0],
      [3, 2],
      [-1, 2],
    ] as const) {
      expect(() => clopperPearson(k, n)).toThrow(RangeError)
      expect(() => wilsonContinuity(k, n)).toThrow(RangeError)
    }
  })
})

describe('the default interval of clustered observations', () => {
  /** (z / t)^2 with 9 degrees of freedom. */
  const shrink = (1.959963984540054 / 2.262157162741) ** 2
  const times = (n: number, cluster: { hits: number; n: number }) => Array.from({ length: n }, () => cluster)

  it('is plain Wilson where every scenario was tried once', () => {
    const seen = clusteredWilson([...times(19, { hits: 1, n: 1 }), { hits: 0, n: 1 }])
    close([seen?.low ?? 9, seen?.high ?? 9], 0.763869, 0.991119)
    expect(seen?.nEffective).toBe(20)
    expect(clusteredWilson(times(25, { hits: 1, n: 1 }), { sides: 1 })?.low).toBeCloseTo(
      wilson(1, 25, 1.6448536269514722)[0],
      12,
    )
  })

  it('takes the effective size of four scenarios with 4, 3, 0 and 2 passes of 4 for 6.4, and does not trust it much', () => {
    const seen = clusteredWilson([4, 3, 0, 2].map((hits) => ({ hits, n: 4 })))
    expect(seen).toMatchObject({ share: 9 / 16, n: 16, clusters: 4 })
    expect(seen?.nEffective).toBeCloseTo(6.4, 10)
    // Scaled by (1.96 / 3.182)^2 6.4 is less than one for each scenario, so it is four.
    close([seen?.low ?? 9, seen?.high ?? 9], ...wilson(9 / 16, 4))
  })

  it('counts each scenario once where the correlation cannot be known: all met, or none', () => {
    const all = clusteredWilson(times(5, { hits: 8, n: 8 }))
    close([all?.low ?? 9, all?.high ?? 9], ...wilson(1, 5))
    const none = clusteredWilson(times(5, { hits: 0, n: 8 }))
    close([none?.low ?? 9, none?.high ?? 9], ...wilson(0, 5))
  })

  it('can be exact: 25 of 25 do not show a share of 0.9, 29 do', () => {
    const low = (n: number, exact: boolean) =>
      clusteredWilson(times(n, { hits: 1, n: 1 }), { sides: 1, exact })?.low ?? Number.NaN
    expect(low(25, false)).toBeGreaterThan(0.9)
    expect(low(28, true)).toBeLessThan(0.9)
    expect(low(29, true)).toBeGreaterThan(0.9)
    const seen = clusteredWilson(times(10, { hits: 7, n: 8 }), { exact: true })
    close([seen?.low ?? 9, seen?.high ?? 9], ...clopperPearson((7 / 8) * 10 * 8 * shrink, 80 * shrink))
  })

  it('has none without observations, and no bounds with too few clusters', () => {
    expect(clusteredWilson([])).toBeNull()
    expect(clusteredWilson([{ hits: 0, n: 0 }])).toBeNull()
    expect(clusteredWilson([{ hits: 1, n: 1 }])).toMatchObject({ share: 1, n: 1, low: null, high: null })
    expect(clusteredWilson(times(MIN_CLUSTERS - 1, { hits: 3, n: 4 }))).toMatchObject({
      low: null,
      high: null,
    })
    expect(clusteredWilson(times(MIN_CLUSTERS, { hits: 3, n: 4 }))?.low).toBeGreaterThan(0)
  })

  it('holds the share, is never tighter than independent trials nor wider than one a scenario, whatever the order', () => {
    const cluster = fc
      .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 0, max: 8 }))
      .map(([n, hits]) => ({ n, hits: Math.min(n, hits) }))
    fc.assert(
      fc.property(fc.array(cluster, { minLength: MIN_CLUSTERS, maxLength: 40 }), (clusters) => {
        const seen = clusteredWilson(clusters)
        const mirrored = clusteredWilson(clusters.toReversed())
        expect(mirrored?.low).toBeCloseTo(seen?.low ?? 9, 12)
        const [low, high] = [seen?.low ?? 9, seen?.high ?? 9]
        expect(low).toBeLessThanOrEqual((seen?.share ?? 9) + 1e-12)
        expect(high).toBeGreaterThanOrEqual((seen?.share ?? 9) - 1e-12)
        const tightest = wilson(seen?.share ?? 9, seen?.n ?? 9)
        expect(high - low).toBeGreaterThan(tightest[1] - tightest[0] - 1e-9)
        const sizes = clusters.reduce((sum, { n }) => sum + n * n, 0)
        const widest = wilson(seen?.share ?? 9, (seen?.n ?? 9) ** 2 / sizes)
        expect(high - low).toBeLessThan(widest[1] - widest[0] + 1e-9)
      }),
      { numRuns: 60 },
    )
  })
})

describe('the standard error of a clustered mean', () => {
  const mod4 = Array.from({ length: 4 }, (_, i) => [i, i + 4, i + 8, i + 12, i + 16])
  const one = [
    [1, 1, 1],
    [0, 0, 0],
    [1, 1, 0],
    [1, 1, 1],
  ]

  it.each([
    ['0..19 by the rest of division by 4', mod4, 0.645497],
    ['0..19 each alone', mod4.flat().map((value) => [value]), 1.322876],
    ['one big cluster and 20 of one', [range(180), ...range(20).map((i) => [i])], 0.0324037],
    ['twelve tries of four scenarios', one, 0.235702],
    ['the same each alone', one.flat().map((value) => [value]), 0.142134],
    [
      'differences of two versions',
      [
        [0, 0, 1],
        [0, -1, 0],
        [1, 0, 0],
        [1, 0, 0],
      ],
      0.166667,
    ],
  ])('%s', (_, clusters, error) => {
    expect(clusteredError(clusters)).toBeCloseTo(error, 5)
  })

  it('is not 0 but none with one cluster', () => {
    expect(clusteredError([[1, 0, 1]])).toBeNull()
    expect(clusteredError([])).toBeNull()
  })

  function range(n: number): number[] {
    return Array.from({ length: n }, (_, i) => i % 5)
  }
})

describe('the difference of two shares', () => {
  // Newcombe, Stat. Med. 17 (1998) 873, Table II.
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [10, 10, 0, 20, 0.6791, 1],
  ])('%i/%i - %i/%i', (k, n, l, m, low, high) => {
    const seen = newcombe({ hits: k, n }, { hits: l, n: m })
    expect(seen?.difference).toBeCloseTo(k / n - l / m, 12)
    close([seen?.low ?? 9, seen?.high ?? 9], low, high, 4)
  })

  // Newcombe, Stat. Med. 17 (1998) 2635.
  const pairs: [Cells, number, number, number][] = [
    [[36, 12, 2, 0], 0.2, 0.0569, 0.3404],
    [[794, 150, 86, 570], 0.04, 0.0212, 0.0587],
    [[54, 0, 0, 0], 0, -0.0664, 0.0664],
  ]
  it.each(pairs)('in pairs: %j', (cells, difference, low, high) => {
    const seen = newcombePaired(cells)
    expect(seen?.difference).toBeCloseTo(difference, 10)
    close([seen?.low ?? 9, seen?.high ?? 9], low, high, 4)
  })

  it('in pairs of scenarios that were tried once is the same', () => {
    const alone: Cells[] = pairs[0]?.[0].flatMap((n, i) =>
      Array.from({ length: n }, () => [0, 1, 2, 3].map((at) => (at === i ? 1 : 0)) as unknown as Cells),
    ) as Cells[]
    const seen = pairedDifference(alone)
    expect(seen).toMatchObject({ pairs: 50, clusters: 50, nEffective: 50, cells: [36, 12, 2, 0] })
    close([seen?.low ?? 9, seen?.high ?? 9], 0.0569, 0.3404, 4)
  })

  it('in pairs of scenarios that were repeated is wider, the more so the more alike the repetitions', () => {
    const alike: Cells[] = [...Array(9).fill([4, 0, 0, 0]), ...Array(3).fill([0, 4, 0, 0])]
    const mixed: Cells[] = Array(12).fill([3, 1, 0, 0])
    const [wide, narrow] = [pairedDifference(alike), pairedDifference(mixed)]
    expect(wide?.difference).toBe(narrow?.difference)
    expect(wide?.nEffective).toBeCloseTo(12, 10)
    expect(narrow?.nEffective).toBe(48)
    expect(wide?.low).toBeLessThan(narrow?.low ?? 9)
    expect(wide?.high).toBeGreaterThan(narrow?.high ?? 9)
  })

  it('is none without trials', () => {
    expect(newcombe({ hits: 0, n: 0 }, { hits: 1, n: 2 })).toBeNull()
    expect(newcombePaired([0, 0, 0, 0])).toBeNull()
    expect(pairedDifference([[0, 0, 0, 0]])).toBeNull()
    expect(pairedDifference([[3, 1, 0, 0]])).toMatchObject({ difference: 0.25, low: null, high: null })
  })

  it('holds the difference and turns with its arms', () => {
    const n = fc.integer({ min: 0, max: 30 })
    fc.assert(
      fc.property(fc.tuple(n, n, n, n), (cells) => {
        fc.pre(cells.some((count) => count > 0))
        const seen = newcombePaired(cells)
        const turned = newcombePaired([cells[0], cells[2], cells[1], cells[3]])
        expect(seen?.low).toBeLessThanOrEqual((seen?.difference ?? 9) + 1e-12)
        expect(seen?.high).toBeGreaterThanOrEqual((seen?.difference ?? 9) - 1e-12)
        expect(turned?.low).toBeCloseTo(-(seen?.high ?? 9), 10)
      }),
      { numRuns: 60 },
    )
  })
})

describe('further trials', () => {
  it('are those after which the bound clears the threshold', () => {
    const further = rateFurther(18, 20, 0.8, 0.95) ?? Number.NaN
    const z = 1.6448536269514722
    expect(wilson(0.9, 20 + further, z)[0]).toBeGreaterThanOrEqual(0.8)
    expect(wilson(0.9, 20 + further - 1, z)[0]).toBeLessThan(0.8)
    expect(rateFurther(18, 20, 0.8, 0.95, 2)).toBeGreaterThan(2 * further)
  })

  it('are none where it is clear, and no number where the share is the threshold or nothing was seen', () => {
    expect(rateFurther(100, 100, 0.8, 0.95)).toBe(0)
    expect(rateFurther(0, 100, 0.8, 0.95)).toBe(0)
    expect(rateFurther(8, 10, 0.8, 0.95)).toBeNull()
    expect(rateFurther(0, 0, 0.8, 0.95)).toBeNull()
    expect(rateFurther(80_001, 100_000, 0.8, 0.95)).toBeNull()
  })
})

describe('a share that an imperfect judge counted', () => {
  it('is that of Rogan and Gladen', () => {
    expect(roganGladen(0.8, 0.95, 0.85)).toBeCloseTo(0.8125, 12)
    expect(roganGladen(0.7, 0.9, 0.9)).toBeCloseTo(0.75, 12)
    expect(roganGladen(0.05, 0.9, 0.9)).toBe(0)
    expect(roganGladen(0.5, 0.5, 0.5)).toBeNull()
  })

  it('comes near the interval of Agresti and Coull with a judge who is never wrong, and is wider with one who was tried little', () => {
    const sure = { hits: 1e9, n: 1e9 }
    const seen = roganGladenInterval({ hits: 80, n: 100 }, sure, sure)
    close([seen?.low ?? 9, seen?.high ?? 9], 0.7105, 0.8673, 3)
    const little = roganGladenInterval({ hits: 80, n: 100 }, { hits: 29, n: 30 }, { hits: 28, n: 30 })
    expect((little?.high ?? 0) - (little?.low ?? 0)).toBeGreaterThan(0.17)
    expect(roganGladenInterval({ hits: 0, n: 0 }, sure, sure)).toBeNull()
    expect(roganGladenInterval({ hits: 1, n: 2 }, { hits: 1, n: 2 }, { hits: 1, n: 2 })).toBeNull()
  })
})
