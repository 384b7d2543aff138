/** What speaks for and against an answer being about a question: the numbers that the relevance model weighs. */
import { cosine, type EncoderModel, embed, familiarity, topicsNear } from '../models/encoder.js'
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
  const near = topicsNear(model, from, 'question')
  const told = topicsNear(model, to, 'answer')
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
    ...places(model, from, to),
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
  return Math.max(...nearness(model, embed(model, ngrams(question), 'question'), 0))
}

/** How near the answer is to any topic, how near the question is, and how much nearer the answer is to another topic. */
function places(model: EncoderModel, from: Float32Array, to: Float32Array): [number, number, number] {
  const asked = nearness(model, from, 0)
  const told = nearness(model, to, model.topics.length)
  const own = [...asked.keys()].sort((a, b) => (asked[b] ?? 0) - (asked[a] ?? 0)).slice(0, 3)
  const best = Math.max(...told)
  return [best, Math.max(...asked), best - Math.max(...own.map((topic) => told[topic] ?? -1))]
}

function nearness(
  { topics, middles, dimensions }: EncoderModel,
  point: Float32Array,
  first: number,
): Float32Array {
  return Float32Array.from(topics, (_, topic) => {
    const at = (first + topic) * dimensions
    return cosine(point, middles.subarray(at, at + dimensions))
  })
}

/** Agreement on the industry, 0..1. */
function sameIndustry({ topics }: EncoderModel, near: Float32Array, told: Float32Array): number {
  const sums = new Map<string, [number, number]>()
  for (const [i, topic] of topics.entries()) {
    const industry = topic.slice(0, topic.indexOf('/'))
    const [a, b] = sums.get(industry) ?? [0, 0]
    sums.set(industry, [a + (near[i] ?? 0), b + (told[i] ?? 0)])
  }
  return Math.sqrt([...sums.values()].reduce((sum, [a, b]) => sum + a * b, 0))
}
