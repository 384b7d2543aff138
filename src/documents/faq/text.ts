/** A FAQ as people type it: `Q:` and `A:`, 问： and 答：, or headings with the answer below them. */
import { problemIn, type Source } from '../source.js'
import type { Found, FoundEntry } from './faq.js'

const HEADING = /^#{1,6}\s+(\S.*)$/
const QUESTION = /^(?:[-*]\s+)?\**(?:q(?:uestion)?\s?\d{0,4}|问题?\s?\d{0,4})\**\s?[:：]\**\s?(\S.*)$/i
const ANSWER = /^(?:[-*]\s+)?\**(?:a(?:nswer)?\s?\d{0,4}|答案?\s?\d{0,4})\**\s?[:：]\**\s?(\S.*)$/i

/**
 * A question after an answer begins a new entry; several questions before one answer are phrasings of one need.
 * Lines without a mark go on with the text above them. A heading is a question where no `Q:` follows it.
 */
export function entriesOfText(source: Source): Found {
  const entries: FoundEntry[] = []
  let heading: { text: string; at: number } | undefined
  let last: string[] | undefined
  let offset = 0
  const begin = (question: string, at: number) => {
    entries.push({
      questions: [question],
      answers: [],
      problem: (message) => problemIn(source, [at, at + question.length], message),
    })
  }
  for (const raw of source.text.split('\n')) {
    const at = offset
    offset += raw.length + 1
    const line = raw.trim()
    const entry = entries.at(-1)
    const [title, question, answer] = [HEADING, QUESTION, ANSWER].map((form) => form.exec(line)?.[1]?.trim())
    if (title !== undefined) {
      heading = { text: title.replace(/^(?:Q|问)[:：]\s?/i, ''), at }
      last = undefined
    } else if (question !== undefined) {
      if (entry && !heading && entry.answers.length === 0) entry.questions.push(question)
      else begin(question, at)
      heading = undefined
      last = entries.at(-1)?.questions
    } else if (line !== '') {
      const said = answer ?? line
      if (heading) begin(heading.text, heading.at)
      const own = entries.at(-1)
      if (answer !== undefined || heading) {
        own?.answers.push(said)
        last = own?.answers
      } else if (last) last.push(`${last.pop() ?? ''}\n${said}`)
      heading = undefined
    }
  }
  return { entries, problems: [] }
}
