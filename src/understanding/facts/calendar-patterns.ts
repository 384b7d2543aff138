/** Days: dates, months, weekdays, and days told from today. */
import { numberOf } from './numerals.js'
import { DIGIT, type FactPattern, type Found, HAN, LATIN, NUMERAL } from './pattern.js'

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const MONTH =
  '(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?'
const monthOf = (word = '') => MONTHS.indexOf(word.slice(0, 3)) + 1
const WEEKDAYS = '一二三四五六'
const HAN_MONTH = '(?<m>\\d{1,2}|十[一二]?|[一二三四五六七八九])'

const two = (value: number) => String(value).padStart(2, '0')
const on = (value: string): Found => ({ kind: 'date', value: [value] })

/** Two days of one month: 3月1日至5日, "March 1-5". */
function days(
  year: string | undefined,
  month: number | null,
  first: number | null,
  last: number | null,
): Found | null {
  const [from, to] = [date(year, month, first), date(year, month, last)]
  return from && to && Number(first) < Number(last)
    ? { kind: 'date', value: [...from.value, ...to.value] }
    : null
}

function date(year: string | undefined, month: number | null, day: number | null): Found | null {
  if (month === null || day === null || month < 1 || month > 12 || day < 1 || day > 31) return null
  return on(`${year ?? '-'}-${two(month)}-${two(day)}`)
}

/** 3/7/2026 is in March or in July: the order of the two is kept open, and compared as it stands. */
function slashed(first: number, second: number, year: string | undefined): Found | null {
  if (first > 12) return date(year, second, first)
  if (second > 12) return date(year, first, second)
  if (first === second) return date(year, first, second)
  return first < 1 || second < 1 ? null : on(`${year ?? '-'}-${two(first)}/${two(second)}`)
}

const part = (word = '') =>
  /初|start|beginning|early/.test(word)
    ? 'start'
    : /中|mid/.test(word)
      ? 'middle'
      : /底|末|end|late/.test(word)
        ? 'end'
        : ''

/** Days from today. */
const RELATIVE: [RegExp, number][] = [
  [/^(?:大前天)$/, -3],
  [/^(?:前天|前日|the day before yesterday)$/, -2],
  [/^(?:昨|yesterday|last night)/, -1],
  [
    /^(?:今|当[天日晚]|即日|today|(?<!\d |\bat \w{3,6} )tonight|this (?:morning|afternoon|evening)|same|later today)/,
    0,
  ],
  [/^(?:大后天)$/, 3],
  [/^(?:后天|后日|(?:the )?day after tomorrow)$/, 2],
  [/./, 1],
]

const MONTH_OFFSET: Record<string, number> = { 上: -1, last: -1, 下: 1, next: 1, the: 0 }
const WEEK_OFFSET: Record<string, number> = {
  上: -1,
  last: -1,
  下: 1,
  next: 1,
  下下: 2,
  本: 0,
  这: 0,
  this: 0,
}
const DAY = 'mon|tue|wed|thu|fri|sat|sun'.split('|')

function weekday(word: string): number {
  const at = WEEKDAYS.indexOf(word)
  return at >= 0 ? at + 1 : /[日天]/.test(word) ? 7 : DAY.indexOf(word.slice(0, 3)) + 1
}

function week(offset: string | undefined, first: string, last: string | undefined): Found {
  const shift = offset === undefined ? undefined : WEEK_OFFSET[offset.replace('个', '')]
  const from = `${shift === undefined || shift === 0 ? 'weekday' : `week${shift > 0 ? '+' : ''}${shift}`}`
  const value = [first, ...(last === undefined ? [] : [last])].map((one) => `${from}:${weekday(one)}`)
  return { kind: 'date', value }
}

const EN_DAY =
  '(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)days?|\\b(?:mon|tue|wed|thu|fri|sat)(?=s?\\b(?!\\w))'

