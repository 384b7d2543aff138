/** Turns read from transcripts: words, times, revisions, late messages, choices. */
import { describe, expect, it } from 'vitest'
import { isResolved, statedTruths } from '../../src/understanding/answers/resolved.js'
import { read } from '../../src/understanding/reading.js'
import { bot, close, open, says, transcript } from './transcripts.js'

const zh = { lang: 'zh-CN' } as const
const turn = (events: ReturnType<typeof transcript>, n: number) => {
  const found = read(events, zh).turns.find((one) => one.turn === n)
  if (!found) throw new Error(`no turn ${n}`)
  return found
}

describe('words of a turn', () => {
  it('joins bubbles, names the step and keeps the lines', () => {
    const events = transcript(
      open(0, 0),
      bot(0, 5, '您好'),
      close(0, 10),
      open(1, 20, 'ask'),
      says(1, 21, '多久发货'),
      bot(1, 121, '24 小时内发货'),
      bot(1, 221, '请耐心等待'),
      close(1, 1800),
    )
    const read1 = turn(events, 1)
    expect(read1).toMatchObject({
      step: 'ask',
      occurrence: 0,
      answer: '24 小时内发货\n请耐心等待',
      silent: false,
      answers: true,
      rule: 'quiet',
    })
    expect(read1.consumer.map((one) => one.text)).toEqual(['多久发货'])
    expect(read1.lines).toEqual([4, 5, 6, 7, 8])
    expect(turn(events, 0)).toMatchObject({
      answer: '您好',
      answers: false,
      latency: { ack: null, firstContent: null, complete: null },
    })
  })

  it('reads the revision that stood at the close; later ones only mark it', () => {
    const events = transcript(
      open(1, 0),
      says(1, 0, '问'),
      bot(1, 100, '退款', { id: 'm', final: false }),
      bot(1, 300, '退款 3 天', { id: 'm', revision: 1 }),
      close(1, 2000),
      bot(1, 2500, '退款 9 天', { id: 'm', revision: 2, late: true }),
    )
    const read1 = turn(events, 1)
    expect(read1.messages).toMatchObject([{ text: '退款 3 天', line: 4, edited: true, late: false }])
    expect(read1.latency).toMatchObject({ firstContent: 100, complete: 300 })
  })

  it('shows late messages and keeps them out of answer, acts and times', () => {
    const events = transcript(
      open(1, 0),
      says(1, 0, '转人工'),
      bot(1, 100, '好的'),
      close(1, 2000),
      bot(1, 5000, '正在为您转接人工客服', { late: true }),
    )
    const read1 = turn(events, 1)
    expect(read1.messages.map((one) => [one.text, one.late])).toEqual([
      ['好的', false],
      ['正在为您转接人工客服', true],
    ])
    expect(read1.answer).toBe('好的')
    expect(read1.acts.map((one) => one.act)).not.toContain('promises-transfer')
    expect(read1.latency.complete).toBe(100)
  })

  it('keeps a revision with the turn that owns its message, and forgets what was deleted in time', () => {
    const events = transcript(
      open(1, 0),
      says(1, 0, '一'),
      bot(1, 50, '请稍候', { id: 'p' }),
      bot(1, 90, '', { id: 'p', deleted: true }),
      bot(1, 100, '答一', { id: 'm' }),
      close(1, 1000),
      open(2, 1100),
      says(2, 1100, '二'),
      bot(2, 1150, '答一改', { id: 'm', revision: 1 }),
      bot(2, 1200, '答二'),
      close(2, 3000),
    )
    expect(turn(events, 1).messages).toMatchObject([{ text: '答一', edited: true }])
    expect(turn(events, 2).answer).toBe('答二')
    expect(turn(events, 2).latency.firstContent).toBe(100)
  })

  it('tells one message said twice from a repetition', () => {
    const again = '抱歉,我没有理解您的问题。'
    const events = transcript(
      open(1, 0),
      says(1, 0, '甲'),
      bot(1, 1, again),
      close(1, 2),
      open(2, 3),
      says(2, 3, '乙'),
      bot(2, 4, again),
      close(2, 5),
      open(3, 6),
      says(3, 6, '24 小时发货吗'),
      bot(3, 7, '现货 24 小时内发货'),
      close(3, 8),
      open(4, 9),
      says(4, 9, '24 小时发货吗'),
      bot(4, 10, '现货 24 小时内发货'),
      close(4, 11),
    )
    const acts = read(events, zh).turns.map((one) => one.acts.map((act) => act.act))
    expect(acts[1]).toContain('repeats-itself')
    expect(acts[3]).not.toContain('repeats-itself')
  })
})

describe('an answer that only says the question again', () => {
  it.each<[string, boolean]>([
    ['退款多久到账', false],
    ['您好，请问您要问的是：退款多久到账？', false],
    ['退款多久到账？3 天内到账', true],
  ])('%s', (text, answers) => {
    const events = transcript(open(1, 0), says(1, 1, '退款多久到账？'), bot(1, 2, text), close(1, 3))
    expect(turn(events, 1).answers).toBe(answers)
    expect(turn(events, 1).acts.some((act) => act.act === 'answer')).toBe(answers)
  })
})

