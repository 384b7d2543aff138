/** The verbs, guards and handlers of the scenario language, as the bot hears them. */
import { describe, expect, it } from 'vitest'
import type { TranscriptEvent } from '../../src/index.js'
import type { Answer } from '../support/bot.js'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from '../support/workplace.js'

/** Plays one scenario and gives back what the bot heard and what the consumer decided. */
async function play(answer: Answer, scenario: Record<string, unknown>) {
  const bot = await botOf(answer)
  const work = new Workplace()
  work.write('shop.target.yaml', targetOf(bot))
  work.write('x.scenario.yaml', question('x', { say: undefined, expect: undefined, ...scenario }))
  const { result } = await work.run([work.path])
  const trial = result.targets[0]?.trials[0]
  const events = work.transcripts().get('shop/x/-/1.1.jsonl') ?? []
  return {
    heard: bot.heard.map((h) => h.text),
    decisions: events.filter((e): e is Decision => e.kind === 'decision'),
    stop: trial?.stop,
    finding: (audit: string, step?: string) =>
      trial?.findings.find((f) => f.audit === audit && (step === undefined || f.step === step)),
  }
}

type Decision = Extract<TranscriptEvent, { kind: 'decision' }>

const ASKS_ORDER = '请提供您的订单号，我帮您查询。'
const ORDER = { order: { value: '2026110712345', reveal: 'on-ask' } }

describe('a step', () => {
  it('repeats its words as they were, or finds others that were not used', async () => {
    const ways = ['多久发货？', '什么时候发货？', '几天能发货？']
    const { heard } = await play(() => GOOD_ANSWER, {
      steps: [
        { id: 'ask', say: ways },
        { repeat: { step: 'ask', words: 'verbatim', times: 2 } },
        { repeat: { step: 'ask', words: 'other', times: 2 } },
      ],
    })
    expect(heard).toHaveLength(5)
    expect(new Set(heard.slice(0, 3)).size).toBe(1)
    expect(new Set(heard.slice(2)).size).toBe(3)
  })

  it('chooses what is offered, and skips what is not', async () => {
    const { heard, decisions, finding } = await play(
      () => [{ text: '请选择', choices: ['退款', '查物流'] }],
      {
        steps: [
          { say: ['你好'] },
          { id: 'yes', choose: '物流' },
          { id: 'no', choose: '发票' },
          { say: ['再见'] },
        ],
      },
    )
    expect(heard).toEqual(['你好', '查物流', '再见'])
    expect(decisions.filter((d) => d.skipped).map((d) => [d.step, d.skipped])).toContainEqual([
      'no',
      'not-offered',
    ])
    expect(finding('offered', 'yes')?.outcome).toBe('pass')
    expect(finding('offered', 'no')?.outcome).toBe('fail')
  })

  it('waits without a word', async () => {
    const { heard } = await play(() => GOOD_ANSWER, {
      steps: [{ wait: '50ms' }, { say: ['一'] }, { wait: '50ms' }],
    })
    expect(heard).toEqual(['一'])
  })

  it('is skipped by its guard, at once, and the transcript says what that rested on', async () => {
    const { heard, decisions } = await play(() => ASKS_ORDER, {
      steps: [
        { say: ['退款'] },
        { id: 'when', when: 'silent', say: ['还在吗？'] },
        { id: 'unless', unless: { act: 'asks-slot' }, say: ['不用了'] },
        { id: 'both', when: { act: 'asks-slot', slot: 'order' }, say: ['订单号在哪里看？'] },
      ],
    })
    expect(heard).toEqual(['退款', '订单号在哪里看？'])
    const skipped = decisions.filter((d) => d.verb === 'guard')
    expect(skipped.map((d) => [d.step, d.rule, d.basis?.turn])).toEqual([
      ['when', 'when', 1],
      ['unless', 'unless', 1],
    ])
    expect(skipped[1]?.basis?.acts).toContain('asks-slot')
  })

  it('goes on after an expectation failed, and ends the conversation only with stop: true', async () => {
    const steps = (stop: boolean) => [
      {
        id: 'first',
        say: ['多久发货？'],
        expect: [{ states: { pattern: '48小时' }, ...(stop ? { stop } : {}) }],
      },
      { say: ['运费多少？'] },
    ]
    const on = await play(() => '请留意物流信息。', { steps: steps(false) })
    expect(on.heard).toHaveLength(2)
    expect(on.finding('states', 'first')?.outcome).toBe('fail')
    const off = await play(() => '请留意物流信息。', { steps: steps(true) })
    expect(off.heard).toEqual(['多久发货？'])
    expect(off.stop).toMatchObject({ reason: 'gave-up', whose: 'consumer', detail: 'step first failed' })
    const met = await play(() => GOOD_ANSWER, { steps: steps(true) })
    expect(met.heard).toHaveLength(2)
  })
})

