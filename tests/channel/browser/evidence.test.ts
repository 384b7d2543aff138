/** What is kept of a conversation: a picture of each turn, the network without secrets, the page itself. */
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { WebSocketServer } from 'ws'
import { Scrub, secretsNamed } from '../../../src/channel/browser/scrub.js'
import { GOOD_ANSWER, question, Workplace } from '../../support/workplace.js'
import { PARTS, page, street, visits } from './streets.js'

const SECRETS = {
  header: 'bearer-in-a-header',
  cookie: 'cookie-of-the-session',
  query: 'token-in-the-query',
  sent: 'password-in-a-body',
  got: 'token-in-an-answer',
  set: 'cookie-that-is-set',
  socket: 'token-over-a-socket',
  own: 'secret-of-the-target-file',
}
const PAGE = page(`
document.cookie = 'sid=${SECRETS.cookie}'
const socket = new WebSocket('ws://' + location.host + '/live')
socket.onopen = () => socket.send(JSON.stringify({ type: 'hello', token: '${SECRETS.socket}' }))
const answer = async (text) => {
  const asked = await fetch('/ask?lang=en&access_token=${SECRETS.query}', {
    method: 'POST',
    headers: { authorization: 'Bearer ${SECRETS.header}', 'content-type': 'application/json' },
    body: JSON.stringify({ text, password: '${SECRETS.sent}' }),
  })
  reply((await asked.json()).answer)
}`)

let shop: Awaited<ReturnType<typeof street>>
let sockets: WebSocketServer
let url: string
const on = visits({ loopbackOnly: true })
beforeAll(async () => {
  shop = await street((request, response) => {
    if (!request.url?.startsWith('/ask'))
      return response.setHeader('content-type', 'text/html; charset=utf-8').end(PAGE)
    response.setHeader('set-cookie', `session=${SECRETS.set}`).setHeader('content-type', 'application/json')
    response.end(JSON.stringify({ answer: 'Within 7 days', access_token: SECRETS.got }))
  })
  url = `http://127.0.0.1:${shop.port}/`
  sockets = new WebSocketServer({ noServer: true })
  shop.onUpgrade((request, socket, head) =>
    sockets.handleUpgrade(request, socket, head, (client) => client.send('{"greeting":"hello there"}')),
  )
})
afterAll(async () => {
  await on.close()
  for (const client of sockets.clients) client.terminate()
  shop.close()
})

/** Extension of a picture by its first bytes. */
const kindOf = (data: Buffer | undefined) =>
  data?.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))
    ? 'jpeg'
    : data?.subarray(1, 4).toString('latin1')

it('keeps a picture of each turn, and at the end the network and the page', async () => {
  const { session, ask, observed, kept, events } = await on.open(url)
  await session.turned?.()
  expect(await ask('When can I return it?')).toBe('Within 7 days')
  await session.turned?.()
  await session.close()

  const pictures = observed('screenshot').map(({ ref }) => kept.get(ref ?? '')?.data)
  expect(pictures.map(kindOf)).toEqual(['jpeg', 'jpeg', 'jpeg'])
  const sent = events.findIndex((e) => e.kind === 'text' && e.actor === 'consumer')
  expect(events.findIndex((e) => e.kind === 'observation' && e.name === 'screenshot')).toBeLessThan(sent)

  const [archive] = observed('archive')
  const page = kept.get(archive?.ref ?? '')
  expect(page?.extension).toBe('mhtml')
  expect(page?.data.toString()).toMatch(/^From: <Saved by Blink>[\s\S]*multipart\/related/)
  expect(page?.data.toString()).toContain('Within 7 days')

  const [network] = observed('har')
  const har = kept.get(network?.ref ?? '')
  expect(har?.extension).toBe('har')
  const { log } = JSON.parse(har?.data.toString() ?? '')
  expect(log.version).toBe('1.2')
  const entry = log.entries.find((e: { request: { url: string } }) => e.request.url.includes('/ask'))
  expect(entry).toMatchObject({
    request: { method: 'POST', url: `${url}ask?lang=en&access_token=•••` },
    response: { status: 200, content: { mimeType: 'application/json' } },
  })
  expect(JSON.parse(entry.request.postData.text)).toEqual({ text: 'When can I return it?', password: '•••' })
  expect(JSON.parse(entry.response.content.text)).toEqual({ answer: 'Within 7 days', access_token: '•••' })
  expect(entry.timings.wait).toBeGreaterThanOrEqual(0)
  const live = log.entries.find((e: { _resourceType: string }) => e._resourceType === 'websocket')
  expect(live._webSocketMessages.map((m: { data: string }) => m.data)).toEqual(
    expect.arrayContaining(['{"type":"hello","token":"•••"}', '{"greeting":"hello there"}']),
  )
  for (const secret of Object.values(SECRETS)) expect(har?.data.toString()).not.toContain(secret)
})

