/** Where a page can get to: names resolve and connections end as these tests say, and nothing goes past that. */
import { createSocket } from 'node:dgram'
import http from 'node:http'
import { type AddressInfo, connect, createServer } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Reach, reachOf } from '../../../src/channel/browser/addresses.js'
import { page, street, visits } from './streets.js'

const SHOP = '93.184.215.14'
const MIRROR = '2606:2800:21f:cb07:6820:80da:af6b:8b2c'

/** Tries a way to the address that it was sent, and says what came of it. */
const TRIES = page(`
const answer = async (text) => {
  const [way, url] = text.split(' ')
  reply(way + ': ' + await ways[way](url).catch((error) => 'failed'))
}
const ways = {
  fetch: (url) => fetch(url, { mode: 'no-cors' }).then(() => 'got'),
  image: (url) => new Promise((done, fail) => { const i = new Image(); i.onload = () => done('got'); i.onerror = fail; i.src = url }),
  socket: (url) => new Promise((done, fail) => { const s = new WebSocket(url); s.onopen = () => done('got'); s.onerror = fail }),
  frame: (url) => new Promise((done) => { const f = document.createElement('iframe'); f.onload = () => done('loaded'); f.src = url; document.body.append(f) }),
  events: (url) => new Promise((done, fail) => { const s = new EventSource(url); s.onopen = () => done('got'); s.onerror = () => { s.close(); fail() } }),
  popup: async (url) => { window.open(url); await new Promise((done) => setTimeout(done, 300)); return 'asked' },
  stun: async (url) => {
    const peer = new RTCPeerConnection({ iceServers: [{ urls: url, ...(url.startsWith('turn') && { username: 'a', credential: 'b' }) }] })
    peer.createDataChannel('x')
    await peer.setLocalDescription(await peer.createOffer())
    await new Promise((done) => { peer.onicecandidate = ({ candidate }) => candidate || done(); setTimeout(done, 1500) })
    return 'gathered'
  },
  worker: async (url) => {
    await navigator.serviceWorker.register('/worker.js')
    const { active } = await navigator.serviceWorker.ready
    const { port1, port2 } = new MessageChannel()
    const told = new Promise((done) => { port1.onmessage = ({ data }) => done(data) })
    active.postMessage(url, [port2])
    return told
  },
}`)
const WORKER = `onmessage = ({ data, ports }) =>
  fetch(data, { mode: 'no-cors' }).then(() => ports[0].postMessage('got'), () => ports[0].postMessage('failed'))`

let shops: Awaited<ReturnType<typeof street>>
/** Something on this machine that no page of the internet may touch. */
let inside: { port: number; touched: number; close(): void }
let names: Record<string, string[]>
const reached: string[] = []
const wires = {
  lookup: async (host: string) => {
    const found = names[host]?.shift()
    if (found === undefined) throw Object.assign(new Error(host), { code: 'ENOTFOUND' })
    names[host]?.push(found)
    return found.split(' ')
  },
  connect: (address: string, port: number) => {
    reached.push(address)
    return [SHOP, MIRROR, '10.1.2.3'].includes(address) ? shops.dial() : connect(port, address)
  },
  env: {},
}
const on = visits({ wires })

beforeAll(async () => {
  shops = await street((request, response, host) => {
    if (request.url === '/worker.js') return response.setHeader('content-type', 'text/javascript').end(WORKER)
    if (request.url === '/moved') return response.writeHead(302, { location: 'http://other.example/' }).end()
    if (request.url === '/round') return response.writeHead(302, { location: '/round' }).end()
    response.setHeader('content-type', 'text/html; charset=utf-8').end(host === '' ? '' : TRIES)
  })
  const socket = createServer((client) => {
    inside.touched++
    client.destroy()
  })
  await new Promise<void>((done) => socket.listen(0, '127.0.0.1', done))
  inside = { port: (socket.address() as AddressInfo).port, touched: 0, close: () => socket.close() }
})
beforeEach(() => {
  inside.touched = 0
  reached.length = 0
  names = {
    'shop.example': [SHOP],
    'other.example': [MIRROR],
    'inside.example': ['127.0.0.1'],
    'both.example': [`127.0.0.1 ${SHOP}`],
    'rebinds.example': [SHOP],
    'staging.example': ['10.1.2.3', '127.0.0.1'],
  }
})
afterAll(async () => {
  await on.close()
  shops.close()
  inside.close()
})

