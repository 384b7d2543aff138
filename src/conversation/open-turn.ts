/** The turn that is open: how far its answer has come, what holds it open, and what it shows of the target's pace. */
import type { TranscriptEvent } from '../documents/types/event.js'
import { type Before, type Doubt, doubtOf } from './doubt.js'
import type { Learned, Pace } from './pace.js'
import type { Streams } from './streams.js'

/** Without any sign from the bot for so long a stream holds no turn open, milliseconds. */
const STALLED = 15_000
/** Content that comes so soon after the end of a request was carried by it, milliseconds. */
const CARRIED = 100
/** What comes sooner after the last change is the same burst, milliseconds. */
const BURST = 50

const CONTENT = new Set(['text', 'card', 'media', 'form', 'choices', 'participant', 'handoff'])

export interface TurnOptions {
  step?: string
  occurrence?: number
  /** Longest time, milliseconds. */
  cap: number
  /** Silence that ends the turn, milliseconds; Infinity for a turn that lasts its whole cap. */
  quiet: number
  /** What the target has shown of its pauses may change `quiet`, and this turn shows more of them. */
  learned?: Learned
  /** The consumer will say something in it. */
  question?: boolean
  /** Ends after the quiet period even where the bot said nothing (the welcome). */
  mayBeEmpty?: boolean
  /** Besides content: the turn stays open until this is true (or the cap). */
  until?: () => boolean
}

type SpokenEvent = Pick<TranscriptEvent, 'kind' | 'at' | 'actor' | 'source'>

/** Times named `at` are those of where it happened; `now` is when we learned of it. Both on the session's clock. */
export class OpenTurn {
  readonly n: number
  readonly options: TurnOptions
  readonly #pace: Pace
  readonly #streams: Streams
  /** When the consumer's last message went out; the opening for a turn without a question. */
  from: number
  /** The consumer's words have gone out, or the turn has none. */
  asked: boolean
  readonly #opened: number
  /** When the first of them went out. */
  #askedAt = Number.NEGATIVE_INFINITY
  content = false
  typing = false
  /** The bot was seen to type since the consumer's words went out. */
  typed = false
  /** Exchanges that have begun and not ended. */
  readonly exchanges = new Set<string>()
  /** Every exchange has ended. */
  ended = false
  /** When something of it changed last, by when it happened and by when we learned of it. */
  last: number
  changed: number
  /** When we last heard from the bot itself. */
  #heard: number
  /** Its first content, and whether typing was seen before it. */
  #first: number | undefined
  #spoke = 0
  #typedFirst = false
  #bursts = 0
  #doubt: Doubt | undefined

  constructor(n: number, options: TurnOptions, now: number, pace: Pace, streams: Streams) {
    this.n = n
    this.options = options
    this.#pace = pace
    this.#streams = streams
    this.#opened = now
    this.from = now
    this.last = now
    this.changed = now
    this.#heard = now
    this.asked = !options.question
    streams.open()
  }

