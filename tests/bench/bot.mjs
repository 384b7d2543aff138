/**
 * The bot of the benches, in its own process. It answers POST / with JSON and keeps a log on its own clock: from
 * when a question had come to when its answer was written. It also serves the chat page and keeps what that says.
 *
 * Options (JSON in argv[2]): `delay` [least, most] milliseconds before the answer; `halves` the same between its
 * two halves; `log` whether to keep one.
 */
import { readFileSync } from 'node:fs'
import http from 'node:http'

const { delay, halves, log: keeps } = JSON.parse(process.argv[2])
const PAGE = readFileSync(new URL('../fixtures/pages/stamped.html', import.meta.url))
const log = []
let answers = 0

/** Any fraction of a millisecond: a delay that no period divides. */
const draw = ([least, most]) => least + Math.random() * (most - least)

const server = http.createServer((request, response) => {
  if (request.method === 'GET') {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(request.url === '/' ? PAGE : '')
    return
  }
  const chunks = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', () => {
    const heard = performance.now()
    const body = JSON.parse(Buffer.concat(chunks).toString())
    if (request.url === '/') return answer(body, heard, response)
    log.push({ by: 'page', ...body })
    response.end()
  })
})

function answer({ message }, heard, response) {
  const id = `A${++answers}`
  const text = `${id}：您好，您问的是“${message}”。本店商品支持七天无理由退货，退款会在三个工作日内原路退回。`
  const body = JSON.stringify({ messages: [{ text }, { text: `${id}：还有什么可以帮您？` }] })
  response.setHeader('content-type', 'application/json')
  const finish = (rest) => {
    response.end(rest)
    if (keeps) log.push({ by: 'server', id, complete: performance.now() - heard })
  }
  if (delay[1] === 0) return finish(body)
  setTimeout(() => {
    if (!halves) return finish(body)
    response.write(body.slice(0, 40))
    setTimeout(() => finish(body.slice(40)), draw(halves))
  }, draw(delay))
}

server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }))
process.on('message', () => process.send(log))
process.on('disconnect', () => process.exit())
