/** Whole conversations of the agenda consumer over HTTP, from the files to the findings. */
import { expect, test } from 'vitest'
import type { DecisionEvent } from '../../src/documents/types/event.js'
import type { Plan } from '../../src/documents/types/plan.js'
import type { Answer } from '../support/bot.js'
import { botOf, saidIn, targetOf, Workplace } from '../support/workplace.js'
import { REFUND } from './agenda-talk.js'

const FALLBACK = '抱歉，我没有理解您的问题。'

async function play(answer: Answer, scenario: Record<string, unknown>, target: Record<string, unknown> = {}) {
  const bot = await botOf(answer)
  const work = new Workplace()
  work.write('shop.target.yaml', targetOf(bot, { timing: { human: '1s' }, ...target }))
  work.write('x.scenario.yaml', { id: 'x', lang: 'zh-CN', title: '退款', ...scenario })
  const { result } = await work.run([work.path])
  const trial = result.targets[0]?.trials[0]
  const events = work.transcripts().get('shop/x/-/1.1.jsonl') ?? []
  return {
    heard: bot.heard.map((one) => one.text),
    said: saidIn(events),
    header: events[0],
    rules: events
      .filter((e): e is DecisionEvent => e.kind === 'decision' && e.step === 'need')
      .map((d) => `${d.rule}: ${(d.acts ?? []).join(' ')}`.trim()),
    stop: trial?.stop,
    findings: trial?.findings ?? [],
  }
}

const SCENARIO = {
  facts: { order: { from: 'target.orders.delivered.id', reveal: 'on-ask' } },
  truth: { arrival: { from: 'target.refund.arrival' } },
  steps: [{ id: 'need', converse: { ask: REFUND } }],
  expect: ['resolves'],
}
const DECLARED = { facts: { orders: { delivered: { id: 'A20261107' } }, refund: { arrival: '3天' } } }

test('a merchant whose bot asks, mishears, and answers is found to answer', async () => {
  const { heard, rules, stop, findings, header } = await play(
    ({ text }) => {
      if (text.includes('A20261107')) return ['查到了。', '您的退款3天内到账。']
      if (REFUND.some((need) => text === need)) return FALLBACK
      if (REFUND.some((need) => text.includes(need))) return '请提供您的订单号，我帮您查询。'
      return '不客气。'
    },
    SCENARIO,
    DECLARED,
  )
  expect(rules).toEqual([
    'need: ask',
    'not-understood: restate',
    'asked: inform:order',
    'met: anything-else',
    'met:',
  ])
  expect(heard).toHaveLength(4)
  expect(stop).toMatchObject({ reason: 'resolved', whose: 'consumer' })
  expect(header).toMatchObject({ consumer: { kind: 'agenda' } })
  const outcome = (audit: string) => findings.filter((one) => one.audit === audit).map((one) => one.outcome)
  expect(outcome('resolves')).toEqual(['pass'])
  expect(outcome('offered')).toEqual([])
})

test('a bot that only claims to be done is found not to resolve, and no button it shows earns anything', async () => {
  const { stop, findings, heard } = await play(
    () => [{ text: '您的问题已处理完成，请选择', choices: ['退款进度', '其他'] }],
    SCENARIO,
    DECLARED,
  )
  expect(stop).toMatchObject({ reason: 'gave-up', whose: 'consumer' })
  expect(heard).toContain('退款进度')
  expect(findings.find((one) => one.audit === 'resolves')?.outcome).toBe('fail')
  expect(findings.filter((one) => one.audit === 'offered')).toEqual([])
})

test('a person who comes when asked for ends it', async () => {
  const { said, stop, rules } = await play(
    ({ text }) => (/人工|真人/.test(text) ? '您好，我是人工客服陈晨，工号1024，您的问题我来看。' : FALLBACK),
    { ...SCENARIO, steps: [{ id: 'need', converse: { ask: REFUND, patience: 1 } }] },
    DECLARED,
  )
  expect(rules).toEqual(['need: ask', 'spent: ask-human'])
  expect(stop).toMatchObject({ reason: 'human-connected', whose: 'consumer' })
  expect(said.filter(([actor]) => actor === 'consumer').at(-1)?.[1]).toMatch(/测试/)
})

test("a silent bot ends it by being silent, which is the bot's doing", async () => {
  const { stop, rules } = await play(() => [], SCENARIO, { ...DECLARED, timing: { cap: '200ms' } })
  expect(rules).toEqual(['need: ask', 'silent: restate'])
  expect(stop).toMatchObject({ reason: 'silent', whose: 'bot' })
})

test('whoever may ask for a person takes one contact of the budget, unless no person is wanted', async () => {
  const bot = await botOf(() => '退款3天内到账。')
  const work = new Workplace()
  work.write(
    'shop.target.yaml',
    targetOf(bot, { ...DECLARED, politeness: { gap: '0ms', contactsPerDay: 1 } }),
  )
  const one = (id: string, converse: Record<string, unknown> = {}) =>
    work.write(`${id}.scenario.yaml`, {
      id,
      lang: 'zh-CN',
      title: id,
      truth: SCENARIO.truth,
      steps: [{ id: 'need', converse: { ask: REFUND, ...converse } }],
    })
  one('a')
  one('b')
  one('c', { person: false })
  await work.run([work.path])
  const plan = work.json<Pick<Plan, 'trials' | 'notPlanned'>>('run/plan.json')
  expect(plan.trials.map((trial) => trial.contacts).sort()).toEqual([0, 1])
  expect(plan.notPlanned.map((trial) => trial.reason)).toEqual(['contacts'])
})
