/** A sheet on a terminal. What others said is on one line each and without control characters. */
import { displayWidth } from '../../documents/text-width.js'
import type { Block, Section, Sheet } from './blocks.js'

export function sheetText({ title, mark, notes, sections }: Sheet): string {
  const head = mark ? `${title}: ${mark.symbol} ${mark.word}` : title
  const lines = [
    head,
    ...notes.map((note) => `  ${note}`),
    ...sections.flatMap((section) => ['', ...sectionLines(section)]),
  ]
  return lines.join('\n')
}

function sectionLines({ title, mark, reason, blocks }: Section): string[] {
  return [
    mark ? `${title}: ${mark.symbol} ${mark.word}` : title,
    ...(reason === '' ? [] : [`  ${reason}`]),
    ...blocks.flatMap((block) => ['', ...blockLines(block).map((line) => `  ${line}`)]),
  ]
}

function blockLines({ title, items, table, notes }: Block): string[] {
  return [
    title,
    ...items.flatMap(({ head, lines }) => [`  ${head}`, ...lines.map((line) => `    ${line}`)]),
    ...(table ? aligned([table.head, ...table.rows]).map((line) => `  ${line}`) : []),
    ...notes.map((note) => `  ${note}`),
  ]
}

/** Columns as wide as their widest cell, two spaces apart. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, at) =>
    rows.reduce((widest, row) => Math.max(widest, displayWidth(row[at] ?? '')), 0),
  )
  return rows.map((row) =>
    row
      .map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - displayWidth(cell)))
      .join('  ')
      .trimEnd(),
  )
}
