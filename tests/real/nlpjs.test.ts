/** nlp.js, a published engine that nobody made for these tests, audited with the shipped scenarios. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { report } from '../../src/index.js'
import { saidIn, targetOf, Workplace } from '../support/workplace.js'
import { openShop, type Shop } from './nlpjs-shop.js'

let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

/** Audits the shop; people are waited for shortly. */
async function audit(...filter: string[]) {
  const work = new Workplace()
  shop.record.length = 0
  const facts = {
    warranty: { period: '12个月' },
    refund: { arrival: '1-3个工作日' },
    shipping: { dispatch: '48小时内' },
  }
  const politeness = { gap: '0ms', contactsPerDay: 20 }
  const target = { lang: 'zh-CN', title: '山月茶具', facts, politeness, timing: { human: '300ms' } }
  work.write('tea.target.yaml', targetOf(shop, target))
  const outcome = await work.run([work.file('tea.target.yaml')], { filter, seed: 'tea', lang: 'zh-CN' })
  return { work, ...outcome }
}

it('is written down exactly as it was said: texts, order, authors', async () => {
  const { work, result } = await audit('tea/')
  const transcripts = work.transcripts()
  expect(transcripts.size).toBeGreaterThanOrEqual(8)
  expect(result.scorecard.targets[0]?.counts).toMatchObject({ unscored: 0, notRun: 0 })
  // One conversation at a time, so the record holds them one after the other, in the order of the journal.
  const begun = work
    .journal()
    .flatMap((l) => (l.kind === 'end' ? [transcripts.get(l.file?.replace('trials/', '') ?? '')] : []))
  expect(begun.flatMap((events) => saidIn(events))).toEqual(
    shop.record.map((line) => [line.author, line.text]),
  )
  const sessions = shop.record.map((line) => line.session).filter((id, i, all) => id !== all[i - 1])
  expect(sessions).toHaveLength(begun.filter((events) => saidIn(events).length > 0).length)
})

it('is found out: a question it does not understand, and a person it promises and never sends', async () => {
  const { work, result, files } = await audit('before-sale', 'after-sale')
  const trials = Object.fromEntries(result.targets[0]?.trials.map((t) => [t.scenario, t]) ?? [])
  const failed = (scenario: string, audit: string) =>
    trials[scenario]?.findings.find((f) => f.audit === audit && f.outcome === 'fail')
  const chat = (scenario: string, lines: readonly number[]) =>
    trials[scenario]?.chat.filter((line) => lines.includes(line.seq)).map((line) => line.text)

  const fallback = failed('before-sale', 'never-act')
  expect(fallback?.step).toBe('returns')
  expect(chat('before-sale', fallback?.lines ?? [])).toContain('抱歉，小月没有听懂您的问题，请换个说法试试。')
  const unkept = failed('after-sale', 'keeps-promise')
  expect(chat('after-sale', unkept?.lines ?? [])?.[0]).toBe('正在为您转接人工客服，请稍等。')
  const complaint =
    trials['after-sale']?.chat.findIndex((line) => line.text === '我要投诉，去哪里投诉？') ?? -1
  expect(trials['after-sale']?.chat[complaint + 1]?.text).toBe('正在为您转接人工客服，请稍等。')

  expect(files.map((file) => file.replace(/.*\//, ''))).toEqual(['report.html', 'junit.xml'])
  await report(work.file('run'), { formats: ['markdown'], lang: 'zh-CN' })
  for (const name of ['report.html', 'report.md']) {
    const text = work.read(`run/${name}`)
    expect(text).toContain('抱歉，小月没有听懂您的问题')
    expect(text).toContain('正在为您转接人工客服，请稍等。')
    expect(text).toMatch(/之后仍是机器人在回答，没有人工接入|内没有人工接入/)
  }
})
