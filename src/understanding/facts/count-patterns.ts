/** Counts and measures: numbers with what is counted, and numbers by themselves. */
import { estimateOf, numberOf } from './numerals.js'
import { DIGIT, type FactPattern, type Found, LATIN, N, NUMERAL, START, TO, WORD } from './pattern.js'

/** Names of one measure: kilograms are 公斤, 千克 and kg. */
const MEASURES: [string, string][] = [
  ['kg', '公斤|千克|kg\\b|kilos?\\b|kilograms?\\b'],
  ['g', '克(?!拉)|grams?\\b'],
  ['km', '公里|千米|km\\b|kilomet(?:er|re)s?\\b'],
  ['cm', '厘米|公分|cm\\b|centimet(?:er|re)s?\\b'],
  ['mm', '毫米|mm\\b'],
  ['m', '米(?!饭|粉|线|粥|面)|met(?:er|re)s?\\b'],
  ['mile', '英里|miles?\\b'],
  ['gb', 'gb?\\b|个?g(?![a-z])'],
  // "500M" is data in Chinese and 5m a length: by itself it is neither.
  ['', 'm\\b'],
  ['mb', '兆|mb\\b'],
  ['mbps', 'mbps\\b'],
  ['l', '升(?!级)|lit(?:er|re)s?\\b|l\\b'],
  ['ml', '毫升|ml\\b'],
  ['kwh', '度电?|kwh\\b|千瓦时'],
  ['w', '瓦|w\\b|watts?\\b'],
  ['tb', 'tb\\b'],
  ['mg', '毫克|mg\\b|milligrams?\\b'],
  ['mah', '毫安时?|mah\\b'],
  ['hz', 'hz\\b|赫兹?'],
  ['kcal', '大卡|千卡|kcal\\b|calories\\b'],
  ['ft', '英尺|ft\\b|feet\\b|foot\\b'],
  ['oz', '盎司|oz\\b|ounces?\\b'],
  ['lb', '磅|lbs?\\b'],
  ['°', '摄氏度|°c?|degrees?\\b'],
  ['寸', '英寸|寸|inch(?:es)?\\b'],
  ['斤', '斤'],
  ['吨', '吨|tonn?es?\\b|tons?\\b'],
  ['岁', '周?岁|years? old\\b'],
  ['倍', '倍'],
  ['积分', '积分|points?\\b'],
  ['公里程', '里程|airmiles\\b'],
  ['次', '次(?!日)|回|times\\b|attempts?\\b|tries\\b'],
  ['位', '个?人(?!工|民|员|为)|位|名(?!字|称)|people\\b|persons?\\b|guests?\\b|passengers?\\b|adults?\\b'],
  ['码', '个?码'],
]
const MEASURE = MEASURES.map(([, source]) => source).join('|')
const NAME = MEASURES.map(([name, source]): [string, RegExp] => [name, new RegExp(`^(?:${source})$`)])
/** Words that count things and say little of what they count. */
const CLASSIFIER =
  '[个件幅样封部台张条笔期款种级楼份项号路盒瓶包袋箱双套只支本页层晚桌排辆户册轮场步单根片罐桶床门颗粒头枚针剂节堂]'
const NOUN =
  '(?:[a-z]{2,14}s(?<!\\b(?:is|was|has|this|plus|its|does|always|unless|less|across|bus|gas|yes|us|ss|days|weeks|months|years|hours|minutes|business))|children|kids|men|women)\\b'

function unitOf(words: string | undefined): string | undefined {
  if (words === undefined) return undefined
  const known = NAME.find(([, pattern]) => pattern.test(words))?.[0]
  if (known) return known
  if (known === '') return undefined
  return /^[a-z]{3,}s$/.test(words) && !words.endsWith('ss') ? words.slice(0, -1) : words
}

/** One thing is mostly an article (一个问题), unless a limit is set. */
const LIMIT =
  /(?:限|最多|只能|只可|仅|每[人单户位次天日月年]?|共|起|至少|不超过|\b(?:only|max(?:imum)?|limit(?:ed)?(?: of| to)?|up to|at most|at least|just|exactly) ?)[领购买用可能申请享拍订办选人单]{0,3}$/
const LIMIT_AFTER =
  /^(?:[\u3400-\u9fff]{0,4}(?:为限|封顶|上限)| ?(?:[a-z]+ )?(?:only|max|maximum|at most|per|each)\b)/
