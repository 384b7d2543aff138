/** `ombud run --debug` with a widget: a browser with a window, and Playwright's inspector before each message. */
import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { chromium, type Page } from 'playwright'
import { expect, it, onTestFinished } from 'vitest'
import { openDeepChat } from '../real/deep-chat-shop.js'
import { ombud } from '../support/cli.js'
import { debuggingPort, HAS_SCREEN, screen } from '../support/screen.js'
import { Workplace } from '../support/workplace.js'

/** Two browsers start in each. */
const SLOW = { timeout: 120_000 }

/** A shop with a widget, and a scenario of two messages. */
async function widgetShop(answer = '现货订单48小时内发出。') {
  const shop = await openDeepChat(() => answer)
  onTestFinished(() => shop.close())
  const work = new Workplace()
  work.write('tea.target.yaml', {
    lang: 'zh-CN',
    politeness: { gap: '0ms' },
    timing: { quiet: '300ms', cap: '20s' },
    channel: {
      browser: {
        url: shop.url,
        input: 'deep-chat #text-input',
        bot: 'deep-chat .ai-message-text',
        consumer: 'deep-chat .user-message-text',
      },
    },
  })
  const steps = [
    { id: 'ask', say: ['多久发货？'] },
    { id: 'again', say: ['确定吗？'] },
    { id: 'bye', say: ['好的'] },
  ]
  work.write('ask.scenario.yaml', { title: '发货', steps })
  const told = () => shop.record.flatMap(([author, text]) => (author === 'consumer' ? [text] : []))
  return { work, told }
}

/** Starts it without a terminal, so that only the inspector can go on. */
async function debug(work: Workplace) {
  const DISPLAY = await screen()
  const TMPDIR = work.file('tmp')
  mkdirSync(TMPDIR)
  let child: ChildProcess | undefined
  const ended = ombud(['run', '.', '--out', 'run', '--debug'], {
    cwd: work.path,
    // Playwright gives its inspector a port of its own when Playwright is tested.
    env: { DISPLAY, TMPDIR, PWTEST_UNDER_TEST: '1' },
    started: (started) => {
      child = started
    },
  })
  const inspector = await Promise.race([
    inspectorIn(TMPDIR),
    ended.then(({ stderr }) => Promise.reject(new Error(stderr))),
  ])
  return { ended, inspector, interrupt: () => child?.kill('SIGINT') }
}

/** The inspector's page, when its browser has written its port into a profile below `folder`. */
async function inspectorIn(folder: string): Promise<Page> {
  for (;;) {
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${await debuggingPort(folder)}`)
    const page = browser.contexts()[0]?.pages()[0]
    if (page) return page
    await browser.close()
  }
}

const button = (inspector: Page, name: string) =>
  inspector.getByRole('button', { name, exact: false }).first()

it.runIf(HAS_SCREEN)('opens the inspector; Resume and Step over each send one message', SLOW, async () => {
  const { work, told } = await widgetShop()
  const { inspector, ended } = await debug(work)
  const resume = button(inspector, 'Resume')
  await expect.poll(() => resume.isEnabled(), { timeout: 30_000 }).toBe(true)
  expect(told()).toEqual([])
  await resume.click()
  await expect.poll(told, { timeout: 30_000 }).toEqual(['多久发货？'])
  await expect.poll(() => resume.isEnabled(), { timeout: 30_000 }).toBe(true)
  expect(told()).toEqual(['多久发货？'])
  await button(inspector, 'Step over').click()
  await expect.poll(told, { timeout: 30_000 }).toEqual(['多久发货？', '确定吗？'])
  await expect.poll(() => resume.isEnabled(), { timeout: 30_000 }).toBe(true)
  await resume.click()
  const { code, stderr } = await ended
  expect(stderr).toContain("next, ask: 多久发货？\n  Resume in Playwright's inspector sends it")
  expect(stderr).toContain('end: script-end')
  expect(code).toBe(0)
  expect(told()).toEqual(['多久发货？', '确定吗？', '好的'])
})

it.runIf(HAS_SCREEN)('says goodbye to a promised person on Ctrl-C in a pause', SLOW, async () => {
  const { work, told } = await widgetShop('正在为您转接人工客服，请稍候。')
  const { inspector, ended, interrupt } = await debug(work)
  const resume = button(inspector, 'Resume')
  await expect.poll(() => resume.isEnabled(), { timeout: 30_000 }).toBe(true)
  await resume.click()
  await expect.poll(told, { timeout: 30_000 }).toHaveLength(1)
  await expect.poll(() => resume.isEnabled(), { timeout: 30_000 }).toBe(true)
  interrupt()
  const { code, stderr } = await ended
  expect(code).toBe(130)
  expect(stderr).toContain('end: cancelled')
  expect(told()).toEqual(['多久发货？', expect.stringContaining('测试')])
})

it('is refused where there is no display, before anything is written', async () => {
  const { work, told } = await widgetShop()
  const { code, stderr } = await ombud(['run', '.', '--out', 'run', '--debug'], { cwd: work.path })
  expect(code).toBe(2)
  expect(stderr).toContain('there is no display')
  expect(stderr).toContain('xvfb-run')
  expect(told()).toEqual([])
  expect(existsSync(work.file('run'))).toBe(false)
})

it.skipIf(HAS_SCREEN)('a browser with a window is not tested: there is no Xvfb', () => {
  expect(HAS_SCREEN).toBe(false)
})
