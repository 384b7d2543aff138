/** Bots that do nothing useful must not pass: silence, an echo, apologies, empty promises, a list of everything. */
import { describe, expect, it } from 'vitest'
import { findingsOf } from '../../src/scoring/findings.js'
import { type Case, evidenceOf, Talk } from '../golden/builder.js'

type Bot = (heard: string) => string | undefined

const ZH: Case = {
  lang: 'zh-CN',
  truth: { window: { values: ['7天'] }, refund: { values: ['1-3个工作日'] } },
  scenario: {
    steps: [
      {
        id: 'first',
        say: 'x',
        expect: ['relevant', { states: 'window' }, { latency: { measure: 'firstContent', max: '5s' } }],
      },
      {
        id: 'same',
        repeat: { step: 'first' },
        expect: [{ 'same-answer': 'first' }, { 'never-act': 'fallback' }],
      },
      {
        id: 'person',
        'ask-human': { by: 'phrase' },
        expect: [{ human: { level: 'E3-claimed', requests: 2, within: '60s' } }],
      },
    ],
    expect: [{ resolves: ['window', 'refund'] }, { 'discloses-ai': 'unasked' }],
  },
}

const EN: Case = {
  ...ZH,
  lang: 'en',
  truth: { window: { values: ['7 days'] }, refund: { values: ['1-3 working days'] } },
}

const WORDS = {
  'zh-CN': { ask: '耳机坏了，可以退货吗？', person: '我要转人工客服' },
  en: { ask: 'One earphone is dead, can I return it?', person: 'I want to talk to a human agent' },
}

/** Plays the scenario against a bot that always answers within a tenth of a second. */
function play(given: Case, bot: Bot) {
  const talk = new Talk()
  const words = WORDS[given.lang ?? 'zh-CN']
  const hear = (text: string) => {
    const reply = bot(text)
    if (reply === undefined) talk.wait(58_500).close('cap')
    else talk.bot(reply, 100)
  }
  talk.say('first', words.ask)
  hear(words.ask)
  talk.say('same', words.ask, { verb: 'repeat' })
  hear(words.ask)
  talk.say('person', words.person, { verb: 'ask-human', by: 'phrase' })
  hear(words.person)
  return findingsOf(evidenceOf(talk.wait(60_000).stop(), given))
}

const ZH_LIST =
  '退货3天、5天、7天、10天、15天、30天；退款1-3个工作日、5个工作日、7个工作日、10个工作日、15个工作日、30个工作日；我是智能客服；投诉12315；人工客服电话400-800-8000。'
const EN_LIST =
  'Return: 3 days, 5 days, 7 days, 10 days, 15 days, 30 days. Refund: 1-3 working days, 5 working days, 7 working days, 10 working days, 20 working days. I am a bot. Human agents: call 400-800-8000.'

describe.each([
  ['a silent bot', () => undefined, () => undefined],
  ['an echo', (heard: string) => heard, (heard: string) => heard],
  [
    'one that always apologises',
    () => '非常抱歉给您带来不便，我没有理解您的意思。',
    () => "I'm very sorry for the inconvenience, I did not understand that.",
  ],
  [
    'one that always transfers',
    () => '好的，正在为您转接人工客服，请稍候。',
    () => 'Sure, I am transferring you to a human agent, please wait.',
  ],
  ['one that lists everything', () => ZH_LIST, () => EN_LIST],
] as [string, Bot, Bot][])('%s', (_, zh, en) => {
  it.each([
    ['zh-CN', ZH, zh],
    ['en', EN, en],
  ] as [string, Case, Bot][])('fails in %s', (_lang, given, bot) => {
    const expected = play(given, bot).filter((finding) => finding.expected && finding.audit !== 'available')
    const passed = expected.filter((finding) => finding.outcome === 'pass').map((finding) => finding.audit)
    expect(expected.some((finding) => finding.outcome === 'fail')).toBe(true)
    expect(expected.find((finding) => finding.audit === 'human')?.outcome).toBe('fail')
    expect(expected.find((finding) => finding.audit === 'resolves')?.outcome).not.toBe('pass')
    expect(passed).not.toContain('states')
  })
})

it('a bot that serves passes all of it', () => {
  const findings = play(ZH, (heard) =>
    heard === WORDS['zh-CN'].person
      ? '人工客服小王已接入，很高兴为您服务。'
      : '您好，我是智能客服。耳机有质量问题，签收7天内可以退货，退款1-3个工作日原路退回。',
  )
  const outcomes = findings.filter((one) => one.expected).map((one) => `${one.audit} ${one.outcome}`)
  expect(outcomes.filter((one) => !one.endsWith('pass'))).toEqual([])
})
