/** What comes later: polling and a webhook receiver, with everything a stranger may send to it. */
import { describe, expect, it, vi } from 'vitest'
import { httpChannel } from '../../src/channel/http/http.js'
import type { Http } from '../../src/documents/types/target.js'
import { type Asked, type Reply, serve } from '../support/served.js'
import { readyTarget, Talk } from '../support/talk.js'

async function talkTo(url: string, change: Partial<Http>, channel = httpChannel()) {
  const http: Http = {
    url: `${url}/chat`,
    request: { text: '$.message', session: '$.session' },
    reply: { messages: '$.messages[*]', author: '$.from', id: '$.id' },
    ...change,
  }
  return Talk.open(channel, readyTarget({ http }))
}

const said = (told: Talk) =>
  told
    .of('text')
    .flatMap(({ actor, text, revision }) => (actor === 'consumer' ? [] : [{ actor, text, revision }]))
const session = ({ body }: Asked) => String(body.session)

describe('polling', () => {
  /** A bot whose person answers later; what each look brings is written by the test. */
  async function later(looks: (asked: Asked, n: number) => unknown, first: Reply = taken) {
    let n = 0
    return serve((asked, response, request) => {
      if (asked.method === 'POST') return first(asked, response, request)
      const reply = looks(asked, n++)
      if (typeof reply === 'number') response.writeHead(reply).end()
      else response.end(JSON.stringify(reply))
    })
  }
  const taken: Reply = (_, response) => response.writeHead(202).end()
  const looks = (server: { asked: Asked[] }) => server.asked.filter(({ method }) => method === 'GET')

  it('hears what a person says later, once, and edited where it is', async () => {
    const all = [
      { id: 1, from: 'user', text: '转人工' },
      { id: 2, from: 'agent', text: '您好，我是小李' },
    ]
    const server = await later((_, n) =>
      n < 2
        ? { messages: all.slice(0, 1) }
        : { messages: n < 4 ? all : [...all, { id: 2, from: 'agent', text: '您好，我是小王' }] },
    )
    const told = await talkTo(server.url, { poll: { url: `${server.url}/m/{session}`, interval: '100ms' } })
    expect(told.session.hears).toBe(true)
    await told.session.send('转人工')
    await told.untilText('您好，我是小王')
    expect(said(told)).toEqual([
      { actor: 'human', text: '您好，我是小李', revision: 0 },
      { actor: 'human', text: '您好，我是小王', revision: 1 },
    ])
    const post = server.asked.find(({ method }) => method === 'POST')
    expect(looks(server)[0]?.url).toBe(`/m/${post && session(post)}`)
    expect(told.of('end')).toMatchObject([{ correlation: 'http-1', open: true }])
    expect(told.of('observation')).toEqual([])
  })

  it('goes on from a cursor, which the first look leaves out', async () => {
    const server = await later(({ url }, n) => {
      const after = new URL(url, 'http://x').searchParams.get('after')
      return after === null
        ? { next: 'a/b 1', messages: [{ text: '一' }] }
        : { next: `${after}!`, messages: n === 1 ? [{ text: '一' }] : [{ text: `${n}` }] }
    })
    const told = await talkTo(server.url, {
      poll: { url: `${server.url}/m?v=2&after={cursor}`, interval: '100ms', cursor: '$.next' },
    })
    await told.untilText('2')
    expect(
      said(told)
        .map(({ text }) => text)
        .slice(0, 3),
    ).toEqual(['一', '一', '2'])
    expect(
      looks(server)
        .slice(0, 3)
        .map(({ url }) => url),
    ).toEqual(['/m?v=2', '/m?v=2&after=a%2Fb%201', '/m?v=2&after=a%2Fb%201!'])
  })

  it('does not tell twice what the reply has told', async () => {
    const messages = [{ id: 'x', text: '您好' }]
    const server = await later(
      (_, n) => ({ messages: n < 3 ? messages : [...messages, { id: 'y', text: '再见' }] }),
      (_asked, response) => response.end(JSON.stringify({ messages })),
    )
    const told = await talkTo(server.url, { poll: { url: `${server.url}/m`, interval: '100ms' } })
    await told.session.send('hi')
    await told.untilText('再见')
    expect(said(told).map(({ text }) => text)).toEqual(['您好', '再见'])
  })

  it('begins when the session is known', async () => {
    const server = await later(
      ({ url }) => ({ messages: [{ text: `for ${url}` }] }),
      (_, response) => response.end(JSON.stringify({ id: 'abc', messages: [] })),
    )
    const told = await talkTo(server.url, {
      reply: { messages: '$.messages[*]', session: '$.id' },
      poll: { url: `${server.url}/m/{session}`, interval: '100ms' },
    })
    await told.session.send('hi')
    await told.untilText('for /m/abc')
    expect(server.asked[0]?.method).toBe('POST')
  })

  it('bears a few failures, not many in a row', async () => {
    const server = await later((_, n) =>
      n === 0 || n === 2 ? 500 : n === 1 ? { messages: [{ text: 'on' }] } : 503,
    )
    const told = await talkTo(server.url, { poll: { url: `${server.url}/m`, interval: '100ms' } })
    await told.session.send('hi')
    await told.untilText('on')
    await told.until((event) => event.kind === 'error')
    expect(told.of('error')).toMatchObject([{ whose: 'bot', code: 'http-503' }])
    expect(looks(server).length).toBeGreaterThanOrEqual(6)
  })

  it('takes an unknown conversation for no failure before the first message', async () => {
    let known = false
    const server = await later(
      () => (known ? { messages: [{ text: 'here' }] } : 404),
      (_, response) => {
        known = true
        response.writeHead(204).end()
      },
    )
    const told = await talkTo(server.url, { poll: { url: `${server.url}/m`, interval: '100ms' } })
    await vi.waitFor(() => expect(looks(server).length).toBeGreaterThan(6), 10_000)
    expect(told.of('error')).toEqual([])
    await told.session.send('hi')
    await told.untilText('here')
  })

  it('is told where it floods', async () => {
    const server = await later(() => ({ messages: Array.from({ length: 500 }, () => ({ text: 'spam' })) }))
    const told = await talkTo(server.url, { poll: { url: `${server.url}/m`, interval: '1ms' } })
    await told.until((event) => event.kind === 'error')
    expect(told.of('error')).toMatchObject([{ whose: 'bot', code: 'flood' }])
    expect(said(told).length).toBeLessThanOrEqual(2100)
  })

  it('stops with the session', async () => {
    const server = await later(() => ({ messages: [] }))
    const open = () => talkTo(server.url, { poll: { url: `${server.url}/{session}`, interval: '100ms' } })
    const told = await open()
    await vi.waitFor(() => expect(looks(server).length).toBeGreaterThan(1))
    const url = looks(server)[0]?.url
    await told.session.close()
    const before = looks(server).length
    await open()
    await vi.waitFor(() => expect(looks(server).length).toBeGreaterThan(before + 4), 10_000)
    const after = looks(server).slice(before)
    // One look may have been on its way.
    expect(after.filter((look) => look.url === url).length).toBeLessThanOrEqual(1)
  })
})

