/** Looks at what a judge returned: a reply of another form, or one whose proof is not in the excerpt, is void. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import type { Judgement } from '../../documents/types/judgement.js'
import { type Prompt, REPLY_SCHEMA } from './prompt.js'
import type { JudgeQuestion } from './question.js'

type Answer = NonNullable<Judgement['votes'][number]['answer']>
export type Quote = Judgement['quotes'][number]

/** Why a reply does not count; `code` and `checks` show that the judge did not do what it was told. */
type Void = 'empty' | 'too-long' | 'not-json' | 'other-form' | 'code' | 'checks' | 'no-quote' | 'quote'

/** What a reply says; a void one says nothing. */
export type Opinion = { answer: Answer; quotes: Quote[] } | { void: Void }

interface Reply {
  quotes: Quote[]
  checks: Prompt['checks']
  answer: Answer
  code: string
}

const LONGEST = 20_000
/** Braces at which an object is looked for in a reply that has words around it. */
const MOST_BRACES = 64
const MOST_QUOTES = 20

let valid: ValidateFunction<Reply> | undefined

/** The opinion in a reply to a prompt about a question. */
export function opinionOf(reply: string, { code, checks }: Prompt, { parts }: JudgeQuestion): Opinion {
  if (reply.trim() === '') return { void: 'empty' }
  if (reply.length > LONGEST) return { void: 'too-long' }
  const value = objectIn(reply)
  if (value === undefined) return { void: 'not-json' }
  valid ??= new Ajv2020({ strict: true }).compile<Reply>(REPLY_SCHEMA)
  if (!valid(value)) return { void: 'other-form' }
  if (value.code !== code) return { void: 'code' }
  if (value.checks.first !== checks.first || value.checks.second !== checks.second) return { void: 'checks' }
  const quotes = value.quotes.slice(0, MOST_QUOTES)
  if (quotes.some(({ line, text }) => text.trim() === '' || !parts[line - 1]?.text.includes(text)))
    return { void: 'quote' }
  if (quotes.length === 0 && value.answer !== 'cannot-tell') return { void: 'no-quote' }
  return { answer: value.answer, quotes }
}

/** The JSON object of a reply; of several in running text the last one. */
function objectIn(reply: string): unknown {
  const whole = parsed(reply)
  if (whole !== undefined) return whole
  const end = reply.lastIndexOf('}')
  let from = end
  for (let tries = 0; tries < MOST_BRACES && from > 0; tries++) {
    from = reply.lastIndexOf('{', from - 1)
    if (from < 0) return undefined
    const value = parsed(reply.slice(from, end + 1))
    if (typeof value === 'object' && value !== null && 'answer' in value) return value
  }
  return undefined
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
