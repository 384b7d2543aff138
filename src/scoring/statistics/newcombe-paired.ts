/** Interval of the difference of two proportions that were seen in pairs. */
import { type Difference, squareAndAdd } from './newcombe.js'
import { wilson } from './wilson.js'

/** Pairs in which both were met, only A, only B, neither. */
export type Cells = readonly [both: number, onlyA: number, onlyB: number, neither: number]

/**
 * Share of A minus share of B, with its score interval for pairs and the correlation corrected for continuity
 * (Newcombe, Stat. Med. 17 (1998) 2635, method 10). Cells may be effective numbers. null without pairs.
 */
export function newcombePaired(cells: Cells, z?: number): Difference | null {
  const [both, onlyA, onlyB, neither] = cells
  const n = both + onlyA + onlyB + neither
  if (n <= 0) return null
  const [p, q] = [(both + onlyA) / n, (both + onlyB) / n]
  return squareAndAdd(p, q, wilson(p, n, z), wilson(q, n, z), correlation(cells, n))
}

/** The phi coefficient; a positive one is drawn towards 0 by half of the pairs. 0 where a margin is empty. */
function correlation([both, onlyA, onlyB, neither]: Cells, n: number): number {
  const margins = (both + onlyA) * (onlyB + neither) * (both + onlyB) * (onlyA + neither)
  if (margins <= 0) return 0
  const excess = both * neither - onlyA * onlyB
  return (excess > 0 ? Math.max(excess - n / 2, 0) : excess) / Math.sqrt(margins)
}
