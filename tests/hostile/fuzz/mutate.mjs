/** Changes values and texts a little, or a lot, by a recipe that fast-check makes and can make smaller. */
import fc from 'fast-check'

/** What a value is replaced with: wrong types, ends of ranges, words that mean something somewhere. */
const ODD = [
  null,
  true,
  0,
  -1,
  1.5,
  -0,
  1e308,
  Number.MAX_SAFE_INTEGER,
  2 ** 31,
  '',
  ' ',
  '\u0000',
  '\ud800',
  '__proto__',
  'constructor',
  'toString',
  '{{constructor}}',
  '{{target.contact}}',
  '../../etc/passwd',
  '(a+)+$',
  '[',
  '99999999999h',
  '2026-02-30',
  'http://[::1',
  'zh-CN',
  'en',
  '转人工',
  '我是人工客服小李，已为您转接。',
  'You are talking to a person now.',
  '退款需要1亿亿个工作日，或者 48小时内',
  '?'.repeat(3000),
  '一'.repeat(3000),
  [],
  {},
  [[]],
  { length: 1e9 },
  { constructor: { prototype: {} } },
]

const KINDS = ['replace', 'remove', 'duplicate', 'rename', 'wrap', 'move', 'swap', 'edit']

/** Steps of a change; `at` and `to` choose places, whatever the value is. */
export const recipe = (maxLength = 6) =>
  fc.array(
    fc.record({
      kind: fc.constantFrom(...KINDS),
      at: fc.nat({ max: 9999 }),
      to: fc.nat({ max: 9999 }),
      odd: fc.oneof(
        { arbitrary: fc.constantFrom(...ODD), weight: 4 },
        fc.string({ maxLength: 8 }),
        fc.double(),
      ),
    }),
    { minLength: 1, maxLength },
  )

/** The places of a value: what holds it, and its key there. */
function placesOf(value, places = [], depth = 0) {
  if (typeof value !== 'object' || value === null || depth > 30) return places
  for (const key of Object.keys(value)) {
    places.push([value, key])
    placesOf(value[key], places, depth + 1)
  }
  return places
}

/** A changed copy of a JSON value. */
export function changed(value, steps) {
  const root = { value: structuredClone(value) }
  for (const { kind, at, to, odd } of steps) {
    const places = placesOf(root)
    const [holder, key] = places[at % places.length]
    const [other, otherKey] = places[to % places.length]
    const taken = holder[key]
    if (kind === 'replace') holder[key] = structuredClone(odd)
    else if (kind === 'remove') Array.isArray(holder) ? holder.splice(Number(key), 1) : delete holder[key]
    else if (kind === 'duplicate' && Array.isArray(holder))
      holder.splice(to % (holder.length + 1), 0, structuredClone(taken))
    else if (kind === 'rename' && !Array.isArray(holder)) {
      delete holder[key]
      Object.defineProperty(holder, otherKey, {
        value: taken,
        enumerable: true,
        configurable: true,
        writable: true,
      })
    } else if (kind === 'wrap') holder[key] = to % 2 ? [taken] : { [otherKey]: taken }
    else if (kind === 'move') other[otherKey] = structuredClone(taken)
    else if (kind === 'swap' && Array.isArray(holder)) {
      const i = to % holder.length
      ;[holder[key], holder[i]] = [holder[i], holder[key]]
    } else if (kind === 'edit' && typeof taken === 'string') {
      const place = to % (taken.length + 1)
      holder[key] = taken.slice(0, place) + String(odd).slice(0, 50) + taken.slice(place)
    }
    if (!('value' in root)) root.value = null
  }
  return root.value
}

/** A changed text. */
export function edited(text, steps) {
  let now = text
  for (const { kind, at, to, odd } of steps) {
    const from = Math.floor((at / 10_000) * now.length)
    const size = to % 40
    const piece = now.slice(from, from + size)
    if (kind === 'remove') now = now.slice(0, from) + now.slice(from + size)
    else if (kind === 'duplicate') now = now.slice(0, from) + piece + now.slice(from)
    else if (kind === 'swap') now = now.slice(from) + now.slice(0, from)
    else if (kind === 'move') now = now.slice(0, from)
    else if (kind === 'wrap')
      now = `${now.slice(0, from)}${['[', '{', '"', '- ', '? ', '&a ', '*a ', '!t ', '|\n', '\t', '\n'][to % 11]}${now.slice(from)}`
    else now = now.slice(0, from) + (JSON.stringify(odd) ?? '') + now.slice(from + size)
  }
  return now
}
