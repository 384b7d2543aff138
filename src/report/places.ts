/** Places in a league that claim no more than the numbers: who cannot be told apart shares one. */
import type { Category } from '../documents/types/result.js'

export interface Place {
  /** One more than how many are better beyond doubt. */
  place: number
  /** How many stand in it. */
  shared: number
}

/**
 * The place of each score of one category. A score is better beyond doubt where its 95 % interval lies wholly above
 * the other's; a score without an interval has no place, since nothing says how sure it is.
 */
export function places(categories: readonly (Category | undefined)[]): (Place | null)[] {
  const bounds = categories.map((category) => {
    const [low, high] = category?.score == null ? [] : (category.interval ?? [])
    return low === undefined || high === undefined ? null : { low, high }
  })
  const lows = bounds.flatMap((one) => (one ? [one.low] : [])).sort((a, b) => a - b)
  const place = bounds.map((one) => (one ? 1 + above(lows, one.high) : null))
  const shared = new Map<number, number>()
  for (const one of place) if (one !== null) shared.set(one, (shared.get(one) ?? 0) + 1)
  return place.map((one) => (one === null ? null : { place: one, shared: shared.get(one) ?? 1 }))
}

/** How many of the sorted values are greater. */
function above(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] as number) > value) high = middle
    else low = middle + 1
  }
  return sorted.length - low
}
