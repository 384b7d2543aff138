/**
 * Turn-taking, one piece of code for all channels: which turn an event belongs to, and when a turn has ended.
 *
 * A turn owns what comes from the send until the channel says that its exchange ended, or nothing changed for
 * the quiet period and typing stopped, or the cap. What comes later goes by correlation, else to the open
 * turn, else to the last closed one and is marked late.
 */
import type { ChannelEvent, ExchangeEnd, SessionClock } from '../channel/channel.js'
import type { TranscriptEvent } from '../documents/types/event.js'
import type { Transcript } from './transcript.js'

export type Rule = 'channel' | 'quiet' | 'cap' | 'closed' | 'error'

/** What a target has shown of its pace, over all conversations with it. */
export interface Pace {
  /** Shortest time to first content so far, milliseconds. */
  fastest: number
}

interface OpenTurn {
  n: number
  /** When the consumer's last message went out; the opening for a turn without a question. */
  from: number
  /** The consumer's words have gone out, or the turn has none. */
  asked: boolean
  content: boolean
  typing: boolean
  /** Exchanges that have begun and not ended. */
  exchanges: Set<string>
  /** When something last changed, on our clock. */
  changed: number
  /** Every exchange has ended. */
  ended: boolean
}

export interface TurnOptions {
  step?: string
  occurrence?: number
  /** Longest time, milliseconds. */
  cap: number
  /** Silence that ends the turn, milliseconds; Infinity for a turn that lasts its whole cap. */
  quiet: number
  /** The consumer will say something in it. */
  question?: boolean
  /** Ends after the quiet period even where the bot said nothing (the welcome). */
  mayBeEmpty?: boolean
  /** Besides content: the turn stays open until this is true (or the cap). */
  until?: () => boolean
}

/** A new record must be clearly faster than the last one before it is doubted. */
const PACE_MARGIN = 0.8

const CONTENT = new Set(['text', 'card', 'media', 'form', 'choices', 'participant', 'handoff'])

export class Turns {
  readonly #transcript: Transcript
  readonly #clock: SessionClock
  readonly #pace: Pace
  readonly #messageTurn = new Map<string, number>()
  readonly #exchangeTurn = new Map<string, number>()
  #open: OpenTurn | undefined
  #options: TurnOptions | undefined
  #last = { n: -1, rule: 'closed' as Rule, silent: false }
  #closed: (() => void) | undefined
  #timer: NodeJS.Timeout | undefined
  /** The error that the channel reported last. */
  failure: Extract<TranscriptEvent, { kind: 'error' }> | undefined
  sessionClosed = false

  readonly #unreliable: (from: number) => string | undefined

  /** @param unreliable says why times since `from` (session clock) cannot be trusted */
  constructor(
    transcript: Transcript,
    clock: SessionClock,
    pace: Pace,
    unreliable: (from: number) => string | undefined = () => undefined,
  ) {
    this.#transcript = transcript
    this.#clock = clock
    this.#pace = pace
    this.#unreliable = unreliable
  }

  /** The last closed turn had no content. */
  get lastWasSilent(): boolean {
    return this.#last.silent
  }

  get count(): number {
    return this.#last.n + 1
  }

