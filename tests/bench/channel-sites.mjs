/**
 * Serves chats in a process of its own: widgets of a targets folder, demo merchants, and a plain page. Each says what
 * was really said and when at `truth`: [{ user, received, parts: [{ from, text, first, last, quick? }] }], milliseconds
 * since 1970.
 *
 * Options (JSON in argv[2]): `folder` of the targets, if any; `sites` { key, kind: widget|merchant|page, name, config? }.
 * With `config.marks` each reply begins and ends with a character of its own, and the page stamps when it saw them.
 */
import http from 'node:http'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { badMerchant, goodMerchant } from '../../dist/demo/merchants.js'
import { startMerchant } from '../../dist/demo/server.js'
import { BEGIN, END, STAMPS } from './channel-stamps.mjs'

const { folder, sites } = JSON.parse(process.argv[2])
const now = () => performance.timeOrigin + performance.now()
let replies = 0

/** One reply after 150 to 400 ms: a delay that no period divides. */
function marked() {
  const n = replies++ % 2000
  const text = '您的问题已收到。配送一般需要两天，偏远地区大约五天，如有延误我们会短信通知您'
  return [
    {
      from: 'bot',
      text: `${String.fromCodePoint(BEGIN + n)}${text}${String.fromCodePoint(END + n)}`,
      gap: 150 + Math.random() * 250,
    },
  ]
}

const start = { widget, merchant, page }
const served = {}
for (const site of sites) served[site.key] = await start[site.kind](site)
process.send(served)
process.on('disconnect', () => process.exit())

async function widget({ name, config = {} }) {
  const { startTarget } = await import(pathToFileURL(join(folder, 'lib/server.mjs')))
  const { marks, ...options } = config
  const stamps = []
  if (marks) await addStamps(name, stamps)
  const { url } = await startTarget(name, { ...options, ...(marks && { brain: marked }) })
  return {
    url,
    same: `${url}__wrap?mode=same`,
    cross: `${url}__wrap?mode=cross`,
    truth: `${url}__truth`,
    stamps: `${url}__stamps`,
  }
}

/** Puts the stamping script before all others of the widget's page, and takes what it says. */
async function addStamps(name, stamps) {
  const { default: target } = await import(pathToFileURL(join(folder, `dev/widgets/${name}/target.mjs`)))
  const { html, route } = target
  target.html = (...args) => html(...args).replace('<head>', `<head><script>${STAMPS}</script>`)
  target.route = async (request, response, url, context, tools) => {
    if (url.pathname !== '/__stamps') return route?.(request, response, url, context, tools)
    if (request.method === 'POST') stamps.push(...JSON.parse(await tools.body(request)))
    tools.json(response, stamps)
    return true
  }
}

async function merchant({ name }) {
  const { pageUrl, log } = await startMerchant(name === 'bad' ? badMerchant : goodMerchant)
  const others = await listen((request, response) => {
    if (request.url === '/truth')
      return json(
        response,
        log.map(({ text, received, replies }) => ({ user: text, received, parts: replies })),
      )
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end(
      `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>商城</title><h1>商城</h1><iframe title="在线客服" src="${pageUrl}" style="position:fixed;right:20px;bottom:20px;width:480px;height:640px"></iframe>`,
    )
  })
  return { url: pageUrl, cross: `http://localhost:${others}/`, truth: `http://127.0.0.1:${others}/truth` }
}

/** The least that a chat can be: what it costs beside it is ombud's and the browser's. */
async function page() {
  const truth = []
  const stamps = []
  const html = `<!doctype html><html lang="zh-CN"><head><script>${STAMPS}</script><meta charset="utf-8"><title>客服</title></head><body><div id="log"></div><textarea aria-label="请输入您的问题"></textarea><script>
const add = (who, text) => { const row = document.createElement('div'); row.className = who; row.textContent = text; log.append(row) }
document.querySelector('textarea').addEventListener('keydown', async (event) => {
  if (event.key !== 'Enter') return
  event.preventDefault()
  const text = event.target.value
  event.target.value = ''
  add('me', text)
  add('bot', await (await fetch('/chat', { method: 'POST', body: text })).text())
})</script></body></html>`
  const port = await listen(async (request, response) => {
    const body = await textOf(request)
    if (request.url === '/truth') return json(response, truth)
    if (request.url === '/__stamps') {
      if (request.method === 'POST') stamps.push(...JSON.parse(body))
      return json(response, stamps)
    }
    if (request.url !== '/chat') {
      response.setHeader('content-type', 'text/html; charset=utf-8')
      return response.end(request.url === '/' ? html : '')
    }
    const received = now()
    const [{ from, text, gap }] = marked()
    setTimeout(() => {
      const first = now()
      truth.push({ user: body, received, parts: [{ from, text, first, last: first }] })
      response.setHeader('content-type', 'text/plain; charset=utf-8')
      response.end(text)
    }, gap)
  })
  const url = `http://127.0.0.1:${port}/`
  return { url, truth: `${url}truth`, stamps: `${url}__stamps` }
}

function listen(handler) {
  const server = http.createServer(handler)
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done(server.address().port)))
}

function json(response, value) {
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(value))
}

async function textOf(request) {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}
