/** The way to a person over all conversations of a target, as a table that every renderer shows. */
import type { Bilingual } from '../documents/ready.js'
import type { Escalation, Median, Share } from '../documents/types/scorecard.js'
import { both, duration, type Strings } from './strings.js'

type Words = Strings['escalation']

export interface EscalationView {
  /** How many were reached, and how soon; null where nobody asked. */
  sentence: Bilingual | null
  rows: EscalationRow[]
}

interface EscalationRow {
  title: Bilingual
  value: Bilingual
  interval: Bilingual | null
  /** Conversations behind it. */
  n: number
}

const STATES = [
  'ignored',
  'deflected',
  'conditioned',
  'refused',
  'out-of-hours',
  'timed-out',
  'returned',
  'looped',
] as const satisfies (keyof Words['states'])[]
const count = (value: number): string => String(Number(value.toFixed(1)))

/** Rows of what is known; null where nothing is. */
export function escalation(card: Escalation | undefined): EscalationView | null {
  if (card === undefined) return null
  const rows = [
    ...shareRow((s) => s.reached, card.reached),
    ...shareRow((s) => s.proven, card.proven),
    ...shareRow((s) => s.kept, card.kept),
    ...card.windows.flatMap(({ from, to, reached, kept }) => [
      ...shareRow((s) => s.window(from, to), reached),
      ...shareRow((s) => s.windowKept(from, to), kept),
    ]),
    ...medianRow((s) => s.requests, card.requests, count),
    ...medianRow((s) => s.actions, card.actions, count),
    ...medianRow((s) => s.time, card.time, duration),
    ...medianRow((s) => s.queueWait, card.queueWait, duration),
    ...medianRow((s) => s.botLatency, card.botLatency, duration),
    ...metRow(card),
    ...shareRow((s) => s.entryFirst, card.entryFirst),
    ...shareRow((s) => s.entryAfterFailure, card.entryAfterFailure),
    ...shareRow((s) => s.volunteered, card.volunteered),
    ...shareRow((s) => s.elderly, card.elderly),
    ...shareRow((s) => s.over60, card.over60),
    ...shareRow((s) => s.carried, card.carried),
    ...shareRow((s) => s.returnPath, card.returnPath),
  ]
  return rows.length === 0 ? null : { sentence: sentenceOf(card), rows }
}

function shareRow(title: (words: Words) => string, { n, hits, share, interval }: Share): EscalationRow[] {
  if (share === null) return []
  const [low, high] = interval ?? []
  return [
    {
      title: both((s) => title(s.escalation)),
      value: both((s) => s.escalation.share(share, hits, n)),
      interval:
        low === undefined || high === undefined
          ? null
          : both((s) => s.interval(Math.round(low), Math.round(high))),
      n,
    },
  ]
}

function medianRow(
  title: (words: Words) => string,
  { n, p50, interval: [low, high] }: Median,
  shown: (value: number) => string,
): EscalationRow[] {
  if (n === 0) return []
  const between = both((s) => {
    if (low == null) return high == null ? '' : s.atMost(shown(high))
    return high == null ? s.atLeast(shown(low)) : s.times(shown(low), shown(high))
  })
  return [
    {
      title: both((s) => title(s.escalation)),
      value: both((s) => (p50 === null ? s.escalation.none : shown(p50))),
      interval: between.en === '' ? null : between,
      n,
    },
  ]
}

/** In how many conversations each obstacle was met. */
function metRow({ seen, loop, asked }: Escalation): EscalationRow[] {
  const met = STATES.filter((state) => (seen[state] ?? 0) > 0)
  const obstacles: EscalationRow = {
    title: both((s) => s.escalation.met),
    value: both((s) => met.map((state) => `${s.escalation.states[state]} ${seen[state]}`).join(' · ')),
    interval: null,
    n: asked,
  }
  const again: EscalationRow = {
    title: both((s) => s.escalation.loop),
    value: both(() => String(loop)),
    interval: null,
    n: asked,
  }
  return [...(met.length > 0 ? [obstacles] : []), ...(loop > 0 ? [again] : [])]
}

function sentenceOf({ reached, time }: Escalation): Bilingual | null {
  const { share, hits, n } = reached
  if (share === null) return null
  return both(({ escalation: s }) => {
    const soon = time.p50 === null ? '' : ` · ${s.time} ${duration(time.p50)}`
    return `${s.reached} ${s.share(share, hits, n)}${soon}`
  })
}
