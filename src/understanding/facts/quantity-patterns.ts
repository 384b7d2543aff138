/** Shares, sums of money and spans of time. */
import { estimateOf, numberOf } from './numerals.js'
import {
  DIGIT,
  type FactPattern,
  type Found,
  type Groups,
  HAN,
  LATIN,
  N,
  NUMERAL,
  START,
  TO,
  WORD,
} from './pattern.js'

/** One number, both ends of a range, or the ends of an estimate. */
function values(g: Groups): Pick<Found, 'value' | 'approximate'> | null {
  const last = numberOf(g.n ?? '')
  const estimate = estimateOf(g.n ?? '', g.more === '个多' ? undefined : g.more)
  if (estimate !== null) return { value: estimate, approximate: true }
  if (last === null || (g.more !== undefined && g.more !== '个多')) return null
  if (g.a === undefined) return { value: [last], ...(g.more === undefined ? {} : { approximate: true }) }
  const first = numberOf(g.a)
  return first === null ? null : { value: [first, last] }
}

const round = (value: number) => Math.round(value * 1e6) / 1e6

const DURATIONS: [string, string, number][] = [
  ['个?(?:工作日|工作天|交易日)|(?:business|working|work|week)[ -]?days?\\b', 'workday', 1],
  ['秒钟?|seconds?\\b|secs?\\b', 'second', 1],
  ['分钟|minutes?\\b|mins?\\b', 'minute', 1],
  ['个?小时|个?钟头?(?!楼)|hours?\\b|hrs?\\b|h\\b|h(?=[0-5]\\d\\b)', 'hour', 1],
  ['个?(?:自然日|自然天)|天|日(?!元|本|志|[期用])|(?:calendar |consecutive )?days?\\b', 'day', 1],
  ['周(?![一二三四五六日末年岁])|个?星期(?![一二三四五六日])|个?礼拜|weeks?\\b|wks?\\b', 'day', 7],
  ['fortnights?\\b', 'day', 14],
  ['个月|(?<=个[多半])月|months?\\b', 'month', 1],
  ['个?季度|quarters?\\b(?! (?:past|to|of an))', 'month', 3],
  ['周年|年(?!级|龄|费|化|代)|years?\\b|yrs?\\b', 'month', 12],
]
const units = (prefix: string) => DURATIONS.map(([source], i) => `(?<${prefix}${i}>${source})`).join('|')
const UNITS = units('u')

function duration(g: Groups, found: Pick<Found, 'value' | 'approximate'> | null): Found | null {
  const index = DURATIONS.findIndex((_, i) => (g[`u${i}`] ?? g[`v${i}`] ?? g[`w${i}`]) !== undefined)
  const entry = DURATIONS[index]
  if (entry === undefined || found === null) return null
  const [, unit, scale] = entry
  // 2026年 is a year, not a span of time.
  if (g[`u${index}`] === '年' && found.value.some((one) => Number(one) >= 1900)) return null
  return { kind: 'duration', ...found, value: found.value.map((one) => round(Number(one) * scale)), unit }
}

const CURRENCY: [RegExp, string][] = [
  [/^(?:hk ?\$|hkd|hk dollars?|港[币元纸]|港幣)$/, 'HKD'],
  [/^(?:nt ?\$|nt[d]?|twd|新?台币|新台币元)$/, 'TWD'],
  [/^(?:s ?\$|sgd|新加坡元|新币)$/, 'SGD'],
  [/^(?:au? ?\$|aud|澳元|澳币)$/, 'AUD'],
  [/^(?:ca? ?\$|cad|加元|加币)$/, 'CAD'],
  [/^(?:us ?\$|usd|us dollars?|美元|美金|\$|dollars?|bucks|cents?)$/, 'USD'],
  [/^(?:€|eur|euros?|欧元|欧)$/, 'EUR'],
  [/^(?:£|gbp|pounds?(?: sterling)?|quid|英镑|镑|pence|p)$/, 'GBP'],
  [/^(?:jpy|日元|日币|yen|円)$/, 'JPY'],
  [/^(?:₩|krw|won|韩元|韩币)$/, 'KRW'],
  [/^(?:₹|inr|rupees?|rs\.?|卢比)$/, 'INR'],
]
const BEFORE =
  '(?:us|hk|nt) ?\\$|(?<![a-z])(?:au?|ca?|s)\\$|\\$|¥|€|£|₩|₹|\\b(?:rmb|cny|usd|hkd|twd|ntd|sgd|eur|gbp|jpy|rs\\.?)|人民币|新?台币|港[币元]|美[元金]|欧元|英镑|日元|澳元'
