/** Cohen's kappa: agreement of two raters beyond what their habits alone would give. */

/**
 * Cohen, Educational and Psychological Measurement 20 (1960) 37. null where both said one label only, so that
 * nothing but agreement was to be expected.
 * @param pairs what the first and the second rater said of each thing
 */
export function cohenKappa(pairs: readonly (readonly [string, string])[]): number | null {
  const n = pairs.length
  if (n === 0) return null
  const first = new Map<string, number>()
  const second = new Map<string, number>()
  let same = 0
  for (const [a, b] of pairs) {
    first.set(a, (first.get(a) ?? 0) + 1)
    second.set(b, (second.get(b) ?? 0) + 1)
    if (a === b) same++
  }
  const expected =
    [...first].reduce((sum, [label, count]) => sum + count * (second.get(label) ?? 0), 0) / n ** 2
  return expected === 1 ? null : (same / n - expected) / (1 - expected)
}
