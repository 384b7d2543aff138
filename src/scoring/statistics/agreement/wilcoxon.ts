/** Wilcoxon's signed-rank test, exactly: for small samples, ties and all. */

/**
 * p-value of "the values lie around or above 0" against "they lie below" (Wilcoxon, Biometrics Bulletin 1 (1945) 80).
 * Zeros are left out; ties share the mean of their ranks, and the distribution is that of all signs of the very
 * ranks. 1 where nothing is left.
 */
export function signedRankBelow(sample: readonly number[]): number {
  const values = sample.filter((value) => value !== 0).sort((a, b) => Math.abs(a) - Math.abs(b))
  // Twice the ranks, so that halves are whole.
  const ranks: number[] = []
  for (let from = 0; from < values.length; ) {
    let to = from
    while (to < values.length && sameSize(values[to], values[from])) to++
    for (let i = from; i < to; i++) ranks.push(from + 1 + to)
    from = to
  }
  const positive = ranks.reduce((sum, rank, i) => sum + ((values[i] ?? 0) > 0 ? rank : 0), 0)
  const total = ranks.reduce((sum, rank) => sum + rank, 0)
  // Share of all signs that give each sum of positive ranks.
  let shares = new Float64Array(total + 1)
  shares[0] = 1
  for (const rank of ranks) {
    const next = new Float64Array(total + 1)
    for (let sum = 0; sum <= total; sum++)
      next[sum] = ((shares[sum] ?? 0) + (sum >= rank ? (shares[sum - rank] ?? 0) : 0)) / 2
    shares = next
  }
  return Math.min(
    1,
    shares.subarray(0, positive + 1).reduce((sum, share) => sum + share, 0),
  )
}

/** 1 - 0.1 and -1 + 0.1 are ties whatever their last bits say. */
const sameSize = (a = 0, b = 0) => Math.abs(Math.abs(a) - Math.abs(b)) < 1e-9
