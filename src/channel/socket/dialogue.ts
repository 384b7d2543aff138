/** What two-way channels share: frames of JSON become events, streamed pieces one message, end markers ends. */
import { compile, type JSONPathQuery } from 'json-p3'
import type { ChannelError, OpenOptions } from '../channel.js'
import { excerpt } from '../http/http-reply.js'
import { first } from '../json/message-parts.js'
import { type MessageShape, Messages, type Origin, type Words } from '../json/messages.js'

/** Frames of one session; far more than a conversation has, streamed word by word. */
const MAX_FRAMES = 100_000
/** Characters of all events of one session: every revision of a streamed message holds its whole text. */
const MAX_CHARACTERS = 64 << 20
/** Longest text that pieces are put together to. */
const MAX_TEXT = 256 << 10

export interface DialogueShape extends MessageShape {
  /** JSONPath of a piece of text within a message, added to what came before. */
  delta?: string
  /** JSONPath of what is true within the last piece of a message. */
  done?: string
  /** JSONPath of what is true within the last frame of an answer. */
  end?: string
  /** The channel itself says when an answer is over: `answered`. */
  ends?: boolean
}

interface Stream {
  id: string
  item: unknown
  text: string
}

export class Dialogue {
  /** The session id that a frame gave. */
  session: string | undefined
  readonly #options: OpenOptions
  readonly #source: Origin['source']
  readonly #messages: Messages
  readonly #ends: boolean
  readonly #paths: Record<'delta' | 'done' | 'end', JSONPathQuery | undefined>
  /** Messages whose pieces still come. */
  readonly #streams = new Map<string, Stream>()
  /** Exchanges that have not ended, the oldest first. */
  readonly #open: string[] = []
  #sent = 0
  #frames = 0
  #characters = 0
  /** Told that a frame held no words, since the consumer spoke last. */
  #wordless = false
  #over = false

  constructor(options: OpenOptions, source: Origin['source'], shape: DialogueShape) {
    const path = (text: string | undefined) => (text === undefined ? undefined : compile(text))
    this.#options = options
    this.#source = source
    this.#messages = new Messages(shape, options.keep)
    this.#ends = shape.ends ?? shape.end !== undefined
    this.#paths = { delta: path(shape.delta), done: path(shape.done), end: path(shape.end) }
  }

