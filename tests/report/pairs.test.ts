/** Pairs of probes in every report: the index with its interval, three questions and replies side by side, their lines. */
// biome-ignore-all lint/performance/useDomNodeTextContent: what is shown is asserted, not what is hidden
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Locator, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Result } from '../../src/documents/types/result.js'
import { renderHtml } from '../../src/report/html.js'
import { renderMarkdown } from '../../src/report/markdown.js'
import { renderScorecard } from '../../src/report/terminal.js'
import { browserOptions } from './browser.js'
import { fixture } from './fixture.js'
import { withPairs } from './pairs.js'

let browser: Browser
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ombud-pairs-'))
  browser = await chromium.launch(browserOptions())
})
afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})

async function open(result: Result, lang: 'zh-CN' | 'en'): Promise<Page> {
  const file = join(folder, 'report.html')
  writeFileSync(file, renderHtml(result, { lang }))
  const page = await browser.newPage()
  await page.goto(pathToFileURL(file).href)
  await page.waitForFunction(() => document.querySelector('.trial noscript') === null)
  return page
}

/** What is out of sight is not laid out, and has no words yet. */
async function lookAt(locator: Locator): Promise<void> {
  await locator.evaluate((element) => {
    element.scrollIntoView()
    return new Promise((laidOut) => requestAnimationFrame(() => requestAnimationFrame(laidOut)))
  })
}

describe('the page', () => {
  test.each([
    ['zh-CN', '关键词自动回复，还是听得懂', ['关键词回复', '说不准', '听懂', '无法比较'], '95% 区间 9'],
    [
      'en',
      'Keyword replies, or understanding',
      ['keyword reply', 'uncertain', 'understood', 'not judged'],
      '95 % interval 9',
    ],
  ] as const)(
    'shows index, interval and pairs in %s, keyword replies first',
    async (lang, title, outcomes, interval) => {
      const page = await open(withPairs(), lang)
      const section = page.locator('section', { has: page.getByRole('heading', { name: title }) })
      await lookAt(section)
      expect(await section.locator('.score').innerText()).toBe('50')
      expect(await section.innerText()).toContain(interval)
      const marks = await section.locator('.pair .mark').allInnerTexts()
      expect(marks.map((text) => text.slice(2))).toEqual([...outcomes])
      await page.close()
    },
  )

  test('puts three questions and replies side by side, and leads to the line of each', async () => {
    const page = await open(withPairs(), 'zh-CN')
    const probes = page.locator('.pair[open] .probes > li')
    await lookAt(probes.first())
    expect(await probes.locator('.asked').allInnerTexts()).toEqual([
      '退款多久到账？',
      '货退了，钱几天能收到？',
      '退款收到了，登录密码忘了怎么办？',
    ])
    const tops = await probes.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().top))
    expect(new Set(tops).size).toBe(1)
    await probes.nth(2).getByRole('link').click()
    const target = page.locator('.trial[open] .line:target')
    await target.waitFor()
    expect(await target.innerText()).toContain('退款收到了，登录密码忘了怎么办？')
    await page.close()
  })

  test('says that nothing was replied, and shows what a bot wrote as text', async () => {
    const page = await open(withPairs('<img src=x onerror=alert(1)>{{#if}}\u202Eabc'), 'en')
    const pairs = page.locator('.pair')
    expect(await pairs.last().locator('.probes').textContent()).toContain('no reply')
    expect(await page.locator('.pair img').count()).toBe(0)
    expect(await pairs.first().locator('.say').nth(1).textContent()).toBe(
      '<img src=x onerror=alert(1)>{{#if}}⟨U+202E⟩abc',
    )
    await page.close()
  })

  test('has no such section for a target without probes', () => {
    expect(renderHtml(fixture())).not.toContain(':understanding"')
  })

  test('says why there is no index', async () => {
    const result = withPairs()
    const card = result.scorecard.targets[0]
    if (card?.understanding)
      Object.assign(card.understanding, { index: null, interval: null, n: 0, why: 'unanswered' })
    const page = await open(result, 'en')
    expect(await page.locator('.index').textContent()).toContain(
      'not even the questions with the keyword were answered',
    )
    await page.close()
  })
})

test('the summary of a CI job names the index and the keywords, and lets a bot write nothing into it', () => {
  const text = renderMarkdown(withPairs(), { lang: 'en' })
  expect(text).toMatch(
    /^\*\*Keyword replies, or understanding\*\* 50 .* understood .*1 uncertain\\, 1 not judged$/m,
  )
  expect(text).toMatch(/^- ✗ 退款: brought the same reply$/m)
  expect(text).not.toContain('- ✗ 发票')
  expect(renderMarkdown(fixture())).not.toContain('听得懂')
})

test('the scorecard on a terminal has it on one line', () => {
  const text = renderScorecard(withPairs(), { lang: 'zh-CN', width: 100 })
  expect(text).toMatch(/^ {2}关键词自动回复，还是听得懂: 听懂的占 50%（95% 区间 9\u2060?–\u2060?91）$/m)
})
