/**
 * The way of one session's page to the network: a SOCKS5 proxy (RFC 1928) on loopback, which resolves names itself
 * and connects to the address that it has looked at, so that no page, worker or socket gets anywhere else.
 */
import { lookup as systemLookup } from 'node:dns/promises'
import http from 'node:http'
import { type AddressInfo, createServer, connect as dial, isIP, type Socket } from 'node:net'
import { ChannelError } from '../channel.js'
import { proxyFor } from '../http/proxy.js'
import { isLoopback } from '../loopback.js'
import { type Reach, reachOf } from './addresses.js'
import { bareHost, reply, request } from './socks.js'

/** How names become addresses and addresses connections; the system's unless a test says otherwise. */
export interface Wires {
  lookup(host: string): Promise<readonly string[]>
  connect(address: string, port: number): Socket
  env: Readonly<Record<string, string | undefined>>
}

export interface NetworkOptions {
  /** The target's own address. */
  url: string
  wires?: Partial<Wires>
  /** Is told of what was refused, each host once. */
  refused?(what: { host: string; address: string }): void
}

const CONNECT = 20_000
/** Connections at once, and hosts that are remembered: a page may ask for any number. */
const MOST = { sockets: 400, hosts: 200 }
/** Replies of SOCKS5. */
const DONE = 0
const REFUSED: Record<string, number> = { forbidden: 2, ECONNREFUSED: 5 }
const UNREACHABLE = 4

type Failed = 'forbidden' | 'not-found' | 'refused' | 'timeout' | 'reset' | 'unreachable'
const FAILURES: Record<string, Failed> = {
  forbidden: 'forbidden',
  ENOTFOUND: 'not-found',
  EAI_AGAIN: 'not-found',
  ECONNREFUSED: 'refused',
  ETIMEDOUT: 'timeout',
  ECONNRESET: 'reset',
}

/** Why a connection was not made. */
class Refusal extends Error {
  constructor(readonly code: string) {
    super(code)
  }
}

export class Network {
  readonly #options: NetworkOptions
  readonly #wires: Wires
  readonly #inside: boolean
  readonly #host: string
  /** Addresses of the target's own host where it stands in a network that is not public. */
  #own: readonly string[] = []
  readonly #sockets = new Set<Socket>()
  readonly #failed = new Map<string, Failed>()
  readonly #told = new Set<string>()
  readonly #server = createServer({ noDelay: true }, (socket) => void this.#serve(socket))

  private constructor(options: NetworkOptions) {
    this.#options = options
    const { wires, url } = options
    this.#wires = { lookup, connect: (host, port) => dial({ host, port }), env: process.env, ...wires }
    this.#inside = !/^https?:/.test(url) || isLoopback(url)
    this.#host = this.#inside ? '' : bareHost(new URL(url).hostname)
  }

  /**
   * Opens the way for the page of a target. From loopback (and files) it leads to loopback only; from elsewhere to
   * public addresses only, and to the target's own host where that stands in a private network.
   */
  static async open(options: NetworkOptions): Promise<Network> {
    const network = new Network(options)
    await network.#listen()
    return network
  }

