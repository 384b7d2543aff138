/** The difference of two shares seen in pairs, where the same scenario was tried in pairs several times. */
import { clusteredSize } from './clustered-size.js'
import { type Confidence, MIN_CLUSTERS } from './clustered-wilson.js'
import { type Cells, newcombePaired } from './newcombe-paired.js'
import { criticalZ } from './normal.js'

export interface PairedDifference {
  /** Share of A minus share of B. */
  difference: number
  pairs: number
  clusters: number
  nEffective: number
  /** All pairs: both met, only A, only B, neither. */
  cells: Cells
  /** null where there are too few clusters for an interval. */
  low: number | null
  high: number | null
}

/**
 * Newcombe's paired score interval with the cells scaled to the effective number of pairs, from the correlation of the
 * differences (1, 0, -1) within a scenario: see clustered-size.ts. With one pair a scenario it is the plain interval.
 * null without pairs.
 * @param clusters the pairs of each scenario
 */
export function pairedDifference(
  clusters: readonly Cells[],
  { confidence = 0.95, sides = 2 }: Confidence = {},
): PairedDifference | null {
  const held = clusters.filter((cells) => pairsOf(cells) > 0)
  if (held.length === 0) return null
  const sums = held.map((cells) => ({
    n: pairsOf(cells),
    sum: cells[1] - cells[2],
    squares: cells[1] + cells[2],
  }))
  const telling = sums.filter(({ squares }) => squares > 0).length
  const { n, nEffective, nInterval } = clusteredSize(sums, telling, confidence, sides)
  const cells: Cells = [at(held, 0), at(held, 1), at(held, 2), at(held, 3)]
  const common = { pairs: n, clusters: held.length, nEffective, cells }
  const scale = nInterval / n
  const scaled: Cells = [cells[0] * scale, cells[1] * scale, cells[2] * scale, cells[3] * scale]
  const interval = newcombePaired(scaled, criticalZ(confidence, sides))
  const difference = (cells[1] - cells[2]) / n
  if (held.length < MIN_CLUSTERS || interval === null) return { difference, ...common, low: null, high: null }
  return { difference, ...common, low: interval.low, high: interval.high }
}

const pairsOf = (cells: Cells) => cells[0] + cells[1] + cells[2] + cells[3]

const at = (clusters: readonly Cells[], i: 0 | 1 | 2 | 3) =>
  clusters.reduce((sum, cells) => sum + cells[i], 0)
