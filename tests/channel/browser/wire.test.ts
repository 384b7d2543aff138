import { type Browser, chromium } from 'playwright'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { WebSocket as Socket } from 'ws'
import { findExecutable } from '../../../src/channel/browser/executable.js'
import { Scrub } from '../../../src/channel/browser/scrub.js'
import { Ticks } from '../../../src/channel/browser/tap/ticks.js'
import { tapWire } from '../../../src/channel/browser/wire.js'
import type { FrameSeen } from '../../../src/channel/channel.js'
import { wireServer } from './wire-server.js'

let browser: Browser
let server: Awaited<ReturnType<typeof wireServer>>
/** What the server does with a socket, by its path. */
const served: Record<string, (socket: Socket) => void> = {}

beforeAll(async () => {
  const executablePath = await findExecutable({
    install: false,
    playwright: async () => chromium.executablePath(),
  })
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  server = await wireServer((socket, path) =>
    served[path] ? served[path](socket) : socket.send(JSON.stringify({ at: path })),
  )
})
afterAll(async () => {
  await browser.close()
  server.close()
})

/** Opens a page whose wire is tapped; `until` waits for so many payloads that fit. */
async function tapped(path = '/') {
  const context = await browser.newContext()
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const frames: FrameSeen[] = []
  let tell = () => {}
  const start = performance.now()
  const clock = { zero: performance.timeOrigin + start, now: () => performance.now() - start }
  await tapWire(
    page,
    {
      clock,
      wire: (frame) => {
        frames.push(frame)
        tell()
      },
    },
    new Scrub(['s3cret']),
  )
  const until = async (fits: (frame: FrameSeen) => boolean, count = 1): Promise<FrameSeen[]> => {
    for (;;) {
      const found = frames.filter(fits)
      if (found.length >= count) return found
      await new Promise<void>((resolve) => {
        tell = resolve
      })
    }
  }
  const from = (source: FrameSeen['source'], count = 1) => until((frame) => frame.source === source, count)
  await page.goto(`http://127.0.0.1:${server.port}${path}`)
  return { page, frames, until, from, clock }
}

const socketTo = (path: string) =>
  `globalThis.socket = new WebSocket('ws://' + location.host + ${JSON.stringify(path)})`

