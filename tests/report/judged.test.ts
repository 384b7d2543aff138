/** What a judge decided: its tier stands beside every number that it had a part in, wherever that number is shown. */
// biome-ignore-all lint/performance/useDomNodeTextContent: what is shown is asserted, not what is hidden
import { type Browser, chromium } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Result } from '../../src/documents/types/result.js'
import { renderHtml } from '../../src/report/html.js'
import { renderMarkdown } from '../../src/report/markdown.js'
import { renderScorecard } from '../../src/report/terminal.js'
import { browserOptions } from './browser.js'
import { fixture } from './fixture.js'

const JUDGE = {
  id: 'openai:m1',
  prompt: 'p',
  temperature: 0,
  votes: 3,
  tier: 'uncalibrated',
  questions: 2,
  calls: 6,
  tokens: 100,
  leftOut: 0,
  suspected: 0,
} as const

/** The bad shop, one failure of which is a judge's. */
function judged(result: Result = fixture({ badOnly: true })): Result {
  const finding = result.targets[0]?.trials[0]?.findings.find(({ audit }) => audit === 'relevant')
  if (finding) Object.assign(finding, { method: 'judge', judge: { key: 'k', tier: JUDGE.tier } })
  const category = result.scorecard.targets[0]?.categories.find(({ id }) => id === 'resolution')
  const audit = category?.audits.find((one) => one.audit === 'relevant')
  if (category) category.judged = 1
  if (audit) audit.judged = 1
  return { ...result, run: { ...result.run, judge: JUDGE } }
}

describe.each([
  ['zh-CN', '（其中 1 项由裁判判定，未校准）', '裁判: openai:m1 · 未校准'],
  ['en', ' (1 by a judge, uncalibrated)', 'Judge: openai:m1 · uncalibrated'],
] as const)('in %s', (lang, share, who) => {
  test('the terminal says it beside the score and the verdict, and who judged', () => {
    const text = renderScorecard(judged(), { lang, width: 120 })
    expect(text.split('\n').filter((line) => line.includes(share))).toHaveLength(2)
    expect(text).toContain(who)
  })

  test('so does the summary in Markdown', () => {
    const plain = renderMarkdown(judged(), { lang }).replace(/\\|\u2060/g, '')
    expect(plain.split('\n').filter((line) => line.includes(share))).toHaveLength(2)
    expect(plain).toContain(who)
  })

  test('nothing of it where nobody judged', () => {
    expect(renderScorecard(fixture(), { lang }) + renderMarkdown(fixture(), { lang })).not.toContain(share)
  })
})

describe('in the HTML report', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch(browserOptions())
  })
  afterAll(() => browser?.close())

  test.each([1000, 390])('at %i px: beside the verdict, the score and the check', async (width) => {
    const page = await browser.newPage({ viewport: { width, height: 900 } })
    await page.setContent(renderHtml(judged()))
    // What is out of sight is not laid out.
    await page.addStyleTag({ content: '* { content-visibility: visible !important }' })
    const share = '其中 1 项由裁判判定，未校准'
    for (const place of ['.verdict .sentence', '.gauge', '.checks tbody th']) {
      const told = page.locator(place, { hasText: share })
      expect(await told.count()).toBe(1)
      expect(await told.innerText()).toContain(share)
    }
  })

  test('in the table of several targets', async () => {
    const page = await browser.newPage({ viewport: { width: 1000, height: 900 } })
    await page.setContent(renderHtml(judged(fixture())))
    expect(await page.locator('.league td', { hasText: '由裁判判定，未校准' }).count()).toBe(1)
  })
})
