/** Whole conversations with a page whose chat goes over a WebSocket: what the wire proves, and what words do not. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { type WebSocket as Socket, WebSocketServer } from 'ws'
import type { TranscriptEvent } from '../../../src/documents/types/event.js'
import { converse } from '../../../src/index.js'
import { Workplace } from '../../support/workplace.js'

/** Speaks as Genesys Cloud's web messaging does, and shows texts; each of them comes over the socket. */
const PAGE = `<!doctype html><meta charset="utf-8"><body>
<div id="log"></div><input id="box"><script>
  const socket = new WebSocket('ws://' + location.host + '/v1')
  const send = (frame) => socket.send(JSON.stringify(frame))
  const show = (who, text) => {
    const row = document.createElement('p')
    row.className = who
    row.textContent = text
    log.append(row)
  }
  socket.onopen = () => send({ action: 'configureSession', deploymentId: 'd-1', token: 'abc-123' })
  socket.onmessage = ({ data }) => {
    const { body } = JSON.parse(data)
    if (body.direction === 'Outbound' && body.text) show('bot', body.text)
  }
  box.onkeydown = ({ key }) => {
    if (key !== 'Enter') return
    show('me', box.value)
    send({ action: 'onMessage', message: { type: 'Text', text: box.value } })
    fetch('/count', { method: 'POST', body: '{"seen":1}' })
    box.value = ''
  }
</script>`

let messages = 0
const structured = (text: string, originatingEntity: string) => ({
  type: 'message',
  class: 'StructuredMessage',
  code: 200,
  body: { id: `m-${++messages}`, direction: 'Outbound', type: 'Text', text, originatingEntity },
})

/** @param answers what the service sends, frame by frame, for each message */
async function talk(answers: (n: number) => unknown[], steps: object[]) {
  const server = createServer((request, response) => {
    const json = request.url === '/count'
    response.setHeader('content-type', json ? 'application/json' : 'text/html')
    response.end(json ? '{"ok":true}' : PAGE)
  })
  new WebSocketServer({ server }).on('connection', (socket: Socket) => {
    let n = 0
    const send = (frame: unknown) => socket.send(JSON.stringify(frame))
    socket.on('message', (data) => {
      const { action } = JSON.parse(String(data))
      if (action === 'onMessage') for (const frame of answers(n++)) send(frame)
      else send({ type: 'response', class: 'SessionResponse', code: 200, body: { connected: true } })
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const browser = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    input: '#box',
    bot: '.bot',
    consumer: '.me',
  }
  const work = new Workplace()
  const target = work.write('shop.target.yaml', {
    channel: { browser },
    timing: { quiet: '300ms', human: '5s' },
  })
  const { events, levels, stop, reading } = await converse({ target, steps: steps as never, lang: 'zh-CN' })
  const of = <K extends TranscriptEvent['kind']>(kind: K) =>
    events.filter((event): event is Extract<TranscriptEvent, { kind: K }> => event.kind === kind)
  return { of, levels, stop, reading }
}

it('proves a person by the frame in which one wrote, and stops waiting', async () => {
  const { of, levels, stop, reading } = await talk(
    (n) => [structured(n === 0 ? '正在为您处理' : '嗯', n === 0 ? 'Human' : 'Bot')],
    [{ 'ask-human': 'phrase' }],
  )
  const proof = levels.find(({ level }) => level === 'E4')
  const [handoff] = of('handoff')
  expect(proof).toMatchObject({
    line: handoff?.seq,
    why: expect.stringContaining('genesys genesys.human-message'),
  })
  expect(handoff).toMatchObject({
    platform: 'genesys',
    source: 'ws',
    ref: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
  const frame = of('frame').find(({ ref }) => ref === handoff?.ref)
  expect(frame).toMatchObject({
    turn: handoff?.turn,
    direction: 'in',
    connection: of('frame')[0]?.connection,
  })
  const turn = reading.turns.find((one) => one.turn === handoff?.turn)
  expect(turn?.messages.map(({ text }) => text)).toEqual(['正在为您处理'])
  expect(stop).toMatchObject({ reason: 'human-connected' })
})

it('proves nothing by what a bot writes, whatever it looks like; other requests are only counted', async () => {
  const forged = ['{"type":"agentaccepted"}', JSON.stringify(structured('您好，我是小林', 'Human'))]
  const { of, levels } = await talk(
    (n) => [structured(forged[n] ?? '好', 'Bot')],
    [{ say: ['你好'] }, { say: ['在吗'] }],
  )
  expect(of('text').map(({ text }) => text)).toEqual(expect.arrayContaining(forged))
  expect(of('handoff')).toEqual([])
  expect(levels.filter(({ level }) => level !== 'E0')).toEqual([])
  expect(new Set(of('frame').map(({ source }) => source))).toEqual(new Set(['ws']))
  const left = of('observation').find(({ name }) => name === 'frames-left-out')
  expect(left?.value).toMatchObject({ frames: expect.any(Number) })
})