describe('the wire of a page', () => {
  it('shows the frames of its sockets both ways, in order, stamped between send and sight', async () => {
    served['/chat'] = (socket) =>
      socket.on('message', (data) => {
        socket.send(`{"echo":${data}}`)
        socket.send('{"done":true}')
      })
    const { page, from, clock } = await tapped()
    const before = clock.now()
    await page.evaluate(`${socketTo('/chat')}; socket.onopen = () => socket.send('{"text":"您好"}')`)
    const seen = await from('ws', 3)
    expect(seen.map(({ direction, payload }) => [direction, payload])).toEqual([
      ['out', '{"text":"您好"}'],
      ['in', '{"echo":{"text":"您好"}}'],
      ['in', '{"done":true}'],
    ])
    const [sent, echo] = seen
    expect(sent).toMatchObject({ url: `ws://127.0.0.1:${server.port}/chat`, size: 17, actor: 'consumer' })
    expect(new Set(seen.map(({ connection }) => connection)).size).toBe(1)
    expect(sent?.at).toBeGreaterThanOrEqual(before - 50)
    expect(echo?.at).toBeGreaterThanOrEqual(sent?.at ?? 0)
    expect(echo?.at).toBeLessThanOrEqual(clock.now())
  })

  it('shows server-sent events with their names', async () => {
    const { page, from } = await tapped()
    await page.evaluate(`new EventSource('/events?key=s3cret')`)
    expect((await from('sse', 2)).map(({ event, payload, url }) => [event, payload, url])).toEqual([
      ['ROUTED', '{"n":1}', `http://127.0.0.1:${server.port}/events`],
      [undefined, '{"n":2}', `http://127.0.0.1:${server.port}/events`],
    ])
  })

  it('shows what fetch and XMLHttpRequest send and get, and nothing of what the page consists of', async () => {
    const { page, frames, from } = await tapped()
    await page.evaluate(async () => {
      document.head.innerHTML = '<link rel="stylesheet" href="/style.css"><script src="/script.js"></script>'
      await Promise.all(['/picture', '/style.css', '/script.js', '/'].map((path) => fetch(path)))
      await fetch('/json?a=1#b', { method: 'POST', body: '{"by":"fetch"}' })
      const request = new XMLHttpRequest()
      request.open('POST', '/json')
      request.send('{"by":"xhr","more":1}')
    })
    await from('http', 4)
    const of = (n: number) => frames.filter(({ size, payload }) => size === n || payload === `{"heard":${n}}`)
    for (const n of [14, 21]) {
      expect(of(n).map(({ direction }) => direction)).toEqual(['out', 'in'])
      expect(new Set(of(n).map(({ connection }) => connection)).size).toBe(1)
    }
    expect(frames).toHaveLength(4)
  })

  it.each([
    ['/answer-events', 'sse', ['{"n":"您好"}', '{"n":3}']],
    ['/answer-lines', 'http', ['{"n":"您好"}', '{"n":3}', '{"n":4}']],
  ] as const)('shows a streamed reply while it comes: %s', async (path, source, all) => {
    const { page, frames, from } = await tapped()
    await page.evaluate(async (path) => {
      const reader = (await fetch(path)).body?.getReader()
      await reader?.read()
      void reader?.read().then(() => reader.read())
    }, path)
    expect(frames).toEqual([])
    server.goOn()
    const [first] = await from(source)
    expect(first?.payload).toBe(all[0])
    expect(first?.event).toBe(source === 'sse' ? 'part' : undefined)
    expect(frames).toHaveLength(1)
    server.goOn()
    expect((await from(source, all.length)).map(({ payload }) => payload)).toEqual(all)
  })

  it('shows what a frame of another site sends from its first moment, and what windows post to each other', async () => {
    const { page, frames, from, until } = await tapped()
    await page.evaluate((port) => {
      const frame = document.createElement('iframe')
      frame.src = `http://localhost:${port}/frame`
      document.body.append(frame)
      frame.onload = () => frame.contentWindow?.postMessage({ again: [1, { deep: true }] }, '*')
    }, server.port)
    const site = `http://localhost:${server.port}`
    const posted = await from('post-message', 3)
    expect(posted.map(({ direction, url, payload }) => [direction, url, payload]).sort()).toEqual([
      ['in', site, '{"type":"widget.again"}'],
      ['in', site, '{"type":"widget.hello","token":"abc-123"}'],
      ['out', `${site}/frame`, '{"again":[1,{"deep":true}]}'],
    ])
    await from('ws')
    await from('sse', 2)
    await until(({ payload }) => payload === '{"heard":16}')
    expect(frames.filter(({ source }) => source === 'ws').map(({ payload }) => payload)).toEqual([
      '{"at":"/frame"}',
    ])
    expect(frames.filter(({ source }) => source === 'sse').map(({ event }) => event)).toEqual([
      'ROUTED',
      undefined,
    ])
  })

  it('shows frames in frames, and workers of both kinds', async () => {
    for (const path of ['/worker', '/service-worker'])
      served[path] = (socket) => {
        const timer = setInterval(() => socket.send(JSON.stringify({ at: path })), 50)
        socket.on('close', () => clearInterval(timer))
      }
    const { page, until } = await tapped()
    await page.evaluate(async (port) => {
      const frame = document.createElement('iframe')
      frame.src = `http://localhost:${port}/outer`
      document.body.append(frame)
      new Worker('/worker.js')
      await navigator.serviceWorker.register('/sw.js')
    }, server.port)
    await until(({ payload }) => payload === '{"type":"inner.hello"}')
    await until(({ payload }) => payload === '{"at":"/worker"}')
    await until(({ payload }) => payload === '{"at":"/service-worker"}')
    await until(({ payload }) => payload === '{"from":"service worker"}')
    await until(({ payload }) => payload === '{"heard":25}')
  })

  it('goes on when the page is left and frames come and go', async () => {
    const { page, until } = await tapped()
    for (const host of ['localhost', '127.0.0.1', 'localhost']) {
      await page.goto(`http://${host}:${server.port}/`)
      await page.evaluate(() => window.postMessage(`{"from":"${location.hostname}"}`, '*'))
    }
    await until(({ payload }) => payload === '{"from":"localhost"}', 2)
    await until(({ payload }) => payload === '{"from":"127.0.0.1"}')
  })

  it('cannot be seen by the page', async () => {
    const { page } = await tapped()
    const plain = await (await browser.newContext()).newPage()
    onTestFinished(() => plain.context().close())
    await plain.goto(`http://127.0.0.1:${server.port}/`)
    const look = () => [
      Object.getOwnPropertyNames(window).sort(),
      String(window.postMessage),
      String(WebSocket),
      String(fetch),
      String(XMLHttpRequest.prototype.send),
    ]
    expect(await page.evaluate(look)).toEqual(await plain.evaluate(look))
  })

  it('names no secret in what may be kept', async () => {
    const { page, from } = await tapped()
    const body = JSON.stringify({ token: 'abc-123', author: 'Ana', state: 'accepted', note: 's3cret' })
    await page.evaluate((body) => fetch('/json', { method: 'POST', body }), body)
    const [sent] = await from('http')
    expect(sent?.payload).toBe(body)
    expect(sent?.clean()).toBe('{"token":"•••","author":"Ana","state":"accepted","note":"•••"}')
  })

  it('names none where it is cut, either', async () => {
    served['/cut'] = (socket) => socket.send(`{"a":"${'x'.repeat(63_960)}","token":"${'k'.repeat(300_000)}"}`)
    const { page, from } = await tapped()
    await page.evaluate(socketTo('/cut'))
    const [frame] = await from('ws')
    expect(frame?.cut).toBe(true)
    expect(frame?.payload).toContain('kkkk')
    expect(frame?.clean()).not.toContain('kkkk')
  })
})

