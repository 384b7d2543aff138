/** `ombud dossier`: what is handed over, as files and as a page in Chromium. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { chromium } from 'playwright'
import { expect, test } from 'vitest'
import type { Result, Target, Target1 } from '../../src/documents/types/result.js'
import { dossier } from '../../src/index.js'
import { dossierHtml } from '../../src/report/dossier/html.js'
import { dossierView } from '../../src/report/dossier/view.js'
import { ombud } from '../support/cli.js'
import { Workplace } from '../support/workplace.js'
import { browserOptions } from './browser.js'
import { conformance } from './conformance.js'
import { fixture } from './fixture.js'
import { hostileResult } from './hostile.js'

const WEB = '某某商城-web'

function work(result: Result = conformance()): Workplace {
  const place = new Workplace()
  place.write('run/plan.json', { id: result.plan.id })
  place.write('run/scorecard.json', result.scorecard)
  place.write('run/result.json', result)
  return place
}

const digest = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')
/** What a reader sees. */
const words = (html: string): string =>
  html
    .replace(/<style>.*?<\/style>/s, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replaceAll('&#x3D;', '=')

test('has verdicts with bounds and whose thresholds, numbered proofs, remedies, and digests that sha256sum gives', async () => {
  const place = work()
  const files = await dossier(place.file('run'), { target: WEB, formats: ['html'], lang: 'en' })
  expect(files).toHaveLength(1)
  const html = readFileSync(files[0] as string, 'utf8')
  const text = words(html)
  expect(text).toContain('82.5 % of 40, at least 71.2 %; needs 70 %')
  expect(text).toContain('borrowed from a document that does not apply here')
  expect(text).toMatch(/See exhibit 1/)
  expect(text).toContain('质量问题自签收之日起15天内可退')
  expect(text).toContain('L20')
  expect(text).toContain('Add an answer about returning faulty goods.')
  expect(text).toContain(`${WEB}/after-sale/window=night/1`)
  expect(text).toContain('control address not reachable')
  for (const name of ['plan.json', 'scorecard.json', 'result.json'])
    expect(text).toContain(digest(place.file(`run/${name}`)))
  const exhibits = [...html.matchAll(/id="exhibit-(\d+)"/g)].map(([, n]) => n)
  expect(exhibits).toEqual(exhibits.map((_, at) => String(at + 1)))
  for (const [, n] of html.matchAll(/href="#exhibit-(\d+)"/g)) expect(exhibits).toContain(n)
  expect(html).not.toMatch(/<script|https?:\/\/[^"]*\.(?:css|js|woff)/)
})

test('every merchant has one, with all of its targets', async () => {
  const place = work()
  const files = await dossier(place.file('run'), { out: place.file('out'), formats: ['html'] })
  const merchants = new Set(conformance().targets.map(({ merchant }) => merchant))
  expect(files).toHaveLength(merchants.size)
  expect(readdirSync(place.file('out'))).toHaveLength(merchants.size)
  const all = files.map((file) => readFileSync(file, 'utf8')).join('')
  for (const { url } of conformance().targets) expect(all).toContain(url)
})

test('without profiles the failed expectations are the proofs', async () => {
  const place = work(fixture({ badOnly: true }))
  const [file] = await dossier(place.file('run'), { formats: ['html'] })
  const text = words(readFileSync(file as string, 'utf8'))
  expect(text).toContain('没有按标准画像判定')
  expect(text).toContain('证据 1')
  expect(text).toContain('答非所问')
})

test('the reply of the merchant lies beside it, byte by byte, with its digest', async () => {
  const place = work()
  const reply = place.write('我们的 意见.txt', '我们不同意。\n')
  const signature = place.write('我们的 意见.txt.sig', 'signature')
  const options = { target: WEB, formats: ['html'], replies: [reply, signature] } as const
  const files = await dossier(place.file('run'), options)
  const [page, attached] = files as [string, string]
  expect(files.map((file) => file.split('/').at(-1))).toEqual([
    'dossier.html',
    'reply-我们的-意见.txt',
    'reply-我们的-意见.txt.sig',
  ])
  expect(readFileSync(attached)).toEqual(readFileSync(reply))
  expect(words(readFileSync(page, 'utf8'))).toContain(digest(reply))

  const refused = (more: Parameters<typeof dossier>[1]) =>
    dossier(place.file('run'), { formats: ['html'], ...more })
  await expect(refused({ replies: [reply] })).rejects.toThrow('a reply belongs to one merchant')
  await expect(refused({ target: WEB, replies: [place.file('none')] })).rejects.toThrow('is no file')
  await expect(refused({ target: WEB, replies: [reply, reply] })).rejects.toThrow('two replies are called')
  await expect(refused({ target: 'nobody' })).rejects.toThrow('has no target nobody')
})

test('names of people are left out unless asked for, and the files of the run stay as they are', async () => {
  const result = conformance()
  const trial = result.targets[0]?.trials.find(({ chat }) => chat.some(({ actor }) => actor === 'human'))
  const card = result.scorecard.targets[0]?.profiles?.[0]?.requirements.find(
    ({ verdict }) => verdict === 'fail',
  )
  if (!trial || !card) throw new Error('the fixture has no person')
  card.proofs = [{ trial: trial.id, lines: [11] }]
  const place = work(result)
  const before = digest(place.file('run/result.json'))
  const of = async (redact?: boolean) => {
    const [file] = await dossier(place.file('run'), {
      target: WEB,
      formats: ['html'],
      ...(redact === undefined ? {} : { redact }),
    })
    return words(readFileSync(file as string, 'utf8'))
  }
  expect(await of()).toContain('我是客服[姓名]')
  expect(await of()).not.toContain('小李')
  expect(await of(false)).toContain('小李')
  expect(digest(place.file('run/result.json'))).toBe(before)
})

test('a name of a stranger is no path, and no link is followed', async () => {
  const result = fixture()
  for (const target of result.targets) target.merchant = '../../<b>evil</b>'
  const place = work(result)
  place.write('elsewhere/keep', 'x')
  symlinkSync(place.file('elsewhere'), place.file('run/dossiers'))
  const files = await dossier(place.file('run'), { formats: ['html'] })
  expect(files).toHaveLength(1)
  expect(files[0]).toMatch(/run\/dossiers\/[^/]+\/dossier\.html$/)
  expect(readdirSync(place.file('elsewhere'))).toEqual(['keep'])
  expect(readFileSync(files[0] as string, 'utf8')).not.toContain('<b>evil')
})

test('what a bot, a profile or a file name says is text', () => {
  const result = hostileResult()
  const scores = new Map(result.scorecard.targets.map((score) => [score.target, score]))
  const audited = result.targets.map((target) => [target, scores.get(target.id)] as [Target1, Target])
  const evil = { name: '"><script>1</script>', sha256: 'ab', size: 1 }
  for (const lang of ['zh-CN', 'en'] as const) {
    const html = dossierHtml(dossierView(result, audited), {
      lang,
      files: [evil],
      replies: [evil],
      note: null,
    })
    // Tags of ours alone, and none of them does anything.
    const tags = new Set([...html.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, tag]) => tag))
    for (const tag of ['script', 'img', 'iframe', 'svg']) expect(tags).not.toContain(tag)
    expect(html).not.toMatch(/<[^>]*\son[a-z]+=|href="(?!#)/i)
    expect(html).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u001B]/)
  }
})

test('the command writes page and paper; a narrow screen scrolls nowhere to the side', async () => {
  const place = work()
  const { code, stdout } = await ombud(['dossier', 'run', '--target', WEB, '--lang', 'zh-CN'], {
    cwd: place.path,
  })
  expect(code).toBe(0)
  const [page, paper] = stdout
    .trim()
    .split('\n')
    .map((name) => place.file(name)) as [string, string]
  const pdf = readFileSync(paper, 'latin1')
  expect(pdf.startsWith('%PDF-')).toBe(true)
  expect(pdf).toContain('/Lang (zh-CN)')
  const browser = await chromium.launch(browserOptions())
  const tab = await browser.newPage({ viewport: { width: 360, height: 740 } })
  await tab.goto(`file://${page}`)
  expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
  await browser.close()

  const wrong = await ombud(['dossier', 'run', '--format', 'docx'], { cwd: place.path })
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('unknown format docx')])
})
