/** One SQL statement over the tables of many runs. It reads them and nothing else. */
import type { DuckDBConnection, DuckDBResultReader } from '@duckdb/node-api'
import { InputError } from '../../documents/input-error.js'
import type { Grid } from '../../report/grid.js'
import { cut } from '../../report/text.js'
import { withTables } from './duckdb.js'
import { MOST_ROWS, tooMany } from './filter.js'
import { TABLES, type TableName } from './tables.js'

type DuckDB = typeof import('@duckdb/node-api')

const LONGEST_ERROR = 1000

/**
 * What the SQL says of the runs. The tables are `trials`, `findings`, `requirements` and `targets`: docs/query.md.
 * @throws InputError where DuckDB is not installed, a run cannot be read, the SQL does not work, does more than
 * read, or has more than `MOST_ROWS` rows
 */
export function query(
  sql: string,
  runs: readonly string[],
  options: { redact?: boolean | undefined } = {},
): Promise<Grid> {
  return withTables(named(sql), runs, (connection, duckdb) => ask(connection, duckdb, sql), options)
}

/** Only tables that the SQL names are read: findings are many. All of them, where it asks what there is. */
function named(sql: string): TableName[] {
  const all = Object.keys(TABLES) as TableName[]
  const some = all.filter((name) => new RegExp(`\\b${name}\\b`, 'i').test(sql))
  return some.length > 0 ? some : all
}

async function ask(connection: DuckDBConnection, duckdb: DuckDB, sql: string): Promise<Grid> {
  const reader = await answered(connection, duckdb, sql)
  if (reader.currentRowCount > MOST_ROWS)
    throw tooMany('rows', 'add LIMIT, or write whole tables with `ombud export`')
  const types = reader.columnTypes().map(({ typeId }) => typeId)
  return {
    columns: reader.deduplicatedColumnNames(),
    rows: reader
      .getRowsJson()
      .map((cells) => cells.map((cell, at) => (isNumber(duckdb, types[at]) ? numberOf(cell) : cell))),
  }
}

async function answered(connection: DuckDBConnection, duckdb: DuckDB, sql: string) {
  try {
    const statements = await connection.extractStatements(sql)
    if (statements.count !== 1) throw refused(`${statements.count} statements`)
    const prepared = await statements.prepare(0)
    const { SELECT, EXPLAIN } = duckdb.StatementType
    if (prepared.statementType !== SELECT && prepared.statementType !== EXPLAIN)
      throw refused(duckdb.StatementType[prepared.statementType] ?? 'another statement')
    const reader: DuckDBResultReader = await prepared.streamAndReadUntil(MOST_ROWS + 1)
    return reader
  } catch (error) {
    if (error instanceof InputError) throw error
    throw new InputError(
      cut((error as Error).message, LONGEST_ERROR),
      'docs/query.md names the tables and their columns',
    )
  }
}

function refused(what: string): InputError {
  return new InputError(
    `a query is one SELECT, not ${what}`,
    'it reads the tables of the runs named, and no other file',
  )
}

/** Whether DuckDB's numbers of this type are given as text, lest they lose digits. */
function isNumber(duckdb: DuckDB, typeId: number | undefined): boolean {
  const { BIGINT, UBIGINT, HUGEINT, UHUGEINT, DECIMAL } = duckdb.DuckDBTypeId
  return [BIGINT, UBIGINT, HUGEINT, UHUGEINT, DECIMAL].some((id) => id === typeId)
}

/** A number where it is exact to 15 digits, else the text as it was. */
function numberOf(cell: unknown): unknown {
  return typeof cell === 'string' && cell.replace(/\D/g, '').length <= 15 ? Number(cell) : cell
}
