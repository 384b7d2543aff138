/** A judge errs: what a share is worth once its known errors are taken out. */
import type { Requirement } from '../../documents/types/profile.js'
import type { Sensitivity } from '../../documents/types/scorecard.js'
import { roganGladen } from '../statistics/rogan-gladen.js'
import type { Decided, Outcome } from './item.js'
import { round } from './numbers.js'

/** How often the judge is right, where people said yes and where they said no. */
export interface JudgeErrors {
  sensitivity: number
  specificity: number
}

/**
 * Rogan and Gladen's share for what the judge decided, as seen for the rest. The bounds move with it and stretch by
 * the same factor, which leaves out the doubt about the judge's rates themselves. Empty where no judge took part, or
 * one that is no better than a coin.
 */
export function correctedOf(
  seen: readonly Decided[],
  outcome: Pick<Outcome, 'value' | 'bounds'>,
  requirement: Requirement,
  errors: JudgeErrors,
): Pick<Sensitivity, 'corrected' | 'correctedVerdict'> {
  const own = seen.filter(({ judged }) => judged)
  if (own.length === 0 || typeof outcome.value !== 'number') return {}
  const share = own.filter(({ value }) => value === 1).length / own.length
  const right = roganGladen(share, errors.sensitivity, errors.specificity)
  if (right === null) return { corrected: null }
  const weight = own.length / seen.length
  const corrected = outcome.value + weight * (right - share)
  const stretch = 1 - weight + weight / (errors.sensitivity + errors.specificity - 1)
  const [low = null, high = null] = outcome.bounds ?? []
  const value = outcome.value
  const moved = (bound: number) => corrected + (bound - value) * stretch
  const threshold = Number(requirement.threshold ?? 0)
  const isSmall = low === null || high === null || seen.length < (requirement.minimum ?? 1)
  return {
    corrected: round(corrected),
    correctedVerdict: isSmall
      ? 'inconclusive'
      : moved(low) >= threshold
        ? 'pass'
        : moved(high) < threshold
          ? 'fail'
          : 'inconclusive',
  }
}
