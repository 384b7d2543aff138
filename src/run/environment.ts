/**
 * environment.json: where a run was held, read before its first message and after its last. It is evidence about the
 * time in which the rest was recorded, and no part of any score: what cannot be read is left out, and nothing fails.
 */
import { execFile } from 'node:child_process'
import { getServers } from 'node:dns'
import { setMaxListeners } from 'node:events'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { findExecutable } from '../channel/browser/executable.js'
import { channelOf } from '../documents/channel-of.js'
import type { ReadyTarget } from '../documents/ready.js'
import type { Environment, EnvironmentReading } from '../documents/types/environment.js'
import { VERSION } from '../documents/version.js'
import type { RunDirectory } from './directory.js'
import { changesBetween } from './environment/changes.js'
import { clockNow } from './environment/clock.js'
import { hostNow } from './environment/host.js'
import { hostsNow, placeOf } from './environment/network.js'
import { packageDigest } from './environment/package.js'
import { jsonIn } from './stored.js'

const FILE = 'environment.json'
const FORMAT = 1
/** Longest time that a reading may take, milliseconds: a run waits for it. */
const LIMIT_MS = 3000
/** The file is written again when so many times the hosts are known that it has: what it costs does not grow with them. */
const GROWTH = 1.1

const PROXIES = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY']
const OTHERS = [
  'NO_PROXY',
  'NODE_EXTRA_CA_CERTS',
  'NODE_TLS_REJECT_UNAUTHORIZED',
  'NODE_OPTIONS',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'OMBUD_TIME_SERVER',
  'TZ',
]

export class EnvironmentFile {
  readonly #directory: RunDirectory
  readonly #note: (message: string) => void
  readonly #readings: EnvironmentReading[]
  /** Of the wall clock over one that nobody sets, milliseconds. */
  #lead: number | undefined
  readonly #met = new Map<string, ReadyTarget>()
  /** Hosts that the reading on file has. */
  #written = 0

  /** @param note is told what changed since the reading before, and what could not be written */
  constructor(directory: RunDirectory, note: (message: string) => void) {
    this.#directory = directory
    this.#note = note
    this.#readings = this.#onFile()
  }

  /** The targets that were met. */
  get met(): ReadyTarget[] {
    return [...this.#met.values()]
  }

  /**
   * Looks at the hosts of targets which are known only now, before they are spoken to, and adds them to the reading
   * from before the run. Never fails.
   */
  async meet(targets: readonly ReadyTarget[]): Promise<void> {
    try {
      const reading = this.#readings.findLast(({ moment }) => moment === 'before')
      const unknown = targets.filter(({ id }) => !this.#met.has(id))
      for (const target of unknown) this.#met.set(target.id, target)
      if (!reading) return
      const known = (place: { host: string; port: number } | undefined) =>
        reading.targets.find(({ host, port }) => host === place?.host && port === place.port)
      const strangers = unknown.filter((target) => {
        const place = placeOf(target)
        const host = known(place)
        host?.targets.push(target.id)
        return place !== undefined && !host
      })
      if (strangers.length === 0) return
      const signal = AbortSignal.timeout(LIMIT_MS)
      setMaxListeners(0, signal)
      const at = new Date().toISOString()
      const seen = await hostsNow(strangers, signal, process.env)
      for (const host of seen.targets) {
        const same = known(host)
        if (same) same.targets.push(...host.targets)
        else reading.targets.push({ ...host, at })
      }
      reading.notLooked += seen.notLooked
      if (reading.targets.length >= GROWTH * this.#written) this.#write(reading)
    } catch (error) {
      this.#note(`hosts that the run met are not on file: ${(error as Error).message}`)
    }
  }

  #write({ targets }: EnvironmentReading): void {
    const value: Environment = { version: FORMAT, readings: this.#readings }
    this.#directory.writeJson(FILE, value, true)
    this.#written = targets.length
  }

  /** Takes a reading, within three seconds, and keeps it. Never fails. */
  async read(moment: EnvironmentReading['moment'], targets: readonly ReadyTarget[]): Promise<void> {
    try {
      const lead = Date.now() - performance.now()
      const moved = this.#lead === undefined ? undefined : Math.round(lead - this.#lead)
      this.#lead = lead
      const reading = await readingOf(moment, targets, moved)
      const before = this.#readings.at(-1)
      this.#readings.push(reading)
      this.#write(reading)
      for (const change of before ? changesBetween(before, reading) : []) this.#note(change)
    } catch (error) {
      this.#note(`the environment ${moment} the run is not on file: ${(error as Error).message}`)
    }
  }

  /** A run that goes on keeps what was read before. */
  #onFile(): EnvironmentReading[] {
    try {
      if (!existsSync(this.#directory.file(FILE))) return []
      return jsonIn<Environment>(this.#directory.path, 'environment', '').readings
    } catch (error) {
      this.#note(`${FILE} is begun anew: ${(error as Error).message}`)
      return []
    }
  }
}

async function readingOf(
  moment: EnvironmentReading['moment'],
  targets: readonly ReadyTarget[],
  moved: number | undefined,
): Promise<EnvironmentReading> {
  const at = new Date().toISOString()
  const signal = AbortSignal.timeout(LIMIT_MS)
  setMaxListeners(0, signal)
  const hasPage = targets.some((target) => channelOf(target).kind === 'browser')
  const [clock, browser, hosts] = await Promise.all([
    clockNow(signal),
    hasPage ? browserNow(signal) : undefined,
    hostsNow(targets, signal, process.env),
  ])
  return {
    moment,
    at,
    host: hostNow(),
    clock: { ...clock, ...(moved === undefined ? {} : { moved }) },
    software: {
      ombud: VERSION,
      node: process.version,
      openssl: process.versions.openssl,
      package: packageDigest(),
      ...(browser ? { browser } : {}),
    },
    settings: {
      locale: Intl.DateTimeFormat().resolvedOptions().locale,
      variables: variablesOf(process.env),
      resolvers: getServers(),
    },
    ...hosts,
  }
}

/** Chromium as a page would start it. One that is yet to be installed is seen after the run. */
async function browserNow(signal: AbortSignal): Promise<EnvironmentReading['software']['browser']> {
  try {
    const playwright = async () => (await import('playwright')).chromium.executablePath()
    const path = await findExecutable({ playwright })
    const asked = promisify(execFile)(path, ['--version'], { signal })
    const version = await asked.then(({ stdout }) => stdout.trim().slice(0, 200)).catch(() => '')
    return { path, ...(version ? { version } : {}) }
  } catch {
    return undefined
  }
}

function variablesOf(env: NodeJS.ProcessEnv): Record<string, string> {
  const set = (names: readonly string[]) =>
    names.flatMap((name) => {
      const value = env[name] || env[name.toLowerCase()]
      return value ? [[name, value] as const] : []
    })
  return Object.fromEntries([
    ...set(PROXIES).map(([name, value]) => [name, withoutCredentials(value)]),
    ...set(OTHERS).map(([name, value]) => [name, value.slice(0, 1000)]),
  ])
}

function withoutCredentials(address: string): string {
  const text = address.includes('://') ? address : `http://${address}`
  if (!URL.canParse(text)) return 'set, but no address'
  const { protocol, host } = new URL(text)
  return `${protocol}//${host}`
}
