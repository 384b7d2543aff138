/** Which requests of a page carry the answer to the consumer's words, and whether they are still under way. */
import type { StreamSignal } from '../channel/channel.js'

/** The page's act and the request that follows are stamped by two clocks, milliseconds. */
const CLOCK_ERROR = 5
/** Requests that are followed in one turn. */
const MOST = 300

interface Followed {
  id: string
  key: string
  at: number
  end?: number
}

/**
 * A request carries the answer where it began after the consumer's words went out, nothing went to the same place
 * at that moment (a long poll that is made again), and it is made once in the turn (polling, heartbeats).
 */
export class Streams {
  #followed: Followed[] = []
  #own: Followed[] = []
  #from: number | undefined
  #mark: number | undefined

  /** A new turn: only what is under way goes on. */
  open(): void {
    this.#followed = this.#followed.filter((one) => one.end === undefined)
    this.#own = []
    this.#from = undefined
    this.#mark = undefined
  }

  /** The consumer's words went out. */
  sent(at: number): void {
    this.#from = at - CLOCK_ERROR
    this.#mark = undefined
    this.#choose()
  }

  take(signal: StreamSignal): void {
    if (signal.change === 'mark') this.#mark = signal.at
    else if (signal.change === 'begin') {
      const { id, key, at } = signal
      if (this.#followed.length < MOST) this.#followed.push({ id, key, at })
    } else {
      const one = this.#followed.find(({ id }) => id === signal.id)
      if (one) one.end = signal.at
    }
    this.#choose()
  }

  /** Where the requests go that carry the answer and have not ended. */
  get underWay(): string[] {
    return this.#own.filter((one) => one.end === undefined).map((one) => one.key)
  }

  /** A frame said that the answer is done. */
  get marked(): boolean {
    return this.#mark !== undefined
  }

  /** When the last of what carried the answer ended; undefined while something is under way or nothing was seen. */
  get ended(): number | undefined {
    const ends = this.#own.map((one) => one.end)
    if (ends.includes(undefined)) return undefined
    const all = [...(ends as number[]), ...(this.#mark === undefined ? [] : [this.#mark])]
    return all.length === 0 ? undefined : Math.max(...all)
  }

  #choose(): void {
    const from = this.#from
    if (from === undefined) return
    const open = new Set<string>()
    const times = new Map<string, number>()
    for (const { key, at, end } of this.#followed) {
      if (at >= from) times.set(key, (times.get(key) ?? 0) + 1)
      else if (end === undefined || end > from) open.add(key)
    }
    this.#own = this.#followed.filter(({ key, at }) => at >= from && !open.has(key) && times.get(key) === 1)
  }
}