it.each<[Reach, string[]]>([
  ['loopback', ['127.0.0.1', '127.255.0.9', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '64:ff9b::7f00:1']],
  ['private', ['10.0.0.1', '172.31.255.255', '192.168.1.1', '100.64.0.1', 'fd12::1', '64:ff9b::a00:1']],
  [
    'reserved',
    [
      '0.0.0.0',
      '169.254.169.254',
      '100.100.100.200',
      'fd00:ec2::254',
      'fe80::1%eth0',
      '::',
      '224.0.0.1',
      'ff02::1',
      '255.255.255.255',
      '2001:db8::1',
      '2002:7f00:1::',
      '::7f00:1',
    ],
  ],
  ['public', [SHOP, MIRROR, '172.32.0.1', '198.18.0.7', '::ffff:8.8.8.8', '64:ff9b::808:808']],
])('knows that %s is where %j lead', (reach, addresses) => {
  expect(addresses.map(reachOf)).toEqual(addresses.map(() => reach))
})

it('lets a page of the internet reach the internet', async () => {
  const { ask, session } = await on.open('http://shop.example/')
  expect(await ask('fetch http://other.example/a')).toBe('fetch: got')
  expect(await ask('fetch http://both.example/b')).toBe('fetch: got')
  expect(await ask('frame http://other.example/c')).toBe('frame: loaded')
  await session.close()
  expect(shops.asked).toEqual(
    expect.arrayContaining(['other.example/a', 'both.example/b', 'other.example/c']),
  )
  expect(new Set(reached)).toEqual(new Set([SHOP, MIRROR]))
})

it('lets no page of the internet reach this machine or its networks, in whatever way', async () => {
  const { ask, session, observed } = await on.open('http://shop.example/')
  const { port } = inside
  const ways = [
    `fetch http://127.0.0.1:${port}/`,
    `fetch http://localhost:${port}/`,
    `fetch http://[::1]:${port}/`,
    `fetch http://0x7f.1:${port}/`,
    `fetch http://inside.example:${port}/`,
    'fetch http://10.0.0.1/',
    'fetch http://169.254.169.254/latest/meta-data',
    `image http://127.0.0.1:${port}/`,
    `socket ws://127.0.0.1:${port}/`,
    `socket ws://inside.example:${port}/`,
    `events http://127.0.0.1:${port}/`,
  ]
  for (const way of ways) expect([way, await ask(way)]).toEqual([way, `${way.split(' ')[0]}: failed`])
  await ask(`frame http://127.0.0.1:${port}/`)
  await ask(`popup http://127.0.0.1:${port}/`)
  await session.close()
  expect(inside.touched).toBe(0)
  expect(new Set(reached)).toEqual(new Set([SHOP]))
  expect(observed('refused-address').map((e) => (e.value as { host: string }).host)).toEqual(
    expect.arrayContaining(['127.0.0.1', 'localhost', 'inside.example', '10.0.0.1', '169.254.169.254']),
  )
})

it('is not deceived by a name that changes its address', async () => {
  const { ask, session } = await on.open('http://rebinds.example/')
  names['rebinds.example'] = ['127.0.0.1', '10.0.0.7']
  for (let i = 0; i < 4; i++) await ask(`fetch http://rebinds.example:${inside.port}/${i}`)
  await session.close()
  expect(inside.touched).toBe(0)
  expect(new Set(reached)).toEqual(new Set([SHOP]))
})

it('leaves WebRTC no way around', async () => {
  const heard: string[] = []
  const udp = createSocket('udp4', () => heard.push('packet'))
  await new Promise<void>((done) => udp.bind(0, '127.0.0.1', done))
  const { ask, session } = await on.open('http://shop.example/')
  expect(await ask(`stun stun:127.0.0.1:${udp.address().port}`)).toBe('stun: gathered')
  expect(await ask(`stun turn:127.0.0.1:${inside.port}?transport=tcp`)).toBe('stun: gathered')
  await session.close()
  udp.close()
  expect(heard).toEqual([])
  expect(inside.touched).toBe(0)
})

