/** How a run treats a merchant and the people who work there, as the bot's own log shows it. */
import { describe, expect, it } from 'vitest'
import type { Plan } from '../../src/index.js'
import type { Answer } from '../support/bot.js'
import { botOf, GOOD_ANSWER, question, saidIn, targetOf, Workplace } from '../support/workplace.js'

const PERSON = { from: 'agent', name: '小李', text: '您好，我是人工客服小李，请问有什么可以帮您？' }
const PROMISE = '正在为您转接人工客服，请稍候。'

function asking(id: string, more: Record<string, unknown> = {}) {
  const steps = [{ id: 'person', 'ask-human': { by: 'phrase', attempts: 2, mood: 'plain' } }]
  return question(id, { say: undefined, expect: undefined, steps, ...more })
}

async function place(answer: Answer, target: Record<string, unknown>, ...scenarios: { id: string }[]) {
  const bot = await botOf(answer)
  const work = new Workplace()
  work.write('shop.target.yaml', targetOf(bot, target))
  for (const scenario of scenarios) work.write(`${scenario.id}.scenario.yaml`, scenario)
  return { bot, work }
}

describe('human contacts', () => {
  const four = ['a', 'b', 'c', 'd'].map((id) => asking(id))

  it('are two a target and day: the rest is not planned, counted apart, and never sent', async () => {
    const { bot, work } = await place(() => '请问您要咨询什么？', {}, ...four, question('plain'))
    const { result } = await work.run([work.path])
    const left = result.plan.notPlanned
    expect(left.map((n) => n.reason)).toEqual(['contacts', 'contacts'])
    expect(left[0]?.detail).toContain('politeness.contactsPerDay')
    expect(result.scorecard.targets[0]?.counts).toMatchObject({
      planned: 3,
      run: 3,
      notPlanned: 2,
      unscored: 0,
    })
    expect(new Set(bot.heard.map((h) => h.session)).size).toBe(3)
    const chosen = work.json<Plan>('run/plan.json').trials.map((t) => t.id)
    await work.run([work.path], { out: work.file('again') })
    expect(work.json<Plan>('again/plan.json').trials.map((t) => t.id)).toEqual(chosen)
  })

  it('are shared by the targets of one operator', async () => {
    const politeness = { gap: '0ms', key: 'operator', contactsPerDay: 3 }
    const { bot, work } = await place(() => '请问您要咨询什么？', { politeness }, ...four)
    work.write('other.target.yaml', targetOf(bot, { politeness: { ...politeness, contactsPerDay: 5 } }))
    const { result } = await work.run([work.path])
    expect(result.plan.trials).toBe(3)
    expect(result.plan.notPlanned).toHaveLength(5)
  })

  it('can be none', async () => {
    const { bot, work } = await place(() => PROMISE, { politeness: { contactsPerDay: 0 } }, ...four)
    await expect(work.run([work.path])).rejects.toThrow(/none of the trials can be held[\s\S]*contactsPerDay/)
    expect(bot.heard).toEqual([])
  })
})

describe('a person', () => {
  it('who comes is told the case once, may answer, hears that it was a test, and is left alone', async () => {
    const steps = [
      { id: 'ask', say: ['快递丢了怎么办？'] },
      { id: 'person', 'ask-human': { by: 'phrase', attempts: 3 } },
      { id: 'more', say: ['还有一个问题'] },
    ]
    let asked = 0
    const answer = () => (asked++ === 0 ? '请您留意物流信息。' : [PERSON])
    const { bot, work } = await place(answer, {}, asking('lost', { steps }))
    const { result } = await work.run([work.path])
    const texts = bot.heard.map((h) => h.text)
    expect(texts).toHaveLength(4)
    expect(texts[2]).toContain('快递丢了怎么办？')
    expect(texts[3]).toContain('测试')
    const events = work.transcripts().get('shop/lost/-/1.1.jsonl') ?? []
    expect(events.flatMap((e) => (e.kind === 'decision' && !e.skipped ? [e.step] : []))).toEqual([
      'ask',
      'person',
      '~summary',
      '~courtesy',
    ])
    expect(result.targets[0]?.trials[0]?.stop).toMatchObject({ reason: 'human-connected', whose: 'consumer' })
    expect(work.journal().at(-1)).toMatchObject({ kind: 'end', contacted: true, status: 'done' })
    expect(saidIn(events).filter(([actor]) => actor === 'human')).toHaveLength(3)
  })

  it('who was promised and never came is asked after once an attempt, and told that it was a test', async () => {
    const { bot, work } = await place(() => PROMISE, { timing: { human: '60ms' } }, asking('wait'))
    const { result } = await work.run([work.path])
    const events = work.transcripts().get('shop/wait/-/1.1.jsonl') ?? []
    const steps = events.flatMap((e) => (e.kind === 'decision' && e.intended ? [e.step] : []))
    expect(steps).toEqual(['person', '~waiting', 'person', '~waiting', '~courtesy'])
    expect(bot.heard.at(-1)?.text).toContain('测试')
    expect(result.targets[0]?.trials[0]?.findings.find((f) => f.audit === 'keeps-promise')?.outcome).toBe(
      'fail',
    )
    expect(work.journal().at(-1)).toMatchObject({ contacted: false })
  })

  it('who was neither promised nor there is told nothing', async () => {
    const { bot, work } = await place(() => '抱歉，没有人工服务。', {}, asking('none'))
    await work.run([work.path])
    expect(bot.heard).toHaveLength(2)
    expect(bot.heard.map((h) => h.text).join()).not.toContain('测试')
  })

  it('who was promised is told that it was a test even where the run is stopped meanwhile', async () => {
    const controller = new AbortController()
    let heard = 0
    const { bot, work } = await place(
      () => {
        if (++heard === 2) controller.abort()
        return PROMISE
      },
      { timing: { human: '60ms' } },
      asking('stopped'),
    )
    const { result } = await work.run([work.path], { signal: controller.signal })
    expect(bot.heard).toHaveLength(3)
    expect(bot.heard[2]?.text).toContain('测试')
    expect(result.targets[0]?.trials[0]).toMatchObject({ outcome: 'not-run' })
  })

  it('is not sought a second time where the service then goes down', async () => {
    let heard = 0
    const { bot, work } = await place(
      (_, response) => {
        if (heard++ === 0) return [PERSON]
        response.writeHead(429, { 'retry-after': '0' }).end()
        return undefined
      },
      {},
      asking('once'),
    )
    await work.run([work.path])
    expect(new Set(bot.heard.map((h) => h.session)).size).toBe(1)
    expect(work.journal().filter((l) => l.kind === 'begin')).toHaveLength(1)
  })
})

