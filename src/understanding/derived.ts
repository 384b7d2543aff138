/** Values derived turn by turn, kept as long as the turn stays what it was: a growing reading costs its changes. */
import type { TurnReading } from './types.js'

/** One value a turn, in order, with the turns they were derived from. */
export class Derived<T> {
  readonly #of: (turn: TurnReading) => T
  readonly #from: TurnReading[] = []
  readonly #values: T[] = []

  constructor(of: (turn: TurnReading) => T) {
    this.#of = of
  }

  /** The values of all turns; only those of turns that changed since the last call are derived again. */
  from(turns: readonly TurnReading[]): readonly T[] {
    for (let i = 0; i < turns.length; i++) {
      const turn = turns[i]
      if (turn === undefined || this.#from[i] === turn) continue
      this.#from[i] = turn
      this.#values[i] = this.#of(turn)
    }
    this.#from.length = turns.length
    this.#values.length = turns.length
    return this.#values
  }
}
