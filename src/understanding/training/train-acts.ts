/** Trains the classifier of acts: a linear model, and what its word is worth beside the rules. */
import type { ActName } from '../../documents/acts.js'
import { type ActWeights, evidenceOf, groupsOf, likely, scoresOf } from '../acts/classifier.js'
import { hitsOf } from '../acts/rules.js'
import type { LinearModel } from '../models/linear.js'
import { fold, readable } from '../text/normalise.js'
import { seeded, shuffled } from './shuffle.js'
import type { Labelled } from './text.js'
import { type Example, trainLinear } from './train-linear.js'

/** Parts that the text is cut into; each is judged by a model that has not seen it. */
const FOLDS = 4
/** Messages of several parts, made of two or three texts: real ones do several things at once. */
const JOINED = 0.5
/** Of those that the evidence is weighed by: as many as real bots send. */
const FEW = 0.15
const BUCKETS = 1 << 15
const EPOCHS = 14
/** Rounds and penalty of the logistic regression on the evidence. */
const ROUNDS = 180
const PENALTY = 2

type Text = Labelled<ActName>

/** The linear model and the weights of its evidence, from bot messages with their acts. */
export function trainActs(
  texts: readonly Text[],
  labels: readonly ActName[],
  seed: string,
): { model: LinearModel; weights: ActWeights } {
  const judged: { evidence: number[][]; own: readonly ActName[] }[] = []
  const order = shuffled(texts, seeded(seed, 'folds'))
  for (let k = 0; k < FOLDS; k++) {
    const kept = order.filter((_, i) => i % FOLDS !== k)
    const held = order.filter((_, i) => i % FOLDS === k)
    const model = linear(kept, labels, `${seed} ${k}`)
    for (const { text, labels: own } of [...held, ...joined(held, FEW, `${seed} held ${k}`)]) {
      const scores = scoresOf(model, fold(readable(text)))
      const ruled = new Set(hitsOf(readable(text)).map((one) => one.act))
      judged.push({
        evidence: labels.map((act, label) => evidenceOf(scores, label, ruled.has(act) ? 1 : 0)),
        own,
      })
    }
  }
  const weights: ActWeights = {}
  for (const [label, act] of labels.entries())
    weights[act] = logistic(
      judged.map(({ evidence }) => evidence[label] ?? []),
      judged.map(({ own }) => (own.includes(act) ? 1 : 0)),
    )
  return { model: linear(order, labels, seed), weights }
}

function linear(texts: readonly Text[], labels: readonly ActName[], seed: string): LinearModel {
  const examples = [...texts, ...joined(texts, JOINED, seed)].map(({ text, labels: own }): Example => {
    return {
      groups: groupsOf(fold(readable(text))),
      labels: own.map((act) => labels.indexOf(act)).filter((label) => label >= 0),
    }
  })
  return trainLinear(examples, { labels, buckets: BUCKETS, epochs: EPOCHS, seed })
}

const CHINESE = /[\u3400-\u9fff]/
const ENDED = /[。！？!?.~]$/

/** Texts of one language put together, as many as the share of all; they have the acts of their parts. */
function joined(texts: readonly Text[], share: number, seed: string): Text[] {
  const draw = seeded(seed, 'joined')
  const languages = [
    texts.filter(({ text }) => CHINESE.test(text)),
    texts.filter(({ text }) => !CHINESE.test(text)),
  ].filter((list) => list.length > 0)
  return Array.from({ length: Math.round(texts.length * share) }, () => {
    const list = draw.pick(languages)
    const parts = Array.from({ length: draw.next() < 0.3 ? 3 : 2 }, () => draw.pick(list))
    let text = ''
    for (const part of parts) text += `${between(text, list === languages[0], draw.next())}${part.text}`
    return { text, labels: [...new Set(parts.flatMap((part) => part.labels))] }
  })
}

function between(text: string, chinese: boolean, drawn: number): string {
  if (text === '') return ''
  if (ENDED.test(text)) return chinese ? '' : ' '
  if (!chinese) return '. '
  return drawn < 0.5 ? '，' : '。'
}

/** Logistic regression with a penalty on all but the constant; Adagrad over the whole. Three digits are kept. */
function logistic(rows: readonly (readonly number[])[], wanted: readonly number[]): number[] {
  const width = rows[0]?.length ?? 0
  const weights = new Array<number>(width).fill(0)
  const squares = new Array<number>(width).fill(1e-6)
  for (let round = 0; round < ROUNDS; round++) {
    const slopes = weights.map((weight, i) => (i === 0 ? 0 : PENALTY * weight))
    for (const [k, row] of rows.entries()) {
      const error = likely(weights, row) - (wanted[k] ?? 0)
      for (let i = 0; i < width; i++) slopes[i] = (slopes[i] ?? 0) + error * (row[i] ?? 0)
    }
    for (let i = 0; i < width; i++) {
      squares[i] = (squares[i] ?? 0) + (slopes[i] ?? 0) ** 2
      weights[i] = (weights[i] ?? 0) - (0.5 * (slopes[i] ?? 0)) / Math.sqrt(squares[i] ?? 1)
    }
  }
  return weights.map((weight) => Math.round(weight * 1000) / 1000)
}
