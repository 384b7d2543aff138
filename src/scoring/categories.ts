/** Category scores: weighted means over scored audits, with the interval that the sample allows. */
import type { Category as CategoryId } from '../audits/audit.js'
import type { Scorecard } from '../documents/types/scorecard.js'
import type { Counted } from './counted.js'
import { groupBy } from './group.js'
import { weightSensitivity } from './sensitivity.js'
import { clusterBootstrap } from './statistics/bootstrap.js'
import { type ClusteredSize, clusteredHitsSize } from './statistics/clustered-size.js'
import { MIN_CLUSTERS } from './statistics/clustered-wilson.js'
import { kishSize } from './statistics/design-effect.js'
import { wilson } from './statistics/wilson.js'

type Category = Scorecard['targets'][number]['categories'][number]
type AuditRow = Category['audits'][number]

/** Above this share of unscored trials a category has no score. */
export const UNSCORED_GATE = 0.1
/** A bootstrap over fewer scenarios would promise more than it knows. */
const BOOTSTRAP_CLUSTERS = 20

/** A finding that has a score, with the scenario it comes from. */
interface Scored {
  audit: string
  weight: number
  score: number
  cluster: string
}

/** What counts of one trial, and its scenario: findings of one scenario are no independent sample. */
export interface TrialCounted {
  scenario: string
  findings: readonly Counted[]
}

/**
 * Scores of one target.
 * @param trials in an order that does not depend on how they were collected
 * @param unscoredShare share of trials that did not count, 0..1
 */
export function categoriesOf(trials: readonly TrialCounted[], unscoredShare: number): Category[] {
  return (['resolution', 'latency', 'escalation'] as const).map((id) => {
    const own = trials.map(({ scenario, findings }) => ({
      scenario,
      findings: findings.filter((finding) => finding.category === id),
    }))
    return categoryOf(id, own, unscoredShare)
  })
}

function categoryOf(id: CategoryId, trials: readonly TrialCounted[], unscoredShare: number): Category {
  const findings = trials.flatMap((trial) => trial.findings)
  const scored = trials.flatMap(({ scenario, findings }) =>
    findings.flatMap(({ audit, weight, score }): Scored[] =>
      score === null || weight === 0 ? [] : [{ audit, weight, score, cluster: scenario }],
    ),
  )
  const clusters = groupBy(scored, (one) => one.cluster)
  const audits = [...groupBy(findings, (finding) => finding.audit)].map(([audit, own]) =>
    auditRow(audit, own),
  )
  const judged = findings.filter((finding) => isJudged(finding) && finding.weight > 0).length
  const base = { id, n: scored.length, clusters: clusters.size, audits, ...(judged > 0 ? { judged } : {}) }
  const score = meanOf([tally(scored)])
  const withheld = reasonFor(unscoredShare, score, findings.length)
  if (score === null || withheld !== undefined) {
    return {
      ...base,
      score: null,
      interval: null,
      nEffective: null,
      ...(withheld === undefined ? {} : { withheld }),
    }
  }
  const told = { ...base, ...sensitivityOf(scored) }
  if (scored.every((one) => one.score === 0 || one.score === 1)) {
    const { nEffective, nInterval } = effectiveSize(scored, [...clusters.values()])
    const interval = clusters.size < MIN_CLUSTERS ? null : scale(wilson(score, nInterval))
    return { ...told, score: points(score), interval, nEffective: round(nEffective, 3) }
  }
  const interval =
    clusters.size < BOOTSTRAP_CLUSTERS
      ? null
      : clusterBootstrap([...clusters.values()].map(tally), (drawn) => meanOf(drawn))
  return { ...told, score: points(score), interval: interval && scale(interval), nEffective: null }
}

/** How the score moves with the weights, on the scale of the score. */
function sensitivityOf(scored: readonly Scored[]): Pick<Category, 'sensitivity'> {
  const means = tally(scored).map(([, { weight, sum, n }]) => ({ weight, mean: sum / n }))
  const moved = weightSensitivity(means)
  return moved === null ? {} : { sensitivity: { low: points(moved.low), high: points(moved.high) } }
}

/** Why there is no score: `unscored-share`, `nothing-asked` or `nothing-scored`. */
function reasonFor(unscoredShare: number, score: number | null, findings: number): string | undefined {
  if (unscoredShare > UNSCORED_GATE) return 'unscored-share'
  if (score !== null) return undefined
  return findings === 0 ? 'nothing-asked' : 'nothing-scored'
}

/** Of each audit: its weight, the sum of its scores and their number. */
type Tally = (readonly [audit: string, { weight: number; sum: number; n: number }])[]

function tally(scored: readonly Scored[]): Tally {
  return merged(scored.map(({ audit, weight, score }) => [audit, { weight, sum: score, n: 1 }]))
}

function merged(parts: Tally): Tally {
  const sums = new Map<string, { weight: number; sum: number; n: number }>()
  for (const [audit, { weight, sum, n }] of parts) {
    const own = sums.get(audit)
    if (own === undefined) sums.set(audit, { weight, sum, n })
    else {
      own.sum += sum
      own.n += n
    }
  }
  return [...sums]
}

/** Weighted mean over audits of the mean over findings, 0..1. */
function meanOf(tallies: readonly Tally[]): number | null {
  let total = 0
  let weights = 0
  for (const [, { weight, sum, n }] of merged(tallies.flat())) {
    total += (weight * sum) / n
    weights += weight
  }
  return weights === 0 ? null : Math.min(1, total / weights)
}

/**
 * What the sample is worth: fewer than its findings, because those of one scenario resemble each other and
 * because audits weigh differently.
 */
function effectiveSize(
  scored: readonly Scored[],
  clusters: readonly (readonly Scored[])[],
): Pick<ClusteredSize, 'nEffective' | 'nInterval'> {
  const perAudit = groupBy(scored, (one) => one.audit)
  const weights = scored.map((one) => one.weight / (perAudit.get(one.audit)?.length ?? 1))
  const sums = clusters.map((own) => ({
    n: own.length,
    hits: own.reduce((sum, { score }) => sum + score, 0),
  }))
  const { n, nEffective, nInterval } = clusteredHitsSize(sums, 0.95, 2)
  const uneven = kishSize(weights) / n
  return { nEffective: Math.max(1, nEffective * uneven), nInterval: Math.max(1, nInterval * uneven) }
}

function auditRow(audit: string, findings: readonly Counted[]): AuditRow {
  const outcomes = { pass: 0, fail: 0, inconclusive: 0, 'not-applicable': 0, error: 0 }
  for (const finding of findings) outcomes[finding.outcome]++
  const weight = findings.reduce((most, finding) => Math.max(most, finding.weight), 0)
  // What was superseded by a better way weighs nothing and is not in the mean.
  const scores = findings.flatMap((finding) =>
    finding.score === null || finding.weight < weight ? [] : [finding.score],
  )
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
  const judged = findings.filter(isJudged).length
  return {
    audit,
    weight,
    score: scores.length === 0 ? null : points(mean),
    n: scores.length,
    outcomes,
    ...(judged > 0 ? { judged } : {}),
  }
}

/** Decided by a judge, and not only put to it. */
const isJudged = ({ method, score }: Counted) => method === 'judge' && score !== null

const round = (value: number, digits: number) => Number(value.toFixed(digits))
const points = (share: number) => round(share * 100, 2)
const scale = ([low, high]: [number, number]): [number, number] => [points(low), points(high)]
