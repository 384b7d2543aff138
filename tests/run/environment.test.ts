/** environment.json: where a run was held, before and after, and what changed meanwhile. */
import { execFileSync } from 'node:child_process'
import { createSocket } from 'node:dgram'
import { createServer as createHttps, type Server as HttpsServer } from 'node:https'
import { type AddressInfo, createServer as createTcp } from 'node:net'
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { ReadyTarget } from '../../src/documents/ready.js'
import { validator } from '../../src/documents/schema.js'
import type { Environment, EnvironmentReading } from '../../src/documents/types/environment.js'
import type { RunRecord } from '../../src/documents/types/run.js'
import { enqueue } from '../../src/library/enqueue.js'
import { work } from '../../src/library/worker.js'
import { RunDirectory } from '../../src/run/directory.js'
import { changesBetween } from '../../src/run/environment/changes.js'
import { readChrony, readTimesync } from '../../src/run/environment/clock.js'
import { EnvironmentFile } from '../../src/run/environment.js'
import { EmbeddedQueue } from '../../src/run/queue/embedded.js'
import { type Authority, authority } from '../support/authority.js'
import { httpOf } from '../support/bot.js'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from '../support/workplace.js'

/** An address of this machine that is not called loopback, so that it is looked at as any merchant's is. */
const HERE = '0.0.0.0'

let ca: Authority
beforeAll(() => {
  ca = authority()
})
afterAll(() => ca.remove())
afterEach(() => vi.unstubAllEnvs())

/** Takes one reading of these targets, in a folder of its own. */
async function reading(...targets: ReadyTarget[]): Promise<EnvironmentReading> {
  const work = new Workplace()
  const notes: string[] = []
  const file = new EnvironmentFile(RunDirectory.create(work.file('run')), (note) => notes.push(note))
  await file.read('before', targets)
  expect(notes).toEqual([])
  const environment = work.json<Environment>('run/environment.json')
  const validate = validator('environment')
  validate(environment)
  expect(validate.errors ?? []).toEqual([])
  return environment.readings[0] as EnvironmentReading
}

const target = (url: string, more: object = {}): ReadyTarget =>
  ({
    id: 'shop',
    merchant: 'shop',
    title: 'shop',
    channel: { http: { ...httpOf(url), ...more } },
  }) as ReadyTarget

/** A shop over TLS, which answers everything well. */
async function secureShop(): Promise<{ server: HttpsServer; url: string }> {
  const server = createHttps(ca.issue('DNS:shop.test'), (request, response) => {
    request.resume()
    request.on('end', () => response.end(JSON.stringify({ messages: [{ text: GOOD_ANSWER }] })))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { server, url: `https://${HERE}:${(server.address() as AddressInfo).port}/chat` }
}

/** A time server that is `ahead` milliseconds; returns its address. */
async function timeServer(ahead: number, stratum = 2): Promise<string> {
  const socket = createSocket('udp4')
  socket.on('message', (request, { port, address }) => {
    const reply = Buffer.alloc(48)
    reply[0] = 0x24
    reply[1] = stratum
    request.copy(reply, 24, 40, 48)
    const now = Date.now() + ahead
    for (const at of [32, 40]) {
      reply.writeUInt32BE(Math.floor(now / 1000) + 2_208_988_800, at)
      reply.writeUInt32BE(Math.floor(((now % 1000) / 1000) * 2 ** 32), at + 4)
    }
    socket.send(reply, port, address)
  })
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    socket.close()
  })
  return `127.0.0.1:${socket.address().port}`
}

