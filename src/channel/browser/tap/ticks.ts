/** The browser's ticks on the session's clock, whatever the wall clock does. */
import type { SessionClock } from '../../channel.js'

/**
 * Nothing is learned of before it has happened: the least that a stamp was ever behind its arrival is how far the two
 * clocks are apart. Both run on from the start of the machine; neither jumps.
 */
export class Ticks {
  readonly #clock: Pick<SessionClock, 'now'>
  #apart = Number.POSITIVE_INFINITY

  constructor(clock: Pick<SessionClock, 'now'>) {
    this.#clock = clock
  }

  /** @param ticks seconds, as DevTools stamps; milliseconds on the session's clock come back */
  at(ticks: unknown): number {
    const now = this.#clock.now()
    if (typeof ticks !== 'number' || !Number.isFinite(ticks)) return now
    this.#apart = Math.min(this.#apart, now - ticks * 1000)
    return Math.max(0, Math.round((ticks * 1000 + this.#apart) * 1000) / 1000)
  }
}
