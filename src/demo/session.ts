/** One conversation of the demo shop: its memory, what was sent so far, who listens, and the truth log. */
import { EventEmitter, once } from 'node:events'
import { performance } from 'node:perf_hooks'
import type { Lang } from '../documents/ready.js'
import { reply, welcome } from './bot.js'
import { type Delivery, deliver, hang } from './deliver.js'
import type { Agent, Caller, Desk, Said } from './desk.js'
import type { FaultId } from './faults.js'
import { type Line, newMemory } from './memory.js'
import type { Delays } from './merchants.js'
import { TEXTS } from './texts.js'
import { understand } from './understand.js'

/** How a session is held: over the JSON API or in the page. */
export type Channel = 'api' | 'page'

/** What was really said: one consumer message (null for the welcome) and its replies; milliseconds since 1970. */
export interface LogEntry {
  session: string
  channel: Channel
  text: string | null
  received: number
  replies: { from: Line['from']; name?: string; text: string; first: number; last: number }[]
}

interface Shop {
  faults: ReadonlySet<FaultId>
  delays: Delays
  desk: Desk
  log: LogEntry[]
  signal: AbortSignal
}

const KEPT = 500
const LOGGED = 10_000

/** Milliseconds since 1970 with fractions, monotonic. */
export function now(): number {
  return performance.timeOrigin + performance.now()
}

export class Session extends EventEmitter<{ sent: [number] }> implements Caller {
  /** Deliveries by number, for readers that come late or come back; the oldest are dropped. */
  readonly sent: { number: number; delivery: Delivery }[] = []
  /** What was said, for the person who takes over. */
  readonly said: Said[] = []
  readonly #memory
  #entry: LogEntry | undefined
  #number = 0
  #told = 0
  #messages = 0
  /** Message that was sent last. */
  #writing = ''
  #away: NodeJS.Timeout | undefined
  /** What is performed, one thing after the other. */
  #queue: Promise<void> = Promise.resolve()

  constructor(
    readonly id: string,
    readonly channel: Channel,
    lang: Lang,
    readonly shop: Shop,
  ) {
    super()
    this.setMaxListeners(16)
    this.#memory = newMemory(lang)
  }

  /** The language of the last message. */
  get lang(): Lang {
    return this.#memory.lang
  }

  /** What the chat was about. */
  get topic(): string | undefined {
    const { lang, topic } = this.#memory
    return topic && TEXTS[lang].topics[topic]
  }