  /** Opens the next turn; events belong to it from now on. */
  open(options: TurnOptions): void {
    const now = this.#clock.now()
    const n = this.#last.n + 1
    this.#options = options
    this.#open = {
      n,
      from: now,
      asked: !options.question,
      content: false,
      typing: false,
      exchanges: new Set(),
      changed: now,
      ended: false,
    }
    const { step, occurrence } = options
    this.#transcript.append({
      kind: 'turn',
      at: now,
      actor: 'harness',
      source: 'harness',
      turn: n,
      change: 'open',
      ...(step === undefined ? {} : { step, occurrence: occurrence ?? 0 }),
    })
  }

  /** Resolves with the rule that ended the open turn, or the last one where none is open. */
  async ended(signal: AbortSignal): Promise<Rule> {
    if (this.#open) {
      const stop = () => this.close('closed')
      signal.addEventListener('abort', stop, { once: true })
      const closed = new Promise<void>((resolve) => {
        this.#closed = resolve
      })
      if (signal.aborted) stop()
      else this.#check()
      await closed
      signal.removeEventListener('abort', stop)
    }
    return this.#last.rule
  }

  /** Ends the open turn, if there is one, and writes its closing line. */
  close(rule: Rule): void {
    const turn = this.#open
    if (!turn) return
    clearTimeout(this.#timer)
    this.#open = undefined
    this.#last = { n: turn.n, rule, silent: !turn.content }
    const unreliable = this.#unreliable(turn.from)
    this.#transcript.append({
      kind: 'turn',
      at: this.#clock.now(),
      actor: 'harness',
      source: 'harness',
      turn: turn.n,
      change: 'close',
      rule,
      ...(unreliable === undefined ? {} : { unreliable }),
    })
    this.#closed?.()
    this.#closed = undefined
  }

  /** Takes an event from the channel: writes it with the turn it belongs to. */
  receive(event: ChannelEvent | ExchangeEnd): void {
    if (event.kind === 'end') return this.#exchangeEnded(event.correlation)
    const open = this.#open
    const owner = this.#owner(event)
    if (event.kind === 'text') this.#messageTurn.set(event.id, owner)
    if (event.kind === 'text' && event.actor === 'consumer') this.#sent(event)
    const late = owner >= 0 && owner !== open?.n
    const line = this.#transcript.append({
      ...event,
      ...(owner >= 0 ? { turn: owner } : {}),
      ...(late ? { late } : {}),
      ...(!late && this.#isAmbiguous(event) ? { ambiguous: true } : {}),
    })
    if (line.kind === 'error') this.failure = line
    if (line.kind === 'session' && line.change === 'closed') this.sessionClosed = true
    if (open && !late) this.#changed(open, line)
  }

  #owner(event: ChannelEvent): number {
    if (event.kind === 'text') {
      const known = this.#messageTurn.get(event.id)
      if (known !== undefined) return known
    }
    if (event.correlation !== undefined) {
      const known = this.#exchangeTurn.get(event.correlation)
      if (known !== undefined) return known
    }
    const open = this.#open
    // What came before the question was asked cannot answer it.
    if (
      open &&
      !open.asked &&
      (CONTENT.has(event.kind) || event.kind === 'typing') &&
      event.actor !== 'consumer'
    )
      return this.#last.n
    return open?.n ?? this.#last.n
  }

  #sent(event: Extract<ChannelEvent, { kind: 'text' }>): void {
    const turn = this.#open
    if (!turn) return
    turn.asked = true
    turn.from = event.at
    turn.changed = this.#clock.now()
    if (event.correlation === undefined) return
    turn.ended = false
    turn.exchanges.add(event.correlation)
    this.#exchangeTurn.set(event.correlation, turn.n)
  }

  #exchangeEnded(correlation: string): void {
    const turn = this.#open
    if (!turn || this.#exchangeTurn.get(correlation) !== turn.n) return
    turn.exchanges.delete(correlation)
    if (turn.exchanges.size > 0) return
    turn.ended = true
    this.#check()
  }

  #changed(turn: OpenTurn, line: TranscriptEvent): void {
    if (line.actor === 'consumer') return
    if (line.kind === 'typing') turn.typing = line.on
    else if (CONTENT.has(line.kind) && !(line.kind === 'choices' && line.standing)) {
      if (!turn.content && this.#options?.step !== undefined && line.at > turn.from)
        this.#pace.fastest = Math.min(this.#pace.fastest, line.at - turn.from)
      turn.content = true
      // A page shows whether somebody is typing; elsewhere typing is a pulse that the message ends.
      if (line.source !== 'dom') turn.typing = false
    } else if (line.kind === 'error') return this.close(line.code === 'timeout' ? 'cap' : 'error')
    else if (line.kind === 'session' && line.change === 'closed') return this.close('closed')
    else return
    turn.changed = this.#clock.now()
    this.#check()
  }

  /**
   * Without correlation, what begins soon after a send that followed a turn closed by quiet may still belong
   * to that turn, until about the fastest first content of this target has passed.
   */
  #isAmbiguous(event: ChannelEvent): boolean {
    const turn = this.#open
    if (!turn || turn.n === 0 || event.actor === 'consumer' || !CONTENT.has(event.kind)) return false
    if (event.correlation !== undefined || turn.content) return false
    if (event.kind === 'choices' && event.standing) return false
    if (this.#last.rule !== 'quiet' && this.#last.rule !== 'cap') return false
    if (this.#last.silent && this.#last.n > 0) return true
    const { fastest } = this.#pace
    return Number.isFinite(fastest) && event.at - turn.from < fastest * PACE_MARGIN
  }

  /** Ends the turn if a rule says so, else looks again when one could. */
  #check(): void {
    const turn = this.#open
    const options = this.#options
    if (!turn || !options) return
    clearTimeout(this.#timer)
    if (turn.ended && !options.until) return this.close('channel')
    const now = this.#clock.now()
    const left = turn.from + options.cap - now
    if (left <= 0) return this.close('cap')
    const waits =
      turn.typing ||
      turn.exchanges.size > 0 ||
      (!turn.content && !options.mayBeEmpty) ||
      (options.until !== undefined && !options.until())
    const quiet = turn.changed + options.quiet - now
    if (!waits && quiet <= 0) return this.close('quiet')
    this.#timer = setTimeout(
      () => this.#check(),
      Math.max(1, Math.ceil(waits ? left : Math.min(left, quiet))),
    )
  }
}
