/** The self-audit of a consumer: one hand-built transcript for each fault, and what is none. */
import { describe, expect, test } from 'vitest'
import { selfAudit } from '../../src/consumer/self-audit/self-audit.js'
import type { ResolvedTrial } from '../../src/documents/ready.js'
import type { TranscriptEvent } from '../../src/documents/types/event.js'
import { trialsOf } from '../support/trials.js'
import { Workplace } from '../support/workplace.js'

const ZH = {
  facts: {
    item: '蓝牙耳机',
    order: { value: '2000010155512345', reveal: 'on-ask' },
    phone: { value: '19000001234', reveal: 'on-ask' },
    paid: { value: '299元', reveal: 'on-ask' },
    name: { value: '王测试', reveal: 'on-ask' },
    secret: { value: '110101199001011234', reveal: 'never' },
    days: 5,
    city: '杭州',
  },
  wording: { need: ['{{days}}天前买的{{item}}想七天无理由退货', '在12306上买的'] },
  steps: [{ id: 'talk', converse: { ask: 'need' } }],
}

function trialOf(more: Record<string, unknown> = {}, lang = 'zh-CN'): ResolvedTrial {
  const [trial] = trialsOf(new Workplace(), { lang, ...ZH, ...more })
  if (!trial) throw new Error('no trial')
  return trial
}

type Part = Record<string, unknown>
/** The consumer says something in a converse step. */
const says = (intended: string, more: Part = {}): Part => ({
  kind: 'decision',
  actor: 'consumer',
  verb: 'converse',
  step: 'talk',
  occurrence: 0,
  intended,
  ...more,
})
const answers = (text: string): Part => ({ kind: 'text', actor: 'bot', text })

/** A transcript of these messages, each turn as a conversation writes it. */
function transcript(parts: readonly Part[], consumer: Part = { kind: 'llm' }): TranscriptEvent[] {
  const events: Part[] = [{ kind: 'header', actor: 'harness', consumer }]
  let turn = 0
  for (const part of parts) {
    if (part.kind !== 'decision') {
      events.push({ turn, source: 'api', id: `b${events.length}`, revision: 0, final: true, ...part })
      continue
    }
    if (turn > 0) events.push({ kind: 'turn', change: 'close', turn, rule: 'channel' })
    turn++
    events.push(part, { kind: 'turn', change: 'open', turn, step: 'talk', occurrence: 0 })
    for (const text of (part.sent as string[] | undefined) ?? [part.intended])
      events.push({
        kind: 'text',
        actor: 'consumer',
        source: 'api',
        id: `c${turn}`,
        text,
        revision: 0,
        final: true,
        turn,
      })
  }
  events.push({ kind: 'turn', change: 'close', turn, rule: 'channel' })
  return events.map((event, i) => ({
    seq: i + 1,
    at: i * 10,
    source: 'harness',
    ...event,
  })) as TranscriptEvent[]
}

const faultsOf = (parts: readonly Part[], trial = trialOf()) => selfAudit(transcript(parts), trial)
const kinds = (parts: readonly Part[], trial = trialOf()) => faultsOf(parts, trial).map(({ kind }) => kind)

