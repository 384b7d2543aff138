/** The HTML report, opened in a real browser from a file. */
// biome-ignore-all lint/performance/useDomNodeTextContent: what is shown is asserted, not what is hidden
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Finding, Result, Turn } from '../../src/documents/types/result.js'
import { renderHtml } from '../../src/report/html.js'
import { browserOptions } from './browser.js'
import { conformance } from './conformance.js'
import { fixture } from './fixture.js'
import { hostileResult } from './hostile.js'

let browser: Browser
let folder: string
const trouble: string[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ombud-report-'))
  browser = await chromium.launch(browserOptions())
})
afterAll(async () => {
  await browser?.close()
  rmSync(folder, { recursive: true, force: true })
})
afterEach(async () => {
  for (const context of browser.contexts()) await context.close()
  trouble.length = 0
})

async function open(
  result: Result,
  options: BrowserContextOptions & { lang?: 'zh-CN' | 'en'; hash?: string } = {},
) {
  const file = join(folder, 'report.html')
  writeFileSync(file, renderHtml(result, options.lang ? { lang: options.lang } : {}))
  const context = await browser.newContext(options)
  const page = await context.newPage()
  page.on('console', (message) => trouble.push(message.text()))
  page.on('pageerror', (error) => trouble.push(error.message))
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) trouble.push(`request to ${request.url()}`)
  })
  await page.goto(pathToFileURL(file).href + (options.hash ?? ''))
  // Chats become elements once the page has nothing else to do.
  if (options.javaScriptEnabled !== false)
    await page.waitForFunction(() => document.querySelector('.trial noscript') === null)
  return page
}

/** What a reader sees of it who has scrolled there: what is out of sight is not laid out before. */
const seen = async (locator: Locator): Promise<string> => {
  await locator.evaluate((element) => {
    element.scrollIntoView()
    return new Promise((laidOut) => requestAnimationFrame(() => requestAnimationFrame(laidOut)))
  })
  return locator.innerText()
}

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

