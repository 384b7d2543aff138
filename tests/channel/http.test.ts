import { afterEach, describe, expect, it } from 'vitest'
import type { ChannelEvent, ExchangeEnd, Session } from '../../src/channel/channel.js'
import { httpChannel } from '../../src/channel/http/http.js'
import type { ReadyTarget } from '../../src/documents/ready.js'
import { type Answer, type Bot, httpOf, startBot } from '../support/bot.js'

const open: { bot: Bot; session: Session; channel: ReturnType<typeof httpChannel> }[] = []

afterEach(async () => {
  for (const { bot, session, channel } of open.splice(0)) {
    await session.close()
    await channel.close()
    await bot.close()
  }
})

type Event = ChannelEvent | ExchangeEnd

async function talk(answer: Answer, change: Partial<ReadyTarget['channel']['http']> = {}) {
  const bot = await startBot(answer)
  return { bot, ...(await connect(bot, change)) }
}

async function connect(bot: Bot, change: Partial<ReadyTarget['channel']['http']>) {
  const target = {
    id: 'shop',
    merchant: 'shop',
    title: 'shop',
    channel: { http: { ...httpOf(bot.url), ...change } },
  } as ReadyTarget
  const events: Event[] = []
  const kept: string[] = []
  let ended: () => void = () => undefined
  const channel = httpChannel()
  const start = performance.now()
  const session = await channel.open({
    target,
    lang: 'zh-CN',
    clock: { zero: performance.timeOrigin + start, now: () => performance.now() - start },
    emit: (event) => {
      events.push(event)
      if (event.kind === 'end') ended()
    },
    keep: (data) => `${kept.push(Buffer.from(data).toString())}`,
    signal: new AbortController().signal,
  })
  open.push({ bot, session, channel })
  const say = async (text: string) => {
    const end = new Promise<void>((resolve) => {
      ended = resolve
    })
    await session.send(text)
    await end
    return events.splice(0)
  }
  return { say, session, kept, events }
}

const errorOf = (events: Event[]) => events.find((e) => e.kind === 'error')

describe('http channel', () => {
  it('sends the words and the session, and reports messages, authors and choices in order', async () => {
    const { bot, say, kept } = await talk(() => [
      { text: '您好', from: 'bot' },
      { text: '我是客服小李', from: 'agent', name: '小李', choices: ['退款', '转人工'] },
    ])
    const events = await say('你好')
    await say('在吗')
    expect(bot.heard.map((h) => h.text)).toEqual(['你好', '在吗'])
    expect(bot.heard[0]?.session).toBeTruthy()
    expect(bot.heard[1]?.session).toBe(bot.heard[0]?.session)
    expect(events.map((e) => e.kind)).toEqual(['text', 'text', 'text', 'choices', 'end'])
    expect(events.slice(0, 3)).toMatchObject([
      { actor: 'consumer', text: '你好' },
      { actor: 'bot', text: '您好', evidence: 'author bot' },
      { actor: 'human', text: '我是客服小李', name: '小李', evidence: 'author agent' },
    ])
    expect(events[3]).toMatchObject({ options: [{ label: '退款' }, { label: '转人工' }] })
    expect(kept[0]).toContain('我是客服小李')
  })

  it('says nothing of itself by default, and who it is when the target asks for it', async () => {
    const { bot, say } = await talk(() => 'ok')
    await say('a')
    expect(JSON.stringify(bot.heard[0]?.headers)).not.toMatch(/ombud|node/i)
  })

  it('keeps a secret out of what it stores, even where the bot repeats it', async () => {
    process.env.OMBUD_TEST_TOKEN = 's3cret-token'
    const { bot, say, kept } = await talk((h) => [`you sent ${h.headers.authorization}`], {
      headers: { Authorization: 'Bearer ${OMBUD_TEST_TOKEN}' },
    })
    const events = await say('hi')
    expect(bot.heard[0]?.headers.authorization).toBe('Bearer s3cret-token')
    expect(JSON.stringify(events) + kept.join()).not.toContain('s3cret-token')
  })

  it('names a missing secret', async () => {
    const bot = await startBot(() => 'ok')
    await expect(connect(bot, { headers: { Authorization: '${OMBUD_NO_SUCH_TOKEN}' } })).rejects.toThrow(
      /OMBUD_NO_SUCH_TOKEN/,
    )
    await bot.close()
  })

  it.each([
    ['HTTP 500', (r) => r.writeHead(500).end('oops'), 'bot', 'http-500'],
    ['HTTP 404', (r) => r.writeHead(404).end('no'), 'harness', 'http-404'],
    ['a redirect', (r) => r.writeHead(302, { location: '/x' }).end(), 'harness', 'http-302'],
    ['HTML', (r) => r.end('<html>\u001b[31m'), 'bot', 'not-json'],
    ['an empty body', (r) => r.end(), 'bot', 'empty-body'],
    ['invalid UTF-8', (r) => r.end(Buffer.from([0x22, 0xff, 0x22])), 'bot', 'not-utf8'],
    ['10 MB', (r) => r.end(`"${'x'.repeat(10 << 20)}"`), 'bot', 'too-large'],
    ['a connection that is cut', (r) => r.socket?.destroy(), 'bot', 'reset'],
  ] as [string, (r: import('node:http').ServerResponse) => unknown, string, string][])(
    'tells %s apart',
    async (_, respond, whose, code) => {
      const { say } = await talk((_h, response) => void respond(response))
      const error = errorOf(await say('hi'))
      expect(error).toMatchObject({ whose, code })
      expect(JSON.stringify(error)).not.toContain('\\u001b')
    },
  )

  it('reads Retry-After of a 429', async () => {
    const { say } = await talk((_h, r) => void r.writeHead(429, { 'retry-after': '7' }).end())
    expect(errorOf(await say('hi'))).toMatchObject({
      whose: 'network',
      code: 'rate-limited',
      retryAfter: 7,
    })
  })

  it('gives up on an endless stream', async () => {
    const { say } = await talk((_h, r) => {
      const feed = () => {
        if (r.write('x'.repeat(1 << 16))) setImmediate(feed)
        else r.once('drain', feed)
      }
      feed()
    })
    expect(errorOf(await say('hi'))).toMatchObject({ whose: 'bot', code: 'too-large' })
  })

  it('gives up on a bot that never answers', async () => {
    const { say } = await talk(() => undefined, { timeout: '50ms' })
    expect(errorOf(await say('hi'))).toMatchObject({ whose: 'bot', code: 'timeout' })
  })

  it('tells a refused connection', async () => {
    const bot = await startBot(() => 'ok')
    await bot.close()
    const { say } = await connect(bot, {})
    expect(errorOf(await say('hi'))).toMatchObject({ whose: 'bot', code: 'refused' })
  })

  it('ignores what is no message', async () => {
    const { say } = await talk(
      (_h, r) =>
        void r.end(JSON.stringify({ messages: [1, null, { text: 5 }, { text: '' }, 'words', { a: 1 }] })),
    )
    const events = await say('hi')
    expect(events.filter((e) => e.kind === 'text' && e.actor !== 'consumer')).toMatchObject([
      { text: 'words' },
    ])
  })

  it('refuses a request path that names no single place', async () => {
    const bot = await startBot(() => 'ok')
    const { session } = await connect(bot, { request: { text: '$.a[*]' } })
    await expect(async () => session.send('hi')).rejects.toThrow(/one place/)
  })
})
