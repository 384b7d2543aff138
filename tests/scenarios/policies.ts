/** The policies of the library's merchant as its bots know them: a keyword and a sentence each. */
import type { Lang } from '../../src/documents/ready.js'
import { FACTS, type Facts } from './merchant.js'

type Policy = readonly [keyword: RegExp, says: (facts: Facts) => string]

const POLICIES: Record<Lang, readonly Policy[]> = {
  'zh-CN': [
    [/退款|退钱|到账/, (f) => `退款${f.refund?.arrival}到账。`],
    [/换货|换一|想换/, (f) => `签收后${f.exchange?.period}内可以换货。`],
    [/退货|退掉|不想要|退/, () => '签收后7天内可以无理由退货，质量问题7天内可以退货。'],
    [/发货|寄出|快递|物流/, (f) => `付款后${f.shipping?.dispatch}发货。`],
    [/运费|包邮|邮费/, (f) => `运费${f.shipping?.fee}，满${f.shipping?.['free-from']}包邮。`],
    [/保修|质保|坏了/, (f) => `保修${f.warranty?.period}。`],
    [/维修|修/, (f) => `维修${f.repair?.turnaround}完成。`],
    [/发票|抬头|税号/, (f) => `电子发票${f.invoice?.issue}开具。`],
    [/降价|价保|差价/, (f) => `签收后${f['price-protection']?.period}内可以申请价保。`],
    [/券|优惠/, (f) => `优惠券有效期${f.coupon?.validity}。`],
    [/安装|师傅/, (f) => `签收后${f.install?.within}内上门安装。`],
    [/外卖|骑手|超时|送到|配送/, (f) => `超时${f.food?.['late-after']}赔付${f.food?.compensation}。`],
    [
      /酒店|入住|退房|房/,
      (f) =>
        `${f.hotel?.['check-in']}入住，${f.hotel?.['check-out']}退房，当天${f.hotel?.['free-cancel']}前免费取消。`,
    ],
    [/航班|机票|行李|改签/, (f) => `免费行李额${f.flight?.baggage}，改签费${f.flight?.['change-fee']}。`],
    [
      /套餐|漫游|流量|话费/,
      (f) => `套餐变更${f.telecom?.['plan-change']}生效，国际漫游${f.telecom?.roaming}。`,
    ],
    [
      /银行|卡|转账|限额/,
      (f) => `新卡${f.bank?.['card-arrival']}寄到，转账限额${f.bank?.['transfer-limit']}。`,
    ],
    [
      /保险|保单|理赔|犹豫期/,
      (f) => `犹豫期${f.insurance?.['cooling-off']}，理赔${f.insurance?.['claim-days']}。`,
    ],
    [/课程|上课|开课|学/, (f) => `${f.course?.['refund-until']}可以退课，课程有效期${f.course?.valid}。`],
    [
      /打车|司机|行程|丢|落/,
      (f) => `接单后${f.ride?.['free-cancel']}内免费取消，失物${f.ride?.['lost-item']}内回复。`,
    ],
    [/包裹|驿站|保价/, (f) => `包裹免费保管${f.parcel?.storage}，保价最高${f.parcel?.['insured-up-to']}。`],
    [
      /停电|停水|电费|水费|燃气|账单/,
      (f) => `故障${f.utility?.['outage-repair']}内抢修，${f.utility?.['bill-day']}出账单。`,
    ],
    [/地址/, () => '没有发货的订单可以在订单详情里修改地址。'],
    [
      /投诉|举报|维权/,
      () => '投诉可以与我们协商，也可以找消费者协会、市场监管部门（12315）、申请仲裁或向法院起诉。',
    ],
    [
      /机器人|真人|人工|转接|客服/,
      (f) =>
        `我是智能客服机器人，人工客服的服务时间是${f.service?.hours}，热线${f.service?.phone}，需要的话可以转人工客服。`,
    ],
  ],
  en: [
    [/refund|money back/i, (f) => `Refunds arrive in ${f.refund?.arrival}.`],
    [/exchange|swap|another size/i, (f) => `You can exchange items within ${f.exchange?.period}.`],
    [
      /return|send .*back/i,
      () => 'You can return items within 7 days without giving a reason, faulty ones too.',
    ],
    [/ship|dispatch|deliver|arrive/i, (f) => `Orders ship ${f.shipping?.dispatch} of payment.`],
    [
      /postage|shipping fee|free shipping/i,
      (f) => `Shipping is ${f.shipping?.fee}, free from ${f.shipping?.['free-from']}.`,
    ],
    [/warrant|guarantee|broke/i, (f) => `The warranty is ${f.warranty?.period}.`],
    [/repair|fix/i, (f) => `Repairs take ${f.repair?.turnaround}.`],
    [/invoice|receipt|vat/i, (f) => `Invoices are issued ${f.invoice?.issue}.`],
    [/price|cheaper/i, (f) => `Price protection lasts ${f['price-protection']?.period}.`],
    [/coupon|voucher|code/i, (f) => `Coupons are valid for ${f.coupon?.validity}.`],
    [/install|fitter/i, (f) => `Installation takes place within ${f.install?.within}.`],
    [
      /food|courier|late|rider|meal/i,
      (f) => `If we are more than ${f.food?.['late-after']} late we pay ${f.food?.compensation}.`,
    ],
    [
      /hotel|room|check.?in|check.?out/i,
      (f) =>
        `Check-in is from ${f.hotel?.['check-in']}, check-out by ${f.hotel?.['check-out']}, free cancellation until ${f.hotel?.['free-cancel']} on the day.`,
    ],
    [
      /flight|luggage|baggage|ticket/i,
      (f) => `You may take ${f.flight?.baggage}; a change costs ${f.flight?.['change-fee']}.`,
    ],
    [
      /plan|roaming|data|phone/i,
      (f) => `A new plan starts on ${f.telecom?.['plan-change']}; roaming is ${f.telecom?.roaming}.`,
    ],
    [
      /bank|card|transfer|limit/i,
      (f) =>
        `A new card arrives in ${f.bank?.['card-arrival']}; the transfer limit is ${f.bank?.['transfer-limit']}.`,
    ],
    [
      /insur|policy|claim/i,
      (f) =>
        `The cooling-off period is ${f.insurance?.['cooling-off']}; claims take ${f.insurance?.['claim-days']}.`,
    ],
    [
      /course|class|lesson/i,
      (f) =>
        `Courses can be refunded until ${f.course?.['refund-until']} and are valid for ${f.course?.valid}.`,
    ],
    [
      /ride|driver|trip|lost/i,
      (f) =>
        `You can cancel free within ${f.ride?.['free-cancel']}; we answer about lost items within ${f.ride?.['lost-item']}.`,
    ],
    [
      /parcel|locker|package/i,
      (f) => `We keep parcels for ${f.parcel?.storage} and insure them up to ${f.parcel?.['insured-up-to']}.`,
    ],
    [
      /power|outage|bill|meter|gas|water/i,
      (f) =>
        `Outages are repaired within ${f.utility?.['outage-repair']}; bills come on ${f.utility?.['bill-day']}.`,
    ],
    [/address/i, () => 'The address can be changed in the order details until it ships.'],
    [
      /complain|report|ombudsman/i,
      () =>
        'To complain, settle with us, or go to the consumer association, the market regulator (12315), arbitration or court.',
    ],
    [
      /robot|bot|human|person|agent|someone/i,
      (f) =>
        `I am a virtual assistant. Our agents are there ${f.service?.hours}, by phone at ${f.service?.phone}; a human agent can be reached.`,
    ],
  ],
}

const MENU = {
  'zh-CN': '请问您想咨询什么？1. 订单查询 2. 退货退款 3. 发货物流 4. 发票 5. 其他问题',
  en: 'What is it about? 1. Orders 2. Returns and refunds 3. Delivery 4. Invoices 5. Other questions',
}

/** The sentence of the first keyword in the text, else a menu. */
export function policyOf(text: string, lang: Lang): string {
  const found = POLICIES[lang].find(([keyword]) => keyword.test(text))
  return found ? found[1](FACTS[lang]) : MENU[lang]
}

/** All of them in one message. */
export function everyPolicy(lang: Lang): string {
  return POLICIES[lang].map(([, says]) => says(FACTS[lang])).join(lang === 'en' ? ' ' : '')
}
