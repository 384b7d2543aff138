/** Seeded draws: repeatable, independent of each other, evenly spread. */
import { expect, test } from 'vitest'
import { type FakeKind, fake } from '../../src/documents/fakes.js'
import { type Decision, stream } from '../../src/documents/random.js'

const decision: Decision = {
  seed: 's',
  scenario: 'a',
  repetition: 1,
  step: 'first',
  occurrence: 0,
  purpose: 'wording',
}
const numbers = (key: Decision, count = 8) => {
  const draw = stream(key)
  return Array.from({ length: count }, () => draw.next())
}

test('the same decision gives the same numbers, whatever order its key is written in', () => {
  const turned = Object.fromEntries(Object.entries(decision).reverse()) as unknown as Decision
  expect(numbers(turned)).toEqual(numbers(decision))
})

test('the first numbers are those of SHA-256 over the canonical key', () => {
  // printf '{"occurrence":0,"purpose":"wording","repetition":1,"scenario":"a","seed":"s","step":"first"}' | sha256sum
  expect(numbers(decision, 1)[0]).toBe(0.1824429786236058)
})

test.each([
  { seed: 't' },
  { scenario: 'b' },
  { repetition: 2 },
  { step: 'second' },
  { occurrence: 1 },
  { purpose: 'fake' },
  { persona: 'p' },
])('another %o is another stream', (change) => {
  expect(numbers({ ...decision, ...change })).not.toEqual(numbers(decision))
})

test('numbers are spread evenly over [0, 1)', () => {
  const drawn = numbers(decision, 20_000)
  expect(drawn.every((number) => number >= 0 && number < 1)).toBe(true)
  const counts = Array(10).fill(0)
  for (const number of drawn) counts[Math.floor(number * 10)]++
  // Chi-square of 9 degrees of freedom is below 27.9 in 999 of 1,000 cases, and this one is fixed by its seed.
  const chiSquare = counts.reduce((sum, count) => sum + (count - 2_000) ** 2 / 2_000, 0)
  expect(chiSquare).toBeLessThan(27.9)
})

test('pick and int stay within bounds', () => {
  const draw = stream(decision)
  expect(new Set(Array.from({ length: 100 }, () => draw.pick(['a', 'b', 'c'])))).toEqual(
    new Set(['a', 'b', 'c']),
  )
  expect(Math.max(...Array.from({ length: 100 }, () => draw.int(3)))).toBe(2)
  expect(() => draw.pick([])).toThrow(RangeError)
})

test.each<[FakeKind, RegExp, RegExp]>([
  ['name', /^[王李张刘陈杨赵周](?:测试|样例|小样|示例)$/, /^[A-Z][a-z]+ [A-Z][a-z]+$/],
  ['phone', /^1900000\d{4}$/, /^\+1 202 555 01\d\d$/],
  ['order-id', /^20000101\d{8}$/, /^20000101\d{8}$/],
  ['amount', /^\d{2,3}元$/, /^\$\d{2,3}$/],
  ['address', /^示例市测试区.+号$/, /Example Street, Sampletown$/],
  ['email', /^consumer\d{4}@example\.com$/, /^consumer\d{4}@example\.com$/],
])('a fake %s is well-formed and not of this world', (kind, chinese, english) => {
  expect(fake(kind, 'zh-CN', stream(decision))).toMatch(chinese)
  expect(fake(kind, 'en', stream(decision))).toMatch(english)
})
