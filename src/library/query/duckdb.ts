/**
 * DuckDB over the tables of runs: an in-memory copy, so that nothing on file can be changed, and no way out of it.
 * The settings are those of https://duckdb.org/docs/stable/operations_manual/securing_duckdb/overview
 */
import type { DuckDBConnection, DuckDBDataChunk, DuckDBInstance, DuckDBType } from '@duckdb/node-api'
import { InputError } from '../../documents/input-error.js'
import { type Cell, type ColumnType, TABLES, type TableName } from './tables.js'

type DuckDB = typeof import('@duckdb/node-api')

/** Rows of a chunk: the vector size of DuckDB. */
const CHUNK = 2048

const CLOSED = {
  allow_community_extensions: 'false',
  allow_persistent_secrets: 'false',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  // Nothing is spilled to the disk.
  temp_directory: '',
}

/**
 * Opens a database with these tables of the runs, and closes it after `use`.
 * @param redact as of a report: the tables are filled without what is left out
 * @param writes whether statements of ours may write files; those of a user never may
 * @throws InputError where DuckDB is not installed, or a run cannot be read
 */
export async function withTables<T>(
  names: readonly TableName[],
  runs: readonly string[],
  use: (connection: DuckDBConnection, duckdb: DuckDB) => Promise<T>,
  { writes = false, redact }: { writes?: boolean; redact?: boolean | undefined } = {},
): Promise<T> {
  const duckdb = await installed()
  const instance: DuckDBInstance = await duckdb.DuckDBInstance.create(':memory:', {
    ...CLOSED,
    enable_external_access: String(writes),
  })
  try {
    const connection = await instance.connect()
    try {
      for (const name of names) await load(duckdb, connection, name, runs, redact)
      await connection.run('SET lock_configuration = true')
      return await use(connection, duckdb)
    } finally {
      connection.closeSync()
    }
  } finally {
    instance.closeSync()
  }
}

async function installed(): Promise<DuckDB> {
  try {
    return await import('@duckdb/node-api')
  } catch (cause) {
    const isMissing = (cause as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND'
    throw new InputError(
      isMissing
        ? 'this needs the package @duckdb/node-api, which is not installed'
        : `the package @duckdb/node-api cannot be loaded: ${(cause as Error).message}`,
      'npm i @duckdb/node-api; without it, `ombud query --where outcome=fail RUN...` filters one table, and `ombud export --format csv` writes it',
    )
  }
}

async function load(
  duckdb: DuckDB,
  connection: DuckDBConnection,
  name: TableName,
  runs: readonly string[],
  redact: boolean | undefined,
): Promise<void> {
  const { columns, rows } = TABLES[name]
  await connection.run(
    `CREATE TABLE ${name} (${columns.map((one) => `"${one.name}" ${one.type}`).join(', ')})`,
  )
  const appender = await connection.createAppender(name)
  const types = columns.map(({ type }) => typeOf(duckdb, type))
  const append = (cells: readonly Cell[][]) => {
    const chunk: DuckDBDataChunk = duckdb.DuckDBDataChunk.create(types)
    chunk.setRows(
      cells.map((row) => row.map((cell, at) => stored(duckdb, cell, columns[at]?.type ?? 'VARCHAR'))),
    )
    appender.appendDataChunk(chunk)
  }
  let waiting: Cell[][] = []
  for (const run of new Set(runs))
    for (const row of rows(run, redact)) {
      waiting.push(row)
      if (waiting.length < CHUNK) continue
      append(waiting)
      waiting = []
    }
  if (waiting.length > 0) append(waiting)
  appender.closeSync()
}

function typeOf(duckdb: DuckDB, type: ColumnType): DuckDBType {
  const { VARCHAR, BIGINT, DOUBLE, BOOLEAN, LIST } = duckdb
  const known = { VARCHAR, BIGINT, DOUBLE, BOOLEAN }
  const base = known[type.replace('[]', '') as keyof typeof known]
  return type.endsWith('[]') ? LIST(base) : base
}

/** What is no safe integer where one belongs was written by nobody of ours: it is nothing. */
function stored(duckdb: DuckDB, cell: Cell, type: ColumnType) {
  const one = (value: string | number | boolean | null) =>
    type.startsWith('BIGINT') ? (Number.isSafeInteger(value) ? BigInt(value as number) : null) : value
  return isList(cell) ? duckdb.listValue(cell.map(one)) : one(cell)
}

const isList = (cell: Cell): cell is Extract<Cell, readonly unknown[]> => Array.isArray(cell)
