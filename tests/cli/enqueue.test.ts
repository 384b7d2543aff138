/** `ombud enqueue --dry-run` and `ombud status`: what is said of lanes, and of how gently targets are treated. */
import { expect, it, vi } from 'vitest'
import { enqueueCommand } from '../../src/cli/queue.js'
import { statusLines } from '../../src/cli/queue-lines.js'
import { question, targetOf, Workplace } from '../support/workplace.js'

const NOWHERE = { url: 'http://127.0.0.1:9/' }

it('prints limits that nobody set, those that targets share, and the lanes; and needs no queue', async () => {
  const work = new Workplace()
  const { channel } = targetOf(NOWHERE)
  const hours = { zone: 'Asia/Shanghai', staffed: 'Mo-Fr 09:00-18:00' }
  work.write('plain.target.yaml', { channel })
  work.write('page.target.yaml', { channel: { browser: NOWHERE }, politeness: { concurrency: 2 } })
  work.write('app.target.yaml', { channel, hours, politeness: { key: 'mall', concurrency: 3, gap: '5s' } })
  work.write('shop.target.yaml', {
    channel,
    politeness: { key: 'mall', contactsPerDay: 1, retryAfter: '2m' },
  })
  work.write('ask.scenario.yaml', question('ask'))
  const said: string[] = []
  const log = vi.spyOn(console, 'log').mockImplementation((line) => void said.push(line))
  const flags = { dryRun: true, human: true, seed: 's', repeat: 2, split: 2 } as const
  try {
    expect(await enqueueCommand([work.path], { ...flags, lang: 'en' })).toBe(0)
    expect(await enqueueCommand([work.path], { ...flags, lang: 'zh-CN' })).toBe(0)
    await expect(enqueueCommand([work.path], { ...flags, dryRun: false })).rejects.toThrow(
      'no queue was named',
    )
  } finally {
    log.mockRestore()
  }
  const limits = said.filter((line) => line.includes('Retry-After'))
  expect(limits).toEqual([
    'mall (app, shop, together): 1 conversation(s) at once, 5 s between them, at most 1 human contacts a day, people Mo-Fr 09:00-18:00 (Asia/Shanghai), Retry-After up to 1 min',
    'page: 2 conversation(s) at once, 2 s between them, at most 2 human contacts a day, people at any hour, Retry-After up to 1 min',
    'plain: 1 conversation(s) at once, 2 s between them, at most 2 human contacts a day, people at any hour, Retry-After up to 1 min',
    'mall（app, shop，合计）：同时 1 场对话，间隔 5 s，每天最多接触 1 位人工，人工时间 Mo-Fr 09:00-18:00（Asia/Shanghai），Retry-After 最长等待 1 min',
    'page：同时 2 场对话，间隔 2 s，每天最多接触 2 位人工，人工时间不限，Retry-After 最长等待 1 min',
    'plain：同时 1 场对话，间隔 2 s，每天最多接触 2 位人工，人工时间不限，Retry-After 最长等待 1 min',
  ])
  expect(said).toContain('4 lanes, 2 of them in a browser; nothing was enqueued')
  expect(said).toContain('4 条通道，其中浏览器 2 条；未写入队列')
})

it('counts lanes that drive a browser apart', () => {
  const none = { all: 0, done: 0, held: 0, paused: 0, waiting: 0 }
  const browser = { all: 2, done: 0, held: 1, paused: 0, waiting: 1 }
  const status = {
    plan: 'a'.repeat(64),
    cancelled: false,
    lanes: { ...browser, all: 3, done: 1 },
    kinds: { browser, plain: { ...none, all: 1, done: 1 } },
    trials: { all: 6, done: 2, unscored: 0, running: 1, lost: 0, surplus: 0 },
    reasons: { slice: 1 },
  }
  expect(statusLines(status, 'en').slice(1, 3)).toEqual([
    'lanes   3: 1 done, 1 held, 1 waiting, 0 paused',
    '  of them in a browser 2: 0 done, 1 held, 1 waiting, 0 paused',
  ])
  expect(statusLines(status, 'zh-CN')).toContain('  其中浏览器通道 2：完成 0，进行中 1，等待 1，暂停 0')
  expect(statusLines({ ...status, kinds: { browser: none, plain: status.lanes } }, 'en')[2]).toContain(
    'trials',
  )
})
