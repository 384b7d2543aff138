/** The report as assistive technology meets it: axe-core, in both languages and themes, and keys alone. */
// biome-ignore-all lint/performance/useDomNodeTextContent: what is shown is asserted, not what is hidden
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { AxeResults, RunOptions } from 'axe-core'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { renderHtml } from '../../src/report/html.js'
import { browserOptions } from './browser.js'
import { conformance } from './conformance.js'
import { HASH, withPicture } from './fixture.js'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let browser: Browser
let folder: string
let file: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ombud-report-'))
  file = join(folder, 'report.html')
  const { result, picture } = withPicture(conformance())
  writeFileSync(file, renderHtml(result, { picture }))
  browser = await chromium.launch(browserOptions())
})
afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function open(options: BrowserContextOptions = {}, lang = 'zh-CN') {
  const page = await (await browser.newContext({ bypassCSP: true, ...options })).newPage()
  await page.goto(pathToFileURL(file).href)
  if (options.javaScriptEnabled !== false)
    await page.waitForFunction(() => document.querySelector('.trial noscript') === null)
  if (lang === 'en') {
    await page.locator('#in-zh').focus()
    await page.keyboard.press('ArrowRight')
  }
  return page
}

test.each([
  ['zh-CN', 'light', 1000, 'opened'],
  ['zh-CN', 'dark', 1000, 'opened'],
  ['en', 'light', 1000, 'as it opens'],
  ['en', 'dark', 1000, 'opened'],
  ['en', 'light', 360, 'opened'],
] as const)('axe in %s, %s, %i px wide, %s: nothing serious or critical', async (lang, theme, width, how) => {
  const page = await open({ colorScheme: theme, viewport: { width, height: 900 } }, lang)
  if (how === 'opened')
    await page.evaluate(() => {
      for (const one of document.querySelectorAll('details')) one.open = true
    })
  // What is out of sight is not laid out, and axe would leave it out.
  await page.addStyleTag({ content: '* { content-visibility: visible !important }' })
  await page.evaluate(AXE)
  const { violations, passes } = await page.evaluate(async () => {
    const axe = (window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe
    return axe.run({ resultTypes: ['violations'] })
  })
  expect(passes.length).toBeGreaterThan(20)
  const bad = violations.filter((one) => one.impact === 'serious' || one.impact === 'critical')
  expect(bad.map((one) => [one.id, one.nodes.slice(0, 3).map((node) => node.html)])).toEqual([])
  await page.context().close()
})

// Words and not what is painted: rows that have just moved into view are rendered with the next frame.
const names = (page: Page) => page.locator('.league tbody th bdi').allTextContents()

test('the league is sorted by keyboard, says so, and shows shared places', async () => {
  const page = await open({}, 'en')
  expect(await names(page)).toEqual(['某某商城 · 网页客服', '某某商城 · 接口', 'Acme Audio support'])
  const heading = page.getByRole('columnheader', { name: 'Resolution' })
  await heading.getByRole('button').focus()
  await page.keyboard.press('Enter')
  expect(await heading.getAttribute('aria-sort')).toBe('ascending')
  expect((await names(page))[0]).toBe('某某商城 · 网页客服')
  await page.keyboard.press('Space')
  expect(await heading.getAttribute('aria-sort')).toBe('descending')
  expect((await names(page))[2]).toBe('某某商城 · 网页客服')
  // Nobody gave the escalation of the two others a score: they stay last either way.
  const escalation = page.getByRole('columnheader', { name: 'Escalation access' })
  await escalation.getByRole('button').press('Enter')
  expect(await heading.getAttribute('aria-sort')).toBe(null)
  const cells = page.getByRole('row', { name: /网页客服/ }).getByRole('cell')
  expect(await cells.nth(1).innerText()).toMatch(/38\s+95 % interval.*\s+place 3/)
  expect(await page.getByRole('row', { name: /Acme/ }).getByRole('cell').nth(1).innerText()).toContain(
    'place 1, shared by 2',
  )
  await page.context().close()
})

test('the league is searched by name and narrowed to a verdict', async () => {
  const page = await open({}, 'en')
  await page.getByLabel('Find a target').pressSequentially('acme')
  expect(await page.locator('.league tbody tr:visible').count()).toBe(1)
  expect(await page.locator('.find output').innerText()).toBe('1 / 3')
  await page.getByLabel('Find a target').fill('')
  await page.locator('.find').getByRole('combobox', { name: 'Verdict' }).selectOption('Fail')
  expect(await page.locator('.league tbody tr:visible').allInnerTexts()).toHaveLength(1)
  await page.context().close()
})

test('on a phone, where the headings are not shown, a list sorts the league', async () => {
  const page = await open({ viewport: { width: 390, height: 844 } }, 'en')
  const order = page.getByRole('combobox', { name: 'Sort by' })
  await order.selectOption('Resolution, descending')
  expect((await names(page))[2]).toBe('某某商城 · 网页客服')
  await order.selectOption('Resolution, ascending')
  expect((await names(page))[0]).toBe('某某商城 · 网页客服')
  await order.selectOption('Target, descending')
  expect((await names(page))[0]).toBe('Acme Audio support')
  await order.selectOption('worst verdict first')
  expect(await names(page)).toEqual(['某某商城 · 网页客服', '某某商城 · 接口', 'Acme Audio support'])
  await page.setViewportSize({ width: 1000, height: 844 })
  expect(await order.isVisible()).toBe(false)
  await page.context().close()
})

test('conversations and findings are narrowed to a persona, a theme and an outcome', async () => {
  const page = await open({}, 'en')
  const target = page.locator('.target').first()
  const shown = async () => ({
    trials: await target.locator('.trial:not([hidden])').count(),
    // Words and not what is painted: out of sight nothing is.
    faults: (await target.locator('.fault:visible h4 .e').allTextContents()).map((word) => word.trim()),
    count: await target.locator('.narrow output').innerText(),
  })
  expect((await shown()).count).toBe('showing 7 / 7 conversations, 6 / 6 findings')
  await target.getByLabel('Persona').selectOption('elderly-social')
  expect(await shown()).toMatchObject({ trials: 1, faults: ['fail', 'Reaches a person'] })
  await target.getByLabel('Persona').selectOption('All')
  await target.getByLabel('Theme').selectOption('disclosure')
  expect(await shown()).toEqual({
    trials: 1,
    faults: [],
    count: 'showing 1 / 7 conversations, 0 / 6 findings',
  })
  await target.getByLabel('Theme').selectOption('All')
  await target.locator('.show-fail').uncheck()
  expect((await shown()).count).toBe('showing 4 / 7 conversations, 1 / 6 findings')
  await page.context().close()
})

test('a finding is copied as a quotation that can be checked', async () => {
  const page = await open({ permissions: ['clipboard-read', 'clipboard-write'] }, 'en')
  const fault = page.locator('.fault').filter({ hasText: 'two different answers' })
  await fault.getByRole('button', { name: 'Copy as quotation' }).press('Enter')
  await fault.getByText('Copied').waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    [
      'Same answer: The same question got two different answers: “七天” and “15天”.',
      '“本店支持七天无理由换货哦亲～”\n— Bot · +820 ms · L8',
      '“质量问题自签收之日起15天内可退，运费由买家承担。”\n— Bot · +1.3 s · L20',
      [
        '某某商城-web/earphones-broken/-/1',
        `trials/某某商城-web/earphones-broken/-/1.1.jsonl SHA-256 ${HASH}`,
        'plan c0ffee5a1d0f4b8e9c2a7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a1b0c9d8e7f6a',
      ].join('\n'),
    ].join('\n\n'),
  )
  await page.context().close()
})

test('a picture of the page is shown once, with a name in either language', async () => {
  const page = await open({}, 'en')
  expect(await page.locator('img').count()).toBe(1)
  const picture = page.locator('.picture').first()
  await picture.locator('summary').press('Enter')
  expect(await page.getByRole('img', { name: 'The page when the conversation ended' }).isVisible()).toBe(true)
  await page.context().close()
})

test('without scripts nothing is offered that would not work', async () => {
  const page = await open({ javaScriptEnabled: false })
  for (const unseen of ['.find', '.narrow', '.quote', '.league thead button'])
    expect(await page.locator(`${unseen}:visible`).count(), unseen).toBe(0)
  expect(await page.locator('.league tbody tr:visible').count()).toBe(3)
  await page.context().close()
})
