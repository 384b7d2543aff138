/** JSON over a WebSocket (RFC 6455): frames that are sent when it is connected, a frame a message, and what comes. */
import { randomUUID } from 'node:crypto'
import { WebSocket } from 'ws'
import { milliseconds } from '../../documents/duration.js'
import { type Channel, ChannelError, type OpenOptions, type Session } from '../channel.js'
import { Connection, Sockets } from '../http/connection.js'
import { checkStatus, describe, excerpt } from '../http/http-reply.js'
import { Body } from '../json/body.js'
import { filled, textsIn } from '../json/fill.js'
import { Dialogue } from './dialogue.js'
import { socketOptions } from './socket-options.js'

/** A frame larger than this ends the connection: no consumer reads it. */
const MAX_FRAME = 4 << 20
const TIMEOUT = '30s'
const PING = '30s'
/** Codes by which the other side says that the conversation is over (RFC 6455, 7.4); 4000 and up are its own. */
const GOODBYE: readonly number[] = [1000, 1001, 1005]
const NO_GOODBYE = 1006

/** A channel that opens `target.channel.websocket`. @see schemas/target.schema.json */
export function websocketChannel(): Channel {
  const sockets = new Sockets()
  return {
    async open(options) {
      const session = new WebSocketSession(options, sockets)
      await session.connect()
      return session
    },
    close: () => sockets.close(),
  }
}

class WebSocketSession implements Session {
  readonly about
  readonly hears = true
  readonly #config
  readonly #connection: Connection
  readonly #dialogue: Dialogue
  readonly #body: Body
  readonly #id = randomUUID()
  #socket: WebSocket | undefined
  #alive: NodeJS.Timeout | undefined
  #closed = false

  constructor(options: OpenOptions, sockets: Sockets) {
    const config = options.target.channel.websocket
    if (!config) throw new TypeError(`target ${options.target.id} has no websocket channel`)
    const { url, open = [], request } = config
    this.#config = config
    this.#connection = new Connection(
      { ...config, url: url.replace(/^ws/, 'http') },
      'websocket',
      options,
      sockets,
      textsIn('open', open),
    )
    this.#dialogue = new Dialogue(this.#connection.discreet(options), 'ws', config)
    this.#body = new Body(request)
    this.about = { kind: 'websocket', url, ...this.#connection.about }
    options.signal.addEventListener('abort', () => void this.close(), { once: true })
  }

  /** @throws ChannelError that says whose doing it was */
  async connect(): Promise<void> {
    const { url, protocols = [], timeout = TIMEOUT, open = [] } = this.#config
    const { url: address, options, proxy } = await socketOptions(this.#connection, url)
    const socket = new WebSocket(address, [...protocols], {
      ...options,
      maxPayload: MAX_FRAME,
      handshakeTimeout: milliseconds(timeout),
    })
    this.#socket = socket
    socket.on('message', (data) => {
      if (!this.#dialogue.heard(String(data))) socket.terminate()
    })
    await new Promise<void>((resolve, reject) => {
      const refuse = (error: unknown) => {
        const { message, details } = this.#told(error, proxy)
        reject(new ChannelError(message, details, { cause: error }))
      }
      socket.once('open', resolve)
      socket.once('error', refuse)
      socket.once('unexpected-response', (request, response) => {
        request.destroy()
        refuse(notUpgraded(response.statusCode ?? 0, response.headers))
      })
      // Where we close it ourselves while it is connected, nothing else is said.
      socket.once('close', () => refuse(new ChannelError('closed', { whose: 'harness', code: 'cancelled' })))
    })
    socket.removeAllListeners('error').removeAllListeners('close')
    socket.on('error', (error) => this.#dialogue.fail(this.#told(error, undefined)))
    socket.on('close', (code, reason) => this.#ended(code, String(reason)))
    for (const frame of open)
      socket.send(
        JSON.stringify(filled(`open.${open.indexOf(frame)}`, frame, this.#connection.values, this.#id)),
      )
    this.#keepAlive(socket)
  }

  send(text: string): Promise<void> {
    return this.#say(text, text)
  }

  choose({ label, value }: { label: string; value?: string }): Promise<void> {
    return this.#say(label, value ?? label)
  }

  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#alive)
    this.#dialogue.close()
    const socket = this.#socket
    if (!socket) return
    if (socket.readyState === WebSocket.OPEN) socket.close(1000)
    else socket.terminate()
    // Who does not answer a goodbye is not waited for.
    setTimeout(() => socket.terminate(), 1000).unref()
  }

  #say(shown: string, sent: string): Promise<void> {
    const socket = this.#socket
    if (socket?.readyState !== WebSocket.OPEN)
      return Promise.reject(
        new ChannelError('the connection is closed', { whose: 'network', code: 'send-failed' }),
      )
    const session = this.#config.reply.session === undefined ? this.#id : this.#dialogue.session
    const frame = this.#body.with(sent, session)
    this.#dialogue.said(shown)
    socket.send(frame)
    return Promise.resolve()
  }

  /** A connection over which nothing comes back is dead, even if nobody says so. */
  #keepAlive(socket: WebSocket): void {
    let heard = true
    for (const sign of ['message', 'pong', 'ping'] as const) socket.on(sign, () => (heard = true))
    this.#alive = setInterval(
      () => {
        if (socket.readyState !== WebSocket.OPEN) return
        if (!heard) return socket.terminate()
        heard = false
        socket.ping()
      },
      Math.max(100, milliseconds(this.#config.ping ?? PING)),
    ).unref()
  }

  #ended(code: number, reason: string): void {
    clearInterval(this.#alive)
    if (this.#closed) return
    const words = excerpt(reason)
    if (GOODBYE.includes(code) || code >= 4000) this.#dialogue.closed(`close ${code}${words}`)
    else if (code === NO_GOODBYE)
      this.#dialogue.fail({
        message: 'the connection broke without a goodbye',
        details: { whose: 'network', code: 'reset' },
      })
    else
      this.#dialogue.fail({
        message: `the connection was closed with code ${code}${words}`,
        details: { whose: 'bot', code: `close-${code}` },
      })
  }

  #told(error: unknown, proxy: string | undefined): Pick<ChannelError, 'message' | 'details'> {
    const { code = '', message } = error as NodeJS.ErrnoException
    if (code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH')
      return {
        message: `a frame is larger than ${MAX_FRAME >> 20} MB`,
        details: { whose: 'bot', code: 'too-large' },
      }
    if (code.startsWith('WS_ERR_'))
      return { message: `a frame cannot be read: ${message}`, details: { whose: 'bot', code: 'unreadable' } }
    if (/handshake has timed out/.test(message))
      return { message, details: { whose: 'bot', code: 'timeout' } }
    if (proxy !== undefined && !(error instanceof ChannelError))
      return {
        message: `no connection through the proxy ${proxy}: ${message}`,
        details: { whose: 'network', code: 'proxy' },
      }
    return describe(error, new URL(this.#config.url))
  }
}

/** The error of an address that answers as plain HTTP. */
function notUpgraded(status: number, headers: Parameters<typeof checkStatus>[0]['headers']): unknown {
  try {
    checkStatus({ at: 0, status, headers, body: Buffer.alloc(0) })
    return new ChannelError(`the address answered HTTP ${status} and is no WebSocket`, {
      whose: 'harness',
      code: 'input',
    })
  } catch (error) {
    return error
  }
}