describe('a hostile wire', () => {
  it('brings malformed, cut, binary and 5 MB payloads, and each is told in bounds', async () => {
    served['/odd'] = (socket) => {
      socket.send('{"type":"agent')
      socket.send(Buffer.from([0, 255, 128]))
      socket.send(JSON.stringify({ text: 'x'.repeat(5_000_000) }))
      socket.send('\u0000\ud800')
      socket.send('{"last":true}')
    }
    const { page, from, until } = await tapped()
    await page.evaluate(socketTo('/odd'))
    const [cut, binary, large, odd] = await from('ws', 5)
    expect(cut).toMatchObject({ payload: '{"type":"agent' })
    expect(binary).toMatchObject({ payload: '', binary: true, size: 3 })
    expect(binary?.cut).toBeUndefined()
    expect(large).toMatchObject({ size: 5_000_011, cut: true })
    expect(large?.payload.length).toBeLessThanOrEqual(64_000)
    expect(odd?.payload.length).toBe(2)
    await page.evaluate(() =>
      Promise.all(['/large', '/cut'].map((path) => fetch(path).then((r) => r.text()))),
    )
    const [body] = await until(({ url }) => url.endsWith('/large'))
    expect(body).toMatchObject({ payload: '', cut: true, size: 5_000_011 })
    const [part] = await until(({ url, source }) => url.endsWith('/cut') && source === 'http')
    expect(part?.payload).toBe('{"type":"agent')
  })

  it('posts what is large, deep, or no JSON', async () => {
    const { page, frames, until } = await tapped()
    await page.evaluate(() => {
      const deep: { in?: object } = {}
      let at = deep
      for (let i = 0; i < 50; i++) at = at.in = {}
      const round: { self?: object } = {}
      round.self = round
      const all = [deep, round, 'x'.repeat(5_000_000), new Array(1e6).fill(1), new Map([[1, 2]]), 5, null]
      for (const one of [...all, new Uint8Array(9), { file: new Blob(['x']), n: 1n, ok: true }])
        window.postMessage(one, '*')
      window.postMessage('last', '*')
    })
    await until(({ payload }) => payload === 'last')
    expect(frames.map(({ payload, cut }) => [payload.slice(0, 20), cut === true])).toEqual([
      ['', true],
      ['', true],
      ['x'.repeat(20), true],
      ['', true],
      ['{"ok":true}', false],
      ['last', false],
    ])
  })

  it('opens 1,000 sockets, and the page goes on', async () => {
    served['/many'] = (socket) => socket.send('{"n":1}')
    const { page, from } = await tapped()
    await page.evaluate(() => {
      const many = globalThis as unknown as { many: WebSocket[] }
      many.many = Array.from({ length: 1_000 }, () => new WebSocket(`ws://${location.host}/many`))
    })
    const seen = await from('ws', 200)
    expect(new Set(seen.map(({ connection }) => connection)).size).toBe(seen.length)
    expect(await page.evaluate(() => 1 + 1)).toBe(2)
  })

  it('tells a socket that was opened again from the one before', async () => {
    const { page, from } = await tapped()
    await page.evaluate(socketTo('/one'))
    await from('ws', 1)
    await page.evaluate(`socket.close(); ${socketTo('/one')}`)
    const [first, second] = await from('ws', 2)
    expect(second?.url).toBe(first?.url)
    expect(second?.connection).not.toBe(first?.connection)
  })
})

describe("the browser's ticks", () => {
  it('are mapped by the quickest arrival, whatever the wall clock does', () => {
    let now = 1_000
    const ticks = new Ticks({ now: () => now })
    expect(ticks.at(500)).toBe(1_000)
    now = 1_900
    // Came quicker: the first was late by 400 ms.
    expect(ticks.at(501.3)).toBe(1_900)
    now = 5_000
    expect(ticks.at(502)).toBe(2_600)
    for (const bad of [undefined, Number.NaN, '7', Number.POSITIVE_INFINITY])
      expect(ticks.at(bad)).toBe(5_000)
    expect(ticks.at(0)).toBe(0)
  })
})
