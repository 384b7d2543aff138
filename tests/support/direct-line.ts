/** A Direct Line 3.0 server on loopback: REST and stream, a bot whose answers a test writes down. */
import { randomUUID } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'
import { whenDone } from './done.js'

type Activity = Record<string, unknown> & { text?: string; id?: string }

class Conversation {
  readonly id = randomUUID()
  readonly token = `token-${this.id}`
  readonly activities: Activity[] = []
  readonly sockets = new Set<WebSocket>()
  #last = ''

  add(activity: Activity): string {
    const id = `${this.id}|${String(this.activities.length).padStart(7, '0')}`
    const whole = { id, timestamp: new Date().toISOString(), ...activity }
    this.activities.push(whole)
    const set = { activities: [whole], watermark: String(this.activities.length) }
    for (const socket of this.sockets) socket.send(JSON.stringify(set))
    return id
  }

  heard(activity: Activity): string {
    this.#last = this.add(activity)
    return this.#last
  }

  /** The bot says something in answer to the last activity. */
  say(activity: Activity | string): string {
    const own = typeof activity === 'string' ? { text: activity } : activity
    const from = { id: 'bot', name: 'Shop', role: 'bot' }
    return this.add({ type: 'message', from, replyToId: this.#last, ...own })
  }
}

export interface DirectLineServer {
  domain: string
  secret: string
  conversations: Conversation[]
  requests: http.IncomingMessage[]
}

export interface ServerOptions {
  /** Called for each activity of the consumer. May write the reply itself, and then returns true. */
  hear(activity: Activity, conversation: Conversation, response: http.ServerResponse): unknown
  begin?(conversation: Conversation): void
  /** As some emulators do: no token, no stream. */
  bare?: boolean
}

export async function startDirectLine({
  hear,
  begin,
  bare = false,
}: ServerOptions): Promise<DirectLineServer> {
  const secret = 'direct-line-s3cret'
  const conversations: Conversation[] = []
  const requests: http.IncomingMessage[] = []
  const server = http.createServer(async (request, response) => {
    requests.push(request)
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const type = request.headers['content-type'] ?? ''
    const body = type.startsWith('multipart/')
      ? await uploaded(Buffer.concat(chunks), type)
      : JSON.parse(Buffer.concat(chunks).toString() || '{}')
    const url = new URL(request.url ?? '', 'http://x')
    const [, , resource, id, part] = url.pathname.split('/')
    const json = (status: number, value: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    const port = (server.address() as AddressInfo).port
    const about = (one: Conversation) => ({
      conversationId: one.id,
      ...(bare
        ? {}
        : { token: one.token, expires_in: 1800, streamUrl: `ws://127.0.0.1:${port}/stream/${one.id}` }),
    })
    const bearer = request.headers.authorization?.replace('Bearer ', '')
    const known = conversations.find((one) => one.id === id)
    if (!bare && bearer !== secret && !conversations.some((one) => one.token === bearer))
      return json(403, { error: { code: 'BadArgument', message: 'Missing token or secret' } })
    if (resource === 'conversations' && id === undefined && request.method === 'POST') {
      const fresh = new Conversation()
      conversations.push(fresh)
      json(201, about(fresh))
      return begin?.(fresh)
    }
    if (!known) return json(404, { error: { code: 'BadArgument', message: 'Unknown conversation' } })
    if (part === undefined) return json(200, about(known))
    if (request.method === 'GET') {
      const from = Number(url.searchParams.get('watermark') || 0)
      return json(200, {
        activities: known.activities.slice(from),
        watermark: String(known.activities.length),
      })
    }
    const activity = known.heard(body)
    if ((await hear(body, known, response)) !== true) json(200, { id: activity })
  })
  const stream = new WebSocketServer({ server })
  stream.on('connection', (socket, request) => {
    const one = conversations.find(({ id }) => request.url?.includes(id))
    if (!one) return socket.close()
    one.sockets.add(socket)
    socket.on('close', () => one.sockets.delete(socket))
    socket.send('')
    if (one.activities.length > 0)
      socket.send(JSON.stringify({ activities: one.activities, watermark: String(one.activities.length) }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  whenDone(async () => {
    for (const socket of stream.clients) socket.terminate()
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const { port } = server.address() as AddressInfo
  return { domain: `http://127.0.0.1:${port}/directline`, secret, conversations, requests }
}

/** An activity with its files, as the upload endpoint takes them. */
async function uploaded(body: Buffer, type: string): Promise<Activity> {
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
  const activity = form.get('activity') as unknown as File
  const files = form.getAll('file') as unknown as File[]
  const bytes = await Promise.all(files.map(async (file) => [...new Uint8Array(await file.arrayBuffer())]))
  return {
    ...JSON.parse(await activity.text()),
    files: files.map(({ name, type }, i) => ({ name, type, bytes: bytes[i] })),
  }
}
