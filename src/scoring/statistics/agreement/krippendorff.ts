/** Krippendorff's alpha for labels without order, with values missing here and there. */

/**
 * 1 - observed / expected disagreement, by the coincidences of values within units: Krippendorff, Computing
 * Krippendorff's Alpha-Reliability (2011), section C. A unit with fewer than two values says nothing. null where
 * nothing can be compared, or all values are the same.
 * @param units the values that each thing was given
 */
export function nominalAlpha(units: readonly (readonly string[])[]): number | null {
  const totals = new Map<string, number>()
  let values = 0
  let apart = 0
  for (const unit of units) {
    if (unit.length < 2) continue
    const counts = new Map<string, number>()
    for (const value of unit) counts.set(value, (counts.get(value) ?? 0) + 1)
    for (const [value, count] of counts) {
      totals.set(value, (totals.get(value) ?? 0) + count)
      apart += (count * (unit.length - count)) / (unit.length - 1)
    }
    values += unit.length
  }
  let expected = 0
  for (const count of totals.values()) expected += count * (values - count)
  return expected === 0 ? null : 1 - ((values - 1) * apart) / expected
}
