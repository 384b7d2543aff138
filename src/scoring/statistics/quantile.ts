/** Quantiles of times in which some answers never came. */

/**
 * Type-7 quantile (Hyndman and Fan, Am. Stat. 50 (1996) 361) of values in any unit. A silence counts as longer
 * than every value; where the quantile falls on one the result is null, as it is of nothing.
 * @param silences how many values are missing because nothing came
 * @param p 0..1
 */
export function quantile(values: readonly number[], silences: number, p: number): number | null {
  const n = values.length + silences
  if (n === 0) return null
  const sorted = [...values].sort((a, b) => a - b)
  const at = (n - 1) * p
  const low = sorted[Math.floor(at)]
  const high = sorted[Math.ceil(at)]
  if (low === undefined || high === undefined) return null
  return low + (at - Math.floor(at)) * (high - low)
}
