/** --no-human and --probe-human: whether people are waited for, and what is asked of those who come. */
import { describe, expect, it } from 'vitest'
import { defineChannel, type Plan } from '../../src/index.js'
import type { Answer } from '../support/bot.js'
import { botOf, question, saidIn, targetOf, Workplace } from '../support/workplace.js'

const PROMISE = '正在为您转接人工客服，请稍候。'
const person = (text: string) => [{ from: 'agent', name: '小李', text }]
const HELLO = person('您好，我是人工客服小李，请问有什么可以帮您？')

function asking(id: string, more: Record<string, unknown> = {}) {
  const steps = [
    { id: 'person', 'ask-human': { by: 'phrase', attempts: 3, mood: 'plain' } },
    { id: 'more', say: ['还有一个问题'] },
  ]
  return question(id, { say: undefined, expect: [{ human: 'E3' }], steps, ...more })
}

async function place(answer: Answer, ...scenarios: { id: string }[]) {
  const bot = await botOf(answer)
  const work = new Workplace()
  work.write('shop.target.yaml', targetOf(bot, { timing: { human: '60ms' } }))
  for (const scenario of scenarios) work.write(`${scenario.id}.scenario.yaml`, scenario)
  return { bot, work }
}

function stepsOf(work: Workplace, trial: string): string[] {
  const events = work.transcripts().get(`shop/${trial}/-/1.1.jsonl`) ?? []
  return events.flatMap((e) => (e.kind === 'decision' && e.intended ? [e.step] : []))
}

describe('without people', () => {
  it('the consumer withdraws at the first promise, asks for nobody again, and goes on', async () => {
    const { bot, work } = await place(
      ({ text }) => (/人工|真人|客服/.test(text) ? PROMISE : '好的，还有什么可以帮您？'),
      asking('a'),
    )
    const { result } = await work.run([work.path], { people: 'none' })
    expect(stepsOf(work, 'a')).toEqual(['person', '~withdraw', 'more'])
    expect(bot.heard).toHaveLength(3)
    expect(bot.heard.map(({ text }) => text).join()).not.toContain('测试')
    const { trials } = work.json<Plan>('run/plan.json')
    expect(trials).toMatchObject([{ contacts: 0, people: 'none' }])
    expect(work.journal()[0]).toMatchObject({ kind: 'begin', contacts: 0 })
    const findings = result.targets[0]?.trials[0]?.findings ?? []
    for (const audit of ['human', 'keeps-promise']) {
      const finding = findings.find((f) => f.audit === audit)
      expect(finding?.outcome, audit).toBe('inconclusive')
      expect(finding?.message.en).toContain('was not tested (--no-human)')
    }
  })

  it('a bot that promises again is told again, and not for ever', async () => {
    const { work } = await place(() => PROMISE, asking('a'))
    await work.run([work.path], { people: 'none' })
    const steps = stepsOf(work, 'a')
    expect(steps.filter((step) => step === '~withdraw')).toHaveLength(2)
    expect(steps.slice(0, 2)).toEqual(['person', '~withdraw'])
    expect(steps).not.toContain('~courtesy')
  })

  it('a bot that refuses is still found out, and a level below a person still passes', async () => {
    const { work } = await place(
      ({ text }) => (text.includes('还有') ? '请讲。' : '抱歉，没有人工服务，无法转人工。'),
      asking('a'),
    )
    const { result } = await work.run([work.path], { people: 'none' })
    const finding = result.targets[0]?.trials[0]?.findings.find((f) => f.audit === 'human')
    expect(finding?.outcome).toBe('fail')
    expect(stepsOf(work, 'a')).toEqual(['person', 'person', 'person', 'more'])
    const promised = await place(() => PROMISE, asking('b', { expect: [{ human: 'E0' }] }))
    const { result: other } = await promised.work.run([promised.work.path], { people: 'none' })
    expect(other.targets[0]?.trials[0]?.findings.find((f) => f.audit === 'human')?.outcome).toBe('pass')
  })

  it('somebody who comes all the same is only told that it was a test', async () => {
    const { bot, work } = await place(() => HELLO, asking('a'))
    await work.run([work.path], { people: 'none' })
    expect(stepsOf(work, 'a')).toEqual(['person', '~courtesy'])
    expect(bot.heard.at(-1)?.text).toContain('测试')
    expect(work.journal().at(-1)).toMatchObject({ contacted: true })
  })

  it('holds trials for which the day has no contacts left', async () => {
    const { work } = await place(() => PROMISE, asking('a'), asking('b'), asking('c'))
    const { result } = await work.run([work.path], { people: 'none' })
    expect(result.plan).toMatchObject({ trials: 3, notPlanned: [] })
  })
})

describe('a person who came', () => {
  it('is asked the same thing twice where that is wanted, and it decides nothing', async () => {
    const answers = [HELLO, person('这边帮您查一下，请稍等片刻。'), person('这边帮您查一下，请稍等片刻。')]
    const { bot, work } = await place(() => answers.shift() ?? '再见', asking('a'))
    const { result } = await work.run([work.path], { people: 'probe' })
    expect(stepsOf(work, 'a')).toEqual(['person', '~summary', '~probe', '~courtesy'])
    expect(bot.heard[1]?.text).toContain(bot.heard[2]?.text)
    const finding = result.targets[0]?.trials[0]?.findings.find((f) => f.audit === 'human')
    expect(finding?.outcome).toBe('inconclusive')
    expect(finding?.message.en).toContain('in the same words, as a program would (supporting evidence only)')
    expect(work.json<Plan>('run/plan.json').trials).toMatchObject([{ contacts: 1, people: 'probe' }])
  })

  it('is waited for where first a system line comes, before it is said that this was a test', async () => {
    const heard: string[] = []
    const live = defineChannel({
      name: 'live',
      open({ clock, emit }) {
        const say = (actor: 'consumer' | 'human' | 'system', text: string) =>
          emit({
            kind: 'text',
            at: clock.now(),
            actor,
            source: 'ws',
            id: `m${clock.now()}-${text.length}`,
            text,
            revision: 0,
            final: true,
          })
        const reply = () => {
          if (heard.length === 1) say('system', '客服小李已加入会话')
          else if (heard.length === 2) {
            say('system', '小李正在查看您的会话')
            setTimeout(() => say('human', '您好，我看到了，这就处理。'), 400)
          }
        }
        return {
          about: { kind: 'live', url: 'memory:' },
          hears: true,
          async send(text) {
            say('consumer', text)
            heard.push(text)
            reply()
          },
          async choose() {},
          async close() {},
        }
      },
    })
    const work = new Workplace()
    work.write('shop.target.yaml', {
      channel: { plugin: { name: 'live' } },
      politeness: { gap: '0ms' },
      timing: { quiet: '60ms', cap: '5s' },
    })
    work.write('a.scenario.yaml', asking('a'))
    await work.run([work.path], { channels: [live] })
    const said = saidIn(work.transcripts().get('shop/a/-/1.1.jsonl'))
    const [words, courtesy] = [said.findIndex(([actor]) => actor === 'human'), said.length - 1]
    expect(said[courtesy]?.[1]).toContain('测试')
    expect(words).toBeGreaterThan(0)
    expect(words).toBeLessThan(courtesy)
  })
})
