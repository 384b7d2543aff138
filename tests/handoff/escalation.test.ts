/** The way to a person: each state in both languages, what only looks like it, and what it took. */
import { describe, expect, it } from 'vitest'
import { escalationOf } from '../../src/handoff/escalation.js'
import { levelsSeen } from '../../src/handoff/levels.js'
import { read } from '../../src/understanding/reading.js'
import { bot, close, open, says, transcript } from '../understanding/transcripts.js'

type Part = Record<string, unknown>
type Facts = Parameters<typeof escalationOf>[0]['facts']

function escalation(parts: readonly Part[], facts: Facts = {}) {
  const events = transcript(...parts)
  const reading = read(events, { lang: 'zh-CN' })
  const scenario = { id: 's', lang: 'zh-CN', title: 's', steps: [] } as never
  return escalationOf({ events, reading, levels: levelsSeen(events, reading), scenario, facts })
}
const states = (parts: readonly Part[]) => escalation(parts).timeline.map((one) => one.state)

const asks = (n = 1, text = '转人工'): Part[] => [
  {
    kind: 'decision',
    at: n * 1000,
    actor: 'consumer',
    step: 'human',
    occurrence: n,
    verb: 'ask-human',
    by: 'phrase',
  },
  open(n, n * 1000, 'human'),
  says(n, n * 1000, text),
]
const asked = (n: number, reply: string, text?: string): Part[] => [
  ...asks(n, text),
  bot(n, n * 1000 + 300, reply),
  close(n, n * 1000 + 500),
]
const question = (n: number, text: string, reply?: string): Part[] => [
  open(n, n * 1000, `q${n}`),
  says(n, n * 1000, text),
  ...(reply === undefined ? [] : [bot(n, n * 1000 + 300, reply)]),
  close(n, n * 1000 + 500),
]
const handoff = (n: number, at: number, more: Part): Part => ({
  kind: 'handoff',
  turn: n,
  at,
  source: 'ws',
  actor: 'system',
  name: 'platform.signal',
  ...more,
})
const human = (n: number, at: number, text: string, more: Part = {}): Part =>
  bot(n, at, text, { actor: 'human', source: 'dom', evidence: 'name changed', name: '小王', ...more })
const wait = (at: number): Part => ({
  kind: 'decision',
  at,
  actor: 'consumer',
  step: '~waiting',
  occurrence: 0,
  verb: 'wait',
})
const stop = (at: number, whose = 'consumer'): Part => ({
  kind: 'stop',
  at,
  actor: 'harness',
  reason: 'gave-up',
  whose,
})

