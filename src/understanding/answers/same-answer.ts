/** Whether two answers say the same: facts first, then yes and no, then the order of words, then words. */
import type { Lang } from '../../documents/ready.js'
import { actsOf } from '../acts/acts.js'
import { agree, oppositions } from '../facts/polarity.js'
import { bare, fold } from '../text/normalise.js'
import type { ActName, Sameness } from '../types.js'
import {
  type Change,
  changes,
  common,
  exchanged,
  type Material,
  materialOf,
  sharedValues,
} from './material.js'
import { reordered } from './order.js'
import { related, topicsOf } from './topics.js'
import { byYesNo } from './yes-no.js'

const HANDOFF = new Set<ActName>([
  'promises-transfer',
  'queue',
  'human-joined',
  'offers-human',
  'refuses-human',
  'out-of-hours',
])
const REFUSES = new Set<ActName>(['refuses-human'])
const GRANTS = new Set<ActName>(['promises-transfer', 'human-joined', 'offers-human', 'queue'])

/** Share of words of two clauses, in the smaller of both, from which what they affirm and deny is one thing. */
const CLAUSE = 0.34
/** Content words in common, in the smaller of both, from which two answers are about one matter. */
const ABOUT = 0.2
/** … from which they say the same where no value tells, and the least of them. */
const ALIKE = 0.75
const WORDS = 3
/** Alike clauses that affirm or deny the same (Dice coefficient). */
const ALIKE_CLAUSES = 0.5
/** Similarity of an encoder from which answers are about one matter, and from which they say the same. */
const NEAR = 0.5
const CLOSE = 0.8

/** Words for a person to talk to: only with them do a queue and a transfer concern one. */
const PERSON =
  /人工|客服|专员|坐席|座席|真人|顾问|转接|排队|\b(?:agent|human|person|advis[oe]r|representative|rep|colleague|specialist|operator|transfer|team|queue|live chat)s?\b/

const SAYS_NO = /[不没无未]|\b(?:no|not|un\w+|none|nobody|cannot)\b|n't\b/

type Acts = ReadonlySet<ActName>
const some = (acts: Acts, wanted: ReadonlySet<ActName>) => [...acts].some((act) => wanted.has(act))
const actsIn = (text: string, lang: Lang): Acts => new Set(actsOf(text, lang).map(({ act }) => act))
const isFallback = (acts: Acts) => acts.has('fallback') && !acts.has('answer')

/** Two turns that only hand over to a person, or null where they do not. */
function handOffs(a: string, b: string, lang: Lang): Sameness | null {
  if (!PERSON.test(fold(a)) || !PERSON.test(fold(b))) return null
  const acts = [actsIn(a, lang), actsIn(b, lang)] as const
  if (acts.some((one) => one.has('answer') || !some(one, HANDOFF))) return null
  const denied = oppositions(a, b)[0]
  if (denied && denied.about >= CLAUSE) {
    return { outcome: 'contradictory', reason: `one affirms and the other denies: ${denied.name}` }
  }
  const refused = acts.map((one) => some(one, REFUSES))
  const granted = acts.map((one) => some(one, GRANTS))
  const opposed = (refused[0] && !refused[1] && granted[1]) || (refused[1] && !refused[0] && granted[0])
  if (opposed && SAYS_NO.test(fold(a)) !== SAYS_NO.test(fold(b))) {
    return { outcome: 'contradictory', reason: 'one of them refuses a person and the other does not' }
  }
  // Places in a queue and waiting times change by nature; numbers to call and opening hours do not.
  const moved = changes(materialOf(a), materialOf(b)).find(({ from: { fact } }) =>
    ['phone', 'time', 'date'].includes(fact.kind),
  )
  if (moved) return { outcome: 'contradictory', reason: became(moved) }
  return { outcome: 'same', reason: 'both are a hand-off' }
}

/** One of two turns that were neither clearly alike nor clearly apart says nothing about the matter. */
function silent(a: string, b: string, lang: Lang): Sameness | null {
  const [first, second] = [actsIn(a, lang), actsIn(b, lang)]
  if (isFallback(first) && isFallback(second)) return { outcome: 'same', reason: 'both are a fallback' }
  if (isFallback(first) || isFallback(second)) {
    return { outcome: 'different', reason: 'one of them does not understand' }
  }
  const hands = [
    !first.has('answer') && some(first, HANDOFF) && PERSON.test(fold(a)),
    !second.has('answer') && some(second, HANDOFF) && PERSON.test(fold(b)),
  ]
  if (hands[0] !== hands[1] && (first.has('answer') || second.has('answer'))) {
    return { outcome: 'different', reason: 'one of them is a hand-off' }
  }
  const empty = [first, second].map(
    (acts, i) =>
      materialOf(i === 0 ? a : b).words.size <= WORDS &&
      !acts.has('answer') &&
      (acts.has('empty') || acts.has('error')),
  )
  return empty[0] !== empty[1] ? { outcome: 'different', reason: 'one of them says nothing' } : null
}

