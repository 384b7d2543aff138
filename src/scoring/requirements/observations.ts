/** Observations of many trials in columns, so that a hundred thousand trials stay small. */
import type { Observation } from '../measures/measure.js'
import type { Seen } from './item.js'

/** Lines kept of one observation. */
const MOST_LINES = 20
const FIRST_SIZE = 64
const NO_LINES: readonly number[] = []

type Numbers = Int32Array | Float64Array

export class Observations {
  #size = 0
  #trials = new Int32Array(FIRST_SIZE)
  #values = new Float64Array(FIRST_SIZE)
  /** The turn, or -1, times two; and one more where a judge decided. */
  #marks = new Int32Array(FIRST_SIZE)
  /** Where the lines of each end. */
  #ends = new Int32Array(FIRST_SIZE)
  #lines = new Int32Array(FIRST_SIZE)
  #inOrder = true

  /**
   * @param trial its place in the plan
   * @param isProof whether its lines may be asked for
   */
  add(trial: number, { value, lines, turn = -1, judged = false }: Observation, isProof: boolean): void {
    const at = this.#size++
    if (at === this.#trials.length) this.#grow()
    this.#inOrder &&= at === 0 || trial >= (this.#trials[at - 1] as number)
    this.#trials[at] = trial
    // A silence is longer than any time; what is open is no number.
    this.#values[at] = value === null ? Number.POSITIVE_INFINITY : (value ?? Number.NaN)
    this.#marks[at] = turn * 2 + Number(judged)
    let end = this.#start(at)
    for (const line of isProof ? lines.slice(0, MOST_LINES) : NO_LINES) {
      if (end === this.#lines.length) this.#lines = doubled(this.#lines)
      this.#lines[end++] = line
    }
    this.#ends[at] = end
  }

  /** In the order of the plan, whatever the order in which they came; those of a trial as they were made. */
  sorted(clusterOf: (trial: number) => string): Seen[] {
    const all = Array.from({ length: this.#size }, (_, at) => this.#seen(at, clusterOf))
    // Sorting is stable.
    return this.#inOrder ? all : all.sort((a, b) => a.trial - b.trial)
  }

  #grow(): void {
    this.#trials = doubled(this.#trials)
    this.#values = doubled(this.#values)
    this.#marks = doubled(this.#marks)
    this.#ends = doubled(this.#ends)
  }

  #start(at: number): number {
    return at === 0 ? 0 : (this.#ends[at - 1] as number)
  }

  #seen(at: number, clusterOf: (trial: number) => string): Seen {
    const trial = this.#trials[at] as number
    const value = this.#values[at] as number
    const mark = this.#marks[at] as number
    const [from, to] = [this.#start(at), this.#ends[at] as number]
    return {
      trial,
      cluster: clusterOf(trial),
      value: Number.isNaN(value) ? undefined : value,
      lines: from === to ? NO_LINES : [...this.#lines.subarray(from, to)],
      turn: mark < 0 ? undefined : mark >> 1,
      judged: (mark & 1) === 1,
    }
  }
}

function doubled<T extends Numbers>(column: T): T {
  const larger = new (column.constructor as new (size: number) => T)(column.length * 2)
  larger.set(column)
  return larger
}