describe('states', () => {
  it('nobody asked', () => {
    expect(states(question(1, '运费多少', '运费8元，满99元包邮。'))).toEqual(['not-asked'])
    expect(states([])).toEqual(['not-asked'])
  })

  it.each<[string, string, string]>([
    ['ignored', '运费8元，满99元包邮。', 'Shipping costs $8 and is free above $99.'],
    ['ignored', '抱歉，我没有听懂您的问题。', "Sorry, I didn't understand that."],
    [
      'deflected',
      '您可以前往帮助中心查看常见问题。',
      'Please visit our help center at https://help.example.com/faq.',
    ],
    ['deflected', '请拨打客服热线400-123-4567。', 'Please call our hotline at 1-800-555-0199.'],
    [
      'conditioned',
      '转人工之前，请先选择您的问题类型。',
      'Before I can transfer you, please tell me your order number.',
    ],
    ['conditioned', '请先描述一下您的问题。', 'First, please describe your issue.'],
    ['conditioned', '请提供您的订单号。', 'Could you please provide your order number?'],
    ['offered', '需要为您转接人工客服吗？', 'Would you like me to connect you to an agent?'],
    ['offered', '正在为您转接人工客服，请稍候。', "I'll transfer you to an agent now."],
    ['queued', '您前面还有3位，请耐心等待。', 'You are number 3 in the queue.'],
    ['refused', '抱歉，我们不提供人工服务。', 'Sorry, we do not offer live chat.'],
    [
      'out-of-hours',
      '当前非工作时间，人工服务时间为9:00-18:00。',
      'You have reached us outside of business hours.',
    ],
  ])('%s: %s', (state, zh, en) => {
    expect(states(asked(1, zh))).toEqual(['asked', state])
    expect(states(asked(1, en, 'I want to talk to a human'))).toEqual(['asked', state])
  })

  it('silence is no answer', () => {
    expect(states([...asks(), close(1, 9000)])).toEqual(['asked', 'ignored'])
  })

  it('a queue is told with its place and time, and moves', () => {
    const { timeline } = escalation([
      ...asked(1, '您前面还有3位，预计等待5分钟'),
      bot(1, 60_000, '您前面还有1位', { id: 'm', late: true }),
    ])
    expect(timeline.map((one) => one.queue)).toEqual([
      undefined,
      { position: 4, eta: 300_000 },
      { position: 2 },
    ])
  })

  it('signals of the platform queue, connect and serve', () => {
    const { timeline, measures } = escalation([
      ...asked(1, '正在为您转接人工客服'),
      handoff(1, 2000, { level: 'E2', queue: { position: 2, eta: 60_000 } }),
      handoff(1, 9000, { level: 'E3' }),
      handoff(1, 9500, { level: 'E4' }),
    ])
    expect(timeline.map((one) => one.state)).toEqual(['asked', 'offered', 'queued', 'connected', 'served'])
    expect(timeline.some((one) => one.claimed)).toBe(false)
    expect(measures).toMatchObject({
      reached: 'proven',
      queueWait: 7000,
      time: 8000,
      requests: 1,
      actions: 1,
    })
  })

  it('a person by the page alone is claimed', () => {
    const { timeline, state, measures } = escalation([...asked(1, '好的'), human(1, 5000, '您好，我来帮您')])
    expect(state).toBe('served')
    expect(timeline.slice(1).every((one) => one.claimed)).toBe(true)
    expect(measures.reached).toBe('claimed')
  })

  it.each([
    ['refused', 'refused'],
    ['no-agent', 'refused'],
    ['out-of-hours', 'out-of-hours'],
    ['timed-out', 'timed-out'],
  ])('a platform that says %s', (failed, state) => {
    expect(states([...asks(), handoff(1, 1100, { level: 'E2' }), handoff(1, 5000, { failed })])).toEqual([
      'asked',
      'queued',
      state,
    ])
  })

  it('a wait in vain is timed out, unless ombud broke it off', () => {
    const parts = [...asked(1, '正在为您转接人工客服'), wait(1600)]
    expect(states([...parts, stop(90_000)])).toEqual(['asked', 'offered', 'timed-out'])
    expect(states([...parts, stop(90_000, 'harness')])).toEqual(['asked', 'offered'])
    expect(states([...asked(1, '需要为您转接人工客服吗？'), wait(1600), stop(90_000)])).toEqual([
      'asked',
      'offered',
    ])
  })

  it('a queue that times out in words', () => {
    expect(states([...asked(1, '您前面还有3位'), ...question(2, '在吗', '排队超时，请稍后再来。')])).toEqual([
      'asked',
      'queued',
      'timed-out',
    ])
  })

  it('the bot is back where it answers in place of the person it promised, or says so', () => {
    const promised = asked(1, '正在为您转接人工客服，请稍候')
    expect(states([...promised, ...question(2, '运费多少', '运费8元，满99元包邮。')])).toEqual([
      'asked',
      'offered',
      'returned',
    ])
    expect(states([...promised, ...question(2, '还在吗', '已为您转回智能客服。')])).toContain('returned')
    expect(states([...promised, ...question(2, '还在吗', '您前面还有2位')])).toEqual([
      'asked',
      'offered',
      'queued',
    ])
  })

  it('the same non-answer again is a loop', () => {
    const parts = [1, 2, 3].flatMap((n) => asked(n, '您可以前往帮助中心查看常见问题。'))
    const { state, timeline, measures } = escalation(parts)
    expect(state).toBe('looped')
    expect(timeline.map((one) => one.state)).toEqual([
      'asked',
      'deflected',
      'asked',
      'deflected',
      'looped',
      'asked',
      'deflected',
      'looped',
    ])
    expect(measures).toMatchObject({ loop: 3, deflections: 3, requests: 3, reached: null, actions: null })
  })

  it('another answer, and the same place in a queue, are no loop', () => {
    const other = [...asked(1, '您可以前往帮助中心查看常见问题。'), ...asked(2, '请先描述一下您的问题。')]
    expect(escalation(other).measures.loop).toBe(0)
    const queue = [1, 2].flatMap((n) => asked(n, '您前面还有3位，请耐心等待。'))
    expect(escalation(queue).measures.loop).toBe(0)
  })

  it('a form and a menu are conditions; a menu that names a person offers one', () => {
    const form: Part = { kind: 'form', turn: 1, at: 1200, fields: ['姓名', '手机号'] }
    expect(states([...asks(), form, close(1, 1500)])).toEqual(['asked', 'conditioned'])
    const menu = (...labels: string[]): Part => ({
      kind: 'choices',
      turn: 1,
      at: 1200,
      options: labels.map((label) => ({ label })),
    })
    expect(states([...asks(), menu('查物流', '退换货'), close(1, 1500)])).toEqual(['asked', 'conditioned'])
    expect(states([...asks(), menu('查物流', '人工客服'), close(1, 1500)])).toEqual(['asked', 'offered'])
  })
})

