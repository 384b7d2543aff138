/** Rules for what a bot message does: patterns in both languages, slot questions, and what is left to be an answer. */
import { fold } from '../text/normalise.js'
import type { Act, ActName } from '../types.js'
import { channelsNamed } from './channels.js'
import { menuIn } from './menu.js'
import type { ActPattern, SlotQuestions } from './pattern.js'
import { ENGLISH, ENGLISH_SLOTS } from './patterns.en.js'
import { CHINESE, CHINESE_SLOTS } from './patterns.zh.js'

const PERSONAL = new Set(['id-card', 'card', 'code', 'phone', 'address', 'email', 'name'])
const LONGEST_SENTENCE = 200
/** Places where one pattern is looked for in a message. */
const TRIES = 8
/** Letters that must be left, beside what the acts account for, to be an answer: Chinese characters count double. */
const SUBSTANCE = 4
/** Whole clauses that say nothing by themselves. */
const FILLER =
  /^[\s("'[]*(?:好的?|嗯+|哦|亲+|收到|(?:我)?了解|明白了?|没问题|不客气|稍等|谢谢[您你]?|感谢[您你]?|您好|你好|另外|此外|请稍[等候][^,]{0,4}|请[您你]?(?:继续)?耐心?(?:等待|等候)|请继续[^,]{0,8}|需要[^,]{0,12}(?:时|的话)|以便[^,]{0,12}|我来(?:为|帮)[您你](?:登记|查询|查一?下|核实|处理|看看)|(?:马上|这就)(?:为|帮)[您你](?:登记|查询|核实|处理)|sure|ok(?:ay)?|certainly|of course|no problem|great|got it|alright|absolutely|one moment(?: please)?|also|additionally|i understand[a-z ]{0,30}|thank(?:s| you)[a-z ]{0,30}|please (?:wait|hold|keep waiting|be patient|stay)[a-z ]{0,40})[呢哦哈啊呀吧了~…\s)"'\]]*$/
/** A condition or a reason with a comma after it: what it leads to says whether something was answered. */
const LEAD =
  /^\s*(?:如果|如有|如需|如您|若|假如|当[您你]|由于|因为|为了|if\b|when you|in case|to proceed|for a person|because)/

/** A rule of this confidence needs no second opinion. */
export const CERTAIN = 1
/** A message of which nothing else is left answers. */
const YES_NO =
  /^\s*(?:yes|no|yep|yeah|nope|是的?|对的?|不是|不对|不行|不可以|可以的?|没有|有的?)[哦呢呀啊哈]?\s*[.。!]?\s*$/

/** Acts that are no part of an answer: their clauses do not count as one. */
const SPENT = new Set<ActName>([
  'greeting',
  'fallback',
  'apology',
  'promises-transfer',
  'offers-human',
  'queue',
  'human-joined',
  'claims-human',
  'discloses-ai',
  'refuses-human',
  'out-of-hours',
  'conditions-transfer',
  'deflects',
  'offers-choices',
  'asks-confirmation',
  'asks-slot',
  'closing',
  'error',
])

/** One hit on the folded text. */
export interface Hit extends Act {
  start: number
  end: number
}

function endsSentence(text: string, at: number): boolean {
  const character = text.charAt(at)
  return character === '.' ? /\s|^$/.test(text.charAt(at + 1)) : '。!?;\n'.includes(character)
}

/** Start and end (exclusive, its mark included) of the sentence that holds a match. */
function sentenceAround(text: string, start: number, end: number): [number, number] {
  let from = start
  while (from > 0 && start - from < LONGEST_SENTENCE && !endsSentence(text, from - 1)) from--
  let to = end
  while (to < text.length && to - end < LONGEST_SENTENCE && !endsSentence(text, to)) to++
  return [from, Math.min(text.length, to + 1)]
}

function find(text: string, { pattern, unless }: ActPattern): [number, number][] {
  const found: [number, number][] = []
  pattern.lastIndex = 0
  for (let i = 0; i < TRIES; i++) {
    const match = pattern.exec(text)
    if (match === null || match[0] === '') break
    const end = match.index + match[0].length
    const [from, to] = unless === undefined ? [0, 0] : sentenceAround(text, match.index, end)
    if (unless === undefined || !unless.test(text.slice(from, to))) found.push([match.index, end])
  }
  return found
}

/** Slot questions: a cue such as 请提供 and what is asked for after it, or before it (您的订单号是多少). */
function slotHits(text: string, { cue, slots }: SlotQuestions): Hit[] {
  const hits: Hit[] = []
  const seen = new Set<string>()
  cue.lastIndex = 0
  for (let i = 0; i < TRIES; i++) {
    const match = cue.exec(text)
    if (match === null) break
    const [from, to] = sentenceAround(text, match.index, match.index + match[0].length)
    const asks = /\?|吗|呢/.test(text.slice(match.index, to))
    // A question has its slot anywhere in the sentence, a request only after the cue.
    const start =
      /^(?:请?重新|再)/.test(match[0]) || (asks && /^(?:是|多少|哪|怎么)/.test(match[0])) ? from : match.index
    const clause = text.slice(start, Math.min(to, start + 120))
    if (!asks && /^(?:请问|what|which|是)/.test(match[0])) continue
    for (const { slot, noun } of slots) {
      const found = noun.exec(clause)
      if (found === null || seen.has(slot)) continue
      seen.add(slot)
      const end = Math.max(match.index + match[0].length, start + found.index + found[0].length)
      const begin = Math.min(match.index, start + found.index)
      hits.push({ act: 'asks-slot', confidence: 0.85, slot, span: '', start: begin, end })
    }
  }
  return hits
}

const CLAUSE = /(?:[^,.。!?;:\n]|\.(?!\s|$)|(?<=\d):(?=\d))+/g

/** Something is said beside the greetings, apologies, questions and hand-off words. */
function hasSubstance(text: string, hits: readonly Hit[]): { start: number; end: number } | null {
  const spent = hits.filter((hit) => SPENT.has(hit.act))
  let weight = 0
  let first: { start: number; end: number } | null = null
  for (const match of text.matchAll(CLAUSE)) {
    const [start, end] = [match.index, match.index + match[0].length]
    if (spent.some((hit) => hit.start < end && hit.end > start)) continue
    const follows = text.charAt(end)
    if (follows === '?' || follows === ':' || FILLER.test(match[0])) continue
    if (follows === ',' && LEAD.test(match[0])) continue
    weight +=
      (match[0].match(/[\u3400-\u9fff]/g)?.length ?? 0) * 2 + (match[0].match(/[a-z0-9]/g)?.length ?? 0)
    first ??= { start, end }
    if (weight >= SUBSTANCE || /^\s*(?:yes|no|是|否|对)$/.test(match[0])) return first
  }
  return null
}

/** Acts that rules find in a message, where each is, most telling first within an act. Both languages are tried. */
export function hitsOf(shown: string): Hit[] {
  const folded = fold(shown)
  const hits: Hit[] = []
  const add = (patterns: readonly ActPattern[]) => {
    for (const pattern of patterns) {
      for (const [start, end] of find(folded, pattern)) {
        hits.push({ act: pattern.act, confidence: pattern.confidence, span: '', start, end })
      }
    }
  }
  if (/[\u3400-\u9fff]/.test(folded)) {
    add(CHINESE)
    hits.push(...slotHits(folded, CHINESE_SLOTS))
  }
  if (/[a-z]{2}/.test(folded)) {
    add(ENGLISH)
    hits.push(...slotHits(folded, ENGLISH_SLOTS))
  }
  for (const { span } of channelsNamed(shown)) {
    const start = shown.indexOf(span)
    hits.push({ act: 'names-channels', confidence: 0.9, span, start, end: start + span.length })
  }
  const menu = menuIn(folded)
  if (menu) hits.push({ act: 'offers-choices', confidence: 0.95, span: '', ...menu })
  const personal = hits.find((hit) => hit.slot !== undefined && PERSONAL.has(hit.slot))
  if (personal) {
    const { slot: _slot, ...asked } = personal
    hits.push({ ...asked, act: 'asks-personal-data' })
  }
  const substance = hits.some((hit) => hit.act === 'fallback' || hit.act === 'error')
    ? null
    : hasSubstance(folded, hits)
  if (YES_NO.test(folded))
    hits.push({ act: 'answer', confidence: CERTAIN, span: '', start: 0, end: folded.length })
  else if (substance) hits.push({ act: 'answer', confidence: 0.7, span: '', ...substance })
  for (const hit of hits) if (hit.span === '') hit.span = shown.slice(hit.start, hit.end).trim().slice(0, 200)
  return hits.sort((a, b) => a.start - b.start)
}
