/**
 * The participant service of Amazon Connect on loopback, as its published client library speaks to it: connections,
 * messages and events over HTTP, what others do over a WebSocket. With a bot of ours, and a page for each side that
 * uses that library. Contacts wait until an agent connects.
 */
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { type WebSocket, WebSocketServer } from 'ws'
import { AGENT_PAGE, CONSUMER_PAGE } from './connect-pages.js'

const LIBRARY = new URL(
  '../../node_modules/amazon-connect-chatjs/dist/amazon-connect-chat.js',
  import.meta.url,
)
const EVENT = 'application/vnd.amazonaws.connect.event'

type Role = 'CUSTOMER' | 'SYSTEM' | 'AGENT'

export interface Participant {
  contactId: string
  participantId: string
  participantToken: string
}

interface Member extends Participant {
  role: Role
  name: string
  /** Where it listens; frames wait here until it does. */
  socket?: WebSocket
  missed: string[]
}

/** What the bot does when it is asked: says something, in words or as any item, or passes the contact on to the queue. */
export interface Flow {
  name: string
  welcome: string
  answer(text: string): (string | { event: string } | 'queue')[]
}

/** Starts a service whose bot follows a flow; `routed` is told of each contact that is passed on. */
export async function openConnect(flow: Flow, routed: (agent: Participant) => void = () => {}) {
  const members = new Map<string, Member>()
  const said: [role: Role, text: string][] = []

  function join(contactId: string, role: Role, name: string): Member {
    const member: Member = {
      contactId,
      role,
      name,
      participantId: randomUUID(),
      participantToken: randomUUID(),
      missed: [],
    }
    members.set(member.participantToken, member)
    return member
  }

  /** An item as the service sends it to everybody in the contact. */
  function tell(from: Member, item: Record<string, unknown>): string {
    const id = randomUUID()
    const content = JSON.stringify({
      AbsoluteTime: new Date().toISOString(),
      Id: id,
      ContactId: from.contactId,
      InitialContactId: from.contactId,
      ParticipantId: from.participantId,
      ParticipantRole: from.role,
      DisplayName: from.name,
      ...item,
    })
    const frame = JSON.stringify({ topic: 'aws/chat', contentType: 'application/json', content })
    for (const one of members.values())
      if (one.contactId === from.contactId)
        if (one.socket) one.socket.send(frame)
        else one.missed.push(frame)
    return id
  }

  function message(from: Member, text: string): string {
    said.push([from.role, text])
    return tell(from, { Type: 'MESSAGE', ContentType: 'text/plain', Content: text })
  }

  const event = (from: Member, name: string) => tell(from, { Type: 'EVENT', ContentType: `${EVENT}.${name}` })

  function follow(bot: Member, text: string): void {
    for (const act of flow.answer(text)) {
      if (act === 'queue') {
        event(bot, 'transfer.succeeded')
        const { contactId, participantId, participantToken } = join(bot.contactId, 'AGENT', '林岚')
        routed({ contactId, participantId, participantToken })
      } else if (typeof act === 'string') message(bot, act)
      else event(bot, act.event)
    }
  }

  /** The calls of the library; the bearer is the token of who calls. */
  function call(path: string, member: Member, body: Record<string, unknown>): unknown {
    const at = { AbsoluteTime: new Date().toISOString() }
    if (path === '/participant/connection') {
      if (body.ConnectParticipant === true) event(member, 'participant.joined')
      const Expiry = new Date(Date.now() + 86_400_000).toISOString()
      return {
        Websocket: {
          Url: `ws://127.0.0.1:${port}/socket?${member.participantToken}`,
          ConnectionExpiry: Expiry,
        },
        ConnectionCredentials: { ConnectionToken: member.participantToken, Expiry },
      }
    }
    if (path === '/participant/message') {
      const text = String(body.Content)
      const Id = message(member, text)
      const others = [...members.values()].filter((one) => one.contactId === member.contactId)
      const bot = others.find((one) => one.role === 'SYSTEM')
      if (member.role === 'CUSTOMER' && bot && !others.some((one) => one.role === 'AGENT')) follow(bot, text)
      return { Id, ...at }
    }
    if (path === '/participant/event') {
      const Id = tell(member, { Type: 'EVENT', ContentType: body.ContentType })
      return { Id, ...at }
    }
    return { Transcript: [], InitialContactId: member.contactId }
  }

  const server = http.createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
    const send = (type: string, body: string | Buffer) => {
      response.setHeader('content-type', `${type}; charset=utf-8`)
      response.end(body)
    }
    if (pathname === '/') return send('text/html', CONSUMER_PAGE)
    if (pathname === '/agent') return send('text/html', AGENT_PAGE)
    if (pathname === '/amazon-connect-chat.js') return send('text/javascript', await readFile(LIBRARY))
    if (pathname === '/start') {
      const contactId = randomUUID()
      const { participantId, participantToken } = join(contactId, 'CUSTOMER', 'Customer')
      message(join(contactId, 'SYSTEM', flow.name), flow.welcome)
      return send('application/json', JSON.stringify({ contactId, participantId, participantToken }))
    }
    const member = members.get(String(request.headers['x-amz-bearer']))
    response.statusCode = member ? 200 : 403
    const answer = member ? call(pathname, member, (await json(request)) as Record<string, unknown>) : {}
    send('application/json', JSON.stringify(answer))
  })

  const sockets = new WebSocketServer({ server, path: '/socket' })
  sockets.on('connection', (socket, request) => {
    const member = members.get(new URL(request.url ?? '', 'http://127.0.0.1').search.slice(1))
    socket.on('message', (data) => {
      const { topic, content } = JSON.parse(String(data))
      const status =
        topic === 'aws/subscribe' ? { content: { status: 'success', ...content } } : { statusCode: 200 }
      socket.send(JSON.stringify({ topic, ...status }))
      if (!member || topic !== 'aws/subscribe') return
      member.socket = socket
      for (const frame of member.missed.splice(0)) socket.send(frame)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    /** Every message of every contact, in order. */
    said,
    close() {
      for (const client of sockets.clients) client.terminate()
      server.closeAllConnections()
      server.close()
    },
  }
}
