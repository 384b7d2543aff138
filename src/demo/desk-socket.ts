/** Consoles over WebSocket: JSON frames from somebody at a console, checked, and what the desk tells them. */
import type { IncomingMessage, Server } from 'node:http'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import type { Console, Desk } from './desk.js'

/** What a console sends. */
export type Asked =
  | { type: 'hello'; scripted?: boolean }
  | { type: 'accept'; chat: string; name: string }
  | { type: 'typing'; chat: string }
  | { type: 'say'; chat: string; text: string }
  | { type: 'close'; chat: string; text?: string }

/** Where consoles connect. */
export const DESK_PATH = '/desk'

const MAX_FRAME = 64 * 1024
const MAX_CONSOLES = 32
const MAX_TEXT = 4000
const MAX_NAME = 20
const FIRST_NUMBER = 8021

/** Lets consoles connect to a server; returns what closes their connections. */
export function serveDesk(server: Server, desk: Desk): () => void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_FRAME })
  let numbers = FIRST_NUMBER
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    if (!welcome(request) || sockets.clients.size >= MAX_CONSOLES) return socket.destroy()
    sockets.handleUpgrade(request, socket, head, (client) => attend(client, desk, String(numbers++)))
  })
  return () => {
    for (const client of sockets.clients) client.terminate()
    sockets.close()
  }
}

/** Programs, which send no origin, and pages of this very server: no other page may speak as a person of this shop. */
function welcome({ url, headers }: IncomingMessage): boolean {
  return url === DESK_PATH && (headers.origin === undefined || headers.origin === `http://${headers.host}`)
}

function attend(client: WebSocket, desk: Desk, number: string): void {
  let console: Console | undefined
  const tell: Console['tell'] = (told) => client.send(JSON.stringify(told))
  const refuse = (reason: string) => tell({ type: 'refused', reason })
  client.on('error', () => client.terminate())
  client.on('close', () => console && desk.gone(console))
  client.on('message', (data, binary) => {
    const asked = binary ? undefined : readAsked(data)
    if (!asked) return refuse('no frame of this protocol')
    if (asked.type === 'hello') {
      if (console) return refuse('on duty already')
      console = { number, scripted: asked.scripted === true, tell }
      return desk.open(console)
    }
    if (!console) return refuse('hello comes first')
    const done =
      asked.type === 'accept'
        ? desk.accept(console, asked.chat, asked.name)
        : desk.act(console, asked.chat, asked.type, 'text' in asked ? asked.text : undefined)
    if (!done) refuse('no such chat')
  })
}

function readAsked(data: RawData): Asked | undefined {
  let read: unknown
  try {
    read = JSON.parse(String(data))
  } catch {
    return undefined
  }
  if (typeof read !== 'object' || read === null) return undefined
  const { type, chat, text, name, scripted } = read as Record<string, unknown>
  if (type === 'hello') return { type, scripted: scripted === true }
  if (typeof chat !== 'string') return undefined
  const words = typeof text === 'string' ? text.trim().slice(0, MAX_TEXT) : ''
  if (type === 'typing') return { type, chat }
  if (type === 'close') return { type, chat, ...(words === '' ? {} : { text: words }) }
  if (type === 'say') return words === '' ? undefined : { type, chat, text: words }
  const called = typeof name === 'string' ? name.replace(/\s+/g, ' ').trim().slice(0, MAX_NAME) : ''
  return type === 'accept' && called !== '' ? { type, chat, name: called } : undefined
}