const AFTER =
  '元整?|圆整?|块钱?|人民币|rmb\\b|cny\\b|yuan\\b|美元|美金|港[币元纸]|新?台币|欧元|英镑|镑|日元|日币|韩元|澳元|加元|新加坡元|€|£|' +
  '(?:us|hk) dollars?\\b|usd\\b|dollars?\\b|bucks\\b|hkd\\b|twd\\b|ntd\\b|sgd\\b|eur\\b|euros?\\b|gbp\\b|pounds?\\b(?! (?:in|of) weight)|quid\\b|yen\\b|jpy\\b|won\\b|rupees?\\b'
/** What stands behind a sum and is a tenth or a hundredth of it: 三块五, 9块9毛5, 两元五角. */
const REST =
  '(?<tail>[一二两三四五六七八九壹贰叁肆伍陆柒捌玖\\d])(?:[毛角](?<cent>[一二三四五六七八九壹贰叁肆伍陆柒捌玖\\d])?分?|(?<=块[一二三四五六七八九\\d])(?!包(?!邮)|[\\d个天年月日号次件位折%.点小人份套条双瓶盒台张公里米克斤]|元|块|千|百))'

function amount(word: string, found: Pick<Found, 'value' | 'approximate'> | null): Found | null {
  if (found === null) return null
  const unit = CURRENCY.find(([pattern]) => pattern.test(word))?.[1] ?? 'CNY'
  return { kind: 'amount', ...found, unit }
}

/** What a share is of: parts of a hundred, a thousand or ten thousand. */
const PARTS: Record<string, number> = { 百: 1, 千: 0.1, 万: 0.01 }
const FRACTIONS: Record<string, number> = { third: 3, quarter: 4, fifth: 5, tenth: 10 }
const MONEY = '\\d[\\d,]*(?:\\.\\d+)?(?:[百千]?[万亿]|[百千]|k\\b| ?(?:million|thousand)\\b)?'
const sum = (text: string) => {
  const word = /(k|million|thousand)$/.exec(text)?.[1]
  const value = numberOf(text.replace(/ ?(?:k|million|thousand)$/, ''))
  return value === null ? null : value * (word === undefined ? 1 : word === 'million' ? 1e6 : 1e3)
}

