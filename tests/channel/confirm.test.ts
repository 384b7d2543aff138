/** What a merchant's own platform confirms: real deliveries and looks, and what must prove nothing. */
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Channel, FrameSeen, OpenOptions, Session } from '../../src/channel/channel.js'
import { confirming } from '../../src/channel/confirm/confirming.js'
import type { Confirm } from '../../src/documents/types/target.js'
import { Mapper } from '../../src/handoff/mapper.js'
import { chatwoot } from '../../src/handoff/platforms/chatwoot.js'
import type { Frame } from '../../src/handoff/platforms/platform.js'
import { serve } from '../support/served.js'
import { type Emitted, readyTarget } from '../support/talk.js'

const SECRET = 'the-secret-of-the-shop'
beforeEach(() => void vi.stubEnv('SHOP_CONFIRM', SECRET))
afterEach(() => void vi.unstubAllEnvs())

/** A conversation on a page whose payloads the test writes itself. */
class Page {
  readonly frames: FrameSeen[] = []
  readonly events: Emitted[] = []
  readonly kept: string[] = []
  readonly #abort = new AbortController()
  #options!: OpenOptions
  #waiting: (() => void)[] = []

  static async open(confirm: Confirm, channel?: Channel): Promise<Page> {
    const page = new Page()
    const start = performance.now()
    const confirmed =
      channel ?? confirming({ open: (options) => page.#opened(options), close: async () => undefined })
    onTestFinished(async () => {
      page.end()
      await confirmed.close()
    })
    await confirmed.open({
      target: readyTarget({ browser: { url: 'https://shop.example/' } }, { confirm }),
      lang: 'zh-CN',
      clock: { zero: performance.timeOrigin + start, now: () => performance.now() - start },
      emit: (event) => page.events.push(event),
      wire: (frame) => {
        page.frames.push(frame)
        for (const waits of page.#waiting.splice(0)) waits()
      },
      keep: (data) => `${page.kept.push(String(data))}`,
      signal: page.#abort.signal,
    })
    return page
  }

  async #opened(options: OpenOptions): Promise<Session> {
    this.#options = options
    return undefined as unknown as Session
  }

  /** A second conversation over the same channel. */
  static sharing(): Channel & { pages: Page[] } {
    const pages: Page[] = []
    const channel = confirming({
      open: async (options) => {
        const page = new Page()
        page.#options = options
        pages.push(page)
        return undefined as unknown as Session
      },
      close: async () => undefined,
    })
    return Object.assign(channel, { pages })
  }

  /** The page gets a payload. */
  gets(json: unknown): void {
    const payload = typeof json === 'string' ? json : JSON.stringify(json)
    this.#options.wire?.({
      kind: 'frame',
      at: 0,
      actor: 'bot',
      source: 'ws',
      direction: 'in',
      url: 'wss://desk.shop.example/cable',
      connection: 'ws-1',
      size: payload.length,
      payload,
      clean: () => payload,
    })
  }

  /** A reply of a channel without a page is kept. */
  keeps(json: unknown): void {
    this.#options.keep(JSON.stringify(json))
  }

  end(): void {
    this.#abort.abort()
  }

  get url(): string {
    return (this.said('confirm')[0] as { url: string }).url
  }

  said(name: string): unknown[] {
    return this.events.flatMap((event) =>
      event.kind === 'observation' && event.name === name ? [event.value] : [],
    )
  }

  get confirmed(): FrameSeen[] {
    return this.frames.filter(({ source }) => source === 'webhook' || source === 'api')
  }

