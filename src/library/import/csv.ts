/** Tables of questions and answers: a conversation a row, or the turns of one by its id. */
import { basename } from 'node:path'
import type { Problem } from '../../documents/problem.js'
import { rowsOf } from '../../documents/rows.js'
import type { Source } from '../../documents/source.js'
import type { Expectation } from '../../documents/types/scenario.js'
import { writtenAssert } from './asserts.js'
import { type Found, has, type Loss, loss, problemOn, type Story, statesValue } from './story.js'

type Part = 'say' | 'expect' | 'id' | 'lang' | 'title' | 'assert'

const COLUMNS: Readonly<Record<Exclude<Part, 'assert'>, readonly string[]>> = {
  say: [
    'say',
    'question',
    'questions',
    'q',
    'user',
    'input',
    'query',
    'message',
    'utterance',
    '问题',
    '问',
    '问法',
    '用户',
  ],
  expect: [
    'expect',
    'expected',
    'answer',
    'answers',
    'a',
    'bot',
    'output',
    'response',
    '答案',
    '回答',
    '答',
    '期望',
  ],
  id: ['id', 'conversation', 'conversation_id', 'conversationid', 'dialog', 'session', '编号', '会话'],
  lang: ['lang', 'language', 'locale', '语言'],
  title: ['title', 'name', 'description', '__description', '标题', '名称'],
}
const MOST_ROWS = 10_000

/** The conversations of a table. */
export function fromCsv(source: Source): Found {
  // An empty last line would hide a semicolon that parts two columns.
  const { columns, rows, problems } = rowsOf({ ...source, text: source.text.trimEnd() })
  if (problems.length > 0) return { stories: [], losses: [], problems }
  const parts = new Map(columns.map((column) => [column, partOf(column)]))
  const wrong = wrongTable(source, [...parts.values()], rows.length)
  if (wrong) return { stories: [], losses: [], problems: [wrong] }
  const losses: Loss[] = columns
    .filter((column) => parts.get(column) === undefined)
    .map((column) =>
      loss(source, 1, column || '(no name)', 'this column is not known: say, expect, id, lang and title are'),
    )
  const byId = new Map<string, Story>()
  const stories: Story[] = []
  const base = basename(source.path).replace(/\.[^.]*$/, '')
  for (const { line, cells } of rows) {
    const of = (part: Part) =>
      Object.entries(cells).filter(([column, cell]) => parts.get(column) === part && cell !== '')
    const one = (part: Part) => of(part)[0]?.[1]
    const words = of('say').flatMap(([, cell]) => alternatives(cell))
    if (words.length === 0) {
      losses.push(loss(source, line, Object.values(cells).join(', '), 'the row says nothing'))
      continue
    }
    const expect: Expectation[] = of('expect').flatMap(([, cell]) => expected(cell) ?? [])
    for (const [, cell] of of('assert')) {
      const found = writtenAssert(cell)
      if (typeof found === 'string') losses.push(loss(source, line, cell, found))
      else expect.push(...found)
    }
    const id = one('id')
    const known = id === undefined ? undefined : byId.get(id)
    const step = { do: 'say' as const, words, expect }
    if (known) {
      known.steps.push(step)
      continue
    }
    const lang = langOf(one('lang'))
    const story: Story = {
      title: one('title') ?? words[0] ?? base,
      name: id ?? `${base}-${stories.length + 1}`,
      ...(lang ? { lang } : {}),
      line,
      steps: [step],
      expect: [],
    }
    if (one('lang') !== undefined && !lang)
      losses.push(
        loss(source, line, one('lang') ?? '', 'a language is zh-CN or en; it is read from the words instead'),
      )
    if (id !== undefined) byId.set(id, story)
    stories.push(story)
  }
  return { stories, losses, problems: [] }
}

function wrongTable(source: Source, parts: readonly (Part | undefined)[], rows: number): Problem | undefined {
  if (!parts.includes('say'))
    return problemOn(
      source,
      1,
      'no column says what the consumer asks',
      'Name it say or question in the first row; what is expected stands under expect or answer.',
    )
  if (rows === 0) return problemOn(source, 1, 'the table has no rows')
  return rows > MOST_ROWS ? problemOn(source, 1, `more than ${MOST_ROWS} rows; split the table`) : undefined
}

function partOf(column: string): Part | undefined {
  const name = column.toLowerCase().replace(/(?<=\p{L})[ _-]?\d{1,2}$/u, '')
  if (/^__expected$/.test(name)) return 'assert'
  const found = Object.entries(COLUMNS).find(([, names]) => names.includes(name))
  return found?.[0] as Part | undefined
}

/** Wordings, or answers any of which is right, parted by | or lines. */
function alternatives(cell: string): string[] {
  return cell
    .split(/\s*(?:\||\n)\s*/)
    .map((one) => one.trim())
    .filter((one) => one !== '')
}

function expected(cell: string): Expectation | undefined {
  const [only = '', ...others] = alternatives(cell)
  return others.length === 0 ? statesValue(only) : has([only, ...others], { anyCase: true })
}

function langOf(written: string | undefined): 'zh-CN' | 'en' | undefined {
  if (written === undefined) return undefined
  return /^(zh|中|chinese)/i.test(written) ? 'zh-CN' : /^(en|英)/i.test(written) ? 'en' : undefined
}
