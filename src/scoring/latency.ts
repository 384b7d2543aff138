/** Percentiles of the times of a target. */
import type { Row } from '../documents/types/row.js'
import type { Latency, Summary } from '../documents/types/scorecard.js'
import { quantile } from './statistics/quantile.js'
import { quantileInterval } from './statistics/quantile-interval.js'

/** The times in milliseconds of the turns that `response-time` looked at: those that answer or stay silent. */
export class LatencySample {
  readonly #ack: number[] = []
  readonly #firstContent: number[] = []
  readonly #complete: number[] = []
  #silences = 0
  #withheld = 0
  #turns = 0

  /** Takes the row of a trial that counts, in any order. */
  add({ times }: Pick<Row, 'times'>): void {
    if (times === undefined) return
    const { turns, ack, firstContent, complete, silent = [], withheld = 0 } = times
    this.#turns += turns.length + withheld
    this.#withheld += withheld
    this.#silences += silent.length
    take(this.#ack, ack)
    take(this.#firstContent, firstContent)
    take(this.#complete, complete)
  }

  summary(): Latency {
    return {
      ack: summaryOf(this.#ack, this.#silences),
      firstContent: summaryOf(this.#firstContent, this.#silences),
      complete: summaryOf(this.#complete, this.#silences),
      silences: this.#silences,
      withheld: this.#withheld,
      turns: this.#turns,
    }
  }
}

function take(all: number[], times: readonly (number | null)[]): void {
  for (const time of times) if (time !== null) all.push(time)
}

function summaryOf(values: readonly number[], silences: number): Summary {
  // Sorted once: to sort again what is sorted costs next to nothing.
  const sorted = values.toSorted((a, b) => a - b)
  const rounded = (value: number | null) => (value === null ? null : Number(value.toFixed(3)))
  const at = (p: number) => rounded(quantile(sorted, silences, p))
  const between = (p: number) => quantileInterval(sorted, silences, p).map(rounded)
  return {
    n: values.length + silences,
    p50: at(0.5),
    p90: at(0.9),
    p95: at(0.95),
    max: at(1),
    interval: { p50: between(0.5), p90: between(0.9), p95: between(0.95) },
  }
}
