/** Whether a consumer asks for a person, and how far a bot goes to hand over. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { ASKED, asksForHuman, CERTAIN } from '../../src/understanding/acts/requests.js'
import { transfers } from '../../src/understanding/acts/transfers.js'

const asks = (text: string, before?: string) => asksForHuman(text, before).probability

describe('asks for a person', () => {
  it.each([
    '转人工',
    '人工！！！',
    '麻烦您帮我找一位人工客服，谢谢',
    '你答非所问，叫你们主管来跟我说',
    '能不能让真人看一下我的单子',
    '我不想再跟机器人说话了',
    '请安排专员给我回电话',
    '轉接真人客服',
    '我要转仁工客服',
    'I would like to speak with a human being',
    'put me through to your supervisor',
    'can i talk to somebody who knows about boilers',
    'Agent, please.',
    'is there anybody else I can speak to?',
    "I don't want to chat with a machine any longer",
    'I need to talk to an opreator',
    'conect me with a represntative',
    'Please have a colleague call me back',
  ])('%s', (text) => {
    expect(asks(text)).toBeGreaterThanOrEqual(CERTAIN)
  })

  it.each([
    '退款多久到账',
    '人工费怎么收',
    '年轻人工作都忙，我自己弄',
    '昨天你们客服说三天到货，今天第五天了',
    '不用转人工，你直接告诉我运费就行',
    '你是真人还是机器人？',
    '扫地机器人不充电了',
    '这是人工智能写的吗',
    '一直没人处理我的退货',
    'How long does the refund take?',
    'Am I talking to a person or a bot?',
    'Your agent told me yesterday that it would be free',
    "No thanks, I don't need an agent",
    'Does the price include one person or two?',
    'How do I change the contact on my contract?',
    'the robot vacuum stops in the middle of the room',
  ])('no: %s', (text) => {
    expect(asks(text)).toBeLessThan(ASKED)
  })

  it('shows the words, and finds them in a long story', () => {
    const story = '我上个月买的净水器一直漏水，维修来过一次没修好，配件也没寄到。算了，给我转人工客服吧。'
    expect(asksForHuman(story)).toMatchObject({ span: expect.stringContaining('转人工') })
  })

  it('a yes to the offer of a person asks for one, a yes to anything else does not', () => {
    expect(asks('好的', '需要为您转接人工客服吗？')).toBeGreaterThanOrEqual(CERTAIN)
    expect(asks('Yes please', 'Would you like me to transfer you to a human agent?')).toBeGreaterThanOrEqual(
      CERTAIN,
    )
    expect(asks('好的', '需要为您取消订单吗？')).toBeLessThan(ASKED)
    expect(asks('No, thank you', 'Would you like me to transfer you to a human agent?')).toBeLessThan(ASKED)
  })

  it('anger asks for nobody, but is nearer to it than a question', () => {
    for (const [anger, question] of [
      ['什么破机器人，一点用都没有，没用', '运费多少钱'],
      ['This bot is useless', 'What does shipping cost?'],
    ] as const) {
      expect(asks(anger)).toBeLessThan(ASKED)
      expect(asks(anger)).toBeGreaterThan(asks(question))
    }
  })

  it('the words of the shipped scenarios are read as they are meant', () => {
    for (const [text, meant] of shipped()) {
      if (meant) expect([text, asks(text) >= CERTAIN]).toEqual([text, true])
      else expect([text, asks(text) < CERTAIN]).toEqual([text, true])
    }
  })

  it.each([
    ['a million letters', 'a'.repeat(1_000_000)],
    ['words without end', 'speak to '.repeat(100_000)],
    ['marks', '!?。，'.repeat(200_000)],
    ['nothing', ''],
    ['emoji', '😡😡😡'],
  ])('bears %s', (_, text) => {
    expect(asks(text)).toBeLessThan(ASKED)
  })
})

describe('hands over', () => {
  it('a transfer is more than an offer, an offer more than another address, that more than nothing', () => {
    for (const steps of [
      ['我马上为您转接人工客服', '需要帮您转人工客服吗？', '建议您联系客服处理', '运费是十元'],
      [
        "I'm transferring you to an agent now",
        'Would you like to talk to a person?',
        'You may need to contact customer service about this',
        'Shipping is ten dollars',
      ],
    ]) {
      const scores = steps.map(transfers)
      expect(scores).toEqual([...scores].sort((a, b) => b - a))
      expect(new Set(scores).size).toBe(scores.length)
      expect(scores[1]).toBeGreaterThan(0.5)
      expect(scores[2]).toBeLessThan(0.5)
    }
  })

  it('a refusal is no offer', () => {
    expect(transfers('非常抱歉，这里没有人工客服')).toBeLessThan(0.2)
    expect(transfers('There are no live agents available here')).toBeLessThan(0.2)
  })
})

/** What asks for a person only after the words of the bot. */
const SHORT_FOR_IT = new Set(['still-there', 'accept-human'])

/** Wordings of the shipped banks, and whether they ask for a person. */
function shipped(): [string, boolean][] {
  const folder = join(import.meta.dirname, '../../scenarios/wording')
  return readdirSync(folder).flatMap((file) => {
    const { wording } = parse(readFileSync(join(folder, file), 'utf8')) as {
      wording: Record<string, string[]>
    }
    return Object.entries(wording).flatMap(([name, texts]) =>
      SHORT_FOR_IT.has(name)
        ? []
        : texts.map((text): [string, boolean] => [text, /^(?:ask-human|insist-human|complain)\./.test(name)]),
    )
  })
}

it('after an offer of a person a yes asks for one, and a question that holds such a sign does not', () => {
  const offer = '这个我解决不了，需要为您转人工客服吗？'
  for (const yes of ['好的', '要，谢谢', '转吧', '嗯嗯，麻烦了', '行，快点'])
    expect(asksForHuman(yes, offer).probability, yes).toBeGreaterThanOrEqual(0.7)
  for (const other of ['退款到账要几天？', '您好，还在吗？', '要几天才到账', '是不是七天内都能退', '不要'])
    expect(asksForHuman(other, offer).probability, other).toBeLessThan(0.5)
})

it('another thing is no other person', () => {
  for (const words of [
    'I want another one.',
    'Do you have the other one?',
    'I want a different one in blue.',
  ])
    expect(asksForHuman(words).probability, words).toBeLessThan(0.5)
})
