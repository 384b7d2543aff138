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

/**
 * Log-odds of every label, in the order of `labels`. The sum is divided by the root of the number of n-grams, so
 * that long and short texts compare (Joachims, ECML 1998, normalises documents for the same reason).
 */
export function logits(
  { labels, buckets, scales, biases, weights }: LinearModel,
  grams: Uint32Array,
): Float32Array {
  const width = labels.length
  const sums = new Float32Array(width)
  for (const gram of grams) {
    const row = (gram % buckets) * width
    for (let i = 0; i < width; i++) sums[i] = (sums[i] ?? 0) + (weights[row + i] ?? 0)
  }
  const norm = 1 / Math.sqrt(Math.max(1, grams.length))
  for (let i = 0; i < width; i++) sums[i] = (sums[i] ?? 0) * (scales[i] ?? 0) * norm + (biases[i] ?? 0)
  return sums
}

/** Probability of the only label of a model that has one. */
export function probability(model: LinearModel, grams: Uint32Array): number {
  return sigmoid(logits(model, grams)[0] ?? 0)
}
