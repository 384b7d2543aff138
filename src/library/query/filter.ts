/** A filter over one table of many runs, line by line, which needs no database. */
import { InputError } from '../../documents/input-error.js'
import type { Grid } from '../../report/grid.js'
import { type Cell, TABLES, type TableName } from './tables.js'

/** Rows that are shown at once, or groups that are counted. */
export const MOST_ROWS = 100_000

export interface FilterOptions {
  /** trials by default. */
  from?: TableName
  /** `column=value` or `column!=value`, all of which hold; of a list, one of its members. Without a value: empty. */
  where?: readonly string[]
  /** All of them by default. */
  columns?: readonly string[]
  /** Counts the rows of each combination of these columns, the most frequent first. */
  groupBy?: readonly string[]
  /** True takes personal data out, too; false shows names of human agents and credentials, which are left out by default. */
  redact?: boolean
}

/**
 * The rows of runs that meet every condition, or how many there are of each group.
 * @throws InputError where a column is unknown, a run cannot be read, or more than `MOST_ROWS` rows come of it
 */
export function filter(runs: readonly string[], options: FilterOptions): Grid {
  const { from = 'trials', where = [], columns, groupBy, redact } = options
  if (columns && groupBy)
    throw new InputError('--columns and --group-by exclude each other', 'groups have their keys and a count')
  const table = TABLES[from]
  const names = table.columns.map(({ name }) => name)
  const conditions = where.map((text) => conditionOf(text, from, names))
  const shown = groupBy ?? columns ?? names
  const places = shown.map((name) => placeOf(name, from, names))
  const rows = kept(runs, from, conditions, places, redact)
  return groupBy ? counted(shown, rows) : { columns: [...shown], rows: bounded(rows) }
}

type Condition = (row: readonly Cell[]) => boolean

function* kept(
  runs: readonly string[],
  from: TableName,
  conditions: readonly Condition[],
  places: readonly number[],
  redact: boolean | undefined,
): Generator<Cell[]> {
  for (const run of new Set(runs))
    for (const row of TABLES[from].rows(run, redact))
      if (conditions.every((holds) => holds(row))) yield places.map((at) => row[at] ?? null)
}

function conditionOf(text: string, from: TableName, names: readonly string[]): Condition {
  const [, name = '', sign, value = ''] = /^([^=!]+)(!?=)(.*)$/s.exec(text) ?? []
  if (sign === undefined)
    throw new InputError(
      `--where ${text.slice(0, 100)} is no condition`,
      'write column=value or column!=value, several with commas',
    )
  const at = placeOf(name.trim(), from, names)
  const isWanted = sign === '='
  return (row) => matches(row[at] ?? null, value) === isWanted
}

function matches(cell: Cell, value: string): boolean {
  if (Array.isArray(cell)) return value === '' ? cell.length === 0 : cell.some((one) => `${one}` === value)
  return cell === null ? value === '' : `${cell}` === value
}

function placeOf(name: string, from: TableName, names: readonly string[]): number {
  const at = names.indexOf(name)
  if (at === -1)
    throw new InputError(`${from} has no column ${name.slice(0, 100) || '""'}`, `it has ${names.join(', ')}`)
  return at
}

function counted(keys: readonly string[], rows: Iterable<Cell[]>): Grid {
  const groups = new Map<string, { cells: Cell[]; count: number }>()
  for (const cells of rows) {
    const key = JSON.stringify(cells)
    const group = groups.get(key)
    if (group) group.count++
    else groups.set(key, { cells, count: 1 })
    if (groups.size > MOST_ROWS) throw tooMany('groups', 'group by fewer columns')
  }
  const sorted = [...groups].sort(([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1))
  return { columns: [...keys, 'count'], rows: sorted.map(([, { cells, count }]) => [...cells, count]) }
}

function bounded(rows: Iterable<Cell[]>): Cell[][] {
  const all: Cell[][] = []
  for (const row of rows) {
    all.push(row)
    if (all.length > MOST_ROWS) throw tooMany('rows', 'add conditions, or write them all with `ombud export`')
  }
  return all
}

export function tooMany(what: 'rows' | 'groups', hint: string): InputError {
  return new InputError(`the answer has more than ${MOST_ROWS} ${what}`, hint)
}
