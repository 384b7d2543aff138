/** Questions and answers as points: near where they are about the same need. A hashed n-gram dual encoder. */

/**
 * The parameters. `rows` is `buckets` rows of `dimensions` signed bytes with a scale each; `sides` turns the sum of
 * the rows of a question (first) or an answer (second), `dimensions` squared numbers each. `seen` is a Bloom filter
 * of the terms of the training text.
 */
export interface EncoderModel {
  buckets: number
  dimensions: number
  scales: Float32Array
  rows: Int8Array
  sides: Float32Array
  seen: Uint8Array
  /** Names of the topics of the training text. */
  topics: readonly string[]
  /** The middle of the questions of each topic, then that of the answers of each: `dimensions` numbers each. */
  middles: Float32Array
}

export type Side = 'question' | 'answer'

/** A point of length 1; all zero for a text without n-grams. */
export function embed(model: EncoderModel, grams: Uint32Array, side: Side): Float32Array {
  const { buckets, dimensions, scales, rows, sides } = model
  const sum = new Float32Array(dimensions)
  for (const gram of grams) {
    const bucket = gram % buckets
    const scale = scales[bucket] ?? 0
    if (scale === 0) continue
    const row = bucket * dimensions
    for (let i = 0; i < dimensions; i++) sum[i] = (sum[i] as number) + scale * (rows[row + i] as number)
  }
  const turn = side === 'question' ? 0 : dimensions * dimensions
  const point = new Float32Array(dimensions)
  let square = 0
  for (let i = 0; i < dimensions; i++) {
    let value = 0
    const row = turn + i * dimensions
    for (let j = 0; j < dimensions; j++) value += (sides[row + j] as number) * (sum[j] as number)
    point[i] = value
    square += value * value
  }
  if (square > 0) {
    const norm = 1 / Math.sqrt(square)
    for (let i = 0; i < dimensions; i++) point[i] = (point[i] ?? 0) * norm
  }
  return point
}

/** Cosine of two points, -1..1. */
export function cosine(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number)
  return sum
}

/** Share of the terms of a text that the training text had, 0..1: where it is low, the points mean little. */
export function familiarity({ seen }: EncoderModel, terms: Uint32Array): number {
  if (terms.length === 0) return 0
  let known = 0
  for (const term of terms) if (isSeen(seen, term)) known++
  return known / terms.length
}

/** Two places of a Bloom filter (Bloom, Comm. ACM 13 (1970) 422). */
function places(bits: number, gram: number): [number, number] {
  return [gram % bits, (Math.imul(gram, 0x9e3779b1) >>> 0) % bits]
}

function isSeen(seen: Uint8Array, gram: number): boolean {
  return places(seen.length * 8, gram).every((bit) => ((seen[bit >> 3] ?? 0) & (1 << (bit & 7))) !== 0)
}

/** Notes a term of the training text. */
export function see(seen: Uint8Array, term: number): void {
  for (const bit of places(seen.length * 8, term)) seen[bit >> 3] = (seen[bit >> 3] ?? 0) | (1 << (bit & 7))
}

/** So sharply a near topic is told from a far one. */
const SHARPNESS = 16

/** Cosines of a point with the middle of each topic on its side. */
export function topicCosines(
  { topics, middles, dimensions }: EncoderModel,
  point: Float32Array,
  side: Side,
): Float64Array {
  const cosines = new Float64Array(topics.length)
  let at = side === 'question' ? 0 : topics.length * dimensions
  for (let topic = 0; topic < topics.length; topic++) {
    let near = 0
    for (let i = 0; i < dimensions; i++, at++) near += (point[i] as number) * (middles[at] as number)
    cosines[topic] = near
  }
  return cosines
}

/** How likely a point is about each topic: a softmax over the cosines with the middles of its side. */
export function topicsNear(cosines: Float64Array): Float32Array {
  const shares = new Float32Array(cosines.length)
  let sum = 0
  for (let topic = 0; topic < cosines.length; topic++) {
    const share = Math.exp(SHARPNESS * (cosines[topic] as number))
    shares[topic] = share
    sum += share
  }
  return shares.map((share) => share / sum)
}
