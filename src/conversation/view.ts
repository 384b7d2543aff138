/** What the consumer sees of the conversation so far; readings are derived when asked for and kept until it grows. */
import type { Offer, View } from '../consumer/consumer.js'
import type { ResolvedTrial } from '../documents/ready.js'
import type { TranscriptEvent } from '../documents/types/event.js'
import { levelsSeen } from '../handoff/levels.js'
import { isResolved } from '../understanding/answers/resolved.js'
import { read } from '../understanding/reading.js'
import type { LevelSeen, Reading } from '../understanding/types.js'

export class LiveView implements View {
  readonly #events: readonly TranscriptEvent[]
  readonly #trial: ResolvedTrial
  #reading: { length: number; value: Reading } | undefined
  #levels: { length: number; value: readonly LevelSeen[] } | undefined
  /** Events whose choices have been taken in, and the choices that stand now. */
  #looked = 0
  #standing: readonly Offer[] = []
  #shown: readonly Offer[] = []
  #ofTurn = -1
  hears = false
  over = false
  thought: string | undefined

  constructor(events: readonly TranscriptEvent[], trial: ResolvedTrial) {
    this.#events = events
    this.#trial = trial
  }

  get reading(): Reading {
    if (this.#reading?.length !== this.#events.length)
      this.#reading = {
        length: this.#events.length,
        value: read(this.#events, { lang: this.#trial.scenario.lang }),
      }
    return this.#reading.value
  }

  get levels(): readonly LevelSeen[] {
    if (this.#levels?.length !== this.#events.length)
      this.#levels = { length: this.#events.length, value: levelsSeen(this.#events, this.reading) }
    return this.#levels.value
  }

  get resolved(): boolean {
    return isResolved(this.reading, this.#trial)
  }

  /**
   * What can be chosen now. A page reports the whole set whenever it changes; a reply's choices belong to one
   * message and stand until the next turn.
   */
  get offers(): readonly Offer[] {
    for (; this.#looked < this.#events.length; this.#looked++) {
      const event = this.#events[this.#looked]
      if (event?.kind !== 'choices') continue
      if (event.standing) this.#standing = event.options
      else if (event.message !== undefined && event.turn === this.#ofTurn)
        this.#shown = [...this.#shown, ...event.options]
      else this.#shown = event.options
      this.#ofTurn = event.message === undefined ? -1 : (event.turn ?? -1)
    }
    return [...this.#shown, ...this.#standing]
  }
}
