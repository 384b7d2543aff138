/** An entry of a FAQ as an object: by which names its parts go. */
import type { Problem } from '../problem.js'
import type { FoundEntry } from './faq.js'

const QUESTIONS = ['question', 'questions', 'q', '问题', '问', '问法']
const ANSWERS = ['answer', 'answers', 'a', '答案', '回答', '答']
const IDS = ['id', '编号']

/** What a key or a column says: `question_2` is a question too; undefined where it is none of ours. */
export function partOf(key: string): 'questions' | 'answers' | 'id' | undefined {
  const name = key
    .trim()
    .toLowerCase()
    .replace(/[ _-]?\d{1,2}$/, '')
  if (QUESTIONS.includes(name)) return 'questions'
  if (ANSWERS.includes(name)) return 'answers'
  return IDS.includes(name) ? 'id' : undefined
}

/** The entry in a value; what is no text is no part of it. */
export function entryOf(value: unknown, problem: (message: string) => Problem): FoundEntry | Problem {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return problem('is no entry: expected question and answer')
  const entry: FoundEntry = { questions: [], answers: [], problem }
  for (const [key, own] of Object.entries(value)) {
    const part = partOf(key)
    if (part === undefined)
      return problem(`${key.slice(0, 40)} is not known here; an entry has id, question(s) and answer(s)`)
    const texts = [own].flat()
    if (texts.some((text) => typeof text !== 'string' && typeof text !== 'number'))
      return problem(`${key.slice(0, 40)} has to be a text, or a list of texts`)
    const said = texts.map((text) => String(text).trim()).filter(Boolean)
    if (part !== 'id') entry[part].push(...said)
    else if (said[0] !== undefined) entry.id = said[0]
  }
  return entry
}

/** Sorts entries from problems. */
export function sorted(all: readonly (FoundEntry | Problem)[]): {
  entries: FoundEntry[]
  problems: Problem[]
} {
  return {
    entries: all.filter((one): one is FoundEntry => 'questions' in one),
    problems: all.filter((one): one is Problem => !('questions' in one)),
  }
}