it('keeps a PNG and a trace where they are asked for', async () => {
  const there = visits({ loopbackOnly: true, evidence: ['png', 'trace'] })
  const { session, ask, observed, kept } = await there.open(url)
  await ask('Hello?')
  await session.turned?.()
  await session.close()
  await there.close()
  expect(observed('screenshot').map(({ ref }) => kindOf(kept.get(ref ?? '')?.data))).toEqual(['PNG', 'PNG'])
  const trace = kept.get(observed('trace')[0]?.ref ?? '')
  expect(trace?.extension).toBe('zip')
  expect(kindOf(trace?.data)).toMatch(/^K/)
})

it('keeps a video where there is an encoder, and says what is missing where there is none', async () => {
  const there = visits({ loopbackOnly: true, evidence: ['video'] })
  const opened = await there.open(url).catch((error: Error & { details: unknown }) => error)
  if (opened instanceof Error) expect(opened.details).toMatchObject({ whose: 'harness', code: 'no-ffmpeg' })
  else {
    await opened.session.close()
    const video = opened.kept.get(opened.observed('video')[0]?.ref ?? '')
    expect(video?.data.subarray(0, 4)).toEqual(Buffer.from([0x1a, 0x45, 0xdf, 0xa3]))
  }
  await there.close()
})

it('keeps only the last picture where nothing more is wanted', async () => {
  const there = visits({ loopbackOnly: true, evidence: ['none'] })
  const { session, observed, kept } = await there.open(url)
  await session.turned?.()
  await session.close()
  await there.close()
  expect(observed('screenshot').map(({ ref }) => kindOf(kept.get(ref ?? '')?.data))).toEqual(['jpeg'])
  expect([...observed('har'), ...observed('archive')]).toEqual([])
})

it('shows what was there where no chat was found', async () => {
  const there = visits({ loopbackOnly: true })
  const { observed, kept } = await there.fails(url, { ...PARTS, input: '#nowhere' })
  await there.close()
  expect(observed('screenshot').map(({ ref }) => kindOf(kept.get(ref ?? '')?.data))).toEqual(['jpeg'])
  expect(observed('archive')).toHaveLength(1)
})

it.each([
  ['https://u:pass-word@shop.example/?code=abc123&page=2', 'https://•••@shop.example/?code=•••&page=2'],
  ['user=mei&passwd=hunter2&lang=zh', 'user=mei&passwd=•••&lang=zh'],
  ['https://shop.example/cb#id_token=abc', 'https://shop.example/cb#id_token=•••'],
  [String.raw`{"a":"{\"token\":\"xyz\"}"}`, String.raw`{"a":"{\"token\":\"•••\"}"}`],
  [String.raw`{"token":"x\"y","b":1}`, '{"token":"•••","b":1}'],
  ['Bearer abcdefghij.klm', 'Bearer •••'],
  ['x eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2ln y', 'x ••• y'],
  ['{"phone":13800000000,"sessionId":"s1"}', '{"phone":13800000000,"sessionId":"•••"}'],
  ['您的订单 SF-2024 已发货', '您的订单 SF-2024 已发货'],
])('leaves no secret in %s', (text, clean) => {
  expect(new Scrub([]).text(text)).toBe(clean)
})

it('knows the secrets that the target file names', () => {
  const secrets = secretsNamed(
    { steps: [{ fill: '#p', value: '${SHOP_PASSWORD}' }] },
    { SHOP_PASSWORD: SECRETS.own },
  )
  expect(new Scrub(secrets).text(`the word is ${SECRETS.own}.`)).toBe('the word is •••.')
})

it('is quick with hostile texts', () => {
  const texts = [
    '"'.repeat(64_000),
    '"a":'.repeat(16_000),
    '"a":"\\'.repeat(10_000),
    'eyJ'.repeat(20_000),
    '&a='.repeat(20_000),
  ]
  for (const text of texts) expect(new Scrub([]).text(text).length).toBeLessThanOrEqual(64_000)
}, 5_000)

const ASKS = page(`const answer = async () => reply(await (await fetch('/ask')).text())`)

it('keeps its files where the report looks for them', async () => {
  const shop = await street((request, response) =>
    request.url?.startsWith('/ask')
      ? response.setHeader('content-type', 'text/plain; charset=utf-8').end(GOOD_ANSWER)
      : response.setHeader('content-type', 'text/html; charset=utf-8').end(ASKS),
  )
  onTestFinished(() => shop.close())
  const work = new Workplace()
  const { result } = await work.run([
    work.write('shop.target.yaml', {
      politeness: { gap: '0ms' },
      channel: { browser: { ...PARTS, url: `http://127.0.0.1:${shop.port}/` } },
    }),
    work.write('ask.scenario.yaml', question('ask')),
  ])
  const evidence = result.targets[0]?.trials[0]?.evidence ?? []
  const kinds = evidence.map(({ kind, turn }) => [kind, turn])
  expect(kinds.slice(0, 2)).toEqual([
    ['screenshot', 0],
    ['screenshot', 1],
  ])
  expect(kinds.map(([kind]) => kind)).toEqual(expect.arrayContaining(['har', 'archive']))
  const html = work.read('run/report.html')
  for (const { file } of evidence) {
    expect(html).toContain(`href="${file}"`)
    expect(work.read(`run/${file}`).length).toBeGreaterThan(100)
  }
})
