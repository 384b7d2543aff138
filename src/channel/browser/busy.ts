/** Whether this machine was too busy for a page to show its replies in time. */
import { cpus } from 'node:os'

/** From here on other work takes the processors from a page. */
const BUSY = 0.7
/** A page whose timers were later than this since the consumer spoke may have shown a reply as late. */
const LATE_MS = 50

export interface Spike {
  from: number
  to: number
}

/** Watches one session; times are of the session's clock. */
export class Busy {
  #since = 0
  #before = times()
  #spikes: readonly Spike[] = []

  /** The consumer speaks now. */
  sends(at: number): void {
    this.#since = at
    this.#before = times()
    this.#spikes = []
  }

  /** Takes when the page's timers were late, as the page has told last. */
  take(spikes: readonly Spike[]): void {
    this.#spikes = spikes
  }

  /**
   * Why times since `from` cannot be trusted; undefined where they can. A page that stands still while processors
   * are free is slow by itself, and that is what its consumers see.
   */
  why(from: number): string | undefined {
    const start = Math.max(from, this.#since)
    const late = Math.max(0, ...this.#spikes.map((spike) => spike.to - Math.max(spike.from, start)))
    const [busy, all] = times().map((time, i) => time - (this.#before[i] ?? 0)) as [number, number]
    if (late < LATE_MS || busy < all * BUSY) return undefined
    const share = Math.round((100 * busy) / all)
    return `this machine was busy (processors ${share} %): the page stood still for ${Math.round(late)} ms`
  }
}

/** Milliseconds of all processors since they were started: at work, and in all. */
function times(): [number, number] {
  let busy = 0
  let idle = 0
  for (const { times } of cpus()) {
    busy += times.user + times.nice + times.sys + times.irq
    idle += times.idle
  }
  return [busy, busy + idle]
}
