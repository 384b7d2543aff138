/** Trains a linear model: logistic regression on hashed n-grams by Adagrad, then one byte a weight. */
import type { LinearModel } from '../models/linear.js'
import { sigmoid } from '../models/sigmoid.js'
import { seeded, shuffled } from './shuffle.js'

export interface Example {
  grams: Uint32Array
  /** Numbers of the labels that it has. */
  labels: readonly number[]
}

export interface LinearTraining {
  labels: readonly string[]
  buckets: number
  epochs: number
  seed: string
  /** Step size. */
  rate?: number
  /** Share of the n-grams that are left out each time, 0..1: no label may hang on one word. */
  dropout?: number
}

/** Weight of a positive beside a negative: the root of what would balance them. */
const balance = (positives: number, all: number): number =>
  positives === 0 ? 1 : Math.sqrt((all - positives) / positives)

/**
 * Adagrad (Duchi, Hazan and Singer, JMLR 12 (2011) 2121) on the logistic loss, one label against the rest.
 * The same examples, in the same order, with the same seed give the same model.
 */
export function trainLinear(examples: readonly Example[], training: LinearTraining): LinearModel {
  const { labels, buckets, epochs, seed, rate = 0.4, dropout = 0.25 } = training
  const width = labels.length
  const weights = new Float32Array(buckets * width)
  const squares = new Float32Array(buckets * width).fill(1e-3)
  const biases = new Float32Array(width).fill(-2)
  const biasSquares = new Float32Array(width).fill(1)
  const weightOf = labels.map((_, label) =>
    balance(examples.filter((one) => one.labels.includes(label)).length, examples.length),
  )
  const draw = seeded(seed, 'linear')
  const errors = new Float32Array(width)
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const { grams, labels: own } of shuffled(examples, draw)) {
      const drawn = draw.int(997)
      const kept = grams.filter((_, i) => !dropped(epoch, i, grams.length, dropout, drawn))
      const norm = 1 / Math.sqrt(Math.max(1, kept.length))
      errors.fill(0)
      for (const gram of kept) {
        const row = (gram % buckets) * width
        for (let i = 0; i < width; i++) errors[i] = (errors[i] ?? 0) + (weights[row + i] ?? 0) * norm
      }
      for (let i = 0; i < width; i++) {
        const wanted = own.includes(i) ? 1 : 0
        const error =
          (sigmoid((errors[i] ?? 0) + (biases[i] ?? 0)) - wanted) * (wanted ? (weightOf[i] ?? 1) : 1)
        errors[i] = error
        biasSquares[i] = (biasSquares[i] ?? 0) + error * error
        biases[i] = (biases[i] ?? 0) - (rate * error) / Math.sqrt(biasSquares[i] ?? 1)
      }
      for (const gram of kept) {
        const row = (gram % buckets) * width
        for (let i = 0; i < width; i++) {
          const slope = (errors[i] ?? 0) * norm
          if (Math.abs(slope) < 1e-6) continue
          const at = row + i
          squares[at] = (squares[at] ?? 0) + slope * slope
          weights[at] = (weights[at] ?? 0) - (rate * slope) / Math.sqrt(squares[at] ?? 1)
        }
      }
    }
  }
  return quantised(labels, buckets, weights, biases)
}

/** Whether the i-th n-gram is left out this time: one draw an example, spread over its n-grams. */
function dropped(epoch: number, i: number, length: number, share: number, drawn: number): boolean {
  if (length < 8) return false
  return (
    ((Math.imul(i + 1, 0x9e3779b1) ^ Math.imul(drawn + 31 * epoch, 0x85ebca6b)) >>> 8) % 1000 < share * 1000
  )
}

function quantised(
  labels: readonly string[],
  buckets: number,
  weights: Float32Array,
  biases: Float32Array,
): LinearModel {
  const width = labels.length
  const scales = new Float32Array(width)
  for (let at = 0; at < weights.length; at++)
    scales[at % width] = Math.max(scales[at % width] ?? 0, Math.abs(weights[at] ?? 0) / 127)
  const bytes = Int8Array.from(weights, (weight, at) => {
    const scale = scales[at % width] ?? 0
    return scale === 0 ? 0 : Math.round(weight / scale)
  })
  return { labels, buckets, scales, biases, weights: bytes }
}
