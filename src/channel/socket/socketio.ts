/** Socket.IO through its client library: events by name, acknowledgements, reconnection. */
import { randomUUID } from 'node:crypto'
import https from 'node:https'
import type { Socket } from 'socket.io-client'
import { milliseconds } from '../../documents/duration.js'
import { type Channel, ChannelError, type OpenOptions, type Session } from '../channel.js'
import { Connection, Sockets } from '../http/connection.js'
import { excerpt } from '../http/http-reply.js'
import { Body } from '../json/body.js'
import { filled, textsIn } from '../json/fill.js'
import { optional } from '../optional.js'
import { Dialogue } from './dialogue.js'
import { socketOptions } from './socket-options.js'

const TIMEOUT = '30s'
/** How often it is tried to connect again when a connection broke. */
const RECONNECTS = 3
/** The library's name for a goodbye of the server. */
const GOODBYE = 'io server disconnect'

/** A channel that opens `target.channel.socketio`. @see schemas/target.schema.json */
export function socketioChannel(): Channel {
  const sockets = new Sockets()
  return {
    async open(options) {
      const session = new SocketioSession(options, sockets)
      await session.connect()
      return session
    },
    close: () => sockets.close(),
  }
}

class SocketioSession implements Session {
  readonly about
  readonly hears = true
  readonly #options: OpenOptions
  readonly #config
  readonly #connection: Connection
  readonly #dialogue: Dialogue
  readonly #body: Body | undefined
  readonly #timeout: number
  readonly #id = randomUUID()
  #socket: Socket | undefined
  #closed = false

  constructor(options: OpenOptions, sockets: Sockets) {
    const config = options.target.channel.socketio
    if (!config) throw new TypeError(`target ${options.target.id} has no socketio channel`)
    const { url, auth = {}, open = [], send, headers, proxy, tls, reply = {}, timeout = TIMEOUT } = config
    this.#config = config
    this.#connection = new Connection(
      {
        url: url.replace(/^ws/, 'http'),
        ...(headers ? { headers } : {}),
        ...(proxy ? { proxy } : {}),
        ...(tls ? { tls } : {}),
      },
      'socketio',
      options,
      sockets,
      { ...textsIn('auth', auth), ...textsIn('open', open) },
    )
    this.#options = this.#connection.discreet(options)
    const ends = send.ack === 'reply' || config.ended !== undefined || config.end !== undefined
    this.#dialogue = new Dialogue(this.#options, 'ws', { ...config, reply, ends })
    this.#body = send.request && new Body(send.request)
    this.#timeout = milliseconds(timeout)
    this.about = { kind: 'socketio', url, ...this.#connection.about }
    options.signal.addEventListener('abort', () => void this.close(), { once: true })
  }

