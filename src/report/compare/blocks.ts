/** What a comparison or a league shows, in one language: sentences, lists and tables, which each format draws. */
import { cut, oneLine } from '../text.js'

export interface Item {
  head: string
  /** Below it. */
  lines: readonly string[]
}

export interface Block {
  title: string
  /** Sentences below the title. */
  notes: readonly string[]
  items: readonly Item[]
  table?: { head: readonly string[]; rows: readonly (readonly string[])[] }
}

export interface Section {
  title: string
  /** How it came out: symbol and word. */
  mark?: { kind: 'fail' | 'pass' | 'none'; symbol: string; word: string }
  reason: string
  blocks: readonly Block[]
}

export interface Sheet {
  title: string
  mark?: Section['mark']
  /** What was compared, and what makes that less than it seems. */
  notes: readonly string[]
  sections: readonly Section[]
}

const LONGEST = 400

/** Words that others said, on one line, bounded and with nothing hidden. */
export function said(text: string): string {
  return oneLine(cut(text, LONGEST))
}
