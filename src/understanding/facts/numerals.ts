/** Numbers as people write them: digits with separators, Chinese numerals, English number words. */

const DIGIT: Record<string, number> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  二: 2,
  贰: 2,
  两: 2,
  俩: 2,
  弍: 2,
  三: 3,
  仨: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
}
const UNIT: Record<string, number> = { 十: 10, 拾: 10, 百: 100, 佰: 100, 千: 1000, 仟: 1000 }
const GROUP: Record<string, number> = { 万: 1e4, 亿: 1e8 }

/**
 * Value of a Chinese numeral such as 三千五, 一百零二, 两万, 二〇二六, 1万, 3.5万 or 两千万; null when it is none
 * or only about right (十几, 几百, 三十多). A digit right after a unit stands for the next lower unit: 一百二 is 120.
 */
export function chineseNumber(text: string): number | null {
  if (/[廿卅]/.test(text)) return chineseNumber(text.replace('廿', '二十').replace('卅', '三十'))
  const mixed = /^(\d+(?:\.\d+)?)([百千万亿])?(万|亿)?$/.exec(text)
  if (mixed) {
    const scale = (UNIT[mixed[2] ?? ''] ?? GROUP[mixed[2] ?? ''] ?? 1) * (GROUP[mixed[3] ?? ''] ?? 1)
    return Math.round(Number(mixed[1]) * scale * 1e6) / 1e6
  }
  if (text === '半') return 0.5
  const point = text.indexOf('点')
  if (point > 0) {
    const whole = chineseNumber(text.slice(0, point))
    const fraction = spelledDigits(text.slice(point + 1))
    return whole === null || fraction === null ? null : Number(`${whole}.${fraction}`)
  }
  // Two digits side by side are an estimate (两三 is two or three); three or more are read out one by one.
  if (text.length > 2) {
    const digits = spelledDigits(text)
    if (digits !== null) return Number(digits)
  }
  let total = 0
  let group = 0
  let digit: number | null = null
  let last = Number.POSITIVE_INFINITY
  let plain = true
  for (const character of text) {
    const value = DIGIT[character]
    const unit = UNIT[character]
    const large = GROUP[character]
    if (value !== undefined) {
      if (digit !== null && digit !== 0) return null
      digit = value
      if (value === 0) plain = true
    } else if (unit !== undefined) {
      if (unit >= last && last < 1e4) return null
      if (digit === null && (unit !== 10 || group % 100 !== 0)) return null
      group += (digit ?? 1) * unit
      digit = null
      last = unit
      plain = false
    } else if (large !== undefined) {
      const sum = group + (digit ?? 0)
      if (sum === 0 && total === 0) return null
      total = large > 1e4 ? (total + sum) * large : total + sum * large
      group = 0
      digit = null
      last = large
      plain = false
    } else {
      return null
    }
  }
  if (text === '') return null
  // 一百二 means 120, 两万五 means 25000; after 零 the digit counts as it stands, and 十五 is 15.
  if (digit !== null) group += digit * (plain || last <= 10 ? 1 : last / 10)
  return total + group
}

function spelledDigits(text: string): string | null {
  let digits = ''
  for (const character of text) {
    const value = DIGIT[character]
    if (value === undefined) return null
    digits += value
  }
  return digits === '' ? null : digits
}

const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const WORD = new Map<string, number>([
  ...SMALL.map((word, i): [string, number] => [word, i]),
  ...TENS.map((word, i): [string, number] => [word, 20 + 10 * i]),
  ['a', 1],
  ['an', 1],
])

/** Value of English number words such as "twenty-one" or "two thousand five hundred"; null when it is none. */
export function englishNumber(text: string): number | null {
  let total = 0
  let group: number | null = null
  if (/^half a dozen$/.test(text)) return 6
  if (/^a couple/.test(text)) return 2
  for (const word of text.split(/[\s-]+/)) {
    const value = WORD.get(word)
    if (word === 'and') continue
    if (value !== undefined) group = (group ?? 0) + value
    else if (word === 'dozen') group = (group ?? 1) * 12
    else if (word === 'hundred') group = (group ?? 1) * 100
    else if (word === 'thousand' || word === 'million') {
      total += (group ?? 1) * (word === 'thousand' ? 1e3 : 1e6)
      group = null
    } else return null
  }
  return group === null && total === 0 ? null : total + (group ?? 0)
}

const CHARACTERS = '零〇一二两俩三仨四五六七八九十廿卅百千万亿壹贰弍叁肆伍陆柒捌玖拾佰仟'
const SPOKEN = `${[...SMALL, ...TENS].join('|')}|dozen`

/** English words that may begin or be a number: a cheap look before the patterns that hold NUMBER. */
export const NUMBER_WORD = new RegExp(`\\b(?:${SPOKEN}|hundred|thousand|million|couple)\\b`)

/** Source of a pattern for one number in folded text, without a sign. */
export const NUMBER =
  '(?:\\d{1,3}(?:,\\d{3}){1,5}(?:\\.\\d{1,9})?|\\d{1,18}(?:\\.\\d{1,9})?(?:[百千]?[万亿]?|[wk](?![a-z])| (?:hundred|thousand|million)\\b)|' +
  `(?<![${CHARACTERS}几])[${CHARACTERS}]{1,24}(?:点[零一二三四五六七八九]{1,9}(?=[\\u3400-\\u9fff%]))?|` +
  `\\b(?:half a dozen|a couple(?: of)?|(?:${SPOKEN}|an? (?:hundred|thousand|million|dozen))(?:[ -](?:and )?(?:${SPOKEN}|hundred|thousand|million)\\b){0,6}(?![a-z])))`

/** Value of what NUMBER matched, or null. */
export function numberOf(text: string): number | null {
  const digits = text.replaceAll(',', '')
  if (/^[a-z]/.test(digits)) return englishNumber(digits)
  if (/[wk]$/.test(digits))
    return Math.round(Number(digits.slice(0, -1)) * (digits.endsWith('w') ? 1e7 : 1e6)) / 1e3
  const [value = '', scale] = digits.split(' ')
  if (scale !== undefined) return Number(value) * (englishNumber(scale) ?? 1)
  return chineseNumber(digits)
}

const ESTIMATE = /^([一二两三四五六七八九])([两二三四五六七八九])([十百千万])?([万亿])?$/

/**
 * The two ends that an estimate leaves open: 两三 is 2 to 3, 七八十 is 70 to 80, and with a word for "and some"
 * behind it (多, 余, 几) 三十 is 31 to 39 and 100 is 101 to 199; 十来 is about ten. Null where nothing is known.
 */
export function estimateOf(text: string, more: string | undefined): [number, number] | null {
  const pair = more === undefined ? ESTIMATE.exec(text) : null
  if (pair) {
    const scale = (UNIT[pair[3] ?? ''] ?? GROUP[pair[3] ?? ''] ?? 1) * (GROUP[pair[4] ?? ''] ?? 1)
    const ends: [number, number] = [(DIGIT[pair[1] ?? ''] ?? 0) * scale, (DIGIT[pair[2] ?? ''] ?? 0) * scale]
    return ends[0] < ends[1] ? ends : null
  }
  if (more === undefined) return null
  const low = numberOf(text)
  if (low === null || low < 10 || !Number.isInteger(low)) return null
  let step = 1
  while (low % (step * 10) === 0) step *= 10
  if (step === 1) return null
  return more === '来' ? [low - step * 0.2, low + step * 0.5] : [low + 1, low + step - 1]
}
