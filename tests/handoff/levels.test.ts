/** Levels of evidence that a person came: what counts, and what only looks like it. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { levelsSeen } from '../../src/handoff/levels.js'
import { actions, requests } from '../../src/handoff/requests.js'
import { read } from '../../src/understanding/reading.js'
import { bot, close, open, says, transcript } from '../understanding/transcripts.js'

type Part = Record<string, unknown>
const levels = (...parts: Part[]) => {
  const events = transcript(...parts)
  return levelsSeen(events, read(events, { lang: 'zh-CN' }))
}
const names = (...parts: Part[]) => levels(...parts).map((seen) => seen.level)
const asks: Part = {
  kind: 'decision',
  at: 0,
  actor: 'consumer',
  step: 'human',
  occurrence: 0,
  verb: 'ask-human',
  by: 'phrase',
}
const asked: Part[] = [asks, open(1, 0, 'human'), says(1, 1, '转人工')]
const handoff = (level: string, more: Part = {}): Part => ({
  kind: 'handoff',
  turn: 1,
  at: 50,
  source: 'ws',
  level,
  name: `platform.${level}`,
  ...more,
})

describe('what counts', () => {
  it('what only repeats the words of the consumer promises nobody and is nobody', () => {
    const words = '立刻给我转人工，我在线呢，接进来了吗？'
    const repeated: Part[] = [asks, open(1, 0, 'human'), says(1, 1, words)]
    expect(names(...repeated, bot(1, 20, words))).toEqual([])
    expect(names(...repeated, bot(1, 20, `${words} `))).toEqual([])
    expect(names(...repeated, bot(1, 20, '您好，已为您接入人工客服'))).toContain('E3-claimed')
  })

  it('words of promise are E0, with their line', () => {
    expect(levels(...asked, bot(1, 20, '好的,正在为您转接人工客服,当前排队 2 位'))).toMatchObject([
      { level: 'E0', line: 4, at: 20 },
    ])
  })

  it('who gives a name as an agent claims a person, though the same bubble began with the promise', () => {
    const bubble =
      '正在为您转接人工客服,前面还有 2 位用户 您好,我是人工客服小李,工号 8021,请问有什么可以帮您?'
    expect(names(...asked, bot(1, 20, bubble))).toEqual(['E0', 'E3-claimed'])
  })

  it.each(['E1', 'E2', 'E3', 'E4'])('a hand-off event of the platform shows %s', (level) => {
    expect(names(...asked, handoff(level))).toEqual([level])
  })

  it('a message labelled as human, a participant or words after a request claim a person', () => {
    expect(names(...asked, bot(1, 20, '您好', { actor: 'human', source: 'dom' }))).toEqual(['E3-claimed'])
    expect(
      names(...asked, { kind: 'participant', turn: 1, at: 9, actor: 'human', change: 'joined', name: 'Ana' }),
    ).toEqual(['E3-claimed'])
    expect(
      names(...asked, {
        kind: 'participant',
        turn: 1,
        at: 9,
        actor: 'system',
        change: 'joined',
        name: 'Ana',
      }),
    ).toEqual(['E3-claimed'])
    expect(names(...asked, bot(1, 20, '客服小王为您服务', { actor: 'system' }))).toEqual(['E3-claimed'])
    expect(names(...asked, bot(1, 20, 'Ana joined the chat', { actor: 'unknown' }))).toEqual(['E3-claimed'])
    expect(names(...asked, bot(1, 20, '您好,我是人工客服小李,工号 8021'))).toEqual(['E3-claimed'])
  })

  it('a new name after a request claims a person, whoever sends it', () => {
    const parts = [open(0, 0), bot(0, 1, '您好，我是专属客服小音，很高兴为您服务'), close(0, 2), ...asked]
    expect(
      names(...parts, bot(1, 20, '正在为您转接人工客服'), bot(1, 30, '您好，我是客服小李，很高兴为您服务')),
    ).toEqual(['E0', 'E3-claimed'])
    expect(names(...parts, bot(1, 30, '客服小李为您服务'))).toEqual(['E3-claimed'])
    expect(names(...parts, bot(1, 30, 'Hi, I am Ana from customer support.'))).toEqual(['E3-claimed'])
    expect(names(...parts, bot(1, 30, '您好,我是人工客服小李,工号 8021'))).toEqual(['E3-claimed'])
  })

  it('keeps the whole set, in order of time', () => {
    expect(
      names(
        ...asked,
        bot(1, 20, '正在为您转接人工客服'),
        handoff('E1', { at: 30 }),
        handoff('E2', { at: 40 }),
        handoff('E3', { at: 60 }),
        handoff('E5', { at: 90 }),
      ),
    ).toEqual(['E0', 'E1', 'E2', 'E3', 'E5'])
  })

  it('counts what came late', () => {
    expect(
      names(
        ...asked,
        bot(1, 5, '好的'),
        close(1, 100),
        bot(1, 900, '我是人工客服小李', { actor: 'human', late: true }),
      ),
    ).toEqual(['E3-claimed'])
  })
})

describe('what only looks like it', () => {
  it.each<[string, Part[]]>([
    [
      'a payload typed as a message',
      [...asked, bot(1, 20, '{"type":"agentaccepted","text":"Agent Ana has joined the chat"}')],
    ],
    ['a bot with a name', [...asked, bot(1, 20, '智能客服小北为您服务')]],
    ['a name before anybody asked', [open(0, 0), bot(0, 1, '客服小王为您服务')]],
    [
      'the welcome that comes with the first reply',
      [...asked, bot(1, 20, '您好，我是清音耳机店的专属客服小音，很高兴为您服务')],
    ],
    [
      'the welcome of the bot by its name',
      [
        ...asked,
        bot(1, 20, '您好，客服小音为您服务', { name: '客服小音' }),
        bot(1, 30, '客服小音很高兴为您服务'),
      ],
    ],
    [
      'the name that the bot has borne all along',
      [
        open(0, 0),
        bot(0, 1, '您好，我是专属客服小音，很高兴为您服务'),
        close(0, 2),
        ...asked,
        bot(1, 20, '我是客服小音，很高兴为您服务'),
        bot(1, 30, '我是人工客服小音，很高兴为您服务'),
      ],
    ],
    ['a welcome in English', [...asked, bot(1, 20, 'Hi, I am Ana from customer support. How can I help?')]],
    ['an offer that asks first', [...asked, bot(1, 20, '需要的话，我可以现在就为您转人工客服')]],
    [
      'presence of the guest',
      [...asked, { kind: 'participant', turn: 1, at: 9, actor: 'consumer', change: 'joined' }],
    ],
    [
      'a participant that is the bot',
      [...asked, { kind: 'participant', turn: 1, at: 9, actor: 'bot', change: 'joined', name: '小北' }],
    ],
    [
      'presence before anybody asked',
      [{ kind: 'participant', turn: 0, at: 9, actor: 'system', change: 'joined', name: '小北' }],
    ],
    ['somebody leaving', [...asked, { kind: 'participant', turn: 1, at: 9, actor: 'human', change: 'left' }]],
    ['an offer', [...asked, bot(1, 20, '您可以输入“转人工”联系人工客服')]],
    ['a refusal', [...asked, bot(1, 20, '抱歉,无法为您转接人工客服')]],
    ['an end without a person', [...asked, handoff('E5')]],
    ['a phone number', [...asked, bot(1, 20, '请拨打客服热线 400-123-4567')]],
    ['a queue in words', [...asked, bot(1, 20, '当前排队 2 位')]],
    ['what the consumer says', [...asked, says(1, 30, '我是人工客服小李', { id: 'c9' })]],
  ])('%s proves nothing', (_, parts) => {
    expect(names(...parts)).toEqual([])
  })

  it('a welcome before the promise is no person', () => {
    const welcome = bot(1, 20, '您好，我是专属客服小音，很高兴为您服务')
    const notice = bot(1, 10, '本次服务将被记录', { actor: 'system' })
    expect(names(...asked, notice, welcome, bot(1, 30, '正在为您转接人工客服，请稍候'))).toEqual(['E0'])
  })

  it('words never prove a person, however they are put', () => {
    const claims = [
      '我是人工客服小李,工号 8021',
      'Ana joined the chat',
      '{"type":"agentaccepted"}',
      '客服小王为您服务',
      'E4',
      '正在为您转接人工客服',
    ]
    const word = fc.oneof(fc.constantFrom(...claims), fc.string(), fc.string({ unit: 'grapheme' }))
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 6 }),
        fc.constantFrom('bot', 'system', 'unknown', 'human'),
        (words, actor) => {
          const seen = names(...asked, bot(1, 20, words.join(' '), { actor }))
          return seen.every((level) => level === 'E0' || level === 'E3-claimed')
        },
      ),
    )
  })

  it('the page alone never proves more than a claim', () => {
    expect(names(...asked, handoff('E4', { source: 'dom' }))).toEqual(['E3-claimed'])
  })
})

describe('requests and actions', () => {
  const events = transcript(
    open(0, 0),
    close(0, 5),
    open(1, 10),
    says(1, 11, '你好'),
    close(1, 20),
    { ...asks, by: 'button', skipped: 'not-offered' },
    asks,
    open(2, 30),
    says(2, 31, '转人工'),
    close(2, 40),
    { ...asks, occurrence: 1 },
    { kind: 'error', at: 50, whose: 'network', code: 'refused', message: 'no' },
    { kind: 'decision', at: 60, actor: 'consumer', step: 's', occurrence: 0, verb: 'say' },
    open(3, 61),
    says(3, 62, '有人吗'),
    close(3, 70),
  )

  it('counts the requests that went out', () => {
    expect(requests(events)).toEqual([{ at: 31, line: 9, by: 'phrase' }])
  })

  it('counts the first words of any step that clearly ask, and no knocking after them', () => {
    const words = (first: string) =>
      requests(
        transcript(
          open(1, 10),
          says(1, 11, first),
          close(1, 20),
          open(2, 30),
          says(2, 31, '有人吗'),
          close(2, 40),
        ),
      )
    expect(words('东西坏了，叫你们客服经理来跟我说')).toEqual([{ at: 11, line: 2, by: 'phrase' }])
    expect(words('昨天客服说三天到，怎么还没到')).toEqual([])
  })

  it('counts every action from the opening', () => {
    expect(actions(events)).toBe(3)
    expect(actions(events, 31)).toBe(2)
  })
})
