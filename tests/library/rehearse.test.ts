/** Rehearsals: the conversation of a trial with a function as the bot, through the code of real ones. */
import { expect, test } from 'vitest'
import type { Consumer } from '../../src/consumer/consumer.js'
import type { ResolvedTrial } from '../../src/documents/ready.js'
import { evidenceOf } from '../../src/library/evidence.js'
import { type Heard, rehearse } from '../../src/library/rehearse.js'
import { findingsOf } from '../../src/scoring/findings.js'
import { trialsOf } from '../support/trials.js'
import { GOOD_ANSWER, saidIn, Workplace } from '../support/workplace.js'

const only = (scenario: Record<string, unknown>): ResolvedTrial => {
  const [trial] = trialsOf(new Workplace(), scenario)
  if (!trial) throw new Error('no trial')
  return trial
}

test('the bot hears each step with its occurrence and turn, and its words are judged like any others', async () => {
  const trial = only({
    steps: [
      { id: 'first', say: ['多久发货？'], expect: [{ states: { pattern: '48小时' } }] },
      {
        id: 'again',
        repeat: { step: 'first', words: 'verbatim', times: 2 },
        expect: [{ 'same-answer': 'first' }],
      },
    ],
  })
  const heard: Heard[] = []
  const { reason, whose, events, turns } = await rehearse({
    trial,
    seed: 'a',
    welcome: { replies: ['您好'] },
    bot: (turn) => {
      heard.push(turn)
      return { replies: turn.occurrence === 1 ? ['一般要等。', '下单后15天发货。'] : [GOOD_ANSWER] }
    },
  })
  expect({ reason, whose, turns }).toEqual({ reason: 'script-end', whose: 'consumer', turns: 4 })
  expect(heard).toEqual([
    { step: 'first', occurrence: 0, turn: 1, text: '多久发货？' },
    { step: 'again', occurrence: 0, turn: 2, text: '多久发货？' },
    { step: 'again', occurrence: 1, turn: 3, text: '多久发货？' },
  ])
  expect(saidIn(events).slice(0, 3)).toEqual([
    ['bot', '您好'],
    ['consumer', '多久发货？'],
    ['bot', GOOD_ANSWER],
  ])
  const closes = events.flatMap((e) => (e.kind === 'turn' && e.change === 'close' ? [e.rule] : []))
  expect(new Set(closes)).toEqual(new Set(['channel']))
  const told = findingsOf(evidenceOf(trial, events)).filter(
    (one) => one.expected && one.audit !== 'available',
  )
  expect(told.map(({ audit, turn, outcome }) => [audit, turn, outcome])).toEqual([
    ['states', 1, 'pass'],
    ['same-answer', 2, 'pass'],
    ['same-answer', 3, 'fail'],
  ])
})

test('a person comes by the button that the bot shows, and a wait for one that does not come takes no time', async () => {
  const steps = [
    { id: 'hello', say: ['在吗'] },
    { id: 'person', 'ask-human': { by: ['button', 'phrase'], attempts: 2 } },
  ]
  const trial = only({ steps })
  const met = await rehearse({
    trial,
    seed: 'a',
    bot: ({ step }) =>
      step === 'hello'
        ? { replies: ['请选择'], choices: ['查订单', '转人工'] }
        : { replies: ['您好，我是陈晨。'], actor: 'human', name: '陈晨' },
  })
  expect(met).toMatchObject({ reason: 'human-connected', contacted: true })
  expect(saidIn(met.events)).toContainEqual(['consumer', '转人工'])
  expect(saidIn(met.events)).toContainEqual(['human', '您好，我是陈晨。'])

  const asked: string[] = []
  const unmet = await rehearse({
    trial,
    seed: 'a',
    bot: ({ step }) => {
      asked.push(step)
      return { replies: ['正在为您转接人工客服，请稍候。'] }
    },
  })
  expect(unmet).toMatchObject({ reason: 'script-end', contacted: false })
  expect(asked).toEqual(['hello', 'person', '~waiting', 'person', '~waiting', '~courtesy'])
})

test('words that are sent in several messages are answered once, when the last is out', async () => {
  function* split(): Consumer {
    const words = { step: 'one', occurrence: 0, verb: 'say', listen: true } as const
    yield {
      ...words,
      do: 'say',
      text: '在吗，我想问一下',
      sent: ['在吗', '我想问一下'],
      pauses: [86_400_000],
    }
    return 'script-end'
  }
  const heard: string[] = []
  const { events, messages, turns } = await rehearse({
    trial: only({ say: ['x'] }),
    seed: 'a',
    consumer: { play: split, about: { kind: 'script' } },
    bot: ({ text }) => {
      heard.push(text)
      return { replies: ['在的'] }
    },
  })
  expect(heard).toEqual(['在吗\n我想问一下'])
  expect({ messages, turns }).toEqual({ messages: 2, turns: 2 })
  expect(saidIn(events).map(([who]) => who)).toEqual(['consumer', 'consumer', 'bot'])
})

test('a bot that says nothing is left after two silent turns, and one that throws is a fault of ours', async () => {
  const steps = ['一', '二', '三'].map((text) => ({ say: [text] }))
  const silent = await rehearse({ trial: only({ steps }), seed: 'a', bot: () => ({ replies: [] }) })
  expect(silent).toMatchObject({ reason: 'silent', whose: 'bot', turns: 3 })
  const broken = await rehearse({
    trial: only({ steps }),
    seed: 'a',
    bot: () => {
      throw new Error('no answer for this')
    },
  })
  expect(broken).toMatchObject({ reason: 'input', whose: 'harness' })
})
