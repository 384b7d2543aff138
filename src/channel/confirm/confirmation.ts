/** What the merchant's platform says of one conversation: received or asked for, matched by its id, handed on raw. */
import { createHash } from 'node:crypto'
import { compile, type JSONPathQuery } from 'json-p3'
import { conversationPlaces } from '../../documents/conversation-places.js'
import { expandSecrets, redact, redactAll } from '../../documents/secrets.js'
import type { Confirm } from '../../documents/types/target.js'
import type { OpenOptions } from '../channel.js'
import { Sockets } from '../http/connection.js'
import { Poll } from '../http/poll.js'
import { Requests } from '../http/request.js'
import { type Hook, idIn, idsIn, Webhooks } from '../http/webhook.js'

const DEFAULT_PORT = 8788
const DEFAULT_INTERVAL = '5s'
/** Ids of conversations that a page may show, characters of a payload in which they are looked for. */
const MOST_IDS = 20
const LONGEST = 256_000
/** Deliveries by which a repeated one is known. */
const REMEMBERED = 1000

/** The receivers and sockets that the conversations of a channel share. */
export class Confirmations {
  readonly #webhooks = new Webhooks()
  readonly #sockets = new Sockets()

  /**
   * Begins to listen for one conversation, until the signal of its options is aborted.
   * @returns the options for its channel: what passes through them tells the id of the conversation
   * @throws ChannelError where the port is taken, DocumentError where a variable of the environment is missing
   */
  async listen(confirm: Confirm, options: OpenOptions): Promise<OpenOptions> {
    const confirmation = new Confirmation(confirm, options)
    await confirmation.start(this.#webhooks, this.#sockets)
    return {
      ...options,
      wire: (frame) => {
        if (frame.direction === 'in') confirmation.look(frame.payload)
        options.wire?.(frame)
      },
      keep: (data, extension) => {
        if (typeof data === 'string') confirmation.look(data)
        return options.keep(data, extension)
      },
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.#webhooks.close(), this.#sockets.close()])
  }
}

class Confirmation {
  readonly #confirm: Confirm
  readonly #options: OpenOptions
  readonly #values: Readonly<Record<string, string>>
  readonly #secrets: readonly string[]
  readonly #page: readonly JSONPathQuery[]
  readonly #payload: readonly JSONPathQuery[]
  /** One of these names stands in every payload that can hold the id. */
  readonly #names: readonly string[]
  /** Ids of the conversation, the newest last. */
  readonly #ids = new Set<string>()
  readonly #seen = new Set<string>()
  readonly #left = { unmatched: 0, repeated: 0 }
  #hook: Hook | undefined
  #last: string | undefined

  constructor(confirm: Confirm, options: OpenOptions) {
    this.#confirm = confirm
    this.#options = options
    const { webhook, poll } = confirm
    const written = {
      ...(webhook ? { 'webhook.secret': webhook.secret } : {}),
      ...Object.fromEntries(
        Object.entries(poll?.headers ?? {}).map(([key, value]) => [`poll.headers.${key}`, value]),
      ),
    }
    const about = { file: `target ${options.target.id}`, key: 'confirm' }
    const { values, secrets } = expandSecrets(written, process.env, about)
    this.#values = values
    this.#secrets = secrets
    const { page, payload } = conversationPlaces(confirm)
    this.#page = page.map((path) => compile(path))
    this.#payload = payload.map((path) => compile(path))
    this.#names = page.map((path) => /(\w+)\W*$/.exec(path)?.[1] ?? '')
  }

  async start(webhooks: Webhooks, sockets: Sockets): Promise<void> {
    const { webhook, poll } = this.#confirm
    if (webhook) await this.#receive(webhook, webhooks)
    if (poll) this.#ask(poll, sockets)
    this.#options.signal.addEventListener('abort', () => this.#end(), { once: true })
  }

  /** Looks for the id of the conversation in what the page gets. */
  look(text: string): void {
    if (text.length > LONGEST || this.#ids.size >= MOST_IDS) return
    if (!this.#names.some((name) => text.includes(name))) return
    const before = this.#ids.size
    for (const id of idsIn(parsed(text), this.#page)) this.#ids.add(id)
    if (this.#ids.size > before) this.#hook?.known()
  }

  async #receive(webhook: NonNullable<Confirm['webhook']>, webhooks: Webhooks): Promise<void> {
    const { port = DEFAULT_PORT, path = '/', header } = webhook
    const { payload } = conversationPlaces(this.#confirm)
    const place = { port, path, session: payload, ...(header === undefined ? {} : { header }) }
    this.#hook = await webhooks.join(place, this.#values['webhook.secret'], {
      session: () => this.#id(),
      has: (id) => this.#ids.has(id),
      now: () => this.#options.clock.now(),
      deliver: (_, text, at) => this.#delivered(text, at),
      unmatched: () => void this.#left.unmatched++,
      refused: (why, at) => this.#observe('confirm-refused', why, at),
    })
    this.#observe('confirm', { platform: webhook.platform, url: this.#hook.url })
  }

  #delivered(text: string, at: number): void {
    const hash = createHash('sha256').update(text).digest('base64')
    if (this.#seen.has(hash)) this.#left.repeated++
    else {
      if (this.#seen.size < REMEMBERED) this.#seen.add(hash)
      this.#hand(text, at, 'webhook', this.#hook?.url ?? '')
    }
  }

  #ask(poll: NonNullable<Confirm['poll']>, sockets: Sockets): void {
    const headers = Object.fromEntries(
      Object.keys(poll.headers ?? {}).map((key) => [key, this.#values[`poll.headers.${key}`] ?? '']),
    )
    const quiet = { ...this.#options, emit: this.#emit }
    const requests = new Requests({ url: poll.url, headers }, 'confirm', quiet, sockets)
    const polling = new Poll(
      { url: poll.url, interval: poll.every ?? DEFAULT_INTERVAL },
      requests,
      () => this.#id(),
      {
        reply: (json, text, at) => this.#replied(json, text, at, poll.url),
        failed: (error) => this.#observe('confirm-failed', (error as Error).message),
      },
    )
    polling.answered()
    polling.start()
    this.#observe('confirm', { platform: poll.platform, url: bare(poll.url) })
  }

  /** A state that has not changed is no news; one that names another conversation, or none, is not ours. */
  #replied(json: unknown, text: string, at: number, url: string): void {
    if (text === this.#last) return
    this.#last = text
    const ids = idsIn(json, this.#payload)
    const id = idIn(json, this.#payload)
    const ours = id === undefined ? ids.size === 0 && url.includes('{session}') : this.#ids.has(id)
    if (ours) this.#hand(text, at, 'api', url)
    else this.#left.unmatched++
  }

  #hand(text: string, at: number, source: 'webhook' | 'api', url: string): void {
    this.#options.wire?.({
      kind: 'frame',
      at,
      actor: 'system',
      source,
      direction: 'in',
      url: bare(url),
      connection: 'confirm',
      size: Buffer.byteLength(text),
      payload: text,
      clean: () => redact(text, this.#secrets),
    })
  }

  /** What was sent and could not be matched proves nothing, and is told. */
  #end(): void {
    this.#hook?.leave()
    const left = Object.entries(this.#left).filter(([, count]) => count > 0)
    if (left.length > 0) this.#observe('confirm-left-out', Object.fromEntries(left))
  }

  readonly #emit: OpenOptions['emit'] = (event) => this.#options.emit(redactAll(event, this.#secrets))

  #observe(name: string, value: unknown, at = this.#options.clock.now()): void {
    this.#emit({ kind: 'observation', at, actor: 'harness', source: 'harness', name, value })
  }

  #id(): string | undefined {
    return [...this.#ids].at(-1)
  }
}

const bare = (url: string) => url.replace(/[?#].*$/s, '').slice(0, 300)

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
