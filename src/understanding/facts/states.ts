/** Whether a text states an expected value: values compare as values, words by their content. */
import type { Lang } from '../../documents/ready.js'
import { channelsNamed } from '../acts/channels.js'
import { met, related, topicsOf } from '../answers/topics.js'
import { containment, contentTokens, fold, readable } from '../text/normalise.js'
import type { Statement, TextFact } from '../types.js'
import { comparable, equalFacts } from './compare.js'
import { factsIn } from './facts.js'
import { deniedBefore } from './polarity.js'

export { comparable, equalFacts }

const CALENDARS = new Set(['day', 'workday'])

/** The same number of days by another calendar: 7 working days are not 7 days. */
function otherCalendar(a: TextFact, b: TextFact): boolean {
  return (
    a.kind === 'duration' &&
    b.kind === 'duration' &&
    a.unit !== b.unit &&
    CALENDARS.has(a.unit ?? '') &&
    CALENDARS.has(b.unit ?? '') &&
    a.value.join('-') === b.value.join('-')
  )
}

function overlap(a: TextFact, b: TextFact): boolean {
  if (a.value.length + b.value.length < 3 || typeof a.value[0] !== 'number') return false
  const ends = (fact: TextFact) => [Number(fact.value[0]), Number(fact.value.at(-1))] as const
  const [low, high] = ends(a)
  const [from, to] = ends(b)
  return low <= to && from <= high
}

function stateOf(expected: TextFact, facts: readonly TextFact[], text: string, about: string): Statement {
  const equal = facts.filter((fact) => equalFacts(expected, fact))
  // An estimate that leaves the value open does not state it.
  const sure = (fact: TextFact) => !fact.approximate || fact.value.join() === expected.value.join()
  const stated = equal.find((fact) => fact.negated === expected.negated && sure(fact))
  if (stated) return { outcome: 'states', span: stated.span }
  if (equal[0]) return { outcome: 'uncertain', span: equal[0].span }
  const rivals = facts.filter((fact) => comparable(expected, fact) || otherCalendar(expected, fact))
  const near = rivals.find((fact) => overlap(expected, fact) && !otherCalendar(expected, fact))
  if (near) return { outcome: 'uncertain', span: near.span }
  const other = rivals.find((fact) => opposes(fact, rivals, text, about))
  return other ? { outcome: 'contradicts', span: other.span } : { outcome: 'absent' }
}

/** Whether another value is said of the same matter, and is not the value of something else that the text tells. */
function opposes(fact: TextFact, rivals: readonly TextFact[], text: string, about: string): boolean {
  const clause = clauseOf(text, fact.span)
  const wanted = topicsOf(about)
  const told = topicsOf(clause)
  const topics = told.size > 0 ? told : topicsOf(text)
  if (wanted.size > 0 && topics.size > 0) {
    if (met(wanted, topics) !== undefined) return true
    return rivals.length === 1 && related(wanted, topics)
  }
  return rivals.length === 1 || containment(contentTokens(about), contentTokens(clause)) >= SOME
}

/** The words between two marks around the first place of a span. */
function clauseOf(text: string, span: string): string {
  const shown = readable(text)
  const at = shown.indexOf(span)
  const before = shown.slice(Math.max(0, at - 120), at).match(/[^,，。!！?？;；\n]*$/)?.[0] ?? ''
  const after = shown.slice(at, at + span.length + 120).match(/^[^,，。!！?？;；\n]*/)?.[0] ?? ''
  return before + after
}

/** Share of the expected words that must be there to count, and below which they are absent. */
const ENOUGH = 0.8
const SOME = 0.5

function words(text: string, expected: string): Statement {
  const shown = readable(text)
  const folded = fold(shown)
  const wanted = fold(readable(expected)).trim()
  if (wanted === '') return { outcome: 'uncertain' }
  const latin = /^[\x20-\x7e]+$/.test(wanted)
  for (let at = folded.indexOf(wanted); at >= 0; at = folded.indexOf(wanted, at + wanted.length)) {
    const edges = folded.charAt(at - 1) + folded.charAt(at + wanted.length)
    if (latin && /[a-z0-9]/.test(edges)) continue
    const span = shown.slice(at, at + wanted.length)
    return deniedBefore(folded.slice(0, at)) ? { outcome: 'contradicts', span } : { outcome: 'states', span }
  }
  const tokens = contentTokens(wanted)
  if (tokens.size < 2) return { outcome: 'absent' }
  const present = contentTokens(folded)
  const share = [...tokens].filter((token) => present.has(token)).length / tokens.size
  if (share >= ENOUGH) return { outcome: 'states' }
  return { outcome: share >= SOME ? 'uncertain' : 'absent' }
}

/**
 * Whether `text` states `expected`.
 *
 * - Values compare by what they mean: "7天" is stated by 七天, 一周, "within seven days". A range that
 *   touches the expected one is uncertain. Another value of the same kind and unit, with no equal one beside it,
 *   contradicts where it is said of the same matter: its clause has a topic of `about` (what was asked) or of the
 *   expected words, or it is the only such value and not of a foreign topic. Else the expected value is absent:
 *   "titles can be changed within 30 days" says nothing about 7 days to return.
 * - Working days are not days: the same number by the other calendar is another value, another number is absent.
 * - A complaint channel is stated by any of its names (消协 for 消费者协会).
 * - The language of the conversation is not needed: values are read in both.
 * - Other words are stated where they stand (unless denied right before) or where four fifths of the content is there.
 */
export function states(text: string, expected: string, _lang: Lang, about = ''): Statement {
  const channel = channelsNamed(expected)
  if (channel.length === 1 && readable(expected).trim().length <= 24) {
    const named = channelsNamed(text).find((one) => one.channel === channel[0]?.channel)
    return named ? { outcome: 'states', span: named.span } : { outcome: 'absent' }
  }
  const wanted = factsIn(expected)
  if (wanted.length === 0) return words(text, expected)
  const facts = factsIn(text)
  const found = wanted.map((fact) => stateOf(fact, facts, text, `${about}\n${expected}`))
  for (const outcome of ['contradicts', 'absent', 'uncertain'] as const) {
    const first = found.find((one) => one.outcome === outcome)
    if (first) return first
  }
  const rest = contentTokens(wanted.reduce((left, fact) => left.replace(fact.span, ' '), expected))
  const shared = containment(rest, contentTokens(text))
  const span = found[0]?.span
  if (rest.size >= 3 && shared === 0) return { outcome: 'uncertain', ...(span ? { span } : {}) }
  return { outcome: 'states', ...(span ? { span } : {}) }
}
