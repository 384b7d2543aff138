import type { Socket } from 'socket.io'
import { describe, expect, it } from 'vitest'
import { socketioChannel } from '../../src/channel/socket/socketio.js'
import type { ReadyTarget } from '../../src/documents/ready.js'
import { parrot, socketioBot } from '../support/sockets.js'
import { type Emitted, readyTarget, Talk } from '../support/talk.js'

type Block = NonNullable<ReadyTarget['channel']['socketio']>

process.env.OMBUD_TEST_SOCKET = 's0cket-s3cret'

const talk = (url: string, block: Partial<Block> = {}) =>
  Talk.open(
    socketioChannel(),
    readyTarget({
      socketio: {
        url: url.replace(/\/chat$/, '/'),
        send: { event: 'message' },
        receive: ['reply'],
        reply: { choices: '$.choices[*]', author: '$.from' },
        ...block,
      },
    }),
  )

const isError = (event: Emitted) => event.kind === 'error'

const speaking = (socket: Socket) =>
  socket.on('message', (said: string | { text: string }) =>
    socket.emit('reply', parrot(typeof said === 'string' ? said : said.text)),
  )

describe('Socket.IO as a channel', () => {
  it('sends an event, and hears those that were named', async () => {
    const bot = await socketioBot((socket) => {
      speaking(socket)
      socket.emit('reply', { text: '欢迎', from: 'agent' })
      socket.emit('news', { text: 'not for the consumer' })
    })
    const one = await talk(bot.url)
    const words = '<b>你好</b> \u202e😀 "q"'
    await one.session.send(`echo ${words}`)
    await one.untilText(words)
    await one.session.send('choices')
    await one.until((e) => e.kind === 'choices')
    await one.session.choose({ label: '退款' })
    await one.untilText('chosen 退款')
    expect(one.of('text')[0]).toMatchObject({ actor: 'human', text: '欢迎', source: 'ws' })
    expect(JSON.stringify(one.events)).not.toContain('not for the consumer')
    expect(bot.heard).toEqual([
      ['message', `echo ${words}`],
      ['message', 'choices'],
      ['message', '退款'],
    ])
    expect(JSON.stringify(bot.requests[0]?.headers)).not.toMatch(/ombud|node/i)
  })

  it('shows who it is, joins, and says objects where the target file says so', async () => {
    const auths: unknown[] = []
    const bot = await socketioBot((socket) => {
      auths.push(socket.handshake.auth)
      speaking(socket)
    })
    const one = await talk(bot.url, {
      auth: { token: '${OMBUD_TEST_SOCKET}', user: '{session}' },
      open: [{ event: 'join', data: { room: '{session}' } }, { event: 'hello' }],
      send: { event: 'message', request: { text: '$.text', session: '$.room', body: { kind: 'text' } } },
    })
    await one.session.send('echo s0cket-s3cret')
    await one.until((e) => e.kind === 'text' && e.actor === 'bot')
    const [auth] = auths as { token: string; user: string }[]
    expect(auth).toMatchObject({ token: 's0cket-s3cret' })
    expect(bot.heard).toEqual([
      ['join', { room: auth?.user }],
      ['hello'],
      ['message', { kind: 'text', text: 'echo s0cket-s3cret', room: auth?.user }],
    ])
    expect(JSON.stringify(one.of('text')[1])).not.toContain('s3cret')
  })

  it('hears typing, ends and goodbyes that come as events', async () => {
    const bot = await socketioBot((socket) =>
      socket.on('message', () => {
        socket.emit('typing')
        socket.emit('typing', false)
        socket.emit('reply', { text: '一' })
        socket.emit('done')
        socket.emit('bye')
      }),
    )
    const one = await talk(bot.url, { typing: 'typing', ended: 'done', closed: 'bye' })
    await one.session.send('hi')
    expect(await one.until((e) => e.kind === 'session')).toMatchObject({
      change: 'closed',
      detail: 'event bye',
    })
    expect(one.of('typing').map((e) => e.on)).toEqual([true, false])
    expect(one.of('end')).toMatchObject([{ correlation: one.of('text')[0]?.correlation }])
  })

  it('takes the answer from the acknowledgement', async () => {
    const bot = await socketioBot((socket) =>
      socket.on('message', (text: string, acknowledge: (answer: unknown) => void) =>
        acknowledge(parrot(text)),
      ),
    )
    const one = await talk(bot.url, { send: { event: 'message', ack: 'reply' } })
    await one.session.send('echo ja')
    await one.until((e) => e.kind === 'end')
    expect(one.of('text').map((e) => [e.actor, e.text])).toEqual([
      ['consumer', 'echo ja'],
      ['bot', 'ja'],
    ])
  })

  it('says when a message is not acknowledged, and acknowledges what is sent to it', async () => {
    const bot = await socketioBot((socket) => {
      socket.on('message', () => {
        socket.timeout(5000).emit('reply', { text: 'ack me' }, (error: Error | null) => {
          bot.heard.push(['acknowledged', error === null])
          if (error === null) socket.emit('reply', { text: 'thanks' })
        })
      })
    })
    const one = await talk(bot.url, { send: { event: 'message', ack: 'sent' }, timeout: '300ms' })
    await one.session.send('hi')
    await one.untilText('thanks')
    expect(await one.until(isError)).toMatchObject({ whose: 'bot', code: 'timeout' })
  })

  it('tells a goodbye of the server from a connection that broke and was made again', async () => {
    const bot = await socketioBot((socket) => {
      socket.on('message', (text: string) => {
        if (text === 'bye') socket.disconnect()
        else if (text === 'break') socket.conn.close()
        else socket.emit('reply', parrot(text))
      })
      socket.emit('reply', { text: `hello ${bot.requests.length}` })
    })
    const one = await talk(bot.url)
    await one.session.send('break')
    await one.untilText('hello 2')
    expect(one.of('observation').map((e) => e.name)).toContain('retry')
    expect(one.of('error')).toEqual([])
    await one.session.send('bye')
    expect(await one.until((e) => e.kind === 'session')).toMatchObject({ change: 'closed', actor: 'bot' })
  })

  it('tells whose doing it is that there is no connection', async () => {
    await expect(talk('http://127.0.0.1:1/')).rejects.toMatchObject({
      details: { whose: 'bot', code: 'refused' },
    })
    const strict = await socketioBot(
      () => undefined,
      (_socket, next) => next(new Error('not \u001b[31mauthorised')),
    )
    await expect(talk(strict.url)).rejects.toMatchObject({
      message: expect.stringMatching(/refused the connection: not +\[31mauthorised/),
      details: { whose: 'harness', code: 'refused-by-server' },
    })
  })

  it.each([
    [
      'a flood',
      (socket: Socket) => {
        for (let i = 0; i < 101_000; i++) socket.emit('reply', {})
      },
      'flood',
    ],
    [
      'binary and odd payloads',
      (socket: Socket) => {
        socket.emit('reply', Buffer.from([0xff]))
        socket.emit('reply', null)
        socket.emit('reply')
        socket.emit('reply', [[[]]], 'two')
        socket.emit('reply', 'just words')
      },
      undefined,
    ],
  ] as const)('stands %s', async (_, send, code) => {
    const bot = await socketioBot((socket) => socket.on('message', () => void send(socket)))
    const one = await talk(bot.url)
    await one.session.send('hi')
    if (code) expect(await one.until(isError)).toMatchObject({ whose: 'bot', code })
    else await one.untilText('just words')
  })
})
