/** A receiver on loopback for what bots post later; each delivery finds its session by the id in it. */
import { createHash, timingSafeEqual } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { compile, type JSONPathQuery } from 'json-p3'
import type { Http } from '../../documents/types/target.js'
import { ChannelError } from '../channel.js'

const HOST = '127.0.0.1'
const MAX_BODY_BYTES = 1 << 20
/** Deliveries that are kept for sessions whose id is not known yet. */
const MAX_EARLY = 100
/** Ids in one payload. */
const MOST_IDS = 20
const MAX_CONNECTIONS = 64
const REQUEST_TIMEOUT_MS = 10_000

/** Where deliveries are taken, and where each names its session. */
interface Place extends Omit<NonNullable<Http['webhook']>, 'session' | 'messages' | 'announce' | 'secret'> {
  /** The first of several paths that leads to an id counts. */
  session: string | readonly string[]
}

/** One session that waits for deliveries. */
interface Member {
  /** The id by which it is told apart; nothing while that is not known. */
  session(): string | undefined
  /** Whether it is known by this id, too. */
  has?(id: string): boolean
  /** A delivery is nobody's. Where members hear of it, it is none the sender's fault: others write there, too. */
  unmatched?(at: number): void
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
  session: readonly JSONPathQuery[]
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
  async join(config: Place, secret: string | undefined, member: Member): Promise<Hook> {
    const { port = 0, path = '/', header = 'authorization', session } = config
    const opened = this.#receivers.get(port) ?? open(port)
    this.#receivers.set(port, opened)
    const receiver = await opened
    const key = JSON.stringify([path, header, secret, session])
    const group = receiver.groups.get(key) ?? {
      path,
      header: header.toLowerCase(),
      secret: secret === undefined ? undefined : digest(secret),
      session: [session].flat().map((path) => compile(path)),
      members: new Set(),
      early: [],
    }
    receiver.groups.set(key, group)
    group.members.add(member)
    return {
      url: `http://${HOST}:${receiver.port}${path}`,
      known: () => {
        const mine = group.early.filter((early) => is(member, early.id))
        group.early = group.early.filter((early) => !mine.includes(early))
        for (const { json, text, arrived } of mine)
          member.deliver(json, text, member.now() - (performance.now() - arrived))
      },
      leave: () => {
        group.members.delete(member)
        if (group.members.size > 0) return
        for (const _ of group.early) member.unmatched?.(member.now())
        group.early = []
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
    const members = [...group.members]
    const id = idIn(json, group.session)
    const member = id === undefined ? undefined : members.find((one) => is(one, id))
    if (member) {
      member.deliver(json, text, member.now() - (performance.now() - arrived))
      return 204
    }
    const waits = members.some((one) => one.session() === undefined)
    if (id !== undefined && waits && group.early.length < MAX_EARLY) {
      group.early.push({ id, json, text, arrived })
      return 204
    }
  }
  return unmatched(open)
}

/** Tells those who want to hear of it that a delivery was for nobody. @returns the HTTP status for its sender */
function unmatched(groups: readonly Group[]): number {
  const members = groups.flatMap((group) => [...group.members])
  for (const member of members) member.unmatched?.(member.now())
  return members.some((member) => member.unmatched) ? 202 : 404
}

/** The id by which a payload names its session; none where it holds what belongs to several. */
export function idIn(json: unknown, paths: readonly JSONPathQuery[]): string | undefined {
  const ids = idsIn(json, paths)
  return ids.size === 1 ? [...ids][0] : undefined
}

/** All ids at the first path that leads to any; 20 at most. */
export function idsIn(json: unknown, paths: readonly JSONPathQuery[]): ReadonlySet<string> {
  if (typeof json !== 'object' || json === null) return new Set()
  for (const path of paths) {
    const values = valuesAt(json, path)
    const ids = values.filter(
      (value) => typeof value === 'number' || (typeof value === 'string' && value !== ''),
    )
    if (ids.length > 0) return new Set(ids.slice(0, MOST_IDS).map(String))
  }
  return new Set()
}

/** None where a payload is nested deeper than a path may look. */
function valuesAt(json: object, path: JSONPathQuery): readonly unknown[] {
  try {
    return path.query(json as never).values()
  } catch {
    return []
  }
}

const is = (member: Member, id: string) => member.session() === id || member.has?.(id) === true

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

/**
 * Whether a delivery shows the secret, in its header or, where a platform can be given an address alone, as the
 * parameter `secret`; compared in constant time, whatever its length.
 */
function shows(request: http.IncomingMessage, { header, secret }: Group): boolean {
  if (secret === undefined) return true
  const shown = [request.headers[header]].flat()[0] ?? ''
  const parameter = new URLSearchParams(request.url?.split('?', 2)[1]).get('secret') ?? ''
  const ways = [shown, shown.replace(/^Bearer /i, ''), parameter]
  return ways.map((way) => timingSafeEqual(digest(way), secret)).includes(true)
}

function refuse({ members }: Group, why: string, told: WeakSet<Member>): void {
  for (const member of members) {
    if (told.has(member)) continue
    told.add(member)
    member.refused(why, member.now())
  }
}

const digest = (text: string) => createHash('sha256').update(text).digest()
