/** Times of day. */
import { numberOf } from './numerals.js'
import { DIGIT, type FactPattern, type Found, type Groups, HAN, LATIN, NUMERAL, TO, WORD } from './pattern.js'

/** Where no part of the day is said, five may be 05:00 or 17:00: compare.ts looks for these words in the span. */
export const DAY_PART =
  /上午|下午|午后|晚|早|清晨|凌晨|中午|正午|午夜|傍晚|夜|次日|[ap]\.?m\b|noon|midnight|morning|afternoon|evening|night|\b0\d:/

const CLOCK = '(?:上午|下午|午后|晚上|晚间|早上|早晨|清晨|凌晨|中午|傍晚|半夜|夜里|夜间|夜晚|晚|早)?'
const MARK =
  '(?:am|pm|a\\.m\\.|p\\.m\\.?)(?![a-z])|(?:in the )?(?:morning|afternoon|evening)\\b|at night\\b|tonight\\b'
const LATER = /^(?:下午|午后|晚|当晚|今晚|昨晚|明晚|傍晚|p\.?m|(?:in the )?(?:afternoon|evening)|tonight)/
const NIGHT = /^(?:半夜|夜|at night)/
const HOUR =
  '(?<!(?:周|星期|礼拜)(?=[一二三四五六日]))(?:\\d{1,2}|二?十[一二三四五六七八九]?|[一二三四五六七八九两])'
const HOUR_WORD = 'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve'

