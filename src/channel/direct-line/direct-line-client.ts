/** Fits botframework-directlinejs, which was made for browsers, to Node: its requests, its socket, its globals. */
import { createRequire } from 'node:module'
import type { DirectLine, DirectLineOptions } from 'botframework-directlinejs'
import { WebSocket } from 'ws'
import type { ChannelError } from '../channel.js'
import { checkStatus, decode, describe, parse } from '../http/http-reply.js'
import type { Requests } from '../http/request.js'
import { isObject } from '../json/values.js'
import { optional } from '../optional.js'

const MAX_FRAME = 4 << 20
/** Keys under which an activity carries when it came and where it is kept; the library hands it on as it is. */
export const AT = '$at'
export const REF = '$ref'

/** What the library asks its `ajax` for. */
interface AjaxRequest {
  method: string
  url: string
  body?: unknown
  headers?: Record<string, string>
}

/** The part of rxjs 5 that is needed here; the library brings its own copy. */
interface Rx {
  create(subscribe: (observer: Observer) => () => void): unknown
}
interface Observer {
  next(value: unknown): void
  error(error: unknown): void
  complete(): void
}

export interface ClientHooks {
  requests: Requests
  /** Options of a socket to an address. */
  socket(url: string): Promise<{ url: string; options: WebSocket.ClientOptions }>
  /** Stamps the activities of a reply or a frame; what has none is only told. */
  heard(set: unknown, text: string, at: number): void
  /** A request or the socket failed. */
  failed(error: Pick<ChannelError, 'message' | 'details'>): void
  /** The socket closed without our doing; the library will connect it again. */
  dropped(why: string): void
}

/**
 * The client of one conversation, which begins when its activities are subscribed to.
 * @throws ChannelError where the package is not installed
 */
export async function directLineClient(options: DirectLineOptions, hooks: ClientHooks): Promise<DirectLine> {
  const library = await optional('botframework-directlinejs', () => import('botframework-directlinejs'))
  const own = createRequire(createRequire(import.meta.url).resolve('botframework-directlinejs'))
  const { Observable } = own('rxjs/Observable') as { Observable: Rx }
  const Socket = socketClass(hooks)
  const services = {
    ajax: (request: AjaxRequest) => ajax(request, Observable, hooks),
    WebSocket: Socket,
    // Reconnects after the shortest of its pauses, three seconds.
    random: () => 0,
  }
  return withGlobal(Socket, () => new library.DirectLine({ ...options, ...services } as DirectLineOptions))
}

/** The library uses sockets only where a global one is seen while it is made, and Node 20 has none. */
function withGlobal<T>(socket: unknown, make: () => T): T {
  const known = Object.getOwnPropertyDescriptor(globalThis, 'WebSocket')
  if (known) return make()
  Object.defineProperty(globalThis, 'WebSocket', { value: socket, configurable: true })
  try {
    return make()
  } finally {
    Reflect.deleteProperty(globalThis, 'WebSocket')
  }
}

function ajax(request: AjaxRequest, Observable: Rx, hooks: ClientHooks): unknown {
  return Observable.create((observer) => {
    const stop = new AbortController()
    answer(request, hooks, stop.signal).then(
      (response) => {
        if (stop.signal.aborted) return
        observer.next({ response, status: 200 })
        observer.complete()
      },
      (error: unknown) => {
        if (stop.signal.aborted || hooks.requests.closed.aborted) return
        // A token that is not renewed still holds for as long as a conversation may last.
        if (request.url.endsWith('/tokens/refresh')) return observer.complete()
        const told = describe(error, new URL(request.url))
        hooks.failed(told)
        // The library tries again for a long time unless the status says that there is no use.
        observer.error({ status: told.details.status ?? 503, xhr: { getResponseHeader: () => null } })
      },
    )
    return () => stop.abort()
  })
}

async function answer(request: AjaxRequest, { requests, heard }: ClientHooks, signal: AbortSignal) {
  // An attachment of ours, which the library reads before it sends it.
  if (request.url.startsWith('data:')) return bytesOf(request.url)
  const form = request.body instanceof FormData ? new Response(request.body) : undefined
  const type = form?.headers.get('content-type')
  const headers = Object.entries({ ...request.headers, ...(type ? { 'content-type': type } : {}) })
    .map(([key, value]) => [key.toLowerCase(), value] as const)
    .filter(([key, value]) => key !== 'authorization' || !/^Bearer (undefined|null)?$/.test(value))
  const reply = await requests.send({
    url: request.url,
    method: request.method,
    source: 'api',
    signal,
    headers: Object.fromEntries(headers),
    ...(request.body === undefined
      ? {}
      : { body: form ? new Uint8Array(await form.arrayBuffer()) : JSON.stringify(request.body) }),
  })
  checkStatus(reply)
  // A message is accepted without a word by some servers.
  if (reply.body.length === 0 && request.method === 'POST') return {}
  const text = decode(reply.body)
  const json: unknown = parse(text, reply.headers['content-type'])
  heard(json, text, reply.at)
  return json
}

/** A file as an address that needs no network. */
export function dataUrl(type: string, bytes: Uint8Array): string {
  return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`
}

function bytesOf(url: string): Uint8Array {
  return new Uint8Array(Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'))
}

/** A WebSocket as the library uses it: four handlers, send and close. */
function socketClass(hooks: ClientHooks) {
  return class Socket {
    onopen: ((event: unknown) => void) | undefined
    onclose: ((event: unknown) => void) | undefined
    onerror: ((event: unknown) => void) | undefined
    onmessage: ((event: { data: string }) => void) | undefined
    #socket: WebSocket | undefined
    #closed = false

    constructor(url: string | undefined) {
      if (url === undefined) {
        hooks.failed({
          message: 'the server gives no address for a socket: write connection: polling in the target file',
          details: { whose: 'harness', code: 'input' },
        })
        return
      }
      hooks
        .socket(url)
        .then(({ url, options }) => {
          if (this.#closed) return
          this.#socket = this.#listen(new WebSocket(url, { ...options, maxPayload: MAX_FRAME }))
        })
        .catch((error: unknown) => this.#end(error instanceof Error ? error.message : String(error)))
    }

    get readyState(): number {
      return this.#socket?.readyState ?? 0
    }

    send(data: string): void {
      if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(data)
    }

    close(): void {
      this.#closed = true
      this.#socket?.terminate()
    }

    #listen(socket: WebSocket): WebSocket {
      socket.on('open', () => this.onopen?.({}))
      socket.on('message', (data, isBinary) => this.#hear(String(data), isBinary))
      socket.on('error', (error) => this.#end(error.message))
      socket.on('close', (code) => this.#end(`close ${code}`))
      return socket
    }

    #hear(text: string, isBinary: boolean): void {
      // Servers keep the connection alive with empty frames.
      if (isBinary || text.trim() === '' || this.#closed) return
      const at = hooks.requests.options.clock.now()
      const set = activitySet(text)
      hooks.heard(set, text, at)
      if (set) this.onmessage?.({ data: JSON.stringify(set) })
    }

    #end(why: string): void {
      if (this.#closed) return
      this.#closed = true
      this.#socket?.terminate()
      hooks.dropped(why)
      this.onclose?.({})
    }
  }
}

/** A set of activities, or nothing where the text is none. */
function activitySet(text: string): { activities: unknown[] } | undefined {
  try {
    const set: unknown = JSON.parse(text)
    return isObject(set) && Array.isArray(set.activities) ? { ...set, activities: set.activities } : undefined
  } catch {
    return undefined
  }
}
