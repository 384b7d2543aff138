/** The agenda consumer: what it does about each thing that a bot does, and how its conversations end. */
import { describe, expect, test } from 'vitest'
import type { DecisionEvent } from '../../src/documents/types/event.js'
import { ENGLISH, type Line, REFUND, talk } from './agenda-talk.js'

const FALLBACK = '抱歉，我没有理解您的问题。'
const ANSWER = '退款3天内到账。'
const ORDER = '2026110712345'
const FACTS = {
  item: '蓝牙耳机',
  order: { value: ORDER, reveal: 'on-ask' },
  phone: { value: '19000001234', reveal: 'on-ask' },
  paid: { value: '299元', reveal: 'on-ask' },
  card: { value: '6222333344445555', reveal: 'never' },
}
const NO_TRUTH = { truth: { arrival: { from: 'target.refund.arrival', absent: 'skip' } } }
const MENU: Line = { replies: ['请选择您要咨询的问题'], choices: ['物流查询', '退款进度', '开发票'] }

/** The rules that fired, in order. */
const rules = ({ rules }: { rules: string[] }) => rules.map((one) => one.split(':')[0])
const actsOf = ({ decisions }: { decisions: DecisionEvent[] }) => decisions.flatMap((one) => one.acts ?? [])

describe('a need that is met', () => {
  test('has one more turn, in which nothing is asked, and then the end', async () => {
    const { rules, said, reason, whose } = await talk([ANSWER, '不客气。'])
    expect(rules).toEqual(['need: ask', 'met: anything-else', 'met:'])
    expect(REFUND).toContain(said[0])
    expect(said).toHaveLength(2)
    expect([reason, whose]).toEqual(['resolved', 'consumer'])
  })

  test('needs every wanted truth, in whichever turns they are stated', async () => {
    const truth = { arrival: '3天', way: '原路退回' }
    const both = await talk([ANSWER, '款项会原路退回您的付款账户。', '不客气。'], { truth })
    expect(rules(both)).toEqual(['need', 'unmet', 'met', 'met'])
    const one = await talk([ANSWER, '不客气。'], { truth, converse: { wants: 'arrival' } })
    expect(rules(one)).toEqual(['need', 'met', 'met'])
  })

  test('is an answer that answers, where nothing can be checked for this target', async () => {
    const answered = await talk(['退款一般在1到5个工作日内原路退回。', '不客气。'], NO_TRUTH)
    expect(rules(answered)).toEqual(['need', 'met', 'met'])
    expect(answered.reason).toBe('script-end')
    const not = await talk(
      [FALLBACK, MENU, '请提供您的订单号。', '退款一般在1到5个工作日内原路退回。'],
      NO_TRUTH,
    )
    expect(rules(not)).toEqual(['need', 'not-understood', 'choices', 'asked', 'met', 'met'])
  })

  test('is not met by an agreement, whoever agrees', async () => {
    const agreed = await talk([
      '好的，没问题。',
      '您要咨询的是退款到账时间吗？',
      '好的，已为您处理完成。',
      ANSWER,
    ])
    expect(agreed.reason).toBe('resolved')
    expect(rules(agreed).indexOf('met')).toBeGreaterThan(rules(agreed).indexOf('question'))
    expect(actsOf(agreed)).toContain('affirm')
  })

  test('goes on with the next step of the scenario', async () => {
    const { events, reason } = await talk([ANSWER, '不客气。', '可以开电子发票。'], {
      steps: [{ id: 'next', say: ['能开发票吗？'] }],
    })
    expect(events.filter((e) => e.kind === 'decision').at(-1)).toMatchObject({ step: 'next', verb: 'say' })
    expect(reason).toBe('script-end')
  })
})

