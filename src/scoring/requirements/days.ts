/** Requirements of the kind difference over days: the worst day of a run against its best. */
import type { Requirement } from '../../documents/types/profile.js'
import { clusteredWilson, MIN_CLUSTERS } from '../statistics/clustered-wilson.js'
import { newcombe } from '../statistics/newcombe.js'
import { criticalZ } from '../statistics/normal.js'
import { daysReason } from './difference-reasons.js'
import { byCluster, confidenceOf, type Decided, type Kind, type Outcome, type Seen } from './item.js'
import { finite, round } from './numbers.js'
import { rate } from './rate.js'
import { nothing } from './reasons.js'

interface Day {
  day: string
  hits: number
  n: number
  share: number
  nEffective: number
  clusters: number
}

/**
 * Worst day minus best, unpaired: Newcombe's interval on the effective sizes. Worst and best are picked after the
 * event, so the confidence holds for all pairs of days at once (Bonferroni). Pass where the lower bound is above the
 * threshold, fail where the upper one is below it. It takes two days at least; days with fewer than four scenarios are
 * set apart.
 */
export const days: Kind<Seen> = {
  decide: (items, requirement) => decide(items as readonly Decided[], requirement),
  isOpen: rate.isOpen,
  settle: rate.settle,
  proofs: rate.proofs,
}

function decide(seen: readonly Decided[], requirement: Requirement): Outcome {
  // A day with few questions says nothing, and must not silence the others.
  const held = daysOf(seen).filter(({ clusters }) => clusters >= MIN_CLUSTERS)
  const { minimum = 1 } = requirement
  const [first] = held
  if (first === undefined) return nothing(requirement)
  const byShare = held.toSorted((a, b) => a.share - b.share || (a.day < b.day ? -1 : 1))
  const worst = byShare[0] ?? first
  const best = byShare.at(-1) ?? first
  const confidence = confidenceOf(requirement)
  const threshold = Number(requirement.threshold ?? 0)
  const pairs = Math.max(1, (held.length * (held.length - 1)) / 2)
  const bounds = (sure: number, sides: 1 | 2) =>
    newcombe(effective(worst), effective(best), criticalZ(1 - (1 - sure) / pairs, sides))
  const [one, two] = [bounds(confidence, 1), bounds(0.95, 2)]
  const n = held.reduce((sum, day) => sum + day.n, 0)
  const enough = held.length >= 2 && n >= minimum
  const verdict =
    !enough || one === null
      ? 'inconclusive'
      : one.low > threshold
        ? 'pass'
        : one.high < threshold
          ? 'fail'
          : 'inconclusive'
  const [low, high] = held.length < 2 ? [null, null] : [one?.low ?? null, one?.high ?? null]
  return {
    verdict,
    reason: daysReason(verdict, {
      days: held.length,
      n,
      minimum,
      worst,
      best,
      low,
      high,
      threshold,
      confidence,
    }),
    n,
    clusters: new Set(seen.map(({ cluster }) => cluster)).size,
    nEffective: round(held.reduce((sum, day) => sum + day.nEffective, 0)),
    value: held.length < 2 ? null : round(worst.share - best.share),
    bounds: [finite(low), finite(high)],
    ...(low === null || two === null ? {} : { interval: [finite(two.low), finite(two.high)] }),
    further: n < minimum ? minimum - n : null,
    passUpTo: enough ? finite(low) : null,
    failFrom: enough ? finite(high) : null,
  }
}

/** By date. What has no day counts for none. */
function daysOf(seen: readonly Decided[]): Day[] {
  const groups = new Map<string, Decided[]>()
  for (const one of seen) {
    if (one.day === undefined) continue
    const own = groups.get(one.day)
    if (own) own.push(one)
    else groups.set(one.day, [one])
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([day, own]): Day[] => {
      const clusters = byCluster(own).map((held) => ({
        hits: held.filter(({ value }) => value === 1).length,
        n: held.length,
      }))
      const seen = clusteredWilson(clusters)
      const hits = clusters.reduce((sum, cluster) => sum + cluster.hits, 0)
      return seen === null ? [] : [{ day, hits, ...seen }]
    })
}

const effective = ({ share, nEffective }: Day) => ({ hits: share * nEffective, n: nEffective })
