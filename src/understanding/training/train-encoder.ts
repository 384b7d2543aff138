/** Trains the dual encoder: texts of one topic are drawn together, those of others apart. */
import { cosine, type EncoderModel, embed, type Side, see } from '../models/encoder.js'
import { ngrams, terms } from '../models/ngrams.js'
import { seeded, shuffled } from './shuffle.js'
import type { Contrast, Topic } from './text.js'

export interface EncoderTraining {
  buckets: number
  dimensions: number
  /** Times that every topic is seen. */
  epochs: number
  seed: string
  rate?: number
  /** Topics that are told apart at once. */
  batch?: number
  /** What similarities are divided by before the softmax. */
  temperature?: number
  /** Share of the n-grams that are left out each time, 0..1. */
  dropout?: number
  /** Goes on from here instead of from chance. */
  from?: EncoderModel
  /** Questions with answers to other questions, which are drawn apart from them. */
  contrasts?: readonly Contrast[]
}

/** How the shipped encoder is trained: chosen on held-out topics and the dev rows of the labelled set. */
export const ENCODER = {
  buckets: 1 << 15,
  dimensions: 64,
  epochs: 60,
  rate: 0.15,
  temperature: 0.12,
  dropout: 0.35,
} as const

/** Bytes of the filter of seen terms: 2^18 bits for about 30,000 of them. */
const SEEN_BYTES = 1 << 15

interface Texts {
  questions: Uint32Array[]
  answers: Uint32Array[]
}

/** One text in the middle of a step: its point, and what is needed to go back from it. */
interface Passed {
  grams: Uint32Array
  side: 0 | 1
  sum: Float32Array
  point: Float32Array
  length: number
  slope: Float32Array
}

/**
 * Contrastive training with the other topics of a batch as negatives: InfoNCE (van den Oord, Li and Vinyals,
 * arXiv 1807.03748) in both directions, as in dual encoders for answers (Henderson et al., arXiv 1705.00652),
 * by Adagrad. A batch holds topics of one language.
 */
export function trainEncoder(topics: readonly Topic[], training: EncoderTraining): EncoderModel {
  const net = new Net(training)
  const draw = seeded(training.seed, 'encoder')
  const batch = training.batch ?? 48
  const languages = [...new Set(topics.map(({ lang }) => lang))].map((lang) =>
    topics
      .filter((topic) => topic.lang === lang)
      .map(
        (topic): Texts => ({
          questions: topic.questions.map(ngrams),
          answers: topic.answers.map(ngrams),
        }),
      ),
  )
  for (const topic of languages.flat())
    for (const grams of [...topic.questions, ...topic.answers]) net.meet(grams)
  for (const { questions, answers } of topics) for (const text of [...questions, ...answers]) net.know(text)
  const hard = byLanguage(training.contrasts ?? []).map((own) => own.map(hashed))
  for (const { question, on, off } of hard.flat())
    for (const grams of [question, ...on, ...off]) net.meet(grams)
  net.start(draw)
  for (let epoch = 0; epoch < training.epochs; epoch++) {
    for (const own of languages) {
      const order = shuffled(own, draw)
      for (let at = 0; at < order.length; at += batch) {
        const chosen = order.slice(at, at + batch)
        if (chosen.length < 2) continue
        const toAnswers = draw.int(10) < 7
        const pairs = chosen.flatMap(({ questions, answers }) => {
          const first = draw.pick(questions)
          const others = toAnswers ? answers : questions.filter((text) => text !== first)
          return others.length === 0 ? [] : [{ first, second: draw.pick(others) }]
        })
        net.step(pairs, toAnswers ? 1 : 0, draw.int(1_000_003))
      }
    }
    for (const own of hard) {
      const order = shuffled(own, draw)
      for (let at = 0; at < order.length; at += batch)
        net.step(
          order.slice(at, at + batch).map(({ question, echo, on, off }) => {
            const second = draw.pick(on)
            // A right answer may say the question again, as a wrong one does: that decides nothing.
            return {
              first: question,
              second: draw.int(2) === 0 ? joined(echo, second) : second,
              apart: draw.pick(off),
            }
          }),
          1,
          draw.int(1_000_003),
        )
    }
  }
  return withMiddles(net.model(), topics)
}

function byLanguage<T extends { lang: string }>(items: readonly T[]): T[][] {
  return [...new Set(items.map(({ lang }) => lang))].map((lang) => items.filter((one) => one.lang === lang))
}

/** What a question is about, without the words that ask. */
const ASKING =
  /多久|多少|几[天个点时]|什么时候|什么|怎么样?|如何|为什么|哪[里儿个些]|吗|呢|吧|[?？]|\b(?:how|what|when|where|which|who|why|long|much|many|do|does|did|is|are|can|could|will|would|should|i|my|me|please)\b/gi

