/** What a bot message does: several acts a message, each with its probability and the words that show it. */
import type { Lang } from '../../documents/ready.js'
import { actsModel, actWeights } from '../models/files.js'
import type { LinearModel } from '../models/linear.js'
import { languageOf } from '../text/language.js'
import { fold, readable } from '../text/normalise.js'
import { remember } from '../text/remember.js'
import type { Act, ActName, ReadMessage } from '../types.js'
import { type ActWeights, evidenceOf, likely, scoresOf } from './classifier.js'
import { isNatural } from './natural.js'
import { nothingToRead } from './nothing.js'
import { CERTAIN, type Hit, hitsOf } from './rules.js'

/** From here on an act is named: near half of the F1 that can be had, where F1 is best (Lipton et al., ECML 2014). */
const NAMED = 0.4
/** An answer is the commonest act, and what is said beside others looks like one: it takes more. */
const ANSWERS = 0.5
/** Messages have fewer acts than the training text, and more that looks like one: fitted on the dev split. */
const SHIFT = -0.7
/** What says something and does nothing else that is known is an answer more often than not. */
const NOTHING_ELSE = 0.6
/** Probability of what a rule finds beyond doubt, and the least of what a rule finds that is hardly ever wrong. */
const SURE = 0.97
const TRUSTED = 0.6
/** Rules of this confidence are trusted. */
const STRONG = 0.95
const LONGEST_SPAN = 200
/** Who is the one is not the other, and what is offered is not on its way in the same words: the likelier counts. */
const OPPOSITE: [ActName, ActName, where: 'anywhere' | 'same words'][] = [
  ['claims-human', 'discloses-ai', 'anywhere'],
  ['offers-human', 'promises-transfer', 'same words'],
  ['claims-human', 'promises-transfer', 'same words'],
]

/**
 * The acts of one message, in the order of its words. Confidence is a probability. Both languages are always read;
 * at most 20,000 characters, of which the classifier reads 1,200. Words of a person (actor `human`) never claim
 * to be human falsely: they get `human-joined` instead. Other languages have no acts but `empty` and `error`.
 * `repeats-itself` needs the conversation: see repetition.ts.
 */
export function actsOf(text: string, _lang?: Lang, actor?: ReadMessage['actor']): readonly Act[] {
  return actor === 'human' ? actsOfHuman(text) : actsOfOthers(text)
}

const actsOfOthers = remember((text) => actsBy(actsModel(), actWeights(), text))
const actsOfHuman = remember((text) => {
  const acts = actsOfOthers(text)
  const joined = acts.some((one) => one.act === 'human-joined')
  return acts.flatMap((one): Act[] => {
    if (one.act !== 'claims-human') return [one]
    return joined ? [] : [{ ...one, act: 'human-joined' }]
  })
})

/**
 * The acts of a message by a model of one's own (see training/train-acts.ts); `actsOf` takes the one of ombud.
 *
 * @public the benches draw a learning curve with it
 */
export function actsBy(model: LinearModel, weights: ActWeights, text: string): Act[] {
  const shown = readable(text)
  if (nothingToRead(shown)) return [{ act: 'empty', confidence: 1, span: shown.slice(0, 40) }]
  const hits = hitsOf(shown)
  // A machine's failure reads alike in any language; all else of one that is not known is never guessed.
  if (languageOf(shown) === 'unsupported') return actsIn(apart(hits.filter(({ act }) => act === 'error')))
  const natural = isNatural(shown)
  const scores = scoresOf(model, fold(shown))
  const found: Hit[] = []
  for (const [label, name] of model.labels.entries()) {
    const act = name as ActName
    const own = hits.filter((hit) => hit.act === act)
    const learned = likely(weights[act] ?? [], evidenceOf(scores, label, own.length > 0 ? 1 : 0), SHIFT)
    // Of markup, records and endless repetition the classifier knows failures alone: nobody joins by them.
    const trusted = natural || act === 'error'
    const sure = trusted ? Math.max(floorOf(own), learned) : strongest(own)
    if (!(sure >= (act === 'answer' ? ANSWERS : NAMED))) continue
    const confidence = Math.round(sure * 1000) / 1000
    if (own.length > 0) found.push(...apart(own).map((hit) => ({ ...hit, confidence })))
    else {
      const { start, end } = scores.shown[label] ?? { start: 0, end: shown.length }
      found.push({ act, confidence, span: shown.slice(start, end).trim().slice(0, LONGEST_SPAN), start, end })
    }
  }
  const answer = hits.find((hit) => hit.act === 'answer')
  if (found.length === 0 && answer) return actsIn([{ ...answer, confidence: NOTHING_ELSE }])
  return actsIn(found.filter((hit) => !found.some((other) => beats(other, hit))))
}

const strongest = (hits: readonly Hit[]): number => Math.max(0, ...hits.map((hit) => hit.confidence))

/** The least probability that rules leave to an act. */
function floorOf(hits: readonly Hit[]): number {
  const best = strongest(hits)
  return best >= CERTAIN ? SURE : best >= STRONG ? TRUSTED : 0
}

function beats(one: Hit, other: Hit): boolean {
  const pair = OPPOSITE.find(
    (two) => two.includes(one.act) && two.includes(other.act) && one.act !== other.act,
  )
  if (pair === undefined || one.confidence <= other.confidence) return false
  return pair[2] === 'anywhere' || (one.start < other.end && other.start < one.end)
}

/** Acts in the order of the words. */
function actsIn(found: Hit[]): Act[] {
  return found
    .sort((a, b) => a.start - b.start)
    .map(({ act, confidence, span, slot }) => ({
      act,
      confidence,
      span,
      ...(slot === undefined ? {} : { slot }),
    }))
}

/** One hit an act, a slot and a channel: the most telling, which the strongest rule found. */
function apart(hits: readonly Hit[]): Hit[] {
  const best = new Map<string, Hit>()
  for (const hit of hits) {
    const key = hit.act === 'names-channels' ? hit.span : (hit.slot ?? '')
    const known = best.get(key)
    if (known === undefined || known.confidence < hit.confidence) best.set(key, hit)
  }
  return [...best.values()]
}
