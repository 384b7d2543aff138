/** The shipped documents: all load, and a run has what the issue of a consumer needs in each language. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { likeness } from '../../src/consumer/likeness.js'
import { SHIPPED } from '../../src/documents/catalogue.js'
import { joined } from '../../src/documents/joined.js'
import { checkDocuments, loadDocuments } from '../../src/documents/load.js'
import { formatProblems } from '../../src/documents/problem.js'
import type { Step } from '../../src/documents/types/scenario.js'

/** A scenario whose openings are put together has this many that are not alike. */
const MANY = 40
/** From here on two wordings say the same in the same words: Jaccard index of character 3-grams. */
const ALIKE = 0.6
const NOT_THEMES = ['starter']
const themes = readdirSync(SHIPPED)
  .filter((name) => !NOT_THEMES.includes(name))
  .map((name) => join(SHIPPED, name))

test('every shipped document loads', () => {
  expect(formatProblems(checkDocuments(themes).problems)).toBe('')
  expect(formatProblems(checkDocuments([join(SHIPPED, 'starter')]).problems)).toBe('')
})

const { scenarios, personas, wording } = loadDocuments(themes)

test('at least nine scenarios in Chinese and four in English', () => {
  const count = (lang: string) => scenarios.filter(({ probe, ...one }) => !probe && one.lang === lang).length
  expect(count('zh-CN')).toBeGreaterThanOrEqual(9)
  expect(count('en')).toBeGreaterThanOrEqual(4)
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
    const openings = openingsOf(scenario)
    expect(openings.length).toBeGreaterThanOrEqual(4)
    if (openings.length >= MANY) expect(apart(openings)).toBeGreaterThanOrEqual(MANY)
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

/** Everything that a scenario may begin with, templates not filled in. */
function openingsOf({ steps, wording: own = {}, lang }: (typeof scenarios)[number]): string[] {
  const say = steps.map(wordsOf).find((words) => words !== undefined)
  const words = typeof say === 'string' ? (own[say] ?? say) : (say ?? [])
  const part = (name: string) => [(own[name] as string[] | undefined) ?? wording[lang][name] ?? []].flat()
  return [...new Set(joined(words, lang, part))]
}

/** How many of the texts can be chosen so that no two are alike. */
function apart(texts: readonly string[]): number {
  const chosen: string[] = []
  for (const text of texts) {
    if (chosen.length === MANY) break
    if (chosen.every((one) => likeness(one, text) < ALIKE)) chosen.push(text)
  }
  return chosen.length
}

function wordsOf({ say, converse, 'ask-human': ask }: Step): string | string[] | undefined {
  return say ?? converse?.ask ?? (typeof ask === 'object' ? ask.say : undefined)
}
