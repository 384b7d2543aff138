/** Chat completions, OpenAI-compatible: the session keeps its own history and sends all of it each time. */
import type OpenAI from 'openai'
import type {
  ChatCompletion,
  ChatCompletionCreateParams,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions'
import type { Openai } from '../../documents/types/target.js'
import { type Channel, ChannelError, type OpenOptions, type Session } from '../channel.js'
import { Completion } from './completion.js'
import { Sockets } from './connection.js'
import { checkStatus, describe, excerpt } from './http-reply.js'
import { Requests } from './request.js'
import { errorEvent, saying } from './telling.js'

const MAX_STREAM_BYTES = 16 << 20

/** A channel that asks `target.channel.openai` for completions. @see schemas/target.schema.json */
export function openaiChannel(): Channel {
  const sockets = new Sockets()
  return {
    async open(options) {
      const config = options.target.channel.openai
      if (!config) throw new TypeError(`target ${options.target.id} has no openai channel`)
      const { default: Client } = await import('openai')
      return new OpenaiSession(config, options, sockets, Client)
    },
    close: () => sockets.close(),
  }
}

/** What one exchange got, byte by byte. */
interface Raw {
  pieces: Buffer[]
  /** When its last bytes came. */
  at: number
}

class OpenaiSession implements Session {
  readonly about
  readonly hears = false
  readonly #config: Openai
  readonly #requests: Requests
  readonly #options: OpenOptions
  readonly #Client: typeof OpenAI
  readonly #history: ChatCompletionMessageParam[]
  #exchanges = 0

  constructor(config: Openai, options: OpenOptions, sockets: Sockets, Client: typeof OpenAI) {
    this.#config = config
    this.#requests = new Requests(config, 'openai', options, sockets)
    this.#options = this.#requests.options
    this.#Client = Client
    this.#history = config.system === undefined ? [] : [{ role: 'system', content: config.system }]
    this.about = { kind: 'openai', url: config.url, ...this.#requests.connection.about }
  }

  send(text: string): Promise<void> {
    const { clock, emit } = this.#options
    const correlation = `openai-${++this.#exchanges}`
    this.#history.push({ role: 'user', content: text })
    const answer = this.#answer(correlation)
    emit({ ...saying(text, clock.now(), 'api', correlation), correlation })
    answer
      .catch((error: unknown) => {
        if (this.#requests.closed.aborted) return
        emit({ ...errorEvent(reasonOf(error), clock.now(), 'api'), correlation })
      })
      .finally(() => emit({ kind: 'end', at: clock.now(), correlation }))
      // A listener that throws is a fault of ours; it must not pass for the bot's.
      .catch((error: unknown) => process.emitWarning(error instanceof Error ? error : String(error)))
    return Promise.resolve()
  }

  choose({ label }: { label: string }): Promise<void> {
    return this.send(label)
  }

  close(): Promise<void> {
    this.#requests.close()
    return Promise.resolve()
  }

  async #answer(correlation: string): Promise<void> {
    const { emit, keep, clock } = this.#options
    const raw: Raw = { pieces: [], at: clock.now() }
    const completion = new Completion(correlation, emit)
    let whole = false
    try {
      await this.#ask(this.#client(correlation, raw), completion, raw)
      whole = true
    } finally {
      completion.finish(whole, raw.at)
      if (completion.text !== '') this.#history.push({ role: 'assistant', content: completion.text })
      if (raw.pieces.length > 0)
        emit({
          kind: 'observation',
          at: clock.now(),
          actor: 'harness',
          source: 'api',
          correlation,
          name: 'completion',
          ref: keep(Buffer.concat(raw.pieces).toString('utf8')),
        })
    }
  }

  async #ask(client: OpenAI, completion: Completion, raw: Raw): Promise<void> {
    const { model, parameters, stream = true } = this.#config
    const request = withoutNull({
      model,
      messages: this.#history,
      ...(stream ? { stream_options: { include_usage: true } } : {}),
      ...parameters,
    }) as unknown as ChatCompletionCreateParams
    if (!stream) {
      completion.take(await client.chat.completions.create({ ...request, stream: false }), raw.at)
      return
    }
    let chunks = 0
    for await (const chunk of await client.chat.completions.create({ ...request, stream: true })) {
      chunks++
      completion.take(chunk, raw.at)
    }
    // Some servers answer at once, whatever was asked.
    if (chunks === 0) completion.take(wholeCompletion(raw), raw.at)
  }

  /** The package asks and reads; the request is ours, with its proxy, its certificates, its headers and its retries. */
  #client(correlation: string, raw: Raw): OpenAI {
    const { url, stream = true } = this.#config
    return new this.#Client({
      baseURL: url,
      // Our own headers are sent, none of the package's: they would name it.
      apiKey: 'in our headers',
      maxRetries: 0,
      logLevel: 'off',
      fetch: (address, init) =>
        new Promise((resolve, reject) => {
          let body: ReadableStreamDefaultController<Uint8Array> | undefined
          this.#requests
            .send({
              url: String(address),
              method: 'POST',
              body: String(init?.body),
              source: 'api',
              correlation,
              accept: stream ? 'text/event-stream' : 'application/json',
              maxBytes: MAX_STREAM_BYTES,
              ...(init?.signal ? { signal: init.signal } : {}),
              stream: ({ status, headers }) => {
                if (status < 200 || status > 299) return undefined
                const readable = new ReadableStream<Uint8Array>({
                  start: (controller) => {
                    body = controller
                  },
                })
                const type = headers['content-type'] ?? 'application/json'
                resolve(new Response(readable, { status, headers: { 'content-type': type } }))
                return (piece, at) => {
                  raw.at = at
                  raw.pieces.push(piece)
                  if (!init?.signal?.aborted) body?.enqueue(piece)
                }
              },
            })
            .then((reply) => {
              if (!body) checkStatus(reply)
              if (!init?.signal?.aborted) body?.close()
            })
            .catch((error: unknown) => {
              const { message, details } = describe(error, new URL(url))
              const known = new ChannelError(message, details, { cause: error })
              if (body) body.error(known)
              else reject(known)
            })
        }),
    })
  }
}

/** `null` in `parameters` leaves out what would be sent. */
const withoutNull = (values: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value ?? undefined]))

function wholeCompletion({ pieces }: Raw): ChatCompletion {
  const text = Buffer.concat(pieces).toString('utf8')
  try {
    return JSON.parse(text) as ChatCompletion
  } catch (cause) {
    throw new ChannelError(
      `the reply is neither a stream nor JSON${excerpt(text)}`,
      { whose: 'bot', code: 'not-json' },
      { cause },
    )
  }
}

/** What lies behind an error of the package: an error of our request, else the stream says something wrong. */
function reasonOf(error: unknown): ChannelError {
  if (error instanceof ChannelError) return error
  const { cause, message } = error as Error
  if (cause instanceof Error) return reasonOf(cause)
  return new ChannelError(
    `the completion cannot be read: ${message}`,
    { whose: 'bot', code: error instanceof SyntaxError ? 'not-json' : 'stream-error' },
    { cause: error },
  )
}