describe('a webhook', () => {
  const SECRET = 'h00k-secret'

  /** A bot that is told where to post, and a way to post there. */
  async function receiving(change: Partial<NonNullable<Http['webhook']>> = {}, reply?: Http['reply']) {
    vi.stubEnv('OMBUD_TEST_HOOK', SECRET)
    let n = 0
    const server = await serve((_, response) => response.end(JSON.stringify({ id: `s${++n}`, messages: [] })))
    const channel = httpChannel()
    const webhook = {
      session: '$.to',
      secret: '${OMBUD_TEST_HOOK}',
      announce: '$.callback',
      ...change,
    }
    const open = () => talkTo(server.url, { webhook, ...(reply ? { reply } : {}) }, channel)
    const told = await open()
    await told.session.send('hi')
    await vi.waitFor(() => expect(server.asked).toHaveLength(1))
    const [asked] = server.asked as [Asked]
    const url = String(asked.body.callback)
    const post = async (
      body: unknown,
      headers: Record<string, string> = { authorization: `Bearer ${SECRET}` },
    ) =>
      (
        await fetch(url, {
          method: 'POST',
          headers,
          body: typeof body === 'string' ? body : JSON.stringify(body),
        })
      ).status
    return { server, told, open, url, post, id: session(asked) }
  }

  it('brings messages to the session that they name, and to no other', async () => {
    const { server, told, open, post, id, url } = await receiving()
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
    const other = await open()
    await other.session.send('me too')
    await vi.waitFor(() => expect(server.asked).toHaveLength(2))
    const second = session(server.asked[1] as Asked)
    expect(await post({ to: id, messages: [{ from: 'agent', text: '我是小李' }] })).toBe(204)
    expect(await post({ to: second, messages: [{ text: '您好' }] })).toBe(204)
    expect(await post({ to: 'nobody', messages: [{ text: '?' }] })).toBe(404)
    expect(said(told)).toEqual([{ actor: 'human', text: '我是小李', revision: 0 }])
    expect(said(other)).toEqual([{ actor: 'bot', text: '您好', revision: 0 }])
    expect(told.of('text').at(-1)).toMatchObject({ source: 'webhook' })
    expect(told.session.hears).toBe(true)
  })

  it('keeps what comes for a session whose id is not known yet', async () => {
    const reply = { messages: '$.messages[*]', session: '$.id' }
    const { told, open, post } = await receiving({}, reply)
    await told.until((event) => event.kind === 'end')
    expect(await post({ to: 's2', messages: [{ text: '?' }] })).toBe(404)
    const other = await open()
    expect(await post({ to: 's2', messages: [{ text: '早到' }] })).toBe(204)
    expect(said(other)).toEqual([])
    await other.session.send('hi')
    await other.untilText('早到')
    expect(said(told)).toEqual([])
  })

  it.each([
    ['no secret', {}],
    ['a wrong one', { authorization: 'Bearer h00k-secreT' }],
    ['a longer one', { authorization: `Bearer ${SECRET}x` }],
    ['the right one in another header', { 'x-secret': SECRET }],
  ])('refuses a delivery with %s, and says so once', async (_, headers) => {
    const { told, post, id } = await receiving()
    for (let i = 0; i < 20; i++)
      expect(await post({ to: id, messages: [{ text: 'x' }] }, headers as never)).toBe(401)
    expect(said(told)).toEqual([])
    expect(told.of('observation')).toMatchObject([{ name: 'webhook-refused' }])
    expect(JSON.stringify(told.events)).not.toContain(SECRET)
  })

  it('takes the secret in the header that the target file names', async () => {
    const { told, post, id } = await receiving({ header: 'X-Hook', path: '/in/here' })
    expect(await post({ to: id, messages: [{ text: 'ok' }] }, { 'x-hook': SECRET })).toBe(204)
    expect(said(told)).toHaveLength(1)
  })

  it.each([
    ['is too large', JSON.stringify({ messages: 'x'.repeat(2 << 20) }), 413],
    ['is no JSON', 'hello', 400],
    ['names no session', '[]', 404],
    ['is no object', '"x"', 404],
  ])('refuses a delivery that %s', async (_, body, status) => {
    const { told, post } = await receiving()
    expect(await post(body).catch(() => 413)).toBe(status)
    expect(said(told)).toEqual([])
    expect(told.of('error')).toEqual([])
  })

  it('knows one path and one method', async () => {
    const { url } = await receiving()
    expect((await fetch(`${url}other`, { method: 'POST', body: '{}' })).status).toBe(404)
    expect((await fetch(url)).status).toBe(405)
  })

  it('is told where it is flooded, and goes on refusing', async () => {
    const { told, post, id } = await receiving()
    const messages = Array.from({ length: 100 }, () => ({ text: 'spam' }))
    for (let i = 0; i < 30; i++) await post({ to: id, messages })
    expect(told.of('error')).toMatchObject([{ whose: 'bot', code: 'flood' }])
    expect(said(told).length).toBeLessThanOrEqual(2100)
  })

  it('says that a port is taken', async () => {
    const { url } = await receiving()
    const port = Number(new URL(url).port)
    await expect(talkTo('http://127.0.0.1:1', { webhook: { session: '$.to', port } })).rejects.toThrow(
      /webhook cannot be received on port/,
    )
  })
})
