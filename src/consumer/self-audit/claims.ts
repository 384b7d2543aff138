/** What a message claims that could be made up: values, e-mail addresses, names that one gives oneself, places. */
import { placedIn } from '../../understanding/facts/facts.js'
import { fold, readable } from '../../understanding/text/normalise.js'
import type { TextFact } from '../../understanding/types.js'

export interface Claim {
  what: 'value' | 'e-mail' | 'name' | 'address'
  words: string
  /** Where it stands in the readable text. */
  at: number
  end: number
  /** What a value means. */
  value?: TextFact
}

/** Claims of one message that are looked at. */
const MOST = 200

const EMAIL = /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g
const NUMERAL =
  /[\d零〇一二两俩三仨四五六七八九十廿卅百千万亿壹贰弍叁肆伍陆柒捌玖拾佰仟半]|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|half|dozen)\b/i
/** Days that say nothing about anybody: of every week, and the day on which one speaks. */
const EVERY_DAY = /^(?:on )?(?:周末|双休日?|工作日|every weekday|weekdays|weekends?)$/
const TODAY = 'relative:0'

/** The hundred or so surnames that nine in ten people in China have, as the household register counts them. */
const SURNAME =
  '[王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤]'
const END = '(?=[\\s,，。.!！?？、;；~]|$)'
const NAMES: readonly RegExp[] = [
  new RegExp(
    `(?:我(?:的名字)?叫|我是|本人(?:叫|是)?|姓名[是为:：])\\s?(?<name>${SURNAME}[\\u4e00-\\u9fff]{1,3})${END}`,
    'gu',
  ),
  new RegExp(`(?:我姓|免贵姓)\\s?(?<name>[\\u4e00-\\u9fff]{1,2})${END}`, 'gu'),
  /\b(?:[Mm]y name(?: is|'s)|[Tt]his is|I am|I'm) (?<name>[A-Z][a-z]{1,20}(?: [A-Z][a-z]{1,20}){0,2})\b/gu,
  /\bmy name(?: is|'s) (?<name>[a-z]{2,20}(?: [a-z]{2,20})?)\b/giu,
]
const PLACES: readonly RegExp[] = [
  /(?:我家?住在?|地址(?:是|为|:|：)|家在|寄[到往]|送到)\s?(?<place>[\u4e00-\u9fff\d]{1,24}?(?:[省市区县镇乡村弄巷]|[路街]|大道|胡同|小区|花园|公寓)[\u4e00-\u9fff\d]{0,12})/gu,
  /\b(?:I live (?:in|at|on)|[Mm]y address is|I'm (?:in|from)|(?:sent|delivered|shipped) to) (?<place>(?:\d{1,5} )?[A-Z][\w' -]{1,60})/gu,
]

/** Everything that `text` claims, in no particular order; bounded. */
export function claimsIn(text: string): Claim[] {
  const whole = readable(text)
  const claims: Claim[] = []
  for (const match of whole.matchAll(EMAIL)) claims.push(claim('e-mail', match[0], match.index))
  // What stands in an address of its own is no value beside it.
  const rest = blanked(whole, claims)
  for (const { fact, at, end } of placedIn(rest))
    if (isClaim(fact)) claims.push({ what: 'value', words: whole.slice(at, end), at, end, value: fact })
  const folded = fold(rest)
  for (const match of folded.matchAll(/\d{1,40}/g)) {
    const at = match.index
    const taken = claims.some((one) => one.at < at + match[0].length && at < one.end)
    if (!taken) claims.push(claim('value', whole.slice(at, at + match[0].length), at))
    if (claims.length >= MOST) break
  }
  const names = NAMES.flatMap((pattern) => named(whole, pattern, 'name'))
  const places = PLACES.flatMap((pattern) => named(whole, pattern, 'address'))
  for (const one of [...names, ...places])
    if (!claims.some(({ what, at }) => what === one.what && at === one.at)) claims.push(one)
  return claims.slice(0, MOST)
}

/** The text with these places blanked: every other character keeps its place. */
export function blanked(text: string, places: readonly { at: number; end: number }[]): string {
  let left = text
  for (const { at, end } of places) left = left.slice(0, at) + '；'.repeat(end - at) + left.slice(end)
  return left
}

function claim(what: Claim['what'], words: string, at: number): Claim {
  return { what, words, at, end: at + words.length }
}

function named(text: string, pattern: RegExp, what: 'name' | 'address'): Claim[] {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const words = match.groups?.name ?? match.groups?.place ?? ''
    // What was blanked out was known.
    if (!/[\p{L}\p{N}]/u.test(words)) return []
    return [claim(what, words, match.index + match[0].lastIndexOf(words))]
  })
}

/** Words such as 全额, both and 工作日 are read as values, and nobody can have made them up. */
function isClaim({ kind, value, span }: TextFact): boolean {
  if (kind === 'date') return value[0] !== TODAY && !EVERY_DAY.test(fold(span))
  return kind === 'url' || NUMERAL.test(span)
}
