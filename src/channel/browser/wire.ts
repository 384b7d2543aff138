/** Taps the wire of a page: what its chat sends and is sent, as DevTools shows it. The page cannot see it. */
import { randomBytes } from 'node:crypto'
import type { Page } from 'playwright'
import type { FrameSeen, OpenOptions, SessionClock } from '../channel.js'
import { hearMessages, type PostedMessage } from './page/messages.js'
import type { Scrub } from './scrub.js'
import { Bodies } from './tap/bodies.js'
import { followTargets, type Target } from './tap/devtools.js'
import { Ticks } from './tap/ticks.js'

/** Payloads that are told a session, sockets that are followed at once; characters of a payload and of its beginning. */
const MOST = { payloads: 100_000, sockets: 2_000, text: 256_000, beginning: 64_000, url: 300 }
/** What the browser keeps of bodies for us, bytes: a larger one is not read. */
const BUFFERS = { maxTotalBufferSize: 16_000_000, maxResourceBufferSize: 1_000_000, maxPostDataSize: 64_000 }
/** How far the page's clock may be behind, milliseconds; where it is farther it was set. */
const BEHIND = 2_000

const EVENTS = [
  'Network.requestWillBeSent',
  'Network.responseReceived',
  'Network.dataReceived',
  'Network.loadingFinished',
  'Network.loadingFailed',
  'Network.eventSourceMessageReceived',
  'Network.webSocketCreated',
  'Network.webSocketWillSendHandshakeRequest',
  'Network.webSocketFrameReceived',
  'Network.webSocketFrameSent',
  'Network.webSocketClosed',
  'Runtime.bindingCalled',
]
/** The opcodes of RFC 6455 that carry a payload. */
const TEXT = 1
const BINARY = 2

interface SocketEvent {
  requestId: string
  timestamp: number
  url?: string
  request?: { headers: Record<string, string> }
  response?: { opcode: number; payloadData: string }
}

type Payload = Pick<FrameSeen, 'at' | 'source' | 'direction' | 'url' | 'connection'> & {
  text: string
  size?: number
  event?: string
  cut?: boolean
  binary?: boolean
}

/**
 * Tells `options.wire` of every payload of a page, its frames and its workers: frames of sockets, server-sent events,
 * bodies of requests and replies, what windows post to each other. Must be called before the page is loaded.
 * @param hearEvent is given server-sent events as well
 */
export async function tapWire(
  page: Page,
  { clock, wire }: Pick<OpenOptions, 'clock' | 'wire'>,
  scrub: Scrub,
  hearEvent?: (data: string, event?: string) => void,
): Promise<void> {
  if (!wire) return
  const tap = new Tap(clock, scrub, (frame) => {
    if (frame.source === 'sse') hearEvent?.(frame.payload, frame.event)
    wire(frame)
  })
  const session = await page.context().newCDPSession(page)
  await followTargets(session, EVENTS, (target) => tap.listen(target))
}

class Tap {
  readonly #clock: SessionClock
  readonly #ticks: Ticks
  readonly #scrub: Scrub
  readonly #wire: (frame: FrameSeen) => void
  /** Of our own world, in which it is called. */
  readonly #name = `w${randomBytes(8).toString('hex')}`
  #targets = 0
  #told = 0

  constructor(clock: SessionClock, scrub: Scrub, wire: (frame: FrameSeen) => void) {
    this.#clock = clock
    this.#ticks = new Ticks(clock)
    this.#scrub = scrub
    this.#wire = wire
  }

