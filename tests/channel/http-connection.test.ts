/** How a target is reached: credentials, proxies, certificates, compression, and when a request is sent again. */
import { readFileSync } from 'node:fs'
import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { httpChannel } from '../../src/channel/http/http.js'
import { proxyFor } from '../../src/channel/http/proxy.js'
import type { ReadyTarget } from '../../src/documents/ready.js'
import type { Http } from '../../src/documents/types/target.js'
import { type Authority, authority } from '../support/authority.js'
import { type Reply, serve } from '../support/served.js'
import { readyTarget, Talk } from '../support/talk.js'

const answer: Reply = (_, response) => response.end(JSON.stringify({ text: '您好' }))

afterEach(() => vi.unstubAllEnvs())

async function talkTo(url: string, change: Partial<Http> = {}, more: Partial<ReadyTarget> = {}) {
  const config: Http = { url, request: { text: '$.message' }, reply: {}, ...change }
  const told = await Talk.open(httpChannel(), readyTarget({ http: config }, more))
  const say = async () => {
    const ends = told.of('end').length
    await told.session.send('hi')
    await told.until((event) => event.kind === 'end' && told.of('end').length > ends)
    return told
  }
  return { told, say }
}

const words = (told: Talk) => told.of('text').flatMap((e) => (e.actor === 'consumer' ? [] : [e.text]))

