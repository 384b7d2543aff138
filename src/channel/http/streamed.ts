/** One streamed answer: items of the stream become messages that grow, choices and signals, until it has ended. */
import { compile, type JSONPathQuery } from 'json-p3'
import type { Stream } from '../../documents/types/target.js'
import { ChannelError, type OpenOptions } from '../channel.js'
import { budget, Growing } from '../json/growing.js'
import { first } from '../json/message-parts.js'
import type { Messages, Origin, Words } from '../json/messages.js'
import type { Item } from './event-stream.js'
import { excerpt } from './http-reply.js'

/** The usual end of a stream of completions. */
const DONE = '[DONE]'
/** Messages in one answer, and events of them. */
const MAX_MESSAGES = 100
const MAX_EVENTS = 20_000
const NO_WORDS: Words = { text: '', final: false }

export class Streamed {
  /** The marker that ends it came, or the body ended, or it broke off. */
  ended = false
  readonly #config: Stream
  readonly #messages: Messages
  readonly #options: OpenOptions
  readonly #correlation: string
  readonly #know: (session: string) => void
  readonly #delta: JSONPathQuery | undefined
  readonly #when: JSONPathQuery | undefined
  /** Messages whose words still come, by the id that they give themselves. */
  readonly #growing = new Map<string, Growing>()
  readonly #budget = budget()
  #items = 0
  #told = 0
  #unread: string | undefined

  /** @param know is given the session id that an item holds */
  constructor(
    config: Stream,
    messages: Messages,
    options: OpenOptions,
    correlation: string,
    know: (session: string) => void,
  ) {
    this.#config = config
    this.#messages = messages
    this.#options = options
    this.#correlation = correlation
    this.#know = know
    this.#delta = config.delta === undefined ? undefined : compile(config.delta)
    this.#when = config.end?.when === undefined ? undefined : compile(config.end.when)
  }

  /**
   * Reads one item. @returns true where it ended the answer
   * @throws ChannelError where the stream reports an error of its own
   */
  take({ event, data }: Item, at: number): boolean {
    if (this.ended) return true
    this.#items++
    const { end = {}, events, delta } = this.#config
    if (data === (end.data ?? DONE) || data === DONE || event === end.event) {
      this.#finish(true)
      return true
    }
    if (event === 'error' && !events?.includes('error'))
      throw new ChannelError(`the stream reports an error${excerpt(data)}`, {
        whose: 'bot',
        code: 'stream-error',
      })
    if (events && !events.includes(event)) return false
    let json: unknown = data
    // Where the data itself is the words, `1` is a word too.
    if (delta !== '$')
      try {
        json = JSON.parse(data)
      } catch {
        this.#unread ??= data
        return false
      }
    const session = this.#messages.session(json)
    if (session !== undefined) this.#know(session)
    for (const [i, item] of this.#messages.in(json).entries()) this.#message(item, i, at)
    const over = first(this.#when, json)
    if (over === undefined || over === null || over === false || over === '') return false
    this.#finish(true)
    return true
  }

  /** The body ended where no marker had come. @param text all of it */
  bodyEnded(text: string): void {
    if (this.ended) return
    this.#finish(true)
    if (this.#config.end !== undefined) this.#note('no-end-marker')
    this.close(text)
  }

  /** The connection broke, or what came cannot be read: what was told stays, unfinished. */
  breakOff(text: string, at: number): void {
    if (this.ended) return
    this.#finish(false)
    if (text !== '') this.#note('stream', { at, text })
  }

  /** Keeps what came. */
  close(text: string): void {
    this.#note('stream', { text })
    if (this.#told > 0) return
    const { where } = this.#messages
    const unread = this.#unread === undefined ? '' : `, and an item is not JSON${excerpt(this.#unread)}`
    this.#note('no-words', { value: `the reply holds no words at ${where}${unread}` })
  }

  #message(item: unknown, index: number, at: number): void {
    const from: Origin = { at, source: 'sse', correlation: this.#correlation }
    const id = `${this.#correlation}-${this.#items}-${index}`
    const key = this.#messages.id(item) ?? ''
    const piece = typeof item === 'string' ? this.#delta && item : first(this.#delta, item)
    const whole = this.#messages.text(item)
    if (typeof piece === 'string') this.#grow(key, id, item).add(piece, at)
    else if (whole !== undefined && (key !== '' || this.#growing.get(key)?.text === whole))
      this.#grow(key, id, item).become(whole, at)
    else if (whole !== undefined) return this.#emit(this.#messages.of(item, id, from))
    this.#emit(this.#messages.of(item, id, from, NO_WORDS))
  }

  /** The message that grows under a key; its author is told by its first item. */
  #grow(key: string, id: string, item: unknown): Growing {
    const known = this.#growing.get(key)
    if (known) return known
    if (this.#growing.size >= MAX_MESSAGES) throw flood()
    const growing = new Growing((words, at) => {
      const from: Origin = { at, source: 'sse', correlation: this.#correlation }
      this.#emit(this.#messages.of(item, id, from, words).filter((event) => event.kind === 'text'))
    }, this.#budget)
    this.#growing.set(key, growing)
    return growing
  }

  #emit(events: ReturnType<Messages['of']>): void {
    this.#told += events.length
    if (!this.ended && this.#told > MAX_EVENTS) throw flood()
    for (const event of events) this.#options.emit(event)
  }

  #finish(final: boolean): void {
    this.ended = true
    for (const growing of this.#growing.values()) growing.finish(final)
  }

  #note(name: string, { at, text, value }: { at?: number; text?: string; value?: unknown } = {}): void {
    this.#options.emit({
      kind: 'observation',
      at: at ?? this.#options.clock.now(),
      actor: 'harness',
      source: 'sse',
      correlation: this.#correlation,
      name,
      ...(text === undefined ? { value } : { value: { items: this.#items }, ref: this.#options.keep(text) }),
    })
  }
}

const flood = () =>
  new ChannelError('more messages in one answer than anybody reads', { whose: 'bot', code: 'flood' })
