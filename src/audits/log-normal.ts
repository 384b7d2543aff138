/** Scores a time on a log-normal curve through two control points, the way Lighthouse scores its metrics. */

/** Inverse of erfc at 1/5: where the curve falls to 0.9. */
const INVERSE_ERFC_ONE_FIFTH = 0.9061938024368232

/**
 * Share of a log-normal population that takes longer than `value`: 1 at 0, 0.9 at `p10`, 0.5 at `median`.
 * Method: https://github.com/GoogleChrome/lighthouse/blob/main/shared/statistics.js
 * @param value milliseconds, or any unit shared with the control points
 */
export function logNormalScore(value: number, { p10, median }: { p10: number; median: number }): number {
  if (value <= 0) return 1
  const x = (INVERSE_ERFC_ONE_FIFTH * Math.log(value / median)) / Math.log(median / p10)
  return Math.min(1, Math.max(0, erfc(x) / 2))
}

/**
 * Complementary error function, to about 14 digits.
 * Near 0 the series of DLMF 7.6.2 (all terms positive), else the continued fraction of DLMF 7.9.1, from the back.
 */
export function erfc(x: number): number {
  if (x < 0) return 2 - erfc(-x)
  if (x > 27) return 0
  const gauss = Math.exp(-x * x)
  if (x < 2.5) {
    let term = x
    let sum = x
    for (let n = 1; term > sum * 1e-17; n++) {
      term *= (2 * x * x) / (2 * n + 1)
      sum += term
    }
    return 1 - (2 / Math.sqrt(Math.PI)) * gauss * sum
  }
  let tail = 0
  for (let n = 120; n >= 1; n--) tail = n / 2 / (x + tail)
  return gauss / Math.sqrt(Math.PI) / (x + tail)
}
