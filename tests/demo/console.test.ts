/** A person at the console in one real browser, a consumer of ombud in another: from the bot to the end of the chat. */
import { type Browser, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { parse } from 'yaml'
import { findExecutable } from '../../src/channel/browser/executable.js'
import { bothChannels } from '../../src/demo/targets.js'
import type { Target } from '../../src/documents/types/target.js'
import { saidIn, Workplace } from '../support/workplace.js'
import { merchantOf } from './merchant.js'

let browser: Browser

beforeAll(async () => {
  const executablePath = await findExecutable({
    install: false,
    playwright: async () => chromium.executablePath(),
  })
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
})
afterAll(() => browser?.close())

async function sit(url: string): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN' })
  onTestFinished(() => context.close())
  const desk = await context.newPage()
  desk.setDefaultTimeout(60_000)
  await desk.goto(url)
  await desk.getByText('工号 80').waitFor()
  return desk
}

it('is proven by the wire: queue, who joined, what was written, and the end', async () => {
  const merchant = await merchantOf([], { delays: { think: 200, piece: 20, agent: 5 } })
  const desk = await sit(merchant.consoleUrl)

  const work = new Workplace()
  const target = parse(bothChannels('shop', '清音', merchant, { human: '60s' })['shop-web'] ?? '') as Target
  work.write('shop-web.target.yaml', target)
  work.write('person.scenario.yaml', {
    title: '问保修，再找人工',
    lang: 'zh-CN',
    steps: [
      { id: 'ask', say: ['保修多久？'] },
      { id: 'person', 'ask-human': { by: 'button', attempts: 1 } },
    ],
    expect: [{ human: { level: 'E4', requests: 1 } }],
  })
  const running = work.run([work.path])

  // The scripted agent leaves it to the person who is on duty.
  await desk.getByRole('button', { name: '接入' }).click()
  const log = desk.getByRole('log', { name: '聊天记录' })
  expect(await log.locator('.from-consumer, .from-bot').allTextContents()).toEqual(
    expect.arrayContaining([expect.stringContaining('保修多久'), expect.stringContaining('12个月')]),
  )
  const reply = async (text: string) => {
    await desk.getByRole('textbox', { name: '回复' }).fill(text)
    await desk.keyboard.press('Enter')
  }
  const came = log.locator('.from-consumer')
  const before = await came.count()
  await reply('您好，我是客服小王，聊天记录我看到了，保修的问题我来处理。')
  // The case in one message, then the courtesy.
  await came.nth(before).waitFor()
  await reply('好的，已经登记。')
  await log.locator('.from-consumer', { hasText: '测试' }).last().waitFor()
  await reply('明白，感谢告知，再见。')
  await desk.getByRole('button', { name: '结束会话' }).click()
  await log.getByText('会话已结束').waitFor()
  const { result } = await running

  const [events = []] = work.transcripts().values()
  const proofs = events.flatMap((event) =>
    event.kind === 'handoff' && event.platform ? [[event.level, event.actor, event.participant]] : [],
  )
  expect(proofs.slice(0, 3)).toEqual([
    ['E2', 'system', undefined],
    ['E3', 'human', '小王'],
    ['E4', 'human', '小王'],
  ])
  expect(events.find((event) => event.kind === 'handoff' && event.queue)).toMatchObject({
    queue: { position: 1, eta: 60_000 },
  })
  // What is written down is what was said, as far as the consumer stayed.
  const told = merchant.log.flatMap(({ text, replies }) => [
    ...(text === null ? [] : [['consumer', text]]),
    ...replies.map((one) => [one.from === 'agent' ? 'human' : one.from, one.text]),
  ])
  // A message that grows is there once for each piece; the last is what it says.
  const whole = new Map(
    events.flatMap((event) => (event.kind === 'text' ? [[event.id, event] as const] : [])),
  )
  const said = saidIn([...whole.values()])
  expect(told.slice(0, said.length)).toEqual(said)
  // After its courtesy the consumer may be gone before the last words come.
  expect(said).toContainEqual(['human', '好的，已经登记。'])
  const [trial] = result.targets[0]?.trials ?? []
  expect(trial?.findings.find((one) => one.audit === 'human' && one.expected)?.outcome).toBe('pass')
}, 120_000)

it('speaks English, says who waits, and gives the chat back when the page is closed', async () => {
  const merchant = await merchantOf([])
  const desk = await sit(merchant.consoleUrl)
  await desk.getByRole('link', { name: 'English' }).click()
  await desk.getByText('On duty').waitFor()
  const shop = await browser.newPage()
  onTestFinished(() => shop.close())
  await shop.goto(`${merchant.pageUrl}?lang=en`)
  await shop.getByRole('button', { name: 'Chat with us' }).click()
  await shop.locator('.human-entry').click()
  await shop.getByText('Waiting for a human agent: place 1').waitFor()
  await desk.getByLabel('Your name').fill('<b>Sam</b>')
  await desk.getByRole('button', { name: 'Accept Consumer c1' }).click()
  await shop.locator('.message.system', { hasText: '<b>Sam</b> (agent' }).waitFor()
  expect(await shop.locator('.chat b').count()).toBe(0)
  await desk.close()
  // Nobody else is on duty: the scripted agent takes over.
  await shop.locator('.message.system', { hasText: 'lost the connection' }).waitFor()
  await shop.locator('.message.human', { hasText: 'this is Ana' }).waitFor()
})
