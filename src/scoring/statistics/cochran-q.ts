/** Cochran's Q: whether more than two ways fare differently where they were tried on the same things. */
import { chdtrc } from './special.js'

export interface CochranQ {
  q: number
  freedom: number
  p: number
}

/**
 * Cochran, Biometrika 37 (1950) 256. A thing on which all ways agree says nothing; p is 1 where all do.
 * @param table a row each thing, with 1 (met) or 0 for each way
 */
export function cochranQ(table: readonly (readonly number[])[]): CochranQ {
  const ways = table[0]?.length ?? 0
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  const rows = table.map(sum)
  const columns = Array.from({ length: ways }, (_, i) => sum(table.map((row) => row[i] ?? 0)))
  const total = sum(rows)
  const spread = ways * total - sum(rows.map((row) => row * row))
  const freedom = Math.max(0, ways - 1)
  if (spread <= 0) return { q: 0, freedom, p: 1 }
  const q = (freedom * (ways * sum(columns.map((column) => column * column)) - total * total)) / spread
  return { q, freedom, p: chdtrc(freedom, q) }
}