  async until(enough: () => boolean): Promise<void> {
    while (!enough()) await new Promise<void>((resolve) => this.#waiting.push(resolve))
  }

  /** Levels that the mapper of Chatwoot sees in what was confirmed. */
  levels(): unknown[] {
    const mapper = new Mapper([chatwoot])
    return this.confirmed.flatMap(({ payload, event: _, ...frame }) =>
      mapper.step({ ...(frame as unknown as Frame), text: payload }).map(({ level }) => level),
    )
  }
}

const webhook = (more: Partial<NonNullable<Confirm['webhook']>> = {}): Confirm => ({
  webhook: { platform: 'chatwoot', port: 0, path: '/hook', secret: '${SHOP_CONFIRM}', ...more },
})

const post = (url: string, body: unknown, secret: string | undefined = SECRET) =>
  fetch(url, {
    method: 'POST',
    headers: secret === '' ? {} : { authorization: `Bearer ${secret}` },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  }).then(({ status }) => status)

const shown = (id: number) => ({
  identifier: '{"channel":"RoomChannel"}',
  message: { event: 'message.created', data: { id: 1, conversation_id: id, content: 'hi', message_type: 1 } },
})
const state = (id: number, status: string, assignee: unknown = null, at = 0) => ({
  event: 'conversation_updated',
  id,
  status,
  meta: { assignee },
  updated_at: at,
})
const MIN = { id: 14, name: '王敏', type: 'user' }

describe('a webhook', () => {
  it('hands on what belongs to the conversation that the page shows', async () => {
    const page = await Page.open(webhook())
    page.gets(shown(71))
    expect(await post(page.url, state(71, 'pending'))).toBe(204)
    expect(await post(page.url, state(71, 'open'))).toBe(204)
    expect(await post(page.url, state(71, 'open', MIN))).toBe(204)
    expect(page.levels()).toEqual(['E2', 'E3'])
    expect(page.confirmed[0]).toMatchObject({
      source: 'webhook',
      connection: 'confirm',
      direction: 'in',
      url: page.url,
    })
    page.end()
    expect(page.said('confirm-left-out')).toEqual([])
  })

  it('keeps what came before the page showed its conversation', async () => {
    const page = await Page.open(webhook())
    expect(await post(page.url, state(71, 'pending'))).toBe(204)
    expect(await post(page.url, state(99, 'open', MIN))).toBe(204)
    expect(page.confirmed).toEqual([])
    page.gets(shown(71))
    expect(page.confirmed.map(({ payload }) => JSON.parse(payload).id)).toEqual([71])
    page.end()
    expect(page.said('confirm-left-out')).toEqual([{ unmatched: 1 }])
  })

  it('counts what belongs to nobody or to several, and proves nothing by it', async () => {
    const page = await Page.open(webhook())
    page.gets(shown(71))
    expect(await post(page.url, state(72, 'open', MIN))).toBe(202)
    expect(await post(page.url, { hello: 1 })).toBe(202)
    expect(await post(page.url, [state(71, 'open', MIN)])).toBe(202)
    page.end()
    expect(page.confirmed).toEqual([])
    expect(page.said('confirm-left-out')).toEqual([{ unmatched: 3 }])
  })

  it('takes several events of one conversation, and none where another is among them', async () => {
    const page = await Page.open(webhook({ platform: 'zendesk', conversation: { page: '$.c' } }))
    page.gets({ c: 'c1' })
    const events = (...ids: string[]) => ({
      events: ids.map((id) => ({ type: 'x', payload: { conversation: { id } } })),
    })
    expect(await post(page.url, events('c1', 'c1'))).toBe(204)
    expect(await post(page.url, events('c1', 'c2'))).toBe(202)
    expect(page.confirmed).toHaveLength(1)
  })

  it('hands on a delivery once, however often it is repeated', async () => {
    const page = await Page.open(webhook())
    page.gets(shown(71))
    for (const one of [state(71, 'pending'), state(71, 'pending'), state(71, 'open'), state(71, 'pending')])
      expect(await post(page.url, one)).toBe(204)
    page.end()
    expect(page.confirmed).toHaveLength(2)
    expect(page.said('confirm-left-out')).toEqual([{ repeated: 2 }])
  })

  it("proves nobody by an assignment that is told before the conversation was anybody else's", async () => {
    const page = await Page.open(webhook())
    page.gets(shown(71))
    await post(page.url, state(71, 'open', MIN, 3))
    await post(page.url, state(71, 'pending', null, 1))
    expect(page.levels()).toEqual([])
    await post(page.url, state(71, 'open', MIN, 4))
    expect(page.levels()).toEqual(['E2', 'E3'])
  })

  it('is over with its conversation', async () => {
    const page = await Page.open(webhook())
    page.gets(shown(71))
    const { url } = page
    page.end()
    expect(await post(url, state(71, 'open', MIN))).toBe(404)
    expect(page.confirmed).toEqual([])
  })

  it('lets in nobody who does not show the secret, and says so once', async () => {
    const page = await Page.open(webhook())
    page.gets(shown(71))
    for (const wrong of ['', 'x', `${SECRET}x`, SECRET.slice(1)])
      expect(await post(page.url, state(71, 'open', MIN), wrong)).toBe(401)
    expect(await post(`${page.url}?secret=x`, state(71, 'open', MIN), '')).toBe(401)
    expect(page.confirmed).toEqual([])
    expect(page.said('confirm-refused')).toHaveLength(1)
    expect(await post(`${page.url}?secret=${SECRET}`, state(71, 'open', MIN), '')).toBe(204)
    expect(page.confirmed).toHaveLength(1)
    expect(JSON.stringify([page.events, page.confirmed])).not.toContain(SECRET)
  })

  it('refuses other paths and methods, bodies of more than 1 MB, and what is no JSON', async () => {
    const page = await Page.open(webhook({ header: 'X-Api-Key' }))
    page.gets(shown(71))
    const send = (url: string, init: RequestInit) =>
      fetch(url, { method: 'POST', headers: { 'x-api-key': SECRET }, ...init }).then(({ status }) => status)
    const body = JSON.stringify(state(71, 'open'))
    expect(await send(`${page.url}/x`, { body })).toBe(404)
    expect(await send(page.url, { method: 'GET' })).toBe(405)
    expect(await send(page.url, { body: '{"id":71' })).toBe(400)
    expect(await send(page.url, { body: 'x'.repeat(1_100_000) }).catch(() => 413)).toBe(413)
    expect(page.confirmed).toEqual([])
    expect(await send(page.url, { body })).toBe(204)
  })

  it('keeps nothing with the secret in it', async () => {
    const page = await Page.open(webhook())
    page.gets(shown(71))
    await post(page.url, { ...state(71, 'open'), custom: { key: SECRET } })
    expect(page.confirmed[0]?.clean()).not.toContain(SECRET)
  })

  it('says which port is taken, and which variable is missing', async () => {
    const other = await serve((_, response) => response.end())
    const port = Number(new URL(other.url).port)
    await expect(Page.open(webhook({ port }))).rejects.toThrow(`port ${port}`)
    vi.stubEnv('SHOP_CONFIRM', '')
    await expect(Page.open(webhook())).rejects.toThrow(
      'confirm.webhook.secret needs the environment variable SHOP_CONFIRM',
    )
  })

  it('tells two conversations apart', async () => {
    const events: Record<string, string[]> = { a: [], b: [] }
    const channel = Page.sharing()
    onTestFinished(() => channel.close())
    const aborts = new AbortController()
    onTestFinished(() => aborts.abort())
    let url = ''
    const open = (name: 'a' | 'b') =>
      channel.open({
        target: readyTarget({ browser: { url: 'https://shop.example/' } }, { confirm: webhook() }),
        lang: 'en',
        clock: { zero: 0, now: () => 0 },
        emit: (event) => {
          if (event.kind === 'observation' && event.name === 'confirm')
            url = (event.value as { url: string }).url
        },
        wire: ({ source, payload }) => {
          if (source === 'webhook') events[name]?.push(payload)
        },
        keep: () => '',
        signal: aborts.signal,
      })
    await open('a')
    await open('b')
    channel.pages[0]?.gets(shown(71))
    channel.pages[1]?.gets(shown(72))
    await post(url, state(72, 'open', MIN))
    await post(url, state(71, 'pending'))
    expect(events).toEqual({
      a: [JSON.stringify(state(71, 'pending'))],
      b: [JSON.stringify(state(72, 'open', MIN))],
    })
  })
})

describe('a poll', () => {
  const poll = (url: string, more: Partial<NonNullable<Confirm['poll']>> = {}): Confirm => ({
    poll: {
      platform: 'chatwoot',
      url,
      every: '100ms',
      headers: { api_access_token: '${SHOP_CONFIRM}' },
      ...more,
    },
  })

  it('asks for the conversation that the page shows, and hands on each state once', async () => {
    const states = [state(71, 'pending'), state(71, 'pending'), state(71, 'open'), state(71, 'open', MIN)]
    let n = 0
    const server = await serve((_, response) => response.end(JSON.stringify(states[Math.min(n++, 3)])))
    const page = await Page.open(poll(`${server.url}/api/v1/accounts/3/conversations/{session}?x=1`))
    expect(server.asked).toEqual([])
    page.gets(shown(71))
    await page.until(() => page.confirmed.length === 3)
    expect(page.levels()).toEqual(['E2', 'E3'])
    expect(server.asked[0]).toMatchObject({
      url: '/api/v1/accounts/3/conversations/71?x=1',
      headers: { api_access_token: SECRET },
    })
    expect(page.confirmed[0]).toMatchObject({ source: 'api', url: expect.not.stringContaining('?') })
    expect(JSON.stringify(page.events)).not.toContain(SECRET)
  })

  it('proves nothing by a state of another conversation', async () => {
    let n = 0
    const server = await serve((_, response) =>
      response.end(JSON.stringify(n++ === 0 ? state(72, 'open', MIN) : state(71, 'open'))),
    )
    const page = await Page.open(poll(`${server.url}/c/{session}`))
    page.keeps({ payload: [{ conversation_id: 71 }] })
    await page.until(() => page.confirmed.length === 1)
    page.end()
    expect(page.levels()).toEqual([])
    expect(page.said('confirm-left-out')).toEqual([{ unmatched: 1 }])
  })

  it('says that it cannot be asked, and ends', async () => {
    const server = await serve((_, response) => response.writeHead(403).end())
    const page = await Page.open(poll(`${server.url}/c/{session}`))
    page.gets(shown(71))
    await vi.waitFor(() => expect(page.said('confirm-failed')).toHaveLength(1), { timeout: 10_000 })
    expect(page.confirmed).toEqual([])
    expect(server.asked).toHaveLength(5)
  })
})

it('a page may be hostile, and teaches no id but at the place that is named', async () => {
  const page = await Page.open(webhook())
  for (const json of ['{', `${'['.repeat(5000)}`, { conversation_id: 72 }, { message: 'conversation_id 72' }])
    page.gets(json)
  page.gets({ payload: Array.from({ length: 1000 }, (_, n) => ({ conversation_id: 1000 + n })) })
  page.gets(shown(71))
  expect(await post(page.url, state(72, 'open', MIN))).toBe(202)
  expect(page.confirmed).toEqual([])
})
