/** The shipped documents: all load, and a run has what the issue of a consumer needs in each language. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SHIPPED } from '../../src/documents/catalogue.js'
import { checkDocuments, loadDocuments } from '../../src/documents/load.js'
import { formatProblems } from '../../src/documents/problem.js'
import type { Step } from '../../src/documents/types/scenario.js'

const NOT_THEMES = ['starter']
const themes = readdirSync(SHIPPED)
  .filter((name) => !NOT_THEMES.includes(name))
  .map((name) => join(SHIPPED, name))

test('every shipped document loads', () => {
  expect(formatProblems(checkDocuments(themes).problems)).toBe('')
  expect(formatProblems(checkDocuments([join(SHIPPED, 'starter')]).problems)).toBe('')
})

const { scenarios, personas } = loadDocuments(themes)

test('nine scenarios in Chinese and four in English', () => {
  const count = (lang: string) => scenarios.filter(({ probe, ...one }) => !probe && one.lang === lang).length
  expect({ zh: count('zh-CN'), en: count('en') }).toEqual({ zh: 9, en: 4 })
})

test('eight pairs of probes in Chinese and four in English, whole, each in one language', () => {
  const pairs = new Map<string, string[]>()
  for (const { probe, lang } of scenarios) {
    if (probe)
      pairs.set(probe.pair, [...(pairs.get(probe.pair) ?? []), `${probe.kind} ${probe.keyword} ${lang}`])
  }
  const langs = [...pairs.values()].map((kinds) => {
    const [, keyword, lang] = kinds[0]?.split(' ') ?? []
    expect(kinds.toSorted()).toEqual(
      ['decoy', 'keyword', 'reworded'].map((kind) => `${kind} ${keyword} ${lang}`),
    )
    return lang
  })
  expect(langs.toSorted()).toEqual([...Array(4).fill('en'), ...Array(8).fill('zh-CN')])
})

test.each(scenarios.map((scenario) => [scenario.id, scenario] as const))(
  '%s opens in at least four wordings and asks for a person no higher than a page can show',
  (_id, scenario) => {
    const first = scenario.steps.find((step) => wordsOf(step) !== undefined)
    const words = first && wordsOf(first)
    const opening = typeof words === 'string' ? (scenario.wording?.[words] ?? words) : words
    expect(new Set([opening].flat()).size).toBeGreaterThanOrEqual(4)
    expect(JSON.stringify(scenario)).not.toMatch(/"level":"E(?!3-claimed)/)
  },
)

test('the elderly persona wraps the first message in both languages', () => {
  for (const lang of ['zh-CN', 'en'] as const) {
    expect(Object.keys(personas['elderly-social']?.wording?.[lang] ?? {}).sort()).toEqual([
      'closing',
      'opening',
    ])
  }
})

function wordsOf(step: Step): string | string[] | undefined {
  if (step.say !== undefined) return step.say
  const ask = step['ask-human']
  return typeof ask === 'object' ? ask.say : undefined
}
