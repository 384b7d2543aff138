/** The shop page in a real browser. */
import { existsSync } from 'node:fs'
import { type Browser, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { FaultId } from '../../src/demo/faults.js'
import { merchantOf } from './merchant.js'

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
)
let browser: Browser

beforeAll(async () => {
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  browser = await chromium.launch({ args, ...(installed ? { executablePath: installed } : {}) })
})
afterAll(() => browser?.close())

async function visit(faults: readonly FaultId[] = [], query = '') {
  const merchant = await merchantOf(faults)
  const context = await browser.newContext({ locale: 'zh-CN' })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  await page.goto(merchant.pageUrl + query)
  const chat = {
    say: async (text: string) => {
      await page.locator('.chat textarea').fill(text)
      await page.locator('.chat textarea').press('Enter')
    },
    last: (kind: string) => page.locator(`.message.${kind}`).last(),
    /** Waits until the last message of a kind is complete and contains a text. */
    heard: (kind: string, text: string) =>
      page.locator(`.message.${kind}[aria-busy=false]`, { hasText: text }).last().waitFor(),
  }
  return { merchant, page, chat }
}

const texts = (page: Page, selector: string) => page.locator(selector).allTextContents()

describe('the widget of a merchant without faults', () => {
  it('holds a conversation and shows exactly what was said', async () => {
    const { merchant, page, chat } = await visit()
    await page.locator('.chat-launcher').click()
    await chat.heard('bot', 'AI智能客服')
    await chat.say('耳机右边没声音了，能退吗？')
    await chat.heard('bot', '1-3个工作日')
    await page.locator('.human-entry').click()
    await chat.heard('human', '耳机故障')
    await chat.say('谢谢，再见')
    await chat.heard('system', '会话已结束')
    expect(await texts(page, '.message')).toEqual(
      merchant.log.flatMap((entry) => [
        ...(entry.text ? [entry.text] : []),
        ...entry.replies.map((r) => r.text),
      ]),
    )
    expect(await texts(page, '.message.system')).toEqual(['客服小李（工号8021）为您服务', '会话已结束'])
    expect(await texts(page, '.row-human .author')).toEqual(['小李', '小李'])
  })

  it('answers to a quick reply, which is then gone', async () => {
    const { page, chat } = await visit()
    await page.locator('.chat-launcher').click()
    await page.locator('.choice', { hasText: '退款多久到账' }).click()
    await chat.heard('bot', '1-3个工作日')
    expect(await texts(page, '.choice')).toEqual([])
  })

  it('works by keyboard alone and is announced', async () => {
    const { page, chat } = await visit()
    await page.getByRole('button', { name: '在线客服' }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.type('保修多久')
    await page.keyboard.press('Enter')
    await chat.heard('bot', '12个月')
    expect(await page.getByRole('log', { name: '聊天记录' }).getAttribute('aria-live')).toBe('polite')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('chat-launcher')
  })

  it('speaks English on request', async () => {
    const { page, chat } = await visit([], '?lang=en')
    await page.getByRole('button', { name: 'Chat with us' }).click()
    await chat.heard('bot', 'AI assistant')
    await page.getByRole('button', { name: 'Human agent' }).first().click()
    await chat.heard('human', 'this is Ana')
    expect(await texts(page, '.message.system')).toEqual(['Ana (agent 8021) joined'])
  })

  it('shows hostile words as words', async () => {
    const { page, chat } = await visit()
    await page.locator('.chat-launcher').click()
    const hostile = '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>{{constructor}}'
    await chat.say(hostile)
    await chat.heard('bot', 'cannot answer')
    expect(await chat.last('consumer').textContent()).toBe(hostile)
    expect(await page.locator('.chat img, .chat script').count()).toBe(0)
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
  })
})

describe('faults of the page', () => {
  it('hides-human leaves no button', async () => {
    const { page, chat } = await visit(['hides-human'])
    await page.locator('.chat-launcher').click()
    await chat.heard('bot', '您好')
    expect(await page.getByText('转人工').count()).toBe(0)
  })

  it('no-disclosure does not name the machine', async () => {
    const { page, chat } = await visit(['no-disclosure'])
    await page.locator('.chat-launcher').click()
    await chat.heard('bot', '您好')
    expect(await page.locator('.chat').textContent()).not.toMatch(/AI|智能|机器/)
  })

  it('empty-promise shows the promise and nobody', async () => {
    const { merchant, page, chat } = await visit(['empty-promise'])
    await page.locator('.chat-launcher').click()
    await chat.say('转人工')
    await chat.heard('bot', '正在为您转接')
    await chat.say('保修多久')
    await chat.heard('bot', '12个月')
    expect(await page.locator('.message.human, .message.system').count()).toBe(0)
    expect(merchant.log.flatMap((entry) => entry.replies).every((said) => said.from === 'bot')).toBe(true)
  })

  it('form-before-human shows a form that leads to a person', async () => {
    const { page, chat } = await visit(['form-before-human'])
    await page.locator('.chat-launcher').click()
    await page.locator('.human-entry').click()
    for (const label of ['姓名', '手机号', '订单号']) await page.getByLabel(label).fill('1')
    await page.getByRole('button', { name: '提交' }).click()
    await chat.heard('human', '小李')
  })

  it('hangs types and never answers', async () => {
    const { page, chat } = await visit(['hangs'])
    await page.locator('.chat-launcher').click()
    await chat.heard('bot', '您好')
    await chat.say('保修多久')
    await page.locator('.typing').waitFor()
    expect(await page.locator('.message.bot').count()).toBe(1)
  })

  it('no-keyboard: Enter does not send, and no control has the role of a button', async () => {
    const { merchant, page, chat } = await visit(['no-keyboard'])
    await page.locator('.chat-launcher').click()
    await chat.heard('bot', '您好')
    await chat.say('保修多久')
    expect(await page.locator('.chat').getByRole('button').count()).toBe(0)
    await page.locator('.send').click()
    await chat.heard('bot', '12个月')
    expect(merchant.log.filter((entry) => entry.text !== null)).toHaveLength(1)
  })

  it('unannounced: no live region, no names', async () => {
    const { page } = await visit(['unannounced'])
    await page.locator('.chat-launcher').click()
    expect(await page.locator('[role=log], [aria-live], .chat[aria-label]').count()).toBe(0)
  })

  it('down-at-night tells that a message was lost', async () => {
    const merchant = await merchantOf(['down-at-night'], { clock: () => new Date('2026-11-20T18:00:00Z') })
    const page = await browser.newPage()
    onTestFinished(() => page.close())
    await page.goto(merchant.pageUrl)
    await page.locator('.chat-launcher').click()
    await page.locator('.chat textarea').fill('在吗')
    await page.locator('.chat textarea').press('Enter')
    await page.locator('.message.system').waitFor()
    expect(await page.locator('.message.bot').count()).toBe(0)
  })
})
