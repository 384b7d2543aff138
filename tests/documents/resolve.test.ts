/** A trial made concrete: facts, truths, laws, words. */
import { expect, test } from 'vitest'
import type { Loaded } from '../../src/documents/load.js'
import type { PlanTrial } from '../../src/documents/ready.js'
import { MissingFact, render, resolveTrial, wordings } from '../../src/documents/resolve.js'
import type { Plan } from '../../src/documents/types/plan.js'
import { load } from './folder.js'

const TARGET = `id: shop
lang: zh-CN
channel: { http: { url: "http://127.0.0.1:1/", request: { text: $.a }, reply: { messages: $.b } } }
facts:
  orders: { delivered: { id: '2026110712345', item: 蓝牙耳机 } }
  colours: [黑, 白]
  refund: { arrival: 1-3个工作日, free: true, days: 3 }
`

function plan(loaded: Loaded, seed = 'seed'): Pick<Plan, 'documents' | 'seed'> {
  const { targets, scenarios, personas, wording, laws } = loaded
  const byId = <T extends { id: string }>(list: T[]) =>
    Object.fromEntries(list.map((item) => [item.id, item]))
  const documents = { targets: byId(targets), scenarios: byId(scenarios), personas, wording, laws }
  return { seed, documents: documents as unknown as Plan['documents'] }
}

function resolve(scenario: string, trial: Partial<PlanTrial> = {}, target = TARGET, seed?: string) {
  const loaded = load({ 'a.scenario.yaml': scenario, 't.target.yaml': target })
  return resolveTrial(plan(loaded, seed), {
    id: 'shop/a/-/1',
    target: 'shop',
    scenario: 'a',
    persona: 'control',
    arm: {},
    repetition: 1,
    contacts: 0,
    ...trial,
  })
}

test('facts come from the scenario, the target and the law', () => {
  const { facts } = resolve(`facts:
  plain: 42
  told: { value: 蓝牙耳机, reveal: on-ask }
  order: { from: target.orders.delivered.id, reveal: never }
  colours: { from: target.colours }
  right: { from: law.quality-return }
say: 你好啊
`)
  expect(facts).toEqual({
    plain: { value: '42', reveal: 'upfront' },
    told: { value: '蓝牙耳机', reveal: 'on-ask' },
    order: { value: '2026110712345', reveal: 'never' },
    colours: { value: '黑、白', reveal: 'upfront' },
    right: { value: '7天', reveal: 'upfront' },
  })
})

test('truths are values, lists, or say why there are none', () => {
  const { truth } = resolve(`truth:
  literal: 7天
  list: [协商, 仲裁]
  object: { value: [1, 2] }
  arrival: { from: target.refund.arrival }
  days: { from: target.refund.days }
  right: { from: law.quality-return }
  gone: { from: target.refund.nothing, absent: skip }
  branch: { from: target.refund }
  inherited: { from: target.constructor.name }
say: 你好啊
`)
  expect(truth).toEqual({
    literal: { values: ['7天'] },
    list: { values: ['协商', '仲裁'] },
    object: { values: ['1', '2'] },
    arrival: { values: ['1-3个工作日'], from: 'target.refund.arrival' },
    days: { values: ['3'], from: 'target.refund.days' },
    right: { values: ['7天'], from: 'law.quality-return' },
    gone: { absent: 'the target file does not say facts.refund.nothing', skip: true },
    branch: { absent: 'the target file has no text for facts.refund', skip: false },
    inherited: { absent: 'the target file does not say facts.constructor.name', skip: false },
  })
})

test('which laws apply: those of the target, else the Chinese ones where Chinese is spoken', () => {
  const zh = 'truth: { a: { from: law.quality-return } }\nsay: 你好啊\n'
  const en = 'lang: en\ntruth: { a: { from: law.quality-return } }\nsay: Hello there\n'
  const without = TARGET.replace('lang: zh-CN\n', '')
  expect(resolve(zh, {}, without).laws.map((law) => law.jurisdiction)).toEqual(['cn'])
  expect(resolve(en, {}, without).truth.a).toEqual({
    absent: 'no law pack that applies here (no jurisdiction) has quality-return',
    skip: false,
  })
  expect(resolve(en, {}, `${without}jurisdictions: [cn]\n`).truth.a).toMatchObject({ values: ['7 days'] })
})

