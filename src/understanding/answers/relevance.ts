/** Whether an answer is about what was asked. It rather says uncertain than accuse wrongly. */
import type { Lang } from '../../documents/ready.js'
import { actsOf } from '../acts/acts.js'
import { type EncoderModel, familiarity } from '../models/encoder.js'
import { encoderModel, relevanceModels } from '../models/files.js'
import { terms } from '../models/ngrams.js'
import { sigmoid } from '../models/sigmoid.js'
import { languageOf } from '../text/language.js'
import { containment, contentTokens } from '../text/normalise.js'
import type { ActName, Relevance } from '../types.js'
import { bearing } from './bearing.js'
import { withoutEcho } from './echo.js'
import { likenesses, nearestTopic } from './likeness.js'
import { isGiven, type Kind, kindsAsked, kindsGiven } from './question.js'
import { met, related, topicsOf } from './topics.js'

/** Share of content words in common that shows the same matter. */
const SHARED = 0.34
/** Topics so wide that two texts may share one and be about different things. */
const BROAD = new Set(['utility', 'travel', 'mobile-plan', 'papers', 'product'])
/** Words that every service answer may hold: they show no common matter. */
const GENERIC = new Set(
  'order item product number day time service customer help need want get 订单 商品 客服 时间 问题 客户 申请 需要 办理 可以 什么 怎么 多久 多少 如何'.split(
    ' ',
  ),
)
/** Sentences of one answer that are looked at one by one. */
const SENTENCES = 40
const SENTENCE = /[^。!?！？\n]+[。!?！？\n]*/g
/**
 * Limits by language, chosen on the dev rows of the labelled set so that hardly any right answer is accused.
 * Log-odds of being about the question: at `off` an answer to a known question is about something else, at `apart`
 * where the topics say so as well. Above `on` it is about the question; below `doubt` shared words show nothing where
 * a value was asked for and none given. `long` is the number of terms from which an answer says enough to be held
 * against it: "that one's on us" fits many questions and resembles none.
 */
const LIMITS = {
  zh: { off: -1.15, apart: -0.9, doubt: -0.5, on: 0.8, long: 8 },
  en: { off: -1.1, apart: -0.9, doubt: -0.5, on: 0.8, long: 7 },
}
/** Cosine from which a question lies near enough to a topic of the training text to be known. */
const NEAR = 0.5
/** Share of known terms below which nothing is held against an answer. */
const KNOWN = 0.35
/** Share of content words in common below which topics are believed. */
const UNLIKE = 0.15
/** Share of known terms, and nearness to a topic, between which the model is trusted more and more for ranking. */
const FAMILIAR: Record<'zh' | 'en', readonly [number, number]> = { zh: [0.5, 0.75], en: [0.8, 0.92] }
const NEARBY: readonly [number, number] = [0.35, 0.5]

const KINDS: readonly [NonNullable<Relevance['kind']>, readonly ActName[]][] = [
  [
    'transfer',
    [
      'promises-transfer',
      'queue',
      'human-joined',
      'offers-human',
      'refuses-human',
      'out-of-hours',
      'conditions-transfer',
    ],
  ],
  ['menu', ['offers-choices']],
  ['clarifying', ['asks-slot', 'asks-confirmation']],
  ['fallback', ['fallback', 'error']],
]

export interface RelevanceOptions {
  /** What the consumer said before, newest last. */
  context?: readonly string[]
  /** Encoder of one merchant, in the place of the shipped one. */
  encoder?: EncoderModel | undefined
}

const telling = (text: string) => new Set([...contentTokens(text)].filter((token) => !GENERIC.has(token)))
const answers = (text: string, lang: Lang) => actsOf(text, lang).some((one) => one.act === 'answer')
const short = (lang: Lang): 'zh' | 'en' => (lang === 'en' ? 'en' : 'zh')

/** The sentences that answer something: a welcome or an offer beside them has topics of its own. */
function told(answer: string, lang: Lang): string {
  const sentences = answer.match(SENTENCE) ?? []
  if (sentences.length < 2 || sentences.length > SENTENCES) return answer
  const kept = sentences.filter((one) => answers(one, lang))
  return kept.length > 0 ? kept.join('') : answer
}

/** Log-odds that an answer is about a question, by the relevance model alone. */
function oddsOf(
  question: string,
  answer: string,
  lang: Lang,
  { context, encoder }: RelevanceOptions,
): number {
  const { weights, bias } = relevanceModels()[short(lang)]
  return likenesses(encoder ?? encoderModel(), question, answer, context).reduce(
    (sum, value, i) => sum + value * (weights[i] ?? 0),
    bias,
  )
}

const ramp = (value: number, [low, high]: readonly [number, number]): number =>
  Math.max(0, Math.min(1, (value - low) / (high - low)))

/** How well the less known of two texts is known, 0..1. */
function knownOf(question: string, answer: string, encoder: EncoderModel): number {
  return Math.min(familiarity(encoder, terms(question)), familiarity(encoder, terms(answer)))
}

/**
 * A number 0..1 for ranking answers of many conversations: the model where both texts are known to it, shared words
 * and substance where they are not. It is no probability; `relevance` decides.
 *
 * @public the benches draw risk by coverage from it
 */
