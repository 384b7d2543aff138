/** Models as bytes: a line of JSON that says what follows, then the arrays, each padded to four bytes. */
import { InputError } from '../../documents/input-error.js'
import type { EncoderModel } from './encoder.js'
import type { LinearModel } from './linear.js'

interface Header {
  ombud: 'linear-1' | 'encoder-1'
  labels?: string[]
  buckets: number
  dimensions?: number
  /** Bytes of the filter of seen n-grams. */
  seen?: number
  topics?: string[]
  /** What the model was trained from, for people. */
  from?: string
}

/** No model of ours is larger: a file that says so is not one. */
const MOST_BUCKETS = 1 << 20
const MOST_DIMENSIONS = 512
const MOST_LABELS = 256
const MOST_TOPICS = 10_000
const MOST_SEEN = 1 << 22
const LONGEST_HEADER = 1_000_000

export function linearToBytes(model: LinearModel, from?: string): Uint8Array {
  const { labels, buckets, scales, biases, weights } = model
  const header: Header = { ombud: 'linear-1', labels: [...labels], buckets, ...(from ? { from } : {}) }
  return join(header, [scales, biases, weights])
}

export function encoderToBytes(model: EncoderModel, from?: string): Uint8Array {
  const { buckets, dimensions, scales, rows, sides, seen, topics, middles } = model
  const header: Header = {
    ombud: 'encoder-1',
    buckets,
    dimensions,
    seen: seen.length,
    topics: [...topics],
    ...(from ? { from } : {}),
  }
  return join(header, [scales, sides, middles, rows, seen])
}

/** @throws InputError where the bytes are no such model; `name` says whose bytes they are */
export function linearFrom(bytes: Uint8Array, name: string): LinearModel {
  const { header, take } = open(bytes, name, 'linear-1')
  const labels = header.labels ?? []
  if (!within(header.buckets, MOST_BUCKETS) || !within(labels.length, MOST_LABELS)) throw damaged(name)
  return {
    labels,
    buckets: header.buckets,
    scales: take(Float32Array, labels.length),
    biases: take(Float32Array, labels.length),
    weights: take(Int8Array, labels.length * header.buckets),
  }
}

/** @throws InputError where the bytes are no such model; `name` says whose bytes they are */
export function encoderFrom(bytes: Uint8Array, name: string): EncoderModel {
  const { header, take } = open(bytes, name, 'encoder-1')
  const { buckets, dimensions = 0, seen = 0, topics = [] } = header
  if (
    !within(buckets, MOST_BUCKETS) ||
    !within(dimensions, MOST_DIMENSIONS) ||
    !within(seen, MOST_SEEN) ||
    topics.length > MOST_TOPICS
  )
    throw damaged(name)
  return {
    buckets,
    dimensions,
    scales: take(Float32Array, buckets),
    sides: take(Float32Array, 2 * dimensions * dimensions),
    topics,
    middles: take(Float32Array, 2 * topics.length * dimensions),
    rows: take(Int8Array, buckets * dimensions),
    seen: take(Uint8Array, seen),
  }
}

const within = (n: number, most: number): boolean => Number.isInteger(n) && n > 0 && n <= most
const padded = (length: number): number => Math.ceil(length / 4) * 4

function join(header: Header, arrays: readonly ArrayBufferView[]): Uint8Array {
  const line = new TextEncoder().encode(`${JSON.stringify(header)}\n`)
  const sizes = arrays.map(({ byteLength }) => padded(byteLength))
  const bytes = new Uint8Array(padded(line.length) + sizes.reduce((sum, size) => sum + size, 0))
  bytes.set(line)
  let at = padded(line.length)
  for (const [i, array] of arrays.entries()) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at)
    at += sizes[i] ?? 0
  }
  return bytes
}

type View<T> = new (buffer: ArrayBuffer, offset: number, length: number) => T

function open(bytes: Uint8Array, name: string, kind: Header['ombud']) {
  const end = bytes.subarray(0, LONGEST_HEADER).indexOf(10)
  let header: Header
  try {
    header = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))) as Header
  } catch {
    throw damaged(name)
  }
  if (end < 0 || header?.ombud !== kind) throw damaged(name)
  // A copy of its own starts at a multiple of four, as numbers of four bytes must.
  const own = new Uint8Array(bytes.subarray(padded(end + 1))).buffer
  let at = 0
  const take = <T>(of: View<T> & { BYTES_PER_ELEMENT: number }, length: number): T => {
    const size = length * of.BYTES_PER_ELEMENT
    if (at + size > own.byteLength) throw damaged(name)
    const array = new of(own, at, length)
    at += padded(size)
    return array
  }
  return { header, take }
}

function damaged(name: string): InputError {
  return new InputError(
    `${name} holds no model of this version of ombud`,
    'make it anew: ombud calibrate --faq FILE',
  )
}