describe('a run', () => {
  it('has a reading before and one after, which no loopback host is part of', async () => {
    const bot = await botOf(() => GOOD_ANSWER)
    const work = new Workplace()
    work.write('shop.target.yaml', targetOf(bot))
    work.write('ask.scenario.yaml', question('ask'))
    await work.run([work.path])
    const { readings } = work.json<Environment>('run/environment.json')
    expect(readings.map(({ moment }) => moment)).toEqual(['before', 'after'])
    const [before, after] = readings as [EnvironmentReading, EnvironmentReading]
    expect(before.targets).toEqual([])
    expect(before.host.memory).toBeGreaterThan(0)
    expect(before.software.node).toBe(process.version)
    expect(before.software.package).toEqual(after.software.package)
    expect(before.software.package.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect(Math.abs(after.clock.moved ?? Number.NaN)).toBeLessThan(60_000)
    expect(work.json<RunRecord>('run/run.json').warnings).toEqual([])
    expect(bot.heard).toHaveLength(1)
  })

  it('tells of a certificate that was changed while it was held', async () => {
    const { server, url } = await secureShop()
    server.once('request', () => server.setSecureContext(ca.issue('DNS:shop.test')))
    const work = new Workplace()
    const http = { ...httpOf(url), tls: { ca: ca.ca, serverName: 'shop.test' } }
    work.write('shop.target.yaml', { politeness: { gap: '0ms' }, channel: { http } })
    work.write('ask.scenario.yaml', question('ask'))
    const { result } = await work.run([work.path])
    expect(result.scorecard.targets[0]?.counts.scored).toBe(1)
    expect(work.json<RunRecord>('run/run.json').warnings?.join('\n')).toMatch(
      /^the certificate of 0\.0\.0\.0:\d+ changed during the run: [0-9a-f]{64} by CN=test before, [0-9a-f]{64} by CN=test after$/,
    )
  })

  it('of a worker looks at hosts when their lanes are handed out, each once', async () => {
    const { url } = await secureShop()
    const place = new Workplace()
    const http = { ...httpOf(url), tls: { ca: ca.ca, serverName: 'shop.test' } }
    for (const name of ['app', 'shop'])
      place.write(`${name}.target.yaml`, { politeness: { gap: '0ms' }, channel: { http } })
    place.write('ask.scenario.yaml', question('ask'))
    const queue = new EmbeddedQueue()
    await enqueue(queue, { paths: [place.path], seed: 's', politeness: place.path })
    await work(queue, { spool: place.file('spool'), slots: 1 })
    const environment = place.json<Environment>('spool/environment.json')
    const validate = validator('environment')
    validate(environment)
    expect(validate.errors ?? []).toEqual([])
    const [before, after] = environment.readings as [EnvironmentReading, EnvironmentReading]
    for (const { targets } of [before, after]) {
      expect(targets).toHaveLength(1)
      expect(targets[0]?.targets.toSorted()).toEqual(['app', 'shop'])
      expect(targets[0]?.tls?.chain[0]?.names).toBe('DNS:shop.test')
    }
    expect(Date.parse(before.targets[0]?.at ?? '')).toBeGreaterThanOrEqual(Date.parse(before.at))
  })

  it('goes on with readings of its own where those on file cannot be read', async () => {
    const bot = await botOf(() => GOOD_ANSWER)
    const work = new Workplace()
    work.write('shop.target.yaml', targetOf(bot))
    work.write('ask.scenario.yaml', question('ask'))
    await work.run([work.path])
    work.write('run/environment.json', '{"version": 1, "readings": [1]}')
    work.write('run/journal.jsonl', '')
    await work.run([], { resume: work.file('run') })
    const { readings } = work.json<Environment>('run/environment.json')
    expect(readings.map(({ moment }) => moment)).toEqual(['before', 'after'])
    expect(work.json<RunRecord>('run/run.json').warnings?.join('\n')).toContain(
      'environment.json is begun anew',
    )
  })
})

describe('a host over TLS', () => {
  it('is told with its whole chain, whether or not it is trusted', async () => {
    const { url } = await secureShop()
    const { targets, notLooked } = await reading(target(url, { tls: { serverName: 'shop.test' } }), {
      ...target(url, { tls: { serverName: 'shop.test' } }),
      id: 'same',
    })
    expect(notLooked).toBe(0)
    expect(targets).toHaveLength(1)
    const [{ tls, addresses, targets: ids } = { targets: [] }] = targets
    expect(ids).toEqual(['shop', 'same'])
    expect(addresses).toEqual([HERE])
    expect(tls).toMatchObject({ protocol: 'TLSv1.3', trusted: false })
    expect(tls?.chain[0]).toMatchObject({
      subject: expect.stringMatching(/^CN=leaf\d$/),
      issuer: 'CN=test',
      names: 'DNS:shop.test',
    })
    expect(Date.parse(tls?.chain[0]?.to ?? '')).toBeGreaterThan(Date.now())
  })

  it('that refuses or never answers costs a run a few seconds at most', async () => {
    const silent = createTcp(() => undefined)
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => {
      silent.close()
    })
    const { port } = silent.address() as AddressInfo
    const { targets, notLooked } = await reading(
      target(`https://${HERE}:${port}/`),
      target(`https://${HERE}:1/`),
    )
    expect(notLooked).toBe(1)
    expect(targets).toMatchObject([{ port: 1, problem: 'no TLS connection (ECONNREFUSED)' }])
  })

  it('behind a proxy is not looked at, and no credentials are kept', async () => {
    vi.stubEnv('HTTPS_PROXY', 'http://me:secret@127.0.0.1:3128')
    vi.stubEnv('no_proxy', '')
    vi.stubEnv('NO_PROXY', '')
    const one = await reading(target(`https://${HERE}:1/`))
    expect(one.targets).toEqual([{ host: HERE, port: 1, targets: ['shop'], proxy: '127.0.0.1:3128' }])
    expect(one.settings.variables.HTTPS_PROXY).toBe('http://127.0.0.1:3128')
    expect(JSON.stringify(one)).not.toContain('secret')
  })
})

