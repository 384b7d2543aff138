/** Bots that answer probes, over real HTTP on loopback: by keywords, and by what is meant. */
import { join } from 'node:path'
import { SHIPPED } from '../../src/documents/catalogue.js'
import { partsOf } from '../../src/documents/joined.js'
import { loadDocuments } from '../../src/documents/load.js'
import type { ReadyScenario } from '../../src/documents/ready.js'

/** What a bot that understands says to each pair: to the need, to the need in other words, to the other need. */
const ANSWERS: Record<string, readonly [string, string, string]> = {
  refund: [
    '退款会在1-3个工作日内原路退回。',
    '我们收到退回的商品后，钱会在1-3个工作日内退到您原来的支付账户。',
    '您可以在登录页点“忘记密码”，用手机号验证后重新设置密码。',
  ],
  delivery: [
    '付款后48小时内发货。',
    '您付款以后，我们会在48小时内寄出并交给快递。',
    '我们支持微信支付、支付宝、花呗和信用卡付款。',
  ],
  invoice: [
    '在“我的订单”里点“申请发票”，填好抬头和税号，电子发票24小时内开具。',
    '可以的，在订单详情页点“申请开票”，填写公司抬头和税号，24小时内开好发到您的邮箱。',
    '会员积分可以在结算时抵扣，100积分抵1元，有效期一年。',
  ],
  exchange: [
    '在订单里点“申请换货”，选好新的尺码，把商品寄回后我们给您寄新的。',
    '可以换的，在订单里申请换货并选好要的尺码和颜色，原商品寄回后就寄出新的。',
    '我们在上海、北京有实体门店，营业时间是10点到22点。',
  ],
  coupon: [
    '下单结算时在“优惠券”一栏选择可用的券，满足使用门槛就会自动抵扣。',
    '结算页点“优惠券”选那张满减券就能抵扣，商品要满足满减的金额才可以用。',
    '本产品保修12个月，人为损坏不在保修范围内。',
  ],
  address: [
    '没有发货的订单，可以在订单详情里点“修改地址”自行更改。',
    '还没有发货的话，您在订单详情点“修改地址”就能换成新的收货地址。',
    '付款后48小时内发货，发出后一般两三天到。',
  ],
  warranty: [
    '本产品保修12个月。',
    '签收之日起12个月内出现质量故障，我们免费维修。',
    '不喜欢想退货的，七天无理由退货的运费由您承担；质量问题的运费由我们承担。',
  ],
  price: [
    '签收后7天内降价可以申请价保，在订单里点“申请价保”，差价原路退回。',
    '可以的，签收后7天内商品降价，在订单里申请价保，我们把差价补给您。',
    '在“我的订单”里点“申请发票”，填好抬头，电子发票24小时内开具。',
  ],
  'refund-en': [
    'Refunds arrive within 1-3 business days on the card you paid with.',
    'Once we have the return, your money is back on your card within 1-3 business days.',
    'Choose “Forgot password” on the login page and set a new password by e-mail.',
  ],
  'delivery-en': [
    'Orders ship within 48 hours of payment.',
    'We dispatch your parcel within 48 hours after you have paid.',
    'We accept Visa and Mastercard credit cards, PayPal and Apple Pay.',
  ],
  'warranty-en': [
    'The warranty is 12 months from delivery.',
    'Defects are repaired free of charge under warranty for 12 months after you bought it.',
    'If you change your mind, you pay the return postage; for faulty items we pay it.',
  ],
  'invoice-en': [
    'Open your order and choose “Request invoice”; it is e-mailed within 24 hours.',
    'You can request an invoice with your company’s tax number in the order details; it is e-mailed within 24 hours.',
    'Use your points at checkout, 100 points are worth 1 dollar; they expire after a year.',
  ],
}

const KINDS = ['keyword', 'reworded', 'decoy'] as const

const PROBES: ReadyScenario[] = loadDocuments([join(SHIPPED, 'keyword')]).scenarios

const FALLBACK = {
  zh: '抱歉，我没有听懂您的问题，请换个说法。',
  en: 'Sorry, I did not understand your question. Please try to rephrase it.',
}

const ofPair = PROBES.map((scenario) => {
  if (!scenario.probe) throw new Error(`${scenario.id} is no probe`)
  return { ...scenario.probe, words: questionsOf(scenario) }
})

/** What a probe asks, without what leads to it. */
function questionsOf({ steps, wording = {} }: ReadyScenario): string[] {
  const say = steps[0]?.say ?? []
  const words = typeof say === 'string' ? (wording[say] ?? say) : say
  const last = partsOf(words)?.at(-1) ?? (words as string | string[])
  return [typeof last === 'string' ? (wording[last] ?? last) : last].flat() as string[]
}

/** The canned reply of the keyword in the message. */
export function byKeyword(text: string): string {
  const found = ofPair.find(
    ({ keyword, pair }) =>
      text.toLowerCase().includes(keyword) && pair.endsWith('-en') !== /\p{Script=Han}/u.test(text),
  )
  return ANSWERS[found?.pair ?? '']?.[0] ?? fallback(text)
}

/** The answer to what is meant. */
export function byMeaning(text: string): string {
  const found = ofPair.find(({ words }) => words.some((question) => text.endsWith(question)))
  return ANSWERS[found?.pair ?? '']?.[KINDS.indexOf(found?.kind ?? 'keyword')] ?? fallback(text)
}

/** The answer to what is meant, with what it says to everybody around it. */
export function politely(text: string): string {
  const [before, after] = /\p{Script=Han}/u.test(text)
    ? ['您好，我是智能客服小音。', '如需人工服务，请回复“人工”。']
    : ['Hello, I am the virtual assistant. ', ' Reply “agent” to talk to a person.']
  return `${before}${byMeaning(text)}${after}`
}

function fallback(text: string): string {
  return /\p{Script=Han}/u.test(text) ? FALLBACK.zh : FALLBACK.en
}