describe('a question for a detail', () => {
  test('is answered from the facts, once friendly, then with a word about the repetition', async () => {
    const { rules, decisions, said } = await talk(
      ['请提供您的订单号，我帮您查询。', '请提供您的手机号。', '请您再提供一下订单号。', ANSWER],
      { facts: FACTS },
    )
    expect(rules.slice(0, 4)).toEqual([
      'need: ask',
      'asked: inform:order',
      'asked: inform:phone',
      'asked-again: inform:order',
    ])
    expect(decisions.map((one) => one.wording).slice(1, 4)).toEqual(['tell', 'tell', 'tell-again'])
    expect(decisions.map((one) => one.told).slice(1, 4)).toEqual([['order'], ['phone'], ['order']])
    expect(said[1]).toContain(ORDER)
    expect(said[3]).toContain(ORDER)
    expect(decisions[1]?.basis).toMatchObject({ turn: 1, acts: expect.arrayContaining(['asks-slot']) })
  })

  test('that nobody can answer is answered so; secrets and needless data are declined', async () => {
    const unknown = await talk(['请提供您的会员号。', ANSWER], { facts: FACTS })
    expect(unknown.rules[1]).toBe('asked: unknown:account')
    const secret = await talk(['请提供您的银行卡号。', ANSWER], { facts: FACTS })
    expect(secret.rules[1]).toBe('asked: decline:card')
    const needless = await talk(['请提供您的身份证号。', ANSWER], { facts: FACTS })
    expect(needless.rules[1]).toBe('asked: decline:id-card')
    for (const one of [unknown, secret, needless]) expect(one.said.join()).not.toMatch(/\d{5}/)
  })

  test('that is the need itself is answered with the need in other words', async () => {
    const { rules, said } = await talk(['请您详细描述一下遇到的问题。', ANSWER])
    expect(rules[1]).toBe('asked: restate')
    expect(REFUND).toContain(said[1])
    expect(said[1]).not.toBe(said[0])
    const greeted = await talk(['您好，我是智能客服小美，请问有什么可以帮您？', ANSWER])
    expect(greeted.rules[1]).toBe('asked: restate')
    const english = await talk(['Hello! How can I help you today?', 'Your refund arrives within 3 days.'], {
      lang: 'en',
    })
    expect(english.rules[1]).toBe('asked: restate')
  })

  test('for two details at once: both, one after the other, or all that is known', async () => {
    const bot = ['请提供您的订单号和手机号。', '好的，正在查询。', ANSWER]
    const told = async (disclosure?: string) =>
      (await talk(bot, { facts: FACTS, persona: { axes: disclosure ? { disclosure } : {} } })).decisions
        .map((one) => one.told)
        .slice(1, 3)
    expect(await told()).toEqual([['order', 'phone'], undefined])
    expect(await told('fragments')).toEqual([['order'], ['phone']])
    expect(await told('all-at-once')).toEqual([['order', 'phone', 'paid'], undefined])
  })
})

describe('a question for a yes or no', () => {
  test('is answered by comparing its values with the facts', async () => {
    const { rules, said } = await talk(
      [
        `您的订单号是${ORDER}，对吗？`,
        '您的手机号是19000009999，对吗？',
        '您要咨询的是退款到账时间吗？',
        '您要咨询的是会员积分吗？',
        ANSWER,
      ],
      { facts: FACTS },
    )
    expect(rules.slice(1, 5)).toEqual([
      'question: affirm',
      'question: correct:phone',
      'question: affirm',
      'question: deny',
    ])
    expect(said[2]).toContain('19000001234')
  })

  test('is answered with a button where there is one', async () => {
    const { decisions } = await talk(
      [{ replies: ['您要咨询的是退款到账时间吗？'], choices: ['是', '否'] }, ANSWER],
      {},
    )
    expect(decisions[1]).toMatchObject({ verb: 'choose', intended: '是', acts: ['affirm'] })
  })

  test('asked again and again leads nowhere', async () => {
    const looping = await talk(['您要咨询的是退款到账时间吗？'])
    expect(rules(looping).slice(0, 3)).toEqual(['need', 'question', 'same-reply'])
    expect(looping.reason).toBe('gave-up')
  })
})

