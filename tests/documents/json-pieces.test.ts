/** Large values are written, hashed and read piece by piece: as by one call for the whole. */
import { expect, test } from 'vitest'
import { canonicalHash, canonicalJson, sha256 } from '../../src/documents/canonical.js'
import { jsonParts } from '../../src/documents/json-parts.js'
import { inChunks, jsonText } from '../../src/documents/json-pieces.js'
import { type Stream, stream } from '../../src/documents/random.js'

const WORDS = [
  'a',
  'B',
  '10',
  '2',
  '',
  'ключ',
  '退货',
  'line\nbreak',
  '"',
  '\\',
  '\u2028',
  '\ud800',
  '😀',
  '__proto__',
]

/** Any JSON, wider than what is written as one piece, and deeper. */
function anything(draw: Stream, depth = 0): unknown {
  const kind = draw.int(depth > 5 ? 5 : 8)
  const width = draw.int(20) === 0 ? 50 : draw.int(5)
  const word = () => draw.pick(WORDS) + (draw.int(2) === 0 ? '' : String(draw.int(100)))
  if (kind === 0) return draw.pick([null, true, false, undefined])
  if (kind === 1) return draw.pick([0, -1, 1.5, 1e300, Number.NaN])
  if (kind < 5) return word()
  if (kind === 5) return Array.from({ length: width }, () => anything(draw, depth + 1))
  return Object.fromEntries(Array.from({ length: width }, () => [word(), anything(draw, depth + 1)]))
}

/** Up to 300 values, with a draw for what a test does to each. */
function* values(): Generator<{ value: Record<string, unknown>; draw: Stream }> {
  for (let n = 0; n < 300; n++) {
    const seed = `value ${n}`
    const draw = stream({ seed, scenario: '', repetition: 1, step: '', occurrence: 0, purpose: 'json' })
    yield { value: { a: anything(draw), b: [anything(draw), anything(draw)], c: anything(draw) }, draw }
  }
}

/** The definition. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const members = Object.entries(value).filter(([, item]) => item !== undefined)
  members.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`
}

test('whatever is written, piece by piece it has the same bytes and the same hash', () => {
  for (const { value } of values()) {
    expect([...jsonText(value)].join('')).toBe(`${JSON.stringify(value, null, 2)}\n`)
    expect(canonicalJson(value)).toBe(canonical(value))
    expect(canonicalHash(value)).toBe(sha256(canonical(value)))
  }
})

test('a list that is made while it is written is written like one that is there', () => {
  const list = Array.from({ length: 100 }, (_, n) => ({ n, words: ['退货'] }))
  const made = {
    list: {
      *[Symbol.iterator]() {
        yield* list
      },
    },
  }
  expect([...jsonText(made)].join('')).toBe(`${JSON.stringify({ list }, null, 2)}\n`)
  expect(canonicalHash(made)).toBe(sha256(canonicalJson({ list })))
})

test('no piece grows with the number of members', () => {
  const trial = { id: 'x'.repeat(40), arm: {} }
  const documents = Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`t${n}`, trial]))
  const value = { documents: { targets: documents }, trials: Array.from({ length: 500 }, () => trial) }
  const pieces = [...jsonText(value)]
  expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(200)
  const chunks = [...inChunks(pieces, 1000)]
  expect(chunks.join('')).toBe(pieces.join(''))
  expect(Math.max(...chunks.map((chunk) => chunk.length))).toBeLessThan(1200)
})

/** The value of all parts, put together again. */
function readAgain(chunks: Iterable<Buffer>): unknown {
  const root: { value?: unknown } = {}
  for (const { path, value } of jsonParts(chunks, 'x.json')) {
    const names = ['value', ...path]
    const last = names.pop() as string
    const parent = names.reduce<object>((at, name) => Reflect.get(at, name) as object, root)
    Object.defineProperty(parent, last, { value, enumerable: true, writable: true, configurable: true })
  }
  return root.value
}

function* inBytes(bytes: Buffer, draw: Stream): Generator<Buffer> {
  const chunk = Buffer.alloc(9)
  for (let at = 0; at < bytes.length; ) {
    const size = bytes.copy(chunk, 0, at, at + 1 + draw.int(9))
    yield chunk.subarray(0, size)
    at += size
  }
}

test('whatever is read, part by part it is the same value, wherever the chunks end', () => {
  for (const { value, draw } of values()) {
    const text = JSON.stringify(value, null, draw.pick([0, 2, 3]))
    expect(readAgain(inBytes(Buffer.from(text), draw))).toEqual(JSON.parse(text))
  }
})

test('each part says where it stands', () => {
  const bytes = Buffer.from('{"a": {"退": {"c": [1, 2]}}, "d": [{"e": 1} , 2]}')
  const parts = [...jsonParts([bytes], 'x.json')].map(({ path, from, to }) => [
    path.join('.'),
    bytes.subarray(from, to).toString(),
  ])
  expect(parts).toEqual([
    ['', ''],
    ['a', ''],
    ['a.退', ''],
    ['a.退.c', '[1, 2]'],
    ['d', ''],
    ['d.0', '{"e": 1}'],
    ['d.1', '2'],
  ])
})

test('what is no JSON is refused: every text that lacks its end, and others', () => {
  const text = JSON.stringify({ a: { b: [1, 'x"\\'] }, c: [null, { d: true }] })
  const wrong = ['{a: 1}', '{"a" 1}', '{"a": 1,}', '[1,]', '[1 2]', '{"a": 01}', '{} {}', "['a']", '{"a":}']
  for (const one of [...wrong, ...Array.from({ length: text.length }, (_, n) => text.slice(0, n))])
    expect(() => [...jsonParts([Buffer.from(one)], 'x.json')], one).toThrow('x.json is damaged')
  expect(() => [...jsonParts([Buffer.from(`[${'['.repeat(65)}`)], 'x.json')]).toThrow('64 levels')
})
