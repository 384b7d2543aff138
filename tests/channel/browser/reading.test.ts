/** Chats are read without selectors: the same words, in the same order, from the same people as the page says. */
import { type Browser, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LIMITS } from '../../../src/channel/browser/batch.js'
import { findExecutable } from '../../../src/channel/browser/executable.js'
import { pageScript } from '../../../src/channel/browser/inject.js'
import { Intake } from '../../../src/channel/browser/intake.js'
import type { Learned, PageCommand } from '../../../src/channel/browser/page/wire.js'
import type { ChannelEvent } from '../../../src/channel/channel.js'
import { PAGES, SPECIAL } from './reading-pages.js'

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

async function open(html: string, selectors: Record<string, string> = {}) {
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
      selectors,
      limits: { text, messages, batch },
    }),
  )
  await page.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: html }))
  await page.goto('http://chat.test/')
  interface Answer {
    number: number
    document: number
    learned?: Learned
  }
  const ask = (command: Pick<PageCommand, 'do' | 'text'>): Promise<Answer> =>
    page.evaluate((asked) => {
      const detail: { do: string; text?: string; number?: number; learned?: unknown } = asked
      document.dispatchEvent(new CustomEvent('ask', { detail }))
      return {
        number: detail.number ?? 0,
        document: performance.timeOrigin,
        learned: detail.learned,
      } as never
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
    async until(words: string) {
      await expect
        .poll(
          async () => {
            await settle()
            return read().map((event) => event.text)
          },
          { timeout: 10_000 },
        )
        .toContain(words)
    },
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

describe.concurrent.each(Object.entries(PAGES))('%s', (name, html) => {
  it('tells every message once, with its words and its author', async () => {
    const chat = await open(html)
    // This page draws by a timer: were the greeting and the first words drawn at once, nobody could tell their order.
    if (/drawn anew/.test(name)) await chat.page.getByText('您好', { exact: true }).waitFor()
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

const GROUPED = PAGES['grouped rows with names, avatars, times and receipts'] as string
type Choices = Extract<ChannelEvent, { kind: 'choices' }>

describe('on a page with names, times and receipts', () => {
  it('says on what each label rests, and that another name took over', async () => {
    const chat = await open(GROUPED)
    await chat.say('多久发货？')
    await chat.say('转人工')
    const told = chat.read()
    expect(told.map((event) => [event.actor, event.name])).toEqual([
      ['bot', '小美'],
      ['consumer', undefined],
      ['bot', '小美'],
      ['consumer', undefined],
      ['system', undefined],
      ['human', '客服小李'],
    ])
    expect(told.at(-1)?.evidence).toBe('name changed: 小美 -> 客服小李')
    expect(told[1]?.evidence).toBe('the words that were sent')
    for (const event of told.filter(({ actor }) => actor !== 'consumer')) {
      const first = chat.events.find((e) => e.kind === 'text' && e.id === event.id) as Text
      expect(first.painted).toBeGreaterThanOrEqual(first.at)
    }
    expect(chat.events).toContainEqual(expect.objectContaining({ kind: 'receipt', status: 'read' }))
    await chat.page.close()
  })

  it('offers the buttons of an answer, and knows a pressed one again', async () => {
    const chat = await open(GROUPED)
    await chat.say('选项')
    const offer = chat.events.find((e): e is Choices => e.kind === 'choices' && !e.standing)
    expect(offer?.options.map(({ label, kind }) => [label, kind])).toEqual([
      ['查询退款', 'button'],
      ['申请退款', 'button'],
    ])
    await chat.page.getByRole('button', { name: '申请退款' }).click()
    await chat.until('您说的是：申请退款')
    expect(chat.read().map((e) => e.text)).toEqual([
      '您好，我是小美',
      '选项',
      '请选择服务',
      '您说的是：申请退款',
    ])
    await chat.page.close()
  })

  it('writes down what it learned as selectors that fit', async () => {
    const chat = await open(GROUPED)
    for (const words of ['多久发货？', '两条', '谢谢']) await chat.say(words)
    const { learned } = await chat.ask({ do: 'learned' })
    const texts = (selector = 'none') => chat.page.locator(selector).allInnerTexts()
    expect(await texts(learned?.consumer?.selector)).toEqual(['多久发货？', '两条', '谢谢'])
    expect(await texts(learned?.bot?.selector)).toEqual([
      '您好，我是小美',
      '您说的是：多久发货？',
      '第一条',
      '第二条',
      '您说的是：谢谢',
    ])
    expect(new Set(await texts(learned?.author?.selector))).toEqual(new Set(['小美']))
    expect(await chat.page.locator(learned?.list?.selector ?? 'none').count()).toBe(1)
    expect(learned?.consumer?.confidence).toBeGreaterThan(0.8)
    expect(learned?.list?.why).toContain('the words that were sent')
    await chat.page.close()
  })
})

it('reads a bot that only offers buttons', async () => {
  const chat = await open(SPECIAL.buttons)
  await chat.page.evaluate(() => {
    document.dispatchEvent(
      new CustomEvent('ask', { detail: { do: 'box', element: document.getElementById('w') } }),
    )
  })
  await chat.settle()
  const offers = () =>
    chat.events.filter((e): e is Choices => e.kind === 'choices').map((e) => e.options.map((o) => o.label))
  expect(offers()).toEqual([['查物流', '退货']])
  await chat.page.getByText('查物流').click()
  await chat.until('您说的是：查物流')
  await expect
    .poll(
      async () => {
        await chat.settle()
        return offers()
      },
      { timeout: 10_000 },
    )
    .toEqual([
      ['查物流', '退货'],
      ['继续', '结束'],
    ])
  expect(chat.read().map((e) => [e.actor, e.text])).toEqual([
    ['bot', '请选择要办理的业务'],
    ['bot', '您说的是：查物流'],
  ])
  await chat.page.close()
})

it('reads a chat that does not show what the consumer says', async () => {
  const chat = await open(SPECIAL.silent)
  await chat.say('多久发货？')
  await chat.until('您说的是：多久发货？')
  await chat.say('两条')
  await chat.until('第二条')
  expect(
    chat
      .read()
      .filter((e) => e.actor !== 'consumer')
      .map((e) => e.text),
  ).toEqual(['您好', '您说的是：多久发货？', '第一条', '第二条'])
  const { learned } = await chat.ask({ do: 'learned' })
  expect(learned?.list?.why).toContain('not shown')
  await chat.page.close()
})

it('does not take older messages for new ones, and marks what was taken back', async () => {
  const chat = await open(SPECIAL.history)
  await chat.say('多久发货？')
  const before = chat.read().length
  await chat.page.evaluate(() => (window as unknown as { more(): void }).more())
  await chat.say('谢谢')
  expect(
    chat
      .read()
      .slice(before)
      .map((e) => e.text),
  ).toEqual(['谢谢', '您说的是：谢谢'])
  expect(chat.events).toContainEqual(expect.objectContaining({ name: 'history', value: '5' }))
  await chat.page.evaluate(() => (window as unknown as { recall(): void }).recall())
  await expect
    .poll(
      async () => {
        await chat.settle()
        return chat.events
          .filter((e) => e.kind === 'text' && e.deleted)
          .map((e) => e.kind === 'text' && e.text)
      },
      { timeout: 10_000 },
    )
    .toEqual(['您说的是：谢谢'])
  await chat.page.close()
})

it('tells typing without words, pictures, links and forms', async () => {
  const chat = await open(SPECIAL.rich)
  await chat.say('多久发货？')
  expect(chat.events.flatMap((e) => (e.kind === 'typing' ? [e.on] : []))).toEqual([true, false])
  await chat.page.evaluate(() => (window as unknown as { rich(): void }).rich())
  await chat.until('请填写')
  expect(chat.read().at(-2)?.text).toContain('详情见页面')
  expect(chat.events).toContainEqual(expect.objectContaining({ kind: 'media', alt: '商品图' }))
  expect(chat.events).toContainEqual(expect.objectContaining({ kind: 'form', fields: ['订单号', '手机号'] }))
  const links = chat.events.filter((e): e is Choices => e.kind === 'choices').flatMap((e) => e.options)
  expect(links).toContainEqual(
    expect.objectContaining({ label: '帮助中心', kind: 'link', url: 'https://example.test/help' }),
  )
  const before = chat.read().map((e) => e.text)
  await chat.page.evaluate(() => (window as unknown as { rate(): void }).rate())
  await chat.settle()
  expect(chat.events).toContainEqual(expect.objectContaining({ kind: 'card', title: '请对本次服务进行评价' }))
  expect(chat.read().map((e) => e.text)).toEqual(before)
  await chat.page.close()
})

it('lets go of old messages, and never of what is said now, where a page shows more than are kept', async () => {
  const chat = await open(PAGES['ten thousand old messages'] as string, {
    bot: '.m-other .m-body',
    consumer: '.m-mine .m-body',
  })
  await chat.say('多久发货？')
  const told = chat.read().map((e) => e.text)
  expect(told.slice(-3)).toEqual(['欢迎回来', '多久发货？', '您说的是：多久发货？'])
  expect(told.length).toBeLessThanOrEqual(LIMITS.messages + 2)
  await chat.page.close()
})

it('takes boxes of one kind that come with an answer for choices, whatever their markup', async () => {
  const chat = await open(SPECIAL.chips)
  await chat.say('选项')
  const offer = chat.events.find((e): e is Choices => e.kind === 'choices' && !e.standing)
  expect(offer?.options.map(({ label }) => label)).toEqual(['查询退款', '申请退款'])
  await chat.page.close()
})

it('patches the page so that the page cannot tell, and says so once', async () => {
  const chat = await open(PAGES['a closed shadow root'] as string)
  await chat.say('多久发货？')
  const printed = await chat.page.evaluate(() => [
    String(Element.prototype.attachShadow),
    String(Function.prototype.toString),
    Function.prototype.toString.call(Element.prototype.attachShadow),
    Element.prototype.attachShadow.name,
  ])
  expect(printed).toEqual([
    'function attachShadow() { [native code] }',
    'function toString() { [native code] }',
    'function attachShadow() { [native code] }',
    'attachShadow',
  ])
  expect(chat.events.filter((e) => e.kind === 'observation' && e.name === 'closed-shadow-root')).toHaveLength(
    1,
  )
  await chat.page.close()
})
