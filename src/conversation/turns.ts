/**
 * Turn-taking, one piece of code for all channels: which turn an event belongs to, and when a turn has ended.
 *
 * A turn owns what comes from the send until the channel says that its exchange ended, or nothing changed for
 * the quiet period while nobody typed and no stream carried the answer, or the cap. What comes later goes by
 * correlation, else to the open turn, else to the last closed one and is marked late.
 */
import type { ChannelEvent, ExchangeEnd, SessionClock, StreamSignal } from '../channel/channel.js'
import type { TranscriptEvent, TurnEvent } from '../documents/types/event.js'
import type { Before } from './doubt.js'
import { isContent, isOfBot, isOfWire, OpenTurn, type TurnOptions } from './open-turn.js'
import type { Pace } from './pace.js'
import { Streams } from './streams.js'
import type { Transcript } from './transcript.js'
import { Words } from './words.js'

export type Rule = NonNullable<TurnEvent['rule']>

/** Rules that say that nothing more came, not that nothing more will. */
const BY_SILENCE = new Set<Rule>(['quiet', 'typing', 'stream'])

interface TurnParts {
  transcript: Transcript
  clock: SessionClock
  pace: Pace
  /** Says why times since `from` (session clock) cannot be trusted. */
  unreliable?(from: number): string | undefined
  /** Resolves when everything has been received that has already happened; never rejects. */
  look?(): Promise<void>
}

