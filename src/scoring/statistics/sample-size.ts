/** How many observations a comparison needs. */
import { normalCdf, normalQuantile } from './normal.js'

export interface Error {
  /** Chance of a difference that is none; two-sided, default .05. */
  alpha?: number
  /** Chance of missing the difference, default .2. */
  beta?: number
}

/**
 * Observations in each of two independent arms with shares `p` and `q`, not rounded (Fleiss, Levin and Paik,
 * Statistical Methods for Rates and Proportions (2003), formula 4.14, without correction for continuity).
 */
export function twoSharesSize(p: number, q: number, { alpha = 0.05, beta = 0.2 }: Error = {}): number {
  const { ofNull, ofOther } = deviations(p, q)
  return ((normalQuantile(1 - alpha / 2) * ofNull + normalQuantile(1 - beta) * ofOther) / (p - q)) ** 2
}

/** Chance that `n` in each arm show the difference. */
export function twoSharesPower(p: number, q: number, n: number, alpha = 0.05): number {
  const { ofNull, ofOther } = deviations(p, q)
  return normalCdf((Math.sqrt(n) * Math.abs(p - q) - normalQuantile(1 - alpha / 2) * ofNull) / ofOther)
}

function deviations(p: number, q: number) {
  const mean = (p + q) / 2
  return { ofNull: Math.sqrt(2 * mean * (1 - mean)), ofOther: Math.sqrt(p * (1 - p) + q * (1 - q)) }
}

/**
 * Pairs for McNemar's test, not rounded (Connor, Biometrics 43 (1987) 207).
 * @param onlyA share of pairs in which only the first is met
 * @param onlyB share of pairs in which only the second is
 */
export function pairsSize(onlyA: number, onlyB: number, { alpha = 0.05, beta = 0.2 }: Error = {}): number {
  const [psi, d] = [onlyA + onlyB, onlyA - onlyB]
  const needed =
    normalQuantile(1 - alpha / 2) * Math.sqrt(psi) + normalQuantile(1 - beta) * Math.sqrt(psi - d * d)
  return (needed / d) ** 2
}

export interface Repeated {
  /** Variance of the difference between scenarios. */
  between: number
  /** Variance of one try within a scenario, of A and of B. */
  within: readonly [number, number]
  /** Tries of each scenario. */
  repeats: readonly [number, number]
}

/** Scenarios that show a difference `d` of paired means, not rounded. Miller (arXiv 2411.00640), section 5. */
export function scenariosSize(
  d: number,
  repeated: Repeated,
  { alpha = 0.05, beta = 0.2 }: Error = {},
): number {
  return (zOf(alpha, beta) / d) ** 2 * varianceOf(repeated)
}

/** The smallest difference that `n` scenarios show (ibid.): more tries never take away what lies between scenarios. */
export function detectable(n: number, repeated: Repeated, { alpha = 0.05, beta = 0.2 }: Error = {}): number {
  return zOf(alpha, beta) * Math.sqrt(varianceOf(repeated) / n)
}

const zOf = (alpha: number, beta: number) => normalQuantile(1 - alpha / 2) + normalQuantile(1 - beta)

function varianceOf({ between, within: [a, b], repeats: [ka, kb] }: Repeated): number {
  return between + a / ka + b / kb
}
