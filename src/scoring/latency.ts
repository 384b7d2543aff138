/** Percentiles of the times of a target. */
import type { Row } from '../documents/types/row.js'
import type { Latency, Summary } from '../documents/types/scorecard.js'
import { clusteredQuantile } from './statistics/clustered-quantile.js'
import { MIN_CLUSTERS } from './statistics/clustered-wilson.js'
import { quantile } from './statistics/quantile.js'

/** By scenario: those of one resemble each other. Infinity for a silence. */
type Times = Map<string, number[]>

/** The times in milliseconds of the turns that `response-time` looked at: those that answer or stay silent. */
export class LatencySample {
  readonly #ack: Times = new Map()
  readonly #firstContent: Times = new Map()
  readonly #complete: Times = new Map()
  #silences = 0
  #withheld = 0
  #turns = 0

  /** Takes the row of a trial that counts, in any order. */
  add({ scenario, times }: Pick<Row, 'scenario' | 'times'>): void {
    if (times === undefined) return
    const { turns, ack, firstContent, complete, withheld = 0 } = times
    this.#turns += turns.length + withheld
    this.#withheld += withheld
    for (const [i, first] of firstContent.entries()) {
      if (first === null) this.#silences++
      take(this.#ack, scenario, first === null ? Number.POSITIVE_INFINITY : ack[i])
      take(this.#firstContent, scenario, first ?? Number.POSITIVE_INFINITY)
      take(this.#complete, scenario, first === null ? Number.POSITIVE_INFINITY : complete[i])
    }
  }

  summary(): Latency {
    return {
      ack: summaryOf(this.#ack),
      firstContent: summaryOf(this.#firstContent),
      complete: summaryOf(this.#complete),
      silences: this.#silences,
      withheld: this.#withheld,
      turns: this.#turns,
    }
  }
}

function take(all: Times, scenario: string, time: number | null | undefined): void {
  if (time == null) return
  const own = all.get(scenario)
  if (own) own.push(time)
  else all.set(scenario, [time])
}

function summaryOf(times: Times): Summary {
  const all = [...times.values()].flat()
  const sorted = all.filter(Number.isFinite).sort((a, b) => a - b)
  const at = (p: number) => rounded(quantile(sorted, all.length - sorted.length, p))
  const between = (p: number) => intervalOf([...times.values()], p)
  return {
    n: all.length,
    p50: at(0.5),
    p90: at(0.9),
    p95: at(0.95),
    max: at(1),
    interval: { p50: between(0.5), p90: between(0.9), p95: between(0.95) },
  }
}

/** 95 %; no bounds from too few scenarios. */
function intervalOf(clusters: readonly (readonly number[])[], p: number): [number | null, number | null] {
  if (clusters.length < MIN_CLUSTERS) return [null, null]
  const { low, high } = clusteredQuantile(clusters, p, 0.95, 2)
  return [rounded(low), rounded(high)]
}

/** Three digits; null where it is not finite. */
function rounded(value: number | null): number | null {
  return value === null || !Number.isFinite(value) ? null : Number(value.toFixed(3))
}