export const CALENDAR_PATTERNS: FactPattern[] = [
  {
    any: DIGIT,
    has: ['20', '19'],
    pattern: /(?<!\d)(?<year>(?:19|20)\d{2})[-/.年](?<m>\d{1,2})[-/.月](?<d>\d{1,2})[日号]?(?!\d)/g,
    read: ({ year, m, d }) => date(year, Number(m), Number(d)),
  },
  {
    any: DIGIT,
    has: ['20', '19'],
    pattern: /(?<![\d/.-])(?<a>\d{1,2})([/.-])(?<b>\d{1,2})\2(?<year>(?:19|20)\d{2})(?!\d)/g,
    read: ({ a, b, year }) => slashed(Number(a), Number(b), year),
  },
  {
    any: DIGIT,
    has: '月'.split(' '),
    and: HAN,
    pattern: new RegExp(
      `(?:(?<year>\\d{4})年)?${HAN_MONTH}月(?<d>\\d{1,2})[日号]?(?:-|~|至|到)(?<e>\\d{1,2})[日号]`,
      'g',
    ),
    read: ({ year, m = '', d, e }) => days(year, numberOf(m), Number(d), Number(e)),
  },
  {
    any: LATIN,
    has: MONTHS,
    and: DIGIT,
    pattern: new RegExp(
      `\\b${MONTH} (?<d>\\d{1,2})(?:st|nd|rd|th)?(?: ?- ?| to )(?<e>\\d{1,2})(?:st|nd|rd|th)?\\b(?!:|%)`,
      'g',
    ),
    read: ({ month, d, e }) => days(undefined, monthOf(month), Number(d), Number(e)),
  },
  {
    any: DIGIT | NUMERAL,
    has: '月'.split(' '),
    and: HAN,
    pattern: new RegExp(
      `(?:(?<year>\\d{4})年)?${HAN_MONTH}月(?:份)?(?<d>\\d{1,2}|[一二三四五六七八九十廿卅]{1,3})[日号]?(?!\\d|[个天名位人次元块年点时])`,
      'g',
    ),
    read: ({ year, m = '', d = '' }) => date(year, numberOf(m), numberOf(d)),
  },
  {
    any: DIGIT | NUMERAL,
    has: '月'.split(' '),
    and: HAN,
    pattern: new RegExp(
      `(?:(?<year>\\d{4})年)?(?<!个|\\d)${HAN_MONTH}月(?:份)?(?<p>[上中下]旬|初|中(?!旬)|底|末)?(?![\\d一二三四五六七八九十]|租|费|付|均|卡|内)`,
      'g',
    ),
    read: ({ year, m = '', p = '', all = '' }) => {
      const month = numberOf(m)
      if (month === null || month < 1 || month > 12 || (/^一月/.test(all) && p === '' && !year)) return null
      const third = /上旬/.test(p) ? 'start' : /下旬/.test(p) ? 'end' : part(p)
      return on(`${year ?? '-'}-${two(month)}${third ? `-${third}` : ''}`)
    },
  },
  {
    any: LATIN,
    has: MONTHS,
    and: DIGIT,
    pattern: new RegExp(
      `\\b${MONTH} (?:the )?(?<d>\\d{1,2})(?:st|nd|rd|th)?\\b(?!:|%)(?:,? (?<year>\\d{4})\\b)?`,
      'g',
    ),
    read: ({ year, month, d }) => date(year, monthOf(month), Number(d)),
  },
  {
    any: LATIN,
    has: MONTHS,
    and: DIGIT,
    pattern: new RegExp(
      `\\b(?<d>\\d{1,2})(?:st|nd|rd|th)?(?: ?- ?| to | and )(?<e>\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTH}(?![a-z])`,
      'g',
    ),
    read: ({ month, d, e }) => days(undefined, monthOf(month), Number(d), Number(e)),
  },
  {
    any: LATIN,
    has: MONTHS,
    and: DIGIT,
    pattern: new RegExp(
      `\\b(?<d>\\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]${MONTH}(?![a-z])(?:,?[ -](?<year>\\d{4})\\b)?`,
      'g',
    ),
    read: ({ year, month, d }) => date(year, monthOf(month), Number(d)),
  },
  {
    any: LATIN,
    has: MONTHS,
    pattern: new RegExp(
      `\\b(?<p>early|mid|late|(?:the )?(?:end|middle|beginning|start) of)?[ -]?${MONTH}\\b(?: (?<year>(?:19|20)\\d{2})\\b)?`,
      'g',
    ),
    read: ({ p, month = '', year, all = '' }) => {
      // "may" and "march" are mostly other words.
      if (/^(?:may|march|mar)$/.test(month) && p === undefined && year === undefined) return null
      if (/^(?:sat|sun)/.test(all)) return null
      const third = part(p)
      return on(`${year ?? '-'}-${two(monthOf(month))}${third ? `-${third}` : ''}`)
    },
  },
  {
    any: DIGIT | NUMERAL,
    has: '月'.split(' '),
    and: HAN,
    pattern:
      /(?:每个?月的?|每月|本月|当月|这个?月|次月|下个?月|上个?月)(?<d>\d{1,2}|[一二三四五六七八九十廿卅]{1,3})[日号](?!线|楼|窗)/g,
    read: ({ d = '', all = '' }) => {
      const day = numberOf(d)
      if (day === null || day < 1 || day > 31) return null
      return on(`month${/下|次/.test(all) ? '+1' : /上/.test(all) ? '-1' : ''}-${two(day)}`)
    },
  },
  {
    any: DIGIT | NUMERAL,
    has: '号 日'.split(' '),
    and: HAN,
    pattern:
      /(?<![\d月第.-])(?<d>\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]|廿[一二三四五六七八九]?)(?:(?:(?<=[于到至从在]\d{1,2})号|号(?=前|后|之|以|到|至|起|截|开|发|扣|还|出账|生效|[上下]午|[,。;!?~-]|$))(?!线|楼|窗|门|店|库|柜|院|口)|日(?=之?前|截止|出账|还款|扣款|起|到期|生效|开[始放]|发))/g,
    read: ({ d = '' }) => {
      const day = numberOf(d)
      return day === null || day < 1 || day > 31 ? null : on(`month-${two(day)}`)
    },
  },
  {
    any: DIGIT,
    has: ['/', '.'],
    pattern:
      /(?<=\b(?:on|by|until|till|before|after|from|due|since|(?:date|day|mon|tue|wed|thu|fri|sat|sun|deadline)[:,.]?) )(?<a>\d{1,2})\/(?<b>\d{1,2})(?![\d/])|(?<=[于至到在从自:]|日期:? ?)(?<a2>1?\d)\/(?<b2>[1-3]?\d)(?![\d/])|(?<![\d/.-])(?<a4>1?\d)\.(?<b4>[1-3]?\d)(?=[前起止号]|之前|截止|开始|恢复|到期)|(?<![\d/.-])(?<a3>1?\d)\/(?<b3>[1-3]?\d)(?= ?\((?:mon|tue|wed|thu|fri|sat|sun)|[由前起开截号]|之前|已?发货|送达)/g,
    read: ({ a, b, a2, b2, a3, b3, a4, b4, after = '' }) =>
      b4 !== undefined
        ? date(undefined, Number(a4), Number(b4))
        : b2 !== undefined || (b3 !== undefined && !after.startsWith(' ') && !after.startsWith('('))
          ? date(undefined, Number(a2 ?? a3), Number(b2 ?? b3))
          : slashed(Number(a ?? a3), Number(b ?? b3), undefined),
  },
  {
    any: LATIN,
    has: ['the '],
    and: DIGIT,
    pattern: /\b(?:on )?the (?<d>\d{1,2})(?:st|nd|rd|th)\b(?! (?:floor|time|order|day of))/g,
    read: ({ d }) => (Number(d) > 31 || Number(d) < 1 ? null : on(`month-${two(Number(d))}`)),
  },
  {
    // The first day of every month.
    any: HAN | LATIN,
    has: ['月', 'month'],
    pattern:
      /(?<o>每个?|次|下个?|当|本)月的?(?<p>第一天|首日|最后一天|末日)|\b(?:the )?(?<p2>first|last) day of (?<o2>each|every|the|next|a|your|this) month\b/g,
    read: ({ o = '', p, p2, o2 }) =>
      on(
        `month${/^[次下]/.test(o) || o2 === 'next' ? '+1' : ''}-${/^[第首]|first/.test(p ?? p2 ?? '') ? '01' : 'end'}`,
      ),
  },
  {
    any: HAN,
    has: '月'.split(' '),
    pattern: /(?<o>[本当这上下]个?|每个?)?月(?<p>初|中(?!旬)|底|末)/g,
    read: ({ o = '', p }) =>
      on(
        `month${/^[上下]/.test(o) ? `${(MONTH_OFFSET[o.charAt(0)] ?? 0) > 0 ? '+1' : '-1'}` : ''}-${part(p)}`,
      ),
  },
  {
    any: LATIN,
    has: 'month'.split(' '),
    pattern:
      /\b(?:the )?(?<p>end|middle|beginning|start) of (?<o>this|the|next|last|each|every) month\b|\b(?<p2>month-end)\b/g,
    read: ({ p, p2, o = '' }) => {
      const offset = MONTH_OFFSET[o] ?? 0
      return on(`month${offset > 0 ? '+1' : offset < 0 ? '-1' : ''}-${part(p ?? p2)}`)
    },
  },
  {
    any: HAN,
    has: '周 星期 礼拜'.split(' '),
    pattern:
      /(?<o>下下个?|[本这上下]个?)?(?:周|星期|礼拜)(?<a>[一二三四五六日天])(?:(?:\s*(?:-|~|至|到)\s*)(?<o2>[本这上下]个?)?(?:周|星期|礼拜)?(?<b>[一二三四五六日天]))?(?![个天年次份])/g,
    read: ({ o, a = '', b }) => week(o, a, b),
  },
  {
    any: LATIN,
    has: DAY,
    pattern: new RegExp(
      `\\b(?:(?<o>next|last|this|coming) )?(?<a>${EN_DAY})(?:\\s*(?:-|to|through|till?|until)\\s*(?<b>${EN_DAY}))?`,
      'g',
    ),
    read: ({ o, a = '', b }) => week(o, a, b),
  },
  {
    any: HAN,
    has: '周末 双休 工作日'.split(' '),
    pattern: /周末|双休日?|(?<!个|\d|[一二两三四五六七八九十几半] ?)工作日/g,
    read: ({ all }) => (all === '工作日' ? week(undefined, '一', '五') : week(undefined, '六', '日')),
  },
  {
    any: LATIN,
    has: 'weekday weekend'.split(' '),
    pattern: /\b(?:on )?(?:weekdays|every weekday)\b|\bweekends?\b/g,
    read: ({ all = '' }) => (/weekday/.test(all) ? week(undefined, '一', '五') : week(undefined, '六', '日')),
  },
  {
    any: LATIN,
    has: 'week'.split(' '),
    pattern: /\b(?:a|one) week from (?:today|now)\b|\bin a week's time\b/g,
    read: () => on('relative:7'),
  },
  {
    any: HAN,
    has: '天 日 昨 今 明 当晚'.split(' '),
    pattern:
      /大前天|大后天|前天|昨(?:[天日儿]|(?=[晚夜]))|今(?:[天日儿](?!后)|(?=[晚夜早]))|当(?:[天日](?!时)|(?=晚))|明(?:[天日儿]|(?=[晚早]))|(?<!以|今|之|然|最|随|售|背|日)后天(?!性)|次日|隔[天日](?!\d)|第二天/g,
    read: ({ all = '' }) => on(`relative:${RELATIVE.find(([one]) => one.test(all))?.[1] ?? 0}`),
  },
  {
    any: LATIN,
    has: ['day', 'tomorrow', 'night', 'this '],
    pattern:
      /\b(?:the day before yesterday|yesterday|last night|today|(?<!\d |\bat \w{3,6} )tonight|this (?:morning|afternoon|evening)|(?:the )?day after tomorrow|tomorrow|(?:the )?next[- ](?:working |business )?day|(?:the )?same[- ]day)\b/g,
    read: ({ all = '' }) =>
      /(?:working|business) day/.test(all)
        ? { kind: 'duration', value: [1], unit: 'workday' }
        : on(`relative:${RELATIVE.find(([one]) => one.test(all))?.[1] ?? 0}`),
  },
]