export const SHARE_PATTERNS: FactPattern[] = [
  {
    any: DIGIT | NUMERAL | WORD,
    has: '% ‰ percent cent 成 分之 百分点'.split(' '),
    pattern: new RegExp(
      `${START}(?:(?<a>${N})%?${TO})?(?<n>${N})\\s*(?<p>%|‰|percent\\b|per cent\\b|成(?![功交为员本年立长都份])|个百分点)|(?<of>[百千万]|[二三四五六七八九十]|\\d{1,2})分之(?<c>[零一二两三四五六七八九十百点\\d.]{1,8})`,
      'g',
    ),
    read: ({ a, n, c, p, of }) => {
      const scale =
        of !== undefined ? (PARTS[of] ?? 100 / (numberOf(of) ?? 100)) : p === '‰' ? 0.1 : p === '成' ? 10 : 1
      const read = [...(a === undefined ? [] : [numberOf(a)]), numberOf(n ?? c ?? '')]
      if (p === '成' && read.some((one) => one === null || one > 10)) return null
      return read.includes(null)
        ? null
        : { kind: 'percent', value: read.map((one) => round(Number(one) * scale)), unit: '%' }
    },
  },
  {
    // 九五折 and 95折 ask for 95 % of the price, 9折 for 90 %: their own unit, never a share.
    any: DIGIT | NUMERAL,
    has: '折'.split(' '),
    and: HAN,
    pattern:
      /(?<![\d.])(?<n>\d(?:\.\d)?|\d{2}|[一二三四五六七八九]{1,2}|[一二三四五六七八九]点[一二三四五六七八九])折(?![叠断旧算])/g,
    read: ({ n = '' }) => {
      const digits = [...n.replace('点', '')]
        .map((one) => ('零一二三四五六七八九'.includes(one) ? '零一二三四五六七八九'.indexOf(one) : one))
        .join('')
      const tenths = digits.length === 1 || digits.includes('.')
      return { kind: 'percent', value: [round(Number(digits) * (tenths ? 10 : 1))], unit: '折' }
    },
  },
  {
    any: HAN,
    has: '半 全额 全款 免息 零利 百分百 百分之百'.split(' '),
    pattern: /半价|对半|一半|半数|全额|全款|免息|零利[息率]|百分(?:之?百|百)/g,
    read: ({ all = '' }) => ({
      kind: 'percent',
      value: [/^[全百]/.test(all) ? 100 : /半/.test(all) ? 50 : 0],
      unit: '%',
    }),
  },
  {
    any: LATIN,
    has: 'half 50-50'.split(' '),
    pattern:
      /\bhalf[- ](?:price|off|back|fare|refunded)\b|\b(?:half|50-50)(?= (?:of )?(?:the|your|its|it|this|that|their|is|will)\b(?! (?:day|hour|month|year|week)))|(?<=\b(?:by|get|pay|lose|refund|only|keep|return|returns|costs?) )half\b(?! (?:an?|past|hour|day|\d))/g,
    read: () => ({ kind: 'percent', value: [50], unit: '%' }),
  },
  {
    any: LATIN,
    has: 'third quarter fifth tenth'.split(' '),
    pattern:
      /\b(?<n>an?|one|two|three) (?<of>third|quarter|fifth|tenth)s?\b(?! (?:of an hour|past|to|floor|time|day|party|parties|person))/g,
    read: ({ n = '', of = '' }) => {
      const share = (n === 'two' ? 2 : n === 'three' ? 3 : 1) / (FRACTIONS[of] ?? 1)
      return { kind: 'percent', value: [Math.round(share * 1000) / 10], unit: '%' }
    },
  },
  {
    any: LATIN,
    has: 'full interest'.split(' '),
    pattern:
      /\bfull (?:refund|amount|price|fare|deposit)\b|\bin full\b|\binterest[- ]free\b|\bno interest\b/g,
    read: ({ all = '' }) => ({ kind: 'percent', value: [all.includes('interest') ? 0 : 100], unit: '%' }),
  },
]

export const AMOUNT_PATTERNS: FactPattern[] = [
  {
    any: DIGIT,
    has: '$ ¥ € £ ₩ ₹ rmb cny usd hkd twd ntd sgd eur gbp jpy rs 币 美 元 镑'.split(' '),
    pattern: new RegExp(
      `(?<c>${BEFORE})\\s*(?<a>${MONEY})(?:${TO}(?:${BEFORE})?\\s*(?<n>${MONEY}))?(?:\\s*(?:${AFTER}))?`,
      'g',
    ),
    read: ({ c = '', a = '', n }) => {
      const read = [sum(a), ...(n === undefined ? [] : [sum(n)])]
      return read.includes(null) ? null : amount(c, { value: read as number[] })
    },
  },
  {
    any: DIGIT | NUMERAL | WORD,
    has: '元 块 圆 币 rmb cny yuan 美金 镑 € £ dollar usd buck hkd twd ntd sgd eur gbp pound quid yen jpy won rupee 港纸'.split(
      ' ',
    ),
    pattern: new RegExp(
      `${START}(?:(?<a>${N})(?:元|块)?${TO})?(?<n>${N})(?<more>[几多余来])?\\s*(?<c>${AFTER})(?:${REST})?`,
      'g',
    ),
    read: (g) => {
      const { n = '', c = '', tail, cent } = g
      // 一块 alone mostly means together.
      if (n === '一' && c === '块' && tail === undefined) return null
      const found = values(g)
      if (found === null || tail === undefined) return amount(c, found)
      const last =
        Number(found.value.at(-1)) + (numberOf(tail) ?? 0) / 10 + (numberOf(cent ?? '零') ?? 0) / 100
      return amount(c, { ...found, value: [...found.value.slice(0, -1), round(last)] })
    },
  },
  {
    any: DIGIT | NUMERAL,
    has: '毛 角 分钱'.split(' '),
    and: HAN,
    pattern: new RegExp(
      `${START}(?<n>${N})(?<c>[毛角]钱?(?!绒|衣|巾|色|度|落)|分钱)(?:(?<=[毛角])(?<tail>[一二三四五六七八九\\d])分?(?![\\d个天]))?`,
      'g',
    ),
    read: ({ n = '', c = '', tail = '零' }) => {
      const value = numberOf(n)
      if (value === null) return null
      const sum = c.startsWith('分') ? value / 100 : value / 10 + (numberOf(tail) ?? 0) / 100
      return amount('元', { value: [round(sum)] })
    },
  },
  {
    any: DIGIT | WORD,
    has: 'cent pence p'.split(' '),
    and: LATIN,
    pattern: new RegExp(`${START}(?<n>${N}) ?(?<c>cents?|pence|p)(?![a-z])`, 'g'),
    read: ({ n = '', c = '' }) => {
      const value = numberOf(n)
      return value === null || (c === 'p' && !/\d/.test(n))
        ? null
        : amount(c, { value: [round(value / 100)] })
    },
  },
  {
    any: LATIN,
    has: 'fiver tenner'.split(' '),
    pattern: /\b(?:a|one) (?<note>fiver|tenner)\b/g,
    read: ({ note }) => amount('quid', { value: [note === 'fiver' ? 5 : 10] }),
  },
]

