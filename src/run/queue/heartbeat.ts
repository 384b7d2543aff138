/** The heartbeat of a claim: a worker that cannot reach its queue falls silent before anybody else may take the lane. */

/** Part of the lease after which a claim without a heartbeat is no longer alive, and how many are sent in a lease. */
const SILENT_AFTER = 0.7
const BEATS = 5

/** One moment by the monotonic clock and by that on the wall, milliseconds. */
interface Moment {
  mono: number
  wall: number
}

export const moment = (): Moment => ({ mono: performance.now(), wall: Date.now() })

/** For how long at least a worker had been silent whose lane is handed out again, milliseconds. */
export const silenceBefore = (lease: number) => (1 - SILENT_AFTER) * lease

export class Heartbeat {
  readonly #lease: number
  readonly #beat: () => Promise<boolean>
  readonly #lost: () => void
  readonly #timer: NodeJS.Timeout
  #beating = false
  #gone = false
  /** When the last heartbeat was sent that arrived. */
  #last: Moment

  /**
   * @param lease milliseconds after the last heartbeat from which the queue gives the lane to somebody else
   * @param beat sends one heartbeat; false where the queue refuses it
   * @param lost is told once, when the claim is no longer alive
   * @param since when the claim was asked for: its lease counts from then, however long the answer took
   */
  constructor(lease: number, beat: () => Promise<boolean>, lost: () => void, since = moment()) {
    this.#lease = lease
    this.#beat = beat
    this.#lost = lost
    this.#last = since
    this.#timer = setInterval(() => this.#tick(), lease / BEATS)
    this.#timer.unref()
  }

  /** A computer that slept knows it by the clock on the wall; a clock that was put back, by the other one. */
  alive(): boolean {
    const { mono, wall } = moment()
    const since = Math.max(mono - this.#last.mono, wall - this.#last.wall)
    if (since >= SILENT_AFTER * this.#lease) this.#end()
    return !this.#gone
  }

  /** No more heartbeats: the claim has come to its end. */
  stop(): void {
    clearInterval(this.#timer)
    this.#gone = true
  }

  #tick(): void {
    if (!this.alive() || this.#beating) return
    this.#beating = true
    void this.#send().finally(() => {
      this.#beating = false
    })
  }

  async #send(): Promise<void> {
    const sent = moment()
    // What does not arrive aborts nothing by itself: the next one may.
    const held = await this.#beat().catch(() => undefined)
    if (held === false) this.#end()
    if (held === true) this.#last = sent
  }

  #end(): void {
    if (this.#gone) return
    this.stop()
    this.#lost()
  }
}