describe('the report', () => {
  test('says the verdict of each target first, in the language of the plan', async () => {
    const page = await open(fixture())
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
    expect(await page.locator('.overall').innerText()).toBe('3 个检查对象中，1 个未通过。')
    const first = page.locator('.target .verdict').first()
    expect(await first.innerText()).toContain('5 次计分对话中 3 次没有达到场景的要求。')
    expect(await first.locator('.mark').innerText()).toBe('✗ 未通过')
    expect(trouble).toEqual([])
  })

  test('changes its language by keyboard and keeps what the bot said', async () => {
    const page = await open(fixture())
    expect(await page.getByText('Where it fell short').first().isVisible()).toBe(false)
    await page.locator('#in-zh').focus()
    await page.keyboard.press('ArrowRight')
    expect(await page.locator('html').getAttribute('lang')).toBe('en')
    expect(await page.title()).toBe('Customer-service bot audit: 3 targets')
    expect(await page.getByText('Where it fell short').first().isVisible()).toBe(true)
    expect(await page.getByText('未达到要求的地方').first().isVisible()).toBe(false)
    const said = page.locator('.fault .say').filter({ hasText: '本店支持七天无理由换货哦亲' }).first()
    expect(await said.isVisible()).toBe(true)
    expect(await said.getAttribute('lang')).toBe('zh-CN')
    expect(trouble).toEqual([])
  })

  test('can be read and switched without scripts', async () => {
    const page = await open(fixture(), { javaScriptEnabled: false, lang: 'en' })
    expect(await page.locator('.verdict').first().innerText()).toContain('3 of 5 scored conversations missed')
    await page.getByText('中文', { exact: true }).click()
    expect(await page.locator('.verdict').first().innerText()).toContain('没有达到场景的要求')
    await page.locator('.trial summary').first().click()
    expect(await page.locator('.trial .chat').first().isVisible()).toBe(true)
    await page.locator('.show-fail').first().uncheck()
    expect(await page.locator('.target').first().locator('.fault:visible').count()).toBe(0)
  })

  test('shows the proof of a finding: two lines around, the rest counted, what a good answer holds', async () => {
    const page = await open(fixture({ badOnly: true }), { lang: 'en' })
    const fault = page.locator('.fault').filter({ hasText: 'Beside the question' })
    expect(await fault.locator('.line').count()).toBe(5)
    expect(await fault.locator('.line.proof .say').allInnerTexts()).toEqual([
      '蓝牙耳机右边没声音了，能退吗？',
      '本店支持七天无理由换货哦亲～',
    ])
    expect(await fault.locator('.gap').innerText()).toBe('3 messages left out')
    expect(await fault.locator('.wanted').innerText()).toContain('when the money comes back')
  })

  test('tells speakers apart by word, and marks late, edited, ambiguous and chosen', async () => {
    const page = await open(fixture({ badOnly: true }), { lang: 'en' })
    await page.locator('.trial').evaluateAll((all) => {
      for (const one of all) (one as HTMLDetailsElement).open = true
    })
    const who = async (text: string) => {
      const line = page.locator('.trial .line').filter({ hasText: text })
      return (await seen(line.locator('.who'))).replace(/\s+/g, ' ')
    }
    expect(await who('运费由买家承担')).toBe('Bot edited proof')
    expect(await who('请点击下方按钮继续')).toBe('Bot late')
    expect(await who('亲，您可以先描述')).toBe('Bot ambiguous')
    expect(await who('请问订单号是多少')).toBe('Person 小李')
    expect(await who('加入了对话')).toBe('System')
    expect(await page.locator('.trial .choices .chosen bdi').allInnerTexts()).toEqual(['人工服务'])
  })

  test('opens what a link points at', async () => {
    const hash = `#${encodeURIComponent('某某商城-web/human-phrase/by=phrase/1:L11')}`
    const page = await open(fixture(), { hash })
    const line = page.locator(':target')
    expect(await line.isVisible()).toBe(true)
    expect(await line.locator('.say').innerText()).toContain('请问订单号是多少')
  })

  test('every inner link has its anchor and no anchor stands twice', async () => {
    const page = await open(fixture())
    const broken = await page.evaluate(() => {
      const ids = [...document.querySelectorAll('[id]')].map((element) => element.id)
      const known = new Set(ids)
      const links = [...document.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')]
      return {
        twice: ids.filter((id, at) => ids.indexOf(id) !== at),
        dead: links.map((a) => decodeURIComponent(a.hash.slice(1))).filter((id) => !known.has(id)),
      }
    })
    expect(broken.twice).toEqual([])
    // A cited line that is no chat message has no bubble to lead to.
    expect(broken.dead).toEqual([])
  })

  test('filters conversations by outcome', async () => {
    const page = await open(fixture({ badOnly: true }))
    expect(await page.locator('.trial:visible').count()).toBe(7)
    await page.locator('.show-fail').uncheck()
    expect(await page.locator('.trial.fail:visible').count()).toBe(0)
    expect(await page.locator('.trial:visible').count()).toBe(4)
  })

  test('tells the 200 worst of many targets in full and names them all', async () => {
    const result = fixture()
    const [target] = result.targets.slice(1)
    const score = result.scorecard.targets.find((one) => one.target === target?.id)
    if (!target || !score) throw new Error('the fixture has a target that passed')
    for (let n = 0; n < 250; n++) {
      result.targets.push({ ...target, id: `t${n}`, title: `No. ${n}`, trials: [] })
      result.scorecard.targets.push({ ...score, target: `t${n}`, verdict: 'pass' })
    }
    const page = await open(result, { lang: 'en' })
    expect(await page.locator('.league tbody tr').count()).toBe(253)
    expect(await page.locator('.target').count()).toBe(200)
    expect(await page.locator('.league tbody a').count()).toBe(200)
    expect(await page.locator('.target').first().locator('.verdict .mark').innerText()).toBe('✗ Fail')
    expect(await page.locator('.league .note').innerText()).toContain('the other 53 stand in this table only')
  })

  test('names what was not tested and why, and withholds a score with its reason', async () => {
    const page = await open(fixture({ badOnly: true }), { lang: 'en' })
    const open_ = await seen(page.locator('section', { has: page.locator('[id$=":open"]') }).last())
    for (const part of [
      '夜间售后',
      'our own network was down',
      '售前咨询',
      'budget of human contacts used up',
    ]) {
      expect(open_).toContain(part)
    }
    expect(await seen(page.locator('.gauge').nth(2))).toMatch(/no score\s+more than 10 %/)
  })

  test('draws every turn, and silences apart', async () => {
    const page = await open(fixture({ badOnly: true }))
    const dots = (name: string) =>
      page.locator(name).evaluate((path) => (path.getAttribute('d') ?? '').split('M').length - 1)
    expect(await dots('.dot.none')).toBe(2)
    expect((await dots('.dot:not(.none):not(.hollow):not(.core)')) + (await dots('.dot.hollow'))).toBe(7)
  })

  test('does not hold silence against the bot after a person came, or while the consumer only waits', async () => {
    const result = fixture({ badOnly: true })
    const trials = result.targets[0]?.trials ?? []
    const [, , phrase] = trials
    const silent = { ...(phrase?.turns[0] as Turn), firstContent: null, silent: true, answers: false }
    phrase?.turns.push({ ...silent, turn: 2 }, { ...silent, turn: 1, step: '~waiting' })
    const page = await open(result, { lang: 'en' })
    expect(await seen(page.locator('.plot + figcaption'))).toContain('2 turns without any reply')
  })

  test('gives each percentile its interval, and says where that has no upper end', async () => {
    const result = fixture({ badOnly: true })
    const latency = result.scorecard.targets[0]?.latency
    if (!latency) throw new Error('the fixture has latencies')
    latency.firstContent.interval = { p50: [500, 1480], p90: [900, null], p95: [null, null] }
    const page = await open(result, { lang: 'en' })
    const cell = (row: string) => page.getByRole('row', { name: row }).getByRole('cell').nth(1)
    expect(await seen(cell('Half within'))).toMatch(/^820 ms\s+95 % interval 500 ms – 1.5 s$/)
    expect(await seen(cell('90 % within'))).toMatch(/^1.5 s\s+95 % interval from 900 ms, no upper bound$/)
    expect(await seen(cell('95 % within'))).toMatch(/^no reply\s+too few turns for an interval$/)
    expect(await page.locator('.bar-of').count()).toBe(2)
    expect(await page.locator('.bar-of.endless').count()).toBe(1)
  })

  test('parts first content by duty hours where both were heard, and only there', async () => {
    const result = fixture({ badOnly: true })
    const [target] = result.targets
    const trials = target?.trials.filter((one) => one.status === 'done' && one.turns.length > 0) ?? []
    const [day, night] = trials
    if (!target || !day || !night) throw new Error('the fixture has two conversations')
    for (const one of trials) {
      // Ten in the morning in Shanghai.
      one.started = '2026-11-23T02:00:00.000Z'
      const judged = one.turns.map(
        ({ turn, firstContent }): Finding => ({
          ...(day.findings[0] as Finding),
          trial: one.id,
          audit: 'response-time',
          outcome: 'pass',
          expected: false,
          turn,
          measured: { value: firstContent },
        }),
      )
      one.findings = [...one.findings.filter((finding) => finding.audit !== 'response-time'), ...judged]
    }
    target.hours = { zone: 'Asia/Shanghai', staffed: 'Mo-Su 09:00-21:00' }
    expect(await (await open(result, { lang: 'en' })).getByText(/while people are on duty/).count()).toBe(0)
    night.started = '2026-11-23T15:00:00.000Z'
    const page = await open(result, { lang: 'en' })
    const table = page.locator('h4', { hasText: 'while they are not' }).locator('~ table')
    expect(await seen(table)).toMatch(/on duty\s+off duty/)
    const row = async (name: string) =>
      (
        await table
          .getByRole('row', { name: new RegExp(`^${name}`) })
          .getByRole('cell')
          .allInnerTexts()
      ).map(Number)
    await page.setViewportSize({ width: 360, height: 740 })
    await seen(table)
    expect(await table.evaluate((one) => one.getBoundingClientRect().right <= innerWidth)).toBe(true)
    expect(await row('Conversations')).toEqual([trials.length - 1, 1])
    expect((await row('Turns'))[1]).toBe(night.turns.length)
    target.hours.staffed = 'whenever we like'
    expect(await (await open(result, { lang: 'en' })).getByText(/while people are on duty/).count()).toBe(0)
  })

  test('tells each requirement: what failed at full length, with links to the very lines', async () => {
    const page = await open(conformance(), { viewport: { width: 360, height: 740 } })
    const profile = page.locator('.profile').first()
    expect(await seen(profile.locator('.verdict'))).toMatch(/✗ 不符合/)
    expect(await seen(page.locator('.profile').nth(1).locator('.verdict'))).toMatch(/✓ 没有发现问题/)
    const titles = await profile.locator('.requirement .title .z').allTextContents()
    expect(titles.slice(0, 3)).toEqual(['同一问题前后说法一致', '九成回应在 10 秒以内', '找得到人工'])
    const unfolded = await profile
      .locator('.requirement')
      .evaluateAll((all) => all.map((one) => (one as HTMLDetailsElement).open))
    expect(unfolded).toEqual([true, true, false, false, false, false, false])
    await profile.getByRole('link', { name: 'L20' }).click()
    expect(await page.locator('.line:target .say').innerText()).toContain('15天内可退')
    await seen(profile.locator('summary', { hasText: '常见问题答得出正确内容' }))
    await profile.locator('summary', { hasText: '常见问题答得出正确内容' }).click()
    const cited = profile.locator('.requirement[open] .citations a')
    expect(await cited.getAttribute('href')).toBe('https://flk.npc.gov.cn/')
    expect(await cited.locator('..').innerText()).toContain('措辞未与官方文本核对')
    expect(await overflow(page)).toBe(0)
    expect(trouble).toEqual([])
  })

  test('tells what goes wrong again and again, with its worst example and what would mend it', async () => {
    const page = await open(conformance({ badOnly: true }), { lang: 'en' })
    const theme = page.locator('.themes > li').first()
    expect(await seen(theme)).toMatch(/Asked about returns.*5 times in 3 conversations; asked about 9 times/)
    expect(await theme.locator('.say').allInnerTexts()).toEqual([
      '蓝牙耳机右边没声音了，能退吗？',
      '本店支持七天无理由换货哦亲～',
    ])
    expect(await theme.locator('.wanted').innerText()).toContain(
      'Add an answer about returning faulty goods.',
    )
    expect(await seen(page.locator('.gauge').first())).toMatch(/halved or doubled: 36.*42/)
    expect(await page.locator('.counts').first().innerText()).toContain('12 not needed: decided before')
  })

  test.each(['zh-CN', 'en'] as const)('fits a phone without sideways scrolling in %s', async (lang) => {
    const page = await open(fixture(), { lang, viewport: { width: 360, height: 740 } })
    await page
      .locator('.trial')
      .first()
      .evaluate((one) => one.setAttribute('open', ''))
    expect(await overflow(page)).toBe(0)
  })
})

describe('a hostile bot', () => {
  test('runs nothing, loads nothing, hides nothing', async () => {
    const page = await open(hostileResult(), { viewport: { width: 360, height: 740 } })
    await page.locator('details').evaluateAll((all) => {
      for (const one of all) one.setAttribute('open', '')
    })
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
    const found = await page.evaluate(() => ({
      elements: document.querySelectorAll('iframe, img, object, embed, base, form').length,
      scripts: document.querySelectorAll('script').length,
      styles: document.querySelectorAll('style').length,
      handlers: [...document.querySelectorAll('*')].filter((element) =>
        [...element.attributes].some((attribute) => attribute.name.startsWith('on')),
      ).length,
      links: [...document.querySelectorAll('a')].filter((a) => !a.getAttribute('href')?.startsWith('#'))
        .length,
      raw: /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/.test(
        document.body.innerText,
      ),
    }))
    expect(found).toEqual({ elements: 0, scripts: 1, styles: 1, handlers: 0, links: 0, raw: false })
    expect(
      await page.locator('.say').filter({ hasText: '<script>window.hacked = 1</script>' }).count(),
    ).toBeGreaterThan(0)
    expect(await page.locator('.say').filter({ hasText: '{{constructor' }).count()).toBeGreaterThan(0)
    expect(await page.locator('.say').filter({ hasText: 'nul␀bell␇' }).count()).toBeGreaterThan(0)
    expect(await page.locator('.say').filter({ hasText: '⟨U+202E⟩' }).count()).toBeGreaterThan(0)
    expect(await overflow(page)).toBe(0)
    expect(trouble).toEqual([])
  })
})
