/** How far a category score depends on the weights of its audits, which are a choice. */

/** The mean score of an audit, 0..1, and its weight. */
export interface Weighed {
  weight: number
  mean: number
}

/** A weight that is half or double of what was chosen could as well have been chosen. */
const FACTORS = [0.5, 2]

/**
 * Lowest and highest weighted mean, 0..1, when the weight of any one audit is halved or doubled: one at a time, as in
 * the sensitivity analysis of composite indicators (OECD, Handbook on Constructing Composite Indicators (2008), step
 * 7). With a single audit both are its mean. null without audits that weigh anything.
 */
export function weightSensitivity(audits: readonly Weighed[]): { low: number; high: number } | null {
  const weighed = audits.filter(({ weight }) => weight > 0)
  if (weighed.length === 0) return null
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0)
  const sum = weighed.reduce((whole, { weight, mean }) => whole + weight * mean, 0)
  const means = weighed.flatMap(({ weight, mean }) =>
    FACTORS.map((factor) => (sum + (factor - 1) * weight * mean) / (total + (factor - 1) * weight)),
  )
  return { low: Math.min(...means), high: Math.max(...means) }
}
