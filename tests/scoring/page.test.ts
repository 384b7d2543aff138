/** docs/scores.md says what the code does. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { logNormalScore } from '../../src/audits/log-normal.js'
import { AUDITS } from '../../src/audits/registry.js'

const rows = readFileSync('docs/scores.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )

it.each([...AUDITS.values()].map(({ meta }) => [meta.id, meta] as const))(
  'lists %s with its weight',
  (id, meta) => {
    const row = rows.find(([names = '']) => names.split(', ').includes(`\`${id}\``))
    expect(row?.slice(1, 3)).toEqual([meta.category, String(meta.weight)])
  },
)

it('shows the points of the curve', () => {
  const cells = (name: string) =>
    rows
      .find(([first]) => first === name)
      ?.slice(1)
      .map(Number)
  const points = cells('seconds')?.map((s) =>
    Math.round(100 * logNormalScore(s * 1000, { p10: 2000, median: 10_000 })),
  )
  expect(points?.length).toBeGreaterThan(5)
  expect(cells('points')).toEqual(points)
})