function minutes(hour: number | null, minute: number, part: string | undefined): string | null {
  if (hour === null || hour > 24 || minute > 59) return null
  const said = part ?? ''
  let shifted = hour
  if (hour < 12 && (LATER.test(said) || (NIGHT.test(said) && hour >= 6))) shifted = hour + 12
  else if (hour === 12 && /^(?:a\.?m|凌晨|半夜)/.test(said)) shifted = 0
  else if (hour === 12 && /^(?:晚|夜|今晚|当晚|at night)/.test(said)) shifted = 24
  else if (hour < 4 && said === '中午') shifted = hour + 12
  return `${String(shifted).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** 1-5pm begins in the afternoon too, 9-5pm does not. */
function firstPart(hour: number | null, last: number | null | undefined, g: Groups): string | undefined {
  const own = g.q ?? (g.p || undefined)
  if (own !== undefined || last === undefined || last === null || hour === null) return own
  return g.q2 !== undefined && hour < last && hour !== 12 ? g.q2 : undefined
}

function time(g: Groups, second: number | null | undefined, m: number, m2: number): Found | null {
  const hour = numberOf(g.h ?? '')
  const first = minutes(hour, m, firstPart(hour, second, g))
  if (first === null) return null
  if (second === undefined) return { kind: 'time', value: [first] }
  // 下午两点到五点: what is said of the first holds for the second, unless it would end before it began.
  const own = g.q2 ?? (g.p2 || undefined)
  const carried = own ?? (second !== null && hour !== null && second > hour ? g.p || undefined : undefined)
  const last = minutes(second, m2, carried)
  return last === null ? null : { kind: 'time', value: [first, last] }
}

const at = (value: string): Found => ({ kind: 'time', value: [value] })

export const CLOCK_PATTERNS: FactPattern[] = [
  {
    // 9-18点, and 朝九晚五.
    any: DIGIT | NUMERAL,
    and: HAN,
    has: '点 早 朝'.split(' '),
    pattern: new RegExp(
      `(?<p>${CLOCK})(?<![\\d:.])(?<h>\\d{1,2})${TO}(?<p2>${CLOCK})(?<h2>\\d{1,2})点(?!\\d*[%元])|[早朝](?<from>\\d{1,2}|[七八九十])晚(?<until>\\d{1,2}|[五六七八九十])(?![点:\\d])`,
      'g',
    ),
    read: (g) => {
      const { from, until, ...rest } = g
      if (from !== undefined) return time({ h: from, p: '早', p2: '晚' }, numberOf(until ?? ''), 0, 0)
      return time(rest, Number(g.h2), 0, 0)
    },
  },
  {
    any: DIGIT | WORD,
    has: 'half quarter'.split(' '),
    and: LATIN,
    pattern: new RegExp(
      `\\b(?:(?<x>half|quarter) (?:(?<way>past|to) |(?<=half )(?=(?:${HOUR_WORD})\\b)))(?<h>\\d{1,2}|${HOUR_WORD})\\b(?:\\s*(?<q>${MARK}))?`,
      'g',
    ),
    read: ({ x, way, q, h = '' }) => {
      const hour = numberOf(h)
      if (hour === null || hour > 12) return null
      const past = x === 'half' ? 30 : 15
      const first = way === 'past' ? minutes(hour, past, q) : minutes((hour + 11) % 12, 60 - past, q)
      return first === null ? null : at(first)
    },
  },
  {
    // Twenty to midnight, ten past nine.
    any: WORD | DIGIT,
    has: ['past', ' to '],
    and: LATIN,
    pattern: new RegExp(
      `\\b(?<min>five|ten|twenty(?:[- ]five)?|quarter|half)(?: minutes)? (?<way>past|to) (?:(?<noon>noon|midday|midnight)|(?<h>\\d{1,2}|${HOUR_WORD})(?=\\s*(?:$|[.,;!?)]|${MARK})))\\b(?:\\s*(?<q>${MARK}))?`,
      'g',
    ),
    read: ({ min = '', way, noon, h = '', q }) => {
      const past = min === 'quarter' ? 15 : min === 'half' ? 30 : (numberOf(min) ?? 0)
      const hour = noon === undefined ? numberOf(h) : noon === 'midnight' ? (way === 'to' ? 24 : 0) : 12
      if (hour === null || hour < (way === 'to' ? 1 : 0)) return null
      const first = way === 'past' ? minutes(hour, past, q) : minutes(hour - 1, 60 - past, q)
      return first === null ? null : at(first)
    },
  },
  {
    any: DIGIT | NUMERAL | WORD | HAN | LATIN,
    has: ['24', '二十四', '全天候', 'the clock'],
    pattern:
      /\b(?:a)?round the clock\b|全天候|(?:全天(?:候)?)?(?:7 ?[x×*] ?)?(?:24|二十四)(?:个)?小时(?=(?:[^\d,。;!]{0,2})(?:热线|服务|在线|营业|客服|人工|值班|值守|开放|不打烊|受理|自助|接听|都))|(?<![\d/])24\/7(?![\d/])|7 ?[x×*] ?24(?:小时)?|\b24 hours a day\b|\b24[- ]hour (?=hotline|line|service|support|helpline|reception|desk)/g,
    read: () => ({ kind: 'time', value: ['00:00', '24:00'] }),
  },
  {
    any: DIGIT | WORD,
    has: 'am pm a.m p.m morning afternoon evening night'.split(' '),
    and: LATIN,
    pattern: new RegExp(
      `(?<![\\d:.])(?<!:\\d\\d\\s*(?:${MARK})?(?:${TO})?)\\b(?<h>\\d{1,2}|${HOUR_WORD})(?:[.](?<m>\\d{2}))?(?: o'?clock)?(?:${TO}(?<h2>\\d{1,2}|${HOUR_WORD})(?:[:.](?<m2>\\d{2}))?)?\\s*(?<q>${MARK})(?:${TO}(?<h3>\\d{1,2}|${HOUR_WORD})(?:[:.](?<m3>\\d{2}))?\\s*(?<q2>${MARK})?(?![\\d%$€£]))?`,
      'g',
    ),
    read: (g) => {
      const { h2, m2, h3, m3, q, q2, ...rest } = g
      if (h2 !== undefined) return time({ ...rest, q2: q }, numberOf(h2), Number(g.m ?? 0), Number(m2 ?? 0))
      return time(
        { ...rest, q, q2 },
        h3 === undefined ? undefined : numberOf(h3),
        Number(g.m ?? 0),
        Number(m3 ?? 0),
      )
    },
  },
  {
    any: DIGIT,
    has: ':'.split(' '),
    pattern: new RegExp(
      `(?<p>${CLOCK})\\s*(?<![\\d.]|\\d:)(?<h>\\d{1,2}):(?<m>\\d{2})(?::\\d{2})?(?!\\d)\\s*(?<q>${MARK})?(?:${TO}(?<p2>${CLOCK}|次日)(?<h2>\\d{1,2})(?::(?<m2>\\d{2})|(?=\\s*(?:am|pm)\\b))(?!\\d)\\s*(?<q2>${MARK})?)?`,
      'g',
    ),
    read: (g) => time(g, g.h2 === undefined ? undefined : Number(g.h2), Number(g.m), Number(g.m2 ?? 0)),
  },
  {
    any: DIGIT | NUMERAL,
    has: '点 时'.split(' '),
    and: HAN,
    pattern: new RegExp(
      `(?<p>${CLOCK})(?:的)?(?<![\\d.])(?<h>${HOUR})[点时](?!击|间|期|候|效|常|[一二三四五六七八九十\\d]+[%元])(?:(?<half>半)|(?<quarter>[一三])刻|(?<min>\\d{1,2}|[二三四五]?十[一二三四五六七八九]?)分?(?!\\d|[天个元块]))?(?<whole>整|钟)?(?:${TO}(?<p2>${CLOCK}|次日)(?<h2>${HOUR})[点时](?<half2>半)?)?`,
      'g',
    ),
    read: (g) => {
      // 有一点问题 and 以下两点 tell no time.
      const told = /\d/.test(g.h ?? '') || g.p || g.half || g.min || g.quarter || g.whole || g.h2
      const hour = numberOf(g.h ?? '') ?? 0
      if (!told && (hour < 5 || /时/.test(g.all ?? ''))) return null
      const second = g.h2 === undefined ? undefined : numberOf(g.h2)
      const past = g.half ? 30 : g.quarter ? (g.quarter === '一' ? 15 : 45) : (numberOf(g.min ?? '零') ?? 0)
      return time(g, second, past, g.half2 ? 30 : 0)
    },
  },
  {
    any: LATIN,
    has: 'noon midday midnight'.split(' '),
    pattern: new RegExp(
      `\\b(?:noon|midday)\\b(?:${TO}(?<h2>\\d{1,2})(?::(?<m2>\\d{2}))?\\s*(?<q2>${MARK})?(?!\\d))?|\\bmidnight\\b`,
      'g',
    ),
    read: ({ all = '', h2, m2, q2 }) => {
      if (all.startsWith('midnight')) return at('00:00')
      if (h2 === undefined) return at('12:00')
      const last = minutes(Number(h2), Number(m2 ?? 0), q2 ?? (Number(h2) < 12 ? 'pm' : undefined))
      return last === null ? null : { kind: 'time', value: ['12:00', last] }
    },
  },
  {
    any: HAN,
    has: '正午 中午 午夜 零'.split(' '),
    pattern: /(?<!\d|分之)(?:正午|中午|午夜|零点|零时)(?![休饭餐\d])/g,
    read: ({ all = '' }) => at(/午夜|零/.test(all) ? '24:00' : '12:00'),
  },
  {
    // "until ten", "at 3.30": an hour behind a word for a time, with nothing counted behind it.
    any: DIGIT | WORD,
    and: LATIN,
    pattern: new RegExp(
      `(?=[\\dotfsen])(?<=\\b(?:at|until|till|by|from|after|before|around) )(?<h>1?\\d|2[0-4]|${HOUR_WORD})(?:\\.(?<m>[0-5]\\d))?(?=\\s*(?:$|[,;!?)]|\\.(?!\\d)|(?:and|or|on|every|each|in the|daily|today|tomorrow|sharp|weekdays|but|so|when|if|we|you|please|local)\\b))`,
      'g',
    ),
    read: (g) => {
      const hour = numberOf(g.h ?? '')
      return hour === null || hour < 1 ? null : time(g, undefined, Number(g.m ?? 0), 0)
    },
  },
  {
    any: DIGIT | WORD,
    has: 'clock'.split(' '),
    and: LATIN,
    pattern: new RegExp(`\\b(?<h>\\d{1,2}|${HOUR_WORD}) ?o'?clock\\b`, 'g'),
    read: (g) => time(g, undefined, 0, 0),
  },
  {
    // "opens at five", "from 8 to 6": a bare hour only behind a word for a time, and with nothing counted behind it.
    any: DIGIT | WORD,
    and: LATIN,
    pattern: new RegExp(
      `(?=[\\dotfsen])(?<=\\b(?:(?:opens?|closes?|starts?|begins?|ends?|kicks? off|check-?(?:in|out)|arrives?|leaves?|departs?|open|closed|shuts?)(?: is| are)?(?: from| at| by| until| till| before| after| around)|(?:until|till|around|from|at|by)(?= \\S+ to \\d{1,2}(?![\\d%]))|(?:days?|fri|sat|sun)[,:]?(?: at| from)?(?= \\d{1,2} ?(?:-|to) ?\\d{1,2}(?![\\d%])|(?<= at) )) )(?<h>\\d{1,2}|${HOUR_WORD})(?:${TO}(?<h2>\\d{1,2}|${HOUR_WORD}))?(?![\\d%:]|\\.\\d|-|,\\d| ?(?:days?|hours?|minutes?|weeks?|months?|years?|percent|per|business|working|dollars?|pounds?|euros?|yuan|items?|people|[a-z]{0,3}\\$|usd|%|degrees))`,
      'g',
    ),
    read: (g) => {
      const hour = numberOf(g.h ?? '')
      const second = g.h2 === undefined ? undefined : numberOf(g.h2)
      return hour === null || hour > 24 || hour < 1 ? null : time(g, second, 0, 0)
    },
  },
]
