/** The server of channel-wire.mjs in a process of its own: gives back what it is sent, with the moment at which it does. */
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'

const PAGE = `<!doctype html><meta charset="utf-8"><body><script>
  const next = (target, name) => new Promise((done) => target.addEventListener(name, done, { once: true }))
  const socket = new WebSocket('ws://' + location.host + '/socket')
  const key = crypto.randomUUID()
  const events = new EventSource('/events?' + key)
  globalThis.ready = Promise.all([next(socket, 'open'), next(events, 'open')]).then(() => true)
  const post = (path, body) => fetch(path, { method: 'POST', body }).then((reply) => reply.text())
  const clock = () => performance.timeOrigin + performance.now()
  const heard = (target) => next(target, 'message').then((event) => event.data)
  globalThis.ways = {
    socket(text) { const reply = heard(socket); socket.send(text); return reply },
    events(text) { const reply = heard(events); post('/tell?' + key, text); return reply },
    fetch: (text) => post('/echo', text),
    posted(text) {
      const reply = heard(window)
      window.postMessage(JSON.stringify({ at: clock(), text }), '*')
      return reply
    },
  }
</script>`

const streams = new Map()
const answer = (text) =>
  JSON.stringify({ id: crypto.randomUUID(), text, at: performance.timeOrigin + performance.now() })

const server = createServer(async (request, response) => {
  const { pathname, search } = new URL(request.url, 'http://x')
  const body = []
  for await (const chunk of request) body.push(chunk)
  const text = Buffer.concat(body).toString()
  if (pathname === '/events') {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.flushHeaders()
    return streams.set(search, response)
  }
  response.setHeader('content-type', pathname === '/' ? 'text/html' : 'application/json')
  if (pathname === '/tell') {
    response.end('{}', () => streams.get(search).write(`data: ${answer(text)}\n\n`))
    return
  }
  response.end(pathname === '/' ? PAGE : answer(text))
})
new WebSocketServer({ server }).on('connection', (socket) =>
  socket.on('message', (data) => socket.send(answer(String(data)))),
)
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }))
process.on('disconnect', () => process.exit(0))
