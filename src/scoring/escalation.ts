/** The way to a person over many trials: how often, how soon, at what hours, and what stood in the way. */
import type { Evidence } from '../audits/audit.js'
import { accountOf } from '../documents/account.js'
import type { Escalation as Card, Median, Share } from '../documents/types/scorecard.js'
import type { Entry } from '../handoff/entry.js'
import { type Escalation, escalationOf } from '../handoff/escalation.js'
import { ON_THE_WAY } from '../handoff/states.js'
import { groupBy } from './group.js'
import { designEffect } from './statistics/design-effect.js'
import { quantile } from './statistics/quantile.js'
import { quantileInterval } from './statistics/quantile-interval.js'
import { wilson } from './statistics/wilson.js'

/** Hours of a window of the day. */
const WINDOW = 6
/** The account of a consumer whom the merchant knows to be over 60. */
const OVER_60 = 'over60'

/** What is kept of a trial. */
interface Sketch {
  scenario: string
  /** Local hour of its beginning; null where the transcript does not say. */
  hour: number | null
  /** Asked for with the first action, by an elderly persona. */
  elderly: boolean
  over60: boolean
  state: Escalation['state']
  /** Every state that it came to. */
  seen: readonly string[]
  /** It was over while a person was still on the way. */
  open: boolean
  measures: Escalation['measures']
}

/** Collects the trials of a target that count, in any order. */
export class EscalationSample {
  readonly #sketches: Sketch[] = []

  /** Takes the evidence of one trial. A probe is no way to a person. */
  add(evidence: Evidence): void {
    if (evidence.scenario.probe !== undefined) return
    const { state, timeline, measures } = escalationOf(evidence)
    const { persona, arm } = evidence.trial
    this.#sketches.push({
      scenario: evidence.trial.scenario,
      hour: hourOf(evidence),
      elderly: persona.startsWith('elderly') && arm.by !== undefined && measures.actionsToAsk === 1,
      over60: accountOf(evidence) === OVER_60,
      state,
      seen: [...new Set(timeline.map((one) => one.state))],
      open: ON_THE_WAY.has(state) && timeline.at(-1)?.promised === true,
      measures,
    })
  }

  /** What they come to; undefined where there was none. */
  card(): Card | undefined {
    const all = this.#sketches
    if (all.length === 0) return undefined
    const asked = all.filter((one) => one.measures.requests > 0 || came(one))
    const decided = asked.filter((one) => !one.open)
    const median = (of: readonly Sketch[], value: (measures: Measures) => number | null) =>
      medianOf(of.map(({ measures }) => value(measures)))
    const share = (value: (measures: Measures) => boolean | null) =>
      shareOf(all, ({ measures }) => value(measures))
    return {
      asked: asked.length,
      open: asked.length - decided.length,
      reached: shareOf(decided, came),
      proven: shareOf(decided, ({ measures }) => measures.reached === 'proven'),
      kept: share(isKept),
      windows: windowsOf(decided),
      ended: counts(all.map(({ state }) => state)),
      seen: counts(all.flatMap(({ seen }) => seen)),
      requests: median(decided, (one) => (one.reached === null ? null : one.requests)),
      actions: median(decided, (one) => one.actions),
      time: median(decided.filter(wasAsked), (one) => one.time),
      queueWait: median(
        decided.filter(({ seen }) => seen.includes('queued')),
        (one) => one.queueWait,
      ),
      botLatency: median(all.filter(wasAsked), (one) => one.botLatency),
      loop: all.reduce((most, { measures }) => Math.max(most, measures.loop), 0),
      entryFirst: share((one) => inSight(one.entry.first)),
      entryAfterFailure: share((one) => inSight(one.entry.afterFailure)),
      volunteered: share((one) => one.volunteered?.offered ?? null),
      elderly: shareOf(decided, ({ elderly, measures }) => (elderly ? measures.actions === 1 : null)),
      over60: shareOf(all, (one) => (one.over60 ? came(one) && one.measures.requests === 0 : null)),
      carried: share(({ carried }) => (carried === null ? null : carried.again.length === 0)),
      returnPath: share(({ returnPath }) => (returnPath === null ? null : returnPath !== 'none')),
    }
  }
}

type Measures = Sketch['measures']

const came = ({ measures }: Sketch): boolean => measures.reached !== null
const wasAsked = ({ measures }: Sketch): boolean => measures.actionsToAsk !== null
const inSight = (entry: Entry | null): boolean | null => (entry === null ? null : entry !== 'none')

/** Whether a person came in the time that was told; null where none was told, or it was not waited for so long. */
function isKept({ stated }: Measures): boolean | null {
  if (stated === null) return null
  if (stated.real !== null) return stated.real <= stated.eta
  return stated.waited >= stated.eta ? false : null
}

function windowsOf(sketches: readonly Sketch[]): Card['windows'] {
  const from = Array.from({ length: 24 / WINDOW }, (_, i) => i * WINDOW)
  return from.flatMap((start) => {
    const own = sketches.filter(({ hour }) => hour !== null && hour >= start && hour < start + WINDOW)
    if (own.length === 0) return []
    const reached = shareOf(own, came)
    return [
      { from: start, to: start + WINDOW, reached, kept: shareOf(own, ({ measures }) => isKept(measures)) },
    ]
  })
}

/** The share of those of which it can be told; trials of one scenario resemble each other, and count for less. */
function shareOf(sketches: readonly Sketch[], value: (sketch: Sketch) => boolean | null): Share {
  const told = sketches.flatMap((sketch) => {
    const held = value(sketch)
    return held === null ? [] : [{ scenario: sketch.scenario, held: held ? 1 : 0 }]
  })
  const n = told.length
  const hits = told.reduce((sum, { held }) => sum + held, 0)
  if (n === 0) return { n, hits, share: null, interval: null }
  const clusters = [...groupBy(told, ({ scenario }) => scenario).values()]
  const size = n / designEffect(clusters.map((cluster) => cluster.map(({ held }) => held)))
  const [low, high] = wilson(hits / n, Math.max(1, size))
  return { n, hits, share: points(hits / n), interval: [points(low), points(high)] }
}

/** The median of values in which null is longer than all. */
function medianOf(values: readonly (number | null)[]): Median {
  const held = values.flatMap((value) => (value === null ? [] : [value])).sort((a, b) => a - b)
  const never = values.length - held.length
  const rounded = (value: number | null) => (value === null ? null : Number(value.toFixed(3)))
  const [low, high] = quantileInterval(held, never, 0.5)
  return {
    n: values.length,
    p50: rounded(quantile(held, never, 0.5)),
    interval: [rounded(low), rounded(high)],
  }
}

function counts(names: readonly string[]): Record<string, number> {
  const count: Record<string, number> = {}
  for (const name of names.toSorted()) count[name] = (count[name] ?? 0) + 1
  return count
}

const points = (share: number): number => Number((share * 100).toFixed(2))

/** Formats are costly to make, and a run has few zones. */
const formats = new Map<string, Intl.DateTimeFormat>()

/** The hour in which a conversation began, where the merchant's people are, else where it was held. */
function hourOf({ events, target }: Evidence): number | null {
  const header = events.find((event) => event.kind === 'header')
  if (header?.kind !== 'header') return null
  const at = Date.parse(header.clock.utc)
  if (Number.isNaN(at)) return null
  const zone = target.hours?.zone
  if (zone === undefined) return new Date(at + header.clock.offset * 60_000).getUTCHours()
  try {
    const format =
      formats.get(zone) ??
      new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' })
    formats.set(zone, format)
    return Number(format.format(at))
  } catch {
    return null
  }
}
