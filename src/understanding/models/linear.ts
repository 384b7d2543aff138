/** Labels of a text by logistic regression on hashed n-grams, one label against all others. */
import { sigmoid } from './sigmoid.js'

/** The parameters: `weights` is `buckets` rows of one signed byte a label. */
export interface LinearModel {
  labels: readonly string[]
  buckets: number
  /** What one unit of a byte is worth, by label. */
  scales: Float32Array
  biases: Float32Array
  weights: Int8Array
}

/** Features of a text as a model weighs them: the sums of their rows, and how many there are. */
export interface Weighed {
  sums: Int32Array
  count: number
}

/** The rows of some features, added up. */
export function weighed({ labels, buckets, weights }: LinearModel, grams: Uint32Array): Weighed {
  const width = labels.length
  const sums = new Int32Array(width)
  for (const gram of grams) {
    const row = (gram % buckets) * width
    for (let i = 0; i < width; i++) sums[i] = (sums[i] as number) + (weights[row + i] as number)
  }
  return { sums, count: grams.length }
}

/** What several texts have together. */
export function together(parts: readonly Weighed[]): Weighed {
  const sums = new Int32Array(parts[0]?.sums ?? [])
  let count = parts[0]?.count ?? 0
  for (const part of parts.slice(1)) {
    for (let i = 0; i < sums.length; i++) sums[i] = (sums[i] ?? 0) + (part.sums[i] ?? 0)
    count += part.count
  }
  return { sums, count }
}

/**
 * Log-odds of every label, in the order of `labels`. What a text has comes in groups, for example its n-grams and
 * its notions; the sum over each is divided by the root of its size, so that long and short texts compare (Joachims,
 * ECML 1998, normalises documents for the same reason).
 */
export function logits({ scales, biases }: LinearModel, ...groups: Weighed[]): Float32Array {
  const all = biases.slice()
  for (const { sums, count } of groups) {
    const norm = 1 / Math.sqrt(Math.max(1, count))
    for (let i = 0; i < all.length; i++)
      all[i] = (all[i] as number) + (sums[i] as number) * norm * (scales[i] as number)
  }
  return all
}

/** Probability of the only label of a model that has one. */
export function probability(model: LinearModel, grams: Uint32Array): number {
  return sigmoid(logits(model, weighed(model, grams))[0] ?? 0)
}
