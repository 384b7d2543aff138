/** The answer to a query as a table on a terminal, Markdown, CSV or JSON. Any cell may hold words of a stranger. */
import type { Bilingual } from '../documents/ready.js'
import { clip } from './columns.js'
import { aligned } from './compare/text.js'
import { csv } from './csv.js'
import { inline, markdownTable } from './markdown-inline.js'

export interface Grid {
  columns: string[]
  /** Cells are what JSON can hold. */
  rows: readonly (readonly unknown[])[]
}

/** Columns of a terminal that a cell may take. */
const WIDEST = 60
/** JSON lets stand what a terminal takes for commands, or what turns the direction of text around. */
const HIDDEN = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g

const counted = (rows: number): Bilingual => ({
  'zh-CN': `（${rows} 行）`,
  en: rows === 1 ? '(1 row)' : `(${rows} rows)`,
})

export function gridText({ columns, rows }: Grid, lang: keyof Bilingual): string {
  const shown = [columns, ...rows].map((cells) => cells.map((cell) => clip(words(cell), WIDEST)))
  return [...aligned(shown), counted(rows.length)[lang]].join('\n')
}

export function gridMarkdown({ columns, rows }: Grid): string {
  const shown = (cells: readonly unknown[]) => cells.map((cell) => inline(words(cell)))
  return markdownTable(shown(columns), rows.map(shown))
}

/** Numbers stay numbers, and no cell is a formula. */
export function gridCsv({ columns, rows }: Grid): string {
  return csv(columns, rows.map(csvCells))
}

export function csvCells(cells: readonly unknown[]): (string | number)[] {
  return cells.map((cell) => (typeof cell === 'number' ? cell : words(cell)))
}

/** An array of one object a row. What is hidden is written as an escape, so that nothing is lost. */
export function gridJson({ columns, rows }: Grid): string {
  const lines = rows.map((cells) =>
    JSON.stringify(Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? null]))),
  )
  return `[${lines.map((line) => `\n${line}`).join(',')}\n]`.replace(
    HIDDEN,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** A cell as text; nothing for null. */
function words(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (Array.isArray(cell) && cell.every((one) => typeof one !== 'object' || one === null))
    return cell.map(words).join(' ')
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell)
}
