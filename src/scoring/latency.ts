/** Percentiles of the times of a target. */
import { responseTime } from '../audits/response-time.js'
import type { Finding } from '../documents/types/finding.js'
import type { Turn } from '../documents/types/result.js'
import type { Latency, Summary } from '../documents/types/scorecard.js'
import { quantile } from './statistics/quantile.js'
import { quantileInterval } from './statistics/quantile-interval.js'

/** What is summed up of a turn. */
export type TurnTimes = Pick<Turn, 'turn' | 'ack' | 'firstContent' | 'complete'>

/**
 * Summary in milliseconds of the turns that `response-time` looked at: those that answer or stay silent.
 * @param turns turns of each trial, by trial id
 */
export function latencyOf(
  findings: readonly Finding[],
  turns: ReadonlyMap<string, readonly TurnTimes[]>,
): Latency {
  const judged = findings.filter((finding) => finding.audit === responseTime.meta.id)
  const measured = judged.filter((finding) => finding.outcome === 'pass' || finding.outcome === 'fail')
  const silences = measured.filter((finding) => finding.measured?.value === null).length
  const answered = measured.flatMap((finding) => {
    if (finding.measured?.value === null) return []
    return turns.get(finding.trial)?.find((turn) => turn.turn === finding.turn) ?? []
  })
  const summary = (measure: 'ack' | 'firstContent' | 'complete') =>
    summaryOf(
      answered.flatMap((turn) => turn[measure] ?? []),
      silences,
    )
  return {
    ack: summary('ack'),
    firstContent: summary('firstContent'),
    complete: summary('complete'),
    silences,
    withheld: judged.length - measured.length,
    turns: judged.length,
  }
}

function summaryOf(values: readonly number[], silences: number): Summary {
  const rounded = (value: number | null) => (value === null ? null : Number(value.toFixed(3)))
  const at = (p: number) => rounded(quantile(values, silences, p))
  const between = (p: number) => quantileInterval(values, silences, p).map(rounded)
  return {
    n: values.length + silences,
    p50: at(0.5),
    p90: at(0.9),
    p95: at(0.95),
    max: at(1),
    interval: { p50: between(0.5), p90: between(0.9), p95: between(0.95) },
  }
}