  /** @throws ChannelError that says whose doing it was */
  async connect(): Promise<void> {
    const { url, path, transports = ['websocket'], auth = {} } = this.#config
    const { io } = await optional('socket.io-client', () => import('socket.io-client'))
    const { options, proxy } = await socketOptions(this.#connection, url)
    const { headers, agent, rejectUnauthorized, ...secure } = options
    const socket = io(url.replace(/^ws/, 'http'), {
      autoConnect: false,
      forceNew: true,
      reconnectionAttempts: RECONNECTS,
      timeout: this.#timeout,
      transports: [...transports],
      auth: filled('auth', auth, this.#connection.values, this.#id) as Record<string, string>,
      extraHeaders: headers as Record<string, string>,
      ...(path === undefined ? {} : { path }),
      // The library hands on no certificates of its own: the agent brings them, but never past a proxy.
      agent: (proxy === undefined && Object.keys(secure).length > 0
        ? new https.Agent(secure as https.AgentOptions)
        : agent) as never,
      ...(rejectUnauthorized === undefined ? {} : { rejectUnauthorized }),
    })
    this.#socket = socket
    this.#listen(socket)
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('connect_error', (error) => {
        socket.disconnect()
        reject(refusal(error, url))
      })
      socket.connect()
    })
    socket.on('connect_error', (error) => this.#retry(error.message))
  }

  async send(text: string): Promise<void> {
    this.#say(text, text)
  }

  async choose({ label, value }: { label: string; value?: string }): Promise<void> {
    this.#say(label, value ?? label)
  }

  close(): Promise<void> {
    this.#closed = true
    this.#dialogue.close()
    this.#socket?.disconnect()
    return Promise.resolve()
  }

  #listen(socket: Socket): void {
    const { receive, typing, ended, closed, open = [] } = this.#config
    // A room is joined again after a new connection.
    socket.on('connect', () => {
      for (const [i, { event, data }] of open.entries())
        socket.emit(
          event,
          ...(data === undefined ? [] : [filled(`open.${i}.data`, data, this.#connection.values, this.#id)]),
        )
    })
    for (const event of receive) socket.on(event, (...args: unknown[]) => this.#heard(args))
    if (typing !== undefined) socket.on(typing, (on?: unknown) => this.#dialogue.typing(on !== false))
    if (ended !== undefined) socket.on(ended, () => this.#dialogue.answered())
    if (closed !== undefined) socket.on(closed, () => this.#dialogue.closed(`event ${closed}`))
    socket.on('disconnect', (reason) => {
      if (this.#closed) return
      if (reason === GOODBYE) this.#dialogue.closed(reason)
      else this.#retry(reason)
    })
    socket.io.on('reconnect_failed', () =>
      this.#dialogue.fail({
        message: `the connection broke and could not be made again in ${RECONNECTS} tries`,
        details: { whose: 'network', code: 'reset' },
      }),
    )
  }

  /** What an event carries; a function at its end is the acknowledgement that the server waits for. */
  #heard(args: unknown[]): void {
    const acknowledge = typeof args.at(-1) === 'function' ? (args.pop() as () => void) : undefined
    if (!this.#dialogue.heard(JSON.stringify(args.length > 1 ? args : args[0]) ?? 'null'))
      this.#socket?.disconnect()
    acknowledge?.()
  }

  #say(shown: string, sent: string): void {
    const socket = this.#socket
    const { event, ack = 'none' } = this.#config.send
    if (!socket?.connected)
      throw new ChannelError('the connection is broken', { whose: 'network', code: 'send-failed' })
    const session = this.#config.reply?.session === undefined ? this.#id : this.#dialogue.session
    const payload: unknown = this.#body ? JSON.parse(this.#body.with(sent, session)) : sent
    this.#dialogue.said(shown)
    if (ack === 'none') return void socket.emit(event, payload)
    socket.timeout(this.#timeout).emit(event, payload, (error: Error | null, answer?: unknown) => {
      if (this.#closed) return
      if (error)
        this.#dialogue.fail({
          message: `the message was not acknowledged within ${this.#timeout / 1000} s`,
          details: { whose: 'bot', code: 'timeout' },
        })
      else if (ack === 'reply') {
        this.#heard([answer])
        this.#dialogue.answered()
      }
    })
  }

  /** The library connects again by itself. */
  #retry(why: string): void {
    if (this.#closed) return
    const { clock, emit } = this.#options
    const value = { why: why.slice(0, 200) }
    emit({ kind: 'observation', at: clock.now(), actor: 'harness', source: 'ws', name: 'retry', value })
  }
}

/** Why the first connection was not made: nobody there, or a server that said no. */
function refusal(error: Error & { type?: string; description?: unknown }, url: string): ChannelError {
  const { host } = new URL(url)
  if (error.type !== 'TransportError' && error.message !== 'timeout')
    return new ChannelError(
      `the server refused the connection${excerpt(error.message)}: check auth and headers of the target file`,
      { whose: 'harness', code: 'refused-by-server' },
      { cause: error },
    )
  const { message = '', error: inner } = (error.description ?? {}) as {
    message?: string
    error?: { code?: string }
  }
  const code =
    error.message === 'timeout'
      ? 'timeout'
      : /ECONNREFUSED/.test(`${inner?.code} ${message}`)
        ? 'refused'
        : /ENOTFOUND|EAI_AGAIN/.test(`${inner?.code} ${message}`)
          ? 'not-found'
          : 'reset'
  return new ChannelError(
    `no connection to ${host}: ${message || error.message}`,
    { whose: 'bot', code },
    { cause: error },
  )
}
