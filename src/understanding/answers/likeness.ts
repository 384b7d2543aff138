/** What speaks for and against an answer being about a question: the numbers that the relevance model weighs. */
import { cosine, type EncoderModel, embed, familiarity, topicsNear } from '../models/encoder.js'
import { ngrams, terms } from '../models/ngrams.js'
import { containment, contentTokens } from '../text/normalise.js'
import { type Kind, kindsAsked, kindsGiven } from './question.js'
import { met, related, topicsOf } from './topics.js'

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

export const LIKENESSES = [
  'similar',
  'similar-sentence',
  'similar-familiar',
  'topical',
  'words',
  'words-back',
  'grams',
  'rule-met',
  'rule-near',
  'rule-apart',
  'value-met',
  'value-missed',
  'shared-missed',
  'familiar-question',
  'familiar-answer',
  'answer-length',
  'question-length',
  'kindless',
  ...WEIGHED.flatMap(([kind]) => [`${kind}-met`, `${kind}-missed`]),
]

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
  const valued = wanted.some((kind) => kinds[1].has(kind))
  const missed = wanted.length > 0 && !valued
  return [
    similar,
    bestSentence(model, from, answer, similar),
    similar * Math.min(...familiar),
    topical,
    words,
    containment(...tokens),
    overlap(asked, given),
    met(topics[0], topics[1]) === undefined ? 0 : 1,
    related(topics[0], topics[1]) ? 1 : 0,
    topics[0].size > 0 && topics[1].size > 0 && !related(topics[0], topics[1]) ? 1 : 0,
    wanted.length > 0 && valued ? 1 : 0,
    missed ? 1 : 0,
    missed ? words : 0,
    familiar[0],
    familiar[1],
    Math.log1p(given.length) / 5,
    Math.log1p(asked.length) / 5,
    kinds[0].size === 0 ? 1 : 0,
    ...WEIGHED.flatMap((group) => {
      const wants = group.some((kind) => kinds[0].has(kind))
      const gets = wants && group.some((kind) => kinds[0].has(kind) && kinds[1].has(kind))
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

/** Cosine of two sets of n-grams. */
function overlap(a: Uint32Array, b: Uint32Array): number {
  if (a.length === 0 || b.length === 0) return 0
  const second = new Set(b)
  let both = 0
  for (const gram of a) if (second.has(gram)) both++
  return both / Math.sqrt(a.length * b.length)
}

function bestSentence(model: EncoderModel, from: Float32Array, answer: string, whole: number): number {
  const sentences = answer.match(SENTENCE) ?? []
  if (sentences.length < 2) return whole
  const each = sentences.slice(0, SENTENCES).map((one) => cosine(from, embed(model, ngrams(one), 'answer')))
  return Math.max(...each)
}
