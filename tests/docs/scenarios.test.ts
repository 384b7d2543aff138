/** docs/scenarios.md: every example loads, and every key of the schemas is explained, there or in docs/channels.md. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkDocuments } from '../../src/documents/load.js'
import { formatProblems } from '../../src/documents/problem.js'

const page = readFileSync(new URL('../../docs/scenarios.md', import.meta.url), 'utf8')
const channels = readFileSync(new URL('../../docs/channels.md', import.meta.url), 'utf8')
const KINDS = ['scenario', 'target', 'persona', 'wording', 'law', 'profile']

/** Fenced blocks: ```yaml KIND [NAME], or ```csv NAME. */
const blocks = [...page.matchAll(/^```(\S+) (\S+)(?: (\S+))?\n(.*?)^```$/gms)].map(
  ([, language, word, name, text], index) => ({
    name: language === 'csv' ? `${word}` : (name ?? `example-${index}.${word}.yaml`),
    kind: language === 'csv' ? 'csv' : `${word}`,
    text: `${text}`,
  }),
)

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ombud-docs-'))
  for (const { name, text } of blocks) writeFileSync(join(folder, name), text)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('every fence says what it holds, and every kind has an example', () => {
  const fences = page.match(/^```\S+.*$/gm) ?? []
  expect(fences).toHaveLength(blocks.length)
  expect(new Set(blocks.map((block) => block.kind))).toEqual(new Set([...KINDS, 'csv']))
})

test.each(blocks.filter((block) => block.kind !== 'csv'))('$name loads', ({ name }) => {
  const { problems } = checkDocuments([join(folder, name)])
  expect(formatProblems(problems)).toBe('')
})

describe.each(KINDS)('the %s schema', (kind) => {
  const schema = JSON.parse(
    readFileSync(new URL(`../../schemas/${kind}.schema.json`, import.meta.url), 'utf8'),
  )
  // Words in prose prove nothing: a key is explained where it stands as code.
  const pages = kind === 'target' ? `${page}\n${channels}` : page
  const code = [...pages.matchAll(/^```.*?^```$|`[^`\n]+`/gms)].map(([text]) => text).join('\n')

  test.each([...keysOf(schema)])('key %s is in the page', (key) => {
    expect(code).toMatch(new RegExp(`(?<![\\w-])${key}(?![\\w-])`))
  })
})

function keysOf(schema: unknown, found = new Set<string>()): Set<string> {
  if (typeof schema !== 'object' || schema === null) return found
  for (const [word, value] of Object.entries(schema)) {
    if (word === 'properties') for (const key of Object.keys(value)) found.add(key)
    keysOf(value, found)
  }
  return found
}
