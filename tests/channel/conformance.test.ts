/** Every channel of ombud is put through the checks that authors of channels use, each with a real bot behind it. */
import { fileURLToPath } from 'node:url'
import { directLineChannel } from '../../src/channel/direct-line/direct-line.js'
import { httpChannel } from '../../src/channel/http/http.js'
import { openaiChannel } from '../../src/channel/http/openai.js'
import { rasaChannel } from '../../src/channel/http/rasa.js'
import { streamChannel } from '../../src/channel/http/stream.js'
import { commandChannel } from '../../src/channel/own/command.js'
import { socketioChannel } from '../../src/channel/socket/socketio.js'
import { websocketChannel } from '../../src/channel/socket/websocket.js'
import { runChannelTests } from '../../src/vitest.js'
import { startDirectLine } from '../support/direct-line.js'
import { serve } from '../support/served.js'
import { parrot, socketioBot, webSocketBot } from '../support/sockets.js'

const BOT = fileURLToPath(new URL('../support/line-bot.mjs', import.meta.url))
const NOBODY = '127.0.0.1:1'
const echo = (text: string) => `echo ${text}`
const common = { echo, choices: 'choices' }
const request = { text: '$.text', session: '$.session' }
const reply = { choices: '$.choices[*]' }
const down = (url: string) => ({ url, retry: 0 })

const json = await serve(({ body }, response) => {
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify(parrot(String(body.text))))
})
const http = { url: json.url, request, reply }
runChannelTests(httpChannel(), {
  name: 'http',
  channel: { http },
  ...common,
  unreachable: { channel: { http: { ...http, ...down(`http://${NOBODY}`) } }, whose: 'bot' },
})

const lines = await serve(({ body }, response) => {
  response.setHeader('content-type', 'application/x-ndjson')
  const { text, choices = [] } = parrot(String(body.text))
  for (const character of text) response.write(`${JSON.stringify({ delta: character })}\n`)
  response.end(choices.length > 0 ? `${JSON.stringify({ choices })}\n` : '')
})
const stream = { url: lines.url, request, reply, delta: '$.delta' }
runChannelTests(streamChannel(), {
  name: 'stream',
  channel: { stream },
  ...common,
  unreachable: { channel: { stream: { ...stream, ...down(`http://${NOBODY}`) } }, whose: 'bot' },
})

const completions = await serve(({ body }, response) => {
  const messages = body.messages as { content: string }[]
  const { text } = parrot(String(messages.at(-1)?.content))
  response.setHeader('content-type', 'text/event-stream')
  for (const content of text)
    response.write(`data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`)
  response.end('data: [DONE]\n\n')
})
const openai = { url: `${completions.url}/v1`, model: 'shop' }
runChannelTests(openaiChannel(), {
  name: 'openai',
  channel: { openai },
  echo,
  unreachable: { channel: { openai: { ...openai, ...down(`http://${NOBODY}/v1`) } }, whose: 'bot' },
})

const rest = await serve(({ body }, response) => {
  const { text, choices = [] } = parrot(String(body.message))
  const buttons = choices.map((title) => ({ title, payload: title }))
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify([{ recipient_id: body.sender, text, buttons }]))
})
runChannelTests(rasaChannel(), {
  name: 'rasa',
  channel: { rasa: { url: rest.url } },
  ...common,
  unreachable: { channel: { rasa: down(`http://${NOBODY}`) }, whose: 'bot' },
})

const frames = await webSocketBot(({ text = '' }, say) => say(parrot(text)))
const websocket = { url: frames.url, request, reply }
runChannelTests(websocketChannel(), {
  name: 'websocket',
  channel: { websocket },
  ...common,
  unreachable: { channel: { websocket: { ...websocket, url: `ws://${NOBODY}` } }, whose: 'bot' },
})

const events = await socketioBot((socket) =>
  socket.on('say', (text: string) => socket.emit('answer', parrot(text))),
)
const socketio = { url: new URL('/', events.url).href, send: { event: 'say' }, receive: ['answer'], reply }
runChannelTests(socketioChannel(), {
  name: 'socketio',
  channel: { socketio },
  ...common,
  unreachable: { channel: { socketio: { ...socketio, url: `http://${NOBODY}` } }, whose: 'bot' },
})

process.env.OMBUD_TEST_DIRECT_LINE = 'direct-line-s3cret'
const line = await startDirectLine({
  hear({ text = '' }, conversation) {
    const { choices = [], ...said } = parrot(text)
    const actions = choices.map((value) => ({ type: 'imBack', title: value, value }))
    conversation.say({ ...said, ...(actions.length > 0 ? { suggestedActions: { actions } } : {}) })
  },
})
for (const connection of ['websocket', 'polling'] as const) {
  const directLine = {
    domain: line.domain,
    secret: '${OMBUD_TEST_DIRECT_LINE}',
    connection,
    pollEvery: '200ms',
  }
  runChannelTests(directLineChannel(), {
    name: `directLine by ${connection}`,
    channel: { directLine },
    ...common,
    unreachable: { channel: { directLine: { ...directLine, domain: `http://${NOBODY}` } }, whose: 'bot' },
  })
}

runChannelTests(commandChannel({ bot: { run: [process.execPath, BOT] }, none: { run: ['/nowhere'] } }), {
  name: 'command',
  channel: { command: { name: 'bot' } },
  ...common,
  unreachable: { channel: { command: { name: 'none' } }, whose: 'harness' },
})