it('lets a page on loopback, and its service worker, reach loopback only', async () => {
  const { ask, session } = await on.open(`http://localhost:${shops.port}/`)
  expect(await ask(`worker http://127.0.0.1:${shops.port}/a`)).toBe('worker: got')
  expect(await ask('worker http://shop.example/b')).toBe('worker: failed')
  expect(await ask(`fetch http://${SHOP}/c`)).toBe('fetch: failed')
  expect(await ask('fetch http://10.1.2.3/d')).toBe('fetch: failed')
  await session.close()
  expect(reached.every((address) => reachOf(address) === 'loopback')).toBe(true)
})

describe('a target in a private network', () => {
  it('is reached by its address, and no other there', async () => {
    const { ask, session } = await on.open('http://10.1.2.3/')
    expect(await ask('fetch http://10.1.2.3/a')).toBe('fetch: got')
    expect(await ask('fetch http://10.1.2.4/b')).toBe('fetch: failed')
    expect(await ask(`fetch http://127.0.0.1:${inside.port}/c`)).toBe('fetch: failed')
    await session.close()
    expect(new Set(reached)).toEqual(new Set(['10.1.2.3']))
  })

  it('keeps the address that its name had at first', async () => {
    const { ask, session } = await on.open('http://staging.example/')
    for (let i = 0; i < 3; i++) await ask(`fetch http://staging.example:${inside.port}/${i}`)
    await session.close()
    expect(new Set(reached)).toEqual(new Set(['10.1.2.3']))
  })
})

it.each([
  ['http://inside.example/', { whose: 'harness', code: 'private-address' }],
  ['http://169.254.169.254/', { whose: 'harness', code: 'private-address' }],
  ['http://nowhere.example/', { whose: 'network', code: 'not-found' }],
  ['http://shop.example/round', { whose: 'bot', code: 'bad-response' }],
])('says what became of %s', async (url, details) => {
  await expect(on.open(url)).rejects.toMatchObject({ details })
})

it('tells of a redirect to another site', async () => {
  const { session, observed } = await on.open('http://shop.example/moved')
  await session.close()
  expect(observed('redirect').map((e) => e.value)).toEqual([
    { from: 'shop.example', to: 'http://other.example/' },
  ])
})

it('goes by way of the proxy of the environment, which is not asked for private addresses either', async () => {
  const tunnels: string[] = []
  const proxy = http.createServer().on('connect', (request, socket) => {
    tunnels.push(request.url ?? '')
    const other = shops.dial()
    socket.write('HTTP/1.1 200 OK\r\n\r\n')
    socket.pipe(other).pipe(socket)
    socket.on('error', () => other.destroy())
  })
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done))
  const { port } = proxy.address() as AddressInfo
  const there = visits({ wires: { ...wires, env: { http_proxy: `http://127.0.0.1:${port}` } } })
  // Only the proxy knows this name.
  const { ask, session } = await there.open('http://unknown.example/')
  expect(await ask('fetch http://10.0.0.1/')).toBe('fetch: failed')
  expect(await ask('fetch http://inside.example/')).toBe('fetch: failed')
  expect(await ask('fetch http://shop.example/')).toBe('fetch: got')
  await session.close()
  await there.close()
  proxy.close()
  expect(new Set(tunnels)).toEqual(new Set(['unknown.example:80', `${SHOP}:80`]))
})

it('has no way out of loopback at all where every target is there', async () => {
  const there = visits({ loopbackOnly: true })
  const { ask, session, observed, kept } = await there.open(`http://127.0.0.1:${shops.port}/`)
  const asked = ['http://10.1.2.3/', `http://${SHOP}/`, `http://[${MIRROR}]/`, 'http://shop.example/']
  for (const url of asked) expect(await ask(`fetch ${url}`)).toBe('fetch: failed')
  expect(await ask(`fetch http://localhost:${shops.port}/`)).toBe('fetch: got')
  await session.close()
  await there.close()
  // Not that nothing answered: the browser did not even try.
  const har = kept.get(observed('har')[0]?.ref ?? '')?.data.toString() ?? ''
  const { entries } = JSON.parse(har).log as {
    entries: { request: { url: string }; response: { _error?: string } }[]
  }
  const errors = entries
    .filter(({ request }) => asked.includes(request.url))
    .map((entry) => entry.response._error)
  expect(errors).toEqual(asked.map(() => 'net::ERR_NAME_NOT_RESOLVED'))
})
