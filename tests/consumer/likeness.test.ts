/** How much alike wordings are: the quick ways agree with the plain one. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { apart, likeness, mostAlike } from '../../src/consumer/likeness.js'

const texts = fc.array(fc.string({ unit: fc.constantFrom('退', '款', '多', '久', ' ', 'a'), maxLength: 9 }), {
  minLength: 2,
  maxLength: 12,
})

test('of two texts it is the share of the 3-grams that both have, whatever the spaces', () => {
  expect(likeness('abcd', 'abcd')).toBe(1)
  expect(likeness('abcd', 'ab cd')).toBe(1)
  expect(likeness('abcd', 'bcde')).toBeCloseTo(1 / 3)
  expect(likeness('退款多久', '发货多久')).toBe(0)
  expect(likeness('', '')).toBe(1)
  expect(likeness('', 'a')).toBe(0)
})

test('the two that are most alike are as much alike as any two are', () => {
  fc.assert(
    fc.property(texts, (all) => {
      const found = mostAlike(all)
      const each = all.flatMap((a, i) => all.slice(0, i).map((b) => likeness(a, b)))
      expect(found?.like).toBeCloseTo(Math.max(...each))
      expect(likeness(...(found?.pair ?? ['a', 'b']))).toBeCloseTo(found?.like ?? -1)
    }),
  )
  expect(mostAlike(['one'])).toBeUndefined()
})

test('those that are apart are so, and whatever was left out is like one of them', () => {
  fc.assert(
    fc.property(texts, (all) => {
      const kept = apart(all, 0.6)
      for (const [i, a] of kept.entries())
        for (const b of kept.slice(0, i)) expect(likeness(a, b)).toBeLessThan(0.6)
      for (const a of all) expect(kept.some((b) => a === b || likeness(a, b) >= 0.6)).toBe(true)
    }),
  )
})
