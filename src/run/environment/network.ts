/** Names and certificates of the hosts that a run speaks to: one look-up and one handshake a host, within a time. */
import type { LookupAddress } from 'node:dns'
import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { type ConnectionOptions, connect, type DetailedPeerCertificate } from 'node:tls'
import pLimit from 'p-limit'
import { proxyFor } from '../../channel/http/proxy.js'
import { isLoopback } from '../../channel/open.js'
import { channelOf } from '../../documents/channel-of.js'
import type { ReadyTarget } from '../../documents/ready.js'
import type { CertificateReading, HostReading, TlsReading } from '../../documents/types/environment.js'

/** A look-up takes one of the four threads with which files are written, too, and cannot be called off. */
const LOOKUPS = 2
const HANDSHAKES = 16
/** A chain, and a name in it, that strangers may make of any length. */
const MOST = { chain: 10, text: 500 }

interface Asked {
  reading: HostReading
  secure: boolean
  serverName: string | undefined
}

/**
 * Looks at the hosts of these targets, each once; loopback is left out.
 * @returns what was seen, and how many hosts were not looked at when the signal came
 */
export async function hostsNow(
  targets: readonly ReadyTarget[],
  signal: AbortSignal,
  env: NodeJS.ProcessEnv,
): Promise<{ targets: HostReading[]; notLooked: number }> {
  const asked = hostsOf(targets, env)
  const done: HostReading[] = asked.flatMap(({ reading }) => (reading.proxy === undefined ? [] : [reading]))
  const direct = asked.filter(({ reading }) => reading.proxy === undefined)
  const [lookups, handshakes] = [pLimit(LOOKUPS), pLimit(HANDSHAKES)]
  const look = async ({ reading, secure, serverName }: Asked) => {
    const found = await lookups(() => (signal.aborted ? undefined : addressesOf(reading.host)))
    if (found === undefined || signal.aborted) return
    if (found instanceof Error) done.push({ ...reading, problem: found.message })
    else if (!secure) done.push({ ...reading, addresses: found.map(({ address }) => address).sort() })
    else
      await handshakes(async () => {
        if (signal.aborted) return
        const addresses = found.map(({ address }) => address).sort()
        const seen = await handshake(reading, found, serverName, signal)
        if (!signal.aborted) done.push({ ...reading, addresses, ...seen })
      })
  }
  const ended = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true })
    if (signal.aborted) resolve()
  })
  await Promise.race([Promise.allSettled(direct.map(look)), ended])
  const seen = [...done].sort((a, b) => (a.host === b.host ? a.port - b.port : a.host < b.host ? -1 : 1))
  return { targets: seen, notLooked: asked.length - seen.length }
}

/** Where a target is; undefined where it does not lead to another machine. */
export function placeOf(
  target: ReadyTarget,
): { url: URL; host: string; port: number; secure: boolean } | undefined {
  const { url: address } = channelOf(target)
  if (!/^(https?|wss?):/.test(address) || isLoopback(address)) return undefined
  const url = new URL(address)
  const secure = url.protocol === 'https:' || url.protocol === 'wss:'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return { url, host, port: Number(url.port) || (secure ? 443 : 80), secure }
}

/** Hosts and ports of the targets that lead to another machine, in the order of the targets. */
function hostsOf(targets: readonly ReadyTarget[], env: NodeJS.ProcessEnv): Asked[] {
  const hosts = new Map<string, Asked>()
  for (const target of targets) {
    const place = placeOf(target)
    if (!place) continue
    const { url, host, port, secure } = place
    const block = (target.channel[channelOf(target).kind] ?? {}) as {
      proxy?: string
      tls?: { serverName?: string }
    }
    const serverName = block.tls?.serverName
    const key = JSON.stringify([url.hostname, port, serverName])
    const known = hosts.get(key)
    if (known) known.reading.targets.push(target.id)
    else {
      // Without credentials: only the host.
      const proxy = proxyFor(new URL(url.href.replace(/^ws/, 'http')), block.proxy, env)?.host
      const reading = { host, port, targets: [target.id], ...(proxy === undefined ? {} : { proxy }) }
      hosts.set(key, { reading, secure, serverName })
    }
  }
  return [...hosts.values()]
}

async function addressesOf(host: string): Promise<LookupAddress[] | Error> {
  if (isIP(host)) return [{ address: host, family: isIP(host) }]
  return lookup(host, { all: true, verbatim: true }).catch((error: NodeJS.ErrnoException) => {
    return new Error(`${host} was not resolved (${error.code})`)
  })
}

/** One handshake, whatever the certificate is worth; nothing is sent over it. */
function handshake(
  { host, port }: HostReading,
  found: LookupAddress[],
  serverName: string | undefined,
  signal: AbortSignal,
): Promise<Pick<HostReading, 'tls' | 'problem'>> {
  return new Promise((resolve) => {
    const options: ConnectionOptions = {
      host,
      port,
      rejectUnauthorized: false,
      ...(serverName !== undefined || !isIP(host) ? { servername: serverName ?? host } : {}),
      // Whoever was found is connected to, and nobody is asked again.
      lookup: (_host, { all }, callback) => {
        const [first] = found
        if (all) callback(null, found)
        else callback(null, first?.address ?? '', first?.family ?? 4)
      },
    }
    const socket = connect(options, () => {
      const { authorized, authorizationError } = socket
      const tls: TlsReading = {
        address: socket.remoteAddress ?? '',
        protocol: socket.getProtocol() ?? '',
        cipher: socket.getCipher().standardName,
        trusted: authorized,
        ...(authorized ? {} : { why: String(authorizationError).slice(0, MOST.text) }),
        chain: chainOf(socket.getPeerCertificate(true)),
      }
      socket.destroy()
      resolve({ tls })
    })
    signal.addEventListener('abort', () => socket.destroy(), { once: true })
    socket.once('error', (error: NodeJS.ErrnoException) =>
      resolve({ problem: `no TLS connection (${error.code ?? error.message.slice(0, MOST.text)})` }),
    )
    socket.once('close', () => resolve({ problem: 'no TLS connection (closed)' }))
  })
}

function chainOf(first: DetailedPeerCertificate): CertificateReading[] {
  const chain: CertificateReading[] = []
  for (let at: DetailedPeerCertificate | undefined = first; at?.raw && chain.length < MOST.chain; ) {
    chain.push({
      sha256: at.fingerprint256.replaceAll(':', '').toLowerCase(),
      subject: nameOf(at.subject),
      issuer: nameOf(at.issuer),
      serial: at.serialNumber,
      ...(at.subjectaltname ? { names: at.subjectaltname.slice(0, MOST.text) } : {}),
      from: dateOf(at.valid_from),
      to: dateOf(at.valid_to),
    })
    at = at.issuerCertificate === at ? undefined : at.issuerCertificate
  }
  return chain
}

/** @param name parts of an X.500 name, for example `CN` and `O` */
function nameOf(name: object): string {
  const parts = Object.entries(name).flatMap(([key, value]) =>
    [value].flat().map((one) => `${key}=${String(one)}`),
  )
  return parts.join(', ').slice(0, MOST.text)
}

function dateOf(text: string): string {
  const time = Date.parse(text)
  return Number.isNaN(time) ? '' : new Date(time).toISOString()
}