describe('invented', () => {
  test.each([
    ['a number of things', '我买了3件'],
    ['an amount', '我付了500元'],
    ['a Chinese amount', '花了两百块'],
    ['a date', '我是3月8日买的'],
    ['yesterday', '昨天买的'],
    ['a phone', '打13912345678找我'],
    ['an order', '订单号是99990000111122'],
    ['an e-mail', '发到wang.li@example.org吧'],
    ['a link', '见 https://fake.example/abc'],
    ['a name', '我叫李大伟，想退货'],
    ['a surname', '我姓赵'],
    ['a name with 是', '我是张小明。'],
    ['an address', '我住在成都市武侯区'],
    ['a bare long number', '码是482913'],
    ['full-width digits', '订单９９９９００００１１１１２２'],
  ])('%s', (_what, words) => {
    expect(kinds([says(words)])).toEqual(['invented'])
  })

  test.each([
    ['a name', 'My name is John Carter.'],
    ['a name in short', "Hi, I'm Susan Miller, I want a refund."],
    ['an amount', 'I paid $40 for it.'],
    ['a date', 'I bought it on March 3.'],
    ['a place', 'I live in Springfield, please help'],
    ['a number in words', 'I bought three of them'],
  ])('%s in English', (_what, words) => {
    const trial = trialOf({ facts: { item: 'kettle' }, wording: { need: ['My {{item}} is broken'] } }, 'en')
    expect(kinds([says(words)], trial)).toEqual(['invented'])
  })

  test('the fault names the line and the words', () => {
    expect(faultsOf([says('你好'), answers('您好'), says('我付了500元')])).toMatchObject([
      { kind: 'invented', line: 7, words: '500元', detail: expect.stringContaining('no fact') },
    ])
  })

  test('words that were sent without a decision count, and those that a page takes for ours do not', () => {
    const events = transcript([says('你好')])
    const text = {
      kind: 'text',
      actor: 'consumer',
      id: 'x',
      text: '我付了500元',
      revision: 0,
      final: true,
      turn: 1,
    }
    const more = (source: string) => [...events, { ...text, seq: 90, at: 90, source } as TranscriptEvent]
    expect(selfAudit(more('api'), trialOf()).map(({ line }) => line)).toEqual([90])
    expect(selfAudit(more('dom'), trialOf())).toEqual([])
  })
})

describe('no fault', () => {
  test.each([
    ['facts and wordings', '5天前买的蓝牙耳机想七天无理由退货'],
    ['the same value in other words', '我想7天无理由退货'],
    ['a number that the wording has', '我在12306买的票'],
    ['a fact that may be told at once', '我住在杭州，5天前买的'],
    ['numerals that count nothing', '一下子说不清，我就问一个问题'],
    ['what nobody can have made up', '今天能全额退款吗？工作日能处理吗？'],
    ['no name', '我是想问一下退货，我叫不到人'],
    ['12315, which the bank has', '我要打12315投诉'],
  ])('%s', (_what, words) => {
    const trial = trialOf({ wording: { ...ZH.wording, more: '投诉打12315' } })
    expect(faultsOf([says(words)], trial)).toEqual([])
  })

  test('the age of a persona', () => {
    const base = trialOf()
    const trial = {
      ...base,
      persona: { ...base.persona, facts: { age: 72 } },
      facts: { ...base.facts, age: { value: '72', reveal: 'upfront' as const } },
    }
    expect(faultsOf([says('我今年72岁了，眼睛不好')], trial)).toEqual([])
    expect(kinds([says('我今年73岁了，眼睛不好')], trial)).toEqual(['invented'])
  })

  test('a label that the bot offered and the consumer chose; not one that it did not choose', () => {
    const offer = {
      kind: 'choices',
      actor: 'bot',
      options: [{ label: '30天保价', value: 'p-30', kind: 'button' }],
    }
    const chooses = says('30天保价', { verb: 'choose' })
    expect(faultsOf([says('你好'), offer, chooses, answers('好的'), says('我选的是30天保价')])).toEqual([])
    expect(kinds([says('你好'), offer, says('我选的是30天保价')])).toEqual(['invented'])
    expect(kinds([says('你好'), chooses])).toEqual(['invented'])
  })

  test('a person who types is not looked at', () => {
    expect(selfAudit(transcript([says('我付了500元')], { kind: 'person' }), trialOf())).toEqual([])
  })
})

