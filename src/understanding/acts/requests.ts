/** Whether a consumer asks for a person: rules for direct and indirect wishes, beside a model of what people write. */
import { distance } from 'fastest-levenshtein'
import { requestsModel } from '../models/files.js'
import { probability as modelled } from '../models/linear.js'
import { ngrams } from '../models/ngrams.js'
import { fold, readable } from '../text/normalise.js'
import { remember } from '../text/remember.js'
import { CHINESE_REQUESTS, ENGLISH_REQUESTS, type RequestPattern } from './request-patterns.js'
import { OFFERED, transfers } from './transfers.js'

export interface HumanRequest {
  /** 0..1: how likely the message asks for a person;  */
  probability: number
  /** The words that show it. */
  span?: string
}

/** From here on a message asks for a person. */
export const ASKED = 0.5
/** From here on it does so beyond doubt: what is counted rests on it. */
export const CERTAIN = 0.7
/** A consumer's message is read up to here. */
const LONGEST = 2000
/** Probability of a message in which no rule finds anything. */
const NOTHING = 0.02
/** Share of the rules in the log-odds: they know whole sentences, the model knows words. */
const RULES = 0.6
/** What the model may say at most, and 1 less this at least: it is trained on few messages. */
const SURE = 0.9

/** Words in which a slip of the pen would hide a request. */
const WORDS = [
  ...[
    'agent',
    'person',
    'human',
    'someone',
    'somebody',
    'operator',
    'assistant',
    'representative',
    'supervisor',
  ],
  ...[
    'executive',
    'customer',
    'service',
    'support',
    'assistance',
    'speak',
    'speaking',
    'talking',
    'chatting',
  ],
  ...['contact', 'connect', 'transfer', 'talk', 'manager'],
]
/** Words of their own that are one letter away from those. */
const OTHERS = new Set(
  'peak steak sneak speaks spear walking taking tanking stalking walk tall task tale tank balk contract contacts content manage managed manages persona parson humane hearing chattering customs custom serviced serves'.split(
    ' ',
  ),
)
const KNOWN = new Set(WORDS)

/** One letter too many, too few or wrong, two swapped, or two slips in a long word. */
function slips(word: string, meant: string): boolean {
  if (Math.abs(word.length - meant.length) > 2) return false
  const far = distance(word, meant)
  if (far === 1) return true
  if (far !== 2) return false
  if (meant.length >= 9) return true
  return word.length === meant.length && [...word].sort().join() === [...meant].sort().join()
}

/** The text with slips of the pen in the telling words mended. */
function mended(folded: string): string {
  return folded.replace(/[a-z]{4,16}/g, (word) => {
    if (KNOWN.has(word) || OTHERS.has(word) || KNOWN.has(word.replace(/(?:s|ed|ing)$/, ''))) return word
    return WORDS.find((meant) => slips(word, meant)) ?? word
  })
}

/** The likeliest of the patterns that a text matches. */
function likeliest(text: string, patterns: readonly RequestPattern[]): HumanRequest {
  for (const { probability, pattern, unless } of patterns) {
    for (const sentence of text.split(/(?<=[.!?。！？\n])/)) {
      const match = pattern.exec(sentence)
      if (match !== null && !unless?.test(sentence))
        return { probability, span: match[0].trim().slice(0, 200) }
    }
  }
  return { probability: NOTHING }
}

const byRules = remember((text: string): HumanRequest => {
  const folded = fold(readable(text.slice(0, LONGEST)))
  const english = /[a-z]{2}/.test(folded) ? likeliest(mended(folded), ENGLISH_REQUESTS) : undefined
  const chinese = /[\u3400-\u9fff]|rengong|ren gong|^\W*rg\W*$/.test(folded)
    ? likeliest(folded, CHINESE_REQUESTS)
    : undefined
  const found = [english, chinese].filter((one) => one !== undefined)
  return found.sort((a, b) => b.probability - a.probability)[0] ?? { probability: NOTHING }
})

const logit = (p: number) => Math.log(p / (1 - p))

/** A yes to the bot's offer of a person asks for one. */
const YES =
  /^[\s\p{P}]*(?:(?:yes|yeah|yep|sure|ok(?:ay)?|please|go ahead|do (?:it|that)|definitely|of course)(?![a-z])|(?:好|可以|行|嗯+|是|要|需要|对|转|麻烦)(?=$|[\s\p{P}]|的|啊|吧|呀|呢|哦|转|接|帮|你|您|给|快|人工|谢))/u
const NO = /^[\s\p{P}]*(?:no\b|not now|不|别|算了)/u

/**
 * How likely a consumer's message asks for a person, in both languages. `before` is what the bot said last: a yes to
 * its offer of a person is a request. Anger alone is none, yet likelier to be one than a plain question.
 */
export function asksForHuman(text: string, before = ''): HumanRequest {
  const rules = byRules(text)
  if (before !== '' && rules.probability < 0.9) {
    const folded = fold(readable(text.slice(0, LONGEST))).trim()
    const offered = YES.test(folded) && !NO.test(folded) && transfers(before) >= OFFERED
    if (offered) return { probability: 0.85, span: readable(text).trim().slice(0, 200) }
  }
  const model = modelOf(text)
  const odds =
    RULES * logit(rules.probability) + (1 - RULES) * logit(Math.min(SURE, Math.max(1 - SURE, model)))
  return { ...rules, probability: 1 / (1 + Math.exp(-odds)) }
}

const modelOf = remember((text: string) => modelled(requestsModel(), ngrams(text)))