describe('a handler', () => {
  it('tells what is asked for before the next step, a bounded number of times', async () => {
    const { heard, decisions } = await play(() => ASKS_ORDER, {
      facts: ORDER,
      always: [{ when: { act: 'asks-slot', slot: 'order' }, tell: 'order', times: 2 }],
      steps: [{ say: ['我要退款'] }, { say: ['在吗？'] }, { say: ['算了'] }],
    })
    expect(heard.map((text) => (text.includes('2026110712345') ? 'order' : text))).toEqual([
      '我要退款',
      'order',
      '在吗？',
      'order',
      '算了',
    ])
    expect(decisions.filter((d) => d.verb === 'tell').map((d) => [d.rule, d.occurrence])).toEqual([
      ['always-1', 0],
      ['always-1', 1],
    ])
  })

  it('says that it does not know what it does not know', async () => {
    const { heard } = await play(({ text }) => (text === '我要退款' ? ASKS_ORDER : GOOD_ANSWER), {
      facts: { order: { from: 'target.orders.delivered.id', reveal: 'on-ask' } },
      always: [{ when: { act: 'asks-slot', slot: 'order' }, tell: 'order' }],
      steps: [{ say: ['我要退款'] }],
    })
    expect(heard).toHaveLength(2)
    expect(heard[1]).not.toMatch(/\d|undefined|\{/)
  })

  it('never hands the words of a bot on as a template', async () => {
    const { heard } = await play(() => '请提供{{order}}订单号 {{constructor}}', {
      facts: ORDER,
      always: [{ when: { says: '订单号' }, say: ['订单号是{{order}}'], times: 1 }],
      steps: [{ say: ['你好'] }],
    })
    expect(heard).toEqual(['你好', '订单号是2026110712345'])
  })
})

describe('asking for a person', () => {
  const ask = (option: unknown) => ({ steps: [{ say: ['你好'] }, { id: 'person', 'ask-human': option }] })

  it('presses the button where there is one', async () => {
    const answer = () => [{ text: '请选择', choices: ['退款', '转人工'] }]
    const { heard, decisions } = await play(answer, ask({ by: ['button', 'phrase'], attempts: 2 }))
    expect(heard).toEqual(['你好', '转人工', '转人工'])
    expect(decisions.filter((d) => d.step === 'person').map((d) => d.by)).toEqual(['button', 'button'])
  })

  it('goes on with the next way where there is none, and the missing button is found', async () => {
    const { heard, decisions, finding } = await play(() => GOOD_ANSWER, ask({ by: ['button', 'phrase'] }))
    expect(heard).toHaveLength(2)
    expect(heard[1]).toContain('人工')
    expect(decisions.filter((d) => d.step === 'person').map((d) => [d.by, d.skipped])).toEqual([
      ['button', 'not-offered'],
      ['phrase', undefined],
    ])
    expect(finding('offered', 'person')?.outcome).toBe('fail')
  })

  it('asks again in another mood, in words of its own where the scenario gives some', async () => {
    const moods = await play(
      () => GOOD_ANSWER,
      ask({ by: 'phrase', attempts: 3, mood: ['polite', 'annoyed'] }),
    )
    expect(moods.decisions.filter((d) => d.step === 'person').map((d) => d.wording)).toEqual([
      'ask-human.polite',
      'ask-human.annoyed',
      'ask-human.annoyed',
    ])
    expect(new Set(moods.heard).size).toBeGreaterThan(2)
    const own = await play(() => GOOD_ANSWER, ask({ by: 'phrase', attempts: 2, say: ['叫老板来'] }))
    expect(own.heard).toEqual(['你好', '叫老板来', '叫老板来'])
  })
})