describe('what only looks like it', () => {
  it.each<[string, Part[], string]>([
    ['an echo', asked(1, '正在为您转接人工客服', '正在为您转接人工客服'), 'ignored'],
    ['a payload typed as a message', asked(1, '{"type":"agentaccepted"}'), 'ignored'],
    ['a bot with a name', asked(1, '智能客服小北为您服务'), 'ignored'],
    ['a waiting time that is another', asked(1, '退款预计3-5个工作日到账。'), 'ignored'],
    ['words before anybody asked', question(1, '几点上班', '人工服务时间为9:00-18:00'), 'not-asked'],
  ])('%s', (_, parts, state) => {
    expect(escalation(parts).state).toBe(state)
  })

  it('what a person says is no move of the bot', () => {
    const parts = [...asked(1, '好的'), human(1, 5000, '请提供您的订单号，我们不提供电话人工服务')]
    expect(states(parts)).toEqual(['asked', 'connected', 'served'])
  })

  it('a request that was skipped is none', () => {
    const skipped: Part = {
      kind: 'decision',
      at: 1,
      actor: 'consumer',
      step: 'human',
      occurrence: 0,
      verb: 'ask-human',
      skipped: 'not-offered',
    }
    expect(escalation([skipped]).state).toBe('not-asked')
  })
})