  async listen(target: Target): Promise<void> {
    const place = String(++this.#targets)
    const sockets = new Map<string, string>()
    const bodies = new Bodies(target, ({ ticks, request, ...found }) =>
      this.#tell({ ...found, at: this.#ticks.at(ticks), connection: `${place}/${request}` }),
    )
    target.hear((method, params) => {
      if (method.startsWith('Network.webSocket'))
        this.#socket(method, params as SocketEvent, { place, sockets, kind: target.kind })
      else if (method === 'Runtime.bindingCalled') this.#posted(params, place)
      else bodies.take(method, params as Parameters<Bodies['take']>[1])
    })
    const asked = [target.send('Network.enable', BUFFERS)]
    if (target.kind !== 'worker') {
      const source = `(${hearMessages})(${JSON.stringify(this.#name)})`
      asked.push(
        target.send('Runtime.enable'),
        target.send('Runtime.addBinding', { name: this.#name, executionContextName: this.#name }),
        target.send('Page.enable'),
        target.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: this.#name }),
      )
    }
    await Promise.all(asked)
  }

  #socket(
    method: string,
    event: SocketEvent,
    { place, sockets, kind }: { place: string; sockets: Map<string, string>; kind: Target['kind'] },
  ): void {
    const { requestId, url, request, response, timestamp } = event
    if (method === 'Network.webSocketCreated') {
      if (sockets.size < MOST.sockets) sockets.set(requestId, url ?? '')
      return
    }
    // A worker may open a socket before it is listened to. Its handshake names the host; without it nobody does.
    if (request && !sockets.has(requestId) && sockets.size < MOST.sockets)
      sockets.set(requestId, hostOf(request.headers))
    if (method === 'Network.webSocketClosed') return void sockets.delete(requestId)
    const known = sockets.get(requestId) ?? (kind === 'worker' ? '' : undefined)
    if (known === undefined || !response || ![TEXT, BINARY].includes(response.opcode)) return
    const binary = response.opcode === BINARY
    this.#tell({
      at: this.#ticks.at(timestamp),
      source: 'ws',
      direction: method.endsWith('Sent') ? 'out' : 'in',
      url: known,
      connection: `${place}/${requestId}`,
      text: binary ? '' : response.payloadData,
      ...(binary && { binary, size: Buffer.byteLength(response.payloadData, 'base64') }),
    })
  }

  /** The function exists in our own world only, so that what it is given is ours. */
  #posted(params: unknown, place: string): void {
    const { name, payload } = params as { name: string; payload: string }
    if (name !== this.#name) return
    const { at, origin, direction, here, text, size, cut } = JSON.parse(payload) as PostedMessage
    const now = this.#clock.now()
    const stamped = at - this.#clock.zero
    this.#tell({
      at: stamped <= now && now - stamped < BEHIND ? Math.max(0, stamped) : now,
      source: 'post-message',
      direction,
      url: direction === 'in' ? origin : here,
      connection: `${place}/${origin} ${here}`.slice(0, MOST.url),
      text,
      ...(cut && { cut, size }),
    })
  }

  #tell({ text, url, size, event, ...payload }: Payload): void {
    if (this.#told++ >= MOST.payloads) return
    const whole = size === undefined && text.length <= MOST.text
    const kept = whole ? text : text.slice(0, MOST.beginning)
    const cut = payload.cut === true || (!whole && payload.binary !== true)
    this.#wire({
      ...payload,
      kind: 'frame',
      actor: payload.direction === 'out' ? 'consumer' : 'unknown',
      url: this.#scrub.text(bare(url)),
      size: size ?? Buffer.byteLength(text),
      payload: kept,
      ...(event === undefined ? {} : { event: event.slice(0, 200) }),
      ...(cut && { cut }),
      clean: () => this.#clean(kept, cut),
    })
  }

  /** Where a text is cut its last string has no end, and would not be known for a secret. */
  #clean(text: string, cut: boolean): string {
    if (!cut && text.length <= MOST.beginning) return this.#scrub.text(text)
    const beginning = text.slice(0, MOST.beginning - 4)
    return this.#scrub.text(`${this.#scrub.text(`${beginning}\\"`)}"`)
  }
}

function hostOf({ Host = '', Origin = '' }: Record<string, string>): string {
  return Host === '' ? '' : `${Origin.startsWith('https:') ? 'wss' : 'ws'}://${Host}/`
}

function bare(url: string): string {
  return (url.split(/[?#]/, 1)[0] ?? '').slice(0, MOST.url)
}
