/** Observations of many trials in columns, so that a hundred thousand trials stay small. */
import type { Observation } from '../measures/measure.js'
import type { Seen } from './item.js'

/** Lines kept of one observation. */
const MOST_LINES = 20

export class Observations {
  readonly #trials: number[] = []
  readonly #values: number[] = []
  readonly #turns: number[] = []
  readonly #judged: boolean[] = []
  /** Where the lines of each begin. */
  readonly #from: number[] = []
  readonly #lines: number[] = []

  /** @param trial its place in the plan */
  add(trial: number, { value, lines, turn = -1, judged }: Observation): void {
    this.#trials.push(trial)
    // A silence is longer than any time; what is open is no number.
    this.#values.push(value === null ? Number.POSITIVE_INFINITY : (value ?? Number.NaN))
    this.#turns.push(turn)
    this.#judged.push(judged === true)
    this.#from.push(this.#lines.length)
    this.#lines.push(...lines.slice(0, MOST_LINES))
  }

  /** In the order of the plan, whatever the order in which they came; those of a trial as they were made. */
  sorted(clusterOf: (trial: number) => string): Seen[] {
    const order = this.#trials.map((_, at) => at)
    order.sort((a, b) => (this.#trials[a] as number) - (this.#trials[b] as number) || a - b)
    return order.map((at) => this.#seen(at, clusterOf))
  }

  #seen(at: number, clusterOf: (trial: number) => string): Seen {
    const trial = this.#trials[at] as number
    const value = this.#values[at] as number
    const turn = this.#turns[at] as number
    return {
      trial,
      cluster: clusterOf(trial),
      value: Number.isNaN(value) ? undefined : value,
      lines: this.#lines.slice(this.#from[at], this.#from[at + 1] ?? this.#lines.length),
      ...(turn < 0 ? {} : { turn }),
      ...(this.#judged[at] ? { judged: true } : {}),
    }
  }
}
