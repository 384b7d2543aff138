/** Numbers as a scorecard keeps them and as reasons print them. */
import { seconds } from '../../audits/words.js'
import { MEASURES } from '../../documents/measures.js'
import type { Bilingual } from '../../documents/ready.js'

/** Six digits are more than any sample tells, and equal on every machine. */
export const round = (value: number) => Number(value.toFixed(6))

/** What is infinite has no number. */
export const finite = (value: number | null) =>
  value === null || !Number.isFinite(value) ? null : round(value)

/** `95%`, `88.6%`. */
export function percent(share: number, digits = 1): string {
  return `${Number((share * 100).toFixed(digits))}%`
}

/** A share beside another, with as many digits as it takes to see which of both is larger. */
export function percentBeside(share: number, other: number): string {
  const digits = [1, 2, 3, 4].find((count) => percent(share, count) !== percent(other, count))
  return percent(share, share === other ? 1 : (digits ?? 4))
}

/** `1 pair`, `2 pairs`. */
export const counted = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`

/** Percentage points with their sign: `−12.5`. */
export function points(difference: number, other = Number.NaN): string {
  const text = (digits: number) => String(Number((Math.abs(difference) * 100).toFixed(digits)))
  const beside = (digits: number) => String(Number((Math.abs(other) * 100).toFixed(digits)))
  const digits = difference === other ? 1 : ([1, 2, 3, 4].find((count) => text(count) !== beside(count)) ?? 4)
  const sign = difference > 0 ? '+' : difference < 0 ? '−' : ''
  return `${Number(text(digits)) === 0 ? '' : sign}${text(digits)}`
}

/** A value of this measure: seconds where it is a time, else the bare number; infinite is said in words. */
export function amount(measure: string | undefined, value: number): Bilingual {
  if (!Number.isFinite(value)) return { 'zh-CN': '一直没有', en: 'never' }
  if (measure !== undefined && MEASURES[measure]?.unit === 'ms') return seconds(value)
  const text = String(Number(value.toFixed(2)))
  return { 'zh-CN': text, en: text }
}
