/** `ombud export`: one table of many runs as CSV or Parquet, or one run as a web archive. */
import { InputError } from '../documents/input-error.js'
import { type ExportFormat, exportTable } from '../library/query/export.js'
import type { TableName } from '../library/query/tables.js'
import { exportWarc } from '../library/warc/export.js'
import { plain } from '../report/text.js'
import { EXIT } from './exit.js'

export interface ExportFlags {
  table: TableName
  format: ExportFormat
  out: string
  redact?: boolean
  /** Instead of a table: one run as a WARC file. */
  warc?: boolean
}

/** Names that are told of many. */
const NAMED = 10

export async function exportCommand(
  runs: string[],
  { table, format, out, redact, warc }: ExportFlags,
): Promise<number> {
  if (warc) return warcOf(runs, out, redact)
  await exportTable(runs, table, format, out, redact)
  console.log(out)
  return EXIT.ok
}

async function warcOf([run = '', ...others]: string[], out: string, redact?: boolean): Promise<number> {
  if (others.length > 0)
    throw new InputError('--warc takes one run', 'give the command once for each, with another --out')
  if (redact)
    throw new InputError(
      'a WARC file is raw evidence: --redact does not go with it',
      'leave it out; reports, queries and tables can be redacted',
    )
  const { records, exchanges, missing } = await exportWarc(run, out)
  for (const name of missing.slice(0, NAMED))
    console.error(plain(`missing, or not what its hash says: ${name}`))
  if (missing.length > NAMED) console.error(`and ${missing.length - NAMED} more`)
  console.log(`${out}: ${records} records, ${exchanges} HTTP exchanges`)
  return EXIT.ok
}
