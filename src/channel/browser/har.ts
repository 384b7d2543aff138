/** What a page's network carried, as an HTTP archive without secrets: bounded, and read where it slows nothing. */
import type { Page, Request, Response } from 'playwright'
import { VERSION } from '../../documents/version.js'
import { attempt } from './fate.js'
import type { Scrub } from './scrub.js'

/** Requests, frames of sockets, and characters of bodies that are kept a session; characters of one body. */
const MOST = { requests: 2_000, frames: 2_000, text: 4_000_000, body: 64_000, bodiesATurn: 60 }
/** Bytes of a body that is not asked for. */
const LARGE = 1_000_000
/** How long the bodies of a turn may take, milliseconds. */
const PATIENCE = 3_000
/** Chats talk by these; what the page consists of is in its archive. */
const TALKS = new Set(['fetch', 'xhr', 'eventsource'])
const READABLE = /json|text|xml|javascript|event-stream|urlencoded/i

interface Entry {
  request: Request
  response?: Response
  ended?: boolean
  failure?: string
  body?: string
  asked?: boolean
}

interface Frame {
  type: 'send' | 'receive'
  /** Seconds since 1970, as Chromium's own archives have it. */
  time: number
  data: string
}

export class Har {
  readonly #scrub: Scrub
  readonly #entries = new Map<Request, Entry>()
  readonly #sockets: { url: string; opened: number; frames: Frame[] }[] = []
  #text = 0
  #frames = 0
  #left = { requests: 0, frames: 0, bodies: 0 }

  /** @param now milliseconds since 1970 */
  constructor(page: Page, scrub: Scrub, now: () => number) {
    this.#scrub = scrub
    page.on('request', (request) => {
      if (this.#entries.size >= MOST.requests) this.#left.requests++
      else if (!/^(data|blob):/.test(request.url())) this.#entries.set(request, { request })
    })
    page.on('response', (response) => {
      const entry = this.#entries.get(response.request())
      if (entry) entry.response = response
    })
    const ended = (request: Request) => {
      const entry = this.#entries.get(request)
      if (!entry) return
      entry.ended = true
      const failure = request.failure()
      if (failure) entry.failure = failure.errorText.slice(0, 200)
    }
    page.on('requestfinished', ended)
    page.on('requestfailed', ended)
    page.on('websocket', (socket) => {
      if (this.#sockets.length >= MOST.requests) return
      const frames: Frame[] = []
      this.#sockets.push({ url: socket.url(), opened: now(), frames })
      const keep = (type: Frame['type'], data: string | Buffer) => {
        if (this.#frames >= MOST.frames) this.#left.frames++
        else if (typeof data === 'string') {
          this.#frames++
          frames.push({ type, time: now() / 1000, data: this.#take(data) })
        }
      }
      socket.on('framesent', ({ payload }) => keep('send', payload))
      socket.on('framereceived', ({ payload }) => keep('receive', payload))
    })
  }

  /** Reads the bodies that have come: asks the page's process, so never while an answer is waited for. */
  async bodies(): Promise<void> {
    const wanted = [...this.#entries.values()].filter((entry) => isWanted(entry))
    for (const entry of wanted) entry.asked = true
    this.#left.bodies += Math.max(0, wanted.length - MOST.bodiesATurn)
    const deadline = performance.now() + PATIENCE
    for (const entry of wanted.slice(0, MOST.bodiesATurn)) {
      if (this.#text >= MOST.text || performance.now() > deadline) return
      const body = entry.response && (await attempt(entry.response.body(), 500))
      if (body && body.length <= LARGE) entry.body = this.#take(body.toString('utf8'))
    }
  }

  /** The archive, HAR 1.2, and what was left out. */
  build(): { json: string; requests: number; left: Record<string, number> } {
    const entries = [...this.#entries.values()].map((entry) => this.#entry(entry))
    const sockets = this.#sockets.map((socket) => this.#socket(socket))
    const log = {
      version: '1.2',
      creator: { name: 'ombud', version: VERSION },
      entries: [...entries, ...sockets],
    }
    const left = Object.fromEntries(Object.entries(this.#left).filter(([, count]) => count > 0))
    return { json: JSON.stringify({ log }), requests: log.entries.length, left }
  }

  #take(text: string): string {
    const short = this.#scrub.text(text.slice(0, MOST.body))
    this.#text += short.length
    return short
  }

  #entry({ request, response, failure, body }: Entry) {
    const timing = request.timing()
    const { requestStart, responseStart, responseEnd, startTime } = timing
    const between = (from: number, to: number) => (from >= 0 && to >= from ? to - from : -1)
    const posted = request.postData()
    const headers = response?.headers() ?? {}
    const mimeType = headers['content-type'] ?? ''
    return {
      startedDateTime: new Date(Math.max(0, startTime)).toISOString(),
      time: Math.max(0, responseEnd),
      request: {
        method: request.method(),
        url: this.#url(request.url()),
        httpVersion: '',
        cookies: [],
        headers: this.#scrub.headers(request.headers()),
        queryString: [],
        headersSize: -1,
        bodySize: posted?.length ?? 0,
        ...(posted && {
          postData: { mimeType: request.headers()['content-type'] ?? '', text: this.#posted(posted) },
        }),
      },
      response: {
        status: response?.status() ?? 0,
        statusText: response?.statusText().slice(0, 200) ?? '',
        httpVersion: '',
        cookies: [],
        headers: this.#scrub.headers(headers),
        content: { size: body?.length ?? -1, mimeType, ...(body !== undefined && { text: body }) },
        redirectURL: this.#scrub.text(headers.location ?? ''),
        headersSize: -1,
        bodySize: -1,
        ...(failure && { _error: failure }),
      },
      cache: {},
      timings: {
        send: 0,
        wait: between(requestStart, responseStart),
        receive: between(responseStart, responseEnd),
      },
      _resourceType: request.resourceType(),
    }
  }

  #posted(text: string): string {
    // A file that is sent is of no use here.
    return text.startsWith('--') ? '' : this.#scrub.text(text.slice(0, MOST.body))
  }

  #url(url: string): string {
    return this.#scrub.text(url.slice(0, 4000))
  }

  #socket({ url, opened, frames }: { url: string; opened: number; frames: readonly Frame[] }) {
    const none = { httpVersion: '', cookies: [], headers: [], headersSize: -1, bodySize: -1 }
    return {
      startedDateTime: new Date(opened).toISOString(),
      time: 0,
      request: { ...none, method: 'GET', url: this.#url(url), queryString: [] },
      response: {
        ...none,
        status: 101,
        statusText: '',
        redirectURL: '',
        content: { size: -1, mimeType: '' },
      },
      cache: {},
      timings: { send: 0, wait: -1, receive: -1 },
      _resourceType: 'websocket',
      _webSocketMessages: frames.map((frame) => ({ ...frame, opcode: 1 })),
    }
  }
}

function isWanted({ request, response, ended, failure, asked }: Entry): boolean {
  if (!response || !ended || failure !== undefined || asked) return false
  const { 'content-type': type = '', 'content-length': length = '0' } = response.headers()
  const redirected = response.status() >= 300 && response.status() < 400
  return TALKS.has(request.resourceType()) && READABLE.test(type) && Number(length) <= LARGE && !redirected
}
