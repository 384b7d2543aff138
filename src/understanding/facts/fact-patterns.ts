/** How values look in folded Chinese and English text, kind by kind, and what they mean. */

import type { TextFact } from '../types.js'
import { NUMBER, numberOf } from './numerals.js'

type Found = Pick<TextFact, 'kind' | 'value' | 'unit'>

/** One kind of value: how it looks in folded text, and what it means; null leaves the words to later readers. */
export interface FactPattern {
  pattern: RegExp
  read(groups: Record<string, string>): Found | null
}

const N = NUMBER
const TO = '\\s*(?:(?<!ty)-|~|至|到|\\bto\\b|\\band\\b)\\s*'
const START = '(?<![\\d.a-z#])(?<!\\d[:/])(?<!(?:周|星期|礼拜)(?=[一二三四五六]))'

const DURATIONS: [string, string, number][] = [
  ['(?:个)?(?:工作日|工作天|交易日)|(?:business|working|work)[ -]days?', 'workday', 1],
  ['秒钟?|seconds?\\b|secs?\\b', 'second', 1],
  ['分钟|minutes?\\b|mins?\\b', 'minute', 1],
  ['个?小时|个?钟头?(?!楼)|hours?\\b|hrs?\\b', 'hour', 1],
  ['(?:个)?(?:自然日|自然天)|天|日(?!元)|(?:calendar )?days?\\b', 'day', 1],
  ['周(?![一二三四五六日末年])|个?星期(?![一二三四五六日])|个?礼拜|weeks?\\b|wks?\\b', 'day', 7],
  ['个月|months?\\b', 'month', 1],
  ['周年|年|years?\\b|yrs?\\b', 'month', 12],
]
const UNITS = DURATIONS.map(([source], i) => `(?<u${i}>${source})`).join('|')

function duration(groups: Record<string, string>, values: (number | null)[]): Found | null {
  const index = DURATIONS.findIndex((_, i) => groups[`u${i}`] !== undefined)
  const entry = DURATIONS[index]
  if (entry === undefined || values.length === 0) return null
  const [, unit, scale] = entry
  const value: number[] = []
  for (const one of values) {
    // 2026年 is a year, not a span of time.
    if (one === null || (groups[`u${index}`] === '年' && one >= 1900)) return null
    value.push(one * scale)
  }
  return { kind: 'duration', value, unit }
}

const CURRENCY: [RegExp, string][] = [
  [/^(?:us ?\$|usd|美元|美金|\$|dollars?|bucks)$/, 'USD'],
  [/^(?:hk ?\$|hkd|港币|港元)$/, 'HKD'],
  [/^(?:€|eur|euros?|欧元)$/, 'EUR'],
  [/^(?:£|gbp|pounds?|英镑)$/, 'GBP'],
  [/^(?:jpy|日元|yen)$/, 'JPY'],
  [/./, 'CNY'],
]
const BEFORE = 'us ?\\$|hk ?\\$|\\$|¥|€|£|\\brmb|\\bcny|\\busd|人民币'
const AFTER =
  '元|块钱?|人民币|美元|美金|港币|港元|欧元|英镑|日元|rmb\\b|cny\\b|yuan\\b|usd\\b|us dollars?\\b|dollars?\\b|bucks\\b|hkd\\b|eur\\b|euros?\\b|gbp\\b|pounds?\\b|yen\\b'

