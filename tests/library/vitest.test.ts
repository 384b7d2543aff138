/** The Vitest helper, as the developer of a bot uses it. */
import { describe, expect, it } from 'vitest'
import { converse, InputError } from '../../src/index.js'
import '../../src/vitest.js'
import type { Answer } from '../support/bot.js'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from '../support/workplace.js'

const PERSON = { from: 'agent', name: '小李', text: '您好，我是人工客服小李。' }
const PROMISE = '正在为您转接人工客服，请稍候。'
const wantsPerson = (text: string) => /人工|真人|叫个人/.test(text)

async function target(answer: Answer, more: Record<string, unknown> = {}) {
  const bot = await botOf(answer)
  const work = new Workplace()
  return { bot, work, target: work.write('shop.target.yaml', targetOf(bot, more)) }
}

/** What a failed assertion tells. */
async function failure(assertion: Promise<unknown>): Promise<string> {
  return assertion.then(
    () => 'passed',
    (error: Error) => error.message,
  )
}

describe('toReachHuman', () => {
  it('passes where a person answers', async () => {
    const shop = await target(({ text }) => (wantsPerson(text) ? [PERSON] : GOOD_ANSWER))
    const conversation = converse({ target: shop.target, steps: [{ 'ask-human': 'phrase' }] })
    await expect(conversation).toReachHuman()
    await expect(conversation).toReachHuman({ within: '10s' })
    await expect(await conversation).toReachHuman({ level: 'E3-claimed' })
  })

  it('fails on a promise, and tells what was seen and how it ended', async () => {
    const shop = await target(() => PROMISE, { timing: { human: '50ms' } })
    const conversation = converse({ target: shop.target, say: '转人工' })
    const message = await failure(expect(conversation).toReachHuman())
    expect(message).toMatch(/^expected the conversation to reach a person \(E3-claimed\)/)
    expect(message).toMatch(/seen: E0 after \S+ \S+: .*转接人工客服/)
    expect(message).toContain('ended: script-end (consumer)')
    await expect(conversation).not.toReachHuman()
    await expect(conversation).toReachHuman({ level: 'E0' })
  })

  it('takes a claim for no more than a claim', async () => {
    const shop = await target(() => [PERSON])
    const conversation = converse({ target: shop.target, say: '转人工' })
    expect(await failure(expect(conversation).toReachHuman({ level: 'E3' }))).toContain(
      'seen: E3-claimed after',
    )
    expect(await failure(expect(conversation).toReachHuman({ level: 'E2' }))).toContain(
      'to reach a person (E2)',
    )
    expect(await failure(expect(conversation).not.toReachHuman())).toContain('not to reach a person')
  })

  it('counts the time from the first request', async () => {
    const shop = await target(({ text }, response) => {
      const reply = JSON.stringify({ messages: [text === '等' ? { text: '好的' } : PERSON] })
      setTimeout(() => response.end(reply), text === '等' ? 300 : 60)
      return undefined
    })
    const conversation = converse({
      target: shop.target,
      steps: [{ say: ['等'] }, { 'ask-human': 'phrase' }],
    })
    await expect(conversation).not.toReachHuman({ within: '50ms' })
    expect(await failure(expect(conversation).toReachHuman({ within: '50ms' }))).toContain(
      '(E3-claimed within 50ms)',
    )
    const { levels, events } = await conversation
    const opened = events.find((e) => e.kind === 'text')?.at ?? 0
    const sinceOpening = (levels[0]?.at ?? 0) - opened
    await expect(conversation).toReachHuman({ within: `${Math.floor(sinceOpening - 290)}ms` })
  })

  it('tells why a conversation could not be held, without letting the bot write to the terminal', async () => {
    const shop = await target((_, response) => {
      response.writeHead(404).end('\u001b[2Jno\nsuch page')
      return undefined
    })
    const message = await failure(expect(converse({ target: shop.target, say: '转人工' })).toReachHuman())
    expect(message).toContain('seen: no sign of a person')
    expect(message).toContain('ended: input (harness): the target answered HTTP 404')
    expect(message.split('\n')).toHaveLength(3)
    expect(message).not.toContain('\u001b')
  })
})

