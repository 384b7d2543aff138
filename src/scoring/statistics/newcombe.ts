/** Interval of the difference of two independent proportions. */
import { wilson } from './wilson.js'

export interface Share {
  hits: number
  n: number
}

export interface Difference {
  difference: number
  low: number
  high: number
}

/**
 * Share of `a` minus share of `b`, with its hybrid score interval (Newcombe, Stat. Med. 17 (1998) 873, method 10).
 * The numbers may be effective ones and need not be whole. null where one of both is empty.
 */
export function newcombe(a: Share, b: Share, z?: number): Difference | null {
  if (a.n <= 0 || b.n <= 0) return null
  const [p, q] = [a.hits / a.n, b.hits / b.n]
  return squareAndAdd(p, q, wilson(p, a.n, z), wilson(q, b.n, z), 0)
}

/**
 * Interval of p - q from an interval of each: MOVER (Zou and Donner, Stat. Med. 27 (2008) 1693).
 * @param phi how the two go together, in -1..1
 */
export function squareAndAdd(
  p: number,
  q: number,
  [lowP, highP]: readonly [number, number],
  [lowQ, highQ]: readonly [number, number],
  phi: number,
): Difference {
  // Below 0 by rounding only.
  const off = (a: number, b: number) => Math.sqrt(Math.max(0, a * a - 2 * phi * a * b + b * b))
  const difference = p - q
  return {
    difference,
    low: Math.max(-1, difference - off(p - lowP, highQ - q)),
    high: Math.min(1, difference + off(highP - p, q - lowQ)),
  }
}
