/** What operators promise of any words: facts survive, byte for byte and in order; the same seed does the same. */
import { describe, expect, it, test } from 'vitest'
import { changeable, errors } from '../../src/consumer/persona/measure.js'
import { asSent } from '../../src/consumer/persona/pipeline.js'
import { protectedSpans } from '../../src/consumer/persona/protected.js'
import { OPERATORS } from '../../src/consumer/persona/registry.js'
import { charactersOf, mistaken, syllablesOf } from '../../src/consumer/persona/syllables.js'
import type { Lang } from '../../src/documents/ready.js'
import type { Operator } from '../../src/documents/types/persona.js'
import { factsIn } from '../../src/understanding/facts/facts.js'
import { drawOf, HOSTILE, TEXTS, trialWith, USES } from './words.js'

const SEEDS = 10_000
const LANGS = ['zh-CN', 'en'] as const

const sentBy = (lang: Lang, operators: [Operator, ...Operator[]], text: string, seed: number) =>
  asSent(text, trialWith(lang, { operators }), drawOf(seed))

const spansOf = (lang: Lang, text: string) => {
  const spans = protectedSpans(text, trialWith(lang, undefined).facts)
  return spans.map(({ from, to }) => text.slice(from, to))
}

/** The first of the parts that does not follow the ones before it; undefined where all do. */
function lost(text: string, parts: readonly string[]): string | undefined {
  let at = 0
  for (const part of parts) {
    const found = text.indexOf(part, at)
    if (found < 0) return part
    at = found + part.length
  }
  return undefined
}

const values = (text: string) => factsIn(text).map(({ kind, value, unit }) => [kind, value, unit])

/** Settings that are drawn from, seed by seed. */
const SETTINGS: Partial<Record<Operator['use'], Omit<Operator, 'use'>[]>> = {
  homophones: [{}, { accent: ['zh-z', 'n-l', 'f-h', 'r-l', 'in-ing', 'en-eng', 'an-ang'] }],
  punctuation: [{ style: 'none' }, { style: 'spaces' }],
  width: [{ style: 'full' }, { style: 'half' }],
  split: [{ pieces: 2 }, { pieces: 4 }],
}
const RATES = [0.05, 0.15, 0.35, 0.7, 1]
const setting = (use: Operator['use'], seed: number): Operator => {
  const some = SETTINGS[use] ?? [{}]
  return { use, ...some[seed % some.length], rate: RATES[seed % RATES.length] ?? 1 }
}
/** Sentences, and what must survive in each. */
const CASES = Object.fromEntries(
  LANGS.map((lang) => [
    lang,
    TEXTS[lang]
      .flatMap((text) => text.split(/(?<=[。；？！])|(?<=[.?!;]) /))
      .map((text) => ({ text, spans: spansOf(lang, text), read: values(text) })),
  ]),
)

describe.each(USES)('%s', (use) => {
  it(`keeps every fact over ${SEEDS} seeds, and the words do not grow without bounds`, () => {
    let changed = 0
    for (let seed = 0; seed < SEEDS; seed++) {
      const lang = LANGS[seed % 4 === 3 ? 1 : 0] as Lang
      const all = CASES[lang] ?? []
      const { text, spans, read } = all[Math.floor(seed / 4) % all.length] as (typeof all)[number]
      const { sent, operators } = sentBy(lang, [setting(use, seed)], text, seed)
      if (!sent) continue
      changed++
      const after = sent.join('')
      const missing = lost(after, spans)
      if (missing !== undefined) expect.fail(`seed ${seed}: ${missing} is not left of ${text}: ${after}`)
      if (use !== 'split' && JSON.stringify(values(after)) !== JSON.stringify(read))
        expect.fail(`seed ${seed}: ${text} has other values now: ${after}`)
      if (after.length > 2 * text.length + 120) expect.fail(`seed ${seed}: ${after.length} characters`)
      if (operators?.length !== 1 || operators[0]?.use !== use) expect.fail(`seed ${seed}: other operators`)
    }
    expect(changed).toBeGreaterThan(SEEDS / 20)
  })

  it('does the same for the same seed, and not always for another one', () => {
    const results = new Set<string>()
    for (const lang of LANGS)
      for (const text of TEXTS[lang])
        for (let seed = 0; seed < 12; seed++) {
          const once = sentBy(lang, [setting(use, seed)], text, seed)
          expect(sentBy(lang, [setting(use, seed)], text, seed)).toEqual(once)
          results.add(JSON.stringify(once))
        }
    expect(results.size).toBeGreaterThan(TEXTS['zh-CN'].length)
  })

  it('changes nothing at rate 0', () => {
    for (const lang of LANGS)
      for (const text of TEXTS[lang])
        for (let seed = 0; seed < 40; seed++)
          expect(sentBy(lang, [{ ...setting(use, seed), rate: 0 }], text, seed)).toEqual({})
  })

  it.each(HOSTILE.map((text, i) => [i, text] as const))('takes hostile words: %i', (_, text) => {
    for (const lang of LANGS)
      for (const facts of [undefined, 'corrupt'] as const) {
        const operator = { ...setting(use, 4), ...(facts && { facts }) }
        const { sent = [text] } = sentBy(lang, [operator], text, 1)
        const after = sent.join('')
        if (!facts) expect(lost(after, spansOf(lang, text))).toBeUndefined()
        expect(after.length).toBeLessThanOrEqual(2 * text.length + 120)
        expect(sent.every((one) => one === text || one.trim() !== '')).toBe(true)
        // No half of a pair is left alone that was none before.
        if (text.isWellFormed()) expect(after.isWellFormed()).toBe(true)
      }
  })

  it('says what it keeps, and is silent in languages that are not its own', () => {
    const { preserves, languages } = OPERATORS[use]
    expect(preserves).toMatch(/^(meaning|facts)$/)
    for (const lang of LANGS) {
      const any = TEXTS[lang].some((text) =>
        [4, 5].some((seed) => sentBy(lang, [{ ...setting(use, seed), rate: 1 }], text, seed).sent),
      )
      expect(any).toBe(languages.includes(lang))
    }
  })
})