describe('times of a turn', () => {
  it('counts from the last message before the content, typing as first sign, receipts as nothing', () => {
    const events = transcript(
      open(1, 0),
      says(1, 1000, '第一句', { id: 'c1' }),
      says(1, 2000, '第二句', { id: 'c2' }),
      { kind: 'receipt', turn: 1, at: 2050, status: 'read' },
      { kind: 'typing', turn: 1, at: 2100, on: true },
      bot(1, 2500, '答', { id: 'm', final: false }),
      bot(1, 2900, '答案', { id: 'm', revision: 1, final: false }),
      bot(1, 3500, '答案', { id: 'm', revision: 2 }),
      close(1, 5000),
    )
    expect(turn(events, 1).latency).toEqual({ ack: 100, firstContent: 500, complete: 900, waited: null })
  })

  it('measures silence', () => {
    const events = transcript(
      open(1, 0),
      says(1, 100, '在吗'),
      { kind: 'typing', turn: 1, at: 200, on: true },
      close(1, 60_100, { rule: 'cap' }),
    )
    expect(turn(events, 1)).toMatchObject({
      silent: true,
      answers: false,
      rule: 'cap',
      latency: { ack: 100, firstContent: null, complete: null, waited: 60_000 },
    })
  })

  it('does not take what stands on the page for an answer', () => {
    const options = [{ label: '转人工', kind: 'button' }]
    const events = transcript(
      open(1, 0),
      says(1, 0, '你好'),
      { kind: 'choices', turn: 1, at: 50, standing: true, options },
      close(1, 900),
    )
    expect(turn(events, 1)).toMatchObject({
      silent: true,
      choices: [{ label: '转人工', standing: true, line: 3 }],
    })
  })

  it('takes offered choices, cards and queue notices for content', () => {
    const options = [{ label: '退款', kind: 'quick-reply' }]
    const events = transcript(
      open(1, 0),
      says(1, 0, '你好'),
      { kind: 'choices', turn: 1, at: 50, options },
      close(1, 900),
      open(2, 1000),
      says(2, 1000, '转人工'),
      bot(2, 1200, '当前排队 2 位', { actor: 'system' }),
      close(2, 3000),
      open(3, 4000),
      says(3, 4000, '发货'),
      { kind: 'card', turn: 3, at: 4300, title: '物流', text: '一般 2 至 5 天送达' },
      close(3, 6000),
    )
    expect(turn(events, 1)).toMatchObject({ silent: false, answers: false, latency: { firstContent: 50 } })
    expect(turn(events, 1).acts.map((one) => one.act)).toEqual(['offers-choices'])
    expect(turn(events, 2)).toMatchObject({ silent: false, latency: { firstContent: 200 } })
    expect(turn(events, 3)).toMatchObject({ answers: true, answer: '物流\n一般 2 至 5 天送达' })
  })

  it('says when a measurement is in doubt', () => {
    const events = transcript(
      open(1, 0),
      says(1, 0, '问'),
      bot(1, 5, '答', { ambiguous: true }),
      close(1, 2000, { unreliable: 'busy' }),
    )
    expect(turn(events, 1)).toMatchObject({ ambiguous: true, unreliable: 'busy' })
  })
})

describe('a transcript that grows', () => {
  const parts = Array.from({ length: 30 }, (_, i) => i + 1).flatMap((n) => [
    open(n, n * 100),
    says(n, n * 100 + 1, `问题 ${n}`),
    bot(n, n * 100 + 40, `第 ${n} 条回答说明`),
    close(n, n * 100 + 90),
    bot(n, n * 100 + 95, '晚到', { late: true, id: `late${n}` }),
  ])

  it('reads the same online and afterwards', () => {
    const growing = transcript()
    for (const event of transcript(...parts)) {
      growing.push(event)
      void read(growing, zh).turns.at(-1)?.acts
    }
    expect(read(growing, zh)).toEqual(read(transcript(...parts), zh))
  })

  it('reads a prefix as if the rest had never come', () => {
    const all = transcript(...parts)
    read(all, zh)
    expect(read(all.slice(0, 8), zh).turns).toHaveLength(2)
    expect(read(all.slice(0, 8), zh)).toEqual(read(transcript(...parts.slice(0, 8)), zh))
  })
})

describe('resolved', () => {
  const reading = read(
    transcript(
      open(1, 0),
      says(1, 0, '退货'),
      bot(1, 1, '支持七天无理由退货'),
      close(1, 2),
      open(2, 3),
      says(2, 3, '运费'),
      bot(2, 4, '运费 10 元'),
      close(2, 5),
    ),
    zh,
  )

  it('needs every value of every truth, whichever turn states it', () => {
    const truth = {
      days: { values: ['7天'] },
      cost: { values: ['10元', '7天'] },
      none: { absent: 'not known here', skip: true },
    }
    expect(statedTruths(reading, truth)).toEqual(['days', 'cost'])
    expect(isResolved(reading, { truth })).toBe(true)
    expect(isResolved(reading, { truth: { ...truth, phone: { values: ['12315'] } } })).toBe(false)
  })

  it('is false where nothing can be checked', () => {
    expect(isResolved(reading, { truth: { none: { absent: 'not known here', skip: false } } })).toBe(false)
  })
})

describe('a bot that says what it is', () => {
  const ROBOT = '我是机器人，也就是AI智能客服，不是真人。'
  it.each<[string, boolean]>([
    ['你是机器人吗？', true],
    ['对面是真人吗，还是自动回复的？', true],
    ['问一句，你是人还是程序？', true],
    ['Wait, are you an actual person?', true],
    ['Am I talking to a human?', true],
    ['退款多久到账？', false],
    ['个人账户怎么注销', false],
  ])('to “%s”: has it answered? %s', (question, answers) => {
    const events = transcript(open(1, 0), says(1, 1, question), bot(1, 2, ROBOT), close(1, 3))
    expect(turn(events, 1).answers).toBe(answers)
  })
})
