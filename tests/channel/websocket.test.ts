import http from 'node:http'
import net, { type AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { websocketChannel } from '../../src/channel/socket/websocket.js'
import type { ReadyTarget } from '../../src/documents/ready.js'
import { authority } from '../support/authority.js'
import { parrot, type SocketBot, webSocketBot } from '../support/sockets.js'
import { type Emitted, readyTarget, Talk } from '../support/talk.js'

type Block = NonNullable<ReadyTarget['channel']['websocket']>

process.env.OMBUD_TEST_SOCKET = 's0cket-"s3cret'

const talk = ({ url }: Pick<SocketBot, 'url'>, block: Partial<Block> = {}) =>
  Talk.open(
    websocketChannel(),
    readyTarget({
      websocket: {
        url,
        request: { text: '$.text', session: '$.session' },
        reply: { choices: '$.choices[*]', author: '$.from' },
        ...block,
      },
    }),
  )

const isError = (event: Emitted) => event.kind === 'error'
const details = (error: unknown) => (error as { details: object }).details

describe('a WebSocket as a channel', () => {
  it('sends the words and the session, and hears what comes, asked for or not', async () => {
    const bot = await webSocketBot(({ text = '' }, say) => say(parrot(text)), {
      greet: (say) => say({ text: '欢迎', from: 'agent' }),
    })
    const one = await talk(bot)
    const words = '<b>多久发货？</b> \u202e😀 "q" \\'
    await one.session.send(`echo ${words}`)
    await one.untilText(words)
    await one.session.send('choices')
    expect(await one.until((e) => e.kind === 'choices')).toMatchObject({
      options: [{ label: '退款' }, { label: '转人工' }],
    })
    await one.session.choose({ label: '退款' })
    await one.untilText('chosen 退款')
    expect(one.of('text')[0]).toMatchObject({ actor: 'human', text: '欢迎' })
    expect(
      one
        .of('text')
        .filter((e) => e.actor === 'consumer')
        .map((e) => e.text),
    ).toEqual([`echo ${words}`, 'choices', '退款'])
    const [first, second] = bot.heard as { session: string }[]
    expect(first?.session).toBeTruthy()
    expect(second?.session).toBe(first?.session)
    expect(one.session).toMatchObject({ hears: true, about: { kind: 'websocket', url: bot.url } })
  })

  it('offers subprotocols, shows headers, joins, and keeps secrets to itself', async () => {
    const bot = await webSocketBot(
      (frame, say) => say({ text: `you are ${(frame as { token: string }).token}` }),
      {
        handleProtocols: (offered) => [...offered].at(-1) ?? false,
      },
    )
    const one = await talk(bot, {
      protocols: ['chat.v1', 'chat.v2'],
      headers: { 'X-Token': '${OMBUD_TEST_SOCKET}' },
      auth: { query: { key: '${OMBUD_TEST_SOCKET}' } },
      open: [{ type: 'join', token: '${OMBUD_TEST_SOCKET}', room: '{session}' }],
    })
    await one.until((e) => e.kind === 'text')
    const [request] = bot.requests
    expect(request?.headers['sec-websocket-protocol']).toBe('chat.v1,chat.v2')
    expect(request?.headers['x-token']).toBe('s0cket-"s3cret')
    expect(request?.url).toContain('key=s0cket')
    expect(JSON.stringify(request?.headers)).not.toMatch(/ombud|node/i)
    expect(bot.heard[0]).toMatchObject({ type: 'join', token: 's0cket-"s3cret' })
    expect(JSON.stringify(bot.heard[0])).toMatch(/"room":"[0-9a-f-]{36}"/)
    expect(JSON.stringify(one.events)).not.toContain('s3cret')
    expect(one.kept.join()).not.toContain('s3cret')
  })

  it('puts pieces together by message, ends the answer where a frame says so', async () => {
    const bot = await webSocketBot((_, say) => {
      for (const [id, piece] of [
        ['a', '现货'],
        ['b', '另外'],
        ['a', '48小时'],
      ])
        say({ id, piece })
      say({ id: 'a', piece: '内发货', last: true })
      say({ kind: 'typing', on: true })
      say({ over: true })
    })
    const one = await talk(bot, {
      reply: { id: '$.id', typing: '$.on' },
      delta: '$.piece',
      done: '$.last',
      end: '$.over',
    })
    await one.session.send('多久发货')
    await one.until((e) => e.kind === 'end')
    const said = one.of('text').filter((e) => e.actor === 'bot')
    expect(said.map((e) => [e.id, e.text, e.revision, e.final])).toEqual([
      ['m-a', '现货', 0, false],
      ['m-b', '另外', 0, false],
      ['m-a', '现货48小时', 1, false],
      ['m-a', '现货48小时内发货', 2, true],
      ['m-b', '另外', 1, true],
    ])
    expect(new Set(one.of('text').map((e) => e.correlation)).size).toBe(1)
    expect(one.of('typing')).toMatchObject([{ on: true }])
    expect(one.events.at(-1)).toMatchObject({ kind: 'end', correlation: one.of('text')[0]?.correlation })
  })

  it.each([
    [1000, 'bye', 'session', { change: 'closed', actor: 'bot', detail: 'close 1000: bye' }],
    [4001, '', 'session', { change: 'closed', detail: 'close 4001' }],
    [1011, 'oops', 'error', { whose: 'bot', code: 'close-1011' }],
    [1008, '', 'error', { whose: 'bot', code: 'close-1008' }],
  ] as const)('tells what close code %i means', async (code, reason, kind, expected) => {
    const one = await talk(await webSocketBot((_, __, socket) => socket.close(code, reason)))
    await one.session.send('hi')
    expect(await one.until((e) => e.kind === kind)).toMatchObject(expected)
    await expect(one.session.send('again')).rejects.toMatchObject({ details: { whose: 'network' } })
  })

  it('calls a connection that breaks without a word the network’s', async () => {
    const one = await talk(await webSocketBot((_, __, socket) => socket.terminate()))
    await one.session.send('hi')
    expect(await one.until(isError)).toMatchObject({ whose: 'network', code: 'reset' })
  })

  it('notices that nothing comes back any more', async () => {
    const bot = await webSocketBot(() => undefined, { autoPong: false })
    const one = await talk(bot, { ping: '100ms' })
    expect(await one.until(isError)).toMatchObject({ whose: 'network', code: 'reset' })
  })

  it('keeps a connection alive on which only pongs come', async () => {
    const bot = await webSocketBot(({ text = '' }, say) => say(parrot(text)))
    const one = await talk(bot, { ping: '100ms' })
    let pings = 0
    await new Promise<void>((resolve) => bot.sockets[0]?.on('ping', () => ++pings === 3 && resolve()))
    await one.session.send('echo still here')
    await one.untilText('still here')
    expect(one.of('error')).toEqual([])
  })

  it('goes on after frames that it cannot read, and says so once a message', async () => {
    const bot = await webSocketBot((_, say, socket) => {
      for (const frame of ['not json \u001b[31m', '[[[', '{"text":42}', '[]', 'null']) say(frame)
      socket.send(Buffer.from([0xff, 0xfe]))
      socket.send(Buffer.from('{"text":"binary JSON"}'))
      say(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)
      say({ text: 'fine' })
    })
    const one = await talk(bot)
    await one.session.send('hi')
    await one.untilText('fine')
    expect(one.of('text').map((e) => e.text)).toEqual(['hi', 'binary JSON', 'fine'])
    expect(one.of('observation')).toMatchObject([
      { name: 'no-words', value: expect.stringMatching(/not JSON/) },
    ])
    expect(JSON.stringify(one.of('observation'))).not.toContain('\\u001b')
  })

  it.each([
    [
      'a frame that is too large',
      (say: (m: unknown) => void) => say({ text: 'x'.repeat(5 << 20) }),
      'too-large',
    ],
    [
      'a flood',
      (say: (m: unknown) => void) => {
        for (let i = 0; i < 101_000; i++) say('{}')
      },
      'flood',
    ],
  ])('bounds %s', async (_, flood, code) => {
    const one = await talk(await webSocketBot((_frame, say) => flood(say)))
    await one.session.send('hi')
    expect(await one.until(isError)).toMatchObject({ whose: 'bot', code })
  })

  it.each([
    [404, 'harness', 'http-404'],
    [401, 'harness', 'http-401'],
    [503, 'bot', 'http-503'],
    [429, 'network', 'rate-limited'],
  ])('tells whose doing HTTP %i instead of a connection is', async (status, whose, code) => {
    const bot = await webSocketBot(() => undefined, {
      verifyClient: (_info, done) => done(false, status, 'no', { 'retry-after': '7' }),
    })
    const error = await talk(bot).catch(details)
    expect(error).toMatchObject({ whose, code })
    if (status === 429) expect(error).toMatchObject({ retryAfter: 7 })
  })

  it('goes through a proxy, and trusts an authority of the target file alone', async () => {
    const ca = authority()
    onTestFinished(() => ca.remove())
    const { cert, key } = ca.issue('DNS:shop.test')
    const secure = await webSocketBot(({ text = '' }, say) => say(parrot(text)), { tls: { cert, key } })
    const plain = await webSocketBot(({ text = '' }, say) => say(parrot(text)))
    const asked: string[] = []
    const proxy = http.createServer().on('connect', (request, client: net.Socket) => {
      asked.push(request.url ?? '')
      const port = Number(new URL(asked.at(-1)?.endsWith(':443') ? secure.url : plain.url).port)
      const server = net.connect(port, '127.0.0.1', () => client.write('HTTP/1.1 200 OK\r\n\r\n'))
      client.pipe(server).pipe(client)
      for (const socket of [client, server]) socket.on('error', () => undefined)
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void proxy.close())
    const through = { proxy: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}` }
    for (const [url, block] of [
      ['ws://shop.test/chat', through],
      ['wss://shop.test/chat', { ...through, tls: { ca: ca.ca } }],
    ] as const) {
      const one = await talk({ url }, block)
      await one.session.send('echo through')
      await one.untilText('through')
      await one.session.close()
    }
    expect(asked).toEqual(['shop.test:80', 'shop.test:443'])
    await expect(talk({ url: 'wss://shop.test/chat' }, through)).rejects.toThrow(/certificate/)
    await expect(talk(plain, { proxy: 'http://127.0.0.1:1' })).rejects.toMatchObject({
      details: { whose: 'network', code: 'proxy' },
    })
  })

  it('tells a refused connection, an address that never answers, and a variable that is not set', async () => {
    await expect(talk({ url: 'ws://127.0.0.1:1/' })).rejects.toMatchObject({
      details: { whose: 'bot', code: 'refused' },
    })
    const mute = net.createServer(() => undefined)
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void mute.close())
    const url = `ws://127.0.0.1:${(mute.address() as AddressInfo).port}/`
    await expect(talk({ url }, { timeout: '100ms' })).rejects.toMatchObject({
      details: { whose: 'bot', code: 'timeout' },
    })
    await expect(talk({ url }, { open: [{ token: '${OMBUD_NOT_SET}' }] })).rejects.toThrow(
      /channel.websocket.open.0.token needs the environment variable OMBUD_NOT_SET/,
    )
  })
})