describe('choices', () => {
  test('are made by the need, else for everything else, else turned down', async () => {
    const { decisions, rules } = await talk([
      MENU,
      { replies: ['请选择'], choices: ['优惠券', '会员', '其他问题'] },
      { replies: ['请选择一项'], choices: ['优惠券', '会员'] },
      ANSWER,
    ])
    expect(decisions.filter((one) => one.verb === 'choose').map((one) => one.intended)).toEqual([
      '退款进度',
      '其他问题',
    ])
    expect(rules[3]).toBe('no-fit: none-of-these')
  })

  test('in words are typed', async () => {
    const { decisions } = await talk(['请选择您要咨询的问题：\n1. 物流查询\n2. 退款进度\n3. 开发票', ANSWER])
    expect(decisions[1]).toMatchObject({ verb: 'converse', intended: '退款进度', acts: ['choose'] })
  })

  test('are asked about first by somebody who does not know where to press', async () => {
    const { rules } = await talk([MENU, { ...MENU, replies: ['点击下方按钮即可'] } as Line, ANSWER], {
      persona: { axes: { menus: 'asks-how' } },
    })
    expect(rules.slice(1, 3)).toEqual(['choices: how-to-press', 'choices: choose'])
  })

  test('that say whether it helped are answered truly', async () => {
    const { decisions } = await talk([
      { replies: ['感谢您的咨询，请问是否解决了您的问题？'], choices: ['已解决', '未解决'] },
      ANSWER,
    ])
    expect(decisions[1]).toMatchObject({ verb: 'choose', intended: '未解决', acts: ['deny'] })
  })
})

describe('a reply that leads nowhere', () => {
  test.each<[string, Line, string]>([
    ['not-understood', FALLBACK, 'restate.polite'],
    ['off-topic', '发票会在订单完成后发送到您的邮箱，也可以在订单详情里下载电子发票。', 'off-topic.polite'],
    ['closes', '您的问题已为您处理完成，感谢您的咨询，祝您生活愉快！', 'not-yet'],
    ['deflects', '请前往官网帮助中心查看。', 'restate.polite'],
    ['refused', '暂不提供人工服务。', 'restate.polite'],
    ['queue', '当前咨询人数较多，前面还有5位，请耐心等待。', 'waiting-ok'],
    ['unmet', '退款会退回原支付账户。', 'restate.polite'],
  ])('%s', async (rule, line, wording) => {
    const { decisions, reason } = await talk([line, ANSWER])
    expect(decisions[1]).toMatchObject({ rule, wording })
    expect(reason).toBe('resolved')
  })

  test('same-reply, and silence', async () => {
    const same = await talk([FALLBACK, FALLBACK, ANSWER])
    expect(same.decisions.map((one) => one.wording).slice(1, 3)).toEqual([
      'restate.polite',
      'same-reply.plain',
    ])
    const silent = await talk(['', ANSWER])
    expect(silent.decisions[1]).toMatchObject({ rule: 'silent', wording: 'silent.polite' })
    expect(silent.reason).toBe('resolved')
  })

  test('a link is not opened by somebody who refuses links', async () => {
    const { decisions } = await talk(['请点击链接 https://shop.example/help 查看。', ANSWER], {
      persona: { axes: { links: 'refuses' } },
    })
    expect(decisions[1]).toMatchObject({ wording: 'no-link' })
    expect(decisions[1]?.intended).not.toContain('shop.example')
  })

  test('is never answered in the words that were used, and never twice in the same frame', async () => {
    const { said, decisions } = await talk([FALLBACK], { converse: { patience: 12 } })
    expect(new Set(said).size).toBe(said.length)
    const needs = said.slice(0, REFUND.length).map((text) => REFUND.find((need) => text.includes(need)))
    expect(new Set(needs).size).toBe(REFUND.length)
    expect(decisions.at(-1)?.acts).toEqual(['give-up'])
  })

  test('is said again without what led to the question', async () => {
    const { said } = await talk([FALLBACK, ANSWER], {
      wording: {
        opening: {
          join: [
            ['上周退了一件衣服。', '前几天退的货。'],
            ['退款几天到账？', '钱多久退回来？'],
          ],
        },
      },
      converse: { ask: 'opening' },
    })
    expect(said[0]).toMatch(/^(?:上周退了一件衣服。|前几天退的货。)/)
    expect(said[1]).not.toMatch(/上周退了|前几天退/)
    expect(said[1]).toMatch(/退款几天到账？|钱多久退回来？/)
  })
})

