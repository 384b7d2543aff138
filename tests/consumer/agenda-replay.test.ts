/** The same readings and seed give the same decisions, byte for byte, however long anything takes. */
import { expect, test } from 'vitest'
import type { Decision, Ending, View } from '../../src/consumer/consumer.js'
import { script } from '../../src/consumer/script.js'
import { LiveView } from '../../src/conversation/view.js'
import type { ResolvedTrial } from '../../src/documents/ready.js'
import type { TranscriptEvent } from '../../src/documents/types/event.js'
import { Talk } from '../golden/builder.js'
import { trialsOf } from '../support/trials.js'
import { Workplace } from '../support/workplace.js'
import { REFUND } from './agenda-talk.js'

const BOT = [
  '抱歉，我没有理解您的问题。',
  '请提供您的订单号。',
  '您的手机号是19000009999，对吗？',
  '退款会退回原支付账户。',
  '您的问题已为您处理完成，感谢您的咨询！',
  '暂无人工客服在线。',
  '请稍后再试。',
]

function trialOf(seed: string, by?: string): ResolvedTrial {
  const [trial] = trialsOf(
    new Workplace(),
    {
      facts: {
        order: { fake: 'order-id', reveal: 'on-ask' },
        phone: { value: '19000001234', reveal: 'on-ask' },
      },
      truth: { arrival: '3天' },
      steps: [{ id: 'need', converse: { ask: REFUND } }],
    },
    { seed },
  )
  if (!trial) throw new Error('no trial')
  return by === undefined ? trial : { ...trial, trial: { ...trial.trial, target: by } }
}

/** Drives the generator by hand: every decision, while replies take `delay` milliseconds. */
function play(trial: ResolvedTrial, seed: string, delay: number): { decisions: Decision[]; ending: Ending } {
  const talk = new Talk()
  const view = new LiveView(talk.events as TranscriptEvent[], trial) as View
  const consumer = script(trial, seed)
  const decisions: Decision[] = []
  let turn = 0
  let next = consumer.next(view)
  for (let guard = 0; !next.done && guard < 60; guard++) {
    const decision = next.value
    decisions.push(decision)
    if (decision.do === 'say' && decision.listen) {
      talk.say(decision.step, decision.text, { verb: decision.verb, occurrence: decision.occurrence })
      talk.bot(BOT[turn++ % BOT.length] ?? '', delay).close()
    }
    next = consumer.next(view)
  }
  if (!next.done) throw new Error('it never ends')
  return { decisions, ending: next.value }
}

test('a conversation played again is the same, and time changes nothing', () => {
  const trial = trialOf('one')
  const first = JSON.stringify(play(trial, 'one', 100))
  expect(JSON.stringify(play(trial, 'one', 100))).toBe(first)
  expect(JSON.stringify(play(trial, 'one', 55_000))).toBe(first)
  expect(JSON.parse(first)).toMatchObject({ ending: 'gave-up' })
})

test('another target gets the same words, another seed others', () => {
  const said = ({ decisions }: { decisions: Decision[] }) =>
    decisions.flatMap((one) => (one.do === 'say' ? [one.text] : []))
  const one = said(play(trialOf('one'), 'one', 100))
  expect(said(play(trialOf('one', 'rival'), 'one', 100))).toEqual(one)
  const openings = new Set(
    ['a', 'b', 'c', 'd', 'e', 'f'].map((seed) => said(play(trialOf(seed), seed, 100)).join('\n')),
  )
  expect(openings.size).toBe(6)
})
