/** Percentiles of the times of a target. */
import { responseTime } from '../audits/response-time.js'
import type { Finding } from '../documents/types/finding.js'
import type { Turn } from '../documents/types/result.js'
import type { Latency, Summary } from '../documents/types/scorecard.js'
import { quantile } from './statistics/quantile.js'
import { quantileInterval } from './statistics/quantile-interval.js'

type Times = Pick<Turn, 'turn' | 'ack' | 'firstContent' | 'complete'>

/** The times in milliseconds of the turns that `response-time` looked at: those that answer or stay silent. */
export class LatencySample {
  readonly #ack: number[] = []
  readonly #firstContent: number[] = []
  readonly #complete: number[] = []
  #silences = 0
  #withheld = 0
  #turns = 0

  /** Takes the findings of one trial, in any order of trials. @param turns of the trial as the result shows them */
  add(findings: readonly Finding[], turns: readonly Times[]): void {
    for (const { audit, outcome, measured, turn: at } of findings) {
      if (audit !== responseTime.meta.id) continue
      this.#turns++
      if (outcome !== 'pass' && outcome !== 'fail') this.#withheld++
      else if (measured?.value === null) this.#silences++
      else this.#take(turns.find(({ turn }) => turn === at))
    }
  }

  #take(times: Times | undefined): void {
    if (times?.ack != null) this.#ack.push(times.ack)
    if (times?.firstContent != null) this.#firstContent.push(times.firstContent)
    if (times?.complete != null) this.#complete.push(times.complete)
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
