/** How often a difference is called real that is none, and a threshold met that is not: at most alpha, or nearly so. */
import { binomialProbability } from '../../dist/scoring/statistics/binomial.js'
import { clopperPearson } from '../../dist/scoring/statistics/clopper-pearson.js'
import { mcnemar } from '../../dist/scoring/statistics/mcnemar.js'
import { newcombe } from '../../dist/scoring/statistics/newcombe.js'
import { newcombePaired } from '../../dist/scoring/statistics/newcombe-paired.js'
import { oneSidedZ } from '../../dist/scoring/statistics/normal.js'
import { pairedDifference } from '../../dist/scoring/statistics/paired-difference.js'
import { signFlip } from '../../dist/scoring/statistics/sign-flip.js'
import { wilson } from '../../dist/scoring/statistics/wilson.js'
import { figure } from './figures.mjs'
import { seeded } from './measures.mjs'
import { betaDraws, tableOfCells } from './scoring-draws.mjs'

const DRAWS = 10_000
const MOST = 0.055
const NO_DIFFERENCE = [
  [0.7, 0.05, 0.05, 0.2],
  [0.6, 0.1, 0.1, 0.2],
  [0.4, 0.2, 0.2, 0.2],
  [0.25, 0.25, 0.25, 0.25],
  [0.85, 0.05, 0.05, 0.05],
  [0.1, 0.05, 0.05, 0.8],
]

export async function bench({ long }) {
  const alone = pairsTriedOnce()
  const repeated = pairsRepeated(long ? 10 * DRAWS : DRAWS)
  return [
    ...both('McNemar exact, counted out', alone.exact, { most: MOST }),
    ...both('paired interval without 0, counted out', alone.interval),
    ...both('two arms, interval without 0, counted out', twoArms()),
    ...both('repeated scenarios: signs, exact', repeated.exact, { most: MOST }),
    ...both('repeated scenarios: interval without 0', repeated.interval),
    ...both('repeated scenarios: both, as a verdict asks', repeated.verdict, { most: MOST }),
    ...both(
      'threshold met by one bound of Wilson',
      bounds((k, n) => wilson(k / n, n, oneSidedZ(0.95))[0]),
    ),
    ...both(
      'threshold met by one exact bound',
      bounds((k, n) => clopperPearson(k, n, 0.95, 1)[0]),
      { most: MOST },
    ),
  ]
}

/** The mean has the goal always; the worst only where the method promises it. */
function both(name, cells, worstGoal = {}) {
  const { error, where } = cells.reduce((a, b) => (b.error > a.error ? b : a))
  const mean = cells.reduce((sum, cell) => sum + cell.error, 0) / cells.length
  return [
    figure(`${name}: mean error`, mean, '', { most: MOST }),
    figure(`${name}: worst, at ${where}`, error, '', worstGoal),
  ]
}

const excludesNone = ({ low, high }) => low > 1e-12 || high < -1e-12
const sum = (values, of) => values.reduce((total, value) => total + of(value), 0)

function pairsTriedOnce() {
  const result = { exact: [], interval: [] }
  for (const n of [10, 20, 30, 50]) {
    const cells = tableOfCells(n).map((cell) => ({
      ...cell,
      exact: mcnemar(cell.cells[1], cell.cells[2]).exact <= 0.05,
      interval: excludesNone(newcombePaired(cell.cells)),
    }))
    for (const chance of NO_DIFFERENCE)
      for (const way of ['exact', 'interval']) {
        const error = sum(cells, (cell) => (cell[way] ? cell.probability(chance) : 0))
        result[way].push({ where: `${chance.join(' ')} of ${n}`, error })
      }
  }
  return result
}

function twoArms() {
  const cells = []
  for (const [n, m] of [
    [10, 10],
    [20, 20],
    [20, 50],
    [50, 50],
  ])
    for (const p of [0.05, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95]) {
      let error = 0
      for (let k = 0; k <= n; k++)
        for (let l = 0; l <= m; l++)
          if (excludesNone(newcombe({ hits: k, n }, { hits: l, n: m })))
            error += binomialProbability(k, n, p) * binomialProbability(l, m, p)
      cells.push({ where: `${p} of ${n} and ${m}`, error })
    }
  return cells
}

/** Scenarios differ, and some of them treat the two arms differently, but no arm is favoured. */
function pairsRepeated(draws) {
  const random = seeded(3)
  const result = { exact: [], interval: [], verdict: [] }
  for (const scenarios of [6, 10, 20, 40])
    for (const repeat of [2, 4, 8])
      for (const p of [0.3, 0.5, 0.9])
        for (const own of [0, 1]) {
          const levels = betaDraws(p, 0.3, random)
          const level = () => levels[Math.floor(random() * levels.length)]
          const counts = { exact: 0, interval: 0, verdict: 0 }
          for (let i = 0; i < draws; i++) {
            const clusters = Array.from({ length: scenarios }, () => {
              const a = level()
              const b = own === 1 ? level() : a
              const cells = [0, 0, 0, 0]
              for (let k = 0; k < repeat; k++) cells[(random() < a ? 0 : 2) + (random() < b ? 0 : 1)]++
              return cells
            })
            const interval = excludesNone(pairedDifference(clusters))
            const exact = signFlip(clusters.map(([, a, b]) => a - b)).exact <= 0.05
            if (interval) counts.interval++
            if (exact) counts.exact++
            if (interval && exact) counts.verdict++
          }
          const where = `${p} in ${scenarios} scenarios of ${repeat}${own ? ', levels apart' : ''}`
          for (const way of Object.keys(counts)) result[way].push({ where, error: counts[way] / draws })
        }
  return result
}

/** A share that is just the threshold, which must not be shown to be above. */
function bounds(lowOf) {
  const cells = []
  for (const threshold of [0.5, 0.8, 0.9, 0.95])
    for (let n = 20; n <= 200; n += 5) {
      let error = 0
      for (let k = 0; k <= n; k++) if (lowOf(k, n) >= threshold) error += binomialProbability(k, n, threshold)
      cells.push({ where: `${threshold} after ${n}`, error })
    }
  return cells
}