function amount(words: string, values: (number | null)[]): Found | null {
  if (values.some((one) => one === null)) return null
  const word = words.replace(/^us dollars?$/, 'usd')
  const unit = CURRENCY.find(([pattern]) => pattern.test(word))?.[1] ?? 'CNY'
  return { kind: 'amount', value: values as number[], unit }
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const MONTH = `(?<month>${MONTHS.join('|')})[a-z]{0,6}\\.?`

function date(year: string | undefined, month: number | null, day: number | null): Found | null {
  if (month === null || day === null || month < 1 || month > 12 || day < 1 || day > 31) return null
  const two = (value: number) => String(value).padStart(2, '0')
  return { kind: 'date', value: [`${year ?? '-'}-${two(month)}-${two(day)}`] }
}

const RELATIVE: Record<string, number> = {
  前天: -2,
  昨天: -1,
  yesterday: -1,
  今天: 0,
  今日: 0,
  当天: 0,
  today: 0,
  明天: 1,
  明日: 1,
  tomorrow: 1,
  后天: 2,
}
const LATER = new Set(['下午', '晚上', '傍晚', '晚', 'pm', 'p.m.'])

function minutes(hour: number | null, minute: number, part: string | undefined): string | null {
  if (hour === null || hour > 24 || minute > 59) return null
  const shifted = part !== undefined && LATER.has(part) && hour < 12 ? hour + 12 : hour
  const morning = part !== undefined && /^(?:am|a\.m\.|凌晨)$/.test(part) && hour === 12 ? 0 : shifted
  return `${String(morning).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

const digitsOnly = (text: string) => text.replace(/\D/g, '')
const CLOCK = '(?:上午|下午|晚上|早上|凌晨|中午|傍晚|晚|早)?'

/** Tried in this order; words that one kind has taken are closed to the next. */
export const FACT_PATTERNS: FactPattern[] = [
  {
    pattern: /(?:https?:\/\/|www\.)[a-z0-9][^\s<>"'(),。、》」\u4e00-\u9fff]{1,300}/g,
    read: ({ all = '' }) => ({
      kind: 'url',
      value: [all.replace(/^https?:\/\//, '').replace(/[./?!;:]+$/, '')],
    }),
  },
  {
    pattern:
      /(?:订单号?|单号|工号|编号|流水号|案件号|\b(?:order|reference|ticket|case|booking|tracking)(?: (?:number|no\.?|id|code))?)\s*(?:是|为|is|:|#)?\s*#?(?<id>(?=[a-z-]{0,6}\d)[a-z0-9][a-z0-9-]{3,40})(?![a-z0-9]|\s*(?:元|天|个|小时|分钟|days?|hours?))/g,
    read: ({ id = '' }) => ({ kind: 'id', value: [id] }),
  },
  {
    pattern:
      /(?<![\d-])(?:[48]00[ -]?\d{3}[ -]?\d{4}|[48]00[ -]?\d{4}[ -]?\d{3}|0\d{2,3}[ -]\d{7,8}|1[3-9]\d{9})(?![\d-])/g,
    read: ({ all = '' }) => ({ kind: 'phone', value: [digitsOnly(all)] }),
  },
  {
    pattern: /(?<![\d-])(?:\+\d{1,3}[ -]?\d(?:[ -]?\d){6,11}|\d{3}[-. ]\d{3}[-. ]\d{4})(?![\d-])/g,
    read: ({ all = '' }) => ({ kind: 'phone', value: [digitsOnly(all)] }),
  },
  {
    pattern:
      /(?<![\d.])(?:123(?:00|05|15|18|29|33|45|48|58|66|78|81|93)|9[56]\d{3,4}|100(?:00|01|10|50|86|99))(?![\d.]|\s*(?:元|块|个|名|位|人|天|小时|分|yuan|dollar))/g,
    read: ({ all = '' }) => ({ kind: 'phone', value: [all] }),
  },
  {
    pattern: /(?<!\d)(?<year>\d{4})[-/.年](?<m>\d{1,2})[-/.月](?<d>\d{1,2})日?(?!\d)/g,
    read: ({ year, m, d }) => date(year, Number(m), Number(d)),
  },
  {
    pattern:
      /(?:(?<year>\d{4})年)?(?<m>\d{1,2}|[一二三四五六七八九十]{1,2})月(?:份)?(?<d>\d{1,2}|[一二三四五六七八九十]{1,3})[日号]/g,
    read: ({ year, m = '', d = '' }) => date(year, numberOf(m), numberOf(d)),
  },
  {
    pattern: new RegExp(`\\b${MONTH} (?<d>\\d{1,2})(?:st|nd|rd|th)?\\b(?:,? (?<year>\\d{4})\\b)?`, 'g'),
    read: ({ year, month = '', d }) => date(year, MONTHS.indexOf(month) + 1, Number(d)),
  },
  {
    pattern: new RegExp(
      `\\b(?<d>\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTH}(?![a-z])(?:,? (?<year>\\d{4})\\b)?`,
      'g',
    ),
    read: ({ year, month = '', d }) => date(year, MONTHS.indexOf(month) + 1, Number(d)),
  },
  {
    pattern: new RegExp(
      `${Object.keys(RELATIVE).slice(0, 2).join('|')}|今[天日]|当天|明[天日]|后天|\\b(?:yesterday|today|tomorrow)\\b`,
      'g',
    ),
    read: ({ all = '' }) => ({ kind: 'date', value: [`relative:${RELATIVE[all] ?? 0}`] }),
  },
  {
    pattern: new RegExp(
      `(?<p>${CLOCK})\\s*(?<![\\d:])(?<h>\\d{1,2}):(?<m>\\d{2})(?::\\d{2})?\\s*(?<q>am\\b|pm\\b|a\\.m\\.|p\\.m\\.)?(?:${TO}(?<p2>${CLOCK}|次日)(?<h2>\\d{1,2}):(?<m2>\\d{2})(?!\\d)\\s*(?<q2>am\\b|pm\\b)?)?`,
      'g',
    ),
    read: (g) => timeFact(g, g.h2 === undefined ? undefined : Number(g.h2), Number(g.m), Number(g.m2 ?? 0)),
  },
  {
    pattern: new RegExp(
      `(?<p>${CLOCK})(?<h>\\d{1,2}|[一二三四五六七八九十两]{1,3})点(?!击|[一二三四五六七八九十\\d]+[%元])(?:(?<half>半)|(?<min>\\d{1,2})分)?(?<whole>整|钟)?(?:${TO}(?<p2>${CLOCK}|次日)(?<h2>\\d{1,2}|[一二三四五六七八九十两]{1,3})点(?<half2>半)?)?`,
      'g',
    ),
    read: (g) => {
      // 有一点问题 and 以下两点 tell no time.
      const told = /\d/.test(g.h ?? '') || g.p || g.half || g.min || g.whole || g.h2
      const second = g.h2 === undefined ? undefined : numberOf(g.h2)
      return told ? timeFact(g, second, g.half ? 30 : Number(g.min ?? 0), g.half2 ? 30 : 0) : null
    },
  },
  {
    pattern: new RegExp(
      `\\b(?<h>\\d{1,2}) ?(?<q>am|pm|a\\.m\\.|p\\.m\\.)(?![a-z])(?:${TO}(?<h2>\\d{1,2}) ?(?<q2>am|pm|a\\.m\\.|p\\.m\\.)(?![a-z]))?`,
      'g',
    ),
    read: (g) => timeFact(g, g.h2 === undefined ? undefined : Number(g.h2), 0, 0),
  },
  {
    pattern: new RegExp(
      `${START}(?:(?<a>${N})%?${TO})?(?<n>${N})\\s*(?:%|percent\\b|per cent\\b)|百分之(?<c>[零一二三四五六七八九十百点\\d.]{1,8})`,
      'g',
    ),
    read: ({ a, n, c }) => {
      const values = [...(a === undefined ? [] : [numberOf(a)]), numberOf(n ?? c ?? '')]
      return values.includes(null) ? null : { kind: 'percent', value: values as number[], unit: '%' }
    },
  },
  {
    // 九五折 and 95折 ask for 95 % of the price, 9折 for 90 %: their own unit, never a share.
    pattern: /(?<![\d.])(?<n>\d(?:\.\d)?|\d{2}|[一二三四五六七八九]{1,2})折/g,
    read: ({ n = '' }) => {
      const digits = [...n]
        .map((one) => ('零一二三四五六七八九'.includes(one) ? '零一二三四五六七八九'.indexOf(one) : one))
        .join('')
      return {
        kind: 'percent',
        value: [
          digits.length === 1
            ? Number(digits) * 10
            : digits.includes('.')
              ? Number(digits) * 10
              : Number(digits),
        ],
        unit: '折',
      }
    },
  },
  {
    pattern: new RegExp(
      `(?<c>${BEFORE})\\s*(?<a>\\d[\\d,]*(?:\\.\\d+)?[百千]?[万亿]?)(?:${TO}(?:${BEFORE})?\\s*(?<n>\\d[\\d,]*(?:\\.\\d+)?[百千]?[万亿]?))?(?:${AFTER})?`,
      'g',
    ),
    read: ({ c = '', a = '', n }) => amount(c, [numberOf(a), ...(n === undefined ? [] : [numberOf(n)])]),
  },
  {
    pattern: new RegExp(
      `${START}(?:(?<a>${N})(?:元|块)?${TO})?(?<n>${N})\\s*(?<c>${AFTER})(?<tail>[一二三四五六七八九\\d](?![\\d个天年月日号次件位折%.]))?`,
      'g',
    ),
    read: ({ a, n = '', c = '', tail }) => {
      // 一块 alone mostly means together.
      if (n === '一' && c === '块' && tail === undefined) return null
      const whole = numberOf(n)
      // 三块五 is 3.5.
      const value =
        whole !== null && tail !== undefined && c.startsWith('块')
          ? whole + (numberOf(tail) ?? 0) / 10
          : whole
      return amount(c, [...(a === undefined ? [] : [numberOf(a)]), value])
    },
  },
  {
    pattern: new RegExp(
      `${START}(?<![第几数])(?:(?<a>${N})(?:个?(?:工作日|小时|月|天|日|周|年))?${TO})?(?<n>${N})(?<half>个?半)?[ -]?(?:${UNITS})`,
      'g',
    ),
    read: (g) => {
      const { a, n = '', half } = g
      const value = numberOf(n)
      return duration(g, [
        ...(a === undefined ? [] : [numberOf(a)]),
        value !== null && half ? value + 0.5 : value,
      ])
    },
  },
  {
    pattern: new RegExp(
      `(?<half>半|\\bhalf an? )(?:${UNITS})|\\ban? (?:${UNITS.replaceAll('<u', '<v')})`,
      'g',
    ),
    read: (g) => {
      const groups: Record<string, string> = {}
      for (const [key, value] of Object.entries(g))
        if (value !== undefined) groups[key.replace('v', 'u')] = value
      return duration(groups, [g.half ? 0.5 : 1])
    },
  },
  {
    pattern: /(?<![a-z0-9])(?:[a-z]{1,4}-?\d{5,24}|\d{9,30})(?![a-z0-9])/g,
    read: ({ all = '' }) => ({ kind: 'id', value: [all] }),
  },
  {
    pattern: new RegExp(
      `${START}(?<!第)(?:(?<a>${N})${TO})?(?<n>${N})\\s*(?<u>[个次件位名人台张条笔期款种岁级楼份项倍码寸]|times?\\b|items?\\b|people\\b|persons?\\b)?(?![a-z\\d]|年|月)`,
      'g',
    ),
    read: ({ a, n = '', u }) => {
      // A lone Chinese numeral is mostly part of a word (一般, 三方); 一个 and 一种 are articles.
      if (
        !/\d/.test(n) &&
        (u === undefined || (n === '一' && /[个种位项名]/.test(u)) || (n === 'one' && u === undefined))
      )
        return null
      const values = [...(a === undefined ? [] : [numberOf(a)]), numberOf(n)]
      return values.includes(null)
        ? null
        : { kind: 'number', value: values as number[], ...(u === undefined ? {} : { unit: u }) }
    },
  },
]

function timeFact(
  g: Record<string, string>,
  second: number | null | undefined,
  m: number,
  m2: number,
): Found | null {
  const first = minutes(numberOf(g.h ?? ''), m, g.q ?? g.p)
  if (first === null) return null
  if (second === undefined) return { kind: 'time', value: [first] }
  const last = minutes(second, m2, g.q2 ?? g.p2)
  return last === null ? null : { kind: 'time', value: [first, last] }
}
