/** Turns what a page says into events of the session. */
import type { ChannelEvent, OpenOptions } from '../channel.js'
import { type ACTORS, type Act, LIMITS, parse } from './batch.js'

export { LIMITS } from './batch.js'

import type { PageItem } from './page/wire.js'

/** How far the two clocks may be apart after they were aligned, milliseconds. */
const CLOCK_ERROR = 5

/** The consumer's words on their way into the page. */
export interface Sending {
  readonly id: string
  /** Of a file its name. */
  text: string
  /** Media type of a file that is sent instead of words. */
  readonly type?: string
  /** When the channel was asked to send, session clock. */
  readonly handed: number
  /** What sends it, and from when on; other acts only prepare it. */
  armed?: { act: Act; from: number }
  /** When the page saw the act of sending, session clock. */
  at?: number
  /** The consumer's `text` event is out. */
  told: boolean
  /** The page shows the words as the consumer's. */
  echoed: boolean
}

interface Known {
  id: string
  revision: number
  echoOf?: Sending
}

export class Intake {
  /** Milliseconds to add to the page's clock so that it agrees with ours. */
  shift = 0
  /** What the page says is no longer taken. */
  deaf = false
  readonly #options: OpenOptions
  readonly #messages = new Map<string, Known>()
  /** Messages so far. */
  #count = 0
  readonly #documents = new Map<number, number>()
  readonly #sendings: Sending[] = []
  readonly #dropped = new Map<string, number>()
  #events = 0
  #batches = new Map<number, number>()
  #waiting: { document: number; number: number; done(): void }[] = []

  constructor(options: OpenOptions) {
    this.#options = options
  }

