/** The binomial distribution. */

/** Probability of exactly `k` in `n`, by logarithms, so that large n do not underflow. @param p 0..1 */
export function binomialProbability(k: number, n: number, p: number): number {
  if (p <= 0 || p >= 1) return k === (p <= 0 ? 0 : n) ? 1 : 0
  return Math.exp(
    logFactorial(n) - logFactorial(k) - logFactorial(n - k) + k * Math.log(p) + (n - k) * Math.log1p(-p),
  )
}

/** Probability of at most `k` in `n`. */
export function binomialCdf(k: number, n: number, p: number): number {
  if (k >= n) return 1
  let sum = 0
  for (let i = 0; i <= k; i++) sum += binomialProbability(i, n, p)
  return Math.min(1, sum)
}

/** Smallest k whose cumulative probability reaches `share`. */
export function binomialQuantile(share: number, n: number, p: number): number {
  // Sums of many small terms fall short by some units in the last place; the tolerance is far above that.
  let sum = 0
  for (let k = 0; k < n; k++) {
    sum += binomialProbability(k, n, p)
    if (sum >= share - 1e-10) return k
  }
  return n
}

const logFactorials = [0]

function logFactorial(n: number): number {
  for (let k = logFactorials.length; k <= n; k++)
    logFactorials.push((logFactorials[k - 1] as number) + Math.log(k))
  return logFactorials[n] as number
}
