/**
 * What a target has shown of its pace, over all conversations with it: how soon it answers, how long it pauses
 * within an answer, and what its signs are worth. A few numbers, whatever their count; a run that is resumed
 * learns anew.
 */

/** Silence twice as long as any pause that was seen is taken for the end. */
const MARGIN = 2
/** Longest silence that is waited for without any sign of life: what holds attention at most (Nielsen 1993). */
const LONGEST = 10_000
/** Shortest, where the target file leaves it to us and the target is known. */
const SHORTEST = 700
const SHORTEST_AFTER_END = 300
/** Turns after which a target is known, and pauses after which another one is no surprise. */
const KNOWN = 20
/** Turns after which the end of a stream is believed to end the answer, or a habit is believed in. */
const HABIT = 5
/** A new record must be clearly faster than the last one before it is doubted. */
const RECORD = 0.8

/** Whether the silence that ends a turn may be learned: made longer only, or shorter as well. */
export type Learned = 'longer' | 'either'

/** What a turn has shown when it was closed by silence. */
export interface Shown {
  /** From the consumer's words to the first content, milliseconds. */
  first: number
  /** The bot was seen to type before it. */
  typed: boolean
  /** What carried the answer ended. */
  ended: boolean
  /** A frame said that the answer was done. */
  marked: boolean
  /** It may have held the rest of the answer before. */
  doubted: boolean
  /** Times that it began to speak. */
  bursts: number
}

export class Pace {
  /** Shortest time to first content, milliseconds. */
  fastest = Number.POSITIVE_INFINITY
  /** Places of requests that stayed open and brought nothing. */
  readonly idle = new Set<string>()
  #quicker: number | undefined
  #longest = 0
  #longestAfterEnd = 0
  #pauses = 0
  #turns = 0
  #ends = 0
  #typed = 0
  #marked = 0

  /** Silence that ends a turn, milliseconds; `asked` is what the target file says or the default. */
  quiet(asked: number, learned: Learned | undefined): number {
    if (learned === undefined) return asked
    const least = learned === 'either' && this.#turns >= KNOWN ? Math.min(asked, SHORTEST) : asked
    return Math.max(least, Math.min(LONGEST, MARGIN * this.#longest))
  }

  /** Silence that ends a turn whose stream has ended, milliseconds; never longer than `quiet`. */
  settle(quiet: number): number {
    if (this.#ends < HABIT) return quiet
    return Math.min(quiet, Math.max(SHORTEST_AFTER_END, MARGIN * this.#longestAfterEnd))
  }

  /** Until how long after its last words more of them is no surprise, milliseconds. */
  mayGoOn(ended: boolean): number {
    return MARGIN * (ended ? this.#longestAfterEnd : this.#longest)
  }

  /** Sooner than this bot has ever answered. */
  isTooSoon(ms: number): boolean {
    return Number.isFinite(this.fastest) && ms < this.fastest * RECORD
  }

  /** As long as this bot may need to begin another answer. */
  isNewStart(silence: number, first: number): boolean {
    return silence >= Math.min(this.fastest, first) * RECORD
  }

  /** Its pauses between messages are known. */
  get pausesKnown(): boolean {
    return this.#pauses >= KNOWN
  }

  /** It is seen to type before it answers, always. */
  get types(): boolean {
    return this.#typed >= HABIT
  }

  /** Its answers end with a mark, always. */
  get marks(): boolean {
    return this.#marked >= HABIT
  }

  /**
   * The target went on after a silence without any sign of life, or after the end of what carried its answer.
   * @param message it went on with another message
   */
  paused(ms: number, ended: boolean, message: boolean): void {
    // After so long it is no rest of an answer: a reminder, a clock, a person.
    if (ms > LONGEST) return
    if (ended) this.#longestAfterEnd = Math.max(this.#longestAfterEnd, ms)
    else {
      this.#longest = Math.max(this.#longest, ms)
      if (message) this.#pauses++
    }
  }

  /** It went on when it was thought to have ended: what was known of its pauses was too little. */
  wentOn(ms: number, ended: boolean): void {
    this.#pauses = 0
    this.paused(ms, ended, false)
  }

  closed({ first, typed, ended, marked, doubted, bursts }: Shown): void {
    this.#turns++
    if (ended) this.#ends++
    this.#typed = typed ? this.#typed + 1 : 0
    this.#marked = marked ? this.#marked + 1 : 0
    if (!doubted) {
      this.fastest = Math.min(this.fastest, first)
      this.#quicker = undefined
    } else if (bursts === 1) {
      // Nothing followed, twice: it was the answer, and the bot has become faster.
      if (this.#quicker !== undefined) this.fastest = Math.min(this.fastest, Math.max(first, this.#quicker))
      this.#quicker = this.#quicker === undefined ? first : undefined
    }
  }

  /** Requests to these places hold no turn open any more. */
  ignore(keys: readonly string[]): void {
    for (const key of keys) if (this.idle.size < 100) this.idle.add(key)
  }
}
