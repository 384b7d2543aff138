/** A dossier as one self-contained HTML page in one language, without scripts: a Handlebars template filled from the view. */
import { readFileSync } from 'node:fs'
import Handlebars from 'handlebars'
import type { Bilingual, Lang } from '../../documents/ready.js'
import type { DossierView } from './view.js'
import { METHOD, REPLY, WORDS } from './words.js'

// The same place seen from src/report/dossier and from dist/report/dossier.
const TEMPLATE = new URL('../../../reports/templates/dossier.hbs', import.meta.url)

/** A file that is named by its SHA-256. */
export interface FileView {
  name: string
  sha256: string
  /** Bytes. */
  size: number
}

export interface DossierPage {
  lang: Lang
  /** plan.json, scorecard.json, result.json: what it was made from. */
  files: FileView[]
  /** What the merchant sent in reply; files beside the dossier. */
  replies: FileView[]
  /** What was taken out; null where nothing was. */
  note: Bilingual | null
}

let fill: Handlebars.TemplateDelegate | undefined

function load(): Handlebars.TemplateDelegate {
  const bars = Handlebars.create()
  const langOf = (options: Handlebars.HelperOptions): Lang => options.data.root.lang
  bars.registerHelper('b', (text: Bilingual, options: Handlebars.HelperOptions) => text[langOf(options)])
  bars.registerHelper(
    't',
    (key: keyof typeof WORDS, options: Handlebars.HelperOptions) => WORDS[key][langOf(options)],
  )
  return bars.compile(readFileSync(TEMPLATE, 'utf8'), {
    strict: true,
    knownHelpersOnly: true,
    knownHelpers: { t: true, b: true },
    preventIndent: true,
  })
}

export function dossierHtml(view: DossierView, page: DossierPage): string {
  fill ??= load()
  return fill({ ...view, ...page, methodText: METHOD, replyText: REPLY })
}
