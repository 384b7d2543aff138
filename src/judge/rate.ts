/** At most so many calls in any minute: a call waits until the one that many before it is a minute old. */
import { setTimeout as wait } from 'node:timers/promises'

const MINUTE = 60_000

export class Rate {
  readonly #most: number
  /** When the last calls begin or began, oldest first. */
  readonly #begun: number[] = []

  constructor(perMinute: number) {
    this.#most = perMinute
  }

  /** Comes back when a call may begin. @throws where the signal is aborted */
  async turn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    const now = performance.now()
    const before = this.#begun.length < this.#most ? undefined : this.#begun.shift()
    const at = before === undefined ? now : Math.max(now, before + MINUTE)
    this.#begun.push(at)
    if (at > now) await wait(at - now, undefined, { signal })
  }
}
