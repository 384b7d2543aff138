/** Requirements of the kind difference, of times and numbers: how many times as long the tested arm takes. */
import { milliseconds } from '../../documents/duration.js'
import type { Requirement } from '../../documents/types/profile.js'
import { signedRankBelow } from '../statistics/agreement/wilcoxon.js'
import { MIN_CLUSTERS } from '../statistics/clustered-wilson.js'
import { hodgesLehmann } from '../statistics/hodges-lehmann.js'
import { normalCdf } from '../statistics/normal.js'
import { ratioReason } from './difference-reasons.js'
import { byCluster, confidenceOf, type Kind, type Outcome, type Paired } from './item.js'
import { finite, round } from './numbers.js'
import { nothing } from './reasons.js'

/** Stands for endless: far beyond every difference of times, or of their logarithms. */
const ENDLESS = 1e12
/** The exact distribution of signed ranks grows with the third power of their number. */
const MOST_EXACT = 200

/**
 * Hodges and Lehmann's estimate with Wilcoxon's interval, over scenarios: repetitions of one are averaged first. With
 * `as: ratio` of the logarithms. More is worse: pass where the upper bound is within the threshold, fail where the
 * lower one is beyond it. A silence of one side alone is longer than all; of both sides it is a tie.
 */
export const ratio: Kind<Paired> = {
  decide,
  isOpen: ({ test, control }) => test === undefined || control === undefined,
  settle: (item, how) => ({
    ...item,
    test: item.test ?? (how === 'passed' ? 0 : Number.POSITIVE_INFINITY),
    control: item.control ?? (how === 'passed' ? Number.POSITIVE_INFINITY : 0),
  }),
  proofs: (requirement) => {
    const limit = limitOf(requirement)
    return (pair) => {
      const apart = apartOf(pair, requirement)
      return apart > limit ? { value: shown(apart, requirement) } : undefined
    }
  },
}

function decide(pairs: readonly Paired[], requirement: Requirement): Outcome {
  if (pairs.length === 0) return nothing(requirement)
  const confidence = confidenceOf(requirement)
  const { minimum = 1 } = requirement
  const means = byCluster(pairs).map((own) => meanOf(own.map((pair) => apartOf(pair, requirement))))
  const one = hodgesLehmann(means, { confidence, sides: 1 })
  const two = hodgesLehmann(means, { confidence: 0.95, sides: 2 })
  if (one === null || two === null) return nothing(requirement)
  const limit = limitOf(requirement)
  const enough = pairs.length >= minimum && means.length >= MIN_CLUSTERS
  const verdict = !enough
    ? 'inconclusive'
    : one.high <= limit
      ? 'pass'
      : one.low > limit
        ? 'fail'
        : 'inconclusive'
  const [value, low, high] = [one.shift, one.low, one.high].map((apart) => shown(apart, requirement))
  const p = pOf(means)
  const further = pairs.length < minimum ? minimum - pairs.length : null
  return {
    verdict,
    reason: ratioReason(verdict, {
      n: pairs.length,
      clusters: means.length,
      value: value ?? null,
      low: low ?? null,
      high: high ?? null,
      threshold: shown(limit, requirement) ?? 0,
      confidence,
      minimum,
      further,
      requirement,
    }),
    n: pairs.length,
    clusters: means.length,
    nEffective: means.length,
    value: value ?? null,
    bounds: [low ?? null, high ?? null],
    interval: [shown(two.low, requirement), shown(two.high, requirement)],
    further,
    p: round(p),
    passUpTo: enough ? (high ?? null) : null,
    failFrom: enough ? (low ?? null) : null,
  }
}

/** How far apart the two sides are; of logarithms, where a ratio is asked for. */
function apartOf({ test = 0, control = 0 }: Paired, requirement: Requirement): number {
  if (test === control) return 0
  const scale = (value: number) => (isRatio(requirement) ? Math.log(Math.max(1, value)) : value)
  const apart = scale(test) - scale(control)
  return Number.isFinite(apart) ? apart : Math.sign(apart) * ENDLESS
}

/** In the unit of `apartOf`. */
function limitOf(requirement: Requirement): number {
  const { threshold = isRatio(requirement) ? 1 : 0 } = requirement
  const value = typeof threshold === 'string' ? milliseconds(threshold) : threshold
  return isRatio(requirement) ? Math.log(value) : value
}

/** In the unit of the requirement; null where it is endless. */
function shown(apart: number, requirement: Requirement): number | null {
  if (Math.abs(apart) > ENDLESS / 1e6) return null
  return finite(isRatio(requirement) ? Math.exp(apart) : apart)
}

const isRatio = ({ as }: Requirement) => as === 'ratio'

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

/** Two-sided, of Wilcoxon's signed-rank test. */
function pOf(means: readonly number[]): number {
  if (means.length <= MOST_EXACT) {
    const less = means.map((value) => -value)
    return Math.min(1, 2 * Math.min(signedRankBelow(means), signedRankBelow(less)))
  }
  const sizes = means.filter((value) => value !== 0).sort((a, b) => Math.abs(a) - Math.abs(b))
  const n = sizes.length
  const positive = sizes.reduce((sum, value, i) => sum + (value > 0 ? i + 1 : 0), 0)
  const apart = Math.abs(positive - (n * (n + 1)) / 4)
  return n === 0 ? 1 : Math.min(1, 2 * normalCdf(-apart / Math.sqrt((n * (n + 1) * (2 * n + 1)) / 24)))
}
