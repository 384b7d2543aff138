/** Requirements of the kind quantile: how long it takes at most, in a given share of cases. */
import { milliseconds } from '../../documents/duration.js'
import type { Requirement } from '../../documents/types/profile.js'
import { clusteredQuantile } from '../statistics/clustered-quantile.js'
import { MIN_CLUSTERS } from '../statistics/clustered-wilson.js'
import { quantile as quantileOf } from '../statistics/quantile.js'
import { rateFurther } from '../statistics/rate-further.js'
import { successRun } from '../statistics/sampling-plan.js'
import { byCluster, confidenceOf, type Decided, type Kind, type Outcome, type Seen } from './item.js'
import { finite, round } from './numbers.js'
import { nothing, quantileReason } from './reasons.js'

/** Default of `quantile`. */
const MEDIAN = 0.5

/**
 * Bounds from order statistics, a silence being longer than any time: pass where the upper one is within the
 * threshold, fail where the lower one is beyond it. Observations of one scenario resemble each other: see
 * statistics/clustered-quantile.ts.
 */
export const quantile: Kind<Seen> = {
  decide: (items, requirement) => decide(items as readonly Decided[], requirement),
  isOpen: ({ value }) => value === undefined,
  settle: (item, how) => ({ ...item, value: how === 'passed' ? 0 : Number.POSITIVE_INFINITY }),
  proofs: (requirement) => {
    const limit = limitOf(requirement)
    return ({ value = 0 }) => (value > limit ? { value: finite(value) } : undefined)
  },
}

/** The threshold in the unit of the measure. */
export function limitOf({ threshold = 0 }: Requirement): number {
  return typeof threshold === 'string' ? milliseconds(threshold) : threshold
}

function decide(seen: readonly Decided[], requirement: Requirement): Outcome {
  if (seen.length === 0) return nothing(requirement)
  const confidence = confidenceOf(requirement)
  const { minimum = 1, quantile: p = MEDIAN } = requirement
  const limit = limitOf(requirement)
  const sorted = seen.map(({ value }) => value).sort((a, b) => a - b)
  const n = sorted.length
  const times = sorted.filter(Number.isFinite)
  const value = quantileOf(times, n - times.length, p)
  const clusters = byCluster(seen).map((own) => own.map((one) => one.value))
  const one = clusteredQuantile(clusters, p, confidence, 1)
  const two = clusteredQuantile(clusters, p, 0.95, 2)
  const within = sorted.filter((time) => time <= limit).length
  const enough = n >= minimum && one.clusters >= MIN_CLUSTERS
  const verdict = !enough
    ? 'inconclusive'
    : one.high <= limit
      ? 'pass'
      : one.low > limit
        ? 'fail'
        : 'inconclusive'
  const deff = n / one.nEffective
  const toDecide = rateFurther(within, n, p, confidence, deff)
  const bounded = Math.ceil(successRun(p, confidence) * deff)
  const further =
    verdict !== 'inconclusive' || one.clusters < MIN_CLUSTERS || toDecide === null
      ? null
      : Math.max(minimum - n, toDecide, within / n > p ? bounded - n : 0, 1)
  return {
    verdict,
    reason: quantileReason(verdict, {
      p,
      n,
      within,
      value: value ?? Number.POSITIVE_INFINITY,
      low: one.low,
      high: one.high,
      limit,
      confidence,
      minimum,
      further,
      clusters: one.clusters,
      measure: requirement.measure,
      unit: requirement.unit ?? 'scenario',
    }),
    n,
    hits: within,
    clusters: one.clusters,
    nEffective: round(one.nEffective),
    value: finite(value),
    bounds: [finite(one.low), finite(one.high)],
    interval: [finite(two.low), finite(two.high)],
    further,
    passUpTo: enough ? finite(one.high) : null,
    failFrom: enough ? finite(one.low) : null,
  }
}
