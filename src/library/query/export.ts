/** One table of many runs as a file that other programs open. */
import { renameSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { InputError } from '../../documents/input-error.js'
import { csvHead, csvLine } from '../../report/csv.js'
import { csvCells } from '../../report/grid.js'
import { DiskError, GrowingFile } from '../../run/files.js'
import { readyFor } from '../out-file.js'
import { withTables } from './duckdb.js'
import { TABLES, type TableName } from './tables.js'

export type ExportFormat = 'csv' | 'parquet'

/**
 * Writes the table whole or not at all; memory does not grow with it where it is CSV.
 * @throws InputError where a run cannot be read, the name is that of a folder or a file of a run, or DuckDB is needed and not installed
 * @throws DiskError where the disk is full or broken
 */
export async function exportTable(
  runs: readonly string[],
  table: TableName,
  format: ExportFormat,
  out: string,
  redact?: boolean,
): Promise<void> {
  readyFor(out)
  if (format === 'csv') writeCsv(runs, table, out, redact)
  else await writeParquet(runs, table, out, redact)
}

/** As of a query, but in full: a spreadsheet computes no cell of it. */
function writeCsv(runs: readonly string[], table: TableName, out: string, redact?: boolean): void {
  const { columns, rows } = TABLES[table]
  const file = new GrowingFile(out)
  try {
    file.write(csvHead(columns.map(({ name }) => name)))
    for (const run of new Set(runs)) for (const row of rows(run, redact)) file.write(csvLine(csvCells(row)))
  } catch (error) {
    if (!(error instanceof DiskError)) file.abandon()
    throw error
  }
  file.finish()
}

async function writeParquet(
  runs: readonly string[],
  table: TableName,
  out: string,
  redact: boolean | undefined,
): Promise<void> {
  // An absolute path is no address to DuckDB.
  const part = resolve(`${out}.part`)
  await withTables(
    [table],
    runs,
    async (connection) => {
      try {
        const place = part.replaceAll("'", "''")
        await connection.run(`COPY ${table} TO '${place}' (FORMAT parquet, COMPRESSION zstd)`)
        renameSync(part, out)
      } catch (error) {
        rmSync(part, { force: true })
        throw new InputError(`${out} cannot be written: ${(error as Error).message.slice(0, 300)}`)
      }
    },
    { writes: true, redact },
  )
}
