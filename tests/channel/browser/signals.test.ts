import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, chromium } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import { findExecutable } from '../../../src/channel/browser/executable.js'
import { isEndMark, watchSignals } from '../../../src/channel/browser/signals.js'
import type { StreamSignal } from '../../../src/channel/channel.js'

let browser: Browser
let server: Server
let port: number

beforeAll(async () => {
  const executablePath = await findExecutable({
    install: false,
    playwright: async () => chromium.executablePath(),
  })
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x')
    if (pathname === '/chat/17') {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('data: 您\n\n')
      await once(server, 'go on')
      response.end('data: [DONE]\n\n')
    } else if (pathname === '/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      response.write('data: {"type":"delta","text":"您"}\n\n')
      response.write('data: {"type":"message_end"}\n\n')
    } else {
      response.setHeader('content-type', 'text/html')
      response.end('<!doctype html><body>')
    }
  })
  new WebSocketServer({ server }).on('connection', (socket) => {
    socket.send('{"type":"delta","text":"您"}')
    socket.send('42["bot_done",{}]')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  port = (server.address() as AddressInfo).port
})
afterAll(async () => {
  await browser.close()
  server.closeAllConnections()
  server.close()
})

/** Opens a page that is watched; `next` waits for one more signal. */
async function watched() {
  const context = await browser.newContext()
  const page = await context.newPage()
  const signals: StreamSignal[] = []
  let tell = () => {}
  watchSignals(page, {
    clock: { zero: 0, now: () => performance.now() },
    stream: (signal) => {
      signals.push(signal)
      tell()
    },
  })
  const next = async (count: number) => {
    while (signals.length < count) {
      await new Promise<void>((resolve) => {
        tell = resolve
      })
    }
    return signals.map((signal) => (signal.change === 'begin' ? signal.key : signal.change))
  }
  await page.goto(`http://127.0.0.1:${port}/`)
  return { page, signals, next, close: () => context.close() }
}

describe('signals of the page', () => {
  it('tell when a streamed request begins and when its stream ends', async () => {
    const { page, signals, next, close } = await watched()
    await page.evaluate(async () => {
      const reader = (await fetch('/chat/17?again=1', { method: 'POST' })).body?.getReader()
      await reader?.read()
      // The rest is read when it comes.
      void reader?.read()
    })
    expect(await next(1)).toEqual([`POST http://127.0.0.1:${port}/chat/*`])
    expect(signals).toHaveLength(1)
    server.emit('go on')
    expect((await next(2)).at(-1)).toBe('end')
    expect(signals[1]).toMatchObject({ id: signals[0]?.change === 'begin' ? signals[0].id : '' })
    await close()
  })

  it('tell the end marks of sockets and of server-sent events, in frames of other sites too', async () => {
    const { page, next, close } = await watched()
    await page.evaluate(() => void new WebSocket(`ws://${location.host}/`))
    expect(await next(1)).toEqual(['mark'])
    await page.evaluate(() => void new EventSource('/events'))
    expect(await next(2)).toEqual(['mark', 'mark'])
    await page.evaluate((address) => {
      const frame = document.createElement('iframe')
      frame.src = address
      document.body.append(frame)
    }, `http://localhost:${port}/`)
    await page.waitForFunction(() => frames.length === 1)
    const frame = page.frames()[1]
    await frame?.waitForLoadState()
    await frame?.evaluate(() => void new WebSocket(`ws://${location.host}/`))
    expect(await next(3)).toEqual(['mark', 'mark', 'mark'])
    await close()
  })
})

describe('marks of an end', () => {
  it.each([
    '[DONE]',
    '{"type":"end"}',
    '{"event":"message_end","id":7}',
    '{"type":"response.completed"}',
    '{"data":{"done":true}}',
    '{"choices":[{"delta":{},"finish_reason":"stop"}]}',
    '42["stream_end",{"id":1}]',
    '{"text":"您好","is_end":true}',
  ])('%s', (frame) => expect(isEndMark(frame)).toBe(true))

  it.each([
    '2',
    '',
    'done',
    '{"type":"ping"}',
    '{"type":"message","text":"The end"}',
    '{"done":false}',
    '{"type":"friend"}',
    '{"choices":[{"delta":{"content":"stop"},"finish_reason":null}]}',
    '42["message",{"text":"end"}]',
    '[',
  ])('none: %s', (frame) => expect(isEndMark(frame)).toBe(false))

  it('are looked for in short frames only', () => {
    expect(isEndMark(`{"type":"end","text":"${'x'.repeat(70_000)}"}`)).toBe(false)
    expect(isEndMark('['.repeat(50_000))).toBe(false)
  })

  it('takes the name of a server-sent event', () => {
    expect(isEndMark('{}', 'done')).toBe(true)
    expect(isEndMark('{}', 'message')).toBe(false)
  })
})