const became = ({ from, to }: Change) => `${from.fact.span} became ${to.fact.span}`

/** Values stand in clauses about topics of which none goes with the other: two matters. */
function twoMatters({ from, to, about }: Change, apart: boolean, likeness: number): boolean {
  if (about > 0 || likeness >= ABOUT) return false
  const topics = [topicsOf([...from.words].join(' ')), topicsOf([...to.words].join(' '))] as const
  return apart || (topics[0].size > 0 && topics[1].size > 0 && !related(...topics))
}

/**
 * Compares two answers to the same need. A value that changed is a contradiction however the rest is worded;
 * one that is only added is not. Where words are neither clearly alike nor clearly apart the outcome is uncertain.
 *
 * `similar` is the similarity of two texts by a model, -1..1, where one is at hand: it tells that answers without a
 * word in common are about one matter, and never overrules a value.
 */
export function sameAnswer(
  a: string,
  b: string,
  lang: Lang,
  similar?: (a: string, b: string) => number,
): Sameness {
  if (bare(a) === bare(b)) return { outcome: 'same', reason: 'the same words' }
  const said = byYesNo(a, b)
  if (said !== null) return said
  const handed = handOffs(a, b, lang)
  if (handed !== null) return handed
  const found = compared(a, b, similar)
  return found.outcome === 'uncertain' ? (silent(a, b, lang) ?? found) : found
}

function compared(a: string, b: string, similar?: (a: string, b: string) => number): Sameness {
  const [first, second] = [materialOf(a), materialOf(b)]
  const likeness = common(first.words, second.words)
  const topics = [topicsOf(a), topicsOf(b)] as const
  const apart = topics[0].size > 0 && topics[1].size > 0 && !related(...topics)

  const changed = changes(first, second)
  const change = changed.find((one) => !twoMatters(one, apart, likeness))
  if (change) return { outcome: 'contradictory', reason: became(change) }
  if (changed[0]) return { outcome: 'different', reason: 'other topics' }
  const turned = exchanged(first, second)
  if (turned) return { outcome: 'contradictory', reason: became(turned) }

  const near = similar?.(a, b) ?? 0
  const opposed = oppositions(a, b)
  const one = opposed.find(
    ({ about, plain }) => about >= CLAUSE || (plain && (about >= ABOUT || likeness >= ABOUT || near >= NEAR)),
  )
  const reason = `one affirms and the other denies: ${(one ?? opposed[0])?.name}`
  if (one) return { outcome: 'contradictory', reason }
  const shared = sharedValues(first, second)
  if (apart && shared === 0) return { outcome: 'different', reason: 'other topics' }
  if (opposed.length > 0) return { outcome: 'uncertain', reason }
  return byWords(a, b, first, second, near)
}

/** Two answers without a value or a word that stands against another: do they say the same? */
function byWords(a: string, b: string, first: Material, second: Material, near: number): Sameness {
  const likeness = common(first.words, second.words)
  if (reordered(a, b)) return { outcome: 'uncertain', reason: 'the same words in another order' }
  const shared = sharedValues(first, second)
  const all = shared === first.told.length && sharedValues(second, first) === second.told.length
  if (shared > 0 && (all || likeness >= ABOUT || near >= NEAR)) {
    return { outcome: 'same', reason: 'the same values' }
  }
  const sizes = [first.words.size, second.words.size] as const
  const mutual = likeness * (Math.min(...sizes) / Math.max(...sizes, 1))
  if (likeness >= ALIKE && mutual >= 0.5 && sizes[0] >= WORDS) {
    return { outcome: 'same', reason: 'the same content words' }
  }
  if (shared === 0 && agree(a, b) >= ALIKE_CLAUSES)
    return { outcome: 'same', reason: 'the same is affirmed or denied' }
  if (near >= CLOSE) return { outcome: 'same', reason: 'the same meaning' }
  return { outcome: 'uncertain', reason: 'neither clearly alike nor clearly apart' }
}