describe('who we are', () => {
  it.each([
    ['bearer', { bearer: '${OMBUD_TEST_SECRET}' }, 'Bearer s3/cret+1'],
    [
      'basic',
      { basic: { user: 'ann', password: '${OMBUD_TEST_SECRET}' } },
      `Basic ${Buffer.from('ann:s3/cret+1').toString('base64')}`,
    ],
  ])('is shown by %s, and kept nowhere, however the bot repeats it', async (_, auth, expected) => {
    vi.stubEnv('OMBUD_TEST_SECRET', 's3/cret+1')
    const server = await serve(({ headers }, response) => {
      const shown = `${headers.authorization}`
      const escaped = [...shown].map((c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')
      response.end(`[{"text":"${escaped}","buttons":["${escaped}"]}, ${JSON.stringify({ text: shown })}]`)
    })
    const { say, told } = await talkTo(server.url, {
      auth,
      reply: { messages: '$[*]', choices: '$.buttons[*]' },
    })
    await say()
    expect(server.asked[0]?.headers.authorization).toBe(expected)
    const secret = expected.split(' ')[1] ?? ''
    expect(words(told)).toHaveLength(2)
    expect(JSON.stringify(told.events)).not.toContain(secret)
    expect(JSON.stringify(told.events)).not.toContain('s3/cret+1')
  })

  it('is shown in the address, which no event has', async () => {
    vi.stubEnv('OMBUD_TEST_SECRET', 'a b&c')
    const server = await serve(({ url }, response) => response.writeHead(404).end(url))
    const { say } = await talkTo(`${server.url}/chat?v=1`, {
      auth: { query: { key: '${OMBUD_TEST_SECRET}' } },
    })
    const told = await say()
    expect(new URL(server.asked[0]?.url ?? '', server.url).searchParams.get('key')).toBe('a b&c')
    expect(told.of('error')).toMatchObject([{ code: 'http-404' }])
    expect(told.session.about.url).toBe(`${server.url}/chat?v=1`)
  })

  it('is named with its key where a variable is missing', async () => {
    await expect(talkTo('http://127.0.0.1:1/', { auth: { bearer: '${OMBUD_NO_SUCH}' } })).rejects.toThrow(
      'channel.http.auth.bearer needs the environment variable OMBUD_NO_SUCH',
    )
  })

  it('is a browser like any other, unless the target asks for openness', async () => {
    const server = await serve(answer)
    const blind = await talkTo(server.url)
    await blind.say()
    const open = await talkTo(server.url, {}, { identify: 'open' })
    await open.say()
    const [one, other] = server.asked.map(({ headers }) => headers)
    expect(JSON.stringify(one)).not.toMatch(/ombud|node|audit/i)
    expect(one?.['user-agent']).toMatch(/^Mozilla\/5\.0 .* Chrome\//)
    expect(other?.['user-agent']).toMatch(/^ombud\/.*audit/)
  })
})

it.each([
  ['gzip', gzipSync],
  ['deflate', deflateSync],
  ['br', brotliCompressSync],
] as const)('a reply may be packed with %s', async (encoding, pack) => {
  const server = await serve((_, response) => {
    response.writeHead(200, { 'content-encoding': encoding })
    response.end(pack(JSON.stringify({ text: '您好' })))
  })
  const { say } = await talkTo(server.url)
  expect(words(await say())).toEqual(['您好'])
})

it.each([
  ['far too much when unpacked', gzipSync(Buffer.alloc(64 << 20)), 'too-large'],
  ['not packed at all', Buffer.from('{"text":"x"}'), 'unreadable'],
])('a packed reply may be %s', async (_, body, code) => {
  const server = await serve((_asked, response) => {
    response.writeHead(200, { 'content-encoding': 'gzip' })
    response.end(body)
  })
  const { say } = await talkTo(server.url)
  expect((await say()).of('error')).toMatchObject([{ whose: 'bot', code }])
})

describe('a request is sent again', () => {
  /** Cuts the first `n` connections once the request has come, or as soon as they are made. */
  async function cutting(n: number, when: 'asked' | 'connected') {
    let connections = 0
    const server = await serve((asked, response, request) => {
      if (when === 'asked' && server.asked.length <= n) request.socket.destroy()
      else answer(asked, response, request)
    })
    const front = net.createServer((socket) => {
      if (when === 'connected' && ++connections <= n) return socket.resetAndDestroy()
      const back = net.connect(Number(new URL(server.url).port), '127.0.0.1')
      socket.pipe(back).pipe(socket)
      for (const end of [socket, back]) end.on('error', () => socket.destroy())
      back.on('close', () => socket.destroy())
    })
    await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void front.close())
    return { url: `http://127.0.0.1:${(front.address() as AddressInfo).port}`, asked: server.asked }
  }

  it('never by itself once it may have arrived', async () => {
    const server = await cutting(1, 'asked')
    const { say } = await talkTo(server.url)
    const told = await say()
    expect(told.of('error')).toMatchObject([{ whose: 'bot', code: 'reset' }])
    expect(server.asked).toHaveLength(1)
  })

  it('as often as the target file allows; each time is an event of its turn, and the wait began with the words', async () => {
    const server = await cutting(2, 'asked')
    const { say } = await talkTo(server.url, { retry: 2 })
    const told = await say()
    expect(words(told)).toEqual(['您好'])
    expect(told.of('error')).toEqual([])
    const retries = told.of('observation').filter(({ name }) => name === 'retry')
    expect(retries).toMatchObject([
      { correlation: 'http-1', value: { attempt: 1, why: 'reset' } },
      { correlation: 'http-1', value: { attempt: 2, why: 'reset' } },
    ])
    const [asked, answered] = told.of('text').map(({ at }) => at)
    expect(asked).toBeLessThanOrEqual(retries[0]?.at ?? 0)
    expect(answered).toBeGreaterThan(retries[1]?.at ?? Number.POSITIVE_INFINITY)
  })

  it('once where nobody took it, and not at all where the target file says so', async () => {
    const gone = await cutting(0, 'asked')
    const { port } = new URL(gone.url)
    const closed = `http://127.0.0.1:${port === '1' ? 2 : 1}`
    const one = await (await talkTo(closed)).say()
    expect(one.of('observation')).toMatchObject([{ name: 'retry', value: { attempt: 1, why: 'refused' } }])
    expect(one.of('error')).toMatchObject([{ whose: 'bot', code: 'refused' }])
    const none = await (await talkTo(closed, { retry: 0 })).say()
    expect(none.of('observation')).toEqual([])
    expect(none.of('error')).toHaveLength(1)
  })

  it('never after a part of the reply has come', async () => {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('{"text":', () => response.destroy())
    })
    const { say } = await talkTo(server.url, { retry: 5 })
    const told = await say()
    expect(told.of('error')).toMatchObject([{ whose: 'bot', code: 'reset', message: /broke off/ }])
    expect(server.asked).toHaveLength(1)
  })
})