describe('patience', () => {
  test('is spent reply by reply; then a person is asked for, insisted on, complained about, and given up', async () => {
    const { rules, decisions, reason, whose } = await talk([FALLBACK])
    expect(rules).toEqual([
      'need: ask',
      'not-understood: restate',
      'same-reply: restate',
      'same-reply: restate',
      'spent: ask-human',
      'spent: insist',
      'spent: complain',
      'spent: give-up',
    ])
    expect(decisions.slice(4, 7).map((one) => [one.verb, one.by, one.wording])).toEqual([
      ['ask-human', 'phrase', 'ask-human.plain'],
      ['ask-human', 'phrase', 'insist-human.annoyed'],
      ['ask-human', 'phrase', 'complain.annoyed'],
    ])
    expect([reason, whose]).toEqual(['gave-up', 'consumer'])
  })

  test("and how often it insists are the persona's, and the scenario's patience goes before", async () => {
    const persona = { axes: { patience: 1, insists: 1, register: 'annoyed' } }
    const short = await talk([FALLBACK], { persona })
    expect(short.rules).toEqual(['need: ask', 'spent: ask-human', 'spent: give-up'])
    expect(short.decisions[1]?.wording).toBe('ask-human.annoyed')
    const longer = await talk([FALLBACK], { persona, converse: { patience: 3 } })
    expect(rules(longer).filter((one) => one !== 'spent')).toHaveLength(3)
  })

  test('asks for nobody where no person is wanted', async () => {
    const { rules, reason } = await talk([FALLBACK], { converse: { person: false } })
    expect(rules.at(-1)).toBe('spent: give-up')
    expect(rules.join()).not.toMatch(/human|insist|complain/)
    expect(reason).toBe('gave-up')
  })

  test('ends with the messages that there may be', async () => {
    const { said, rules, reason } = await talk([FALLBACK], { converse: { turns: 3 } })
    expect(said).toHaveLength(3)
    expect(rules.at(-1)).toBe('cap: give-up')
    expect(reason).toBe('gave-up')
    const one = await talk([FALLBACK], { converse: { turns: 1 } })
    expect(one.said).toHaveLength(1)
    expect(one.rules.at(-1)).toBe('cap: give-up')
  })
})

describe('a person', () => {
  const CHEN: Line = { replies: ['您好，我是人工客服陈晨，您的问题我来看。'], actor: 'human', name: '陈晨' }

  test('who joins ends the conversation with a summary and a courtesy', async () => {
    const { reason, events } = await talk((text) => (/人工|真人/.test(text) ? CHEN : FALLBACK))
    expect(reason).toBe('human-connected')
    const steps = events.flatMap((e) => (e.kind === 'decision' ? [e.step] : []))
    expect(steps.slice(-2)).toEqual(['~summary', '~courtesy'])
  })

  test('is asked for by button where one is offered', async () => {
    const { decisions } = await talk([
      FALLBACK,
      FALLBACK,
      FALLBACK,
      { replies: [FALLBACK], choices: ['转人工'] },
      CHEN,
    ])
    expect(decisions.at(-1)).toMatchObject({ verb: 'ask-human', by: 'button', intended: '转人工' })
  })

  test('is asked for in the way of the arm, where the scenario compares ways', async () => {
    const bot: Line[] = [{ replies: [FALLBACK], choices: ['转人工'] }]
    const phrase = await talk(bot, { arms: { by: ['phrase'] }, converse: { patience: 1 } })
    expect(phrase.decisions.filter((one) => one.verb === 'ask-human').map((one) => one.by)).toEqual([
      'phrase',
      'phrase',
      'phrase',
    ])
    const button = await talk([FALLBACK], { arms: { by: ['button'] }, converse: { patience: 1 } })
    expect(button.decisions.find((one) => one.verb === 'ask-human')).toMatchObject({
      by: 'button',
      skipped: 'not-offered',
    })
    expect(button.reason).toBe('gave-up')
  })

  test('who is offered is taken only where the bot does not get on', async () => {
    const offered = await talk(['抱歉，我没听懂，需要为您转接人工客服吗？', '暂无人工客服在线。'])
    expect(offered.rules[1]).toBe('person-offered: accept-human')
    expect(offered.decisions[1]?.verb).toBe('ask-human')
    expect(offered.rules.filter((one) => one.includes('accept-human'))).toHaveLength(1)
    const beside = await talk([`${ANSWER}如果还有疑问，可以联系人工客服。`, '不客气。'])
    expect(beside.rules).toEqual(['need: ask', 'met: anything-else', 'met:'])
    const asked = await talk(['请提供您的订单号，或者需要为您转接人工客服吗？', ANSWER], { facts: FACTS })
    expect(asked.rules[1]).toBe('asked: inform:order')
  })

  test('who is promised is waited for; nobody coming costs more than any other reply', async () => {
    const { events, rules, reason } = await talk(['正在为您转接人工客服，请稍候。'])
    expect(events.some((e) => e.kind === 'decision' && e.step === '~waiting' && e.verb === 'wait')).toBe(true)
    expect(rules.slice(0, 4)).toEqual(['need: ask', 'no-show: restate', 'spent: ask-human', 'spent: insist'])
    expect(reason).toBe('gave-up')
  })

  test('for whom a detail is wanted first: the detail is told, even without patience', async () => {
    const { rules } = await talk(
      (text) => (/人工|真人/.test(text) ? '转人工之前，请提供您的订单号。' : FALLBACK),
      { facts: FACTS, converse: { patience: 1 } },
    )
    expect(rules.slice(1, 3)).toEqual(['spent: ask-human', 'asked: inform:order'])
  })
})

