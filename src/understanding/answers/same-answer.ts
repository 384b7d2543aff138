/** Whether two answers say the same: facts first, then yes and no, then the order of words, then words. */
import type { Lang } from '../../documents/ready.js'
import { actsOf } from '../acts/acts.js'
import { agree, oppositions } from '../facts/polarity.js'
import { cosine, type EncoderModel, embed, familiarity } from '../models/encoder.js'
import { encoderModel } from '../models/files.js'
import { ngrams, terms } from '../models/ngrams.js'
import { bare, fold, readable } from '../text/normalise.js'
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
const CLOSE = 0.6
/** … and from which they do where they have as many words in common. */
const CLOSE_ENOUGH = 0.5
/** … and from which they do where both affirm or deny one thing in clauses as much alike. */
const NEARLY = 0.35
/** … below which they are about two matters where nothing else speaks, and where their topics differ. */
const FAR = 0.1
const APART = 0.35
/** … below which two values may belong to two matters: numbers of a kind are everywhere. */
const UNLIKE = 0.25
/** Share of known terms from which the encoder is believed, from which it may doubt a change, and from which it may say that texts are far apart. */
const KNOWN = 0.35
const RATHER_KNOWN = 0.5
const WELL_KNOWN = 0.6

/** Words for a person to talk to: only with them do a queue and a transfer concern one. */
const PERSON =
  /人工|客服|专员|坐席|座席|真人|顾问|转接|排队|\b(?:agent|human|person|advis[oe]r|representative|rep|colleague|specialist|operator|transfer|team|queue|live chat)s?\b/

const SAYS_NO = /[不没无未]|\b(?:no|not|un\w+|none|nobody|cannot)\b|n't\b/

type Acts = ReadonlySet<ActName>
const some = (acts: Acts, wanted: ReadonlySet<ActName>) => [...acts].some((act) => wanted.has(act))
const actsIn = (text: string, lang: Lang): Acts => new Set(actsOf(text, lang).map(({ act }) => act))
/** Points back to what was said instead of saying it. */
const POINTS_BACK =
  /(?:已经?|刚才|之前|前面|上面)[^,。!?]{0,4}[问说答讲]过|(?:不要|别|勿)(?:再)?重复(?:提问|问|发)|往上翻|\b(?:(?:have |already )(?:already )?(?:asked|told|answered|said|explained)(?: \w+){0,3} already|already (?:asked|told|answered|explained)|scroll (?:back )?up|stop (?:repeating|asking))\b/

/** Whether a turn tells the consumer off for asking, or points to what it said, instead of saying it again. */
export const pointsBack = (text: string) => POINTS_BACK.test(fold(readable(text)))

/** Also this, this too: said beside something else. */
const BESIDE = /也|另外|还(?:可|能|支持|有|送|包)|\b(?:also|too|as well|in addition)\b/

/** Names in running English text. */
const NAME = /(?<=[a-z,] )(?!I\b)[A-Z][a-zA-Z]+/g
const namesIn = (text: string) => new Set(readable(text.slice(0, NAMED_IN)).match(NAME) ?? [])
const NAMED_IN = 2000

