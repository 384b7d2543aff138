/** Whatever a bot says over HTTP is kept word for word and does nothing: not in files, not in a browser, not in CI. */
// biome-ignore-all lint/performance/useDomNodeTextContent: what is shown is asserted, not what is hidden
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import Papa from 'papaparse'
import { type Browser, chromium, type Page } from 'playwright'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TranscriptEvent } from '../../src/documents/types/event.js'
import type { Result } from '../../src/documents/types/result.js'
import { run } from '../../src/index.js'
import { REPORT_FORMATS, report } from '../../src/library/report.js'
import { renderHtml } from '../../src/report/html.js'
import { browserOptions } from '../report/browser.js'
import { batchesOf, filesIn, PERSON, type Stage, stageOf } from './bot.js'
import { CORPUS, GIANTS, sample } from './corpus.js'

const BATCHES = batchesOf(CORPUS)
/** Sent in place of a reply, then replies of one message that is far too long. */
const PAGES = [
  ...sample(12).map(({ text }) => text),
  ...Object.values(GIANTS).map((make) => JSON.stringify({ messages: [{ text: make() }] })),
]
/** Controls and marks that nothing may show as they are; tabs and line breaks may. */
const RAW = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/
/** The same, and what text files of ours never hold: halves of characters. */
const UNSAFE = new RegExp(`${RAW.source}|[\\ufffe\\uffff]`)

let stage: Stage
let directory: string
let before: string[]
let browser: Browser
const read = (name: string) => readFileSync(join(directory, name), 'utf8')
const lines = <T>(name: string) =>
  read(name)
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as T)

beforeAll(async () => {
  stage = await stageOf(BATCHES, PAGES)
  const { sandbox, work } = stage
  directory = join(work, 'run')
  before = filesIn(sandbox, directory)
  await run({ paths: [work], out: directory, politeness: work, seed: 'hostile', lang: 'en' })
  await report(directory, { formats: REPORT_FORMATS.filter((format) => format !== 'pdf') })
  browser = await chromium.launch(browserOptions())
})
afterAll(async () => {
  await browser?.close()
  await stage?.bot.close()
  if (stage) rmSync(stage.sandbox, { recursive: true, force: true })
})

describe('the corpus', () => {
  it('has 300 texts and more, all different', () => {
    expect(CORPUS.length).toBeGreaterThanOrEqual(300)
    expect(new Set(CORPUS.map(({ text }) => text)).size).toBe(CORPUS.length)
    expect(CORPUS.filter(({ text }) => text === '')).toEqual([])
  })
})

describe('files', () => {
  it('keep every word, line by line', () => {
    const events = lines<TranscriptEvent>('trials/shop/all/-/1.1.jsonl')
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, i) => i + 1))
    const said = events.flatMap((event) => (event.kind === 'text' && event.actor === 'bot' ? [event] : []))
    const words = [...CORPUS.map(({ text }) => text), 'over']
    expect(said.slice(0, words.length).map(({ text }) => text)).toEqual(
      words.map((text) => text.toWellFormed()),
    )
    expect(said.slice(0, words.length).map(({ name }) => name)).toEqual(
      words.map((text) => text.slice(0, 200).toWellFormed()),
    )
    const offered = events.flatMap((event) =>
      event.kind === 'choices' ? [event.options.map(({ label }) => label)] : [],
    )
    expect(offered.slice(0, CORPUS.length)).toEqual(
      CORPUS.map(({ text }) => [text.toWellFormed(), '__proto__']),
    )
    expect(stage.bot.heard.filter(({ text }) => text === PERSON)).toHaveLength(1)
  })

  it('are all of their kind, and no word of the bot has become a line or an outcome', () => {
    const journal = lines<{ kind: string; trial: string; attempt: number }>('journal.jsonl')
    expect(journal.filter(({ kind }) => kind === 'begin')).toHaveLength(1 + PAGES.length)
    expect(journal.every(({ attempt }) => attempt === 1)).toBe(true)
    const result = JSON.parse(read('result.json')) as Result
    const trials = result.targets.flatMap((target) => target.trials)
    // One text really promises a person; no other is evidence of one, whatever it looks like.
    expect(trials.find(({ scenario }) => scenario === 'all')).toMatchObject({
      status: 'done',
      outcome: 'fail',
      levels: [{ level: 'E0' }],
    })
    expect(trials.flatMap(({ findings }) => findings).filter(({ outcome }) => outcome === 'error')).toEqual(
      [],
    )
    expect(lines('findings.jsonl').length).toBeGreaterThan(BATCHES.length * 4)
    for (const name of ['plan.json', 'run.json', 'scorecard.json']) JSON.parse(read(name))
    expect(Object.keys(Object.prototype)).toEqual([])
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  it('are nowhere but in the run directory, under names of ours', () => {
    expect(filesIn(stage.sandbox, directory)).toEqual(before)
    const names = filesIn(directory, '\0').map((path) => path.slice(directory.length + 1).split(' ')[0] ?? '')
    const ours =
      /^(trials(\/[\w-]+)*(\/\d+\.\d+\.jsonl)?|blobs(\/texts\.jsonl|\/sha256(\/[0-9a-f]{2}(\/[0-9a-f]{64})?)?)?|[a-z-]+\.(jsonl?|html|xml|csv|md|pdf))$/
    expect(names.filter((name) => !ours.test(name))).toEqual([])
  })
})

