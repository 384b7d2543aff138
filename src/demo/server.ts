/** A live demo merchant on loopback: JSON API, shop page with a chat widget, service desk, and a log of what was really said. */
import { randomBytes, randomUUID } from 'node:crypto'
import { setMaxListeners } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Lang } from '../documents/ready.js'
import { takeSeat } from './agent.js'
import { consolePage } from './console.js'
import type { Delivery } from './deliver.js'
import { Desk } from './desk.js'
import { serveDesk } from './desk-socket.js'
import type { FaultId } from './faults.js'
import { checkSession, Refusal, readMessage, sendJson } from './http.js'
import type { Delays, Merchant } from './merchants.js'
import { shopPage } from './page.js'
import { type Channel, type LogEntry, now, Session } from './session.js'
import { TEXTS } from './texts.js'

interface MerchantOptions extends Merchant {
  /** Language of a session until the consumer writes; the page follows the browser where this is left out. */
  lang?: Lang
  /** Port on 127.0.0.1; any free one where left out. */
  port?: number
  /** Time of day for `down-at-night`. */
  clock?: () => Date
}

export interface RunningMerchant {
  url: string
  apiUrl: string
  pageUrl: string
  /** Where a person answers the consumers who ask for one. */
  consoleUrl: string
  /** What was really said, in the order in which messages came in; also served at /__log. */
  log: readonly LogEntry[]
  close(): Promise<void>
}

const DELAYS: Delays = { think: 120, piece: 30, slow: 6000, drag: 11_000, agent: 400 }
const MAX_SESSIONS = 1000
/** How long a reply of the API waits for the words of a person who is on duty. */
const PERSON_MS = 5000
/** After which a consumer who closed the page, or writes no more over the API, has gone. */
const GONE_MS = { page: 5000, api: 120_000 }

/** Starts a merchant on 127.0.0.1. Rejects when the port is taken. */
export async function startMerchant(options: MerchantOptions): Promise<RunningMerchant> {
  const faults: ReadonlySet<FaultId> = new Set(options.faults)
  const abort = new AbortController()
  // Every delay under way listens for the end.
  setMaxListeners(0, abort.signal)
  const shop = {
    faults,
    delays: { ...DELAYS, ...options.delays },
    desk: new Desk(now),
    log: [] as LogEntry[],
    signal: abort.signal,
  }
  const sessions = new Map<string, Session>()

  function find(id: string, channel: Channel): Session | undefined {
    return sessions.get(`${channel}:${id}`)
  }

  function open(id: string, channel: Channel, lang: Lang): Session {
    const session = new Session(id, channel, lang, shop)
    sessions.set(`${channel}:${id}`, session)
    const oldest = sessions.keys().next().value
    if (sessions.size > MAX_SESSIONS && oldest !== undefined) sessions.delete(oldest)
    return session
  }

  async function chat(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { session: id = randomUUID(), message } = await readMessage(request)
    const session = find(id, 'api') ?? open(id, 'api', options.lang ?? 'zh-CN')
    session.present()
    const entry = await session.receive(message)
    await session.personAnswers(entry, PERSON_MS)
    session.away(GONE_MS.api)
    const messages = session.untold().map(publicMessage)
    const last = messages.at(-1)
    // The API has no standing button, so a way to a person stands with every answer of the bot.
    if (last?.from === 'bot' && !faults.has('hides-human')) {
      last.choices = [...new Set([...(last.choices ?? []), TEXTS[session.lang].human])]
    }
    const written = now()
    for (const said of entry.replies) Object.assign(said, { first: written, last: written })
    sendJson(response, 200, { session: id, messages })
  }

  async function send(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { session: id, message } = await readMessage(request)
    const session = id === undefined ? undefined : find(id, 'page')
    if (!session) throw new Refusal(404, 'unknown session')
    session.receive(message).catch(() => undefined)
    sendJson(response, 202, {})
  }

  function stream(request: IncomingMessage, response: ServerResponse, url: URL): void {
    const id = checkSession(url.searchParams.get('session'))
    if (id === undefined) throw new Refusal(400, 'session is missing')
    let session = find(id, 'page')
    if (!session) {
      session = open(id, 'page', url.searchParams.get('lang') === 'en' ? 'en' : 'zh-CN')
      session.greet().catch(() => undefined)
    }
    const { sent } = session
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    response.flushHeaders()
    let last = Number(request.headers['last-event-id'] ?? 0) || 0
    const flush = () => {
      for (const { number, delivery } of sent) {
        if (number <= last) continue
        response.write(`id: ${number}\ndata: ${JSON.stringify(delivery)}\n\n`)
        last = number
      }
    }
    flush()
    session.present()
    session.on('sent', flush)
    response.on('close', () => {
      session.off('sent', flush)
      if (session.listenerCount('sent') === 0) session.away(GONE_MS.page)
    })
  }

  function page(
    request: IncomingMessage,
    response: ServerResponse,
    url: URL,
    render: (options: { lang: Lang; nonce: string }) => string,
  ): void {
    const wanted = url.searchParams.get('lang') ?? options.lang ?? request.headers['accept-language'] ?? ''
    const nonce = randomBytes(16).toString('base64')
    response.writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': `default-src 'none'; img-src data:; connect-src 'self'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'`,
    })
    response.end(render({ lang: /^en\b/i.test(wanted) ? 'en' : 'zh-CN', nonce }))
  }

  async function route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    const call = `${request.method} ${url.pathname}`
    if (call === 'GET /') return page(request, response, url, (about) => shopPage({ ...about, faults }))
    if (call === 'GET /console') return page(request, response, url, consolePage)
    if (call === 'GET /__log') return sendJson(response, 200, shop.log)
    if (!url.pathname.startsWith('/api/')) throw new Refusal(404, 'not found')
    if (faults.has('down-at-night') && isNight(options.clock?.() ?? new Date())) {
      throw new Refusal(503, 'service hours are 08:00 to 22:00')
    }
    if (call === 'POST /api/chat') return chat(request, response)
    if (call === 'POST /api/send') return send(request, response)
    if (call === 'GET /api/stream') return stream(request, response, url)
    throw new Refusal(404, 'not found')
  }

  const server = createServer((request, response) => {
    route(request, response).catch((error: unknown) => {
      if (abort.signal.aborted || response.headersSent) return response.destroy()
      const refusal = error instanceof Refusal ? error : new Refusal(500, 'internal error')
      sendJson(response, refusal.status, { error: refusal.message })
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const closeDesk = serveDesk(server, shop.desk)
  if (!faults.has('nobody-accepts')) await takeSeat(url, shop.delays, abort.signal)
  return {
    url,
    apiUrl: `${url}/api/chat`,
    pageUrl: `${url}/`,
    consoleUrl: `${url}/console`,
    log: shop.log,
    close: () =>
      new Promise((resolve) => {
        abort.abort()
        closeDesk()
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function publicMessage({ from, name, text, choices, form }: Extract<Delivery, { type: 'message' }>) {
  return {
    from,
    ...(name ? { name } : {}),
    text,
    ...(choices ? { choices: [...choices] } : {}),
    ...(form ? { form } : {}),
  }
}

function isNight(date: Date): boolean {
  const hour = (date.getUTCHours() + 8) % 24
  return hour >= 22 || hour < 8
}