describe('the clock', () => {
  it('is compared with the time server that the user names', async () => {
    const server = await timeServer(7_200_000)
    vi.stubEnv('OMBUD_TIME_SERVER', server)
    const { clock } = await reading()
    expect(clock.source).toBe(`SNTP ${server}`)
    expect(Math.abs((clock.offset ?? 0) - 7_200_000)).toBeLessThan(60_000)
    expect(clock.uncertainty).toBeGreaterThanOrEqual(0)
  })

  it('is not judged by a server that does not know the time itself', async () => {
    vi.stubEnv('OMBUD_TIME_SERVER', await timeServer(7_200_000, 16))
    const { clock } = await reading()
    expect(clock.offset).toBeUndefined()
    expect(clock.problem).toBe('it says that its own clock is not right')
  })

  it('is read from what the services of the system print', () => {
    const chrony =
      'Stratum         : 3\nSystem time     : 0.001500000 seconds slow of NTP time\nLeap status     : Normal\n'
    expect(readChrony(chrony)).toEqual({ offset: 1.5, synchronised: true })
    expect(readChrony(chrony.replace('slow', 'fast'))?.offset).toBe(-1.5)
    expect(readChrony(chrony.replace('Normal', 'Not synchronised'))?.synchronised).toBe(false)
    expect(readChrony('506 Cannot talk to daemon')).toBeUndefined()
    const timesync = '       Server: 10.0.0.1 (ntp.test)\n       Offset: -2.5ms\n'
    expect(readTimesync(timesync)).toEqual({ offset: -2.5, synchronised: true })
    expect(readTimesync(timesync.replace('-2.5ms', '+250us'))?.offset).toBe(0.25)
    expect(readTimesync('       Server: n/a\n')).toEqual({ synchronised: false })
    expect(readTimesync('Failed to query server')).toBeUndefined()
  })
})

it('has a hash of the program that ordinary tools find, too', async () => {
  const { software } = await reading()
  const files = "find src schemas scenarios reports/templates -type f ! -name '*.d.ts' -print0"
  const sums = execFileSync('sh', ['-c', `${files} | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum`])
  expect(`${software.package.sha256}  -\n`).toBe(sums.toString())
})

it('names what changed, and not what always changes', async () => {
  const before = await reading()
  const host = { host: 'shop.test', port: 443, targets: ['shop'] }
  const seen = { ...before, targets: [{ ...host, addresses: ['192.0.2.1', '192.0.2.2'] }] }
  const other: EnvironmentReading = {
    ...before,
    host: { ...before.host, load: 99, kernel: 'Linux 9' },
    clock: { ...before.clock, moved: -3_600_000 },
    targets: [{ ...host, addresses: ['192.0.2.2', '192.0.2.3'] }],
  }
  expect(changesBetween(seen, other)).toEqual([
    `the kernel changed during the run: ${before.host.kernel} before, Linux 9 after`,
    'the clock moved by -3600000 ms during the run: it was set, or the machine slept',
  ])
  const moved = { ...other, targets: [{ ...host, addresses: ['198.51.100.1'] }] }
  expect(changesBetween(seen, moved)[2]).toBe(
    'every address of shop.test:443 changed during the run: 192.0.2.1, 192.0.2.2 before, 198.51.100.1 after',
  )
})