export function relevanceScore(
  question: string,
  answer: string,
  lang: Lang,
  options: RelevanceOptions & { earlier?: readonly string[] } = {},
): number {
  const encoder = options.encoder ?? encoderModel()
  const trust =
    ramp(knownOf(question, answer, encoder), FAMILIAR[short(lang)]) *
    ramp(nearestTopic(encoder, question), NEARBY)
  const model = sigmoid(oddsOf(question, answer, lang, options))
  const strange = sigmoid(bearing(question, answer, options.earlier) - 5)
  return trust * model + (1 - trust) * strange
}

/**
 * Judges one answer. Fallbacks, menus, hand-offs, greetings, questions back and the question said again are not
 * answers, and say of which kind they are. Shared topics and words, or a likeness that the model is sure of, are
 * on-topic, unless the model doubts them; off-topic is only said of what the models know, where they are sure, or
 * nearly so and the topics of both never go together. Only the sentences that answer count.
 */
export function relevance(
  question: string,
  answer: string,
  lang: Lang,
  options: RelevanceOptions = {},
): Relevance {
  if (languageOf(answer) === 'unsupported' || languageOf(question) === 'unsupported')
    return { outcome: 'uncertain', reason: 'a language that is not read' }
  const acts = actsOf(answer, lang)
  if (!acts.some((one) => one.act === 'answer')) {
    const kind = KINDS.find(([, of]) => acts.some(({ act }) => of.includes(act)))?.[0] ?? 'other'
    return { outcome: 'not-an-answer', kind, reason: acts.map((one) => one.act).join(', ') || 'no words' }
  }
  const said = withoutEcho(question, answer)
  if (said !== answer && !answers(said, lang)) {
    return { outcome: 'not-an-answer', kind: 'other', reason: 'only says the question again' }
  }
  return judge(question, told(said, lang), lang, options)
}

function judge(question: string, words: string, lang: Lang, options: RelevanceOptions): Relevance {
  const { context = [] } = options
  const limits = LIMITS[short(lang)]
  // What the models say takes far longer than all the rest: they are asked where it makes a difference.
  const odds = once(() => oddsOf(question, words, lang, options))
  const known = once(() => isKnown(question, words, lang, options))
  let asked = topicsOf(question)
  for (let i = context.length - 1; asked.size === 0 && i >= 0; i--) asked = topicsOf(context[i] ?? '')
  const answered = topicsOf(words)
  const topic = met(asked, answered)
  const likeness = containment(telling(question), telling(words))
  const missed = missesValue(question, words)
  if ((topic === undefined || BROAD.has(topic)) && known() && odds() <= limits.off)
    return { outcome: 'off-topic', reason: apart(asked, answered) ?? 'unlike answers to such questions' }
  if ((topic !== undefined || likeness >= SHARED) && (!missed || odds() > limits.doubt)) {
    return {
      outcome: 'on-topic',
      reason: topic === undefined ? 'content words in common' : `about ${topic}`,
    }
  }
  if (odds() >= limits.on) return { outcome: 'on-topic', reason: 'like answers to such questions' }
  if (topic !== undefined || likeness >= SHARED)
    return { outcome: 'uncertain', reason: 'the same matter, and perhaps another question' }
  if (related(asked, answered)) return { outcome: 'uncertain', reason: 'related topics' }
  const reason = likeness < UNLIKE ? apart(asked, answered) : undefined
  if (reason !== undefined && known() && odds() <= limits.apart) return { outcome: 'off-topic', reason }
  if (missed) return { outcome: 'uncertain', reason: 'a value was asked for and none was given' }
  return { outcome: 'uncertain', reason: 'neither clearly about it nor clearly about something else' }
}

/** A value that is found out when it is first asked for. */
function once<T>(find: () => T): () => T {
  let found: { value: T } | undefined
  return () => {
    found ??= { value: find() }
    return found.value
  }
}

/** The answer says enough, and both texts are near enough to what the models know, to hold it against a bot. */
function isKnown(
  question: string,
  words: string,
  lang: Lang,
  { context = [], encoder }: RelevanceOptions,
): boolean {
  const model = encoder ?? encoderModel()
  const whole = [...context.slice(-1), question].join('\n')
  return (
    terms(words).length >= LIMITS[short(lang)].long &&
    knownOf(whole, words, model) >= KNOWN &&
    nearestTopic(model, whole) >= NEAR
  )
}

const VALUES: readonly Kind[] = ['duration', 'moment', 'amount', 'count']

/** A value was asked for, and none of its kind was given. */
function missesValue(question: string, words: string): boolean {
  const asked = kindsAsked(question)
  const given = kindsGiven(words)
  const wanted = VALUES.filter((kind) => asked.has(kind))
  return wanted.length > 0 && !wanted.some((kind) => isGiven(kind, given))
}

/** What was asked about and what was answered, where both are known and none of them goes with another. */
function apart(asked: ReadonlySet<string>, answered: ReadonlySet<string>): string | undefined {
  if (asked.size === 0 || answered.size === 0 || related(asked, answered)) return undefined
  return `asked about ${[...asked].join(', ')}, answered about ${[...answered].join(', ')}`
}
