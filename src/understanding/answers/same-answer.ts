/** Whether two answers say the same: facts first, then yes and no, then the order of words, then words. */
import type { Lang } from '../../documents/ready.js'
import { actsOf } from '../acts/acts.js'
import { agree, oppositions } from '../facts/polarity.js'
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

/** What kind of turn it is where it answers nothing; an answer has none. */
function nonAnswer(text: string, acts: ReadonlySet<ActName>): 'fallback' | 'hand-off' | 'no answer' | null {
  if (acts.has('answer')) return null
  if (acts.has('fallback')) return 'fallback'
  if ([...acts].some((act) => HANDOFF.has(act))) return 'hand-off'
  return materialOf(text).told.length === 0 && (acts.has('empty') || acts.has('error') || acts.size === 0)
    ? 'no answer'
    : null
}

const some = (acts: ReadonlySet<ActName>, wanted: ReadonlySet<ActName>) =>
  [...acts].some((act) => wanted.has(act))

/** Two turns of which at least one answers nothing, or null where both answer. */
function withoutAnswer(
  a: string,
  b: string,
  lang: Lang,
  similar?: (a: string, b: string) => number,
): Sameness | null {
  const acts = [a, b].map((text) => new Set(actsOf(text, lang).map((one) => one.act))) as [
    Set<ActName>,
    Set<ActName>,
  ]
  const kinds = [nonAnswer(a, acts[0]), nonAnswer(b, acts[1])]
  if (kinds[0] === kinds[1] && kinds[0] !== 'fallback' && kinds[0] !== 'hand-off') return null
  if (kinds[0] !== kinds[1]) {
    if (kinds.includes('fallback')) return { outcome: 'different', reason: 'one of them does not understand' }
    if (!kinds.includes('hand-off')) return { outcome: 'different', reason: 'one of them says nothing' }
    // 周末休息 may be about people to talk to or about a shop: what it says of values and yes and no counts.
    const found = compared(a, b, similar)
    return found.outcome === 'contradictory' || found.outcome === 'same'
      ? found
      : { outcome: 'different', reason: 'one of them is a hand-off' }
  }
  if (kinds[0] === 'hand-off') {
    const refused = acts.map((one) => some(one, REFUSES))
    const granted = acts.map((one) => some(one, GRANTS))
    if ((refused[0] && !refused[1] && granted[1]) || (refused[1] && !refused[0] && granted[0])) {
      return { outcome: 'contradictory', reason: 'one of them refuses a person and the other does not' }
    }
    // Places in a queue and waiting times change by nature; numbers to call and opening hours do not.
    const moved = changes(materialOf(a), materialOf(b)).find(({ from: { fact } }) =>
      ['phone', 'time', 'date'].includes(fact.kind),
    )
    if (moved) return { outcome: 'contradictory', reason: became(moved) }
  }
  return { outcome: 'same', reason: `both are a ${kinds[0]}` }
}

const YES =
  /^[\s,。]*(?:是的?|对的?|可以的?|能的?|行的?|会的?|有的?|支持的?|没问题|当然(?:可以)?|嗯+|好的|yes|yep|yeah|yup|sure|of course|absolutely|correct|certainly|indeed|it is|you can|we do|it does)(?:[哦哈呢啊呀啦滴]*)(?=$|[\s,.!?。~、])/
const NO =
  /^[\s,。]*(?:(?:抱歉|很抱歉|不好意思|对不起|sorry|i'm afraid|unfortunately)[\s,、]*)?(?:不(?:是|对|可以|能|行|会|支持)?的?|没有?的?|无法|暂不支持|no|nope|not really|not at all|it isn't|you can't|we don't|it doesn't|not)(?:[哦哈呢啊呀啦滴]*)(?=$|[\s,.!?。~、])/

/** A text that begins with yes (1) or no (-1), and whether it says nothing else. */
function yesNo(text: string): [-1 | 0 | 1, boolean] {
  const folded = fold(readable(text)).trim()
  for (const [pattern, sign] of [
    [NO, -1],
    [YES, 1],
  ] as const) {
    const match = pattern.exec(folded)
    if (match) return [sign, bare(folded.slice(match[0].length)) === '']
  }
  return [0, false]
}

/** A bare yes or no beside an answer that begins with one. */
function byYesNo(a: string, b: string): Sameness | null {
  const [[first, only], [second, alone]] = [yesNo(a), yesNo(b)]
  if (first * second === 0 || !(only || alone)) return null
  return first === second
    ? { outcome: 'same', reason: first === 1 ? 'both say yes' : 'both say no' }
    : { outcome: 'contradictory', reason: 'one says yes and the other no' }
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
  return withoutAnswer(a, b, lang, similar) ?? compared(a, b, similar)
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
    ({ about, plain }) => about >= ABOUT || (plain && (likeness >= ABOUT || near >= NEAR)),
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
  if (shared === 0 && first.told.length > 0 && second.told.length > 0 && likeness < 0.1 && near < NEAR) {
    return { outcome: 'different', reason: 'values of other kinds' }
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
