/** By how much times differ, whatever their distribution: Hodges and Lehmann's estimate with Wilcoxon's interval. */
import type { Confidence } from './clustered-wilson.js'
import { criticalZ } from './normal.js'
import { rankSumQuantile, signedRankQuantile } from './rank-quantiles.js'

export interface Shift {
  shift: number
  /** Infinite where the sample is too small for a bound. */
  low: number
  high: number
}

/**
 * Shift of paired differences: the median of their Walsh averages, with the averages at the ranks of the signed-rank
 * distribution as its interval (Hodges and Lehmann, Ann. Math. Stat. 34 (1963) 598; Hollander and Wolfe, Nonparametric
 * Statistical Methods, section 3.3). One difference a scenario: means over its repetitions. Give logarithms for a
 * ratio. null without differences.
 */
export function hodgesLehmann(
  differences: readonly number[],
  { confidence = 0.95, sides = 2 }: Confidence = {},
): Shift | null {
  const n = differences.length
  if (n === 0) return null
  const sorted = Float64Array.from(differences).sort()
  const pairs = (n * (n + 1)) / 2
  // Walsh averages are sums of pairs i <= j. All pairs hold each of i < j twice, and each of i = j once.
  const atMost = (x: number) => (pairsAtMost(sorted, sorted, x) + countAtMost(sorted, x / 2)) / 2
  const rank = signedRankQuantile((1 - confidence) / sides, n, criticalZ(confidence, sides))
  return bounds((k) => smallest(k, sorted, sorted, atMost) / 2, pairs, rank)
}

/**
 * Shift of `a` against `b`, two independent samples: the median of all differences a - b, with the differences at the
 * ranks of the rank-sum distribution as its interval (ibid., section 4.3). null where one of both is empty.
 */
export function hodgesLehmannTwo(
  a: readonly number[],
  b: readonly number[],
  { confidence = 0.95, sides = 2 }: Confidence = {},
): Shift | null {
  if (a.length === 0 || b.length === 0) return null
  const first = Float64Array.from(a).sort()
  const second = Float64Array.from(b, (value) => -value).sort()
  const rank = rankSumQuantile((1 - confidence) / sides, a.length, b.length, criticalZ(confidence, sides))
  const atMost = (x: number) => pairsAtMost(first, second, x)
  return bounds((k) => smallest(k, first, second, atMost), a.length * b.length, rank)
}

/** @param rank the lower bound's, from 1; 0 where there is none */
function bounds(at: (k: number) => number, n: number, rank: number): Shift {
  const shift = (at(Math.floor((n + 1) / 2)) + at(Math.ceil((n + 1) / 2))) / 2
  if (rank === 0) return { shift, low: -Infinity, high: Infinity }
  return { shift, low: at(rank), high: at(n + 1 - rank) }
}

/**
 * The k-th smallest sum of one value of each, found by halving, so that the pairs are never all held at once: a
 * hundred thousand values take no more memory than themselves.
 */
function smallest(k: number, a: Float64Array, b: Float64Array, atMost: (x: number) => number): number {
  let low = (a[0] as number) + (b[0] as number)
  let high = (a.at(-1) as number) + (b.at(-1) as number)
  if (atMost(low) >= k) return low
  // Invariant: fewer than k sums lie at or below low, at least k at or below high.
  for (let i = 0; i < 200; i++) {
    const middle = low + (high - low) / 2
    if (middle <= low || middle >= high) break
    if (atMost(middle) >= k) high = middle
    else low = middle
  }
  return high
}

/** How many pairs sum up to at most `x`; both sorted. */
function pairsAtMost(a: Float64Array, b: Float64Array, x: number): number {
  let count = 0
  let j = b.length
  for (const value of a) {
    while (j > 0 && value + (b[j - 1] as number) > x) j--
    count += j
  }
  return count
}

function countAtMost(sorted: Float64Array, x: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as number) <= x) low = middle + 1
    else high = middle
  }
  return low
}