describe('a proxy', () => {
  /** A real one: tunnels for https, whole addresses for http; every host leads to loopback. */
  async function proxy(allow: (headers: http.IncomingHttpHeaders) => boolean = () => true) {
    const seen: string[] = []
    const server = http.createServer((request, response) => {
      seen.push(`${request.method} ${request.url}`)
      if (!allow(request.headers)) return response.writeHead(407).end()
      const { port, pathname } = new URL(request.url ?? '')
      const { 'proxy-authorization': _, ...headers } = request.headers
      const on = http.request({ port, path: pathname, method: request.method, headers }, (reply) => {
        response.writeHead(reply.statusCode ?? 0, reply.headers)
        reply.pipe(response)
      })
      request.pipe(on)
    })
    const sockets = new Set<net.Socket>()
    server.on('connection', (socket) => sockets.add(socket))
    server.on('connect', (request, socket: net.Socket) => {
      seen.push(`CONNECT ${request.url}`)
      if (!allow(request.headers)) return socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
      const back = net.connect(Number(request.url?.split(':').at(-1)), '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
        socket.pipe(back).pipe(socket)
      })
      sockets.add(back)
      for (const end of [socket, back]) end.on('error', () => end.destroy())
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(
      () =>
        new Promise((resolve) => {
          for (const socket of sockets) socket.destroy()
          server.close(() => resolve())
        }),
    )
    return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, seen }
  }

  let ca: Authority
  beforeAll(() => {
    ca = authority()
  })
  afterAll(() => ca.remove())

  it('carries plain requests by their whole address, with its own credentials', async () => {
    vi.stubEnv('OMBUD_TEST_SECRET', 'pa55word')
    const server = await serve(answer)
    const wanted = `Basic ${Buffer.from('me:pa55word').toString('base64')}`
    const via = await proxy((headers) => headers['proxy-authorization'] === wanted)
    const { say } = await talkTo(server.url.replace('127.0.0.1', 'shop.test'), {
      proxy: `http://me:\${OMBUD_TEST_SECRET}@${via.host}`,
    })
    const told = await say()
    expect(words(told)).toEqual(['您好'])
    expect(via.seen).toEqual([`POST ${server.url.replace('127.0.0.1', 'shop.test')}/`])
    expect(told.session.about).toMatchObject({ proxy: via.host })
    expect(JSON.stringify(told.session.about)).not.toContain('pa55word')
  })

  it('carries https through a tunnel, and the certificate is the target’s', async () => {
    const { cert, key } = ca.issue('DNS:shop.test')
    const server = await serve(answer, { cert, key })
    const via = await proxy()
    const url = server.url.replace('127.0.0.1', 'shop.test')
    const { say } = await talkTo(url, { proxy: `http://${via.host}`, tls: { ca: ca.ca } })
    const told = await say()
    await say()
    expect(words(told)).toEqual(['您好', '您好'])
    expect(via.seen).toEqual([`CONNECT ${new URL(url).host}`])
    expect(told.of('observation').map(({ name }) => name)).toEqual(['certificate'])
  })

  it.each(['http', 'https'])('that refuses an %s request is no fault of the bot', async (scheme) => {
    const via = await proxy(() => false)
    const { say } = await talkTo(`${scheme}://shop.test:9/`, { proxy: `http://${via.host}` })
    expect((await say()).of('error')).toMatchObject([{ whose: 'network', code: 'proxy', status: 407 }])
  })

  it.each(['http', 'https'])('that is not there for %s is no fault of the bot', async (scheme) => {
    const { say } = await talkTo(`${scheme}://shop.test:9/`, { proxy: 'http://127.0.0.1:1' })
    expect((await say()).of('error')).toMatchObject([{ whose: 'network', code: 'proxy' }])
  })

  it('whose address cannot be read is named', async () => {
    vi.stubEnv('OMBUD_TEST_SECRET', 'a/b')
    await expect(
      talkTo('http://shop.test', { proxy: 'http://me:${OMBUD_TEST_SECRET}@127.0.0.1:1' }),
    ).rejects.toThrow('channel.http.proxy is no address')
  })

  it('is taken from the environment, never for loopback', async () => {
    const server = await serve(answer)
    const via = await proxy()
    vi.stubEnv('http_proxy', `http://${via.host}`)
    vi.stubEnv('no_proxy', '')
    await (await talkTo(server.url.replace('127.0.0.1', 'shop.test'))).say()
    await (await talkTo(server.url)).say()
    expect(server.asked).toHaveLength(2)
    expect(via.seen).toHaveLength(1)
  })

  it.each([
    ['https://a.test/', undefined, { HTTPS_PROXY: 'http://p:1' }, 'http://p:1/'],
    ['https://a.test/', undefined, { https_proxy: 'p:1', HTTPS_PROXY: 'http://q:1' }, 'http://p:1/'],
    ['https://a.test/', undefined, { HTTP_PROXY: 'http://p:1' }, undefined],
    ['http://a.test/', undefined, { HTTP_PROXY: 'http://p:1' }, 'http://p:1/'],
    ['http://a.test/', undefined, { ALL_PROXY: 'http://p:1' }, 'http://p:1/'],
    ['http://a.test/', undefined, { ALL_PROXY: 'socks5://p:1' }, undefined],
    ['http://a.test/', 'none', { HTTP_PROXY: 'http://p:1' }, undefined],
    ['http://127.0.0.1/', 'http://q:2', { HTTP_PROXY: 'http://p:1' }, 'http://q:2/'],
    ['http://a.test/', undefined, { HTTP_PROXY: 'http://p:1', NO_PROXY: 'b.test, a.test' }, undefined],
    ['http://x.a.test/', undefined, { HTTP_PROXY: 'http://p:1', NO_PROXY: '.a.test' }, undefined],
    ['http://xa.test/', undefined, { HTTP_PROXY: 'http://p:1', NO_PROXY: 'a.test' }, 'http://p:1/'],
    ['http://a.test:81/', undefined, { HTTP_PROXY: 'http://p:1', NO_PROXY: 'a.test:82' }, 'http://p:1/'],
    ['http://a.test:81/', undefined, { HTTP_PROXY: 'http://p:1', NO_PROXY: 'a.test:81' }, undefined],
    ['http://10.1.2.3/', undefined, { HTTP_PROXY: 'http://p:1', NO_PROXY: '10.0.0.0/8' }, undefined],
    ['http://11.1.2.3/', undefined, { HTTP_PROXY: 'http://p:1', NO_PROXY: '10.0.0.0/8' }, 'http://p:1/'],
    ['http://[fd00::1]/', undefined, { HTTP_PROXY: 'http://p:1', NO_PROXY: 'fd00::/8' }, undefined],
    ['http://a.test/', undefined, { HTTP_PROXY: 'http://p:1', NO_PROXY: '*' }, undefined],
  ])('for %s with %s and %o is %s', (url, named, env, expected) => {
    expect(proxyFor(new URL(url), named, env)?.href).toBe(expected)
  })
})

