/** One HTTP request and its reply, whole or piece by piece: deadline, size, compression, retries as events. */
import http from 'node:http'
import https from 'node:https'
import type { TLSSocket } from 'node:tls'
import { milliseconds } from '../../documents/duration.js'
import { ChannelError, type OpenOptions } from '../channel.js'
import type { Origin } from '../json/messages.js'
import { Connection, type ConnectionConfig, type Sockets } from './connection.js'
import { describe, isTransport, type Reply } from './http-reply.js'
import { readBody } from './reply-body.js'

/** A reply larger than this is refused: no consumer reads it, and it must not fill our memory. */
const MAX_REPLY_BYTES = 4 << 20
/** Far above the longest turn: a reply that comes after its turn is still evidence. */
const DEFAULT_TIMEOUT = '10m'
const RETRY_PAUSE_MS = 250

export interface Spec {
  url: string
  method: string
  source: Origin['source']
  correlation?: string
  accept?: string
  /** Beside those of the target file, in lower case. */
  headers?: Readonly<Record<string, string>>
  /** JSON as text; bytes of the type that `headers` name. */
  body?: string | Uint8Array
  /** Ends the request without an error of anybody. */
  signal?: AbortSignal
  /** Bytes that may come, compressed or not. Default 4 MB. */
  maxBytes?: number
  /**
   * Looks at the head of a reply; where it returns a listener, that is given each piece of the body with the time at
   * which its bytes came, and the body of the reply stays empty.
   */
  stream?(head: Pick<Reply, 'status' | 'headers'>): ((piece: Buffer, at: number) => void) | undefined
}

/** How far one attempt came. */
interface Attempt {
  /** The request may have reached the other side. */
  sent: boolean
  /** Bytes of the reply came. */
  heard: boolean
}

/** The requests of one session. */
export class Requests {
  readonly connection: Connection
  /** The session's options, but nothing with a secret in it is emitted or kept through them. */
  readonly options: OpenOptions
  readonly #url: string
  readonly #timeout: number
  readonly #retry: number | undefined
  readonly #pending = new Set<http.ClientRequest>()
  readonly #closed = new AbortController()
  #route: ReturnType<Connection['route']> | undefined
  #certificate: string | undefined

  /** @param own further values with `${NAME}` in them; see Connection */
  constructor(
    config: ConnectionConfig,
    kind: string,
    options: OpenOptions,
    sockets: Sockets,
    own?: Readonly<Record<string, string | undefined>>,
  ) {
    this.connection = new Connection(config, kind, options, sockets, own)
    this.options = this.connection.discreet(options)
    this.#url = config.url
    this.#timeout = milliseconds(config.timeout ?? DEFAULT_TIMEOUT)
    this.#retry = config.retry
    options.signal.addEventListener('abort', () => this.close(), { once: true })
  }

