/** The shipped personas: each loads, leaves facts alone, and is other than the control persona in what it says it is. */
import { describe, expect, it, test } from 'vitest'
import { mannerOf } from '../../src/consumer/persona/measure.js'
import { asSent } from '../../src/consumer/persona/pipeline.js'
import { protectedSpans } from '../../src/consumer/persona/protected.js'
import { OPERATORS } from '../../src/consumer/persona/registry.js'
import { loadDocuments } from '../../src/documents/load.js'
import type { Lang } from '../../src/documents/ready.js'
import type { Persona } from '../../src/documents/types/persona.js'
import { botOf, GOOD_ANSWER, question, targetOf, Workplace } from '../support/workplace.js'
import { drawOf, TEXTS, trialWith } from './words.js'

const LANGS = ['zh-CN', 'en'] as const
const { personas } = loadDocuments([])
const trialOf = (lang: Lang, persona: Persona) => ({ ...trialWith(lang, persona.axes), persona })
const sent = (lang: Lang, persona: Persona, text: string, seed: number) =>
  asSent(text, trialOf(lang, persona), drawOf(seed)).sent ?? [text]

/** Those who say what the control persona says: they use other means, or only begin and end in another way. */
const SAME_WORDS = ['control', 'elderly-social', 'keyboard-only', 'large-text', 'screen-reader']
const CHANGED = [
  'accent',
  'angry',
  'elderly-factual',
  'hurried',
  'low-literacy',
  'night-worker',
  'voice-input',
]

test('twelve personas are shipped, each with a title and a description in both languages', () => {
  expect(Object.keys(personas).sort()).toEqual([...SAME_WORDS, ...CHANGED].sort())
  for (const { title, description } of Object.values(personas))
    for (const lang of LANGS) expect([title?.[lang], description?.[lang]]).not.toContain(undefined)
})

describe.each(Object.values(personas).map((persona) => [persona.id, persona] as const))(
  '%s',
  (id, persona) => {
    it.each(LANGS)('changes words only where it says so, and never a fact: %s', (lang) => {
      let changed = 0
      for (let seed = 0; seed < 100; seed++)
        for (const text of TEXTS[lang]) {
          const words = sent(lang, persona, text, seed)
          if (words.length > 1 || words[0] !== text) changed++
          const { facts } = trialOf(lang, persona)
          let at = 0
          for (const { from, to } of protectedSpans(text, facts)) {
            const value = text.slice(from, to)
            const found = words.join('').indexOf(value, at)
            if (found < 0) expect.fail(`seed ${seed}: ${value} is not left: ${words.join(' | ')}`)
            at = found + value.length
          }
        }
      if (SAME_WORDS.includes(id)) expect(changed).toBe(0)
      else expect(changed).toBeGreaterThan(TEXTS[lang].length * 25)
    })
  },
)

test.each(SAME_WORDS)('%s has no operator', (id) => {
  expect(personas[id]?.axes?.operators).toBeUndefined()
})

test('only what is wanted of a sound or a slip is left to be guessed', () => {
  const guessed = (id: string) =>
    (personas[id]?.axes?.operators ?? []).some(({ use }) => OPERATORS[use].preserves === 'facts')
  expect(CHANGED.filter((id) => !guessed(id))).toEqual(['angry', 'elderly-factual'])
})

test('persons differ in how much they write, in how many messages, and how often they say it', () => {
  const manner = (id: string) => {
    const persona = personas[id] as Persona
    const turns = Array.from({ length: 120 }, (_, seed) =>
      sent('zh-CN', persona, TEXTS['zh-CN'][seed % TEXTS['zh-CN'].length] ?? '', seed),
    )
    return mannerOf(turns, trialOf('zh-CN', persona).facts)
  }
  const control = manner('control')
  expect(control.messages).toBe(1)
  expect(manner('low-literacy').length).toBeGreaterThan(control.length + 2)
  expect(manner('angry').redundancy).toBeGreaterThan(control.redundancy + 0.01)
  expect(manner('hurried').messages).toBeGreaterThan(1.5)
  expect(manner('hurried').length).toBeLessThan(control.length)
  // All tell the same facts.
  for (const id of CHANGED) expect(manner(id).facts, id).toBeCloseTo(control.facts, 5)
  expect(mannerOf([], {})).toEqual({ facts: 0, length: 0, messages: 0, redundancy: 0 })
})

test('the bot hears what was sent, and the transcript has what was meant and what was done to it', async () => {
  const work = new Workplace()
  const bot = await botOf(() => GOOD_ANSWER)
  work.write('shop.target.yaml', targetOf(bot))
  const facts = { order: { value: 'A20261107' } }
  const say = ['我的订单{{order}}到现在还没有发货，麻烦你帮我看一下是怎么回事，谢谢']
  const arms = { persona: ['control', 'voice-input'] }
  work.write('ask.scenario.yaml', question('ask', { facts, say, arms }))
  await work.run([work.path], { seed: '7' })
  const [plain, changed] = [...work.transcripts().values()].map((events) => {
    const decision = events.find((e) => e.kind === 'decision' && e.intended !== undefined)
    const heard = events.flatMap((e) => (e.kind === 'text' && e.actor === 'consumer' ? [e.text] : []))
    return { decision, heard }
  })
  const meant = say[0]?.replace('{{order}}', 'A20261107')
  expect(plain?.heard[0]).toBe(meant)
  expect(plain?.decision).not.toHaveProperty('sent')
  expect(changed?.decision).toMatchObject({ intended: meant, sent: [changed?.heard[0]] })
  expect(changed?.decision).toMatchObject({
    operators: expect.arrayContaining([{ use: 'homophones', edits: expect.any(Number) }]),
  })
  expect(changed?.heard[0]).toContain('A20261107')
  expect(changed?.heard[0]).not.toMatch(/[，。]/)
  expect(bot.heard.map(({ text }) => text)).toContain(changed?.heard[0])
})
