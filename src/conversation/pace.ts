/**
 * What a target has shown of its pace, over all conversations with it: how soon it answers, how long it pauses
 * within an answer, and what its signs are worth. A few numbers, whatever their count; a run that is resumed
 * learns anew.
 */

import type { Doubt } from './doubt.js'

/** Silence twice as long as any pause that was seen is taken for the end. */
const MARGIN = 2
/** What comes after a silence that is hardly longer than a pause it made before may be more of the same. */
const GOES_ON = 1.25
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
const MUCH_SOONER = 0.5

/** Whether the silence that ends a turn may be learned: made longer only, or shorter as well. */
export type Learned = 'longer' | 'either'

/** What a turn has shown when it was closed by silence. */
interface Shown {
  /** From the consumer's words to the first content, milliseconds. */
  first: number
  /** The bot was seen to type before it. */
  typed: boolean
  /** What carried the answer ended. */
  ended: boolean
  /** A frame said that the answer was done. */
  marked: boolean
  /** Why it may have held the rest of the answer before. */
  doubt: Doubt | undefined
  /** Times that it began to speak. */
  bursts: number
}

export class Pace {
  /** Shortest time to first content, milliseconds. */
  fastest = Number.POSITIVE_INFINITY
  /** Places of requests that stayed open and brought nothing. */
  readonly idle = new Set<string>()
  /** First contents that came sooner than ever before, and were not believed yet. */
  #soon: number[] = []
  /** The same where it is not sure that it was an answer. */
  #soonest = Number.POSITIVE_INFINITY
  #longest = 0
  #longestAfterEnd = 0
  #pauses = 0
  #turns = 0
  #ends = 0
  #typed = 0
  #untyped = false
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
    return Math.min(LONGEST, GOES_ON * (ended ? this.#longestAfterEnd : this.#longest))
  }

  /** Sooner than this bot has ever answered. */
  isTooSoon(ms: number): boolean {
    return Number.isFinite(this.fastest) && ms < this.fastest * RECORD
  }

  /** As long as this bot may need to begin another answer. */
  isNewStart(silence: number, first: number): boolean {
    return silence >= Math.min(this.#soonest, first) * MUCH_SOONER
  }

  /** Its pauses between messages are known. */
  get pausesKnown(): boolean {
    return this.#pauses >= KNOWN
  }

  /** It is seen to type before it answers: always so far, or of late. */
  get types(): boolean {
    return this.#typed >= (this.#untyped ? HABIT : 1)
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

  closed({ first, typed, ended, marked, doubt, bursts }: Shown): void {
    this.#turns++
    this.#soonest = Math.min(this.#soonest, first)
    if (ended) this.#ends++
    this.#typed = typed ? this.#typed + 1 : 0
    this.#untyped ||= !typed
    this.#marked = marked ? this.#marked + 1 : 0
    if (!doubt) {
      this.fastest = Math.min(this.fastest, first)
      this.#soon = this.#soon.filter((one) => !this.#isRest(one))
    } else if (doubt === 'soon') {
      this.#soon.push(first)
      // The rest of an answer seldom comes so late, and hardly in three turns running: the bot has become faster.
      const believed = this.#soon.length >= (bursts > 1 && this.#isRest(first) ? 3 : 2)
      if (!believed) return
      this.fastest = Math.min(this.fastest, Math.max(...this.#soon))
      this.#soon = []
    }
  }

  /** So much sooner than this bot has ever answered that it is the rest of another answer. */
  #isRest(first: number): boolean {
    return this.#turns >= HABIT && first < this.fastest * MUCH_SOONER
  }

  /** Requests to these places hold no turn open any more. */
  ignore(keys: readonly string[]): void {
    for (const key of keys) if (this.idle.size < 100) this.idle.add(key)
  }
}