/** Numbers of list items and of steps count nothing: "1. ", "(2) ", 第一, step 3. */
const ITEM = /(?:第|[(（]|\b(?:step|no\.?|section|chapter|option) ?)$/
/** Numbers that are names: gate 12, page 3. */
const NAMED =
  /\b(page|error|code|gate|room|floor|terminal|window|platform|counter|zone|line|level|size|bus|seat|row) $/

function hours(first: number, last: number): Found | null {
  const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`
  return first <= 12 && last >= 1 && Number.isInteger(first + last)
    ? { kind: 'time', value: [clock(first), clock(last)] }
    : null
}

/** How often, in one word. */
export const OFTEN_PATTERN: FactPattern = {
  any: LATIN,
  has: ['once', 'twice', 'both', 'pair'],
  pattern: /\b(?:twice|(?:only|just) once|once(?= (?:per|an?|each|every|daily)\b))|\b(?:both|a pair of)\b/g,
  read: ({ all = '' }) => ({
    kind: 'number',
    value: [/once/.test(all) ? 1 : 2],
    ...(/once|twice/.test(all) ? { unit: '次' } : {}),
  }),
}

/** What was asked for has this price: a number behind it is a sum, whatever the currency. */
const PRICE =
  /(?:[学年月话邮运房车餐票路小水电租押杂][费金价]|[月日年房]租|费用?|价格|售价|价钱|收费|定价)(?:是|为|:|要|收)? ?$/
/** The first of the sides of a thing: the measure stands behind the last one. */
const SIDES = new RegExp(`^(?: ?(?:[x×*]|by) ?[\\d.]{1,6}){1,2} ?(?<u>${MEASURE})`)
/** A hundred and twenty a head: 一百二一位. */
const EACH =
  /(?<![零〇一二两三四五六七八九十百千万])(?<n>[一二两三四五六七八九][千百][一二三四五六七八九])(?=一[位张个人份次件盒晚斤瓶台套节])/g
const PLACE_IN_LINE = /(?:排|队|序|号码|前面)[^,。!?;\n]{0,6}第$/

/** Gates, seats and rooms with a letter: B12. */
export const PLACE_PATTERN: FactPattern = {
  any: DIGIT,
  and: LATIN,
  pattern:
    /(?=[a-z]\d)(?<=(?:登机口|柜台|车厢|座位|诊室|窗口|站台|房间|展位|车位|\b(?:gate|room|seat|counter|platform|terminal|bay|desk|hall|aisle|stand))[^,。!?;\n]{0,6})(?<![a-z\d])[a-z]\d{1,3}(?![a-z\d])|(?<![a-z\d])[a-z]\d{1,3}(?=号?(?:登机口|柜台|诊室|窗口|站台|展位|车位))/g,
  read: ({ all = '' }) => ({ kind: 'number', value: [all], unit: 'place' }),
}

const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ')
/** The third floor; level 3 and 三楼 are counts with a name. */
export const FLOOR_PATTERN: FactPattern = {
  any: LATIN,
  has: ['floor'],
  pattern: new RegExp(`\\b(?:(?<n>\\d{1,2})(?:st|nd|rd|th)|(?<o>${ORDINALS.join('|')}))[- ]floor\\b`, 'g'),
  read: ({ n, o = '' }) => ({
    kind: 'number',
    value: [n === undefined ? ORDINALS.indexOf(o) + 1 : Number(n)],
    unit: 'floor',
  }),
}

export const EACH_PATTERN: FactPattern = {
  any: NUMERAL,
  has: ['百', '千'],
  pattern: EACH,
  read: ({ n = '' }) => {
    const value = numberOf(n)
    return value === null ? null : { kind: 'amount', value: [value], unit: 'CNY' }
  },
}

export const COUNT_PATTERN: FactPattern = {
  any: DIGIT | NUMERAL | WORD,
  pattern: new RegExp(
    `${START}(?:(?<a>${N})${TO})?(?<n>${N})(?<more>[几多余来])?(?:[\\s-]?(?<u>${MEASURE}|${CLASSIFIER})(?<half>半)?(?:(?<=米)(?<tail>[\\d一二三四五六七八九])(?![\\d个米]))?|[ -](?<w>${NOUN})|s(?![a-z]))?(?![a-z\\d]|年|月)`,
    'g',
  ),
  read: (g) => {
    const { a, n = '', more, u, w, half, tail, before = '', after = '' } = g
    const inLine = /\d/.test(n) && /^[号位名]$/.test(u ?? '') && PLACE_IN_LINE.test(before)
    if (inLine) return { kind: 'number', value: [Number(n)], unit: '位' }
    if (ITEM.test(before) && !/(?:人|位|times)/.test(u ?? '')) return null
    if (u === undefined && /^(?:[、)]|\.(?!\d))\s?\S/.test(after) && /(?:^|[\s:;。!?]) ?$/.test(before))
      return null
    const unit = unitOf(u ?? w ?? NAMED.exec(before)?.[1] ?? SIDES.exec(after)?.groups?.u)
    if (unit === undefined && a === undefined && more === undefined && PRICE.test(before)) {
      const value = numberOf(n)
      if (value !== null) return { kind: 'amount', value: [value], unit: 'CNY' }
    }
    const estimate = estimateOf(n, more)
    if (estimate !== null) {
      return u === undefined
        ? null
        : { kind: 'number', value: estimate, approximate: true, ...(unit ? { unit } : {}) }
    }
    if (more !== undefined) return null
    if (!/\d/.test(n)) {
      // A lone Chinese numeral is mostly part of a word (一般, 三方), unless it is long and the sentence ends there.
      if (
        u === undefined &&
        w === undefined &&
        /^[^a-z]/.test(n) &&
        !/^[一二三四五六七八九两][十百千万]/.test(n) &&
        !(n.length > 1 && /^(?:$|[\s,.;!?。、]|出头|左右|上下)/.test(after))
      ) {
        return null
      }
      if (
        n === '一' &&
        /[个种位项名人期条点张笔单件台]/.test(u ?? '') &&
        !LIMIT.test(before) &&
        !LIMIT_AFTER.test(after)
      )
        return null
      // 一次两片 tells how many go with each.
      if (n === '一' && u === '次' && /^[\d两二三四五六七八九十半]/.test(after)) return null
      if (n === 'one' && !LIMIT.test(before) && !LIMIT_AFTER.test(after)) return null
    }
    const read = [...(a === undefined ? [] : [numberOf(a)]), numberOf(n)]
    if (read.includes(null)) return null
    const value = read as number[]
    const [first = 0, last = 0] = value
    // "9-5" runs over noon: nobody counts down.
    if (a !== undefined && unit === undefined && first > last) return hours(first, last)
    const rest = (half ? 0.5 : 0) + (tail ? (numberOf(tail) ?? 0) / 10 : 0)
    return {
      kind: 'number',
      value: rest > 0 ? [...value.slice(0, -1), (value.at(-1) ?? 0) + rest] : value,
      ...(unit === undefined ? {} : { unit }),
    }
  },
}
