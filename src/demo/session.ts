/** One conversation of the demo shop: its memory, what was sent so far, who listens, and the truth log. */
import { EventEmitter } from 'node:events'
import { performance } from 'node:perf_hooks'
import type { Lang } from '../documents/ready.js'
import { reply, welcome } from './bot.js'
import { type Delivery, deliver, hang } from './deliver.js'
import type { FaultId } from './faults.js'
import { type Line, newMemory, type Reply } from './memory.js'
import type { Delays } from './merchants.js'

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

/** One exchange: its truth, and everything that was sent. */
interface Exchange {
  entry: LogEntry
  deliveries: Delivery[]
}

interface Shop {
  faults: ReadonlySet<FaultId>
  delays: Delays
  log: LogEntry[]
  signal: AbortSignal
}

const KEPT = 500
const LOGGED = 10_000

/** Milliseconds since 1970 with fractions, monotonic. */
export function now(): number {
  return performance.timeOrigin + performance.now()
}

export class Session extends EventEmitter<{ sent: [number] }> {
  /** Deliveries by number, for readers that come late or come back; the oldest are dropped. */
  readonly sent: { number: number; delivery: Delivery }[] = []
  readonly #memory
  #number = 0
  #messages = 0
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

  /** Welcomes the consumer unasked. */
  greet(): Promise<Exchange> {
    return this.#perform(null, () => ({
      lines: welcome(this.#memory, this.shop.faults),
      question: false,
      ended: false,
    }))
  }

  /** Answers a message; messages of one session are answered one after another. */
  receive(text: string): Promise<Exchange> {
    return this.#perform(text, () => reply(this.#memory, text, this.shop.faults))
  }

  #perform(text: string | null, think: () => Reply): Promise<Exchange> {
    const { faults, delays, log, signal } = this.shop
    const entry: LogEntry = { session: this.id, channel: this.channel, text, received: now(), replies: [] }
    log.push(entry)
    if (log.length > LOGGED) log.shift()
    const done = this.#queue.then(async () => {
      const nextId = () => `m${++this.#messages}`
      const deliveries: Delivery[] = []
      let current = ''
      const emit = (delivery: Delivery) => {
        deliveries.push(delivery)
        this.#keep(delivery)
        if (delivery.type !== 'message') return
        const { from, name, text: words } = delivery
        if (delivery.id === current) Object.assign(entry.replies.at(-1) ?? {}, { text: words, last: now() })
        else entry.replies.push({ from, ...(name ? { name } : {}), text: words, first: now(), last: now() })
        current = delivery.id
      }
      if (text !== null && faults.has('hangs')) await hang({ emit, signal })
      await deliver(think(), { faults, delays, nextId, emit, signal })
      return { entry, deliveries }
    })
    this.#queue = done.then(
      () => undefined,
      () => undefined,
    )
    return done
  }

  #keep(delivery: Delivery): void {
    this.sent.push({ number: ++this.#number, delivery })
    if (this.sent.length > KEPT) this.sent.shift()
    this.emit('sent', this.#number)
  }
}