describe('toMeetExpectations', () => {
  it('passes where every expectation passed', async () => {
    const shop = await target(() => GOOD_ANSWER)
    const scenario = shop.work.write('ask.scenario.yaml', question('ask'))
    await expect(converse({ target: shop.target, scenario })).toMeetExpectations()
  })

  it('fails with the message of each that failed or stayed undecided', async () => {
    const shop = await target(() => '请留意物流信息。')
    const expect_ = [{ states: { pattern: '48小时' } }, { judged: '语气友好' }]
    const scenario = shop.work.write('ask.scenario.yaml', question('ask', { expect: expect_ }))
    const message = await failure(expect(converse({ target: shop.target, scenario })).toMeetExpectations())
    expect(message).toMatch(/^fail states.*: did not state .*48小时.*; said “请留意物流信息。”$/m)
    expect(message).toMatch(/^inconclusive judged/m)
    await expect(converse({ target: shop.target, scenario })).not.toMeetExpectations()
  })

  it('fails where nothing could be audited', async () => {
    const shop = await target((_, response) => {
      response.writeHead(404).end()
      return undefined
    })
    const message = await failure(expect(converse({ target: shop.target, say: '你好' })).toMeetExpectations())
    expect(message).toContain('nothing was audited')
  })
})

describe('converse', () => {
  it('says what it is given, message by message, and gives back what happened', async () => {
    const { bot, target: path } = await target(({ text }) => `您说的是：${text}`)
    const { events, reading, stop, findings } = await converse({
      target: path,
      say: ['多久发货？', '运费多少？'],
    })
    expect(bot.heard.map((h) => h.text)).toEqual(['多久发货？', '运费多少？'])
    expect(events.flatMap((e) => (e.kind === 'text' ? [e.text] : []))).toEqual([
      '多久发货？',
      '您说的是：多久发货？',
      '运费多少？',
      '您说的是：运费多少？',
    ])
    expect(reading.turns.at(-1)?.answer).toBe('您说的是：运费多少？')
    expect(stop).toEqual({ reason: 'script-end', whose: 'consumer' })
    expect(findings.find((f) => f.audit === 'available')?.outcome).toBe('pass')
  })

  it('knows the steps of the scenario language', async () => {
    const { bot, target: path } = await target(() => [{ text: GOOD_ANSWER, choices: ['退款', '物流'] }])
    const steps = [
      { id: 'ask', say: ['多久发货？'] },
      { repeat: { step: 'ask', times: 2 } },
      { choose: '物流' },
    ]
    await converse({ target: path, steps })
    expect(bot.heard.map((h) => h.text)).toEqual(['多久发货？', '多久发货？', '多久发货？', '物流'])
  })

  it('holds a shipped scenario by its id, one arm of it', async () => {
    const { bot, target: path } = await target(({ text }) => (wantsPerson(text) ? [PERSON] : GOOD_ANSWER))
    const scenario = 'ask-for-a-person'
    await expect(converse({ target: path, scenario, filter: 'by=phrase' })).toReachHuman()
    expect(bot.heard.length).toBeGreaterThan(1)
    const heard = bot.heard.length
    const both = await failure(converse({ target: path, scenario }))
    expect(both).toContain('more than one conversation: pick one with filter')
    expect(both).toContain('shop/ask-for-a-person/by=button/1')
    expect(await failure(converse({ target: path, scenario: 'ask-for-a-pers' }))).toContain(
      'ask-for-a-person-en',
    )
    expect(bot.heard).toHaveLength(heard)
  })

  it('refuses what gives no conversation', async () => {
    const { bot, work, target: path } = await target(() => GOOD_ANSWER, { lang: 'zh-CN' })
    await expect(converse({ target: path })).rejects.toThrow(InputError)
    const scenario = work.write('en.scenario.yaml', question('en', { lang: 'en' }))
    expect(await failure(converse({ target: path, scenario }))).toContain(
      'speaks en; the target serves zh-CN',
    )
    expect(bot.heard).toEqual([])
  })

  it('ends politely when it is aborted', async () => {
    const controller = new AbortController()
    const { target: path } = await target(() => {
      controller.abort()
      return undefined
    })
    const { stop } = await converse({ target: path, say: ['一', '二'], signal: controller.signal })
    expect(stop).toEqual({ reason: 'cancelled', whose: 'harness' })
  })
})
