/** The bodies of a page's own requests and replies, streamed ones piece by piece. */
import type { Target } from './devtools.js'
import { isStreamed, type Lines, linesOf } from './lines.js'

/** Bytes of a finished body that is asked for, and requests that are followed at once. */
const MOST = { body: 300_000, requests: 2_000 }
/** Chats talk by these; scripts, styles and pictures are what the page consists of. */
const TALKS = new Set(['Fetch', 'XHR', 'EventSource'])
const MARKUP = /html|javascript|ecmascript|css|image\/|font|audio\/|video\/|wasm|zip|pdf/i
const READABLE = /^$|json|text\/|xml|event-stream|urlencoded/i

/** A payload as it was found; `ticks` is DevTools' own stamp. */
export interface Found {
  ticks: unknown
  source: 'http' | 'sse'
  direction: 'in' | 'out'
  request: string
  url: string
  text: string
  /** Bytes of the whole, where the text is not all of it. */
  size?: number
  event?: string
}

interface Followed {
  url: string
  type: string
  mime?: string
  bytes: number
  stream?: { lines: Lines; queue: { data: string; ticks: unknown }[]; ready: boolean; ticks: unknown }
}

interface NetworkEvent {
  requestId: string
  timestamp: number
  type?: string
  request?: { url: string; method: string; postData?: string }
  response?: { mimeType: string }
  dataLength?: number
  data?: string
  eventName?: string
}

/** Follows the requests of one target. */
export class Bodies {
  readonly #target: Pick<Target, 'send'>
  readonly #found: (payload: Found) => void
  readonly #requests = new Map<string, Followed>()

  constructor(target: Pick<Target, 'send'>, found: (payload: Found) => void) {
    this.#target = target
    this.#found = found
  }

  /** Takes an event of DevTools' Network domain; others are left alone. */
  take(method: string, params: NetworkEvent): void {
    if (method === 'Network.requestWillBeSent') return this.#begins(params)
    const known = this.#requests.get(params.requestId)
    if (!known) return
    if (method === 'Network.responseReceived') this.#answers(known, params)
    else if (method === 'Network.dataReceived') this.#grows(known, params)
    else if (method === 'Network.eventSourceMessageReceived') this.#event(known, params)
    else if (method === 'Network.loadingFinished') this.#ends(known, params)
    else if (method === 'Network.loadingFailed') {
      known.stream?.lines.end()
      this.#requests.delete(params.requestId)
    }
  }

  #begins({ requestId, timestamp, type = '', request }: NetworkEvent): void {
    if (!request || !TALKS.has(type) || !/^https?:/i.test(request.url)) return
    const [oldest] = this.#requests.keys()
    if (this.#requests.size >= MOST.requests && oldest !== undefined) this.#requests.delete(oldest)
    this.#requests.set(requestId, { url: request.url, type, bytes: 0 })
    const { postData, url } = request
    // A form with files begins with its boundary.
    if (!postData || postData.startsWith('--')) return
    this.#found({
      ticks: timestamp,
      source: 'http',
      direction: 'out',
      request: requestId,
      url,
      text: postData,
    })
  }

  #answers(known: Followed, { requestId, response, timestamp }: NetworkEvent): void {
    known.mime = response?.mimeType ?? ''
    if (known.type === 'EventSource' || !isStreamed(known.mime)) return
    const source = /event-stream/i.test(known.mime) ? 'sse' : 'http'
    const stream = {
      lines: linesOf(known.mime, (text, event) =>
        this.#found({
          ticks: stream.ticks,
          source,
          direction: 'in',
          request: requestId,
          url: known.url,
          text,
          ...(event === undefined ? {} : { event }),
        }),
      ),
      queue: [] as { data: string; ticks: unknown }[],
      ready: false,
      ticks: timestamp as unknown,
    }
    known.stream = stream
    this.#target.send('Network.streamResourceContent', { requestId }).then(
      (given) => {
        const { bufferedData } = given as { bufferedData: string }
        for (const { data, ticks } of [{ data: bufferedData, ticks: timestamp }, ...stream.queue]) {
          stream.ticks = ticks
          stream.lines.take(Buffer.from(data, 'base64'))
        }
        stream.ready = true
        stream.queue = []
      },
      // It had already ended: the body is there as a whole.
      () => void this.#whole(known, requestId, timestamp),
    )
  }

  #grows(known: Followed, { data, dataLength = 0, timestamp }: NetworkEvent): void {
    known.bytes += dataLength
    const { stream } = known
    if (!stream || data === undefined) return
    if (!stream.ready) return void stream.queue.push({ data, ticks: timestamp })
    stream.ticks = timestamp
    stream.lines.take(Buffer.from(data, 'base64'))
  }

  #event({ url }: Followed, { requestId, timestamp, data = '', eventName }: NetworkEvent): void {
    const event = eventName === 'message' || eventName === undefined ? {} : { event: eventName }
    this.#found({
      ticks: timestamp,
      source: 'sse',
      direction: 'in',
      request: requestId,
      url,
      text: data,
      ...event,
    })
  }

  #ends(known: Followed, { requestId, timestamp }: NetworkEvent): void {
    this.#requests.delete(requestId)
    if (known.type === 'EventSource' || known.mime === undefined) return
    if (known.stream?.ready) known.stream.lines.end()
    else if (!known.stream) void this.#whole(known, requestId, timestamp)
  }

  async #whole(
    { url, mime = '', bytes, stream }: Followed,
    requestId: string,
    timestamp: number,
  ): Promise<void> {
    if (MARKUP.test(mime) || !READABLE.test(mime)) return
    const found = (text: string, size?: number) =>
      this.#found({
        ticks: timestamp,
        source: 'http',
        direction: 'in',
        request: requestId,
        url,
        text,
        ...(size === undefined ? {} : { size }),
      })
    if (bytes > MOST.body) return found('', bytes)
    const answer = await this.#target.send('Network.getResponseBody', { requestId }).catch(() => undefined)
    const { body = '', base64Encoded = false } = (answer ?? {}) as { body?: string; base64Encoded?: boolean }
    if (body === '') return
    const raw = Buffer.from(body, base64Encoded ? 'base64' : 'utf8')
    if (!stream) return found(base64Encoded ? raw.toString('utf8') : body)
    stream.ticks = timestamp
    stream.lines.take(raw)
    stream.lines.end()
  }
}
