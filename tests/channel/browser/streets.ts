/** Hosts with made-up names and addresses, all served from loopback, and sessions on their pages. */
import { createHash } from 'node:crypto'
import http from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import type { Duplex } from 'node:stream'
import type { BrowserOptions } from '../../../src/channel/browser/browser.js'
import { browserChannel } from '../../../src/channel/browser/browser.js'
import type { ChannelEvent, OpenOptions } from '../../../src/channel/channel.js'
import type { Browser } from '../../../src/documents/types/target.js'

/** A chat whose bot does what a script of the page says; `reply` adds a message of the bot. */
export const page = (script: string, extra = '') => `<!doctype html><html lang="en"><meta charset="utf-8">
<link rel="icon" href="data:,"><title>shop</title>${extra}<div class="list"></div><textarea class="box"></textarea>
<script>
const list = document.querySelector('.list'), box = document.querySelector('.box')
const add = (who, text) => { const row = document.createElement('p'); row.className = who; row.textContent = text; list.append(row); return row }
const reply = (text) => add('bot', text)
box.addEventListener('keydown', (e) => {
  if (e.key !== 'Enter') return
  e.preventDefault()
  const text = box.value
  box.value = ''
  add('me', text)
  answer(text)
})
reply('Hello')
${script}
</script>`

export const PARTS = { input: '.box', bot: '.bot', consumer: '.me' } satisfies Omit<Browser, 'url'>

export type Serve = (request: http.IncomingMessage, response: http.ServerResponse, host: string) => void

/** A server on loopback; `serve` is told which host was asked for. */
export async function street(serve: Serve) {
  const asked: string[] = []
  const server = http.createServer((request, response) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '')
    asked.push(`${host}${request.url}`)
    serve(request, response, host)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    port,
    asked,
    onUpgrade: (upgrade: (request: http.IncomingMessage, socket: Duplex, head: Buffer) => void) =>
      server.on('upgrade', upgrade),
    dial: () => connect(port, '127.0.0.1'),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Opens sessions in a browser of these options. */
export function visits(options: BrowserOptions) {
  const channel = browserChannel(options)
  return {
    channel,
    /** A session that cannot be opened, and what was observed all the same. */
    async fails(url: string, parts: Omit<Browser, 'url'>) {
      const { options, ...seen } = visit(url, parts)
      const error = await channel.open(options).then(
        () => new Error('it was opened'),
        (failure: Error) => failure,
      )
      return { error, ...seen }
    },
    async open(url: string, parts: Omit<Browser, 'url'> = PARTS) {
      const { options, events, waiting, ...seen } = visit(url, parts)
      const session = await channel.open(options)
      const until = <T>(find: () => T | undefined): Promise<T> =>
        new Promise((done) => {
          const look = () => {
            const found = find()
            if (found === undefined) return
            waiting.delete(look)
            done(found)
          }
          waiting.add(look)
          look()
        })
      return {
        session,
        events,
        ...seen,
        /** Waits until something of this name was observed. */
        sees: (name: string) => until(() => seen.observed(name).at(-1)),
        /** Waits until the bot has said this. */
        says: (text: string) => until(() => events.find((e) => e.kind === 'text' && e.text === text)),
        /** Waits until the bot offers something, and returns the first of it. */
        offers: () =>
          until(() => events.flatMap((e) => (e.kind === 'choices' ? e.options : [])).at(0)) as Promise<{
            label: string
            id: string
          }>,
        /** Sends words and waits for the bot's next message. */
        async ask(text: string): Promise<string> {
          const replies = () => events.filter((e) => e.kind === 'text' && e.actor === 'bot')
          const before = replies().length
          await session.send(text)
          const answer = await until(() => replies()[before])
          return answer.kind === 'text' ? answer.text : ''
        },
      }
    },
    close: () => channel.close(),
  }
}

/** What a session is opened with, and all that it tells. */
function visit(url: string, parts: Omit<Browser, 'url'>) {
  const events: ChannelEvent[] = []
  const waiting = new Set<() => void>()
  const kept = new Map<string, { data: Buffer; extension: string | undefined }>()
  const zero = performance.timeOrigin + performance.now()
  const options: OpenOptions = {
    target: { id: 'shop', merchant: 'shop', title: 'shop', channel: { browser: { ...parts, url } } },
    lang: 'en',
    clock: { zero, now: () => performance.timeOrigin + performance.now() - zero },
    emit: (event) => {
      if (event.kind === 'end') return
      events.push(event)
      for (const look of waiting) look()
    },
    keep: (data, extension) => {
      const hash = createHash('sha256').update(data).digest('hex')
      kept.set(hash, { data: Buffer.from(data), extension })
      return hash
    },
    signal: new AbortController().signal,
  }
  const observed = (name: string) =>
    events.flatMap((e) => (e.kind === 'observation' && e.name === name ? [e] : []))
  return { options, events, waiting, kept, observed }
}
