/** `ombud export`: one table of many runs as CSV or Parquet. */
import { type ExportFormat, exportTable } from '../library/query/export.js'
import type { TableName } from '../library/query/tables.js'
import { EXIT } from './exit.js'

export interface ExportFlags {
  table: TableName
  format: ExportFormat
  out: string
}

export async function exportCommand(runs: string[], { table, format, out }: ExportFlags): Promise<number> {
  await exportTable(runs, table, format, out)
  console.log(out)
  return EXIT.ok
}
