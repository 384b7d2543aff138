/** Addresses and names of things: links, order ids, phone numbers. */
import { DIGIT, type FactPattern, LATIN } from './pattern.js'

/** Words that say that the digits behind them are a phone number. */
const CALL =
  '(?:热线|电话|手机号?|座机|号码|拨打?|打|致电|联系|客服|专线|报警|短信|发送|编辑|\\breport(?:s|ed|ing)?\\b(?=[^\\d\\n]{0,16}\\b(?:at|on|to) \\d)|\\bsend\\b(?=[^\\d\\n]{0,16}\\bto \\d)|\\b(?:call|dial|phone|telephone|tel|hotline|helpline|line|mobile|number|ring|text|sms|whatsapp|reach|contact)\\b)'

/**
 * The digits that two ways to write one number have in common: no punctuation, no 00 or trunk 0, and no country
 * code of China, the most frequent one; compare.ts lets one number end as the other does.
 */
function dialled(text: string): string {
  const digits = text.replace(/\D/g, '')
  return /^\s*(?:\+|00)\s*86/.test(text) ? digits.replace(/^(?:00)?86/, '') : digits
}

export const CONTACT_PATTERNS: FactPattern[] = [
  {
    any: LATIN,
    has: 'http www. .com .cn .net .org .gov .co.uk .io .app'.split(' '),
    pattern:
      /(?:https?:\/\/|www\.)[a-z0-9][^\s<>"'(),。、》」\u4e00-\u9fff]{1,300}|(?<![a-z0-9@.-])[a-z0-9-]{1,40}(?:\.[a-z0-9-]{1,40}){0,3}\.(?:com|cn|net|org|gov|co\.uk|io|app)(?:\/[a-z0-9/_.?=&%-]{0,200})?(?![a-z0-9@])/g,
    read: ({ all = '' }) => ({
      kind: 'url',
      value: [all.replace(/^https?:\/\//, '').replace(/[./?!;:]+$/, '')],
    }),
  },
  {
    any: DIGIT,
    has: '单 编号 工号 流水号 案件号 取件码 order reference ticket case booking tracking'.split(' '),
    pattern:
      /(?:订单号?|单号|工号|编号|流水号|案件号|取件码|\b(?:order|reference|ticket|case|booking|tracking)(?: (?:number|no\.?|id|code))?)\s*(?:是|为|is|:|#)?\s*#?(?<id>(?=[a-z-]{0,6}\d)[a-z0-9][a-z0-9-]{3,40})(?![a-z0-9]|\s*(?:元|天|个|小时|分钟|days?|hours?))/g,
    read: ({ id = '' }) => ({ kind: 'id', value: [id] }),
  },
  {
    any: DIGIT,
    pattern:
      /(?<![\d-])(?:[48]00[ -]?\d{3}[ -]?\d{4}|[48]00[ -]?\d{4}[ -]?\d{3}|\(?0\d{2,3}[)\- ] ?\d{4}[ -]?\d{3,4}|(?:(?:\+|00)?86[ -]?)?1[3-9]\d(?:\d{8}|[ -]\d{4}[ -]?\d{4}))(?![\d-])/g,
    read: ({ all = '' }) => ({ kind: 'phone', value: [dialled(all)] }),
  },
  {
    any: DIGIT,
    pattern:
      /(?<![\d-])(?:(?:\+|00)\d{1,3}(?:[ .-]?\(?\d\)?){7,12}|(?:1[-. ])?\(?\d{3}\)?[-. ]\d{3}[-. ]\d{4}|\(?0\d{2,4}\)?(?:[ .-]\d{3,4}){2}|\(?0\d{4}\)?[ -]?\d{3}[ -]?\d{3}|1[38]00 \d{3} \d{3}|(?<![$€£¥.])\d{3}-\d{4}|0[18]\d{2}[ -]?\d{3}[ -]?\d{3,4})(?![\d-])/g,
    read: ({ all = '' }) => ({ kind: 'phone', value: [dialled(all)] }),
  },
  {
    any: DIGIT,
    has: ['123', '95', '96', '100'],
    pattern:
      /(?=[19])(?<![\d.-])(?:123(?:00|05|15|18|29|33|45|48|58|66|78|81|93)|9[56]\d{3,4}|100(?:00|01|10|50|86|99))(?![\d.]|\s*(?:元|块|个|名|位|人|天|小时|分|yuan|dollar))/g,
    read: ({ all = '' }) => ({ kind: 'phone', value: [all] }),
  },
  {
    // Short and unusual numbers are phones only behind a word that says so.
    any: DIGIT,
    has: '热线 电话 机 号码 拨 打 致电 联系 客服 专线 报警 短信 发送 编辑 call dial phone tel line mobile number ring text sms send report whatsapp reach'.split(
      ' ',
    ),
    pattern: new RegExp(
      `(?=\\d)(?<=${CALL}[^\\d\\n]{0,16})(?<![\\d.¥$€£-])(?!(?:19|20)\\d\\d[-/.]\\d)\\d(?:[ .-]?\\d){2,14}(?!\\d|[.:]\\d|%|\\s*(?:元|块|个|名|位|人|天|日|月|年|小时|分|点|折|次|秒|周|-|至|to (?=\\d)|[ap]m\\b|yuan|dollars?|euros?|pounds?|days?|hours?|minutes?|times|weeks?))`,
      'g',
    ),
    read: ({ all = '' }) => (/^(?:19|20)\d\d$/.test(all) ? null : { kind: 'phone', value: [dialled(all)] }),
  },
]

/** Bare long numbers and short letters with digits: most often an order. Tried after every kind that has digits. */
export const ID_PATTERN: FactPattern = {
  any: DIGIT,
  pattern: /(?<![a-z0-9])(?:[a-z]{1,4}-?\d{5,24}|\d{9,30})(?![a-z0-9])/g,
  read: ({ all = '' }) => ({ kind: 'id', value: [all] }),
}
