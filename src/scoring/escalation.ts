/** The way to a person over many trials: how often, how soon, at what hours, and what stood in the way. */
import type { Row } from '../documents/types/row.js'
import type { Escalation as Card, Median, Share } from '../documents/types/scorecard.js'
import { groupBy } from './group.js'
import { clusteredQuantile } from './statistics/clustered-quantile.js'
import { clusteredWilson, MIN_CLUSTERS } from './statistics/clustered-wilson.js'
import { quantile } from './statistics/quantile.js'

/** Hours of a window of the day. */
const WINDOW = 6

type Way = NonNullable<Row['way']>
/** What is kept of a trial. */
type Sketch = Way & Pick<Row, 'scenario' | 'hour'>

/** Collects the trials of a target that count, in any order. */
export class EscalationSample {
  readonly #sketches: Sketch[] = []

  /** Takes the row of a trial that counts. A probe is no way to a person. */
  add({ scenario, hour, way }: Row): void {
    if (way !== undefined) this.#sketches.push({ ...way, scenario, ...(hour === undefined ? {} : { hour }) })
  }

  /** What they come to; undefined where there was none. */
  card(): Card | undefined {
    const all = this.#sketches
    if (all.length === 0) return undefined
    const asked = all.filter((one) => one.requests > 0 || came(one))
    const decided = asked.filter((one) => !one.open)
    const share = (value: (one: Sketch) => boolean | null) => shareOf(all, value)
    return {
      asked: asked.length,
      open: asked.length - decided.length,
      reached: shareOf(decided, came),
      proven: shareOf(decided, ({ reached }) => reached === 'proven'),
      kept: share(({ kept }) => kept),
      windows: windowsOf(decided),
      ended: counts(all.map(({ state }) => state)),
      seen: counts(all.flatMap(({ seen }) => seen)),
      requests: medianOf(decided, (one) => (one.reached === null ? null : one.requests)),
      actions: medianOf(decided, (one) => one.actions),
      time: medianOf(decided.filter(wasAsked), (one) => one.time),
      queueWait: medianOf(
        decided.filter(({ seen }) => seen.includes('queued')),
        (one) => one.queueWait,
      ),
      botLatency: medianOf(all.filter(wasAsked), (one) => one.botLatency),
      loop: all.reduce((most, { loop }) => Math.max(most, loop), 0),
      entryFirst: share((one) => inSight(one.entryFirst)),
      entryAfterFailure: share((one) => inSight(one.entryAfterFailure)),
      volunteered: share((one) => one.volunteered),
      elderly: shareOf(decided, ({ elderly, actions }) => (elderly ? actions === 1 : null)),
      over60: shareOf(all, (one) => (one.over60 ? came(one) && one.requests === 0 : null)),
      carried: share((one) => one.carried),
      returnPath: share(({ returnPath }) => (returnPath === null ? null : returnPath !== 'none')),
    }
  }
}

const came = ({ reached }: Way): boolean => reached !== null
const wasAsked = ({ actionsToAsk }: Way): boolean => actionsToAsk !== null
const inSight = (entry: string | null): boolean | null => (entry === null ? null : entry !== 'none')

function windowsOf(sketches: readonly Sketch[]): Card['windows'] {
  const from = Array.from({ length: 24 / WINDOW }, (_, i) => i * WINDOW)
  return from.flatMap((start) => {
    const own = sketches.filter(({ hour = -1 }) => hour >= start && hour < start + WINDOW)
    if (own.length === 0) return []
    const reached = shareOf(own, came)
    return [{ from: start, to: start + WINDOW, reached, kept: shareOf(own, ({ kept }) => kept) }]
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
  const clusters = [...groupBy(told, ({ scenario }) => scenario).values()].map((own) => ({
    n: own.length,
    hits: own.reduce((sum, { held }) => sum + held, 0),
  }))
  const { low = null, high = null } = clusteredWilson(clusters) ?? {}
  const interval: Share['interval'] = low === null || high === null ? null : [points(low), points(high)]
  return { n, hits, share: points(hits / n), interval }
}

/** The median of values in which null is longer than all. */
function medianOf(sketches: readonly Sketch[], value: (sketch: Sketch) => number | null): Median {
  const values = sketches.map((sketch) => ({ scenario: sketch.scenario, value: value(sketch) }))
  const held = values.flatMap(({ value }) => value ?? []).sort((a, b) => a - b)
  const clusters = [...groupBy(values, ({ scenario }) => scenario).values()].map((own) =>
    own.map(({ value }) => value ?? Number.POSITIVE_INFINITY),
  )
  return {
    n: values.length,
    p50: rounded(quantile(held, values.length - held.length, 0.5)),
    interval: clusters.length < MIN_CLUSTERS ? [null, null] : intervalOf(clusters),
  }
}

function intervalOf(clusters: readonly (readonly number[])[]): [number | null, number | null] {
  const { low, high } = clusteredQuantile(clusters, 0.5, 0.95, 2)
  return [rounded(low), rounded(high)]
}

/** Three digits; null where it is not finite. */
function rounded(value: number | null): number | null {
  return value === null || !Number.isFinite(value) ? null : Number(value.toFixed(3))
}

function counts(names: readonly string[]): Record<string, number> {
  const count: Record<string, number> = {}
  for (const name of names.toSorted()) count[name] = (count[name] ?? 0) + 1
  return count
}

const points = (share: number): number => Number((share * 100).toFixed(2))
