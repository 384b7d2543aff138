/** Student's t: its distribution, and whether the mean of a sample lies below a value. */

/** Lanczos' approximation of the logarithm of the gamma function (g = 7, 9 terms), for x > 0. */
function logGamma(x: number): number {
  const terms = [
    0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
    12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
  ]
  const sum = terms.reduce((total, term, i) => total + (i === 0 ? term : term / (x - 1 + i)), 0)
  const t = x + 6.5
  return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum)
}

const STEPS = 500
const TINY = 1e-300

/**
 * The regularised incomplete beta function by its continued fraction (DLMF 8.17.22), evaluated from the front
 * (Lentz, Applied Optics 15 (1976) 668).
 */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a)
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log(1 - x))
  const apart = (value: number) => (Math.abs(value) < TINY ? TINY : value)
  let d = 0
  let c = 1
  let fraction = 1
  for (let i = 0; i <= STEPS; i++) {
    const m = i >> 1
    const step =
      i === 0
        ? 1
        : i % 2 === 0
          ? (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
          : (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / apart(1 + step * d)
    c = apart(1 + step / c)
    fraction *= c * d
    if (Math.abs(1 - c * d) < 1e-15) break
  }
  return (front * (fraction - 1)) / a
}

/** How likely a value of Student's t with these degrees of freedom is at most `t`. */
export function studentCdf(t: number, freedom: number): number {
  const tail = incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2
  return t > 0 ? 1 - tail : tail
}

/**
 * p-value of "the mean is at least `value`" against "it lies below" (Student, Biometrika 6 (1908) 1).
 * Where all values are the same there is no doubt: 0 or 1.
 * @param sample at least two values
 */
export function tTestBelow(sample: readonly number[], value: number): number {
  const n = sample.length
  const mean = sample.reduce((sum, x) => sum + x, 0) / n
  const variance = sample.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1)
  if (variance === 0) return mean < value ? 0 : 1
  return studentCdf((mean - value) / Math.sqrt(variance / n), n - 1)
}