describe('too-early and never', () => {
  test('a fact that is told on asking needs a question before it', () => {
    const told = says('订单号是2000010155512345')
    expect(kinds([told])).toEqual(['too-early'])
    expect(kinds([says('你好'), answers('请提供您的手机号'), told])).toEqual(['too-early'])
    expect(kinds([says('你好'), answers('请提供您的订单号'), told])).toEqual([])
    expect(kinds([says('你好'), answers('请提供您的订单号'), told, answers('好的'), told])).toEqual([])
    expect(kinds([told, answers('请提供您的订单号')])).toEqual(['too-early'])
    expect(kinds([says('我的手机是190 0000 1234')])).toEqual(['too-early'])
  })

  test('a tell step, and guarded words that name it, may', () => {
    expect(kinds([says('2000010155512345', { verb: 'tell' })])).toEqual([])
    const trial = trialOf({
      steps: [
        { id: 'first', say: ['你好'] },
        { id: 'talk', when: 'asks-slot', say: ['订单{{order}}'] },
      ],
    })
    expect(kinds([says('订单2000010155512345', { verb: 'say' })], trial)).toEqual([])
    expect(kinds([says('订单2000010155512345', { verb: 'say', step: 'first' })], trial)).toEqual([
      'too-early',
    ])
  })

  test('the decision says that it tells it, though the words do not show it', () => {
    expect(kinds([says('就是这个', { told: ['order'] })])).toEqual(['too-early', 'contradiction'])
  })

  test('what is never told is never told, however it is written', () => {
    const asked = [says('你好'), answers('请提供您的身份证号')]
    expect(kinds([...asked, says('身份证号是110101199001011234')])).toEqual(['never'])
    expect(kinds([...asked, says('是110101 19900101 1234')])).toEqual(['never'])
    expect(kinds([...asked, says('这个不方便说', { acts: ['decline:secret'] })])).toEqual([])
  })

  test('good manners count, too', () => {
    expect(kinds([says('您好，我的订单是2000010155512345', { step: '~summary', verb: 'say' })])).toEqual([
      'too-early',
    ])
  })
})

describe('contradiction', () => {
  const asked = answers('请提供您的订单号')
  const told = says('2000010155512345', { told: ['order'], acts: ['inform:order'] })
  const unknown = says('不记得了', { acts: ['unknown:order'] })

  test('unknown after it was told, and told after it was unknown', () => {
    expect(faultsOf([says('你好'), asked, told, asked, unknown])).toMatchObject([
      { kind: 'contradiction', line: 12 },
    ])
    expect(kinds([says('你好'), asked, unknown, asked, told])).toEqual(['contradiction'])
    expect(kinds([says('你好'), asked, unknown, asked, unknown])).toEqual([])
  })

  test('another value of a fact than it has', () => {
    const other = says('19000001234', { acts: ['inform:order'] })
    expect(kinds([says('你好'), answers('请提供您的订单号和手机号'), other])).toEqual(['contradiction'])
  })

  test('yes to a wrong value, no to the right one', () => {
    const wrong = answers('您的订单号是20991231999999，对吗？')
    const right = answers('您的订单号是2000010155512345，对吗？')
    expect(kinds([says('你好'), wrong, says('是的', { acts: ['affirm'] })])).toEqual(['contradiction'])
    expect(kinds([says('你好'), wrong, says('不对', { acts: ['deny'] })])).toEqual([])
    expect(kinds([says('你好'), right, says('不对', { acts: ['deny'] })])).toEqual(['contradiction'])
    expect(kinds([says('你好'), right, says('是的', { acts: ['affirm'] })])).toEqual([])
  })
})

describe('what was sent', () => {
  const intended = '5天前买的蓝牙耳机'
  const damaged = { sent: ['6天前买的', '蓝牙耳基'], operators: [{ use: 'homophones', edits: 2 }] }

  test('slips in other words are no fault, a value that does not survive is one', () => {
    const slip = { sent: ['５天前', '买的蓝牙耳基'], operators: [{ use: 'homophones', edits: 1 }] }
    expect(faultsOf([says(intended, slip)])).toEqual([])
    expect(kinds([says(intended, damaged)])).toEqual(['damaged'])
  })

  test('unless the persona is about that', () => {
    const base = trialOf()
    const operators = [{ use: 'homophones' as const, rate: 0.1, facts: 'corrupt' as const }]
    const trial = { ...base, persona: { ...base.persona, axes: { operators } } }
    expect(faultsOf([says(intended, damaged)], trial)).toEqual([])
  })
})

test('the audit of a hostile transcript is bounded', () => {
  const long = says(`${'1元2元3元'.repeat(20_000)}我叫${'王'.repeat(20_000)}`)
  expect(faultsOf(Array.from({ length: 30 }, () => long)).length).toBeLessThanOrEqual(20)
})
