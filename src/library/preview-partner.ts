/** Whom a previewed consumer talks to: it asks for each fact that is told on asking, then does not understand, then refuses. */

import type { Lang, ResolvedTrial } from '../documents/ready.js'
import { factFor } from '../understanding/facts/slot-fact.js'

/** What a bot says to be told something, by what the readings call it. */
const NOUNS: Readonly<Record<string, Record<Lang, string>>> = {
  order: { 'zh-CN': '订单号', en: 'order number' },
  tracking: { 'zh-CN': '快递单号', en: 'tracking number' },
  product: { 'zh-CN': '商品名称', en: 'product name' },
  name: { 'zh-CN': '姓名', en: 'name' },
  phone: { 'zh-CN': '手机号', en: 'phone number' },
  address: { 'zh-CN': '地址', en: 'address' },
  email: { 'zh-CN': '邮箱', en: 'email address' },
  account: { 'zh-CN': '会员账号', en: 'account number' },
  amount: { 'zh-CN': '金额', en: 'amount' },
  date: { 'zh-CN': '日期', en: 'date' },
  quantity: { 'zh-CN': '数量', en: 'quantity' },
  reason: { 'zh-CN': '原因', en: 'reason' },
  issue: { 'zh-CN': '遇到的具体问题', en: 'problem' },
  'id-card': { 'zh-CN': '身份证号', en: 'passport number' },
  card: { 'zh-CN': '银行卡号', en: 'card number' },
  photo: { 'zh-CN': '照片', en: 'photo' },
}
const ASKS: Record<Lang, (noun: string) => string> = {
  'zh-CN': (noun) => `请提供一下您的${noun}。`,
  en: (noun) => `Could you please give me your ${noun}?`,
}
const AFTER: Record<Lang, readonly [baffled: string, still: string, refuses: string]> = {
  'zh-CN': [
    '抱歉，我没有听懂您的问题，请换个说法。',
    '抱歉，我还是没有理解您的意思。',
    '抱歉，暂时无法为您转接人工客服。',
  ],
  en: [
    'Sorry, I did not understand your question. Please rephrase it.',
    'I am sorry, I still do not understand what you mean.',
    'Sorry, I cannot connect you to a human agent.',
  ],
}

/** What it says, turn by turn; the last sentence stays. */
export function partnerLines({ scenario, ...trial }: ResolvedTrial): string[] {
  const asked = new Set<string>()
  const questions = Object.entries(NOUNS).flatMap(([slot, noun]) => {
    const name = factFor(slot, { scenario, ...trial })
    const fact = name === undefined ? undefined : trial.facts[name]
    if (name === undefined || !fact || 'absent' in fact || fact.reveal !== 'on-ask' || asked.has(name))
      return []
    asked.add(name)
    return ASKS[scenario.lang](noun[scenario.lang])
  })
  return [...questions, ...AFTER[scenario.lang]]
}