  /** The consumer's words went out. */
  sent(at: number, now: number): void {
    if (this.#askedAt === Number.NEGATIVE_INFINITY) this.#askedAt = at
    this.asked = true
    this.from = at
    this.last = at
    this.changed = now
    this.#heard = now
    this.#streams.sent(at)
  }

  /** What happened at this time cannot answer the question, however late we learn of it. */
  isTooOld(at: number): boolean {
    return !this.asked || at < this.#askedAt
  }

  /** What the wire showed at this time is of the turn before; it is learned sooner than that the words went out. */
  isBefore(at: number): boolean {
    return at < (this.#askedAt === Number.NEGATIVE_INFINITY ? this.#opened : this.#askedAt)
  }

  types(on: boolean, at: number, now: number): void {
    this.typing = on
    this.typed ||= on && this.asked
    this.#hears(at, now)
  }

  /** @param fresh it is no revision of what was there */
  says(event: SpokenEvent, fresh: boolean, now: number): void {
    const silence = Math.max(0, event.at - this.last)
    if (!this.content) {
      this.#typedFirst = this.typed
      this.#bursts = 1
      if (event.at > this.from) this.#first = event.at
    } else {
      const message = fresh && silence >= BURST
      if (message) this.#bursts++
      const silent = !this.typing && this.#streams.underWay.length === 0
      if (this.options.learned && isOfBot(event) && silent)
        this.#pace.paused(silence, this.streamEnded, message)
    }
    this.content = true
    this.#spoke = Math.max(this.#spoke, event.at)
    // A page shows whether somebody is typing; elsewhere typing is a pulse that the message ends.
    if (event.source !== 'dom') this.typing = false
    this.#hears(event.at, now)
  }

  /** A stream began, ended or told that it is done: a change, as long as the bot itself is heard as well. */
  flows(at: number, now: number): void {
    if (now - this.#heard >= STALLED) return
    this.last = Math.max(this.last, at)
    this.changed = now
  }

  /** The wire tells that something has changed that this turn waits for. */
  signalled(now: number): void {
    if (this.options.until) this.changed = now
  }

  /** Whether content that comes now may belong to the turn before; once one may, all may. */
  isDoubtful(at: number, fresh: boolean, before: Before): boolean {
    const carried = this.#streams.underWay.length > 0 || this.streamEnded
    const typed = this.#first === undefined ? this.typed : this.#typedFirst
    const begun = { from: this.from, first: this.#first, spoke: this.#spoke, typed, carried }
    this.#doubt ??= doubtOf(at, fresh, begun, before, this.#pace)
    return this.#doubt !== undefined
  }

  /** What carried the answer has ended, and the answer did not come from elsewhere later. */
  get streamEnded(): boolean {
    const { ended } = this.#streams
    return ended !== undefined && this.#first !== undefined && ended >= this.#first - CARRIED
  }

  /** Silence that ends it now, milliseconds. */
  get quiet(): number {
    const { cap, quiet, learned } = this.options
    const period = Math.min(cap, this.#pace.quiet(quiet, learned))
    return learned && this.streamEnded ? this.#pace.settle(period) : period
  }

  /** When silence ends it, on our clock; a stream that is under way holds it open longer, but not for ever. */
  silentAt(now: number): number {
    if (!this.options.learned) return this.changed + this.quiet
    const open = this.#streams.underWay.filter((key) => !this.#pace.idle.has(key))
    const unmarked = this.#pace.marks && this.content && !this.#streams.marked
    const until = this.#heard + STALLED
    if (now >= until) this.#pace.ignore(open)
    else if (open.length > 0 || unmarked) return until
    return this.changed + this.quiet
  }

  /** It has been silent long enough: what its pace was is learned. */
  learn(): void {
    if (!this.options.learned || !this.asked || this.#first === undefined) return
    const doubt = this.#doubt
    const first = this.#first - this.from
    this.#pace.closed({
      first,
      typed: doubt === 'untyped' ? this.typed : this.#typedFirst,
      ended: this.streamEnded,
      marked: this.#streams.marked,
      doubt,
      bursts: this.#bursts,
    })
  }

  #hears(at: number, now: number): void {
    this.last = Math.max(this.last, at)
    this.changed = now
    this.#heard = now
  }
}

/** Whether the consumer would see something of an answer in it. */
export function isContent(event: { kind: string; standing?: boolean }): boolean {
  return CONTENT.has(event.kind) && !(event.kind === 'choices' && event.standing) && !isOfWire(event)
}

/** Whether only the wire tells it: a raw payload, or what a platform says of a person in one. */
export function isOfWire(event: { kind: string; platform?: string }): boolean {
  return event.kind === 'frame' || event.platform !== undefined
}

/** People pause as they like. */
export function isOfBot({ actor }: Pick<TranscriptEvent, 'actor'>): boolean {
  return actor === 'bot' || actor === 'unknown'
}