/** A question as an answer would say it again. */
export const echoOf = (question: string): string => question.replace(ASKING, ' ').trim()

function hashed({ before, question, on, off }: Contrast) {
  return {
    question: ngrams([...before, question].join('\n')),
    echo: ngrams(echoOf(question)),
    on: on.map(ngrams),
    off: off.map(ngrams),
  }
}

const joined = (a: Uint32Array, b: Uint32Array): Uint32Array => Uint32Array.from(new Set([...a, ...b]))

/** Adds where the topics lie: the middle of their questions and of their answers. */
function withMiddles(
  model: Omit<EncoderModel, 'topics' | 'middles'>,
  topics: readonly Topic[],
): EncoderModel {
  const size = model.dimensions
  const middles = new Float32Array(2 * topics.length * size)
  const whole = { ...model, topics: topics.map(({ id, lang }) => `${id} ${lang}`), middles }
  const note = (texts: readonly string[], side: Side, start: number) => {
    const sum = new Float32Array(size)
    for (const text of texts)
      for (const [i, value] of embed(whole, ngrams(text), side).entries()) sum[i] = (sum[i] ?? 0) + value
    const length = Math.sqrt(cosine(sum, sum)) || 1
    for (let i = 0; i < size; i++) middles[start + i] = (sum[i] ?? 0) / length
  }
  for (const [i, { questions, answers }] of topics.entries()) {
    note(questions, 'question', i * size)
    note(answers, 'answer', (topics.length + i) * size)
  }
  return whole
}

class Net {
  readonly #buckets: number
  readonly #size: number
  readonly #rate: number
  readonly #temperature: number
  readonly #dropout: number
  readonly #from: EncoderModel | undefined
  readonly #rows: Float32Array
  readonly #rowSquares: Float32Array
  readonly #sides: Float32Array
  readonly #sideSquares: Float32Array
  readonly #seen: Uint8Array
  readonly #texts = new Map<number, number>()
  #met = 0

  constructor({
    buckets,
    dimensions,
    rate = 0.08,
    temperature = 0.08,
    dropout = 0.3,
    from,
  }: EncoderTraining) {
    this.#buckets = from?.buckets ?? buckets
    this.#size = from?.dimensions ?? dimensions
    this.#rate = rate
    this.#temperature = temperature
    this.#dropout = dropout
    this.#from = from
    this.#rows = new Float32Array(this.#buckets * this.#size)
    this.#rowSquares = new Float32Array(this.#buckets).fill(1e-3)
    this.#sides = new Float32Array(2 * this.#size * this.#size)
    this.#sideSquares = new Float32Array(this.#sides.length).fill(1)
    this.#seen = from ? from.seen.slice() : new Uint8Array(SEEN_BYTES)
  }

  /** Counts the n-grams of a text before training: rare ones say more. */
  meet(grams: Uint32Array): void {
    this.#met++
    for (const gram of grams) {
      const bucket = gram % this.#buckets
      this.#texts.set(bucket, (this.#texts.get(bucket) ?? 0) + 1)
    }
  }

