/** Renders the result of a run into files. */
import { lstatSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Lang } from '../documents/ready.js'
import type { Result } from '../documents/types/result.js'
import { FORMATS, type Format } from '../report/formats.js'
import { reportPictures } from './pictures.js'
import { storedResult } from './stored.js'

/** PDF is the HTML report, printed. */
export type ReportFormat = Format | 'pdf'

export const REPORT_FORMATS = [...(Object.keys(FORMATS) as Format[]), 'pdf'] as const

export interface ReportOptions {
  formats?: readonly ReportFormat[]
  /** Folder of the files; default: the run directory. */
  out?: string
  lang?: Lang
}

/**
 * Writes the reports of a scored run and returns their paths.
 * @throws InputError where `path` is no run directory, was not scored, or holds what cannot be shown
 */
export async function report(path: string, options: ReportOptions = {}): Promise<string[]> {
  const result = storedResult(path)
  const lang = options.lang ?? result.plan.lang
  const out = options.out ?? path
  const written: string[] = []
  for (const format of options.formats ?? ['html']) {
    for (const [name, content] of await render(path, result, format, lang, out === path))
      put(join(out, name), content)
    written.push(join(out, format === 'pdf' ? 'report.pdf' : FORMATS[format].file))
  }
  return written
}

/** The HTML report and the files beside it, without writing any; `policy` is its content policy. */
export async function reportPage(
  path: string,
  options: { lang?: Lang } = {},
): Promise<{ html: string; policy: string; files: ReadonlyMap<string, Buffer> }> {
  const result = storedResult(path)
  const { contentPolicy } = await import('../report/html.js')
  const files = await render(path, result, 'html', options.lang ?? result.plan.lang)
  const html = files.get(FORMATS.html.file) as string
  files.delete(FORMATS.html.file)
  return { html, policy: contentPolicy(), files: files as Map<string, Buffer> }
}

/** Files of one format by their name below the folder of the report. */
async function render(
  path: string,
  result: Result,
  format: ReportFormat,
  lang: Lang,
  inRun = false,
): Promise<Map<string, string | Uint8Array>> {
  const { picture, files } = reportPictures(path)
  if (format === 'pdf') {
    const { printPdf } = await import('./pdf.js')
    // A page on paper has no files beside it.
    const embedded = (sha256: string) => {
      const found = picture(sha256)
      return found?.address.startsWith('data:') ? found : null
    }
    const html = await FORMATS.html.render(result, { lang, picture: embedded })
    return new Map([['report.pdf', await printPdf(html)]])
  }
  const text = await FORMATS[format].render(result, { lang, picture, inRun })
  return new Map<string, string | Uint8Array>([[FORMATS[format].file, text], ...files])
}

/** Writes a file whole or not at all, and only here: a link of a stranger's directory is replaced, not followed. */
function put(file: string, content: string | Uint8Array): void {
  const folder = dirname(file)
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink() && folder.endsWith('report-files'))
    rmSync(folder)
  mkdirSync(folder, { recursive: true })
  const part = `${file}.part`
  rmSync(part, { force: true })
  writeFileSync(part, content, { flag: 'wx' })
  renameSync(part, file)
}
