/** JSON over HTTP: one request carries the consumer's words, one reply everything the bot says to them. */
import { randomUUID } from 'node:crypto'
import http from 'node:http'
import https from 'node:https'
import type { TLSSocket } from 'node:tls'
import { urlToHttpOptions } from 'node:url'
import { milliseconds } from '../documents/duration.js'
import { expandSecrets, redact } from '../documents/secrets.js'
import { VERSION } from '../documents/version.js'
import { Body } from './body.js'
import { type Channel, ChannelError, type OpenOptions, type Session } from './channel.js'
import { checkStatus, decode, describe, parse, type Reply } from './http-reply.js'
import { Messages } from './messages.js'

/** A reply larger than this is refused: no consumer reads it, and it must not fill our memory. */
const MAX_REPLY_BYTES = 4 << 20
/** Idle connections are dropped early, so that none is reused while the server closes it. */
const IDLE_CONNECTION_MS = 1500
/** Far above the longest turn: a reply that comes after its turn is still evidence. */
const DEFAULT_TIMEOUT = '10m'

/** A channel that posts JSON to `target.channel.http`. @see schemas/target.schema.json */
export function httpChannel(): Channel {
  const settings = { keepAlive: true, timeout: IDLE_CONNECTION_MS }
  const agents = { 'http:': new http.Agent(settings), 'https:': new https.Agent(settings) }
  return {
    open: (options) => Promise.resolve(new HttpSession(options, agents)),
    close() {
      agents['http:'].destroy()
      agents['https:'].destroy()
      return Promise.resolve()
    },
  }
}

class HttpSession implements Session {
  readonly about
  readonly hears = false
  readonly #options: OpenOptions
  readonly #url: URL
  readonly #request: https.RequestOptions
  readonly #headers: Record<string, string>
  readonly #secrets: readonly string[]
  readonly #body: Body
  readonly #messages: Messages
  readonly #timeout: number
  readonly #pending = new Set<http.ClientRequest>()
  #session: string | undefined
  #exchanges = 0
  #certificate: string | undefined

