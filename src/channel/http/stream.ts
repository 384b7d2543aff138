/** A request carries the consumer's words, a streamed reply the bot's: server-sent events or lines of JSON. */
import { randomUUID } from 'node:crypto'
import type { Stream } from '../../documents/types/target.js'
import type { Channel, OpenOptions, Session } from '../channel.js'
import { Body } from '../json/body.js'
import { Messages } from '../json/messages.js'
import { Sockets } from './connection.js'
import { formatOf, itemReader } from './event-stream.js'
import { checkStatus, decode, describe, parse } from './http-reply.js'
import { Requests } from './request.js'
import { Streamed } from './streamed.js'
import { errorEvent, saying } from './telling.js'

/** Many bots repeat the whole answer in each event. */
const MAX_STREAM_BYTES = 16 << 20
/** How long the body may go on after the marker that ended it. */
const AFTER_END_MS = 1000
const ACCEPT = 'text/event-stream, application/x-ndjson, application/json'

/** A channel that reads the stream of `target.channel.stream`. @see schemas/target.schema.json */
export function streamChannel(): Channel {
  const sockets = new Sockets()
  return {
    async open(options) {
      const config = options.target.channel.stream
      if (!config) throw new TypeError(`target ${options.target.id} has no stream channel`)
      return new StreamSession(config, options, sockets)
    },
    close: () => sockets.close(),
  }
}

class StreamSession implements Session {
  readonly about
  readonly hears = false
  readonly #config: Stream
  readonly #requests: Requests
  readonly #options: OpenOptions
  readonly #body: Body
  readonly #messages: Messages
  #session: string | undefined
  #exchanges = 0

  constructor(config: Stream, options: OpenOptions, sockets: Sockets) {
    this.#config = config
    this.#requests = new Requests(config, 'stream', options, sockets)
    this.#options = this.#requests.options
    this.#body = new Body(config.request)
    this.#messages = new Messages(config, this.#options.keep)
    this.#session = config.reply.session === undefined ? randomUUID() : undefined
    this.about = { kind: 'stream', url: config.url, ...this.#requests.connection.about }
  }

  send(text: string): Promise<void> {
    return this.#exchange(text, text)
  }

  choose(option: { label: string; value?: string }): Promise<void> {
    return this.#exchange(option.value ?? option.label, option.label)
  }

  close(): Promise<void> {
    this.#requests.close()
    return Promise.resolve()
  }

  /** Starts one exchange and returns at once; its events come as the reply does. */
  #exchange(sent: string, shown: string): Promise<void> {
    const { clock, emit } = this.#options
    const correlation = `stream-${++this.#exchanges}`
    const body = this.#body.with(sent, this.#session)
    const answer = this.#answer(correlation, body)
    emit({ ...saying(shown, clock.now(), 'sse', correlation), correlation })
    answer
      .catch((error: unknown) => {
        if (this.#requests.closed.aborted) return
        const told = describe(error, new URL(this.#config.url))
        emit({ ...errorEvent(told, clock.now(), 'sse'), correlation })
      })
      .finally(() => emit({ kind: 'end', at: clock.now(), correlation }))
      // A listener that throws is a fault of ours; it must not pass for the bot's.
      .catch((error: unknown) => process.emitWarning(error instanceof Error ? error : String(error)))
    return Promise.resolve()
  }

  /** Resolves when the answer has ended, be it before the end of the body. */
  #answer(correlation: string, body: string): Promise<void> {
    const { url, method = 'POST', format } = this.#config
    const rest = new AbortController()
    const streamed = new Streamed(this.#config, this.#messages, this.#options, correlation, (session) => {
      this.#session = session
    })
    return new Promise((resolve, reject) => {
      let timer: NodeJS.Timeout | undefined
      let at = 0
      const reader = (kind: 'sse' | 'ndjson') =>
        itemReader(kind, (item) => {
          if (!streamed.take(item, at)) return
          resolve()
          timer ??= setTimeout(() => rest.abort(), AFTER_END_MS)
        })
      let items: ReturnType<typeof reader> | undefined
      const broken = (error: unknown) => {
        streamed.breakOff(items?.text ?? '', this.#options.clock.now())
        reject(error)
        rest.abort()
      }
      this.#requests
        .send({
          url,
          method,
          body,
          source: 'sse',
          correlation,
          accept: ACCEPT,
          maxBytes: MAX_STREAM_BYTES,
          signal: rest.signal,
          stream: ({ status, headers }) => {
            const kind = format ?? formatOf(headers['content-type'])
            if (status < 200 || status > 299 || kind === undefined) return undefined
            const taken = reader(kind)
            items = taken
            return (piece, when) => {
              if (streamed.ended || rest.signal.aborted) return
              at = when
              try {
                taken.feed(piece)
              } catch (error) {
                broken(error)
              }
              if (streamed.ended) streamed.close(taken.text)
            }
          },
        })
        .then((reply) => {
          at = reply.at
          if (streamed.ended || rest.signal.aborted) return
          if (items) {
            items.end()
            streamed.bodyEnded(items.text)
          } else {
            checkStatus(reply)
            const text = decode(reply.body)
            parse(text, reply.headers['content-type'])
            streamed.take({ event: 'message', data: text }, at)
            streamed.bodyEnded(text)
          }
          resolve()
        })
        .catch((error) => (streamed.ended ? undefined : broken(error)))
        .finally(() => clearTimeout(timer))
    })
  }
}