/** Each text names something that the other does not: two places, two makers. */
function otherNames(a: string, b: string): boolean {
  const [first, second] = [fold(readable(a)), fold(readable(b))]
  const foreign = (text: string, other: string) =>
    [...namesIn(text)].some((name) => !other.includes(name.toLowerCase()))
  return foreign(a, second) && foreign(b, first)
}

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
function silent(a: string, b: string, lang: Lang, near: number): Sameness | null {
  const [first, second] = [actsIn(a, lang), actsIn(b, lang)]
  if (isFallback(first) && isFallback(second)) return { outcome: 'same', reason: 'both are a fallback' }
  if (near < APART && (isFallback(first) || isFallback(second))) {
    return { outcome: 'different', reason: 'one of them does not understand' }
  }
  const back = [a, b].map(pointsBack)
  if (back[0] !== back[1]) return { outcome: 'different', reason: 'one of them only points back' }
  const hands = [
    !first.has('answer') && some(first, HANDOFF) && PERSON.test(fold(a)),
    !second.has('answer') && some(second, HANDOFF) && PERSON.test(fold(b)),
  ]
  if (near < APART && hands[0] !== hands[1] && (first.has('answer') || second.has('answer'))) {
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

/** Words around both values are alike, or there is mostly one of the kind: a number to call, a day. */
const tells = ({ from, about }: Change) =>
  about > 0 || from.fact.kind === 'phone' || from.fact.kind === 'date'

/** Values stand in clauses about topics of which none goes with the other: two matters. */
function twoMatters({ from, to, about }: Change, apart: boolean, likeness: number, shared: number): boolean {
  if (about > 0 || likeness >= ABOUT || shared > 0) return false
  const topics = [topicsOf([...from.words].join(' ')), topicsOf([...to.words].join(' '))] as const
  return apart || (topics[0].size > 0 && topics[1].size > 0 && !related(...topics))
}

/**
 * Compares two answers to the same need. A value that changed is a contradiction however the rest is worded;
 * one that is only added is not. Where words are neither clearly alike nor clearly apart the outcome is uncertain.
 *
 * The encoder, that of one merchant or the shipped one, tells that answers without a word in common are about one
 * matter, and that they say the same where no value does; it never overrules a value or a no.
 */
export function sameAnswer(
  before: string,
  now: string,
  lang: Lang,
  encoder: EncoderModel = encoderModel(),
): Sameness {
  const [a, b] = [readable(before), readable(now)]
  if (bare(a) === bare(b)) return { outcome: 'same', reason: 'the same words' }
  const said = byYesNo(a, b)
  if (said !== null) return said
  const handed = handOffs(a, b, lang)
  if (handed !== null) return handed
  const likeness = likenessBy(encoder, a, b)
  const found = compared(a, b, likeness)
  return found.outcome === 'uncertain' ? (silent(a, b, lang, likeness.near) ?? found) : found
}

interface Likeness {
  /** Cosine of two answers; 0 where one is not known well enough. */
  near: number
  /** They are rather known, and hardly alike. */
  unlike: boolean
  /** They are well known, and have nothing in common. */
  far: boolean
}

function likenessBy(encoder: EncoderModel, a: string, b: string): Likeness {
  const known = Math.min(familiarity(encoder, terms(a)), familiarity(encoder, terms(b)))
  if (known < KNOWN) return { near: 0, unlike: false, far: false }
  const [first, second] = [a, b].map((text) => embed(encoder, ngrams(text), 'answer'))
  const near = first && second ? cosine(first, second) : 0
  return {
    near,
    unlike: near < UNLIKE && known >= RATHER_KNOWN,
    far: near < FAR && known >= WELL_KNOWN,
  }
}

function compared(a: string, b: string, { near, unlike, far }: Likeness): Sameness {
  const [first, second] = [materialOf(a), materialOf(b)]
  const likeness = common(first.words, second.words)
  const topics = [topicsOf(a), topicsOf(b)] as const
  const apart = topics[0].size > 0 && topics[1].size > 0 && !related(...topics)

  const changed = changes(first, second)
  const shared = sharedValues(first, second)
  const change = changed.find((one) => !twoMatters(one, apart, likeness, shared))
  const foreign =
    topics[0].size > 0 && topics[1].size > 0 && ![...topics[0]].some((one) => topics[1].has(one))
  if (change && unlike && foreign && shared === 0 && likeness < ABOUT && !tells(change)) {
    return { outcome: 'uncertain', reason: `${became(change)}, or two matters` }
  }
  if (change) return { outcome: 'contradictory', reason: became(change) }
  if (changed[0]) return { outcome: 'different', reason: 'other topics' }
  const turned = exchanged(first, second)
  if (turned) return { outcome: 'contradictory', reason: became(turned) }

  const opposed = oppositions(a, b)
  const one = opposed.find(
    ({ about, plain }) => about >= CLAUSE || (plain && (about >= ABOUT || likeness >= ABOUT || near >= NEAR)),
  )
  const reason = `one affirms and the other denies: ${(one ?? opposed[0])?.name}`
  if (one) return { outcome: 'contradictory', reason }
  const found = byWords(a, b, first, second, near)
  if (found.outcome === 'same' && !(apart && shared === 0)) {
    return opposed.length > 0 ? { outcome: 'uncertain', reason } : found
  }
  if (shared === 0 && foreign && near < APART && (apart || likeness === 0) && agree(a, b) === 0) {
    return { outcome: 'different', reason: 'other topics' }
  }
  if (opposed.length > 0) return { outcome: 'uncertain', reason }
  const kinds = new Set(first.told.map(({ fact }) => fact.kind))
  const long = Math.min(first.words.size, second.words.size) >= 2
  const alike = likeness > 0 || second.told.some(({ fact }) => kinds.has(fact.kind))
  if (far && long && !alike) return { outcome: 'different', reason: 'unlike in meaning' }
  return found
}

/** Two answers without a value or a word that stands against another: do they say the same? */
function byWords(a: string, b: string, first: Material, second: Material, near: number): Sameness {
  const likeness = common(first.words, second.words)
  if (reordered(a, b)) return { outcome: 'uncertain', reason: 'the same words in another order' }
  const shared = sharedValues(first, second)
  const all = shared === first.told.length && sharedValues(second, first) === second.told.length
  const most = shared >= 2 && shared * 3 >= 2 * Math.max(first.told.length, second.told.length)
  if (shared > 0 && (all || most || likeness >= ABOUT || near >= NEAR)) {
    return { outcome: 'same', reason: 'the same values' }
  }
  const sizes = [first.words.size, second.words.size] as const
  const mutual = likeness * (Math.min(...sizes) / Math.max(...sizes, 1))
  if (otherNames(a, b)) return { outcome: 'uncertain', reason: 'other names' }
  if (likeness >= ALIKE && mutual >= 0.5 && sizes[0] >= WORDS) {
    return { outcome: 'same', reason: 'the same content words' }
  }
  if (shared === 0 && BESIDE.test(fold(a)) === BESIDE.test(fold(b)) && agree(a, b) >= ALIKE_CLAUSES)
    return { outcome: 'same', reason: 'the same is affirmed or denied' }
  // A value that one of them tells alone leaves open whether they tell the same.
  const plain =
    first.told.length + second.told.length === 0 &&
    SAYS_NO.test(fold(a)) === SAYS_NO.test(fold(b)) &&
    BESIDE.test(fold(a)) === BESIDE.test(fold(b))
  const close = near >= CLOSE_ENOUGH && likeness >= CLOSE_ENOUGH
  const agreed = near >= NEARLY && agree(a, b) >= NEARLY
  if (plain && (near >= CLOSE || close || agreed)) {
    return { outcome: 'same', reason: 'the same meaning' }
  }
  return { outcome: 'uncertain', reason: 'neither clearly alike nor clearly apart' }
}
