/** A receiver on loopback for what bots post later; each delivery finds its session by the id in it. */
import { createHash, timingSafeEqual } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { compile, type JSONPathQuery } from 'json-p3'
import type { Http } from '../../documents/types/target.js'
import { ChannelError } from '../channel.js'
import { first } from '../json/message-parts.js'

const HOST = '127.0.0.1'
const MAX_BODY_BYTES = 1 << 20
/** Deliveries that are kept for sessions whose id is not known yet. */
const MAX_EARLY = 100
const MAX_CONNECTIONS = 64
const REQUEST_TIMEOUT_MS = 10_000

type Config = NonNullable<Http['webhook']>

/** One session that waits for deliveries. */
interface Member {
  session(): string | undefined
  now(): number
  /** @param at when its last byte came */
  deliver(json: unknown, text: string, at: number): void
  /** A delivery for some session of this target was refused; told once. */
  refused(why: string, at: number): void
}

export interface Hook {
  /** Where to post. */
  url: string
  /** The session's id is known by now. */
  known(): void
  leave(): void
}

interface Early {
  id: string
  json: unknown
  text: string
  arrived: number
}

/** Sessions that are told apart by nothing but their id. */
interface Group {
  path: string
  header: string
  secret: Buffer | undefined
  session: JSONPathQuery
  members: Set<Member>
  early: Early[]
}

interface Receiver {
  server: http.Server
  port: number
  groups: Map<string, Group>
}

/** The receivers of a channel, one a port. */
export class Webhooks {
  readonly #receivers = new Map<number, Promise<Receiver>>()

  /** @param secret what a delivery must show, with its variables filled in */
  async join(config: Config, secret: string | undefined, member: Member): Promise<Hook> {
    const { port = 0, path = '/', header = 'authorization', session } = config
    const opened = this.#receivers.get(port) ?? open(port)
    this.#receivers.set(port, opened)
    const receiver = await opened
    const key = JSON.stringify([path, header, secret, session])
    const group = receiver.groups.get(key) ?? {
      path,
      header: header.toLowerCase(),
      secret: secret === undefined ? undefined : digest(secret),
      session: compile(session),
      members: new Set(),
      early: [],
    }
    receiver.groups.set(key, group)
    group.members.add(member)
    return {
      url: `http://${HOST}:${receiver.port}${path}`,
      known: () => {
        const mine = group.early.filter((early) => early.id === member.session())
        group.early = group.early.filter((early) => !mine.includes(early))
        for (const { json, text, arrived } of mine)
          member.deliver(json, text, member.now() - (performance.now() - arrived))
      },
      leave: () => {
        group.members.delete(member)
        if (group.members.size === 0) group.early = []
      },
    }
  }

  async close(): Promise<void> {
    for (const opened of await Promise.allSettled(this.#receivers.values())) {
      if (opened.status === 'rejected') continue
      opened.value.server.closeAllConnections()
      await new Promise((resolve) => opened.value.server.close(resolve))
    }
    this.#receivers.clear()
  }
}

function open(port: number): Promise<Receiver> {
  return new Promise((resolve, reject) => {
    const groups = new Map<string, Group>()
    const told = new WeakSet<Member>()
    const server = http.createServer((request, response) => {
      receive(request, groups, told).then(
        (status) => {
          if (status !== 204) response.setHeader('connection', 'close')
          response.writeHead(status).end()
        },
        () => response.destroy(),
      )
    })
    server.maxConnections = MAX_CONNECTIONS
    server.requestTimeout = REQUEST_TIMEOUT_MS
    server.headersTimeout = REQUEST_TIMEOUT_MS
    server.on('error', (cause) =>
      reject(
        new ChannelError(
          `the webhook cannot be received on port ${port}: ${cause.message}`,
          { whose: 'harness', code: 'input', hint: 'choose another webhook.port in the target file' },
          { cause },
        ),
      ),
    )
    server.listen(port, HOST, () => {
      server.unref()
      resolve({ server, port: (server.address() as AddressInfo).port, groups })
    })
  })
}

/** Takes one delivery. @returns the HTTP status that says what became of it */
async function receive(
  request: http.IncomingMessage,
  groups: ReadonlyMap<string, Group>,
  told: WeakSet<Member>,
): Promise<number> {
  if (request.method !== 'POST' && request.method !== 'PUT') return 405
  const path = request.url?.split('?', 1)[0]
  const there = [...groups.values()].filter((group) => group.path === path)
  if (there.length === 0) return 404
  const open = there.filter((group) => shows(request, group))
  if (open.length === 0) {
    for (const group of there) refuse(group, `no delivery without the right ${group.header}`, told)
    return 401
  }
  const body = await read(request)
  if (body === undefined) return 413
  const arrived = performance.now()
  const text = body.toString('utf8')
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return 400
  }
  for (const group of open) {
    const value = first(group.session, json)
    if (typeof value !== 'string' && typeof value !== 'number') continue
    const id = String(value)
    const members = [...group.members]
    const member = members.find((one) => one.session() === id)
    if (member) {
      member.deliver(json, text, member.now() - (performance.now() - arrived))
      return 204
    }
    if (members.some((one) => one.session() === undefined) && group.early.length < MAX_EARLY) {
      group.early.push({ id, json, text, arrived })
      return 204
    }
  }
  return 404
}

/** The body, or nothing where it is too large. */
function read(request: http.IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = []
    let size = 0
    request.on('data', (piece: Buffer) => {
      size += piece.length
      if (size > MAX_BODY_BYTES) {
        request.pause()
        resolve(undefined)
      } else pieces.push(piece)
    })
    request.on('end', () => resolve(Buffer.concat(pieces)))
    request.on('error', reject)
  })
}

/** Whether a delivery shows the secret; compared in constant time, whatever its length. */
function shows(request: http.IncomingMessage, { header, secret }: Group): boolean {
  if (secret === undefined) return true
  const shown = [request.headers[header]].flat()[0] ?? ''
  const bare = digest(shown.replace(/^Bearer /i, ''))
  return timingSafeEqual(digest(shown), secret) || timingSafeEqual(bare, secret)
}

function refuse({ members }: Group, why: string, told: WeakSet<Member>): void {
  for (const member of members) {
    if (told.has(member)) continue
    told.add(member)
    member.refused(why, member.now())
  }
}

const digest = (text: string) => createHash('sha256').update(text).digest()
