/** The sentences of the reports in both languages, and how durations and moments are written in either. */
import type { Bilingual, Lang } from '../documents/ready.js'
import { en } from './strings-en.js'
import { zh } from './strings-zh.js'

export type Strings = typeof zh

export const STRINGS: Record<Lang, Strings> = { 'zh-CN': zh, en }

/** One sentence in both languages, by the same question asked of each. */
export function both(ask: (strings: Strings) => string): Bilingual {
  return { 'zh-CN': ask(zh), en: ask(en) }
}

/** A duration in milliseconds with its unit, the same in both languages: 320 ms, 1.2 s, 2 min 05 s. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  return `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`
}

/** A moment of a conversation in milliseconds as minutes and seconds: 0:07, 12:30. */
export function clock(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** An ISO time as people write it, still in UTC; anything else as it is. */
export function moment(iso: string): string {
  return iso.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d{1,9})?Z$/, '$1 $2 UTC')
}
