/** Renders the result of a run into files. */
import { join, resolve } from 'node:path'
import type { Lang } from '../documents/ready.js'
import type { Result } from '../documents/types/result.js'
import { FORMATS, type Format } from '../report/formats.js'
import { type Redaction, redactionOf } from '../report/redact/change.js'
import { redacted, redactionNote } from '../report/redact/redact.js'
import { reportPictures } from './pictures.js'
import { put } from './put.js'
import { storedResult } from './stored.js'

/** PDF is the HTML report, printed. */
export type ReportFormat = Format | 'pdf'

export const REPORT_FORMATS = [...(Object.keys(FORMATS) as Format[]), 'pdf'] as const

export interface ReportOptions {
  formats?: readonly ReportFormat[]
  /** Folder of the files; default: the run directory. */
  out?: string
  lang?: Lang
  /** True takes personal data out, too; false shows names of human agents, which are left out by default. */
  redact?: boolean
}

/**
 * Writes the reports of a scored run and returns their paths.
 * @throws InputError where `path` is no run directory, was not scored, or holds what cannot be shown
 */
export async function report(path: string, options: ReportOptions = {}): Promise<string[]> {
  const result = storedResult(path)
  const lang = options.lang ?? result.plan.lang
  const out = options.out ?? path
  const inRun = resolve(out) === resolve(path)
  const redaction = redactionOf(options.redact)
  const shown = redacted(result, redaction)
  const written: string[] = []
  for (const format of options.formats ?? ['html']) {
    // result.json of the run is its own file, and not a copy for readers.
    const content = format === 'json' && inRun ? result : shown
    for (const [name, bytes] of await render(path, content, format, { lang, inRun, redaction }))
      put(out, name, bytes)
    written.push(join(out, format === 'pdf' ? 'report.pdf' : FORMATS[format].file))
  }
  return written
}

/** The HTML report and the files beside it, without writing any; `policy` is its content policy. */
export async function reportPage(
  path: string,
  options: { lang?: Lang; redact?: boolean } = {},
): Promise<{ html: string; policy: string; files: ReadonlyMap<string, Buffer> }> {
  const result = storedResult(path)
  const { contentPolicy } = await import('../report/html.js')
  const redaction = redactionOf(options.redact)
  const lang = options.lang ?? result.plan.lang
  const files = await render(path, redacted(result, redaction), 'html', { lang, inRun: false, redaction })
  const html = files.get(FORMATS.html.file) as string
  files.delete(FORMATS.html.file)
  return { html, policy: contentPolicy(), files: files as Map<string, Buffer> }
}

/** Files of one format by their name below the folder of the report. */
async function render(
  path: string,
  result: Result,
  format: ReportFormat,
  { lang, inRun, redaction }: { lang: Lang; inRun: boolean; redaction: Redaction },
): Promise<Map<string, string | Uint8Array>> {
  const { picture, files } = reportPictures(path)
  const note = redactionNote(redaction)
  if (format === 'pdf') {
    const { printPdf } = await import('./pdf.js')
    // A page on paper has no files beside it.
    const embedded = (sha256: string) => {
      const found = picture(sha256)
      return found?.address.startsWith('data:') ? found : null
    }
    const html = await FORMATS.html.render(result, { lang, picture: embedded, note })
    return new Map([['report.pdf', await printPdf(html)]])
  }
  const text = await FORMATS[format].render(result, { lang, picture, inRun, note })
  return new Map<string, string | Uint8Array>([[FORMATS[format].file, text], ...files])
}
