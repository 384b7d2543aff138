/** The series of a monitor in the OpenMetrics text format, version 1.0.0. */
import type { SeriesLine } from '../../documents/types/series.js'
import { failedOf, lastOf } from './rounds.js'
import type { Watched } from './sheet.js'

export const METRICS_TYPE = 'application/openmetrics-text; version=1.0.0; charset=utf-8'

const VERDICTS = ['pass', 'fail', 'inconclusive'] as const

type Labels = Readonly<Record<string, string>>

/** One text with the last round of each series, ending in `# EOF`. @see OpenMetrics 1.0, section 3 */
export function openMetrics(watched: Watched): string {
  const { series, rounds, alerts, pending, next } = watched
  const last = new Map(series.map((line) => [`${line.target}/${line.profile}/${line.requirement}`, line]))
  const lines: string[] = []
  const family = (name: string, type: string, help: string, unit?: string) => {
    lines.push(`# TYPE ${name} ${type}`)
    if (unit) lines.push(`# UNIT ${name} ${unit}`)
    lines.push(`# HELP ${name} ${help}`)
  }
  const sample = (name: string, labels: Labels, value: number | null | undefined) => {
    if (value == null) return
    const pairs = Object.entries(labels).map(([key, text]) => `${key}="${escaped(text)}"`)
    lines.push(`${name}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value}`)
  }
  const each = (tell: (line: SeriesLine, labels: Labels) => void) => {
    for (const line of last.values()) {
      const { target, profile, requirement } = line
      tell(line, { target, profile, requirement })
    }
  }
  const verdicts = (name: string, labels: Labels, verdict: string | undefined) => {
    for (const one of VERDICTS) sample(name, { ...labels, [name]: one }, one === verdict ? 1 : 0)
  }

  family('ombud_requirement_verdict', 'stateset', 'Verdict of the last round.')
  each((line, labels) => verdicts('ombud_requirement_verdict', labels, line.verdict))
  family('ombud_requirement_stands', 'stateset', 'Verdict that stands: it turns only on enough evidence.')
  each((line, labels) =>
    verdicts('ombud_requirement_stands', labels, watched.standOf(line).verdict ?? 'inconclusive'),
  )
  family('ombud_requirement_evidence', 'gauge', 'Evidence against what stands; it may turn from 1 on.')
  each((line, labels) => sample('ombud_requirement_evidence', labels, watched.standOf(line).evidence))
  family(
    'ombud_requirement_value',
    'gauge',
    'Share, difference, ratio or milliseconds, as the label unit says.',
  )
  each((line, labels) => sample('ombud_requirement_value', { ...labels, unit: line.unit }, line.value))
  family('ombud_requirement_bound', 'gauge', 'One-sided bounds at the confidence of the requirement.')
  each(({ unit, bounds: [low, high] = [] }, labels) => {
    sample('ombud_requirement_bound', { ...labels, unit, side: 'low' }, low)
    sample('ombud_requirement_bound', { ...labels, unit, side: 'high' }, high)
  })
  family('ombud_requirement_observations', 'gauge', 'Observations of the last round.')
  each((line, labels) => sample('ombud_requirement_observations', labels, line.n))

  family('ombud_monitor_rounds', 'counter', 'Rounds that were begun.')
  sample('ombud_monitor_rounds_total', {}, new Set(rounds.map(({ run }) => run)).size)
  family('ombud_monitor_failed_rounds', 'counter', 'Rounds of which nothing is in the series.')
  sample('ombud_monitor_failed_rounds_total', {}, failedOf(rounds).length)
  family('ombud_monitor_missed_rounds', 'counter', 'Times of the schedule at which no round was held.')
  sample('ombud_monitor_missed_rounds_total', {}, rounds.flatMap(({ missed }) => missed).length)
  family('ombud_monitor_alerts', 'counter', 'Verdicts that turned.')
  sample('ombud_monitor_alerts_total', {}, alerts.length)
  family('ombud_monitor_pending_alerts', 'gauge', 'Alerts that were not delivered yet.')
  sample('ombud_monitor_pending_alerts', {}, pending.size)
  family('ombud_monitor_last_round_seconds', 'gauge', 'When the last round began, Unix time.', 'seconds')
  sample('ombud_monitor_last_round_seconds', {}, seconds(lastOf(rounds)?.time))
  family('ombud_monitor_next_round_seconds', 'gauge', 'When the next round is due, Unix time.', 'seconds')
  sample('ombud_monitor_next_round_seconds', {}, seconds(next?.toISOString()))
  lines.push('# EOF')
  return `${lines.join('\n')}\n`
}

const escaped = (text: string) =>
  text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n').replace(/\r/g, '')

const seconds = (iso: string | undefined) => (iso === undefined ? undefined : Date.parse(iso) / 1000)
