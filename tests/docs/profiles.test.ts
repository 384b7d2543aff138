/** docs/profiles.md: the table has every shipped profile as it is, every measure is told, and the example loads. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { SHIPPED } from '../../src/documents/catalogue.js'
import { checkDocuments, loadDocuments } from '../../src/documents/load.js'
import { MEASURES } from '../../src/documents/measures.js'
import { formatProblems } from '../../src/documents/problem.js'

const page = readFileSync(new URL('../../docs/profiles.md', import.meta.url), 'utf8')
const { profiles } = loadDocuments([join(SHIPPED, 'profiles')])

test('every shipped profile is in the table, with as many requirements as it has', () => {
  for (const { id, requirements } of Object.values(profiles))
    expect(page).toMatch(new RegExp(`^\\| \`${id}\` \\|[^|]+\\|[^|]+\\| ${requirements.length}[,: ]`, 'm'))
})

test('every measure is explained', () => {
  const cells = [...page.matchAll(/^\| ((?:`[\w-]+`(?:, )?)+) \| \w+ \|/gm)]
    .map(([, names]) => names)
    .join(' ')
  expect(Object.keys(MEASURES).filter((name) => !cells.includes(`\`${name}\``))).toEqual([])
})

test('the places that profiles know are told', () => {
  const places = Object.values(profiles).flatMap(({ requirements }) =>
    requirements.flatMap(({ jurisdiction = [] }) => jurisdiction),
  )
  expect([...new Set(places)].filter((place) => !page.includes(`\`${place}\``))).toEqual([])
})

test('the example loads', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ombud-docs-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const [, example = ''] = /^```yaml\n(.*?)^```$/ms.exec(page) ?? []
  writeFileSync(join(folder, 'our-promise.profile.yaml'), example)
  const { loaded, problems } = checkDocuments([folder])
  expect(formatProblems(problems)).toBe('')
  expect(loaded.profiles['our-promise']?.requirements).toHaveLength(2)
})
