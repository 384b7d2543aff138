/**
 * Gropes for the name of a thing: "那个东西，我的订单"; once it was named, only the vague words are left. Where facts
 * may suffer, it is never named.
 */
import { aside, MOST_INSERTED } from '../clauses.js'
import { type PersonaOperator, share } from '../operator.js'
import { isFree } from '../protected.js'

const THINGS = {
  'zh-CN':
    /(?:我的?|我们的?|你们的?|这个|那个)?(?<thing>订单|快递|包裹|商品|东西|账号|账户|会员|优惠券|发票|合同|保单|套餐|流量|话费|课程|车票|机票|房间|外卖|耳机|手机|衣服|鞋子|家电|卡)/g,
  en: /\b(?:my|the|this|that|your) (?<thing>order|parcel|package|delivery|item|account|membership|voucher|coupon|invoice|receipt|contract|policy|plan|subscription|course|ticket|booking|room|meal|phone|headphones|shirt|shoes|card|bill)\b(?!')/gi,
}

export const vague: PersonaOperator = {
  preserves: 'facts',
  languages: ['zh-CN', 'en'],
  rate: 0.5,
  bank: 'vague',
  edits: (text, spans, stream, { lang, rate, words, facts }) => {
    if (words.length === 0) return []
    const named = new Set<string>()
    const places = [...text.matchAll(THINGS[lang])].flatMap(({ 0: phrase, index: from, groups }) => {
      const place = { from, to: from + phrase.length }
      const thing = (groups?.thing ?? '').toLowerCase()
      const again = facts === 'corrupt' || named.has(thing)
      named.add(thing)
      return isFree(place, spans) ? [{ ...place, again }] : []
    })
    return share(places, rate, stream)
      .slice(0, MOST_INSERTED)
      .map(({ from, to, again }) => {
        const said = stream.pick(words).trim()
        return again ? { from, to, by: said } : { from, to: from, by: aside(said, lang) }
      })
  },
}