test('all of them together keep every fact, in whatever order', () => {
  for (let seed = 0; seed < 500; seed++) {
    const lang = LANGS[seed % 2] as Lang
    const all = CASES[lang] ?? []
    const { text, spans } = all[seed % all.length] as (typeof all)[number]
    const { next } = drawOf(seed)('order')
    const order = USES.map((use) => ({ use, at: next() })).sort((a, b) => a.at - b.at)
    const operators = order.map(({ use }) => ({ ...setting(use, seed), rate: 0.3 })) as [Operator]
    const { sent = [text] } = sentBy(lang, operators, text, seed)
    const missing = lost(sent.join(''), spans)
    if (missing !== undefined) expect.fail(`seed ${seed}: ${missing} is not left: ${sent.join(' | ')}`)
  }
})

describe('what is protected', () => {
  it.each<[string, string[]]>([
    ['我叫欧阳小梅，单号A20261107', ['欧阳小梅', '单号A20261107']],
    ['花了299.50元，昨天打过95588', ['299.50元', '昨天', '95588']],
    [
      '发到mei.ou@example.com或者https://shop.example/r?id=88看',
      ['mei.ou@example.com', 'https://shop.example/r?id=88看'],
    ],
    ['两双鞋，下周一到', ['两双', '下周一到']],
    ['\u200b一共\u200b7\u200b天\u200b', ['一共', '7\u200b天\u200b']],
    ['还没发货，能不能退？', ['没', '不']],
    ["It hasn't come, so do not cancel it", ["hasn't", 'not']],
    ['要写错哪里都可以', []],
  ])('%s', (text, parts) => {
    expect(spansOf('zh-CN', text)).toEqual(parts)
  })

  it('may suffer where the scenario is about that', () => {
    const operator: Operator = { use: 'width', style: 'full', facts: 'corrupt' }
    const [text = ''] = TEXTS['zh-CN']
    expect(sentBy('zh-CN', [operator], text, 1).sent?.[0]).toContain('Ａ２０２６１１０７')
    expect(sentBy('zh-CN', [{ use: 'width', style: 'full' }], text, 1).sent).toBeUndefined()
  })

  it('is protected again from the next operator', () => {
    const [text = ''] = TEXTS['zh-CN']
    const operators: [Operator, Operator] = [
      { use: 'slips', rate: 0, facts: 'corrupt' },
      { use: 'slips', rate: 1 },
    ]
    expect(
      lost(sentBy('zh-CN', operators, text, 3).sent?.join('') ?? '', spansOf('zh-CN', text)),
    ).toBeUndefined()
  })
})

