/** Confirms, denies or corrects what the bot takes to be so, by comparing the values in its question with the facts. */
import type { ResolvedFact, ResolvedTrial } from '../../documents/ready.js'
import { ENGLISH_SLOTS } from '../../understanding/acts/patterns.en.js'
import { CHINESE_SLOTS } from '../../understanding/acts/patterns.zh.js'
import { related, topicsOf } from '../../understanding/answers/topics.js'
import { equalFacts, rivals } from '../../understanding/facts/compare.js'
import { factsIn } from '../../understanding/facts/facts.js'
import { factFor } from '../../understanding/facts/slot-fact.js'
import { containment, contentTokens, fold, readable } from '../../understanding/text/normalise.js'
import type { TextFact } from '../../understanding/types.js'

/** What the consumer says to a question that can be answered with yes or no. */
export type Confirmation =
  | { act: 'affirm' }
  | { act: 'deny' }
  | { act: 'correct' | 'decline'; fact: string }
  | { act: 'unknown' }

/** 尾号是1234, the last four digits are 1234. */
const LAST_DIGITS =
  /(?:尾号|后[几三四五六]位|末[几三四五六]位|ending (?:in|with)|last \w+ (?:digits|numbers))[^\d。?？]{0,6}(\d{3,6})(?!\d)/u
/** Behind the name of a detail: the words that it is said to be. */
const NAMES_ONE =
  /^(?:是(?!否|不是|多少|什么|哪|吗)|为(?!什么)|:|\s+is(?! (?:it|this|that|correct|right))\b)\s*\S{2}/u
/** Share of the content of the need that shows that a question is about it. */
const ABOUT = 0.3

/**
 * A question that names a detail of the consumer is held against the fact that it is; any other value against the
 * facts of its kind; else the question is about the need, or about something else, or nobody knows.
 */
export function confirmation(question: string, trial: ResolvedTrial, need: string): Confirmation {
  const folded = fold(readable(question))
  const said = factsIn(question)
  for (const { slot, end } of slotsIn(folded)) {
    const name = factFor(slot, trial)
    const value = name === undefined ? undefined : toldOf(trial.facts[name])
    if (name === undefined || value === undefined) continue
    if (isSecret(trial, name)) return { act: 'decline', fact: name }
    // Only the end of a number is held against the end of it.
    const tail = LAST_DIGITS.exec(folded)?.[1]
    if (tail !== undefined) return { act: value.endsWith(tail) ? 'affirm' : 'deny' }
    if (stands(value, question)) continue
    const kinds = new Set(valuesOf(value).map((one) => one.kind))
    // A question that names the detail and no value for it is no question about a value.
    const names =
      kinds.size > 0
        ? said.some((one) => kinds.has(one.kind) || (isNumber(one.span) && isNumber(value)))
        : NAMES_ONE.test(folded.slice(end))
    if (names) return { act: 'correct', fact: name }
  }
  let right = false
  let wrong: Confirmation | undefined
  for (const value of said) {
    const own = Object.entries(trial.facts).flatMap(([name, fact]) =>
      valuesOf(toldOf(fact) ?? '').map((one) => ({ name, one })),
    )
    const same = own.filter(({ one }) => equalFacts(one, value))
    const secret = same.find(({ name }) => isSecret(trial, name))
    if (secret) return { act: 'decline', fact: secret.name }
    if (same.length > 0) {
      right = true
      continue
    }
    const rival = own.filter(
      ({ name, one }) => !isSecret(trial, name) && one.kind === value.kind && isRival(one, value),
    )
    const names = new Set(rival.map(({ name }) => name))
    const [name] = names
    if (name !== undefined) wrong ??= names.size === 1 ? { act: 'correct', fact: name } : { act: 'deny' }
  }
  if (wrong) return wrong
  if (right || wordsStand(folded, trial)) return { act: 'affirm' }
  return aboutNeed(question, need)
}

/** Two values of which only one can be the consumer's: two numbers of orders, two dates, two sums. */
const isRival = (a: TextFact, b: TextFact) => a.kind === 'id' || rivals(a, b)

/** The details of a consumer that a question names. */
function slotsIn(folded: string): { slot: string; end: number }[] {
  return [...CHINESE_SLOTS.slots, ...ENGLISH_SLOTS.slots].flatMap(({ slot, noun }) => {
    const found = noun.exec(folded)
    return found ? [{ slot, end: found.index + found[0].length }] : []
  })
}

/** The values that a fact is; none where it is told in words that only hold one, as an address holds a number. */
function valuesOf(text: string): TextFact[] {
  const found = factsIn(text)
  const length = found.reduce((sum, { span }) => sum + span.length, 0)
  return length * 2 >= text.trim().length ? found : []
}

/** A number of an order, a telephone, an account: read as one kind or another. */
const isNumber = (text: string) => (text.match(/\d/g)?.length ?? 0) >= 4

/** The value of a fact is in the question, by what it means. */
function stands(value: string, question: string): boolean {
  const own = valuesOf(value)
  if (own.length > 0) {
    const said = factsIn(question)
    return own.every((one) => said.some((other) => equalFacts(one, other)))
  }
  return fold(readable(question)).includes(fold(readable(value)).trim())
}

/** The question says a fact that is told in words: what was bought, a name. */
function wordsStand(folded: string, { facts }: ResolvedTrial): boolean {
  return Object.values(facts).some((fact) => {
    const value = toldOf(fact)
    if (value === undefined || ('reveal' in fact && fact.reveal === 'never')) return false
    const word = fold(readable(value)).trim()
    return word.length >= 2 && valuesOf(value).length === 0 && folded.includes(word)
  })
}

function aboutNeed(question: string, need: string): Confirmation {
  const [asked, needed] = [topicsOf(question), topicsOf(need)]
  if (asked.size > 0 && needed.size > 0) return { act: related(asked, needed) ? 'affirm' : 'deny' }
  const shared = containment(contentTokens(need), contentTokens(question))
  return { act: shared >= ABOUT ? 'affirm' : 'unknown' }
}

const toldOf = (fact: ResolvedFact | undefined) => (fact && 'value' in fact ? fact.value : undefined)

function isSecret({ facts }: ResolvedTrial, name: string): boolean {
  const fact = facts[name]
  return fact !== undefined && 'reveal' in fact && fact.reveal === 'never'
}