describe('hostile bots', () => {
  const BOTS: [string, Line[] | ((text: string, turn: number) => Line)][] = [
    ['says the same for ever', [FALLBACK]],
    ['echoes', (text) => text],
    ['claims that all is done', ['您的问题已为您处理完成，感谢您的咨询！']],
    ['lies about the order', (_, turn) => `您的订单号是${99887766000 + turn}，金额${turn}99元，对吗？`],
    [
      'asks for what was never known',
      (_, turn) =>
        ['请提供您的会员号。', '请提供您的邮箱。', '请问快递单号是多少？', '请提供验证码。'][turn % 4] ?? '',
    ],
    ['asks for the same detail for ever', ['请提供您的订单号。']],
    ['changes the subject', (_, turn) => (turn % 2 ? '今天有满199减20的优惠券。' : '您的订单已发货。')],
    [
      'interrupts with many bubbles',
      (_, turn) => [
        `稍等${'啊'.repeat(turn)}`,
        '在吗？',
        '请提供订单号',
        `还有一条${'啊'.repeat(turn)}`,
        '还有其他问题吗？',
      ],
    ],
    ['offers the same menu for ever', [MENU]],
    [
      'offers endless menus',
      (_, turn) => ({ replies: ['请选择'], choices: [`选项甲${turn}`, `选项乙${turn}`] }),
    ],
    ['speaks in templates', ['{{order}} {{constructor.constructor}} {{target.x}}，请提供订单号']],
    ['shouts a long text', ['退'.repeat(20_000)]],
    ['is silent', ['']],
  ]
  test.each(BOTS)('one that %s gets an ending from a rule, and nothing that is not so', async (_, bot) => {
    for (const seed of ['a', 'b', 'c']) {
      // `talk` throws where the self-audit finds a fault.
      const { decisions, said, reason, whose } = await talk(bot, { facts: FACTS, seed })
      expect(said.length).toBeLessThanOrEqual(12)
      expect(said.join('\n')).not.toMatch(/6222333344445555|\{\{|undefined/)
      for (const one of decisions) expect(one.rule).toBeTruthy()
      expect([reason, whose]).toEqual(
        reason === 'silent'
          ? ['silent', 'bot']
          : [expect.stringMatching(/^(?:gave-up|resolved)$/), 'consumer'],
      )
      expect(reason).not.toBe('resolved')
    }
  })
})

test('the same in English', async () => {
  const facts = { order: { value: '20261107', reveal: 'on-ask' } }
  const options = { lang: 'en', facts }
  const { rules, said, reason } = await talk(
    [
      "Sorry, I didn't understand that.",
      'Could you give me your order number?',
      'Is your order number 99887766?',
      {
        replies: ['Please choose a topic'],
        choices: ['Track a parcel', 'Refund status', 'Talk to an agent'],
      },
      'Your refund arrives within 3 days.',
      "You're welcome.",
    ],
    options,
  )
  expect(rules).toEqual([
    'need: ask',
    'not-understood: restate',
    'asked: inform:order',
    'question: correct:order',
    'choices: choose',
    'met: anything-else',
    'met:',
  ])
  expect(said.join('\n')).not.toMatch(/[\u3400-\u9fff]/)
  expect(reason).toBe('resolved')
  const lost = await talk(["Sorry, I didn't understand that."], options)
  expect(lost.rules.slice(-4)).toEqual([
    'spent: ask-human',
    'spent: insist',
    'spent: complain',
    'spent: give-up',
  ])
  expect(ENGLISH).toContain(lost.said[0])
})
