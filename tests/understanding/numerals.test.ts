/** Numerals read back to the number that was written. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chineseNumber, englishNumber } from '../../src/understanding/facts/numerals.js'

const DIGITS = '零一二三四五六七八九'

/** Writes a number the standard way, 0 up to 9999 9999 9999. */
function written(value: number): string {
  if (value === 0) return '零'
  const groups: [number, string][] = [
    [Math.floor(value / 1e8), '亿'],
    [Math.floor((value % 1e8) / 1e4), '万'],
    [value % 1e4, ''],
  ]
  let text = ''
  let gap = false
  for (const [group, unit] of groups) {
    if (group === 0) {
      gap = text !== ''
      continue
    }
    if (text !== '' && (gap || group < 1000)) text += '零'
    text += fourDigits(group) + unit
    gap = false
  }
  return text
}

function fourDigits(value: number): string {
  let text = ''
  let zero = false
  for (const [scale, unit] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(value / scale) % 10
    if (digit === 0) {
      zero = text !== ''
      continue
    }
    if (zero) text += '零'
    text += DIGITS.charAt(digit) + unit
    zero = false
  }
  return text
}

const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const TENS = ' ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')

function spoken(value: number): string {
  if (value < 20) return SMALL[value] ?? ''
  if (value < 100) return (TENS[Math.floor(value / 10)] ?? '') + (value % 10 ? `-${SMALL[value % 10]}` : '')
  if (value < 1000)
    return `${SMALL[Math.floor(value / 100)]} hundred${value % 100 ? ` and ${spoken(value % 100)}` : ''}`
  return `${spoken(Math.floor(value / 1000))} thousand${value % 1000 ? ` ${spoken(value % 1000)}` : ''}`
}

describe('Chinese numerals', () => {
  it('read back to the number that was written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999_999_999 }),
        (value) => chineseNumber(written(value)) === value,
      ),
    )
  })

  it.each([
    ['两千', 2000],
    ['三千五', 3500],
    ['一百二', 120],
    ['一百零二', 102],
    ['一百二十', 120],
    ['两万五', 25_000],
    ['十五', 15],
    ['二十', 20],
    ['十万', 100_000],
    ['一亿两千万', 120_000_000],
    ['半', 0.5],
    ['三点五', 3.5],
    ['二〇二六', 2026],
    ['3万', 30_000],
    ['1.5万', 15_000],
    ['2千', 2000],
    ['七', 7],
    ['十', 10],
    ['叁佰', 300],
  ])('%s is %d', (text, value) => {
    expect(chineseNumber(text)).toBe(value)
  })

  it.each(['十几', '几百', '两三', '三十多', '', '百', '万', '十百', '第一', '一千千'])(
    '%s is no number',
    (text) => {
      expect(chineseNumber(text)).toBeNull()
    },
  )
})

describe('English number words', () => {
  it('read back to the number that was spoken', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 }), (value) => englishNumber(spoken(value)) === value),
    )
  })

  it.each(['few', 'several', '', 'seven days'])('"%s" is no number', (text) => {
    expect(englishNumber(text)).toBeNull()
  })
})