describe('errors', () => {
  const rateOf = (operator: Operator, kind: 'han' | 'typed', lang: Lang) => {
    let [made, of] = [0, 0]
    for (let seed = 0; seed < 80; seed++)
      for (const text of TEXTS[lang]) {
        const { sent = [text] } = sentBy(lang, [operator], text, seed)
        made += kind === 'han' ? [...text].filter((c, i) => c !== [...(sent[0] ?? '')][i]).length : 0
        of += changeable(text, kind, trialWith(lang, undefined).facts)
      }
    return made / of
  }

  it.each([0.05, 0.15, 0.35])('of homophones are as frequent as %f says', (rate) => {
    expect(rateOf({ use: 'homophones', rate }, 'han', 'zh-CN')).toBeCloseTo(rate, 2)
    expect(rateOf({ use: 'homophones', rate, accent: ['zh-z', 'n-l'] }, 'han', 'zh-CN')).toBeCloseTo(rate, 2)
  })

  it.each(LANGS)('of slips are as frequent as is said, swaps counted once: %s', (lang) => {
    let [made, of] = [0, 0]
    for (let seed = 0; seed < 40; seed++)
      for (const text of TEXTS[lang]) {
        made += errors(text, sentBy(lang, [{ use: 'slips', rate: 0.05 }], text, seed).sent?.[0] ?? text)
        of += changeable(text, 'typed', trialWith(lang, undefined).facts)
      }
    expect(made / of).toBeCloseTo(0.05, 2)
  })

  it('are counted by character', () => {
    expect(errors('退货', '退货')).toBe(0)
    expect(errors('退货', '货退')).toBe(1)
    expect(errors('订单', '丁单号')).toBe(2)
    expect(errors('', '😀')).toBe(1)
    expect(errors('😀', '')).toBe(1)
  })
})

describe('homophones', () => {
  it('sound as what they stand for, and are no numbers', () => {
    for (let seed = 0; seed < 300; seed++) {
      const text = '我是想问一下这个事情什么时候能处理好啊，快点给我个说法'
      const [after = ''] = sentBy('zh-CN', [{ use: 'homophones', rate: 0.5 }], text, seed).sent ?? []
      const sounds = syllablesOf(text)
      for (const [at, syllable] of sounds) {
        if (after[at] === text[at]) continue
        expect(charactersOf(syllable)).toContain(after[at])
        expect(after[at]).not.toMatch(/[零一二两三四五六七八九十百千万亿半几]/)
      }
    }
  })

  it('follow the accent where it takes sounds for others', () => {
    const heard = new Set<string>()
    for (let seed = 0; seed < 60; seed++)
      heard.add(
        sentBy('zh-CN', [{ use: 'homophones', rate: 1, accent: ['zh-z'] }], '说', seed).sent?.[0] ?? '',
      )
    expect([...heard].every((one) => charactersOf('suo').includes(one))).toBe(true)
  })

  it.each([
    ['zhang', 'zh-z', 'zang'],
    ['si', 'zh-z', 'shi'],
    ['cha', 'zh-z', 'ca'],
    ['nan', 'n-l', 'lan'],
    ['lai', 'n-l', 'nai'],
    ['hui', 'f-h', 'fei'],
    ['fu', 'f-h', 'hu'],
    ['ren', 'r-l', 'len'],
    ['xin', 'in-ing', 'xing'],
    ['ting', 'in-ing', 'tin'],
    ['shen', 'en-eng', 'sheng'],
    ['leng', 'en-eng', 'len'],
    ['guan', 'an-ang', 'guang'],
    ['liang', 'an-ang', 'lian'],
    ['ma', 'an-ang', undefined],
    ['hao', 'f-h', undefined],
    ['xin', 'en-eng', undefined],
  ] as const)('%s with %s becomes %s', (syllable, accent, heard) => {
    expect(mistaken(syllable, accent)).toBe(heard)
  })
})

describe('splitting', () => {
  it('sends two to four messages that are the same words, with pauses of people between them', () => {
    for (let seed = 0; seed < 400; seed++) {
      const text = TEXTS['zh-CN'][seed % TEXTS['zh-CN'].length] ?? ''
      const { sent = [], pauses = [] } = sentBy('zh-CN', [{ use: 'split', pieces: 4 }], text, seed)
      expect(sent.length).toBeGreaterThanOrEqual(2)
      expect(sent.length).toBeLessThanOrEqual(4)
      expect(sent.join('')).toBe(text)
      expect(pauses).toHaveLength(sent.length - 1)
      for (const ms of pauses) expect(ms >= 600 && ms <= 2_500).toBe(true)
    }
  })

  it('is what becomes of fragments', () => {
    const [text = ''] = TEXTS.en
    const { sent = [] } = asSent(text, trialWith('en', { disclosure: 'fragments' }), drawOf(1))
    expect(sent.length).toBeGreaterThan(1)
    expect(sent.join(' ')).toBe(text)
  })
})

test('an operator whose wordings the bank does not have does nothing', () => {
  const operators: [Operator, ...Operator[]] = [
    { use: 'fillers', rate: 1 },
    { use: 'vague', rate: 1 },
    { use: 'self-repair', rate: 1 },
  ]
  for (const text of TEXTS['zh-CN'])
    expect(asSent(text, trialWith('zh-CN', { operators }, {}), drawOf(1))).toEqual({})
})

test('without a persona that changes words nothing is said of it', () => {
  expect(asSent('你好', trialWith('zh-CN', undefined), drawOf(1))).toEqual({})
  expect(asSent('你好', trialWith('zh-CN', { patience: 2 }), drawOf(1))).toEqual({})
})