test('facts of the persona are known unless the scenario has its own', () => {
  const own = 'facts: { age: 35 }\nsay: 你好啊\n'
  expect(resolve('say: 你好啊\n', { persona: 'elderly-social' }).facts.age).toEqual({
    value: '72',
    reveal: 'upfront',
  })
  expect(resolve(own, { persona: 'elderly-social' }).facts.age).toEqual({ value: '35', reveal: 'upfront' })
})

test('a name of every kind is filled in, and what is filled in is not a template', () => {
  const resolved = resolve(
    `lang: zh-CN
arms: { phase: [before-sale] }
facts: { item: '{item}&<b>' }
say: ['{{item}} {{{item}}} {{arm.phase}} {{target.orders.delivered.item}} {{law.quality-return}} {{target.colours}}']
`,
    { arm: { phase: 'before-sale' } },
  )
  expect(
    wordings(resolved, [
      '{{item}}|{{arm.phase}}|{{target.orders.delivered.item}}|{{law.quality-return}}|{{target.colours}}',
    ]),
  ).toEqual({
    candidates: ['{item}&<b>|before-sale|蓝牙耳机|7天|黑、白'],
  })
  expect(render('{{value}}，{{item}}', resolved, { value: '{{item}}' })).toBe('{{item}}，{item}&<b>')
})

test('wordings: by name, as a list, as words, of the bank', () => {
  const resolved = resolve(
    "facts: { item: 鞋 }\nwording: { ask: ['{{item}}呢？', 有吗？], tell: [别的] }\nsay: ask\n",
  )
  expect(wordings(resolved, 'ask')).toEqual({ name: 'ask', candidates: ['鞋呢？', '有吗？'] })
  expect(wordings(resolved, '你好，{{item}}')).toEqual({ candidates: ['你好，鞋'] })
  expect(wordings(resolved, ['ask'])).toEqual({ candidates: ['ask'] })
  const told = wordings(resolved, { bank: 'tell', values: { value: '12345' } })
  expect(told.name).toBe('tell')
  expect(told.candidates.length).toBeGreaterThan(1)
  expect(told.candidates.every((text) => text.includes('12345'))).toBe(true)
  expect(() => wordings(resolved, { bank: 'no-such' })).toThrow(/no-such/)
})

test.each([
  ["facts: { order: { from: target.nothing } }\nsay: ['我的订单{{order}}']\n", 'order'],
  ['facts: { order: { from: target.nothing } }\nsteps: [{ tell: order }]\n', 'order'],
  ["say: ['{{target.nothing}}']\n", 'target.nothing'],
  ["wording: { w: [好的, '{{target.nothing}}'] }\nsteps: [{ say: w }]\n", 'target.nothing'],
  ["steps: [{ ask-human: { by: phrase, say: ['{{target.nothing}}'] } }]\n", 'target.nothing'],
])('a trial that cannot be said names the missing fact: %s', (scenario, fact) => {
  expect(() => resolve(scenario)).toThrow(MissingFact)
  try {
    resolve(scenario)
  } catch (error) {
    expect(error).toMatchObject({ fact, reason: 'the target file does not say facts.nothing' })
  }
})

test('a reaction to tell what nobody knows does not stop the trial', () => {
  const scenario =
    'facts: { order: { from: target.nothing } }\nalways: [{ when: silent, tell: order }]\nsay: 你好啊\n'
  expect(resolve(scenario).facts.order).toEqual({ absent: 'the target file does not say facts.nothing' })
})

test('fakes are the same for paired scenarios and other for other seeds and repetitions', () => {
  const text = (arm: string) =>
    `id: a\npair: { id: p, arm: ${arm} }\nfacts: { order: { fake: order-id } }\nsay: 你好啊\n`
  const value = (scenario: string, repetition = 1, seed = 'seed') => {
    const fact = resolve(scenario, { repetition }, TARGET, seed).facts.order
    return fact && 'value' in fact ? fact.value : undefined
  }
  const one = value(text('before'))
  expect(one).toMatch(/^20000101\d{8}$/)
  expect(value(text('after'))).toBe(one)
  expect(new Set([one, value(text('before'), 2), value(text('before'), 1, 'other')]).size).toBe(3)
})
