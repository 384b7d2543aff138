/** What speaks for and against an answer being about a question: the numbers that the relevance model weighs. */
import { cosine, type EncoderModel, embed, familiarity, topicCosines, topicsNear } from '../models/encoder.js'
import { ngrams, terms } from '../models/ngrams.js'
import { containment, contentTokens } from '../text/normalise.js'
import { overlap } from './bearing.js'
import { isGiven, type Kind, kindsAsked, kindsGiven } from './question.js'
import { related, topicsOf } from './topics.js'

/** Kinds of which each is weighed by itself: asked for and given, or asked for and not given. */
const WEIGHED: readonly (readonly Kind[])[] = [
  ['duration', 'moment'],
  ['amount', 'count'],
  ['place', 'contact'],
  ['way'],
  ['yes-no'],
  ['reason'],
  ['papers', 'condition'],
  ['state'],
]
const VALUES: readonly Kind[] = ['duration', 'moment', 'amount', 'count', 'place', 'contact', 'papers']
/** Sentences of an answer that are looked at one by one. */
const SENTENCES = 12
const SENTENCE = /[^。!?！？\n]+[。!?！？\n]*/g
/** Earlier messages of the consumer that say what a short question is about. */
const CONTEXT = 2

/**
 * Their names, in order. What ends in -met is a kind that was asked for and given, what ends in -missed one that was
 * asked for and not given.
 */
export const LIKENESSES: readonly string[] = [
  'similar',
  'similar-sentence',
  'similar-familiar',
  'topical',
  'words',
  'words-back',
  'grams',
  'rule-apart',
  'value-met',
  'value-missed',
  'shared-missed',
  'answer-known',
  'question-known',
  'answer-elsewhere',
  'industry',
  ...WEIGHED.flatMap(([kind]) => [`${kind}-met`, `${kind}-missed`]),
]

/** One weight a likeness, in their order; the sum is the log-odds of an answer being about a question. */
export interface RelevanceModel {
  likenesses: readonly string[]
  weights: readonly number[]
  bias: number
}

/** The numbers in the order of `LIKENESSES`. `context` is what the consumer said before, newest last. */
export function likenesses(
  model: EncoderModel,
  question: string,
  answer: string,
  context: readonly string[] = [],
): number[] {
  const whole = [...context.slice(-CONTEXT), question].join('\n')
  const [asked, given] = [ngrams(whole), ngrams(answer)]
  const from = embed(model, asked, 'question')
  const to = embed(model, given, 'answer')
  const similar = cosine(from, to)
  const familiar = [familiarity(model, terms(whole)), familiarity(model, terms(answer))] as const
  const cosines = [topicCosines(model, from, 'question'), topicCosines(model, to, 'answer')] as const
  const [near, told] = [topicsNear(cosines[0]), topicsNear(cosines[1])]
  const topical = Math.sqrt(near.reduce((sum, share, i) => sum + share * (told[i] ?? 0), 0))
  const tokens = [contentTokens(whole), contentTokens(answer)] as const
  const words = share(tokens[0], tokens[1])
  const topics = [topicsOf(whole), topicsOf(answer)] as const
  const kinds = [kindsAsked(question), kindsGiven(answer)] as const
  const wanted = VALUES.filter((kind) => kinds[0].has(kind))
  const valued = wanted.some((kind) => isGiven(kind, kinds[1]))
  const missed = wanted.length > 0 && !valued
  return [
    similar,
    bestSentence(model, from, answer, similar),
    similar * Math.min(...familiar),
    topical,
    words,
    containment(...tokens),
    overlap(asked, given),
    topics[0].size > 0 && topics[1].size > 0 && !related(topics[0], topics[1]) ? 1 : 0,
    wanted.length > 0 && valued ? 1 : 0,
    missed ? 1 : 0,
    missed ? words : 0,
    ...places(Float32Array.from(cosines[0]), Float32Array.from(cosines[1])),
    sameIndustry(model, near, told),
    ...WEIGHED.flatMap((group) => {
      const wants = group.some((kind) => kinds[0].has(kind))
      const gets = wants && group.some((kind) => kinds[0].has(kind) && isGiven(kind, kinds[1]))
      return [gets ? 1 : 0, wants && !gets ? 1 : 0]
    }),
  ]
}

/** Share of the first set that the second holds, 0..1. */
function share(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0) return 0
  let both = 0
  for (const token of a) if (b.has(token)) both++
  return both / a.size
}

function bestSentence(model: EncoderModel, from: Float32Array, answer: string, whole: number): number {
  const sentences = answer.match(SENTENCE) ?? []
  if (sentences.length < 2) return whole
  const each = sentences.slice(0, SENTENCES).map((one) => cosine(from, embed(model, ngrams(one), 'answer')))
  return Math.max(...each)
}

/** Cosine of a question with the middle of the topic that it lies nearest to: how well its matter is known. */
export function nearestTopic(model: EncoderModel, question: string): number {
  const point = embed(model, ngrams(question), 'question')
  return Math.max(...Float32Array.from(topicCosines(model, point, 'question')))
}

/** How near the answer is to any topic, how near the question is, and how much nearer the answer is to another topic. */
function places(asked: Float32Array, told: Float32Array): [number, number, number] {
  const own = highest(asked, 3)
  const best = Math.max(...told)
  return [best, Math.max(...asked), best - Math.max(...own.map((topic) => told[topic] ?? -1))]
}

/** Places of the highest values, of equal ones the first. */
function highest(values: Float32Array, count: number): number[] {
  const found: number[] = []
  for (const [place, value] of values.entries()) {
    let at = found.length
    while (at > 0 && value > (values[found[at - 1] as number] as number)) at--
    if (at >= count) continue
    found.splice(at, 0, place)
    if (found.length > count) found.pop()
  }
  return found
}

/** The industry of each topic, as a number. */
const industries = new WeakMap<readonly string[], Uint16Array>()

function industriesOf(topics: readonly string[]): Uint16Array {
  const known = industries.get(topics)
  if (known) return known
  const numbers = new Map<string, number>()
  const of = Uint16Array.from(topics, (topic) => {
    const industry = topic.slice(0, topic.indexOf('/'))
    const number = numbers.get(industry) ?? numbers.size
    numbers.set(industry, number)
    return number
  })
  industries.set(topics, of)
  return of
}

/** Agreement on the industry, 0..1. */
function sameIndustry({ topics }: EncoderModel, near: Float32Array, told: Float32Array): number {
  const of = industriesOf(topics)
  const [asked, given] = [new Float64Array(Math.max(...of) + 1), new Float64Array(Math.max(...of) + 1)]
  for (let i = 0; i < of.length; i++) {
    const industry = of[i] as number
    asked[industry] = (asked[industry] as number) + (near[i] as number)
    given[industry] = (given[industry] as number) + (told[i] as number)
  }
  return Math.sqrt(asked.reduce((sum, share, i) => sum + share * (given[i] as number), 0))
}
