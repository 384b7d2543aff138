/** First content of a reply while people are on duty and while they are not, where a target was heard in both. */
import { isStaffed } from '../documents/hours.js'
import type { Bilingual } from '../documents/ready.js'
import type { Summary, Target1, Trial } from '../documents/types/result.js'
import { LatencySample } from '../scoring/latency.js'
import { type LatencyTable, latencyCell } from './scores.js'
import { both } from './strings.js'
import { oneLine } from './text.js'

const MINUTE = 60_000

export interface DutyView extends LatencyTable {
  note: Bilingual
}

/**
 * Conversations that were held, parted by whether people were on duty when they began.
 * @returns null where the duty hours are not known or cannot be read, or all conversations began on one side
 */
export function duty({ hours, trials }: Target1): DutyView | null {
  if (!hours) return null
  // Many conversations begin in the same minute, and to ask costs a time zone.
  const known = new Map<number, boolean>()
  const sides: Record<'on' | 'off', Trial[]> = { on: [], off: [] }
  for (const trial of trials) {
    const minute = Math.floor(Date.parse(trial.started ?? '') / MINUTE)
    if (trial.status !== 'done' || Number.isNaN(minute)) continue
    const staffed = known.get(minute) ?? staffedAt(hours, minute)
    if (staffed === null) return null
    known.set(minute, staffed)
    sides[staffed ? 'on' : 'off'].push(trial)
  }
  const [on, off] = [heard(sides.on), heard(sides.off)]
  if (on.first.n === 0 || off.first.n === 0) return null
  const percentile = (title: Bilingual, key: 'p50' | 'p90') => ({
    title,
    cells: [latencyCell(on.first, key), latencyCell(off.first, key)],
  })
  const count = (title: Bilingual, ...counts: number[]) => ({
    title,
    cells: counts.map((one) => ({ text: String(one), silent: false, interval: null })),
  })
  return {
    note: both((s) => s.dutyNote(oneLine(hours.staffed), oneLine(hours.zone))),
    columns: [both((s) => s.onDuty), both((s) => s.offDuty)],
    rows: [
      percentile(
        both((s) => s.half),
        'p50',
      ),
      percentile(
        both((s) => s.p90),
        'p90',
      ),
      count(
        both((s) => s.never),
        on.silences,
        off.silences,
      ),
      count(
        both((s) => s.measuredTurns),
        on.first.n,
        off.first.n,
      ),
      count(
        both((s) => s.dutyTrials),
        sides.on.length,
        sides.off.length,
      ),
    ],
  }
}

/** Whether people are on duty in a minute since 1970; null where nobody can say. */
function staffedAt(hours: NonNullable<Target1['hours']>, minute: number): boolean | null {
  try {
    return isStaffed(hours, new Date(minute * MINUTE))
  } catch {
    return null
  }
}

/** Times to first content of the turns that `response-time` judged, as the table of all turns counts them. */
function heard(trials: readonly Trial[]): { first: Summary; silences: number } {
  const sample = new LatencySample()
  for (const { scenario, findings, turns } of trials) {
    const judged = findings.filter(
      ({ audit, outcome }) => audit === 'response-time' && (outcome === 'pass' || outcome === 'fail'),
    )
    const firstContent = judged.map(({ measured, turn }) =>
      measured?.value === null ? null : (turns.find((one) => one.turn === turn)?.firstContent ?? null),
    )
    const at = judged.map(({ turn = 0 }) => turn)
    sample.add({ scenario, times: { turns: at, ack: [], firstContent, complete: [] } })
  }
  const { firstContent, silences } = sample.summary()
  return { first: firstContent, silences }
}