/** What a page did that no report does. */
async function watched(html: string, javaScriptEnabled = true): Promise<{ page: Page; trouble: string[] }> {
  const file = join(directory, 'watched.html')
  writeFileSync(file, html)
  const context = await browser.newContext({ javaScriptEnabled })
  const page = await context.newPage()
  const trouble: string[] = []
  page.on('console', (message) => trouble.push(`console: ${message.text()}`))
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`))
  page.on('dialog', (dialog) => {
    trouble.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('popup', () => trouble.push('popup'))
  page.on('download', () => trouble.push('download'))
  await page.goto(pathToFileURL(file).href)
  page.on('framenavigated', (frame) => {
    if (!frame.url().startsWith(pathToFileURL(file).href)) trouble.push(`navigation: ${frame.url()}`)
  })
  context.on('request', (request) => {
    trouble.push(`request: ${request.url()}`)
  })
  return { page, trouble }
}

/** The same result with harmless words in place of the bot's: as long, as many lines. */
function tamed(result: Result): Result {
  // Other words stay other words: what is said twice is shown once.
  const tame = (text: string) =>
    text.replace(/\S/g, (sign) => String.fromCharCode(97 + (sign.charCodeAt(0) % 26)))
  const copy = structuredClone(result)
  for (const line of copy.targets.flatMap(({ trials }) => trials).flatMap(({ chat }) => chat)) {
    line.text = tame(line.text)
    if (line.name !== undefined) line.name = tame(line.name)
    if (line.choices) line.choices = line.choices.map(tame)
    if (line.chosen !== undefined) line.chosen = tame(line.chosen)
  }
  return copy
}

/** Every element as `tag.class`, in order. */
const skeleton = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')].map(
      (element) => `${element.tagName}.${element.getAttribute('class') ?? ''}`,
    ),
  )

describe('the report in a browser', () => {
  it.each(['zh-CN', 'en'] as const)('is words only, in %s', async (lang) => {
    const result = JSON.parse(read('result.json')) as Result
    const { page, trouble } = await watched(renderHtml(result, { lang }))
    const harmless = await watched(renderHtml(tamed(result), { lang }))
    expect(await skeleton(page)).toEqual(await skeleton(harmless.page))
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true
      for (const element of document.querySelectorAll<HTMLElement>('.say, .choices li, .who')) {
        element.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }))
        element.focus()
        element.click()
      }
    })
    const found = await page.evaluate(() => ({
      hacked: 'hacked' in window,
      frames: window.length,
      handlers: [...document.querySelectorAll('*')].flatMap((element) =>
        [...element.attributes].flatMap(({ name }) => (name.startsWith('on') ? [name] : [])),
      ),
      links: [...document.querySelectorAll('[href], [src], [action], [formaction]')]
        .flatMap((element) =>
          ['href', 'src', 'action', 'formaction'].flatMap((name) => element.getAttribute(name) ?? []),
        )
        .filter((address) => !/^#[^<>"'\s]*$/.test(address)),
      children: [...document.querySelectorAll('.say, .choices bdi, .who bdi')].filter(
        (element) => element.children.length > 0,
      ).length,
      said: [...document.querySelectorAll('.trial .say')].map((element) => element.textContent),
      text: document.body.innerText,
    }))
    expect(found).toMatchObject({ hacked: false, frames: 0, handlers: [], links: [], children: 0 })
    expect(found.text).not.toMatch(RAW)
    // Words that need no sign for what is hidden stand as they were said.
    const plain = CORPUS.map(({ text }) => text).filter(
      (text) =>
        text.isWellFormed() && !UNSAFE.test(text) && /^\S[^\r\n\ud800-\udfff\u2028\u2029]{1,999}$/.test(text),
    )
    const shown = new Set(found.said)
    expect(plain.length).toBeGreaterThan(250)
    expect(plain.filter((text) => !shown.has(text))).toEqual([])
    expect(page.url()).toMatch(/watched\.html$/)
    expect([...trouble, ...harmless.trouble]).toEqual([])
    await page.context().close()
    await harmless.page.context().close()
  })

  it('stays so without scripts, and when the language is changed and everything is searched', async () => {
    const quiet = await watched(read('report.html'), false)
    expect(await quiet.page.locator('.say').count()).toBeGreaterThan(0)
    const { page, trouble } = await watched(read('report.html'))
    await page.locator('#in-zh').focus()
    await page.keyboard.press('ArrowRight')
    for (const box of await page.locator('input[type=search]').all()) await box.fill('<script>')
    expect(await page.evaluate(() => 'hacked' in window)).toBe(false)
    expect([...trouble, ...quiet.trouble]).toEqual([])
  })
})

describe('files for other programs', () => {
  /** Parses XML as a browser does, which is strict. */
  const xml = async (source: string) => {
    const page = await browser.newPage()
    const tree = await page.evaluate((text) => {
      const document = new DOMParser().parseFromString(text, 'application/xml')
      const all = [...document.querySelectorAll('*')]
      return {
        tags: [...new Set(all.map((one) => one.tagName))].sort(),
        cases: all.filter((one) => one.tagName === 'testcase').length,
      }
    }, source)
    await page.close()
    return tree
  }

  it('JUnit is well-formed and has one case a trial', async () => {
    const { tags, cases } = await xml(read('junit.xml'))
    expect(cases).toBe(1 + PAGES.length)
    expect(
      tags.filter(
        (tag) => !['testsuites', 'testsuite', 'testcase', 'failure', 'error', 'skipped'].includes(tag),
      ),
    ).toEqual([])
    expect(read('junit.xml')).not.toMatch(UNSAFE)
  })

  it('JSON and Markdown hold nothing that acts', () => {
    const text = read('report.md')
    expect(text).not.toMatch(UNSAFE)
    // Outside of fences nothing of the bot is markup.
    const prose = text.replace(/^(`{3,}|~{3,}).*\n[\s\S]*?^\1$/gm, '')
    expect(prose).not.toMatch(/<[a-z!/]|(?<!\\)!?\[[^\]]*\]\(|(?<![\\\w])@\w/i)
    expect(text.split('\n').filter((line) => /^(::|##\[|##vso|##teamcity)/.test(line))).toEqual([])
    JSON.parse(read('result.json'))
  })

  it('CTRF is JSON of one test a trial, and no control character is in its words', () => {
    const { results } = JSON.parse(read('ctrf-report.json')) as {
      results: { tests: Record<string, unknown>[] }
    }
    expect(results.tests).toHaveLength(1 + PAGES.length)
    for (const test of results.tests)
      for (const value of Object.values(test)) expect(String(value)).not.toMatch(UNSAFE)
  })

  it('CSV has the same columns in each row and no formula', () => {
    const text = read('findings.csv')
    const { data, errors } = Papa.parse<string[]>(text.replace(/^\ufeff/, '').trimEnd())
    expect(errors).toEqual([])
    expect(new Set(data.map((row) => row.length)).size).toBe(1)
    const cells = data.flat()
    expect(
      cells.filter((cell) => /^[\s\p{Cf}]*[=+\-@＝＋－＠]/u.test(cell) && Number.isNaN(Number(cell))),
    ).toEqual([])
    for (const cell of cells) expect(cell).not.toMatch(UNSAFE)
  })

  it('PDF links nowhere and runs nothing', async () => {
    const folder = join(stage.sandbox, 'pdf')
    mkdirSync(folder)
    const result = JSON.parse(read('result.json')) as Result
    for (const target of result.targets)
      target.trials = target.trials.filter(({ scenario }) => scenario !== 'all')
    writeFileSync(join(folder, 'result.json'), JSON.stringify(result))
    await report(folder, { formats: ['pdf'] })
    const bytes = readFileSync(join(folder, 'report.pdf')).toString('latin1')
    expect(bytes.startsWith('%PDF-')).toBe(true)
    expect(bytes).not.toMatch(/\/(JavaScript|JS|Launch|SubmitForm)\b/)
    expect([...bytes.matchAll(/\/URI \(([^)]*)\)/g)].map(([, address]) => address)).toEqual([])
  })
})
