/** Questions and answers of a merchant, in whichever form they are kept: YAML, JSON, JSON lines, CSV or text. */
import { extname, resolve } from 'node:path'
import { DocumentError, type Problem } from '../problem.js'
import { readSource, type Source, shownPath } from '../source.js'
import { entriesOfLines } from './lines.js'
import { entriesOfTable } from './table.js'
import { entriesOfText } from './text.js'
import { entriesOfYaml } from './yaml.js'

/** One need: how it is asked for, and what is answered. */
export interface FaqEntry {
  id: string
  questions: string[]
  answers: string[]
}

/** An entry as it was found. */
export interface FoundEntry {
  id?: string
  questions: string[]
  answers: string[]
  /** Says what is wrong with it, at its place. */
  problem(message: string): Problem
}

export interface Found {
  entries: FoundEntry[]
  problems: Problem[]
}

const MOST_ENTRIES = 2000
/** Characters of a question or an answer; what is longer is a document and no answer. */
const LONGEST = 4000
const MOST_PROBLEMS = 50

const READERS: Record<string, (source: Source) => Found> = {
  '.yaml': entriesOfYaml,
  '.yml': entriesOfYaml,
  '.json': entriesOfYaml,
  '.jsonl': entriesOfLines,
  '.ndjson': entriesOfLines,
  '.csv': entriesOfTable,
  '.tsv': entriesOfTable,
  '.md': entriesOfText,
  '.markdown': entriesOfText,
  '.txt': entriesOfText,
}

/**
 * The entries of a file, each with an id: its own, or `faq/` and its number.
 * @throws DocumentError with everything that is wrong with it
 */
export function readFaq(path: string): FaqEntry[] {
  const file = shownPath(resolve(path))
  const read = READERS[extname(path).toLowerCase()]
  if (!read) {
    const hint = `Known forms: ${Object.keys(READERS).join(' ')}`
    throw new DocumentError([{ file, message: 'is no FAQ by its name', hint }])
  }
  const source = readSource(path)
  if ('message' in source) throw new DocumentError([source])
  const { entries, problems } = read(source)
  if (problems.length === 0 && entries.length === 0)
    problems.push({
      file,
      message: 'holds no questions and answers',
      hint: 'docs/calibrate.md shows the forms',
    })
  if (entries.length > MOST_ENTRIES)
    problems.push({ file, message: `holds ${entries.length} entries; at most ${MOST_ENTRIES} can be learnt` })
  problems.push(...whatIsWrong(entries))
  if (problems.length > 0) throw new DocumentError(problems.slice(0, MOST_PROBLEMS))
  return entries.map(({ id, questions, answers }, i) => ({
    id: id ?? `faq/${i + 1}`,
    questions: [...new Set(questions)],
    answers: [...new Set(answers)],
  }))
}

function whatIsWrong(entries: readonly FoundEntry[]): Problem[] {
  const problems: Problem[] = []
  const ids = new Set<string>()
  const asked = new Map<string, number>()
  for (const [i, { id, questions, answers, problem }] of entries.entries()) {
    if (questions.length === 0) problems.push(problem('has no question'))
    if (answers.length === 0) problems.push(problem('has no answer'))
    if (id !== undefined && !/^[\p{L}\p{N}][\p{L}\p{N}._/-]{0,63}$/u.test(id))
      problems.push(problem(`"${id.slice(0, 64)}" cannot be an id: letters, digits, . _ / and hyphens`))
    else if (id !== undefined && ids.has(id)) problems.push(problem(`the id ${id} is here twice`))
    if (id !== undefined) ids.add(id)
    if ([...questions, ...answers].some((text) => text.length > LONGEST))
      problems.push(problem(`has a text of more than ${LONGEST} characters`))
    for (const question of questions) {
      const other = asked.get(bare(question))
      if (other !== undefined && other !== i)
        problems.push(
          problem(
            `"${question.slice(0, 60)}" is also a question of entry ${other + 1}: the two cannot be told apart`,
          ),
        )
      asked.set(bare(question), i)
    }
  }
  return problems
}

/** A question without what makes no other question of it. */
const bare = (text: string) => text.toLowerCase().replace(/[\s\p{P}]+/gu, '')
