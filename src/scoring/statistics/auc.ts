/** Area under the ROC curve. */

/**
 * How likely a positive stands above a negative, ties counted half: the Mann-Whitney statistic divided by the number
 * of pairs (Hanley and McNeil, Radiology 143 (1982) 29). null where one of both is empty.
 */
export function auc(positives: readonly number[], negatives: readonly number[]): number | null {
  if (positives.length === 0 || negatives.length === 0) return null
  const all = [
    ...positives.map((value) => ({ value, positive: true })),
    ...negatives.map((value) => ({ value, positive: false })),
  ].sort((a, b) => a.value - b.value)
  let ranks = 0
  for (let from = 0; from < all.length; ) {
    let to = from
    while (to < all.length && all[to]?.value === all[from]?.value) to++
    // Ties share the mean of their ranks, which are counted from 1.
    const tied = all.slice(from, to).filter(({ positive }) => positive).length
    ranks += (tied * (from + 1 + to)) / 2
    from = to
  }
  const { length: n } = positives
  return (ranks - (n * (n + 1)) / 2) / (n * negatives.length)
}