const RATE =
  /(?:\b(?:times|twice|once|dollars?|pounds|euros?|yuan|cents|pence|usd|gb|mb|people|items?)|\d|%) $/

/** 20 yuan a day, at most 40 a day: how much, not how long. */
const isRate = ({ before = '', after = '' }: Groups) =>
  (/(?:元|块钱?|\d|次|每)$/.test(before) && !/^[之以内后前起]/.test(after)) ||
  /^(?:封顶|最[多高]|不超过|上限|只[能限]|内?最|[\d.]{1,8} ?(?:元|块|次))/.test(after)

export const DURATION_PATTERNS: FactPattern[] = [
  {
    // Every day, told as seven of them: no span of time.
    any: LATIN,
    has: 'days a'.split(' '),
    pattern: /\b(?:7|seven) days a week\b|\b365 days a year\b/g,
    read: () => ({ kind: 'date', value: ['weekday:1', 'weekday:7'] }),
  },
  {
    any: DIGIT | NUMERAL | WORD,
    has: '秒 分 时 钟 天 日 周 星期 礼拜 月 年 季度 交易 工作 day hour min sec week month year hr h wk yr fortnight quarter'.split(
      ' ',
    ),
    pattern: new RegExp(
      `${START}(?<![第几数])(?:(?<a>${N})(?:个?(?:工作日|小时|月|天|日|周|年)| (?:weeks?|days?|hours?))?(?:${TO}|\\s+or\\s+|或))?(?<n>${N})(?<more>[几多余来]|个多)?(?<half>个?半| and a half)?[ -]?(?:${UNITS})(?<and>半(?![价折额])| and a half)?`,
      'g',
    ),
    read: (g) => {
      const found = values(g)
      if (found === null || (/^(?:一|one)$/.test(g.n ?? '') && isRate(g))) return null
      const half = g.half !== undefined || g.and !== undefined ? 0.5 : 0
      return duration(g, {
        ...found,
        value: found.value.map((one, i, all) => Number(one) + (i === all.length - 1 ? half : 0)),
      })
    },
  },
  {
    any: NUMERAL | LATIN,
    pattern: new RegExp(
      `\\ban? (?:${units('w')}) or (?<or>two|three)\\b|(?<half>半个?|\\bhalf[ -](?:an? )?)(?:${UNITS})|\\ban? (?:${units('v')})(?<and> and a half)?|(?<x>一刻钟|三刻钟)|\\b(?<y>a|three) quarters? of an hour\\b`,
      'g',
    ),
    read: (g) => {
      if (g.x ?? g.y) {
        return { kind: 'duration', value: [g.x === '一刻钟' || g.y === 'a' ? 15 : 45], unit: 'minute' }
      }
      // Twice a day and 30 dollars a day tell how often and how much, not how long.
      if (!g.half && RATE.test(g.before ?? '')) return null
      if (g.or) return duration(g, { value: [1, g.or === 'two' ? 2 : 3] })
      return duration(g, { value: [g.half ? 0.5 : g.and ? 1.5 : 1] })
    },
  },
]
