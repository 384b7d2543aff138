/** Bots behind a WebSocket and behind Socket.IO on loopback; what they do stands in the words or in the test. */
import http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { type Socket, Server as SocketioServer } from 'socket.io'
import { type ServerOptions, type WebSocket, WebSocketServer } from 'ws'
import { whenDone } from './done.js'

type Say = (message: unknown) => void

export interface SocketBot {
  url: string
  /** Frames and events that came, parsed, in order. */
  heard: unknown[]
  /** Handshakes. */
  requests: http.IncomingMessage[]
  sockets: WebSocket[]
}

/** What bots of the tests say: `echo x` brings x, `choices` two choices, everything else `ok`. */
export function parrot(text: string): { text: string; choices?: unknown[] } {
  if (text.startsWith('echo ')) return { text: text.slice(5) }
  if (text === 'choices') return { text: '请选择', choices: ['退款', '转人工'] }
  return { text: text === '退款' || text === '转人工' ? `chosen ${text}` : 'ok' }
}

/** Serves `answer`, which is told each frame as JSON, and the socket. */
export async function webSocketBot(
  answer: (frame: { text?: string; type?: string }, say: Say, socket: WebSocket) => void,
  {
    greet,
    tls,
    ...options
  }: ServerOptions & { greet?: (say: Say, socket: WebSocket) => void; tls?: https.ServerOptions } = {},
): Promise<SocketBot> {
  const refuse: http.RequestListener = (_, response) => void response.writeHead(404).end()
  const server = tls ? https.createServer(tls, refuse) : http.createServer(refuse)
  const bot: SocketBot = { url: '', heard: [], requests: [], sockets: [] }
  const sockets = new WebSocketServer({ server, ...options })
  sockets.on('connection', (socket, request) => {
    bot.requests.push(request)
    bot.sockets.push(socket)
    const say: Say = (message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message))
    greet?.(say, socket)
    socket.on('message', (data) => {
      const frame = JSON.parse(String(data))
      bot.heard.push(frame)
      answer(frame, say, socket)
    })
  })
  await listen(server, bot, tls ? 'wss' : 'ws')
  whenDone(() => {
    for (const socket of sockets.clients) socket.terminate()
  })
  return bot
}

/** A Socket.IO server whose connections `connected` sees. */
export async function socketioBot(
  connected: (socket: Socket, bot: SocketBot) => void,
  middleware?: (socket: Socket, next: (error?: Error) => void) => void,
): Promise<SocketBot & { io: SocketioServer }> {
  const server = http.createServer()
  const bot: SocketBot = { url: '', heard: [], requests: [], sockets: [] }
  const io = new SocketioServer(server)
  if (middleware) io.use(middleware)
  io.on('connection', (socket) => {
    bot.requests.push(socket.request)
    socket.onAny((event, ...data) => bot.heard.push([event, ...data.filter((d) => typeof d !== 'function')]))
    connected(socket, bot)
  })
  await listen(server, bot, 'http')
  whenDone(() => io.close())
  return Object.assign(bot, { io })
}

async function listen(server: http.Server, bot: SocketBot, scheme: string): Promise<void> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  bot.url = `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}/chat`
  whenDone(() => {
    server.closeAllConnections()
    server.close()
  })
}
