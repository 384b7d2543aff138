/** `ombud compare`: what changed from one run to another. */
import { InputError } from '../documents/input-error.js'
import type { Lang } from '../documents/ready.js'
import { compare } from '../library/compare.js'
import { sheetHtml } from '../report/compare/html.js'
import { sheetMarkdown } from '../report/compare/markdown.js'
import { sheetText } from '../report/compare/text.js'
import { comparisonSheet } from '../report/compare/view.js'
import { EXIT } from './exit.js'
import { languageOf } from './language.js'
import { show } from './sheet-files.js'

export interface CompareFlags {
  /** text (default), json, markdown or html; with commas where --out is a folder. */
  format?: string
  /** A file, or a folder. */
  out?: string
  /** Error rate of the tests of a target together; default 0.05. */
  alpha?: string
  /** One merchant may be compared with another. */
  anyMerchant?: boolean
  redact?: boolean
  lang?: Lang
}

/** 1 where something is really worse, or a requirement is newly broken. */
export function compareCommand(a: string, b: string, flags: CompareFlags): number {
  const { format = 'text', out, alpha, anyMerchant = false, redact } = flags
  const comparison = compare(a, b, {
    anyMerchant,
    ...(redact === undefined ? {} : { redact }),
    ...(alpha === undefined ? {} : { alpha: shareOf('--alpha', alpha) }),
  })
  const lang = languageOf(flags.lang)
  const sheet = () => comparisonSheet(comparison, lang)
  const formats = {
    text: { file: 'comparison.txt', draw: () => sheetText(sheet()) },
    json: { file: 'comparison.json', draw: () => JSON.stringify(comparison, null, 2) },
    markdown: { file: 'comparison.md', draw: () => sheetMarkdown(sheet()) },
    html: { file: 'comparison.html', draw: () => sheetHtml(sheet(), lang) },
  }
  show(formats, format, out)
  return comparison.verdict === 'regression' ? EXIT.failed : EXIT.ok
}

/** A number between 0 and 1. @throws InputError that names the flag */
export function shareOf(flag: string, text: string): number {
  const share = Number(text)
  if (text.trim() === '' || !(share > 0 && share < 1))
    throw new InputError(`${flag} is a number between 0 and 1, not ${text}`)
  return share
}