  /** For Playwright's `proxy.server`. */
  get server(): string {
    return `socks5://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** What became of the page, in the words of the connection: Chromium only knows that its proxy failed. */
  explain(error: unknown, url: string): unknown {
    const host = URL.canParse(url) ? bareHost(new URL(url).hostname) : ''
    const code = this.#failed.get(host)
    if (code === undefined || !(error instanceof ChannelError) || !/ERR_SOCKS/.test(error.message))
      return error
    if (code === 'forbidden')
      return new ChannelError(
        `${host} leads to an address that no public page may reach`,
        { whose: 'harness', code: 'private-address', hint: 'where it is meant, give that address as url' },
        { cause: error },
      )
    const whose = code === 'not-found' || code === 'unreachable' ? 'network' : 'bot'
    return new ChannelError(`${url} could not be opened: ${code}`, { whose, code }, { cause: error })
  }

  close(): void {
    this.#server.close()
    for (const socket of this.#sockets) socket.destroy()
  }

  async #listen(): Promise<void> {
    if (!this.#inside) this.#own = await this.#ownAddresses()
    this.#server.maxConnections = MOST.sockets
    await new Promise<void>((done, fail) => {
      this.#server.once('error', fail)
      this.#server.listen(0, '127.0.0.1', done)
    })
    this.#server.unref()
  }

  /** A target may name a host of a private network; from then on it means these addresses. */
  async #ownAddresses(): Promise<readonly string[]> {
    const found = await this.#addresses(this.#host).catch(() => [])
    return found.length > 0 && found.every((a) => reachOf(a) === 'private') ? found : []
  }

  async #addresses(host: string): Promise<readonly string[]> {
    if (isIP(host)) return [host]
    if (host === 'localhost' || host.endsWith('.localhost')) return ['127.0.0.1', '::1']
    // A name that is not loopback's leads nowhere from there, whatever a resolver says.
    if (this.#inside) throw new Refusal('forbidden')
    return this.#wires.lookup(host)
  }

  /** Addresses of a host that this page may reach. */
  async #permitted(host: string): Promise<readonly string[]> {
    if (host === this.#host && this.#own.length > 0) return this.#own
    const all = await this.#addresses(host)
    const wanted: Reach = this.#inside ? 'loopback' : 'public'
    const permitted = all.filter((address) => reachOf(address) === wanted)
    if (permitted.length === 0) throw new Refusal('forbidden')
    return permitted
  }

  async #serve(socket: Socket): Promise<void> {
    this.#keep(socket)
    const asked = await request(socket).catch(() => undefined)
    if (!asked) return void socket.destroy()
    const { host, port } = asked
    try {
      const other = await this.#reach(host, port)
      if (socket.destroyed) return void other.destroy()
      this.#keep(other)
      socket.write(reply(DONE))
      socket.pipe(other).pipe(socket)
      socket.on('close', () => other.destroy())
      other.on('close', () => socket.destroy())
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? 'EHOSTUNREACH'
      this.#failedAt(host, code)
      socket.end(reply(REFUSED[code] ?? UNREACHABLE))
    }
  }

  #failedAt(host: string, code: string): void {
    if (this.#failed.size < MOST.hosts) this.#failed.set(host, FAILURES[code] ?? 'unreachable')
    if (code !== 'forbidden' || this.#told.has(host) || this.#told.size >= MOST.hosts) return
    this.#told.add(host)
    this.#options.refused?.({ host, address: isIP(host) ? host : '' })
  }

  /** A connection to the first permitted address that answers. */
  async #reach(host: string, port: number): Promise<Socket> {
    const scheme = port === 80 ? 'http' : 'https'
    const url = new URL(`${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}/`)
    const proxy = this.#inside ? undefined : proxyFor(url, undefined, this.#wires.env)
    if (proxy) return this.#through(proxy, host, port)
    let failure: unknown = new Refusal('EHOSTUNREACH')
    for (const address of (await this.#permitted(host)).slice(0, 4)) {
      try {
        return await connected(this.#wires.connect(address, port))
      } catch (error) {
        failure = error
      }
    }
    throw failure
  }

  /** By way of the network's own proxy, which knows names that we may not; addresses are looked at all the same. */
  async #through(proxy: URL, host: string, port: number): Promise<Socket> {
    const known = await this.#permitted(host).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'forbidden') throw error
      return []
    })
    const [address = host] = known
    const at = `${address.includes(':') ? `[${address}]` : address}:${port}`
    const { username, password } = proxy
    const asked = http.request({
      host: bareHost(proxy.hostname),
      port: proxy.port || 80,
      method: 'CONNECT',
      path: at,
      headers: {
        host: at,
        ...(username && {
          'proxy-authorization': `Basic ${btoa(`${decodeURIComponent(username)}:${decodeURIComponent(password)}`)}`,
        }),
      },
      timeout: CONNECT,
    })
    return new Promise((done, fail) => {
      asked.once('connect', ({ statusCode }, socket) => {
        if (statusCode === 200) return done(socket)
        socket.destroy()
        fail(new Refusal('EHOSTUNREACH'))
      })
      asked.once('timeout', () => asked.destroy(new Refusal('ETIMEDOUT')))
      asked.once('error', fail)
      asked.end()
    })
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => this.#sockets.delete(socket))
  }
}

async function lookup(host: string): Promise<string[]> {
  const found = await systemLookup(host, { all: true, verbatim: true })
  return found.map(({ address }) => address)
}

function connected(socket: Socket): Promise<Socket> {
  return new Promise((done, fail) => {
    const timer = setTimeout(() => socket.destroy(new Refusal('ETIMEDOUT')), CONNECT)
    socket.setNoDelay(true)
    socket.once('connect', () => {
      clearTimeout(timer)
      socket.removeListener('error', fail)
      done(socket)
    })
    socket.once('error', fail)
    socket.once('close', () => clearTimeout(timer))
  })
}