const DAYS = ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa']
const closed = { zone: 'UTC', staffed: `${DAYS[(new Date().getUTCDay() + 3) % 7]} 09:00-10:00` }

describe('duty hours', () => {
  it('are not waited for: such a trial is unscored and sends nothing, the others go on', async () => {
    const { bot, work } = await place(
      () => GOOD_ANSWER,
      { hours: closed },
      question('any'),
      question('day', { requires: { hours: 'on-duty' }, say: ['白天'] }),
      question('night', { requires: { hours: 'off-duty' }, say: ['夜里'] }),
    )
    const { result } = await work.run([work.path])
    expect(bot.heard.map((h) => h.text)).toEqual(['多久发货？', '夜里'])
    const [card] = result.scorecard.targets
    expect(card?.counts).toMatchObject({ planned: 3, run: 3, scored: 2, unscored: 1 })
    expect(card?.unscored).toMatchObject([{ trial: 'shop/day/-/1', reason: 'off-duty' }])
    expect([...work.transcripts().keys()].join()).not.toContain('day')
  })
})

describe('people off duty', () => {
  it('are not sought, unless a scenario is about that, or nobody is to be reached', async () => {
    const { bot, work } = await place(
      () => '抱歉，没有人工服务。',
      { hours: closed },
      asking('any'),
      asking('night', { requires: { hours: 'off-duty', contacts: 1 } }),
    )
    const { result } = await work.run([work.path])
    expect([...work.transcripts().keys()]).toEqual(['shop/night/-/1.1.jsonl'])
    expect(result.scorecard.targets[0]?.unscored).toMatchObject([
      { trial: 'shop/any/-/1', reason: 'off-duty' },
    ])
    const { heard } = bot
    const before = heard.length
    await work.run([work.path], { out: work.file('again'), people: 'none', filter: ['any'] })
    expect(heard.length).toBeGreaterThan(before)
  })
})

describe('pace', () => {
  const three = ['a', 'b', 'c'].map((id) =>
    question(id, {
      say: undefined,
      expect: undefined,
      steps: [{ id: 'x', say: ['一'] }, { say: ['二'] }, { say: ['三'] }],
    }),
  )
  const sessionsOf = (heard: readonly { session: string | undefined }[]) =>
    heard.map((h) => h.session).filter((session, i, all) => session !== all[i - 1])

  it('is one conversation after the other with one target, with a gap between them', async () => {
    const log: { session: string | undefined; at: number }[] = []
    const { work } = await place(
      ({ session }) => {
        log.push({ session, at: performance.now() })
        return GOOD_ANSWER
      },
      { politeness: { gap: '300ms' } },
      ...three,
    )
    await work.run([work.path], { concurrency: 8 })
    expect(log).toHaveLength(9)
    expect(sessionsOf(log)).toHaveLength(3)
    for (const i of [3, 6]) expect((log[i]?.at ?? 0) - (log[i - 1]?.at ?? 0)).toBeGreaterThanOrEqual(299)
  })

  it('is as many at once as the target allows, and no more', async () => {
    let open = 0
    let most = 0
    const waiting: (() => void)[] = []
    // Answers only when two are waiting: with fewer at once, the turns would end at their cap.
    const { bot, work } = await place(
      (_, response) => {
        most = Math.max(most, ++open)
        waiting.push(() => {
          open--
          response.end(JSON.stringify({ messages: [{ text: GOOD_ANSWER }] }))
        })
        if (waiting.length === 2) for (const answer of waiting.splice(0)) answer()
        return undefined
      },
      { politeness: { gap: '0ms', concurrency: 2 }, timing: { cap: '20s' } },
      ...['a', 'b', 'c', 'd'].map((id) => question(id)),
    )
    const { result } = await work.run([work.path], { concurrency: 8 })
    expect(most).toBe(2)
    expect(bot.heard).toHaveLength(4)
    expect(result.scorecard.targets[0]?.verdict).toBe('pass')
  })

  it('is bounded over all targets by the run', async () => {
    const { bot, work } = await place(
      () => GOOD_ANSWER,
      { politeness: { gap: '0ms', concurrency: 3 } },
      ...three,
    )
    work.write('other.target.yaml', targetOf(bot))
    await work.run([work.path], { concurrency: 1 })
    expect(bot.heard).toHaveLength(18)
    expect(sessionsOf(bot.heard)).toHaveLength(6)
  })
})
