/** The bot of the run benches: its words depend only on the conversation, over HTTP and in a page. It keeps a log. */
import http from 'node:http'

const PAGE = `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><link rel="icon" href="data:,"><title>chat</title>
<div id="log"></div><input id="box" aria-label="请输入您的问题">
<script>
const session = crypto.randomUUID()
const show = (by, text) => {
  const row = document.createElement('div')
  row.className = by
  row.textContent = text
  log.append(row)
}
box.onkeydown = async (event) => {
  if (event.key !== 'Enter') return
  const message = box.value
  box.value = ''
  show('me', message)
  const response = await fetch('/', { method: 'POST', body: JSON.stringify({ message, session }) })
  for (const { text } of (await response.json()).messages) show('bot', text)
}
</script>`

/**
 * @param {{ delay?: number }} options milliseconds before an answer
 * @returns its address, the messages of each session in order, what is told of each message, and how to end it
 */
export async function startRunBot({ delay = 0 } = {}) {
  const sessions = new Map()
  const bot = { sessions, heard: () => undefined }
  const server = http.createServer((request, response) => {
    if (request.method === 'GET') {
      response.setHeader('content-type', 'text/html; charset=utf-8')
      return response.end(request.url === '/' ? PAGE : '')
    }
    const chunks = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      const { message, session } = JSON.parse(Buffer.concat(chunks).toString())
      const said = sessions.get(session) ?? []
      sessions.set(session, said)
      said.push(message)
      bot.heard(message)
      const text = `您问的是“${message}”（第${said.length}句）。本店商品支持七天无理由退货，退款会在三个工作日内原路退回。`
      response.setHeader('content-type', 'application/json')
      setTimeout(() => response.end(JSON.stringify({ messages: [{ text }] })), delay)
    })
  })
  server.keepAliveTimeout = 60_000
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  return Object.assign(bot, {
    url: `http://127.0.0.1:${server.address().port}`,
    stop: () =>
      new Promise((done) => {
        server.close(done)
        server.closeAllConnections()
      }),
  })
}
