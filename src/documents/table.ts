/** Tables: one scenario a row, its columns as facts that the consumer tells at once. */
import { dirname, isAbsolute, join, normalize } from 'node:path'
import Papa from 'papaparse'
import type { Draft, Surroundings } from './draft.js'
import type { ReadyScenario } from './ready.js'
import { readSource } from './source.js'
import type { Scalar } from './types/scenario.js'
import { type Path, problemAt } from './yaml.js'

export type Row = Record<string, Scalar>

const MOST_ROWS = 10_000

/** The rows of a scenario's table, checked to have the same columns; undefined without a table. */
export function readTable({ scenario, document }: Draft, around: Surroundings): Row[] | undefined {
  const { table } = scenario
  if (table === undefined) return undefined
  const report = (message: string, path: Path = ['table']) =>
    around.report(problemAt(document, path, message))
  const rows = typeof table === 'string' ? readCsv(table, document.source.path, report) : table
  const columns = Object.keys(rows[0] ?? {}).filter((column) => column !== 'id')
  const ids = new Set<string>()
  for (const [index, row] of rows.entries()) {
    const at: Path = typeof table === 'string' ? ['table'] : ['table', index]
    const missing = columns.filter((column) => !Object.hasOwn(row, column))
    const extra = Object.keys(row).filter((column) => column !== 'id' && !columns.includes(column))
    if (missing.length > 0) report(`row ${index + 1} has no ${missing.join(', ')}`, at)
    if (extra.length > 0) report(`row ${index + 1} has ${extra.join(', ')}, which row 1 has not`, at)
    const id = rowId(row, index)
    if (!/^[a-z0-9][a-z0-9-]{0,63}$/.test(id))
      report(`row ${index + 1}: ${id.slice(0, 64)} cannot be an id`, at)
    if (ids.has(id)) report(`two rows have the id ${id}`, at)
    ids.add(id)
  }
  const bad = columns.filter((column) => !/^[A-Za-z][A-Za-z0-9_-]{0,63}$/.test(column))
  if (bad.length > 0)
    report(`a column is named like a fact (letters, digits, _ and hyphens): ${bad.join(', ').slice(0, 100)}`)
  return rows
}

/** One scenario for each row, named after the row's `id` or number. */
export function expandTable(scenario: ReadyScenario, rows: readonly Row[]): ReadyScenario[] {
  return rows.map((row, index) => {
    const id = rowId(row, index)
    const { id: _, ...facts } = row
    return {
      ...scenario,
      id: `${scenario.id}-${id}`,
      title: `${scenario.title} · ${id}`,
      facts: { ...scenario.facts, ...facts },
      ...(scenario.pair ? { pair: { ...scenario.pair, id: `${scenario.pair.id}-${id}` } } : {}),
    }
  })
}

function rowId(row: Row, index: number): string {
  return row.id === undefined ? String(index + 1) : String(row.id)
}

/** What a CSV file holds is said to bots, so that a scenario of a stranger may only read beside itself. */
function readCsv(path: string, scenarioPath: string, report: (message: string) => void): Row[] {
  if (!path.endsWith('.csv')) report('a table is a list of rows or the path of a *.csv file')
  else if (isAbsolute(path) || /^[A-Za-z]:|^\\/.test(path) || normalize(path).startsWith('..')) {
    report('a CSV file lies in the folder of the scenario or below it')
  } else {
    const source = readSource(join(dirname(scenarioPath), path))
    if ('message' in source) report(`${source.file} ${source.message}`)
    else {
      const { data, errors } = Papa.parse<Row>(source.text, { header: true, skipEmptyLines: 'greedy' })
      // A file of one column has no delimiter to detect.
      const [error] = errors.filter(({ type }) => type !== 'Delimiter')
      if (error) report(`${path}: row ${(error.row ?? 0) + 1}: ${error.message}`)
      else if (data.length === 0) report(`${path} has no rows`)
      else if (data.length > MOST_ROWS) report(`${path} has more than ${MOST_ROWS} rows`)
      else return data
    }
  }
  return []
}