  constructor(options: OpenOptions, agents: { 'http:': http.Agent; 'https:': https.Agent }) {
    const config = options.target.channel.http
    if (!config) throw new TypeError(`target ${options.target.id} has no http channel`)
    const { headers, secrets } = expandSecrets(config.headers ?? {}, process.env, {
      file: `target ${options.target.id}`,
      key: 'channel.http.headers',
    })
    this.#secrets = secrets
    this.#options = options
    this.#url = new URL(config.url)
    this.#request = {
      ...urlToHttpOptions(this.#url),
      method: config.method ?? 'POST',
      agent: agents[this.#url.protocol === 'https:' ? 'https:' : 'http:'],
    }
    this.#headers = {
      'user-agent': options.target.identify === 'open' ? `ombud/${VERSION} (audit)` : 'Mozilla/5.0',
      accept: 'application/json',
      'accept-language': options.lang,
      ...lowerCaseKeys(headers),
      'content-type': 'application/json',
    }
    this.#body = new Body(config.request)
    this.#messages = new Messages(config, options.keep)
    this.#timeout = milliseconds(config.timeout ?? DEFAULT_TIMEOUT)
    this.#session = config.reply.session === undefined ? randomUUID() : undefined
    this.about = { kind: 'http', url: config.url }
    options.signal.addEventListener('abort', () => this.#abandon(), { once: true })
  }

  send(text: string): Promise<void> {
    return this.#exchange(text, text)
  }

  choose(option: { label: string; value?: string }): Promise<void> {
    return this.#exchange(option.value ?? option.label, option.label)
  }

  close(): Promise<void> {
    this.#abandon()
    return Promise.resolve()
  }

  #abandon(): void {
    for (const request of this.#pending) request.destroy()
  }

  /** Starts one exchange and returns at once; its events come when the reply does. */
  #exchange(sent: string, shown: string): Promise<void> {
    const { clock, emit } = this.#options
    const correlation = `http-${++this.#exchanges}`
    const reply = this.#post(this.#body.with(sent, this.#session))
    emit({
      kind: 'text',
      at: clock.now(),
      actor: 'consumer',
      source: 'http',
      id: `${correlation}-c`,
      text: shown,
      revision: 0,
      final: true,
      correlation,
    })
    reply
      .then((r) => this.#read(r, correlation))
      .catch((error: unknown) => this.#fail(error, correlation))
      .finally(() => emit({ kind: 'end', at: clock.now(), correlation }))
      // A listener that throws is a fault of ours; it must not pass for the bot's.
      .catch((error: unknown) => process.emitWarning(error instanceof Error ? error : String(error)))
    return Promise.resolve()
  }

  #post(body: string): Promise<Reply> {
    const { clock } = this.#options
    return new Promise((resolve, reject) => {
      const secure = this.#url.protocol === 'https:'
      const request = (secure ? https : http).request({
        ...this.#request,
        headers: { ...this.#headers, 'content-length': Buffer.byteLength(body) },
      })
      this.#pending.add(request)
      const deadline = setTimeout(() => {
        request.destroy(
          new ChannelError(`no complete reply within ${this.#timeout / 1000} s`, {
            whose: 'bot',
            code: 'timeout',
          }),
        )
      }, this.#timeout)
      const done = () => {
        clearTimeout(deadline)
        this.#pending.delete(request)
      }
      request.on('error', (error) => {
        done()
        reject(error)
      })
      request.on('response', (response) => {
        const chunks: Buffer[] = []
        let size = 0
        let at = clock.now()
        if (secure) this.#noteCertificate(response.socket as TLSSocket)
        response.on('data', (chunk: Buffer) => {
          at = clock.now()
          size += chunk.length
          if (size <= MAX_REPLY_BYTES) chunks.push(chunk)
          else
            request.destroy(
              new ChannelError(`the reply is larger than ${MAX_REPLY_BYTES >> 20} MB`, {
                whose: 'bot',
                code: 'too-large',
              }),
            )
        })
        response.on('error', (error) => {
          done()
          reject(error)
        })
        response.on('end', () => {
          done()
          resolve({
            at,
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          })
        })
      })
      request.end(body)
    })
  }

  #read(reply: Reply, correlation: string): void {
    const { emit, keep } = this.#options
    checkStatus(reply)
    const text = redact(decode(reply.body), this.#secrets)
    const json = parse(text, reply.headers['content-type'])
    const ref = keep(text)
    this.#session = this.#messages.session(json) ?? this.#session
    const from = { at: reply.at, source: 'http', correlation, ref } as const
    const events = this.#messages
      .in(json)
      .flatMap((item, i) => this.#messages.of(item, `${correlation}-${i}`, from))
    for (const event of events) emit(event)
    if (events.length > 0) return
    const value = `the reply holds no words at ${this.#messages.where}`
    emit({ ...from, kind: 'observation', actor: 'harness', name: 'no-words', value })
  }

  #fail(error: unknown, correlation: string): void {
    if (this.#options.signal.aborted) return
    const { message, details } = describe(error, this.#url)
    this.#options.emit({
      kind: 'error',
      at: this.#options.clock.now(),
      actor: details.whose === 'bot' ? 'bot' : 'harness',
      source: 'http',
      correlation,
      whose: details.whose,
      code: details.code,
      // An error page may repeat the request's headers.
      message: redact(message, this.#secrets),
      ...(details.status === undefined ? {} : { status: details.status }),
      ...(details.retryAfter === undefined ? {} : { retryAfter: details.retryAfter }),
    })
  }

  #noteCertificate(socket: TLSSocket): void {
    const fingerprint = socket.getPeerCertificate?.().fingerprint256
    if (!fingerprint || fingerprint === this.#certificate) return
    this.#certificate = fingerprint
    this.#options.emit({
      kind: 'observation',
      at: this.#options.clock.now(),
      actor: 'harness',
      source: 'http',
      name: 'certificate',
      value: fingerprint,
    })
  }
}

const lowerCaseKeys = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([k, v]) => [k.toLowerCase(), v]))
