/** A comparison as one self-contained HTML page, without scripts: a Handlebars template filled from the sheet. */
import { readFileSync } from 'node:fs'
import Handlebars from 'handlebars'
import type { Lang } from '../../documents/ready.js'
import type { Sheet } from './blocks.js'

// The same place seen from src/report/compare and from dist/report/compare.
const TEMPLATE = new URL('../../../reports/templates/compare.hbs', import.meta.url)

let fill: Handlebars.TemplateDelegate | undefined

export function sheetHtml(sheet: Sheet, lang: Lang): string {
  fill ??= Handlebars.create().compile(readFileSync(TEMPLATE, 'utf8'), {
    strict: true,
    knownHelpersOnly: true,
    preventIndent: true,
  })
  const sections = sheet.sections.map((section) => ({
    ...section,
    blocks: section.blocks.map((block) => ({ ...block, table: block.table ?? null })),
  }))
  return fill({ ...sheet, sections, lang })
}
