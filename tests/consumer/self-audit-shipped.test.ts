/** No shipped scenario and no shipped persona makes a consumer that its own audit finds at fault, whatever the bot does. */
import { describe, expect, test } from 'vitest'
import { selfAudit } from '../../src/consumer/self-audit/self-audit.js'
import { shippedScenarios } from '../../src/documents/catalogue.js'
import { loadDocuments } from '../../src/documents/load.js'
import type { Lang, ReadyScenario } from '../../src/documents/ready.js'
import { resolveTrial } from '../../src/documents/resolve.js'
import { rehearse } from '../../src/library/rehearse.js'
import { makePlan } from '../../src/run/plan.js'
import { merchant } from '../scenarios/merchant.js'

/** Asks for things, gets them wrong, offers, loops, promises a person and says things of its own. */
const TRYING: Record<Lang, readonly { say: string; choices?: string[] }[]> = {
  'zh-CN': [
    { say: '请提供您的订单号和手机号。' },
    { say: '您的订单号是20991231999999，手机号是13912345678，对吗？' },
    { say: '请问您怎么称呼？收货地址是哪里？' },
    { say: '请选择您要办理的业务', choices: ['7天无理由退货', '联系95555', '其他问题'] },
    { say: '抱歉，没有听懂您的问题。' },
    { say: '抱歉，没有听懂您的问题。' },
    { say: '您的问题已经解决了吗？' },
    { say: '正在为您转接人工客服，请稍候。' },
  ],
  en: [
    { say: 'Please give me your order number and your phone number.' },
    { say: 'Your order number is 99990000111122, is that right?' },
    { say: 'What is your name, and what is your address?' },
    { say: 'Please choose a topic', choices: ['30 day returns', 'Call 1-800-555-0199', 'Something else'] },
    { say: 'Sorry, I did not understand.' },
    { say: 'Sorry, I did not understand.' },
    { say: 'Glad I could solve your problem!' },
    { say: 'I am transferring you to a human agent, please hold on.' },
  ],
}

const loaded = loadDocuments(shippedScenarios())
const scenarios = loaded.scenarios.map((one): ReadyScenario => {
  const { channel: _, ...requires } = one.requires ?? {}
  return { ...one, requires }
})

function plannedFor(lang: Lang, all: readonly ReadyScenario[]) {
  const plan = makePlan({ ...loaded, scenarios: [...all], targets: [merchant(lang, all)] }, { seed: 'audit' })
  return plan.trials.map((trial) => resolveTrial(plan, trial))
}

describe.each(['zh-CN', 'en'] satisfies Lang[])('%s', (lang) => {
  test('every shipped scenario, held with a trying bot', async () => {
    const faults: string[] = []
    const trials = plannedFor(lang, scenarios)
    expect(trials.length).toBeGreaterThan(15)
    let messages = 0
    for (const trial of trials) {
      let turn = 0
      const bot = () => {
        const { say, choices } = TRYING[lang][turn++ % TRYING[lang].length] as {
          say: string
          choices?: string[]
        }
        return { replies: [say], ...(choices ? { choices } : {}) }
      }
      const { events, reason, detail } = await rehearse({ trial, seed: 'audit', bot })
      messages += events.filter((e) => e.kind === 'text' && e.actor === 'consumer').length
      if (reason === 'consumer-fault' || reason === 'input') faults.push(`${trial.trial.id}: ${detail}`)
      faults.push(...selfAudit(events, trial).map((one) => `${trial.trial.id}: ${JSON.stringify(one)}`))
    }
    expect(faults.join('\n')).toBe('')
    expect(messages).toBeGreaterThan(trials.length)
  })

  test('every shipped persona, in the same conversation', async () => {
    const one = scenarios.find((s) => s.lang === lang && s.facts && !s.arms && !s.pair) as ReadyScenario
    const faults: string[] = []
    for (const persona of Object.keys(loaded.personas)) {
      for (const trial of plannedFor(lang, [{ ...one, persona }])) {
        let turn = 0
        const bot = () => ({ replies: [TRYING[lang][turn++ % 3]?.say ?? ''] })
        const { events, detail, reason } = await rehearse({ trial, seed: 'audit', bot })
        if (reason === 'input') faults.push(`${persona}: ${detail}`)
        faults.push(...selfAudit(events, trial).map((fault) => `${persona}: ${JSON.stringify(fault)}`))
      }
    }
    expect(faults.join('\n')).toBe('')
  })
})
