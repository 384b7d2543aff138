/** The wording bank: enough to say for every act, told apart, read as it is meant, and free of facts. */
import { describe, expect, test } from 'vitest'
import { likeness } from '../../src/consumer/likeness.js'
import { loadDocuments } from '../../src/documents/load.js'
import { asksForHuman } from '../../src/understanding/acts/requests.js'
import { topicsOf } from '../../src/understanding/answers/topics.js'
import { factsIn } from '../../src/understanding/facts/facts.js'

const { wording } = loadDocuments([])
const LANGS = ['zh-CN', 'en'] as const
type Lang = (typeof LANGS)[number]

const REGISTERS = ['polite', 'plain', 'annoyed']
const IN_REGISTERS = 'restate off-topic same-reply silent ask-human insist-human complain'.split(' ')
const WITHOUT = [
  ...'tell tell-again unknown decline affirm deny correct none-of-these how-to-press no-link'.split(' '),
  ...'accept-human waiting-ok anything-else not-yet give-up summary still-there withdraw courtesy goodbye'.split(
    ' ',
  ),
  ...'lead-in filler self-repair vague'.split(' '),
]
const NAMES = [
  ...IN_REGISTERS.flatMap((name) => REGISTERS.map((register) => `${name}.${register}`)),
  ...WITHOUT,
]
/** What a wording must have a place for. */
const PLACES: [RegExp, string][] = [
  [/^(?:restate|off-topic|same-reply|silent)\.|^(?:none-of-these|no-link|not-yet)$/, '{{need}}'],
  [/^(?:tell|tell-again|correct)$/, '{{value}}'],
  [/^summary$/, '{{topic}}'],
]
const ASKS = /^(?:ask-human|insist-human|complain)\./
/** Needs as scenarios word them: with a greeting, as a statement, without a full stop. */
const NEEDS: Record<Lang, string[]> = {
  'zh-CN': ['你好，我买的耳机能退吗？', '锅底裂了，我要换一个。', '退款多久能到账'],
  en: ['Hi, can I send the earphones back?', 'The pan is cracked and I want it replaced.', 'refund how long'],
}
const OFFERS: Record<Lang, string> = {
  'zh-CN': '七天内可以退货。需要为您转接人工客服吗？',
  en: 'You can return it within 7 days. Would you like me to connect you to an agent?',
}

const placesIn = (words: string) => [...words.matchAll(/\{\{\w+\}\}/g)].map(([place]) => place)
const bare = (words: string) => words.replace(/\{\{\w+\}\}/g, '')
const said = (lang: Lang, words: string) =>
  words.includes('{{') ? NEEDS[lang].map((need) => words.replace(/\{\{\w+\}\}/g, need)) : [words]
const bankOf = (lang: Lang) => Object.entries(wording[lang])

describe.each(LANGS)('%s', (lang) => {
  test.each(NAMES)('%s has its wordings, all different', (name) => {
    const words = wording[lang][name] ?? []
    const least = name.includes('.') ? 8 : name === 'lead-in' ? 14 : 12
    expect(new Set(words).size).toBeGreaterThanOrEqual(least)
    expect(words).toHaveLength(new Set(words).size)
    const place = PLACES.find(([pattern]) => pattern.test(name))?.[1]
    for (const one of words) expect(placesIn(one), one).toEqual(place === undefined ? [] : [place])
  })

  test('no two wordings of a name differ by a word only', () => {
    const near = bankOf(lang).flatMap(([name, words]) =>
      [...words].flatMap((one, i) =>
        [...words].slice(0, i).flatMap((other) => {
          const [a, b] = [bare(one), bare(other)]
          const short = Math.min(a.length, b.length) <= 6
          return short || likeness(a, b) < 0.6 ? [] : [`${name}: ${one} | ${other}`]
        }),
      ),
    )
    expect(near).toEqual([])
  })

  test('a person is asked for beyond doubt where that is meant, and nowhere else', () => {
    const misread = bankOf(lang).flatMap(([name, words]) =>
      [...words]
        .flatMap((one) => said(lang, one))
        .filter((text) => {
          const { probability } = asksForHuman(text)
          if (ASKS.test(name)) return probability < 0.7
          return name !== 'accept-human' && probability >= 0.5
        })
        .map((text) => `${name}: ${text}`),
    )
    expect(misread).toEqual([])
  })

  test('after the offer of a person, only a yes to it asks for one', () => {
    const asked = (name: string) =>
      [...(wording[lang][name] ?? [])].filter((one) => asksForHuman(one, OFFERS[lang]).probability >= 0.5)
    expect(asked('accept-human')).toEqual([...(wording[lang]['accept-human'] ?? [])])
    for (const name of ['anything-else', 'goodbye', 'give-up', 'unknown', 'decline', 'deny'])
      expect(asked(name), name).toEqual([])
  })

  test('no wording tells a fact, but for the complaint line', () => {
    const facts = bankOf(lang).flatMap(([name, words]) =>
      [...words].flatMap((one) =>
        factsIn(bare(one))
          .filter((fact) => !(name.startsWith('complain.') && fact.span === '12315'))
          .map((fact) => `${name}: ${one} (${fact.span})`),
      ),
    )
    expect(facts).toEqual([])
  })

  test('what stands around a need says nothing about any topic', () => {
    const around =
      /^(?:lead-in|filler|self-repair|vague|tell|tell-again|correct|unknown|decline|affirm|deny)$/
    const topical = bankOf(lang).flatMap(([name, words]) =>
      [...words]
        .filter((one) => around.test(name) || one.includes('{{'))
        .filter((one) => topicsOf(bare(one)).size > 0),
    )
    expect(topical).toEqual([])
  })

  test('lead-ins are short sentences that share no run of words', () => {
    const words = [...(wording[lang]['lead-in'] ?? [])]
    const units = (one: string) =>
      lang === 'en'
        ? one
            .toLowerCase()
            .replace(/[^a-z' ]/g, '')
            .split(' ')
        : [...one]
    const [least, most, run, end] = lang === 'en' ? [5, 10, 3, '.'] : [8, 16, 5, '。']
    const seen = new Map<string, string>()
    for (const one of words) {
      const parts = units(one)
      expect(parts.length, one).toBeGreaterThanOrEqual(least)
      expect(parts.length, one).toBeLessThanOrEqual(most)
      expect(one).toMatch(/^[^？?{}\d]+$/)
      expect(one.endsWith(end), one).toBe(true)
      for (let i = 0; i + run <= parts.length; i++) {
        const piece = parts.slice(i, i + run).join(' ')
        expect(seen.get(piece) ?? one, piece).toBe(one)
        seen.set(piece, one)
      }
    }
  })

  test('asks nothing new once the need is met', () => {
    for (const one of wording[lang]['anything-else'] ?? []) expect(one).not.toMatch(/[？?]/)
  })
})

test('both languages know the same names', () => {
  expect(Object.keys(wording['zh-CN']).sort()).toEqual([...NAMES].sort())
  expect(Object.keys(wording.en).sort()).toEqual([...NAMES].sort())
})

test('at most half of the complaints name 12315 or the association, and none in English a number', () => {
  const complaints = (lang: Lang) =>
    REGISTERS.flatMap((register) => [...(wording[lang][`complain.${register}`] ?? [])])
  const named = complaints('zh-CN').filter((one) => /12315|消协/.test(one))
  expect(named.length).toBeGreaterThan(0)
  expect(named.length * 2).toBeLessThanOrEqual(complaints('zh-CN').length)
  for (const one of complaints('en')) expect(one).not.toMatch(/\d/)
})
