/** How audits put things into words: quotes of the bot's words, times, and verdicts in both languages. */
import type { Bilingual } from '../documents/ready.js'
import type { Outcome, Verdict } from './audit.js'

/** Controls and format characters (line breaks, bidirectional marks, zero-width signs): never shown. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu

/** The words of a bot as one short plain line in quotation marks, at most `most` characters long. */
export function quote(text: string, most = 80): string {
  const line = text
    .slice(0, most * 8)
    .replace(UNSEEN, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const characters = [...line]
  const cut = characters.length > most || text.length > most * 8
  return `“${cut ? `${characters.slice(0, most - 1).join('')}…` : line}”`
}

/** Milliseconds as seconds with at most two decimals: `1.25 s`, `180 s`. */
export function seconds(ms: number): Bilingual {
  const value = Number((ms / 1000).toFixed(ms < 10_000 ? 2 : 1))
  return { 'zh-CN': `${value} 秒`, en: `${value} s` }
}

/** The same sentence in both languages. */
export function both(zh: string, en: string): Bilingual {
  return { 'zh-CN': zh, en }
}

/** Lists names in both languages: “7天”、“15天” and “7天”, “15天”. */
export function list(items: readonly string[]): Bilingual {
  return { 'zh-CN': items.join('、'), en: items.join(', ') }
}

/** A verdict with its sentence in Chinese and in English and the lines that prove it. */
export function verdict(
  outcome: Outcome,
  [zh, en]: readonly [string, string],
  lines: number[] = [],
  more: Omit<Partial<Verdict>, 'outcome' | 'message' | 'lines'> = {},
): Verdict {
  return { outcome, message: both(zh, en), lines, ...more }
}

/** That a time was taken on a machine too busy to take it, in words. */
export function unreliable(why: string): [string, string] {
  const stood = /this machine was busy.*?(\d+) ms/.exec(why)?.[1]
  const zh = stood === undefined ? why : `本机当时太忙，停顿了 ${stood} 毫秒`
  return [`测量不可靠，时间不予采用：${zh}`, `unreliable measurement, time withheld: ${why}`]
}
