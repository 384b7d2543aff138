/** The parts of the agenda consumer that decide by looking at facts: slots, confirmations, choices. */
import { describe, expect, test } from 'vitest'
import { confirmation } from '../../src/consumer/agenda/confirm.js'
import { bestChoice, sayingSo } from '../../src/consumer/agenda/offers.js'
import { slotAnswer } from '../../src/consumer/agenda/slots.js'
import { registerOf, type State } from '../../src/consumer/agenda/state.js'
import type { ResolvedTrial } from '../../src/documents/ready.js'
import { factFor } from '../../src/understanding/facts/slot-fact.js'
import { trialsOf } from '../support/trials.js'
import { Workplace } from '../support/workplace.js'
import { ENGLISH, REFUND } from './agenda-talk.js'

function trialOf(facts: Record<string, unknown>, lang: 'zh-CN' | 'en' = 'zh-CN'): ResolvedTrial {
  const ask = lang === 'en' ? ENGLISH : REFUND
  const [trial] = trialsOf(new Workplace(), {
    lang,
    facts,
    truth: { arrival: '3天' },
    steps: [{ id: 'need', converse: { ask } }],
  })
  if (!trial) throw new Error('no trial')
  return trial
}

const asked = (value: unknown) => ({ value, reveal: 'on-ask' })

function stateOf(trial: ResolvedTrial, more: Partial<State> = {}): State {
  const needs = trial.scenario.lang === 'en' ? ENGLISH : REFUND
  return {
    trial,
    step: 'need',
    needs,
    need: needs[0] ?? '',
    wants: trial.truth,
    person: true,
    insists: 3,
    turns: 12,
    tolerance: 4,
    patience: 4,
    said: 1,
    requests: 0,
    told: new Set(),
    pending: [],
    dealt: new Set(),
    ...more,
  }
}

describe('which fact a question for a detail asks for', () => {
  test.each([
    ['order', 'order', '2026110712345'],
    ['order', 'orderNumber', '2026110712345'],
    ['order', 'delivered-order-id', '2026110712345'],
    ['order', 'booking_no', 'AB1234'],
    ['tracking', 'trackingNumber', 'SF123456789'],
    ['phone', 'mobile', '19000001234'],
    ['name', 'caller', '王测试'],
    ['name', 'firstName', '测试'],
    ['email', 'email-address', 'a@example.com'],
    ['address', 'return-address', '示例市测试区测试街1号'],
    ['date', 'order-date', '11月5日'],
    ['amount', 'total', '299元'],
    ['product', 'productName', '蓝牙耳机'],
    ['product', 'item', '蓝牙耳机'],
    ['account', 'user-name', 'sample'],
    // By what it is, where the name says nothing.
    ['phone', 'line', '19000001234'],
    ['amount', 'spent', '299元'],
    ['email', 'reach', 'a@example.com'],
  ])('%s is the fact %s', (slot, name, value) => {
    expect(factFor(slot, trialOf({ [name]: asked(value) }))).toBe(name)
  })

  test.each([
    ['order', 'order-date', '11月5日'],
    ['name', 'itemName', '蓝牙耳机'],
    ['address', 'email', 'a@example.com'],
    ['phone', 'order', '2026110712345'],
    ['nonsense', 'order', '2026110712345'],
    ['constructor', 'order', '2026110712345'],
  ])('%s is not the fact %s', (slot, name, value) => {
    expect(factFor(slot, trialOf({ [name]: asked(value) }))).toBe(undefined)
  })

  test('two facts of one kind, of which neither has a telling name, are none', () => {
    expect(factFor('amount', trialOf({ spent: asked('299元'), saved: asked('20元') }))).toBe(undefined)
  })

  test('a made-up fact is of the kind that it was made as', () => {
    expect(factFor('order', trialOf({ parcels: { fake: 'order-id', reveal: 'on-ask' } }))).toBe('parcels')
  })

  test('what nobody knows is unknown; secrets and needless personal data are declined; the matter is the need', () => {
    const trial = trialOf({
      order: asked('2026110712345'),
      card: { value: '6222333344445555', reveal: 'never' },
      tracking: { from: 'target.nothing.here', reveal: 'on-ask' },
    })
    expect(slotAnswer('order', trial)).toEqual({ fact: 'order' })
    expect(slotAnswer('tracking', trial)).toBe('unknown')
    expect(slotAnswer('account', trial)).toBe('unknown')
    expect(slotAnswer('', trial)).toBe('unknown')
    for (const slot of ['card', 'id-card', 'code', 'phone', 'name', 'photo'])
      expect(slotAnswer(slot, trial)).toBe('decline')
    expect(slotAnswer('issue', trial)).toBe('need')
    expect(slotAnswer('reason', trial)).toBe('need')
  })
})

