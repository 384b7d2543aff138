/** docs/scoring.md derives the numbers of one real run by hand: scored again, the run gives them. */
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import type { Scorecard } from '../../src/documents/types/scorecard.js'
import { scoreFiles, scoreFindings } from '../../src/library/score.js'

const folder = mkdtempSync(join(tmpdir(), 'ombud-scoring-'))
const run = join(folder, 'run')
cpSync('tests/fixtures/scored-run', run, { recursive: true })
afterAll(() => rmSync(folder, { recursive: true }))

const page = readFileSync('docs/scoring.md', 'utf8')
const told = [...page.matchAll(/^\| `([\w.-]+)` \| `(.+)` \|$/gm)].map(([, path = '', value = '']) => ({
  path,
  value: JSON.parse(value) as unknown,
}))
scoreFiles(run)
const card = JSON.parse(readFileSync(join(run, 'scorecard.json'), 'utf8')) as Scorecard
const [target] = card.targets
const [profile] = target?.profiles ?? []

/** What the tables name, by its first word. */
const ROOTS: Record<string, unknown> = {
  ...Object.fromEntries((target?.categories ?? []).map((category) => [category.id, category])),
  firstContent: target?.latency.firstContent,
  ...target?.escalation,
  ...Object.fromEntries((profile?.requirements ?? []).map((row) => [row.id, row])),
}
const at = (path: string) =>
  path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], ROOTS)

it.each(told)('$path is $value', ({ path, value }) => {
  expect(at(path)).toEqual(value)
})

it('no score, bound or share of it is left out', () => {
  const paths = new Set(told.map(({ path }) => path))
  for (const { id } of target?.categories ?? [])
    for (const key of ['score', 'interval', 'nEffective']) expect(paths).toContain(`${id}.${key}`)
  for (const row of profile?.requirements ?? []) expect(paths).toContain(`${row.id}.n`)
  expect(target?.verdict).toBe('fail')
  expect(profile?.requirements.map(({ id, verdict }) => `${id} ${verdict}`)).toEqual([
    'right pass',
    'strict fail',
    'quick pass',
    'person pass',
    'never-gone pass',
    'elderly inconclusive',
  ])
})

it('the same scorecard, byte for byte, comes from the findings on file', () => {
  const before = readFileSync(join(run, 'scorecard.json'), 'utf8')
  scoreFindings(run)
  expect(readFileSync(join(run, 'scorecard.json'), 'utf8')).toBe(before)
})