  /** Ends every request that is under way. */
  close(): void {
    this.#closed.abort()
    for (const request of this.#pending) request.destroy()
  }

  get closed(): AbortSignal {
    return this.#closed.signal
  }

  /**
   * Sends a request and resolves with its reply, whatever its status. Where the connection broke before any byte of
   * the reply it is sent again as often as `retry` of the target file says; without it once, and only where the
   * request had not been sent, as a message must not arrive twice. Each retry is an event.
   * @throws what went wrong on the way; see describe
   */
  async send(spec: Spec): Promise<Reply> {
    const ends = performance.now() + this.#timeout
    for (let n = 1; ; n++) {
      const attempt: Attempt = { sent: false, heard: false }
      try {
        return await this.#attempt(spec, ends, attempt)
      } catch (error) {
        const most = this.#retry ?? (attempt.sent ? 0 : 1)
        const over = this.#closed.signal.aborted || spec.signal?.aborted
        if (over || attempt.heard || n > most || !isTransport(error)) throw error
        this.options.emit({
          kind: 'observation',
          at: this.options.clock.now(),
          actor: 'harness',
          source: spec.source,
          ...(spec.correlation === undefined ? {} : { correlation: spec.correlation }),
          name: 'retry',
          value: { attempt: n, why: describe(error, new URL(spec.url)).details.code },
        })
        await pause(RETRY_PAUSE_MS * 2 ** (n - 1), this.#closed.signal)
      }
    }
  }

  async #attempt(spec: Spec, ends: number, attempt: Attempt): Promise<Reply> {
    const { options, secure, proxy } = await this.#routeTo(spec.url)
    const { clock } = this.options
    if (this.#closed.signal.aborted || spec.signal?.aborted) throw new Error('the session is over')
    return new Promise((resolve, reject) => {
      const headers: http.OutgoingHttpHeaders = { ...(options.headers as http.OutgoingHttpHeaders) }
      if (spec.accept !== undefined) headers.accept = spec.accept
      Object.assign(headers, spec.headers)
      if (spec.body !== undefined) {
        if (typeof spec.body === 'string') headers['content-type'] = 'application/json'
        headers['content-length'] = Buffer.byteLength(spec.body)
      }
      const request = (secure ? https : http).request({ ...options, method: spec.method, headers })
      this.#pending.add(request)
      const late = () =>
        request.destroy(
          new ChannelError(`no complete reply within ${this.#timeout / 1000} s`, {
            whose: 'bot',
            code: 'timeout',
          }),
        )
      const deadline = setTimeout(late, Math.max(1, ends - performance.now()))
      const stop = () => request.destroy()
      spec.signal?.addEventListener('abort', stop, { once: true })
      const done = () => {
        clearTimeout(deadline)
        this.#pending.delete(request)
        spec.signal?.removeEventListener('abort', stop)
      }
      const fail = (error: Error) => {
        done()
        reject(proxy && !attempt.sent ? proxyError(error, proxy) : error)
      }
      request.on('error', fail)
      request.on('socket', (socket) => {
        const { connecting, secureConnecting } = socket as TLSSocket & { secureConnecting?: boolean }
        if (!connecting && !secureConnecting) attempt.sent = true
        else socket.once(secure ? 'secureConnect' : 'connect', () => (attempt.sent = true))
      })
      request.on('proxyConnect', ({ statusCode }: { statusCode: number }) => {
        if (statusCode !== 200) request.destroy(refusal(statusCode, proxy))
      })
      request.on('response', (response) => {
        attempt.heard = true
        if (proxy && !secure && response.statusCode === 407) request.destroy(refusal(407, proxy))
        if (response.socket instanceof Object && 'getPeerCertificate' in response.socket)
          this.#noteCertificate(response.socket as TLSSocket, spec.source)
        const head = { status: response.statusCode ?? 0, headers: response.headers }
        const listener = spec.stream?.(head)
        const pieces: Buffer[] = []
        readBody(response, () => clock.now(), spec.maxBytes ?? MAX_REPLY_BYTES, {
          piece: listener ?? ((piece) => pieces.push(piece)),
          end(at) {
            done()
            resolve({ at, ...head, body: Buffer.concat(pieces) })
          },
          failed(error) {
            fail(error)
            request.destroy()
          },
        })
      })
      request.end(spec.body)
    })
  }

  /** Nearly every request of a session goes to one address. */
  #routeTo(url: string): ReturnType<Connection['route']> {
    if (url !== this.#url) return this.connection.route(url)
    this.#route ??= this.connection.route(url)
    return this.#route
  }

  #noteCertificate(socket: TLSSocket, source: Origin['source']): void {
    const fingerprint = socket.getPeerCertificate().fingerprint256
    if (!fingerprint || fingerprint === this.#certificate) return
    this.#certificate = fingerprint
    this.options.emit({
      kind: 'observation',
      at: this.options.clock.now(),
      actor: 'harness',
      source,
      name: 'certificate',
      value: fingerprint,
    })
  }
}

const refusal = (status: number, proxy: URL | undefined) =>
  new ChannelError(`the proxy ${proxy?.host} answered HTTP ${status}`, {
    whose: 'network',
    code: 'proxy',
    status,
    hint: 'check proxy in the target file, or HTTPS_PROXY and NO_PROXY',
  })

function proxyError(error: Error, proxy: URL): Error {
  if (error instanceof ChannelError || !isTransport(error)) return error
  return new ChannelError(
    `no connection to the proxy ${proxy.host}: ${error.message}`,
    { whose: 'network', code: 'proxy' },
    { cause: error },
  )
}

/** Resolves after some milliseconds, or sooner when the session closes. */
export function pause(ms: number, closed: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (closed.aborted) return resolve()
    const done = () => {
      clearTimeout(timer)
      closed.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    closed.addEventListener('abort', done, { once: true })
  })
}
