/** `ombud record`: somebody uses a chat in a window, with real keys and a real mouse, and their way can be gone again. */
import type { ChildProcess } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { chromium, type Page } from 'playwright'
import { expect, it, onTestFinished } from 'vitest'
import { parse } from 'yaml'
import { findExecutable } from '../../src/channel/browser/executable.js'
import { ombud } from '../support/cli.js'
import { debuggingPort, HAS_SCREEN, screen } from '../support/screen.js'
import { Workplace } from '../support/workplace.js'
import { startShop } from './record-shop.js'

const SLOW = { timeout: 400_000 }
const PATIENT = { timeout: 60_000 }

/** Starts a recording of a page, and takes hold of its window as a person at the screen does. */
async function record(url: string) {
  const work = new Workplace()
  const TMPDIR = work.file('tmp')
  mkdirSync(TMPDIR)
  const path = await findExecutable({ playwright: async () => chromium.executablePath() })
  const OMBUD_CHROMIUM = work.write('chromium', `#!/bin/sh\nexec '${path}' --remote-debugging-port=0 "$@"\n`)
  chmodSync(OMBUD_CHROMIUM, 0o755)
  let child: ChildProcess | undefined
  const ended = ombud(['record', url, '--out', 'files'], {
    cwd: work.path,
    env: { DISPLAY: await screen(), TMPDIR, OMBUD_CHROMIUM },
    started: (started) => {
      child = started
    },
  })
  const port = await Promise.race([
    debuggingPort(TMPDIR),
    ended.then(({ stderr }) => Promise.reject(new Error(stderr))),
  ])
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, PATIENT)
  onTestFinished(() => browser.close())
  let page: Page | undefined
  await expect
    .poll(() => {
      page = browser
        .contexts()
        .flatMap((context) => context.pages())
        .find((one) => one.url() === url)
      return page
    }, PATIENT)
    .toBeDefined()
  if (!page) throw new Error('no window')
  page.setDefaultTimeout(PATIENT.timeout)
  await page.waitForLoadState()
  const files = () =>
    Object.fromEntries(
      readdirSync(work.file('files')).map((name) => [name.split('.')[1], work.read(`files/${name}`)]),
    ) as { target: string; scenario?: string }
  return { work, page, ended, files, interrupt: () => child?.kill('SIGINT') }
}

async function shopOf() {
  const shop = await startShop()
  onTestFinished(() => shop.close())
  return shop
}

it.runIf(HAS_SCREEN)(
  'writes a way through login, frame and form, and it can be gone again',
  SLOW,
  async () => {
    const shop = await shopOf()
    const { work, page, ended, files } = await record(shop.url)
    await page.locator('[name=account]').click()
    await page.keyboard.type('lina')
    await page.locator('[name=code]').click()
    await page.keyboard.type('s3cret')
    await page.getByText('显示').click()
    await page.locator('[name=code]').click()
    await page.keyboard.type('!')
    await page.getByText('登录').click()
    await page.getByText('联系客服').click()
    const chat = page.frameLocator('.help-frame')
    await chat.locator('[name=nick]').click()
    await page.keyboard.type('小林')
    await chat.locator('[name=topic]').focus()
    await page.keyboard.press('ArrowDown')
    await chat.getByText('开始咨询').click()
    await chat.locator('#words').click()
    await page.keyboard.type('我的订单88002341什么时候到？电话13800138000')
    await chat.locator('#go').click()
    await expect.poll(() => chat.locator('.them').count(), PATIENT).toBe(2)
    await chat.getByText('退货规则').click()
    await expect.poll(() => chat.locator('.them').count(), PATIENT).toBe(3)
    await chat.locator('#words').click()
    await page.keyboard.type('好的谢谢')
    await chat.locator('#go').click()
    await expect.poll(() => chat.locator('.them').count(), PATIENT).toBe(4)
    const said = [...shop.told]
    expect(said).toEqual(['我的订单88002341什么时候到？电话13800138000', '退货规则', '好的谢谢'])
    await page.close()
    const { code, stderr } = await ended
    expect(stderr).toContain('a password was not written: set PASSWORD')
    expect(stderr).toContain('sound; next: ombud run files/')
    expect(code).toBe(0)
    const { target, scenario = '' } = files()
    expect(`${target}${scenario}${stderr}`).not.toContain('s3cret')
    const { channel, recipe } = parse(target)
    expect(channel.browser.url).toBe(shop.url)
    expect(channel.browser.steps).toMatchObject([
      { fill: expect.any(String), value: 'lina' },
      { fill: expect.any(String), value: '${PASSWORD}' },
      { click: expect.any(String) },
      { fill: expect.any(String), value: '${PASSWORD}' },
      { click: expect.any(String) },
      { click: expect.any(String) },
      { fill: expect.any(String), value: '小林' },
      { select: expect.any(String), value: '售后' },
    ])
    expect(recipe).toMatchObject({
      frame: { selector: ['iframe.help-frame'] },
      launcher: { confidence: 1 },
      input: { selector: '#words' },
      send: { selector: '#go' },
    })
    const { facts, steps, lang } = parse(scenario)
    expect(lang).toBe('zh-CN')
    expect(facts).toEqual({ order: '88002341', phone: '13800138000' })
    expect(steps).toEqual([
      { say: ['我的订单{{order}}什么时候到？电话{{phone}}'] },
      { choose: '退货规则' },
      { say: ['好的谢谢'] },
    ])
    expect(scenario).toContain('# 当时的回答: 签收后7天内可以退货。')

    const again = await ombud(['run', 'files', '--out', 'run', '--no-color'], {
      cwd: work.path,
      env: { PASSWORD: 's3cret!' },
    })
    expect(shop.told.slice(said.length), again.stdout + again.stderr).toEqual(said)
  },
)

it.runIf(HAS_SCREEN)(
  'ends with Ctrl-C as with the window, and writes no scenario where nothing was said',
  SLOW,
  async () => {
    const shop = await shopOf()
    const { page, ended, files, interrupt } = await record(shop.url)
    await page.locator('[name=account]').click()
    await page.keyboard.type('lina')
    await page.getByText('登录').click()
    await page.getByText('联系客服').click()
    await page.locator('.help-frame').waitFor()
    interrupt()
    const { code, stderr } = await ended
    expect(code).toBe(0)
    expect(stderr).toContain('nothing was said in a chat')
    expect(files().scenario).toBeUndefined()
    const { channel, recipe } = parse(files().target)
    expect(channel.browser.steps.map((step: object) => Object.keys(step)[0])).toEqual(['fill', 'click'])
    expect(recipe.launcher.selector).toContain('.help')
  },
)

it('is refused where there is no display, before anything is written', async () => {
  const work = new Workplace()
  const { code, stderr } = await ombud(['record', 'http://127.0.0.1:9/', '--out', 'files'], {
    cwd: work.path,
  })
  expect(code).toBe(2)
  expect(stderr).toContain('there is no display')
  expect(stderr).toContain('xvfb-run -a ombud record')
  expect(existsSync(work.file('files'))).toBe(false)
})

it.skipIf(HAS_SCREEN)('a browser with a window is not tested: there is no Xvfb', () => {
  expect(HAS_SCREEN).toBe(false)
})
