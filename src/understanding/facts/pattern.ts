/** What a pattern of values is made of, and the cheap looks that tell which patterns are worth trying. */
import type { TextFact } from '../types.js'
import { NUMBER, NUMBER_WORD } from './numerals.js'

export type Found = Pick<TextFact, 'kind' | 'value' | 'unit' | 'approximate'>
export type Groups = Record<string, string | undefined>

/** What a text holds, as bits: most texts hold few of them, and most patterns need one. */
export const DIGIT = 1
export const NUMERAL = 2
export const WORD = 4
export const LATIN = 8
export const HAN = 16

/** One kind of value: how it looks in folded text, and what it means; null leaves the words to later readers. */
export interface FactPattern {
  /** Tried only where the text holds one of these. */
  any: number
  /** And one of these. */
  and?: number
  /** And one of these words: looked for first, since it costs next to nothing. */
  has?: readonly string[]
  pattern: RegExp
  read(groups: Groups): Found | null
}

/** The bits of a folded text. */
export function holds(folded: string): number {
  let bits = 0
  if (/\d/.test(folded)) bits |= DIGIT
  if (/[a-z]/.test(folded)) bits |= LATIN
  if (/[\u3400-\u9fff]/.test(folded)) bits |= HAN
  if (bits & HAN && /[零〇一二两俩三仨四五六七八九十廿卅百千万亿壹贰弍叁肆伍陆柒捌玖拾佰仟半]/.test(folded)) {
    bits |= NUMERAL
  }
  if (bits & LATIN && NUMBER_WORD.test(folded)) bits |= WORD
  return bits
}

export const N = NUMBER
/** Between the two ends of a range. */
export const TO =
  '\\s*(?:(?<!ty)-{1,2}|~{1,2}|至|到|\\bto\\b|(?<=\\bbetween [^,.;!?]{1,14} )and\\b|\\bthrough\\b|\\btill?\\b|\\buntil\\b)\\s*'
/** A number begins with few characters, which are looked at first since that is cheap; and not inside another one, a name (A4) or a weekday. */
export const START =
  '(?=[\\d零〇一二两俩三仨四五六七八九十廿卅百千万亿壹贰弍叁肆伍陆柒捌玖拾佰仟zotfsenhad])(?<![\\d.a-z#])(?<!\\d[:/])(?<!(?:周|星期|礼拜)(?=[一二三四五六]))'
