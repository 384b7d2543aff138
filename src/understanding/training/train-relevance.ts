/** Trains what the relevance reading weighs: logistic regression on likenesses, with the signs that reason demands. */
import { LIKENESSES, likenesses, type RelevanceModel } from '../answers/likeness.js'
import { sigmoid } from '../models/sigmoid.js'
import type { Contrast, Topic } from './text.js'
import { type EncoderTraining, echoOf, trainEncoder } from './train-encoder.js'

interface Row {
  x: number[]
  on: boolean
}

/** The text is cut into so many parts; each is judged by an encoder that has not seen it. */
const FOLDS = 4
const STEPS = 400
const SHRINK = 0.02

// In our own text right answers avoid the words of the question and wrong ones share them, more than in life: without
// these signs the model would learn that common words speak against an answer.
const sign = (name: string): 1 | -1 | undefined => {
  if (name.endsWith('-known')) return undefined
  return /missed|apart|elsewhere/.test(name) ? -1 : 1
}

/**
 * Fits the weights on answers that the encoder behind their likenesses was not trained with: half of the parts are of
 * topics that it knows, half of topics that it does not.
 */
export function trainRelevance(
  topics: readonly Topic[],
  contrasts: readonly Contrast[],
  training: Omit<EncoderTraining, 'contrasts'>,
): RelevanceModel {
  const rows: Row[] = []
  const ids = [...new Set(topics.map(({ id }) => id))]
  for (let fold = 0; fold < FOLDS; fold++) {
    const unseen = new Set(ids.filter((_, i) => i % FOLDS === fold))
    const without = trainEncoder(
      topics.filter(({ id }) => !unseen.has(id)),
      { ...training, contrasts: contrasts.filter(({ topic }) => !unseen.has(topic)) },
    )
    for (const one of contrasts) if (unseen.has(one.topic)) rows.push(...rowsOf(one, without))
    const own = contrasts.filter((_, i) => i % FOLDS === fold)
    const others = contrasts.filter((_, i) => i % FOLDS !== fold)
    const within = trainEncoder(topics, { ...training, contrasts: others })
    for (const one of own) rows.push(...rowsOf(one, within))
  }
  return weighed(rows)
}

/** Right answers count once as they are and once with the question said again before them. */
function rowsOf({ before, question, on, off }: Contrast, model: Parameters<typeof likenesses>[0]): Row[] {
  const row = (answer: string, right: boolean): Row => ({
    x: likenesses(model, question, answer, before),
    on: right,
  })
  return [
    ...on.flatMap((answer) => [row(answer, true), row(`${echoOf(question)}, ${answer}`, true)]),
    ...off.map((answer) => row(answer, false)),
  ]
}

function weighed(rows: readonly Row[]): RelevanceModel {
  const width = LIKENESSES.length
  const indices = Array.from({ length: width }, (_, i) => i)
  const means = indices.map((i) => rows.reduce((sum, { x }) => sum + (x[i] ?? 0), 0) / rows.length)
  const spreads = indices.map(
    (i) =>
      Math.sqrt(rows.reduce((sum, { x }) => sum + ((x[i] ?? 0) - (means[i] ?? 0)) ** 2, 0) / rows.length) ||
      1,
  )
  const scaled = rows.map(({ x, on }) => ({
    x: x.map((v, i) => (v - (means[i] ?? 0)) / (spreads[i] ?? 1)),
    on,
  }))
  const right = rows.filter(({ on }) => on).length
  const weights = indices.map(() => 0)
  let bias = 0
  for (let step = 0; step < STEPS; step++) {
    const slopes = indices.map(() => 0)
    let slope = 0
    for (const { x, on } of scaled) {
      const error = sigmoid(x.reduce((sum, v, i) => sum + v * (weights[i] ?? 0), bias)) - (on ? 1 : 0)
      const counted = error * (rows.length / (2 * (on ? right : rows.length - right)))
      slope += counted
      for (const i of indices) slopes[i] = (slopes[i] ?? 0) + counted * (x[i] ?? 0)
    }
    bias -= slope / rows.length
    for (const i of indices) {
      const next = (weights[i] ?? 0) - ((slopes[i] ?? 0) / rows.length + SHRINK * (weights[i] ?? 0))
      const wanted = sign(LIKENESSES[i] ?? '')
      weights[i] = wanted === undefined ? next : wanted > 0 ? Math.max(0, next) : Math.min(0, next)
    }
  }
  const plain = weights.map((weight, i) => Number((weight / (spreads[i] ?? 1)).toFixed(4)))
  const moved = plain.reduce((sum, weight, i) => sum - weight * (means[i] ?? 0), bias)
  return { likenesses: LIKENESSES, weights: plain, bias: Number(moved.toFixed(4)) }
}
