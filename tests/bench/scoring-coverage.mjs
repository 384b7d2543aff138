/**
 * How often intervals hold the truth: counted out where that is simple, else 10,000 draws a cell. The shares lie in 0.05..0.95;
 * nearer to 0 and 1 score intervals of any size have dips, as Newcombe (1998) shows.
 */
import { binomialProbability } from '../../dist/scoring/statistics/binomial.js'
import { clusteredWilson, MIN_CLUSTERS } from '../../dist/scoring/statistics/clustered-wilson.js'
import { newcombe } from '../../dist/scoring/statistics/newcombe.js'
import { newcombePaired } from '../../dist/scoring/statistics/newcombe-paired.js'
import { roganGladenInterval } from '../../dist/scoring/statistics/rogan-gladen.js'
import { wilson } from '../../dist/scoring/statistics/wilson.js'
import { figure } from './figures.mjs'
import { seeded } from './measures.mjs'
import { betaBinomial, binomialDraw, pick, table, tableOfCells } from './scoring-draws.mjs'

const DRAWS = 10_000
const MEAN = { least: 0.94, most: 0.965 }

export async function bench({ long }) {
  return [
    ...both('Wilson, n 20..200, counted out', wilsonCells()),
    ...both('Newcombe, two arms of 20..80, counted out', newcombeCells()),
    ...both('Newcombe in pairs, n 20..50, counted out', pairedCells()),
    ...clusteredFigures(long ? 10 * DRAWS : DRAWS),
    ...both('Wilson, n 4..19, counted out', few(), {}),
    worst('Rogan and Gladen, Lang and Reiczigel', judgedCells()),
  ]
}

function both(name, cells, { least, most } = MEAN) {
  const mean = cells.reduce((sum, { cover }) => sum + cover, 0) / cells.length
  return [
    figure(`${name}: mean coverage`, mean, '', { least }),
    ...(most === undefined ? [] : [figure(`${name}: mean coverage, not more`, mean, '', { most })]),
    worst(name, cells),
  ]
}

function worst(name, cells, goal = {}) {
  const { cover, where } = cells.reduce((a, b) => (b.cover < a.cover ? b : a))
  return figure(`${name}: worst, at ${where}`, cover, '', goal)
}

const shares = (step) => Array.from({ length: Math.round(0.9 / step) + 1 }, (_, i) => 0.05 + i * step)
const upTo = (n) => Array.from({ length: n + 1 }, (_, i) => i)
const holds = (interval, value) => interval.low <= value + 1e-12 && value <= interval.high + 1e-12

function wilsonCells(sizes = [20, 25, 30, 40, 50, 75, 100, 200]) {
  return sizes.flatMap((n) => {
    const intervals = upTo(n).map((k) => wilson(k / n, n))
    return shares(0.01).map((p) => ({
      where: `${p.toFixed(2)} of ${n}`,
      cover: sum(intervals, ([low, high], k) => (low <= p && p <= high ? binomialProbability(k, n, p) : 0)),
    }))
  })
}

const few = () => wilsonCells(Array.from({ length: 16 }, (_, i) => MIN_CLUSTERS + i))

function newcombeCells() {
  const sizes = [
    [20, 20],
    [20, 50],
    [50, 50],
    [40, 80],
  ]
  return sizes.flatMap(([n, m]) => {
    const intervals = upTo(n).map((k) => upTo(m).map((l) => newcombe({ hits: k, n }, { hits: l, n: m })))
    return shares(0.1).flatMap((p) =>
      shares(0.1).map((q) => {
        const [first, second] = [
          upTo(n).map((k) => binomialProbability(k, n, p)),
          upTo(m).map((l) => binomialProbability(l, m, q)),
        ]
        const cover = sum(intervals, (row, k) =>
          sum(row, (interval, l) => (holds(interval, p - q) ? (first[k] ?? 0) * (second[l] ?? 0) : 0)),
        )
        return { where: `${p.toFixed(2)} of ${n}, ${q.toFixed(2)} of ${m}`, cover }
      }),
    )
  })
}

/** Over shares of both arms and correlations between them, as far as there are such pairs. */
function pairedCells() {
  const level = [0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95]
  const chances = level.flatMap((p) =>
    level.flatMap((q) =>
      [0, 0.25, 0.5, 0.75].flatMap((phi) => {
        const both = p * q + phi * Math.sqrt(p * (1 - p) * q * (1 - q))
        const cells = [both, p - both, q - both, 1 - p - q + both]
        return cells.every((chance) => chance > 0) ? [{ cells, name: `${p} and ${q}, phi ${phi}` }] : []
      }),
    ),
  )
  return [20, 30, 50].flatMap((n) => {
    const tables = tableOfCells(n).map((one) => ({ ...one, interval: newcombePaired(one.cells) }))
    return chances.map(({ cells, name }) => ({
      where: `${name} of ${n}`,
      cover: sum(tables, ({ interval, probability }) =>
        holds(interval, cells[1] - cells[2]) ? probability(cells) : 0,
      ),
    }))
  })
}

function clusteredFigures(draws) {
  const random = seeded(1)
  const cells = []
  for (const clusters of [MIN_CLUSTERS, 6, 10, 20, 40])
    for (const size of [2, 8, 'mixed'])
      for (const icc of [0, 0.2, 0.5])
        for (const p of [0.05, 0.1, 0.15, 0.3, 0.5, 0.8, 0.95]) {
          const sizes = Array.from({ length: clusters }, (_, i) =>
            size === 'mixed' ? 1 + ((i * 3) % 8) : size,
          )
          const tables = new Map(sizes.map((n) => [n, table(betaBinomial(n, p, icc))]))
          let held = 0
          for (let i = 0; i < draws; i++) {
            const seen = clusteredWilson(sizes.map((n) => ({ n, hits: pick(tables.get(n), random()) })))
            if (holds(seen, p)) held++
          }
          const where = `${p} in ${clusters} clusters of ${size}, correlation ${icc}`
          cells.push({ where, cover: held / draws, n: sizes.reduce((a, b) => a + b) })
        }
  return [
    ...both('clustered', cells, { least: 0.94 }).slice(0, 1),
    worst('clustered', cells, { least: 0.9 }),
    figure('fewest clusters with an interval', MIN_CLUSTERS, ''),
  ]
}

/** The judge was tried on 100 cases of each kind. */
function judgedCells() {
  const random = seeded(2)
  return [0.1, 0.5, 0.9].flatMap((p) =>
    [
      [0.95, 0.9],
      [0.8, 0.95],
    ].map(([se, sp]) => {
      const seen = p * se + (1 - p) * (1 - sp)
      let held = 0
      for (let i = 0; i < DRAWS; i++) {
        const draw = (n, chance) => ({ n, hits: binomialDraw(n, chance, random) })
        const interval = roganGladenInterval(draw(100, seen), draw(100, se), draw(100, sp))
        if (interval !== null && holds(interval, p)) held++
      }
      return { where: `${p}, judge ${se} and ${sp}`, cover: held / DRAWS }
    }),
  )
}

const sum = (values, of) => values.reduce((total, value, i) => total + of(value, i), 0)
