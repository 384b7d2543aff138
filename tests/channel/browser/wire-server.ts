/** A site that speaks in all the ways that a chat may: sockets, event streams, replies in pieces, workers, frames. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'

/** Asks again and again: what a worker does in its first milliseconds may be missed. */
const SERVICE_WORKER = `self.addEventListener('install', (event) => event.waitUntil(new Promise(() => {
  new WebSocket('ws://' + location.host + '/service-worker').onmessage = () =>
    fetch('/json', { method: 'POST', body: '{"from":"service worker"}' })
})))`

/** Scripts by path; what a page runs as soon as it is there, so that nothing may be missed. */
const SCRIPTS: Record<string, string> = {
  '/frame': `new EventSource('/events?frame'); new WebSocket('ws://' + location.host + '/frame')
    fetch('/json?n', { method: 'POST', body: '{"from":"frame"}' })
    parent.postMessage({ type: 'widget.hello', token: 'abc-123' }, '*')
    addEventListener('message', (event) => { if (event.data.again) parent.postMessage('{"type":"widget.again"}', '*') })`,
  '/inner': `parent.postMessage({ type: 'inner.hello' }, '*')`,
  '/outer': `const inner = document.createElement('iframe')
    inner.src = 'http://127.0.0.1:' + location.port + '/inner'; addEventListener('load', () => document.body.append(inner))`,
}

export async function wireServer(connected: (socket: WebSocket, path: string) => void) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x')
    const body: Buffer[] = []
    for await (const chunk of request) body.push(chunk as Buffer)
    const answer = (type: string, text: string | Buffer) => {
      response.setHeader('content-type', type)
      response.end(text)
    }
    if (pathname === '/json') return answer('application/json', `{"heard":${Buffer.concat(body).length}}`)
    if (pathname === '/cut') return answer('application/json', '{"type":"agent')
    if (pathname === '/large')
      return answer('application/json', JSON.stringify({ text: 'x'.repeat(5_000_000) }))
    if (pathname === '/script.js') return answer('text/javascript', 'globalThis.ran = true')
    if (pathname === '/style.css') return answer('text/css', 'body { color: red }')
    if (pathname === '/picture') return answer('image/png', Buffer.from([137, 80, 78, 71]))
    if (pathname === '/sw.js') return answer('text/javascript', SERVICE_WORKER)
    if (pathname === '/worker.js')
      return answer('text/javascript', `new WebSocket('ws://' + location.host + '/worker')`)
    if (pathname === '/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream' })
      return response.write('event: ROUTED\ndata: {"n":1}\n\ndata: {"n":2}\n\n')
    }
    if (pathname === '/answer-events' || pathname === '/answer-lines') {
      const events = pathname === '/answer-events'
      response.writeHead(200, { 'content-type': events ? 'text/event-stream' : 'application/x-ndjson' })
      const bytes = Buffer.from(events ? 'event: part\ndata: {"n":"您好"}\n\n' : '{"n":"您好"}\n')
      // In the middle of a sign.
      const middle = bytes.indexOf(Buffer.from('您')) + 1
      response.write(bytes.subarray(0, middle))
      await once(server, 'go on')
      response.write(bytes.subarray(middle))
      await once(server, 'go on')
      return response.end(events ? 'data: {"n":3}\n\ndata: never ended' : '{"n":3}\n{"n":4}')
    }
    answer('text/html', `<!doctype html><body><script>${SCRIPTS[pathname] ?? ''}</script>`)
  })
  new WebSocketServer({ server }).on('connection', (socket, request) => connected(socket, request.url ?? ''))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    goOn: () => server.emit('go on'),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
