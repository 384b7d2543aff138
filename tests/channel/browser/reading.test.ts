/** Chats are read without selectors: the same words, in the same order, from the same people as the page says. */
import { type Browser, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LIMITS } from '../../../src/channel/browser/batch.js'
import { findExecutable } from '../../../src/channel/browser/executable.js'
import { pageScript } from '../../../src/channel/browser/inject.js'
import { Intake } from '../../../src/channel/browser/intake.js'
import type { PageCommand } from '../../../src/channel/browser/page/wire.js'
import type { ChannelEvent } from '../../../src/channel/channel.js'
import { PAGES } from './reading-pages.js'

let browser: Browser
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: await findExecutable({
      install: false,
      playwright: async () => chromium.executablePath(),
    }),
    chromiumSandbox: process.getuid?.() !== 0,
  })
})
afterAll(() => browser.close())

type Text = Extract<ChannelEvent, { kind: 'text' }>
interface Said {
  who: string
  text: string
  at: number
}

async function open(html: string) {
  const page: Page = await browser.newPage({ viewport: { width: 1000, height: 700 } })
  const zero = performance.timeOrigin + performance.now()
  const now = () => performance.timeOrigin + performance.now() - zero
  const events: ChannelEvent[] = []
  const options = { clock: { zero, now }, emit: (event: ChannelEvent) => void events.push(event) }
  const intake = new Intake(options as never)
  await page.exposeBinding('took', (_, batch) => intake.accept(batch))
  const { text, messages, batch } = LIMITS
  await page.addInitScript(
    pageScript({
      binding: 'took',
      command: 'ask',
      find: true,
      selectors: {},
      limits: { text, messages, batch },
    }),
  )
  await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: html }))
  await page.goto('http://chat.test/')
  const ask = (command: PageCommand) =>
    page.evaluate((detail) => {
      document.dispatchEvent(new CustomEvent('ask', { detail }))
      return { number: detail.number ?? 0, document: performance.timeOrigin, learned: detail.learned }
    }, command)
  const settle = async () => {
    const { document, number } = await ask({ do: 'flush' })
    await intake.reached(document, number)
  }
  const truth = () => page.evaluate(() => (window as unknown as { truth: Said[] }).truth)
  /** Last words of each message, in the order in which messages came. */
  const read = () => {
    const last = new Map<string, Text>()
    for (const event of events)
      if (event.kind === 'text') last.set(event.id, { ...event, at: last.get(event.id)?.at ?? event.at })
    return [...last.values()].filter((event) => !event.deleted)
  }
  return {
    page,
    events,
    zero,
    ask,
    settle,
    truth,
    read,
    async say(words: string) {
      const handle = await page.evaluateHandle(() => {
        const box = (window as unknown as { box?: Element }).box ?? document.querySelector('textarea')
        document.dispatchEvent(new CustomEvent('ask', { detail: { do: 'box', element: box } }))
        return box as HTMLElement
      })
      await handle.evaluate((box) => box.focus())
      await page.keyboard.insertText(words)
      await ask({ do: 'sent', text: words })
      const sending = intake.expect(words)
      intake.arm(sending, 'enter')
      const before = (await truth()).length
      await page.keyboard.press('Enter')
      // The page's bot has answered when its record has been quiet for a while.
      let seen = ''
      for (let quiet = 0; quiet < 3; ) {
        await page.waitForTimeout(120)
        const all = await truth()
        const text = JSON.stringify(all)
        quiet = text === seen && all.length > before + 1 ? quiet + 1 : 0
        seen = text
      }
      await settle()
      intake.commit(sending)
    },
  }
}

const bare = (text: string): string => text.replace(/\s+/g, '')

describe.each(Object.entries(PAGES))('%s', (name, html) => {
  it('tells every message once, with its words and its author', async () => {
    const chat = await open(html)
    for (const words of ['多久发货？', '两条', '同样', '同样', '段落', '流式', '修改', '转人工', '谢谢'])
      await chat.say(words)
    const truth = await chat.truth()
    // A system that has no face of its own is told as the bot; who follows it may be a person.
    const told = chat.read().filter((event) => !/旧消息/.test(event.text))
    expect(told.map((event) => bare(event.text))).toEqual(truth.map((said) => bare(said.text)))
    const consumer = (who: string): boolean => who === 'consumer'
    expect(told.map((event) => consumer(event.actor))).toEqual(truth.map((said) => consumer(said.who)))
    if (!/closed|anew/.test(name)) expect(told.length).toBeGreaterThan(10)
    for (const [i, said] of truth.entries()) {
      const event = told[i]
      if (event?.actor === 'consumer' || !said.text) continue
      expect((event?.at ?? 0) + chat.zero - said.at).toBeGreaterThan(-1)
    }
    await chat.page.close()
  })
})
