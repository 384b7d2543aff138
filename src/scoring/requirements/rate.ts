/** Requirements of the kind rate: how large a share is at least. */
import type { Requirement } from '../../documents/types/profile.js'
import { clusteredWilson, MIN_CLUSTERS } from '../statistics/clustered-wilson.js'
import { rateFurther } from '../statistics/rate-further.js'
import { byCluster, confidenceOf, type Decided, type Kind, type Outcome, type Seen } from './item.js'
import { finite, round } from './numbers.js'
import { nothing, rateReason } from './reasons.js'

/**
 * The one-sided bounds of the share, Wilson's on the effective sample size (or the exact ones), against the threshold: pass where the
 * lower one reaches it, fail where the upper one stays below it. Below the minimum, and from fewer clusters than an interval takes, nothing
 * is decided: one question, however often it is asked, says nothing about others.
 */
export const rate: Kind<Seen> = {
  decide: (items, requirement) => decide(items as readonly Decided[], requirement),
  isOpen: ({ value }) => value === undefined,
  settle: (item, how) => ({ ...item, value: how === 'passed' ? 1 : 0 }),
  proofs: () => (item) => (item.value === 0 ? {} : undefined),
}

function decide(seen: readonly Decided[], requirement: Requirement): Outcome {
  const confidence = confidenceOf(requirement)
  const clusters = byCluster(seen).map((own) => ({
    hits: own.filter(({ value }) => value === 1).length,
    n: own.length,
  }))
  const one = clusteredWilson(clusters, { confidence, sides: 1, exact: requirement.bounds === 'exact' })
  if (one === null) return nothing(requirement)
  const two = clusteredWilson(clusters, { confidence: 0.95, sides: 2 })
  const { share, n, nEffective, low, high } = one
  const hits = clusters.reduce((sum, cluster) => sum + cluster.hits, 0)
  const { minimum = 1 } = requirement
  const threshold = Number(requirement.threshold ?? 0)
  const enough = n >= minimum
  const verdict =
    low === null || high === null || !enough
      ? 'inconclusive'
      : low >= threshold
        ? 'pass'
        : high < threshold
          ? 'fail'
          : 'inconclusive'
  const missing = Math.max(0, minimum - n)
  const toDecide = rateFurther(hits, n, threshold, confidence, n / nEffective)
  const further =
    verdict !== 'inconclusive' || clusters.length < MIN_CLUSTERS || toDecide === null
      ? null
      : Math.max(missing, toDecide, 1)
  const numbers = {
    share,
    n,
    hits,
    low,
    high,
    threshold,
    confidence,
    minimum,
    further,
    clusters: clusters.length,
  }
  return {
    verdict,
    reason: rateReason(verdict, numbers, requirement.unit ?? 'scenario'),
    n,
    hits,
    clusters: clusters.length,
    nEffective: round(nEffective),
    value: round(share),
    bounds: [finite(low), finite(high)],
    ...(two === null || two.low === null ? {} : { interval: [finite(two.low), finite(two.high)] }),
    further,
    passUpTo: enough ? finite(low) : null,
    failFrom: enough ? finite(high) : null,
  }
}