describe('TLS', () => {
  let ca: Authority
  beforeAll(() => {
    ca = authority()
  })
  afterAll(() => ca.remove())

  it('trusts an authority of one’s own only where the target file names it', async () => {
    const { cert, key } = ca.issue('IP:127.0.0.1')
    const server = await serve(answer, { cert, key })
    const trusting = await (await talkTo(server.url, { tls: { ca: ca.ca } })).say()
    expect(words(trusting)).toEqual(['您好'])
    const wary = await (await talkTo(server.url)).say()
    expect(wary.of('error')).toMatchObject([{ whose: 'bot', code: 'certificate' }])
    expect(wary.session.about).not.toHaveProperty('insecure')
    expect(server.asked).toHaveLength(1)
  })

  it('trusts anything only where the target file says insecure, and the transcript says so', async () => {
    const { cert, key } = ca.issue('DNS:elsewhere.test')
    const server = await serve(answer, { cert, key })
    const told = await (await talkTo(server.url, { tls: { insecure: true } })).say()
    expect(words(told)).toEqual(['您好'])
    expect(told.session.about).toMatchObject({ insecure: true })
  })

  it('shows a certificate of ours, and expects the name that it is told', async () => {
    const theirs = ca.issue('DNS:shop.test')
    const ours = ca.issue('DNS:ombud.test')
    const server = await serve(answer, {
      cert: theirs.cert,
      key: theirs.key,
      ca: readFileSync(ca.ca),
      requestCert: true,
      rejectUnauthorized: true,
    })
    const tls = { ca: ca.ca, serverName: 'shop.test' }
    const known = await talkTo(server.url, { tls: { ...tls, cert: ours.certFile, key: ours.keyFile } })
    expect(words(await known.say())).toEqual(['您好'])
    const stranger = await talkTo(server.url, { tls })
    expect((await stranger.say()).of('error')).toHaveLength(1)
    expect(server.asked).toHaveLength(1)
  })

  it('says which file cannot be read', async () => {
    await expect(talkTo('https://127.0.0.1:1/', { tls: { ca: 'no/such.pem' } })).rejects.toThrow(
      /tls of the target file cannot be used.*no\/such\.pem/,
    )
  })
})