export class Turns {
  readonly #parts: TurnParts
  readonly #streams = new Streams()
  readonly #words = new Words()
  readonly #messageTurn = new Map<string, number>()
  readonly #exchangeTurn = new Map<string, number>()
  #open: OpenTurn | undefined
  /** `learned`: it shows the target's pace. */
  #last: Before & { rule: Rule; learned: boolean } = {
    n: -1,
    rule: 'closed',
    silent: false,
    changed: 0,
    learned: false,
  }
  #closed: (() => void) | undefined
  #timer: NodeJS.Timeout | undefined
  /** The last change that all has been received up to. */
  #looked: { turn: OpenTurn; changed: number; done: boolean } | undefined
  /** The error that the channel reported last. */
  failure: Extract<TranscriptEvent, { kind: 'error' }> | undefined
  sessionClosed = false

  constructor(parts: TurnParts) {
    this.#parts = parts
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
    const { clock, pace, transcript } = this.#parts
    const now = clock.now()
    const n = this.#last.n + 1
    this.#words.turn()
    this.#open = new OpenTurn(n, options, now, pace, this.#streams)
    const { step, occurrence } = options
    transcript.append({
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
    const { n, content, last, options, quiet } = turn
    const silence = BY_SILENCE.has(rule)
    if (silence) turn.learn()
    this.#last = { n, rule, silent: !content, changed: last, learned: options.learned !== undefined }
    const unreliable = this.#parts.unreliable?.(turn.from)
    this.#parts.transcript.append({
      kind: 'turn',
      at: this.#parts.clock.now(),
      actor: 'harness',
      source: 'harness',
      turn: n,
      change: 'close',
      rule,
      ...(silence ? { quiet: Math.round(quiet) } : {}),
      ...(unreliable === undefined ? {} : { unreliable }),
    })
    this.#closed?.()
    this.#closed = undefined
  }

  /** Takes an event from the channel: writes it with the turn it belongs to. */
  receive(event: ChannelEvent | ExchangeEnd): void {
    if (event.kind === 'end') return this.#exchangeEnded(event)
    const open = this.#open
    const owner = this.#owner(event)
    const fresh = event.kind !== 'text' || !this.#messageTurn.has(event.id)
    if (event.kind === 'text') this.#messageTurn.set(event.id, owner)
    if ((event.kind === 'text' || event.kind === 'media') && event.actor === 'consumer') this.#sent(event)
    const late = owner >= 0 && owner !== open?.n
    const line = this.#parts.transcript.append({
      ...event,
      ...(owner >= 0 ? { turn: owner } : {}),
      ...(late ? { late } : {}),
      ...(!late && this.#isAmbiguous(event, fresh) ? { ambiguous: true } : {}),
    })
    if (line.kind === 'error') this.failure = line
    if (line.kind === 'session' && line.change === 'closed') this.sessionClosed = true
    if (late) this.#wentOn(line, fresh)
    else if (open) this.#changed(open, line, fresh)
  }

  /** Takes what the channel sees of the streams that may carry an answer. */
  stream(signal: StreamSignal): void {
    const streams = this.#streams
    const before = { open: streams.underWay.length, marked: streams.marked }
    streams.take(signal)
    const turn = this.#open
    if (!turn?.asked || (streams.underWay.length === before.open && streams.marked === before.marked)) return
    turn.flows(signal.at, this.#parts.clock.now())
    this.#check()
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
    if (isOfWire(event)) return open && !open.isBefore(event.at) ? open.n : this.#last.n
    const bots = event.actor !== 'consumer' && (isContent(event) || event.kind === 'typing')
    if (open?.isTooOld(event.at) && bots) return this.#last.n
    return open?.n ?? this.#last.n
  }

  #sent(event: Extract<ChannelEvent, { kind: 'text' | 'media' }>): void {
    const turn = this.#open
    if (!turn) return
    turn.sent(event.at, this.#parts.clock.now())
    if (event.correlation === undefined) return
    turn.ended = false
    turn.exchanges.add(event.correlation)
    this.#exchangeTurn.set(event.correlation, turn.n)
  }

  #exchangeEnded({ correlation, open }: ExchangeEnd): void {
    const turn = this.#open
    if (!turn || this.#exchangeTurn.get(correlation) !== turn.n) return
    turn.exchanges.delete(correlation)
    if (turn.exchanges.size > 0) return
    turn.ended = open !== true
    this.#check()
  }

  #changed(turn: OpenTurn, line: TranscriptEvent, fresh: boolean): void {
    if (line.actor === 'consumer') return
    const now = this.#parts.clock.now()
    if (line.kind === 'frame') return
    if (isOfWire(line)) turn.signalled(now)
    else if (line.kind === 'typing') turn.types(line.on, line.at, now)
    else if (isContent(line)) {
      if (line.kind === 'text' && this.#words.change(line.id, line.text) === 'count') return
      turn.says(line, fresh, now)
    } else if (line.kind === 'error') return this.close(line.code === 'timeout' ? 'cap' : 'error')
    else if (line.kind === 'session' && line.change === 'closed') return this.close('closed')
    else return
    this.#check()
  }

  /** The turn before was thought to have ended: how long its bot pauses is learned from what comes late. */
  #wentOn(line: TranscriptEvent, fresh: boolean): void {
    const last = this.#last
    if (line.turn !== last.n || !isContent(line) || !isOfBot(line)) return
    const change = line.kind === 'text' ? this.#words.change(line.id, line.text) : 'new'
    // An edit, a receipt or a time under an old message is not the rest of an answer.
    if (!fresh && change !== 'growth') return
    if (last.learned && BY_SILENCE.has(last.rule) && line.at > last.changed)
      this.#parts.pace.wentOn(line.at - last.changed, last.rule === 'stream')
    last.changed = Math.max(last.changed, line.at)
  }

  #isAmbiguous(event: ChannelEvent, fresh: boolean): boolean {
    const turn = this.#open
    if (!turn || turn.n === 0 || event.actor === 'consumer' || !isContent(event)) return false
    return event.correlation === undefined && turn.isDoubtful(event.at, fresh, this.#last)
  }

  /** Ends the turn if a rule says so, else looks again when one could. */
  #check(): void {
    const turn = this.#open
    if (!turn) return
    clearTimeout(this.#timer)
    const { options } = turn
    if (turn.ended && (options.until?.() ?? true)) return this.close('channel')
    const now = this.#parts.clock.now()
    const left = turn.from + options.cap - now
    if (left <= 0) return this.close('cap')
    const waits =
      turn.typing ||
      turn.exchanges.size > 0 ||
      (!turn.content && !options.mayBeEmpty) ||
      (options.until !== undefined && !options.until())
    const quiet = waits ? Number.POSITIVE_INFINITY : turn.silentAt(now) - now
    if (quiet > 0)
      this.#timer = setTimeout(() => this.#check(), Math.max(1, Math.ceil(Math.min(left, quiet))))
    else if (this.#hasAll(turn)) this.close(turn.streamEnded ? 'stream' : turn.typed ? 'typing' : 'quiet')
  }

  /** A timer can be earlier than what happened before it: looks once more, then `#check` is asked again. */
  #hasAll(turn: OpenTurn): boolean {
    const { changed } = turn
    if (this.#looked?.turn === turn && this.#looked.changed === changed) return this.#looked.done
    const looked = { turn, changed, done: false }
    this.#looked = looked
    const look = this.#parts.look?.() ?? new Promise<void>((resolve) => setImmediate(resolve))
    const done = () => {
      looked.done = true
      if (this.#open === turn) this.#check()
    }
    void look.then(done, done)
    return false
  }
}
