/** Asks again and again for messages that come later, until the session closes. */
import { compile, type JSONPathQuery } from 'json-p3'
import { milliseconds } from '../../documents/duration.js'
import type { Http } from '../../documents/types/target.js'
import { ChannelError } from '../channel.js'
import { first } from '../json/message-parts.js'
import { checkStatus, decode, parse } from './http-reply.js'
import { pause, type Requests } from './request.js'

const DEFAULT_INTERVAL = '1s'
const SHORTEST_MS = 100
/** In a row, before the target counts as out of reach. */
const MOST_FAILURES = 5

interface Listener {
  /** @param at when the last byte of the reply came */
  reply(json: unknown, text: string, at: number): void
  failed(error: unknown): void
}

export class Poll {
  readonly #url: string
  readonly #interval: number
  readonly #cursorPath: JSONPathQuery | undefined
  readonly #requests: Requests
  readonly #session: () => string | undefined
  readonly #listener: Listener
  #cursor: string | undefined
  #answered = false

  constructor(
    { url, interval = DEFAULT_INTERVAL, cursor }: NonNullable<Http['poll']>,
    requests: Requests,
    session: () => string | undefined,
    listener: Listener,
  ) {
    this.#url = url
    this.#interval = Math.max(SHORTEST_MS, milliseconds(interval))
    this.#cursorPath = cursor === undefined ? undefined : compile(cursor)
    this.#requests = requests
    this.#session = session
    this.#listener = listener
  }

  /** Until a first message was answered, a conversation may be unknown to the target, and that is no failure. */
  answered(): void {
    this.#answered = true
  }

  start(): void {
    // What a listener throws is a fault of ours; it must not pass for the bot's.
    this.#run().catch((error: unknown) => process.emitWarning(error instanceof Error ? error : String(error)))
  }

  async #run(): Promise<void> {
    const { closed } = this.#requests
    let failures = 0
    while (!closed.aborted) {
      let wait = this.#interval
      const url = fill(this.#url, this.#session(), this.#cursor)
      const looked =
        url === undefined ? undefined : await this.#look(url).catch((error: unknown) => ({ error }))
      if (closed.aborted) return
      if (looked === undefined) failures = 0
      else if (this.#answered && ++failures >= MOST_FAILURES) return this.#listener.failed(looked.error)
      else if (looked.error instanceof ChannelError)
        wait = Math.max(wait, (looked.error.details.retryAfter ?? 0) * 1000)
      await pause(wait, closed)
    }
  }

  async #look(url: string): Promise<undefined> {
    const reply = await this.#requests.send({ url, method: 'GET', source: 'http' })
    if (reply.status === 304) return
    checkStatus(reply)
    if (reply.body.length === 0) return
    const text = decode(reply.body)
    const json: unknown = parse(text, reply.headers['content-type'])
    const cursor = first(this.#cursorPath, json)
    if (typeof cursor === 'string' || typeof cursor === 'number') this.#cursor = String(cursor)
    this.#listener.reply(json, text, reply.at)
  }
}

/** The address of the next look; nothing while it needs a session that is not known yet. */
function fill(template: string, session: string | undefined, cursor: string | undefined): string | undefined {
  if (template.includes('{session}') && session === undefined) return undefined
  const [address = '', query] = template.split('?', 2)
  const filled = (text: string) =>
    text
      .replaceAll('{session}', encodeURIComponent(session ?? ''))
      .replaceAll('{cursor}', encodeURIComponent(cursor ?? ''))
  const parameters = query?.split('&').filter((p) => cursor !== undefined || !p.includes('{cursor}'))
  return filled(parameters?.length ? `${address}?${parameters.join('&')}` : address)
}
