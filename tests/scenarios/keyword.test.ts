/** Paired probes through the command line: a bot of keywords and a bot that understands come apart. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { SHIPPED } from '../../src/documents/catalogue.js'
import type { Result } from '../../src/documents/types/result.js'
import { scoreFindings } from '../../src/library/score.js'
import { type Bot, httpOf, startBot } from '../support/bot.js'
import { ombud } from '../support/cli.js'
import { byKeyword, byMeaning, politely } from './pair-bots.js'

const BOTS = { keyword: byKeyword, meaning: byMeaning, polite: politely, mute: () => [] }

const bots: Bot[] = []
let folder: string
let result: Result

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ombud-pairs-'))
  const paths = await Promise.all(
    Object.entries(BOTS).map(async ([id, answer]) => {
      const bot = await startBot(({ text }) => answer(text))
      bots.push(bot)
      const path = join(folder, `${id}.target.yaml`)
      const target = {
        id,
        channel: { http: httpOf(bot.url) },
        politeness: { gap: '0s', concurrency: 8 },
        timing: { quiet: '100ms', cap: '2s' },
      }
      writeFileSync(path, stringify(target))
      return path
    }),
  )
  const out = join(folder, 'run')
  const { stderr } = await ombud([
    'run',
    ...paths,
    join(SHIPPED, 'keyword'),
    '--out',
    out,
    '--quiet',
    '--seed',
    'pairs',
  ])
  expect(stderr).not.toContain('Error')
  result = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')) as Result
})
afterAll(async () => {
  for (const bot of bots) await bot.close()
  rmSync(folder, { recursive: true, force: true })
})

const told = (id: string) => ({
  card: result.scorecard.targets.find((target) => target.target === id)?.understanding,
  pairs: result.targets.find((target) => target.id === id)?.pairs ?? [],
})

test('a bot of keywords has next to no understanding: the other need brings the canned reply', () => {
  const { card, pairs } = told('keyword')
  expect(pairs).toHaveLength(12)
  expect(card).toMatchObject({ understood: 0, index: 0 })
  expect(card?.keyword).toBeGreaterThanOrEqual(10)
  expect(card?.interval?.[1]).toBeLessThan(50)
  const refund = pairs.find((pair) => pair.pair === 'refund')
  expect(refund).toMatchObject({ outcome: 'keyword', keyword: '退款', lang: 'zh-CN', repetition: 1 })
  expect(refund?.reason['zh-CN']).toContain('退款')
  const [plain, , decoy] = refund?.probes ?? []
  expect(decoy?.answer).toBe(plain?.answer)
})

test.each(['meaning', 'polite'])('a bot that understands scores near 1: %s', (id) => {
  const { card } = told(id)
  expect(card?.keyword).toBe(0)
  expect(card?.n).toBeGreaterThanOrEqual(10)
  expect(card?.index).toBe(100)
  expect(card?.interval?.[0]).toBeGreaterThan(50)
})

test('a bot that answers nothing has no index, and the reason is said', () => {
  const { card, pairs } = told('mute')
  expect(card).toMatchObject({ index: null, interval: null, n: 0, unjudged: 12, why: 'unanswered' })
  expect(new Set(pairs.map((pair) => pair.outcome))).toEqual(new Set(['unjudged']))
})

test('every question stands beside its reply, with the lines of the transcript that hold them', () => {
  for (const { trials, pairs = [] } of result.targets) {
    const chats = new Map(trials.map((trial) => [trial.id, trial.chat]))
    for (const { probes } of pairs) {
      expect(probes.map((probe) => probe.kind)).toEqual(['keyword', 'reworded', 'decoy'])
      for (const { trial, question, answer, lines } of probes) {
        const said = chats.get(trial)?.filter((line) => lines.includes(line.seq)) ?? []
        expect(said.map((line) => line.text).join('\n')).toBe([question, answer].filter(Boolean).join('\n'))
      }
    }
  }
})

test('it is a measure: it weighs nothing in a category, and fails nobody', () => {
  for (const target of result.scorecard.targets) {
    expect(target.counts.failed).toBe(0)
    expect(target.categories.find((category) => category.id === 'resolution')?.score).toBe(null)
  }
})

test('a score made again is the same, and one from the findings alone keeps it', async () => {
  const run = join(folder, 'run')
  const card = () => readFileSync(join(run, 'scorecard.json'), 'utf8')
  const first = card()
  expect((await ombud(['score', run])).stderr).not.toContain('Error')
  expect(card()).toBe(first)
  scoreFindings(run)
  expect(card()).toBe(first)
})
