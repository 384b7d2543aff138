/** What people said of answers: JSON lines or a table, a row a thing. */
import { extname, resolve } from 'node:path'
import { sha256 } from '../canonical.js'
import { DocumentError, type Problem } from '../problem.js'
import type { Lang } from '../ready.js'
import { rowsOf } from '../rows.js'
import { readSource, type Source, shownPath } from '../source.js'
import { type Given, rowOf } from './row.js'

/** One thing that people labelled. */
export interface LabelRow {
  /** `relevant`, `same-answer`, `act:<name>` or `judged`. */
  criterion: string
  lang: Lang
  question: string
  /** What the consumer had said before, newest last. */
  context: string[]
  answer: string
  /** For same-answer: what was said the first time. */
  first: string
  /** For judged: the standard. */
  rubric: string
  /** Instead of words: a turn of a run. */
  at?: { trial: string; turn: number }
  /** `pass`, `fail` or `cannot-tell` by annotator. */
  labels: Record<string, string>
  /** Says what is wrong with it, at its place. */
  problem(message: string): Problem
}

const MOST_ROWS = 20_000
const MOST_PROBLEMS = 20

/**
 * The rows of a file, and its hash.
 * @throws DocumentError with what is wrong with it
 */
export function readLabels(path: string): { rows: LabelRow[]; sha256: string } {
  const file = shownPath(resolve(path))
  const form = extname(path).toLowerCase()
  const read = form === '.csv' || form === '.tsv' ? tableIn : form === '.jsonl' ? linesIn : undefined
  if (!read)
    throw new DocumentError([
      { file, message: 'holds no labels by its name', hint: 'Known forms: .jsonl .csv .tsv' },
    ])
  const source = readSource(path)
  if ('message' in source) throw new DocumentError([source])
  const found = read(source)
  const problems = found.flatMap((one) => ('labels' in one ? [] : [one]))
  if (found.length === 0)
    problems.push({ file, message: 'holds no labels', hint: 'docs/calibrate.md shows the form' })
  if (found.length > MOST_ROWS) problems.push({ file, message: `holds more than ${MOST_ROWS} rows` })
  if (problems.length > 0) {
    const more = problems.length - MOST_PROBLEMS
    const shown = problems.slice(0, MOST_PROBLEMS)
    throw new DocumentError(more > 0 ? [...shown, { file, message: `and ${more} more problems` }] : shown)
  }
  return { rows: found as LabelRow[], sha256: sha256(source.text) }
}

function linesIn({ path, text }: Source): (LabelRow | Problem)[] {
  const file = shownPath(path)
  return text.split('\n').flatMap((line, i) => {
    if (line.trim() === '') return []
    const problem = (message: string) => ({ file, line: i + 1, col: 1, message })
    let value: unknown
    try {
      value = JSON.parse(line)
    } catch {
      return problem('the line is not valid JSON')
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return problem('the line is no JSON object')
    return rowOf(value as Given, problem)
  })
}

const ANNOTATOR = /^annotator/i

function tableIn(source: Source): (LabelRow | Problem)[] {
  const { columns, rows, problems, problemIn } = rowsOf(source)
  if (problems.length > 0) return problems
  const annotators = columns.filter((column) => ANNOTATOR.test(column))
  if (annotators.length === 0)
    return [problemIn(1, 'has no column of an annotator: annotator_1, annotator_2, …')]
  return rows.map(({ line, cells }) => {
    const given: Given = { labels: {} }
    for (const [column, cell] of Object.entries(cells)) {
      if (cell === '') continue
      if (ANNOTATOR.test(column)) given.labels = { ...(given.labels as object), [column]: cell }
      else given[column] = column === 'turn' ? Number(cell) : column === 'context' ? cell.split('\n') : cell
    }
    return rowOf(given, (message) => problemIn(line, message))
  })
}