describe('measures', () => {
  const standing: Part = {
    kind: 'choices',
    turn: 0,
    at: 2,
    standing: true,
    options: [{ label: '人工客服' }],
  }
  const welcome = (text: string) => [open(0, 0), bot(0, 1, text), close(0, 3)]

  it('the entry on the first screen is a button, words, nothing, or unknown', () => {
    const first = (parts: Part[]) => escalation(parts).measures.entry.first
    expect(first([open(0, 0), bot(0, 1, '您好'), standing, close(0, 3)])).toBe('button')
    expect(first(welcome('您好，回复“转人工”可转接人工客服'))).toBe('words')
    expect(first(welcome('您好，请问有什么可以帮您？'))).toBe('none')
    expect(first(question(1, '运费多少', '8元'))).toBe(null)
  })

  it('the entry after a failure counts what stands on the page', () => {
    const fails = question(1, '运费多少', '抱歉，我没有听懂您的问题。')
    const failing = (parts: Part[]) => escalation(parts).measures.entry.afterFailure
    expect(failing([open(0, 0), bot(0, 1, '您好'), standing, close(0, 3), ...fails])).toBe('button')
    expect(failing(fails)).toBe('none')
    expect(failing(question(1, '运费多少', '运费8元'))).toBe(null)
  })

  it('a person is volunteered after two failures, or not', () => {
    const fails = (n: number, more = '') => question(n, `运费多少${n}`, `抱歉，我没有听懂您的问题。${more}`)
    const told = (parts: Part[]) => escalation(parts).measures.volunteered?.offered ?? null
    expect(told([...fails(1), ...fails(2)])).toBe(false)
    expect(told([...fails(1), ...fails(2, '需要为您转接人工客服吗？')])).toBe(true)
    expect(told([...fails(1), ...asked(2, '抱歉，我没有听懂您的问题。')])).toBe(null)
    expect(told(fails(1))).toBe(null)
  })

  it('queue wait and bot latency are told apart, and every level has its time', () => {
    const { measures } = escalation([
      ...question(1, '运费多少', '8元'),
      ...asked(2, '您前面还有3位，预计等待1分钟'),
      handoff(2, 92_300, { level: 'E3' }),
    ])
    expect(measures).toMatchObject({
      requests: 1,
      actions: 2,
      actionsToAsk: 2,
      botLatency: 300,
      queueWait: 90_000,
      time: 90_300,
      toLevel: { E3: 90_300 },
      stated: { eta: 60_000, real: 90_000, waited: 90_000 },
    })
  })

  it('refusals count the hours, too', () => {
    const parts = [...asked(1, '抱歉，我们不提供人工服务。'), ...asked(2, '当前非工作时间，请明天再来。')]
    expect(escalation(parts).measures).toMatchObject({ refusals: 2, requests: 2 })
  })

  describe('what was told', () => {
    const facts: Facts = { order: { value: '20261107', reveal: 'upfront' } }
    const told = question(1, '我的订单20261107没到', '请稍等')
    it('is asked for again by the person', () => {
      const parts = [...told, ...asked(2, '好的'), human(2, 5000, '您好，请提供您的订单号')]
      expect(escalation(parts, facts).measures.carried).toMatchObject({
        told: 1,
        again: [{ slot: 'order', fact: 'order' }],
      })
    })
    it('is asked for again by a form', () => {
      const form: Part = { kind: 'form', turn: 2, at: 2200, fields: ['订单号', '姓名'] }
      expect(escalation([...told, ...asks(2), form], facts).measures.carried?.again).toHaveLength(1)
    })
    it('is known to the person', () => {
      const parts = [...told, ...asked(2, '好的'), human(2, 5000, '您好，我看到您的订单了')]
      expect(escalation(parts, facts).measures.carried).toEqual({ told: 1, again: [] })
    })
    it('cannot be asked again where nothing was told or nobody came', () => {
      expect(escalation(told, facts).measures.carried).toBe(null)
      const parts = [...asked(1, '好的'), human(1, 5000, '请提供您的订单号')]
      expect(escalation(parts, facts).measures.carried).toBe(null)
    })
  })

  it.each<[string, string]>([
    ['请您留言，我们会尽快处理。', 'message'],
    ['稍后会有专员回电给您。', 'callback'],
    ['您也可以拨打400-123-4567。', 'channel'],
    ['已为您转回智能客服。', 'bot'],
    ['排队超时。', 'none'],
    ['The queue timed out. Please leave a message.', 'message'],
    ['The queue timed out. We will call you back.', 'callback'],
  ])('after the wait: %s', (text, path) => {
    const parts = [...asked(1, '您前面还有3位'), ...question(2, '在吗', `排队超时。${text}`)]
    expect(escalation(parts).measures.returnPath).toBe(path)
  })
})

it('is pure, and bounded where a bot floods the chat', () => {
  const parts = Array.from({ length: 40 }, (_, i) =>
    asked(i + 1, `第${i}次：${'前面还有'.repeat(500)}`),
  ).flat()
  expect(escalation(parts)).toEqual(escalation(parts))
})
