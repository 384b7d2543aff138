/** McNemar's test: whether two ways fare differently where they were tried on the same things. */

import { binomialCdf, binomialProbability } from './binomial.js'
import { chdtrc } from './special.js'

export interface McNemar {
  chi2: number
  /** Of chi-squared, without and with the correction of Edwards (1948) for continuity. */
  p: number
  corrected: { chi2: number; p: number }
  /** Two-sided; what is printed below 25 discordant pairs. */
  exact: number
  midP: number
}

/**
 * McNemar, Psychometrika 12 (1947) 153; mid-p: Fagerland, Lydersen and Laake, BMC Med. Res. Methodol. 13 (2013) 91.
 * For pairs that are independent of each other; see sign-flip.ts for scenarios that were repeated.
 * @param b pairs in which only the first was met
 * @param c pairs in which only the second was
 */
export function mcnemar(b: number, c: number): McNemar {
  const n = b + c
  if (n === 0) return { chi2: 0, p: 1, corrected: { chi2: 0, p: 1 }, exact: 1, midP: 1 }
  const fewer = Math.min(b, c)
  const chi2 = (b - c) ** 2 / n
  const lower = (Math.abs(b - c) - 1) ** 2 / n
  const exact = Math.min(1, 2 * binomialCdf(fewer, n, 0.5))
  return {
    chi2,
    p: chdtrc(1, chi2),
    corrected: { chi2: lower, p: chdtrc(1, lower) },
    exact,
    midP: exact - binomialProbability(fewer, n, 0.5) * (b === c ? 0.5 : 1),
  }
}

/** Fewest discordant pairs, all of one kind, with which the exact test can reach `alpha`: 6 at .05. */
export function fewestDiscordant(alpha = 0.05): number {
  return Math.ceil(1 - Math.log2(alpha))
}
