/** The rows of a CSV file by the names in its first row, with the lines they stand on. */
import Papa from 'papaparse'
import type { Problem } from './problem.js'
import { type Source, shownPath } from './source.js'

interface Row {
  /** Line of the file on which it begins, from 1. */
  line: number
  /** By column, without spaces around. */
  cells: Record<string, string>
}

export interface Rows {
  columns: string[]
  rows: Row[]
  problems: Problem[]
  problemIn(line: number, message: string): Problem
}

const MOST_ROWS = 100_000

/** Empty rows are left out; a row with more cells than columns is a problem. */
export function rowsOf({ path, text }: Source): Rows {
  const file = shownPath(path)
  const problemIn = (line: number, message: string): Problem => ({ file, line, col: 1, message })
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: path.endsWith('.tsv') ? '\t' : '' })
  // A file of one column has no delimiter to detect.
  const [error] = errors.filter(({ type }) => type !== 'Delimiter')
  const lines = linesOf(data)
  const [head = [], ...rest] = data
  const columns = head.map((name) => name.trim())
  const problems: Problem[] = []
  if (error) problems.push(problemIn(lines[error.row ?? 0] ?? 1, error.message))
  if (data.length > MOST_ROWS) problems.push({ file, message: `has more than ${MOST_ROWS} rows` })
  const twice = columns.find((name, i) => columns.indexOf(name) !== i)
  if (twice !== undefined)
    problems.push(problemIn(1, `the column ${twice.slice(0, 40) || '""'} is there twice`))
  const rows: Row[] = []
  for (const [i, cells] of rest.entries()) {
    if (cells.every((cell) => cell.trim() === '')) continue
    const line = lines[i + 1] ?? 1
    if (cells.length > columns.length)
      problems.push(
        problemIn(line, `has ${cells.length} cells for ${columns.length} columns; is a comma unquoted?`),
      )
    rows.push({
      line,
      cells: Object.fromEntries(columns.map((name, column) => [name, (cells[column] ?? '').trim()])),
    })
  }
  return { columns, rows, problems: problems.slice(0, 50), problemIn }
}

/** Lines on which rows begin: cells may hold line breaks. */
function linesOf(data: readonly (readonly string[])[]): number[] {
  let line = 1
  return data.map((cells) => {
    const here = line
    line += 1 + cells.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0)
    return here
  })
}
