/** A FAQ as a table: a question and an answer a row; rows with the same id are one entry. */
import type { Problem } from '../problem.js'
import { rowsOf } from '../rows.js'
import type { Source } from '../source.js'
import type { Found, FoundEntry } from './faq.js'
import { partOf } from './shape.js'

export function entriesOfTable(source: Source): Found {
  const { columns, rows, problems, problemIn } = rowsOf(source)
  if (problems.length > 0) return { entries: [], problems }
  const missing = (['questions', 'answers'] as const).filter(
    (part) => !columns.some((one) => partOf(one) === part),
  )
  const unknown = columns.filter((column) => partOf(column) === undefined)
  const wrong: Problem[] = [
    ...missing.map((part) => problemIn(1, `has no column ${part.slice(0, -1)}`)),
    ...unknown.map((column) =>
      problemIn(
        1,
        `the column ${column.slice(0, 40) || '""'} is not known; a table has id, question and answer`,
      ),
    ),
  ]
  if (wrong.length > 0) return { entries: [], problems: wrong }
  const entries: FoundEntry[] = []
  const byId = new Map<string, FoundEntry>()
  for (const { line, cells } of rows) {
    const own: FoundEntry = { questions: [], answers: [], problem: (message) => problemIn(line, message) }
    for (const [column, cell] of Object.entries(cells)) {
      const part = partOf(column)
      if (cell === '' || part === undefined) continue
      if (part === 'id') own.id = cell
      else own[part].push(cell)
    }
    const known = own.id === undefined ? undefined : byId.get(own.id)
    if (known) {
      known.questions.push(...own.questions)
      known.answers.push(...own.answers)
      continue
    }
    if (own.id !== undefined) byId.set(own.id, own)
    entries.push(own)
  }
  return { entries, problems: [] }
}