  /** The consumer's words go out now. */
  said(text: string): void {
    const name = `${this.#source}-${++this.#sent}`
    const exchange = this.#ends ? { correlation: name } : {}
    this.#wordless = false
    this.#options.emit({
      kind: 'text',
      at: this.#options.clock.now(),
      actor: 'consumer',
      source: this.#source,
      id: `${name}-c`,
      text,
      revision: 0,
      final: true,
      ...exchange,
    })
    if (this.#ends) this.#open.push(name)
  }

  /**
   * Reads one frame.
   * @param data its text
   * @returns false where that is more than any conversation holds, and nothing more is read
   */
  heard(data: string): boolean {
    if (this.#over) return false
    const at = this.#options.clock.now()
    this.#characters += data.length
    if (++this.#frames > MAX_FRAMES || this.#characters > MAX_CHARACTERS) {
      this.fail({
        message: `more than ${MAX_FRAMES} frames or ${MAX_CHARACTERS >> 20} MB in one conversation`,
        details: { whose: 'bot', code: 'flood' },
      })
      return false
    }
    const ref = this.#options.keep(data)
    const [only] = this.#open.length === 1 ? this.#open : []
    const from: Origin = {
      at,
      source: this.#source,
      ref,
      ...(only === undefined ? {} : { correlation: only }),
    }
    let json: unknown
    try {
      json = JSON.parse(data)
    } catch {
      this.#noWords(from, `a frame is not JSON${excerpt(data)}`)
      return true
    }
    try {
      this.#read(json, from)
    } catch (error) {
      const { name, message } = error as Error
      // Nested too deep for the paths; anything else is a fault of ours.
      const details =
        name === 'RangeError' || name.startsWith('JSONPath')
          ? ({ whose: 'bot', code: 'unreadable' } as const)
          : ({ whose: 'harness', code: 'unexpected' } as const)
      this.fail({ message: `a frame cannot be read: ${message}`, details })
      return false
    }
    return true
  }

  #read(json: unknown, from: Origin): void {
    this.session = this.#messages.session(json) ?? this.session
    const items = this.#messages.in(json)
    const told = items.filter((item, i) => this.#message(item, `${this.#source}-m${this.#frames}-${i}`, from))
    const ends = this.#isTrue('end', json)
    if (told.length === 0 && !ends) this.#noWords(from, 'a frame holds no words at the paths of reply')
    if (ends) this.#ended(from)
  }

  /** The answer to what the consumer said first of all that is unanswered is complete. */
  answered(): void {
    if (!this.#over) this.#ended({ at: this.#options.clock.now(), source: this.#source })
  }

  /** Somebody begins or ends to type. */
  typing(on: boolean): void {
    if (this.#over) return
    this.#options.emit({
      kind: 'typing',
      at: this.#options.clock.now(),
      actor: 'bot',
      source: this.#source,
      on,
    })
  }

  /** Something went wrong, once: what comes after it is not read. */
  fail({ message, details }: Pick<ChannelError, 'message' | 'details'>): void {
    if (this.#over || this.#options.signal.aborted) return
    this.#over = true
    const { whose, code, status, retryAfter } = details
    this.#options.emit({
      kind: 'error',
      at: this.#options.clock.now(),
      actor: whose === 'bot' ? 'bot' : 'harness',
      source: this.#source,
      whose,
      code,
      message,
      ...(status === undefined ? {} : { status }),
      ...(retryAfter === undefined ? {} : { retryAfter }),
    })
  }

  /** The other side ended the conversation. */
  closed(detail: string): void {
    if (this.#over || this.#options.signal.aborted) return
    this.#over = true
    const at = this.#options.clock.now()
    for (const key of this.#streams.keys()) this.#finish(key, { at, source: this.#source })
    this.#options.emit({
      kind: 'session',
      at,
      actor: 'bot',
      source: this.#source,
      change: 'closed',
      detail: detail.slice(0, 1000),
    })
  }

  /** We end it: nothing that comes now is told. */
  close(): void {
    this.#over = true
  }

  /** Reports one message; false where there is nothing in it that a consumer could see. */
  #message(item: unknown, id: string, from: Origin): boolean {
    const piece = first(this.#paths.delta, item)
    const done = this.#isTrue('done', item)
    const key = this.#messages.id(item) ?? ''
    if (typeof piece === 'string') {
      const stream = this.#streams.get(key) ?? { id, item, text: '' }
      stream.text = (stream.text + piece).slice(0, MAX_TEXT)
      this.#streams.set(key, stream)
      this.#characters += stream.text.length
      if (done) this.#streams.delete(key)
      return this.#emit(item, stream.id, from, { text: stream.text, final: done })
    }
    if (done && this.#streams.has(key)) {
      this.#finish(key, from)
      return true
    }
    // The whole text of a message whose pieces came.
    const stream = this.#streams.get(key)
    if (key !== '') this.#streams.delete(key)
    return this.#emit(item, (key !== '' && stream?.id) || id, from)
  }

  #emit(item: unknown, id: string, from: Origin, words?: Words): boolean {
    const events = this.#messages.of(item, id, from, words)
    for (const event of events) this.#options.emit(event)
    return events.length > 0
  }

  #finish(key: string, from: Origin): void {
    const stream = this.#streams.get(key)
    if (!stream) return
    this.#streams.delete(key)
    this.#emit(stream.item, stream.id, from, { text: stream.text, final: true })
  }

  #ended(from: Origin): void {
    for (const key of [...this.#streams.keys()]) this.#finish(key, from)
    const correlation = this.#open.shift()
    if (correlation !== undefined) this.#options.emit({ kind: 'end', at: from.at, correlation })
  }

  #isTrue(name: 'done' | 'end', json: unknown): boolean {
    const value = first(this.#paths[name], json)
    return value !== undefined && value !== false && value !== null && value !== ''
  }

  /** Said once a message, for whoever wonders why a bot that answers is silent. */
  #noWords(from: Origin, value: string): void {
    if (this.#wordless) return
    this.#wordless = true
    this.#options.emit({ ...from, kind: 'observation', actor: 'harness', name: 'no-words', value })
  }
}
