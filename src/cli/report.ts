/** `ombud report`: renders the result of a run. */
import { InputError } from '../documents/input-error.js'
import type { Lang } from '../documents/ready.js'
import { REPORT_FORMATS, type ReportFormat, report } from '../library/report.js'
import { plain } from '../report/text.js'
import { EXIT } from './exit.js'

export async function reportCommand(
  run: string,
  options: { format: string; out?: string; lang?: Lang; redact?: boolean },
): Promise<number> {
  const formats = options.format.split(',').map((name) => name.trim())
  for (const name of formats)
    if (!REPORT_FORMATS.some((known) => known === name))
      throw new InputError(`unknown format ${name}`, `known: ${REPORT_FORMATS.join(', ')}`)
  const { out, lang, redact } = options
  const files = await report(run, {
    formats: formats as ReportFormat[],
    ...(out === undefined ? {} : { out }),
    ...(lang === undefined ? {} : { lang }),
    ...(redact === undefined ? {} : { redact }),
  })
  for (const file of files) console.log(plain(file))
  return EXIT.ok
}
