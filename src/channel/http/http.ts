/** JSON over HTTP: a request carries the consumer's words, its reply and what comes later everything the bot says. */
import { randomUUID } from 'node:crypto'
import { compile } from 'json-p3'
import type { Http } from '../../documents/types/target.js'
import { type Channel, ChannelError, type OpenOptions, type Session } from '../channel.js'
import { Body } from '../json/body.js'
import { Messages, type Origin } from '../json/messages.js'
import { Sockets } from './connection.js'
import { checkStatus, decode, describe, parse, type Reply } from './http-reply.js'
import { Poll } from './poll.js'
import { Requests } from './request.js'
import { errorEvent, saying } from './telling.js'
import { type Hook, Webhooks } from './webhook.js'

/** Far more than any conversation has. */
const MAX_UNASKED = 2000

/** What the sessions of a channel share. */
interface Shared {
  sockets: Sockets
  webhooks: Webhooks
}

/** A channel that posts JSON to `target.channel.http`. @see schemas/target.schema.json */
export function httpChannel(): Channel {
  return jsonChannel('http', ({ target }) => {
    if (!target.channel.http) throw new TypeError(`target ${target.id} has no http channel`)
    return target.channel.http
  })
}

/** A channel that is JSON over HTTP, whatever its target file calls the parts. */
export function jsonChannel(kind: string, configOf: (options: OpenOptions) => Http): Channel {
  const shared = { sockets: new Sockets(), webhooks: new Webhooks() }
  return {
    async open(options) {
      const session = new HttpSession(kind, configOf(options), options, shared)
      await session.listen()
      return session
    },
    async close() {
      await Promise.all([shared.sockets.close(), shared.webhooks.close()])
    },
  }
}

class HttpSession implements Session {
  readonly about
  readonly hears: boolean
  readonly #config: Http
  readonly #requests: Requests
  readonly #options: OpenOptions
  readonly #body: Body
  readonly #messages: Messages
  readonly #webhooks: Webhooks
  #more: Parameters<Body['with']>[2] = []
  #session: string | undefined
  #exchanges = 0
  #unasked = 0
  #poll: Poll | undefined
  #hook: Hook | undefined

  constructor(kind: string, config: Http, options: OpenOptions, { sockets, webhooks }: Shared) {
    this.#config = config
    this.#requests = new Requests(config, kind, options, sockets, {
      'webhook.secret': config.webhook?.secret,
    })
    this.#options = this.#requests.options
    this.#body = new Body(config.request)
    this.#messages = new Messages(config, this.#options.keep)
    this.#webhooks = webhooks
    this.#session = config.reply.session === undefined ? randomUUID() : undefined
    this.hears = config.poll !== undefined || config.webhook !== undefined
    this.about = { kind, url: config.url, ...this.#requests.connection.about }
  }

  /** Begins to hear what comes without being asked for. */
  async listen(): Promise<void> {
    const { poll, webhook } = this.#config
    const session = () => this.#session
    if (webhook) {
      const messages = webhook.messages === undefined ? undefined : compile(webhook.messages)
      this.#hook = await this.#webhooks.join(webhook, this.#requests.connection.values['webhook.secret'], {
        session,
        now: () => this.#options.clock.now(),
        deliver: (json, text, at) => this.#unaskedFor(json, text, { at, source: 'webhook' }, messages),
        refused: (why, at) =>
          this.#options.emit({
            kind: 'observation',
            at,
            actor: 'harness',
            source: 'webhook',
            name: 'webhook-refused',
            value: why,
          }),
      })
      if (webhook.announce !== undefined) this.#more = [[compile(webhook.announce), this.#hook.url]]
    }
    if (poll) {
      const messages = poll.messages === undefined ? undefined : compile(poll.messages)
      this.#poll = new Poll(poll, this.#requests, session, {
        reply: (json, text, at) => this.#unaskedFor(json, text, { at, source: 'http' }, messages),
        failed: (error) => this.#fail(error, poll.url),
      })
      this.#poll.start()
    }
  }

  send(text: string): Promise<void> {
    return this.#exchange(text, text)
  }

  choose(option: { label: string; value?: string }): Promise<void> {
    return this.#exchange(option.value ?? option.label, option.label)
  }

  close(): Promise<void> {
    this.#hook?.leave()
    this.#requests.close()
    return Promise.resolve()
  }

  /** Starts one exchange and returns at once; its events come when the reply does. */
  #exchange(sent: string, shown: string): Promise<void> {
    const { clock, emit } = this.#options
    const { url, method = 'POST' } = this.#config
    const correlation = `http-${++this.#exchanges}`
    const body = this.#body.with(sent, this.#session, this.#more)
    const reply = this.#requests.send({ url, method, source: 'http', correlation, body })
    emit({ ...saying(shown, clock.now(), 'http', correlation), correlation })
    reply
      .then((r) => this.#read(r, correlation))
      .catch((error: unknown) => this.#fail(error, url, { correlation }))
      .finally(() => {
        this.#poll?.answered()
        // Where more may come later, a reply does not end the turn.
        emit({ kind: 'end', at: clock.now(), correlation, ...(this.hears ? { open: true } : {}) })
      })
      // A listener that throws is a fault of ours; it must not pass for the bot's.
      .catch((error: unknown) => process.emitWarning(error instanceof Error ? error : String(error)))
    return Promise.resolve()
  }

  #read(reply: Reply, correlation: string): void {
    const { emit, keep } = this.#options
    checkStatus(reply)
    // Where answers come later, an empty reply says that the message was taken.
    if (this.hears && reply.body.length === 0) return
    const text = decode(reply.body)
    const json = parse(text, reply.headers['content-type'])
    const ref = keep(text)
    this.#know(json)
    const from = { at: reply.at, source: 'http', correlation, ref } as const
    const told = this.#tell(json, correlation, from)
    if (told > 0 || this.hears) return
    const value = `the reply holds no words at ${this.#messages.where}`
    emit({ ...from, kind: 'observation', actor: 'harness', name: 'no-words', value })
  }

  #unaskedFor(json: unknown, text: string, origin: Origin, messages: Parameters<Messages['in']>[1]): void {
    if (this.#unasked > MAX_UNASKED) return
    const items = this.#messages.in(json, messages)
    if (items.length === 0) return
    const from = { ...origin, ref: this.#options.keep(text) }
    this.#unasked += this.#tell(json, `${origin.source}-u${this.#unasked}`, from, messages)
    if (this.#unasked > MAX_UNASKED)
      this.#fail(
        new ChannelError(`more than ${MAX_UNASKED} messages came unasked`, { whose: 'bot', code: 'flood' }),
        this.#config.url,
      )
  }

  /** Reports the messages of a reply; returns how many events there were. */
  #tell(json: unknown, id: string, from: Origin, messages?: Parameters<Messages['in']>[1]): number {
    const events = this.#messages
      .in(json, messages)
      .flatMap((item, i) => this.#messages.of(item, `${id}-${i}`, from))
    for (const event of events) this.#options.emit(event)
    return events.length
  }

  #know(json: unknown): void {
    const session = this.#messages.session(json)
    if (session === undefined || session === this.#session) return
    this.#session = session
    this.#hook?.known()
  }

  #fail(error: unknown, url: string, exchange: { correlation?: string } = {}): void {
    if (this.#requests.closed.aborted) return
    const told = describe(error, new URL(url))
    this.#options.emit({ ...errorEvent(told, this.#options.clock.now(), 'http'), ...exchange })
  }
}
