/** An answer that only says the question again is none: finds such lines, whatever courtesy stands before them. */
import { distance } from 'fastest-levenshtein'
import { bare, fold, readable } from '../text/normalise.js'
import { remember } from '../text/remember.js'

/** Longer words are compared whole only: nobody's question is that long. */
const LONGEST = 300
/** Letters from which on a slip of the pen is allowed for, and the share of letters it may touch. */
const SHORTEST = 8
const SLIP = 0.1
/** Lines of one answer that are looked at. */
const LINES = 100

/** What may stand before repeated words. */
const BEFORE =
  /^(?:[\s"'(\-,.:!?。、~]+|您好|你好|亲+|好的?|收到|明白了?|请问|我(?:想|要)问(?:的是)?|[您你](?:刚才|刚刚)?(?:是不是|是否|是)?(?:想|要)?(?:问|咨询|说|了解)(?:的)?(?:问题)?是?|[您你]的(?:问题|提问|消息)(?:是|为)?|关于|(?:hello|hi|hey|dear|sure|ok|okay|thanks|thank you|echo|so|received)\b|you(?:'re| are)? (?:asked|said|wrote|asking|typed)\b(?: about)?|(?:your|the) (?:question|message)\b(?: is| was)?|did you mean\b|i (?:heard|got|received)\b)/
/** What may stand after them. */
const AFTER = /(?:[\s"')\-,.:!?。、~]+|对吗|是吗|谢谢[您你]?|please|thanks|thank you)$/
/** Yes-or-no questions: without its particle the same sentence says yes. */
const ASKS = /(?:吗|么)[\s"')?。!]*$/
const PARTICLE = /[吗么呢吧啊呀]+[\s"')?。!]*$/
/** Letters that turn a question into an answer when they come or go. */
const MEANS = /[\d零一二两三四五六七八九十百千半不没未无可能会有是几多哪谁何怎什吗么]/

const core = remember((text: string): string => {
  let rest = fold(readable(text).slice(0, LONGEST * 2))
  for (let i = 0; i < 8; i++) {
    const shorter = rest.replace(BEFORE, '')
    if (shorter === rest) break
    rest = shorter
  }
  return rest.replace(AFTER, '').replace(AFTER, '')
})

/** The letters of one text that the other one lacks. */
function beyond(text: string, other: string): string {
  const left = [...other]
  return [...text]
    .filter((letter) => {
      const at = left.indexOf(letter)
      if (at >= 0) left.splice(at, 1)
      return at < 0
    })
    .join('')
}

/** Whether a text says nothing but the question, a slip of the pen and a courtesy aside. */
function isEcho(question: string, text: string): boolean {
  const [asked, said] = [core(question), core(text)]
  if (ASKS.test(asked) && !ASKS.test(said)) return false
  const [a, b] = [bare(asked.replace(PARTICLE, '')), bare(said.replace(PARTICLE, ''))]
  if (a === '' || b === '' || Math.abs(a.length - b.length) > Math.max(a.length, b.length) * SLIP + 1)
    return false
  if (a === b) return true
  if (Math.min(a.length, b.length) < SHORTEST || Math.max(a.length, b.length) > LONGEST) return false
  if (MEANS.test(beyond(a, b) + beyond(b, a))) return false
  return distance(a, b) <= Math.max(1, Math.floor(a.length * SLIP))
}

/** The text without the lines that only repeat the question (or a line of it). */
export function withoutEcho(question: string, text: string): string {
  const asked = question
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-LINES)
  const echoes = (line: string) => isEcho(question, line) || asked.some((one) => isEcho(one, line))
  if (echoes(text)) return ''
  if (!text.includes('\n')) return text
  const lines = text.split('\n')
  if (lines.length > LINES) return text
  const kept = lines.filter((line) => !echoes(line))
  return kept.length === lines.length ? text : kept.join('\n')
}