describe('yes, no, or what is right', () => {
  const ZH = () =>
    trialOf({
      order: asked('2026110712345'),
      phone: asked('19000001234'),
      paid: asked('299元'),
      address: asked('示例市测试区测试街8号'),
      item: '蓝牙耳机',
      card: { value: '6222333344445555', reveal: 'never' },
    })
  const need = REFUND[0] ?? ''
  test.each([
    ['您的订单号是2026110712345，对吗？', { act: 'affirm' }],
    ['您的订单号是2026110799999，对吗？', { act: 'correct', fact: 'order' }],
    ['手机号是19000001234吗？', { act: 'affirm' }],
    ['您的手机号是19000009999，对吗？', { act: 'correct', fact: 'phone' }],
    ['您的手机尾号是1234吗？', { act: 'affirm' }],
    ['您的手机尾号是9999吗？', { act: 'deny' }],
    ['您付了299元，对吗？', { act: 'affirm' }],
    ['您付了二百九十九元，对吗？', { act: 'affirm' }],
    ['您付了199元，对吗？', { act: 'correct', fact: 'paid' }],
    ['您的地址是示例市测试区测试街8号，对吗？', { act: 'affirm' }],
    ['您的收货地址是另一城市某路12号，对吗？', { act: 'correct', fact: 'address' }],
    ['您的订单号是2026110712345，付了199元，对吗？', { act: 'correct', fact: 'paid' }],
    ['您买的是蓝牙耳机，对吗？', { act: 'affirm' }],
    ['卡号是6222333344445555，对吗？', { act: 'decline', fact: 'card' }],
    ['您要咨询的是退款到账时间吗？', { act: 'affirm' }],
    ['您要咨询的是会员积分吗？', { act: 'deny' }],
    ['您今天看到彩虹了吗？', { act: 'unknown' }],
    ['您要修改收货地址吗？', { act: 'deny' }],
  ])('%s', (question, answer) => {
    expect(confirmation(question, ZH(), need)).toEqual(answer)
  })

  const EN = () => trialOf({ order: asked('20261107'), paid: asked('$49') }, 'en')
  test.each([
    ['Is your order number 20261107?', { act: 'affirm' }],
    ['Is your order number 99887766?', { act: 'correct', fact: 'order' }],
    ['You paid $49, is that right?', { act: 'affirm' }],
    ['You paid $59, is that right?', { act: 'correct', fact: 'paid' }],
    ['Is it about your refund?', { act: 'affirm' }],
    ['Would you like to reset your password?', { act: 'deny' }],
  ])('%s', (question, answer) => {
    expect(confirmation(question, EN(), ENGLISH[0] ?? '')).toEqual(answer)
  })
})

describe('a choice', () => {
  const state = () =>
    stateOf(
      trialOf({
        item: '蓝牙耳机',
        order: asked('2026110712345'),
        card: { value: '6222333344445555', reveal: 'never' },
      }),
    )
  const best = (...labels: string[]) =>
    bestChoice(
      labels.map((label) => ({ label })),
      state(),
    )?.label
  test('fits the need, or a fact, else stands for everything else', () => {
    expect(best('物流查询', '退款进度', '开发票')).toBe('退款进度')
    expect(best('手机壳', '蓝牙耳机', '充电器')).toBe('蓝牙耳机')
    expect(best('会员', '优惠券', '其他问题')).toBe('其他问题')
    expect(best('会员', '优惠券')).toBe(undefined)
    expect(best()).toBe(undefined)
  })
  test('is never a person by the way, nor what holds a secret', () => {
    expect(best('转人工', '人工客服')).toBe(undefined)
    expect(best('退款到卡6222333344445555')).toBe(undefined)
  })
  test('is not made twice', () => {
    const labels = ['退款进度', '其他'].map((label) => ({ label }))
    expect(bestChoice(labels, { ...state(), dealt: new Set(['choice:退款进度']) })?.label).toBe('其他')
  })
  test('says yes, no, or that it is not solved, where there is a button for it', () => {
    const button = (label: string) => ({ label, offer: { label } })
    const both = [button('是'), button('否')]
    expect(sayingSo(both, 'affirm')?.label).toBe('是')
    expect(sayingSo(both, 'deny')?.label).toBe('否')
    expect(sayingSo([button('已解决'), button('未解决')], 'unsolved')?.label).toBe('未解决')
    expect(sayingSo([{ label: '是' }], 'affirm')).toBe(undefined)
  })
  test('of an English menu', () => {
    const english = stateOf(trialOf({}, 'en'))
    const labels = ['Track a parcel', 'Refund status', 'Something else']
    expect(
      bestChoice(
        labels.map((label) => ({ label })),
        english,
      )?.label,
    ).toBe('Refund status')
  })
})

test('the register begins with the persona, and wears off with patience and after asking for a person', () => {
  const trial = trialOf({})
  const plain = { ...trial, persona: { ...trial.persona, axes: { register: 'plain' as const } } }
  expect(registerOf(stateOf(trial))).toBe('polite')
  expect(registerOf(stateOf(trial, { patience: 2 }))).toBe('plain')
  expect(registerOf(stateOf(trial, { patience: 0, requests: 1 }))).toBe('annoyed')
  expect(registerOf(stateOf(plain))).toBe('plain')
  expect(registerOf(stateOf(plain, { patience: 1, requests: 2 }))).toBe('annoyed')
})