  /** Welcomes the consumer unasked. */
  greet(): Promise<LogEntry> {
    const entry = this.#heard(null)
    return this.#perform(async () => {
      this.#entry = entry
      await this.#deliver(welcome(this.#memory, this.shop.faults), false)
      return entry
    })
  }

  /** Answers a message, or passes it on to the person who serves the chat. */
  receive(text: string): Promise<LogEntry> {
    const { faults, desk, signal } = this.shop
    const entry = this.#heard(text)
    return this.#perform(async () => {
      this.#entry = entry
      this.#keepSaid({ from: 'consumer', text })
      const emit = (delivery: Delivery) => this.#send(delivery)
      if (faults.has('hangs')) await hang({ emit, signal })
      if (this.#memory.partner === 'agent') {
        this.#memory.lang = understand(text).lang ?? this.#memory.lang
        desk.say(this, text)
        return entry
      }
      const { lines, question, calls } = reply(this.#memory, text, faults, desk.ahead(this))
      await this.#deliver(lines, question)
      if (calls) desk.call(this)
      return entry
    })
  }

  /**
   * Waits until a person has said something after this message, as long as one may; at most so many milliseconds.
   * @throws AbortError when the server closes meanwhile
   */
  async personAnswers({ replies }: LogEntry, ms: number): Promise<void> {
    const { desk, signal } = this.shop
    const over = AbortSignal.timeout(ms)
    const pending = () => desk.staffed && desk.has(this) && !replies.some(({ from }) => from === 'agent')
    while (pending() && !over.aborted)
      await once(this, 'sent', { signal: AbortSignal.any([over, signal]) }).catch(() =>
        signal.throwIfAborted(),
      )
    await this.#queue
  }

  /** Complete messages since this was asked last. */
  untold(): Extract<Delivery, { type: 'message' }>[] {
    const fresh = this.sent.filter(({ number }) => number > this.#told)
    this.#told = this.#number
    return fresh.flatMap(({ delivery }) => (delivery.type === 'message' && delivery.final ? [delivery] : []))
  }

  /** The consumer is there. */
  present(): void {
    clearTimeout(this.#away)
  }

  /** The consumer is not seen any more, and after so many milliseconds nobody waits for it. */
  away(ms: number): void {
    clearTimeout(this.#away)
    this.#away = setTimeout(() => {
      this.shop.desk.leave(this)
      Object.assign(this.#memory, { partner: 'bot', promised: false })
    }, ms).unref()
  }

  placed(position: number, wait: number): void {
    this.#act(() => this.#send({ type: 'queued', position, wait }))
  }

  joined({ name, number }: Agent): void {
    this.#act(() => {
      Object.assign(this.#memory, { partner: 'agent', promised: false })
      this.#send({ type: 'joined', role: 'agent', name, number })
      this.#tell({ from: 'system', text: TEXTS[this.lang].agent.joined(name, number) })
    })
  }

  typing(): void {
    this.#act(() => this.#send({ type: 'typing', from: 'agent' }))
  }

  heard({ name }: Agent, text: string): void {
    this.#act(() => this.#tell({ from: 'agent', name, text }))
  }

  closed({ name, number }: Agent, text?: string): void {
    this.#act(() => {
      const { lang } = this
      if (text !== undefined) this.#tell({ from: 'agent', name, text })
      this.#send({ type: 'left', role: 'agent', name, number })
      this.#tell({ from: 'system', text: TEXTS[lang].agent.ended })
      this.#send({ type: 'ended' })
      Object.assign(this.#memory, newMemory(lang), { welcomed: lang })
    })
  }

  dropped({ name, number }: Agent): void {
    this.#act(() => {
      Object.assign(this.#memory, { partner: 'bot', promised: true })
      this.#send({ type: 'left', role: 'agent', name, number })
      this.#tell({ from: 'system', text: TEXTS[this.lang].agent.dropped(name) })
    })
  }

  #heard(text: string | null): LogEntry {
    const { log } = this.shop
    const entry: LogEntry = { session: this.id, channel: this.channel, text, received: now(), replies: [] }
    log.push(entry)
    if (log.length > LOGGED) log.shift()
    return entry
  }

  #deliver(lines: readonly Line[], question: boolean): Promise<void> {
    const { faults, delays, signal } = this.shop
    const nextId = () => `m${++this.#messages}`
    return deliver(
      { lines: [...lines], question },
      { faults, delays, nextId, emit: (one) => this.#send(one), signal },
    )
  }

  /** Something of the desk, in its turn. */
  #act(act: () => void): void {
    this.#perform(async () => act()).catch(() => undefined)
  }

  #perform<T>(act: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(act)
    this.#queue = done.then(
      () => undefined,
      () => undefined,
    )
    return done
  }

  #tell(line: Line): void {
    this.#send({ type: 'message', id: `m${++this.#messages}`, final: true, ...line })
  }

  #send(delivery: Delivery): void {
    if (delivery.type === 'message') this.#write(delivery)
    this.sent.push({ number: ++this.#number, delivery })
    if (this.sent.length > KEPT) this.sent.shift()
    this.emit('sent', this.#number)
  }

  /** Keeps in the truth log what a message says by now, with the message that it follows. */
  #write({ id, final, from, name, text }: Extract<Delivery, { type: 'message' }>): void {
    const line = { from, ...(name ? { name } : {}), text }
    if (final) this.#keepSaid(line)
    const replies = this.#entry?.replies
    if (id === this.#writing) Object.assign(replies?.at(-1) ?? {}, { text, last: now() })
    else replies?.push({ ...line, first: now(), last: now() })
    this.#writing = id
  }

  #keepSaid(said: Said): void {
    this.said.push(said)
    if (this.said.length > KEPT) this.said.shift()
  }
}
