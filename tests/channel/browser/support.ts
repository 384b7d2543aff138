/** Serves the pages of tests/fixtures/pages, collects what they report, and opens sessions on them. */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { browserChannel } from '../../../src/channel/browser/browser.js'
import type { ChannelEvent, Session } from '../../../src/channel/channel.js'
import type { Browser } from '../../../src/documents/types/target.js'

const PAGES = new URL('../../fixtures/pages/', import.meta.url)
const DEEP_CHAT = new URL('../../../node_modules/deep-chat/dist/deepChat.bundle.js', import.meta.url)

/** What a page says about itself: its clock before and after a change. */
interface Truth {
  who: string
  text: string
  name?: string
  before: number
  after: number
  [key: string]: unknown
}

/** Items that come by and by, and a way to wait for one. */
class Stream<T> {
  readonly items: T[] = []
  #waiting: (() => void)[] = []

  push(item: T): void {
    this.items.push(item)
    for (const look of this.#waiting.splice(0)) look()
  }

  async until<S extends T>(fits: (item: T) => boolean, count = 1): Promise<S[]> {
    for (;;) {
      const found = this.items.filter(fits)
      if (found.length >= count) return found as S[]
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    }
  }
}

export type Text = Extract<ChannelEvent, { kind: 'text' }>

async function servePages() {
  const truths = new Map<string, Stream<Truth>>()
  const truthOf = (run: string) => {
    const stream = truths.get(run) ?? new Stream<Truth>()
    truths.set(run, stream)
    return stream
  }
  const server = http.createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const body: Buffer[] = []
    for await (const chunk of request) body.push(chunk as Buffer)
    const text = Buffer.concat(body).toString()
    if (url.pathname === '/truth') {
      truthOf(url.searchParams.get('run') ?? '').push(JSON.parse(text))
      return response.end()
    }
    if (url.pathname === '/deep-chat') {
      const said = JSON.parse(text).messages.at(-1).text
      response.setHeader('content-type', 'application/json')
      setTimeout(() => response.end(JSON.stringify({ text: `您说的是：${said}` })), 150)
      return
    }
    const status = /^\/status\/(\d+)/.exec(url.pathname)
    if (status) return response.writeHead(Number(status[1]), { 'retry-after': '7' }).end('no')
    const file = url.pathname === '/deepChat.bundle.js' ? DEEP_CHAT : new URL(url.pathname.slice(1), PAGES)
    const type = url.pathname.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8'
    await readFile(file).then(
      (data) => response.writeHead(200, { 'content-type': type }).end(data),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: (page: string) => `http://127.0.0.1:${port}/${page}`,
    truthOf,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

export const CHAT = {
  input: '.box',
  bot: '.row.bot .bubble',
  consumer: '.row.user .bubble',
  human: '.row.human .bubble',
  system: '.row.system .bubble',
  author: '.name',
  typing: '.typing',
  choices: '.reply',
  humanEntry: '.person',
} satisfies Omit<Browser, 'url'>

/** A browser and a server for one file of tests. */
export async function stage() {
  const pages = await servePages()
  const announced: string[] = []
  const channel = browserChannel({ loopbackOnly: true, announce: (message) => announced.push(message) })
  let runs = 0

  return {
    pages,
    channel,
    announced,
    /** Opens a page with a run of its own. */
    async open(
      page: string,
      selectors: Omit<Browser, 'url'> = CHAT,
      more: { identify?: 'open' | 'blind'; signal?: AbortSignal } = {},
    ) {
      const run = String(++runs)
      const zero = performance.timeOrigin + performance.now()
      const events = new Stream<ChannelEvent>()
      const kept = new Map<string, Uint8Array>()
      const truth = pages.truthOf(run)
      const url = pages.url(page)
      const session: Session = await channel.open({
        target: {
          id: 'shop',
          merchant: 'shop',
          title: 'shop',
          channel: { browser: { ...selectors, url: `${url}${url.includes('?') ? '&' : '?'}run=${run}` } },
          ...(more.identify && { identify: more.identify }),
        },
        lang: 'zh-CN',
        clock: { zero, now: () => performance.timeOrigin + performance.now() - zero },
        emit: (event) => {
          if (event.kind !== 'end') events.push(event)
        },
        keep: (data) => {
          const hash = createHash('sha256').update(data).digest('hex')
          kept.set(hash, Buffer.from(data))
          return hash
        },
        signal: more.signal ?? new AbortController().signal,
      })
      const texts = () => events.items.filter((e): e is Text => e.kind === 'text')
      return {
        session,
        events,
        kept,
        truth,
        texts,
        /** Waits for a message with these words. */
        said: (text: string, count = 1) =>
          events.until<Text>((e) => e.kind === 'text' && e.text === text, count),
        /** The page's truth about an event, once the page has told it. */
        marked: async (who: string, text: string) => {
          const [mark] = await truth.until((t) => t.who === who && t.text === text)
          if (!mark) throw new Error('unreachable')
          return { ...mark, before: mark.before - zero, after: mark.after - zero }
        },
        /** The acts of sending, in order. */
        acts: async (count: number) =>
          (await truth.until((t) => t.who === 'act', count)).map((t) => ({
            before: t.before - zero,
            after: t.after - zero,
          })),
        zero,
      }
    },
    async close() {
      await channel.close()
      pages.close()
    },
  }
}
