/** What a share is worth that an imperfect judge counted. */
import { criticalZ } from './normal.js'

export interface Corrected {
  share: number
  low: number
  high: number
}

interface Seen {
  hits: number
  n: number
}

/**
 * The share that a judge with this sensitivity (says yes where it is so) and specificity (says no where it is not)
 * would have to have seen: (share + specificity - 1) / (sensitivity + specificity - 1), kept within 0..1. Rogan and
 * Gladen, Am. J. Epidemiol. 107 (1978) 71. null for a judge who is no better than a coin.
 */
export function roganGladen(share: number, sensitivity: number, specificity: number): number | null {
  const better = sensitivity + specificity - 1
  return better <= 0 ? null : within((share + specificity - 1) / better)
}

/**
 * The same with its interval, which holds the doubt about the sample and about the judge: Lang and Reiczigel, Prev. Vet.
 * Med. 113 (2014) 13. null for a judge who is no better than a coin, or without trials.
 * @param seen what the judge counted
 * @param sensitivity right among those where it was so, in calibration
 * @param specificity right among those where it was not
 */
export function roganGladenInterval(
  seen: Seen,
  sensitivity: Seen,
  specificity: Seen,
  confidence = 0.95,
): Corrected | null {
  if (seen.n <= 0 || sensitivity.n <= 0 || specificity.n <= 0) return null
  const z = criticalZ(confidence, 2)
  // Agresti and Coull's n and share for the sample, one hit and one miss more for the judge's rates.
  const n = seen.n + z * z
  const p = (seen.hits + (z * z) / 2) / n
  const se = (sensitivity.hits + 1) / (sensitivity.n + 2)
  const sp = (specificity.hits + 1) / (specificity.n + 2)
  const share = roganGladen(
    seen.hits / seen.n,
    sensitivity.hits / sensitivity.n,
    specificity.hits / specificity.n,
  )
  const better = se + sp - 1
  if (share === null || better <= 0) return null
  const estimate = (p + sp - 1) / better
  const ofYes = (se * (1 - se)) / (sensitivity.n + 2)
  const ofNo = (sp * (1 - sp)) / (specificity.n + 2)
  const error = Math.sqrt((p * (1 - p)) / n + ofYes * estimate ** 2 + ofNo * (1 - estimate) ** 2) / better
  const middle = estimate + 2 * z * z * (ofYes * estimate - ofNo * (1 - estimate))
  return { share, low: within(middle - z * error), high: within(middle + z * error) }
}

const within = (share: number) => Math.min(1, Math.max(0, share))