  /** Takes one batch as the binding delivered it. */
  accept(payload: unknown): void {
    if (this.deaf) return
    const batch = typeof payload === 'string' && payload.length <= LIMITS.bytes ? parse(payload) : undefined
    if (!batch) {
      this.#drop('malformed or oversized batches', 1)
      return
    }
    for (const item of batch.items.slice(0, LIMITS.batch + 1)) this.#take(item, batch.document)
    this.#drop('page events', Math.max(0, batch.items.length - LIMITS.batch - 1))
    this.#batches.set(batch.document, batch.number)
    this.#waiting = this.#waiting.filter((w) => {
      const here = w.document !== batch.document || w.number > batch.number
      if (!here) w.done()
      return here
    })
  }

  /** Resolves when the batch with this number was taken. */
  reached(document: number, number: number): Promise<void> {
    if ((this.#batches.get(document) ?? 0) >= number) return Promise.resolve()
    return new Promise((done) => this.#waiting.push({ document, number, done }))
  }

  /**
   * Announces words that are about to be sent.
   * @param type media type, where a file of this name is sent instead
   */
  expect(text: string, type?: string): Sending {
    const sending: Sending = {
      id: `consumer-${this.#sendings.length + 1}`,
      text,
      ...(type === undefined ? {} : { type }),
      handed: this.#options.clock.now(),
      told: false,
      echoed: false,
    }
    this.#sendings.push(sending)
    return sending
  }

  /** Says that the next act of this kind sends the words. */
  arm(sending: Sending, act: Act): void {
    sending.armed = { act, from: this.#options.clock.now() }
  }

  /** Takes back what did not leave. */
  withdraw(sending: Sending): void {
    const index = this.#sendings.indexOf(sending)
    if (index >= 0 && !sending.told) this.#sendings.splice(index, 1)
  }

  /** Tells the consumer's event, once. */
  commit(sending: Sending, evidence = 'typed and sent'): void {
    if (sending.told) return
    sending.told = true
    const { type, text, handed, at = handed } = sending
    if (type !== undefined)
      return this.#emit({ kind: 'media', at, actor: 'consumer', source: 'dom', mime: type, alt: text })
    this.#emit({
      kind: 'text',
      at,
      actor: 'consumer',
      source: 'dom',
      id: sending.id,
      text,
      revision: 0,
      final: true,
      evidence,
      handed,
    })
  }

  observe(name: string, value: unknown, ref?: string): void {
    const at = this.#options.clock.now()
    this.#emit({
      kind: 'observation',
      at,
      actor: 'harness',
      source: 'harness',
      name,
      value,
      ...(ref && { ref }),
    })
  }

  /** Says how much was left out, if anything was. */
  close(): void {
    if (this.#dropped.size > 0) {
      this.#events = 0
      this.observe('dropped', Object.fromEntries(this.#dropped))
    }
  }

  #take(item: PageItem, document: number): void {
    const at = this.at(item.at)
    if (item.k === 'act') this.#act(item.act, at)
    else if (item.k === 'dropped') this.#drop(item.what.slice(0, 40), item.count)
    else if (item.k === 'text') this.#text(item, at, document)
    else if (item.k === 'note')
      this.#emit({
        kind: 'observation',
        at,
        actor: 'harness',
        source: 'dom',
        name: item.name,
        value: item.value,
      })
    else if (item.k === 'media' && this.#showsOwn(at)) return
    else {
      // A receipt may be on the consumer's own message.
      if (item.k !== 'receipt') this.#commitBefore(at)
      if (item.k === 'choices') this.#choices(item, at, document)
      else this.#beside(item, at)
    }
  }

  /** Whether a picture that comes now is the one that the consumer has attached. */
  #showsOwn(at: number): boolean {
    const sending = this.#sendings.at(-1)
    if (sending?.type === undefined || sending.echoed || sending.told || sending.at === undefined)
      return false
    if (!sending.type.startsWith('image/') || at < sending.at) return false
    sending.echoed = true
    this.commit(sending)
    return true
  }

  /** What an answer holds beside words. */
  #beside(
    item: Extract<PageItem, { k: 'typing' | 'card' | 'media' | 'form' | 'receipt' }>,
    at: number,
  ): void {
    const { k: kind, ...rest } = item
    const actor = kind === 'receipt' ? 'system' : 'bot'
    this.#emit({ kind, ...rest, at, actor, source: 'dom' } as ChannelEvent)
  }

  #choices(item: Extract<PageItem, { k: 'choices' }>, at: number, document: number): void {
    const message =
      item.message === undefined ? undefined : this.#messages.get(this.#key(document, item.message))?.id
    this.#emit({
      kind: 'choices',
      at,
      actor: 'bot',
      source: 'dom',
      options: item.options,
      ...(message !== undefined && { message }),
      ...(item.standing && { standing: true }),
    })
  }

  /** Keeps what is known of a message; the oldest gives way. */
  #know(key: string, known: Known): void {
    if (!this.#messages.has(key)) this.#count++
    this.#messages.set(key, known)
    const [oldest] = this.#messages.size > LIMITS.messages ? this.#messages.keys() : []
    if (oldest !== undefined) this.#messages.delete(oldest)
  }

  #text(item: Extract<PageItem, { k: 'text' }>, at: number, document: number): void {
    const key = this.#key(document, item.id)
    let known = this.#messages.get(key)
    const sending = known ? known.echoOf : this.#echoed(item, at)
    if (sending) {
      this.#know(key, { id: sending.id, revision: 0, echoOf: sending })
      if (!sending.echoed) {
        sending.echoed = true
        const differs = bare(item.text) !== bare(sending.text)
        this.commit(sending, item.evidence)
        if (differs && sending.type === undefined) this.observe('echo', item.text)
      }
      return
    }
    if (item.actor === 'consumer') {
      if (!known) this.observe('consumer-message', item.text)
      this.#know(key, known ?? { id: '', revision: 0 })
      return
    }
    this.#commitBefore(at)
    known = known ? { ...known, revision: known.revision + 1 } : { id: `m${this.#count + 1}`, revision: 0 }
    this.#know(key, known)
    this.#emit({
      kind: 'text',
      at,
      actor: item.actor as (typeof ACTORS)[number],
      source: 'dom',
      id: known.id,
      text: item.text,
      revision: known.revision,
      // A page does not say when it is done with a message.
      final: false,
      evidence: item.evidence,
      ...(item.name !== undefined && { name: item.name }),
      ...(item.gone && { deleted: true }),
      ...(item.painted !== undefined && { painted: this.at(item.painted) }),
    })
  }

  /** Whose words a new message of the page repeats: those sent last, equal ones first. */
  #echoed(item: Extract<PageItem, { k: 'text' }>, at: number): Sending | undefined {
    const last = this.#sendings.at(-1)
    if (last?.type !== undefined && !last.echoed && last.at !== undefined && at >= last.at)
      if (isFileOf(item.text, last.text)) return last
    if (item.actor !== 'consumer' && item.actor !== 'unknown') return undefined
    const open = this.#sendings.filter((s) => !s.echoed && (s.at === undefined || at >= s.at)).reverse()
    const equal = open.find((s) => bare(s.text) === bare(item.text))
    return equal ?? (item.actor === 'consumer' ? open[0] : undefined)
  }

  #act(act: Act, at: number): void {
    const sending = this.#sendings.at(-1)
    if (!sending?.armed || sending.told || sending.at !== undefined) return
    if (act === sending.armed.act && at >= sending.armed.from - CLOCK_ERROR) sending.at = at
  }

  /** What the bot does after the consumer's act proves that the words left. */
  #commitBefore(at: number): void {
    const sending = this.#sendings.at(-1)
    if (sending && !sending.told && sending.at !== undefined && at >= sending.at) this.commit(sending)
  }

  /** Page time to session time; nothing happened later than it is heard of. */
  at(time: number): number {
    const { clock } = this.#options
    return Math.round(Math.min(time + this.shift - clock.zero, clock.now()) * 1000) / 1000
  }

  #key(document: number, id: number): string {
    if (!this.#documents.has(document)) this.#documents.set(document, this.#documents.size)
    return `${this.#documents.get(document)}:${id}`
  }

  #emit(event: ChannelEvent): void {
    if (this.#events++ < LIMITS.events) this.#options.emit(event)
    else this.#drop('events', 1)
  }

  #drop(what: string, count: number): void {
    if (count <= 0) return
    const before = this.#dropped.get(what)
    if (before === undefined && this.#dropped.size >= 10) return
    this.#dropped.set(what, (before ?? 0) + count)
  }
}

/** Words without white space, which pages change freely. */
function bare(text: string): string {
  return text.replace(/\s+/g, '')
}

/** A message that is a file's name, with at most its size beside it. */
function isFileOf(text: string, name: string): boolean {
  const [before, ...after] = bare(text.slice(0, 500)).split(bare(name))
  return (
    after.length > 0 &&
    !/\p{L}/u.test([before, ...after].join(' ').replace(/\d(?:[kmg]?i?b|字节|bytes)/giu, ''))
  )
}