  /** Notes the terms of a text of the training. */
  know(text: string): void {
    for (const term of terms(text)) see(this.#seen, term)
  }

  /** Rows by chance, longer where an n-gram is rare: untrained, the encoder compares words, as tf-idf does. */
  start(draw: { next(): number }): void {
    const size = this.#size
    if (this.#from) {
      const { rows, scales, sides } = this.#from
      for (let at = 0; at < rows.length; at++)
        this.#rows[at] = (rows[at] ?? 0) * (scales[Math.floor(at / size)] ?? 0)
      this.#sides.set(sides)
      return
    }
    for (let bucket = 0; bucket < this.#buckets; bucket++) {
      const idf = Math.log((this.#met + 1) / ((this.#texts.get(bucket) ?? 0) + 1)) + 0.2
      const width = (idf / Math.log(this.#met + 1)) * 0.5
      for (let i = 0; i < size; i++) this.#rows[bucket * size + i] = (draw.next() - 0.5) * width
    }
    for (let side = 0; side < 2; side++)
      for (let i = 0; i < size; i++) this.#sides[(side * size + i) * size + i] = 1
  }

  /** `apart` is what a first must be told apart from, besides the seconds of the others. */
  step(
    pairs: readonly { first: Uint32Array; second: Uint32Array; apart?: Uint32Array }[],
    side: 0 | 1,
    drawn: number,
  ): void {
    if (pairs.length < 2) return
    const firsts = pairs.map(({ first }, i) => this.#pass(first, 0, drawn + i))
    const seconds = pairs.map(({ second }, i) => this.#pass(second, side, drawn + 7919 * (i + 1)))
    for (const [i, { apart }] of pairs.entries())
      if (apart) seconds.push(this.#pass(apart, side, drawn + 104_729 * (i + 1)))
    const near = firsts.map((one) => seconds.map((other) => cosine(one.point, other.point)))
    const scale = 1 / this.#temperature
    // Softmax over the seconds of each first, and over the firsts of each second.
    for (const both of [false, true]) {
      const columns = both ? firsts : seconds
      for (let i = 0; i < pairs.length; i++) {
        const row = columns.map((_, j) => ((both ? near[j]?.[i] : near[i]?.[j]) ?? 0) * scale)
        const most = Math.max(...row)
        const exps = row.map((value) => Math.exp(value - most))
        const sum = exps.reduce((a, b) => a + b, 0)
        for (let j = 0; j < columns.length; j++) {
          const slope = (((exps[j] ?? 0) / sum - (i === j ? 1 : 0)) * scale) / (2 * pairs.length)
          const [one, other] = both ? [firsts[j], seconds[i]] : [firsts[i], seconds[j]]
          if (!one || !other) continue
          for (let k = 0; k < this.#size; k++) {
            one.slope[k] = (one.slope[k] ?? 0) + slope * (other.point[k] ?? 0)
            other.slope[k] = (other.slope[k] ?? 0) + slope * (one.point[k] ?? 0)
          }
        }
      }
    }
    for (const passed of [...firsts, ...seconds]) this.#back(passed)
  }

  #pass(all: Uint32Array, side: 0 | 1, drawn: number): Passed {
    const size = this.#size
    const grams = all.length < 8 ? all : all.filter((gram) => keep(gram, drawn, this.#dropout))
    const sum = new Float32Array(size)
    for (const gram of grams) {
      const row = (gram % this.#buckets) * size
      for (let i = 0; i < size; i++) sum[i] = (sum[i] ?? 0) + (this.#rows[row + i] ?? 0)
    }
    const turned = new Float32Array(size)
    for (let i = 0; i < size; i++) {
      const row = (side * size + i) * size
      let value = 0
      for (let j = 0; j < size; j++) value += (this.#sides[row + j] ?? 0) * (sum[j] ?? 0)
      turned[i] = value
    }
    const length = Math.sqrt(turned.reduce((total, value) => total + value * value, 0)) || 1
    const point = turned.map((value) => value / length)
    return { grams, side, sum, point, length, slope: new Float32Array(size) }
  }

  #back({ grams, side, sum, point, length, slope }: Passed): void {
    const size = this.#size
    // Through the division by the length: only what is square to the point moves it.
    const along = cosine(slope, point)
    const turned = slope.map((value, i) => (value - along * (point[i] ?? 0)) / length)
    const back = new Float32Array(size)
    for (let i = 0; i < size; i++) {
      const own = turned[i] ?? 0
      const row = (side * size + i) * size
      for (let j = 0; j < size; j++) {
        back[j] = (back[j] ?? 0) + own * (this.#sides[row + j] ?? 0)
        const change = own * (sum[j] ?? 0)
        const at = row + j
        this.#sideSquares[at] = (this.#sideSquares[at] ?? 0) + change * change
        this.#sides[at] =
          (this.#sides[at] ?? 0) - (0.2 * this.#rate * change) / Math.sqrt(this.#sideSquares[at] ?? 1)
      }
    }
    const square = back.reduce((total, value) => total + value * value, 0) / size
    if (square === 0) return
    for (const gram of grams) {
      const bucket = gram % this.#buckets
      this.#rowSquares[bucket] = (this.#rowSquares[bucket] ?? 0) + square
      const step = this.#rate / Math.sqrt(this.#rowSquares[bucket] ?? 1)
      const row = bucket * size
      for (let i = 0; i < size; i++) this.#rows[row + i] = (this.#rows[row + i] ?? 0) - step * (back[i] ?? 0)
    }
  }

  /** One byte a number, with a scale a row. */
  model(): Omit<EncoderModel, 'topics' | 'middles'> {
    const size = this.#size
    const scales = new Float32Array(this.#buckets)
    const rows = new Int8Array(this.#rows.length)
    for (let bucket = 0; bucket < this.#buckets; bucket++) {
      const own = this.#rows.subarray(bucket * size, (bucket + 1) * size)
      const scale = own.reduce((most, value) => Math.max(most, Math.abs(value)), 0) / 127
      scales[bucket] = scale
      if (scale > 0)
        for (let i = 0; i < size; i++) rows[bucket * size + i] = Math.round((own[i] ?? 0) / scale)
    }
    return {
      buckets: this.#buckets,
      dimensions: size,
      scales,
      rows,
      sides: this.#sides.slice(),
      seen: this.#seen,
    }
  }
}

function keep(gram: number, drawn: number, dropout: number): boolean {
  return ((Math.imul(gram ^ drawn, 0x9e3779b1) >>> 9) % 1000) / 1000 >= dropout
}
