/** What the benches of the consumer hold: every shipped scenario as a trial with a merchant that knows all, and bots. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { shippedScenarios } from '../../dist/documents/catalogue.js'
import { loadDocuments } from '../../dist/documents/load.js'
import { resolveTrial } from '../../dist/documents/resolve.js'
import { placeholderTarget } from '../../dist/library/preview-target.js'
import { makePlan } from '../../dist/run/plan.js'
import { ROOT } from './processes.mjs'

/** What the merchant of the library's tests declares. */
const FACTS = parse(readFileSync(join(ROOT, 'tests/scenarios/merchant.yaml'), 'utf8'))

/** The shipped documents for any channel and trade, probes left out, and a merchant of each language. */
export function library() {
  const loaded = loadDocuments(shippedScenarios())
  const scenarios = loaded.scenarios
    .filter((one) => !one.probe)
    .map(({ requires: _, industry: __, ...scenario }) => scenario)
  const merchant = placeholderTarget(scenarios)
  const targets = Object.entries(FACTS).map(([lang, facts]) => ({ ...merchant, id: lang, lang, facts }))
  return { ...loaded, scenarios, targets }
}

/** One trial of each scenario. @param persona instead of those that the scenarios name */
export function trialsOf(loaded, seed, persona) {
  const scenarios = loaded.scenarios.map((scenario) => ({
    ...scenario,
    ...(persona === undefined ? {} : { persona }),
    arms: firstOf(scenario.arms, persona),
  }))
  const plan = makePlan({ ...loaded, scenarios }, { seed })
  return plan.trials.map((trial) => resolveTrial(plan, trial))
}

function firstOf(arms = {}, persona) {
  const kept = Object.entries(arms).filter(([axis]) => axis !== 'persona' || persona === undefined)
  return Object.fromEntries(kept.map(([axis, values]) => [axis, values.slice(0, 1)]))
}

const WORDS = {
  'zh-CN': {
    ask: [
      '请提供一下您的订单号。',
      '请问您的身份证号是多少？',
      '麻烦报一下您的银行卡号和验证码。',
      '请提供您的车牌号。',
      '您的会员等级是？',
    ],
    confirm: [
      '跟您确认一下，订单号是 20269999887766，对吗？',
      '您叫王建国，住在南京，是吗？',
      '您是 3 月 5 日买的，花了 888 元，没错吧？',
    ],
    done: [
      '您的问题已经解决了，请给我评分。',
      '已经为您处理好了，退款 500 元已到账。',
      '好的，祝您生活愉快，再见。',
    ],
    other: [
      '我们的会员日有满减活动，欢迎参加！',
      '天气转凉，注意保暖。',
      '点击链接 https://shop.example/app 下载客户端。',
    ],
    person: ['正在为您转接人工客服，请稍候。', '前面还有 3 位，请耐心等待。', '暂时没有人工客服。'],
    choices: ['查订单', '退货', '转人工', '以上都不是'],
  },
  en: {
    ask: [
      'Could you give me your order number?',
      'What is your passport number?',
      'Please tell me your card number and the security code.',
      'What is your licence plate?',
      'Which membership tier are you?',
    ],
    confirm: [
      'Just to confirm, your order is 20269999887766, right?',
      'You are John Carter from Leeds, is that right?',
      'You bought it on 5 March for $888, correct?',
    ],
    done: [
      'Your problem has been solved, please rate me.',
      'I have sorted that out, a refund of $500 is on your card.',
      'Great, have a nice day, goodbye.',
    ],
    other: [
      'Our members save more this week!',
      'Do wrap up warm in this weather.',
      'Download our app at https://shop.example/app.',
    ],
    person: [
      'I am connecting you to a human agent, please hold on.',
      'There are 3 people before you in the queue.',
      'No agent is available.',
    ],
    choices: ['Track order', 'Return', 'Talk to a person', 'None of these'],
  },
}

/**
 * Bots that make it hard to keep to one's facts: one that interrupts itself, one that loops, one that lies and one that asks
 * for what was never known. Each is made for one conversation. @param {() => number} draw uniform in [0, 1)
 */
export const HARD = {
  'interrupts itself': (lang, draw) => () => {
    const { ask, other, person, choices } = WORDS[lang]
    const from = [ask, other, person, other].sort(() => draw() - 0.5).slice(0, 1 + Math.floor(draw() * 3))
    return { replies: from.map((list) => pick(list, draw)), ...(draw() < 0.3 ? { choices } : {}) }
  },
  loops: (lang, draw) => {
    const text = pick([...WORDS[lang].ask, ...WORDS[lang].confirm, ...WORDS[lang].other], draw)
    return () => ({ replies: [text] })
  },
  lies: (lang, draw) => () => ({ replies: [pick([...WORDS[lang].confirm, ...WORDS[lang].done], draw)] }),
  'asks for what was never known': (lang, draw) => () => ({
    replies: [pick(WORDS[lang].ask, draw), pick(WORDS[lang].ask, draw)],
  }),
}

const pick = (list, draw) => list[Math.floor(draw() * list.length)]
