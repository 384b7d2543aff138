/** How late the event loop runs: a turn that was stamped while it was late cannot be measured. */

const PERIOD_MS = 20
/** Later than this, a stamp made in this process is no measurement. */
const TOO_LATE_MS = 100
const KEPT = 50

/** Watches the event loop while at least one conversation is open. */
class Lag {
  readonly #spikes: { from: number; to: number }[] = []
  #timer: NodeJS.Timeout | undefined
  #users = 0

  start(): void {
    if (this.#users++ > 0) return
    let before = performance.now()
    this.#timer = setInterval(() => {
      const now = performance.now()
      const late = now - before - PERIOD_MS
      before = now
      if (late < TOO_LATE_MS) return
      this.#spikes.push({ from: now - late, to: now })
      if (this.#spikes.length > KEPT) this.#spikes.shift()
    }, PERIOD_MS)
    this.#timer.unref()
  }

  stop(): void {
    if (--this.#users === 0) clearInterval(this.#timer)
  }

  /** Why stamps made since `from` (performance.now()) cannot be trusted; undefined where they can. */
  since(from: number): string | undefined {
    const worst = Math.max(0, ...this.#spikes.map((s) => s.to - Math.max(s.from, from)))
    return worst >= TOO_LATE_MS
      ? `this machine was busy: event loop late by ${Math.round(worst)} ms`
      : undefined
  }
}

export const lag = new Lag()
