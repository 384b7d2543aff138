/** A sheet as Markdown, for the summary of a CI job. */
import { inline } from '../markdown-inline.js'
import type { Block, Section, Sheet } from './blocks.js'

export function sheetMarkdown({ title, mark, notes, sections }: Sheet): string {
  const parts = [
    `# ${inline(title)}${mark ? `: ${mark.symbol} ${inline(mark.word)}` : ''}`,
    notes.map((note) => `- ${inline(note)}`).join('\n'),
    ...sections.flatMap(sectionParts),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function sectionParts({ title, mark, reason, blocks }: Section): string[] {
  return [
    title === '' ? '' : `## ${mark ? `${mark.symbol} ` : ''}${inline(title)}`,
    `${mark ? `**${inline(mark.word)}** ` : ''}${inline(reason)}`.trim(),
    ...blocks.flatMap(blockParts),
  ]
}

function blockParts({ title, items, table, notes }: Block): string[] {
  const row = (cells: readonly string[]) => `| ${cells.map(inline).join(' | ')} |`
  return [
    title === '' ? '' : `### ${inline(title)}`,
    items
      .flatMap(({ head, lines }) => [`- ${inline(head)}`, ...lines.map((line) => `  - ${inline(line)}`)])
      .join('\n'),
    table
      ? [row(table.head), `|${table.head.map(() => ' --- ').join('|')}|`, ...table.rows.map(row)].join('\n')
      : '',
    ...notes.map(inline),
  ]
}
