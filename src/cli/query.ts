/** `ombud query`: what many runs say, by SQL, or by a simple filter where DuckDB is not installed. */
import { statSync } from 'node:fs'
import { InputError } from '../documents/input-error.js'
import type { Lang } from '../documents/ready.js'
import { filter } from '../library/query/filter.js'
import { query } from '../library/query/query.js'
import type { TableName } from '../library/query/tables.js'
import { type Grid, gridCsv, gridJson, gridMarkdown, gridText } from '../report/grid.js'
import { EXIT } from './exit.js'
import { languageOf } from './language.js'
import { show } from './sheet-files.js'

export interface QueryFlags {
  /** Conditions, with commas; these four ask the simple filter instead of SQL. */
  where?: string
  columns?: string
  groupBy?: string
  from?: TableName
  /** table (default), csv, json or markdown; with commas where --out is a folder. */
  format?: string
  /** A file, or a folder. */
  out?: string
  redact?: boolean
  lang?: Lang
}

export async function queryCommand(args: string[], flags: QueryFlags): Promise<number> {
  const grid = await answer(args, flags)
  const lang = languageOf(flags.lang)
  const formats = {
    table: { file: 'query.txt', draw: () => gridText(grid, lang) },
    csv: { file: 'query.csv', draw: () => gridCsv(grid) },
    json: { file: 'query.json', draw: () => gridJson(grid) },
    markdown: { file: 'query.md', draw: () => gridMarkdown(grid) },
  }
  show(formats, flags.format ?? 'table', flags.out)
  return EXIT.ok
}

async function answer(args: string[], { where, columns, groupBy, from, redact }: QueryFlags): Promise<Grid> {
  if (where !== undefined || columns !== undefined || groupBy !== undefined || from !== undefined)
    return filter(args, {
      ...(redact === undefined ? {} : { redact }),
      ...(from === undefined ? {} : { from }),
      ...(where === undefined ? {} : { where: listOf(where) }),
      ...(columns === undefined ? {} : { columns: listOf(columns) }),
      ...(groupBy === undefined ? {} : { groupBy: listOf(groupBy) }),
    })
  const [sql = '', ...runs] = args
  if (statSync(sql, { throwIfNoEntry: false })?.isDirectory())
    throw new InputError(
      `${sql} is a folder where the SQL belongs`,
      'ombud query "SELECT ..." RUN..., or ombud query --where outcome=fail RUN...',
    )
  if (runs.length === 0) throw new InputError('name the run directories after the SQL')
  return query(sql, runs, { redact })
}

const listOf = (text: string) => text.split(',').map((part) => part.trim())
