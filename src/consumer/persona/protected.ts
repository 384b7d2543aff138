/** What no operator may touch: the facts of the trial; every number, name of a thing, address, and "not" in the words. */
import type { ResolvedFact } from '../../documents/ready.js'
import { placedIn } from '../../understanding/facts/facts.js'
import { readable } from '../../understanding/text/normalise.js'

/** A part of a text: UTF-16 code units, `to` excluded. */
export interface Span {
  from: number
  to: number
}

/** What is protected even where nobody can say what it means. No pattern looks further than it is long. */
const TOKENS = [
  /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}/g,
  /(?:https?:\/\/|www\.)[^\s\u3000-\u9fff]{1,300}/gi,
  /[零〇一二两俩三仨四五六七八九十廿百千万亿半几]{1,20}[\u4e00-\u9fff]?/g,
  /(?:[昨今明前后]天|[去今明前后]年|(?:上|这|本|下)个?(?:周末|周|星期|礼拜|月)[一二三四五六日天]?|(?:周|星期|礼拜)[一二三四五六日天末])/g,
  /\b(?:yesterday|today|tonight|tomorrow|(?:(?:last|this|next) )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|weekend|week|month|year))s?\b/gi,
  /\b(?:january|february|march|april|june|july|august|september|october|november|december)\b/gi,
  // A slip that loses a negation asks the opposite: 发货了没有 is not 发货了有.
  /[不没未无非别]/g,
  /\b(?:no|not|none|never|nothing|nobody|without|cannot|[a-z]{1,6}n['’]t)\b/gi,
  /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|hundred|thousand)\b/gi,
]
/** What digits are written together with, and the character behind them, which may be their unit. */
const WRITTEN = /(?:[\w¥￥$€£./:@%#&=?+~０-９-]|,(?=\d))+/g
const UNIT = /^ ?[\u4e00-\u9fff]/

/**
 * The protected spans of a text in order, none touching the next.
 * @param facts of the trial; wherever a value stands in the text, it is protected
 */
export function protectedSpans(text: string, facts: Readonly<Record<string, ResolvedFact>> = {}): Span[] {
  const found: Span[] = []
  for (const fact of Object.values(facts)) {
    if ('absent' in fact || fact.value === '') continue
    for (let at = text.indexOf(fact.value); at >= 0; at = text.indexOf(fact.value, at + fact.value.length))
      found.push({ from: at, to: at + fact.value.length })
  }
  for (const pattern of TOKENS)
    for (const { 0: token, index } of text.matchAll(pattern))
      found.push({ from: index, to: index + token.length })
  found.push(...numbered(text), ...valuesOf(text))
  return merged(found)
}

/** Whether these places are free: no part of them is protected. An insertion is free at the edge of a span. */
export function isFree({ from, to }: Span, spans: readonly Span[]): boolean {
  return !spans.some((span) => from < span.to && to > span.from)
}

function numbered(text: string): Span[] {
  return [...text.matchAll(WRITTEN)].flatMap(({ 0: token, index: from }) => {
    if (!/[\d０-９]/.test(token)) return []
    const to = from + token.replace(/[.?:]{1,16}$/, '').length
    return { from, to: to + (UNIT.exec(text.slice(to, to + 2))?.[0].length ?? 0) }
  })
}

/** Whether these are the marks that keep two protected spans apart: 99，100元 without its comma is another number. */
export function parts({ from, to }: Span, spans: readonly Span[]): boolean {
  return spans.some((span) => span.to === from) && spans.some((span) => span.from === to)
}

/** The values that are read in a text; places are those of the text as it is, with what readers do not see. */
function valuesOf(text: string): Span[] {
  const shown = readable(text)
  const placed = placedIn(text)
  if (shown === text) return placed.map(({ at, end }) => ({ from: at, to: end }))
  const places: number[] = []
  for (let i = 0; i < text.length && places.length < shown.length; i++)
    if (text[i] === shown[places.length]) places.push(i)
  const spans = placed.map(({ at, end }) => ({ from: places[at] ?? 0, to: (places[end - 1] ?? 0) + 1 }))
  // What is too long to be read is left alone.
  return [...spans, { from: (places.at(-1) ?? -1) + 1, to: text.length }]
}

function merged(spans: Span[]): Span[] {
  const kept: Span[] = []
  for (const span of spans.sort((a, b) => a.from - b.from)) {
    if (span.from >= span.to) continue
    const last = kept.at(-1)
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to)
    else kept.push({ ...span })
  }
  return kept
}
