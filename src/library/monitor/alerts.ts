/** What somebody has to be told: one object for each verdict that turned, and who was told it already. */
import type { Alert, AlertLine, Delivery } from '../../documents/types/alert.js'
import { turnText } from '../../report/monitor/words.js'
import { seriesOf, type Turn } from './turns.js'

export type Way = Delivery['way']

/** @param ways how it has to be told */
export function alertOf({ line, from, to, rule, reference, recent }: Turn, ways: readonly Way[]): Alert {
  const { time, run, target, merchant, profile, requirement, title, severity, value = null, bounds, n } = line
  const window = ({ rounds, n, hits }: Turn['recent']) => ({ rounds, n, hits })
  const turn = to === 'fail' ? 'worse' : 'better'
  const text = turnText(line, { from, to, rule, recent })
  return {
    id: `${run}/${seriesOf(line)}`,
    time,
    run,
    target,
    merchant,
    profile,
    requirement,
    title,
    severity,
    turn,
    from,
    to,
    rule,
    value,
    bounds: bounds ?? [null, null],
    n,
    reference: window(reference),
    recent: window(recent),
    text,
    ways: [...ways],
  }
}

export const isAlert = (line: AlertLine): line is Alert => 'ways' in line

/** Alerts that were not yet told on this way, oldest first; one that was written twice is told once. */
export function pendingOn(way: Way, lines: readonly AlertLine[]): Alert[] {
  const told = new Set(lines.flatMap((line) => (!isAlert(line) && line.way === way ? [line.id] : [])))
  const pending = lines.filter((line): line is Alert => isAlert(line) && line.ways.includes(way))
  return [...new Map(pending.map((alert) => [alert.id, alert])).values()].filter(({ id }) => !told.has(id))
}
