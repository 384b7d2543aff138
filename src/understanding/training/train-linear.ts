/** Trains a linear model: logistic regression on hashed n-grams by Adagrad, then one byte a weight. */
import type { LinearModel } from '../models/linear.js'
import { sigmoid } from '../models/sigmoid.js'
import { seeded, shuffled } from './shuffle.js'

export interface Example {
  /** What it has, in groups that are normalised each by itself. */
  groups: readonly Uint32Array[]
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
  /** Weight of a positive: the ratio of negatives to positives to this power. */
  balance?: number
}

/** In a group of fewer all are kept: there is nothing else to go by. */
const KEPT = 6
/** Smaller steps change nothing that a byte could tell. */
const LEAST = 1e-5

/**
 * Adagrad (Duchi, Hazan and Singer, JMLR 12 (2011) 2121) on the logistic loss, one label against the rest.
 * The same examples, in the same order, with the same seed give the same model.
 */
export function trainLinear(examples: readonly Example[], training: LinearTraining): LinearModel {
  const { labels, buckets, epochs, seed, rate = 0.3, dropout = 0.25, balance = 0.3 } = training
  const width = labels.length
  const weights = new Float32Array(buckets * width)
  const squares = new Float32Array(buckets * width).fill(1e-2)
  const biases = new Float32Array(width).fill(-2)
  const biasSquares = new Float32Array(width).fill(1)
  const weightOf = labels.map((_, label) => {
    const own = examples.filter((one) => one.labels.includes(label)).length
    return own === 0 ? 1 : ((examples.length - own) / own) ** balance
  })
  const draw = seeded(seed, 'linear')
  const coin = quick(draw.int(2 ** 31))
  const errors = new Float32Array(width)
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const { groups, labels: own } of shuffled(examples, draw)) {
      const rows: number[] = []
      const values: number[] = []
      errors.set(biases)
      for (const group of groups) {
        const value = 1 / Math.sqrt(Math.max(1, group.length))
        for (const gram of group) {
          if (group.length > KEPT && coin() < dropout) continue
          const row = (gram % buckets) * width
          rows.push(row)
          values.push(value)
          for (let i = 0; i < width; i++)
            errors[i] = (errors[i] as number) + (weights[row + i] as number) * value
        }
      }
      for (let i = 0; i < width; i++) {
        const wanted = own.includes(i) ? 1 : 0
        const error = (sigmoid(errors[i] ?? 0) - wanted) * (wanted ? (weightOf[i] ?? 1) : 1)
        errors[i] = error
        biasSquares[i] = (biasSquares[i] ?? 0) + error * error
        biases[i] = (biases[i] ?? 0) - (rate * error) / Math.sqrt(biasSquares[i] ?? 1)
      }
      for (let k = 0; k < rows.length; k++) {
        const row = rows[k] as number
        const value = values[k] as number
        for (let i = 0; i < width; i++) {
          const slope = (errors[i] as number) * value
          if (slope < LEAST && slope > -LEAST) continue
          const square = (squares[row + i] as number) + slope * slope
          squares[row + i] = square
          weights[row + i] = (weights[row + i] as number) - (rate * slope) / Math.sqrt(square)
        }
      }
    }
  }
  return quantised(labels, buckets, weights, biases)
}

/** A fast generator of numbers in [0, 1), for what is drawn a million times (Mulberry32). */
function quick(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
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
