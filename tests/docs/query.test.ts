/** docs/query.md: each of its questions is asked of real runs, and it names every column of every table. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Row } from '../../src/documents/types/row.js'
import { query } from '../../src/library/query/query.js'
import { TABLES } from '../../src/library/query/tables.js'
import { twoMerchants } from '../support/two-merchants.js'
import type { Workplace } from '../support/workplace.js'

const page = readFileSync(new URL('../../docs/query.md', import.meta.url), 'utf8')

describe('docs/query.md', () => {
  test.each(Object.entries(TABLES))('names the columns of %s, and no others', (name, { columns }) => {
    const [, section = ''] = new RegExp(`^### ${name}\\n(.*?)(?=^### |(?![^]))`, 'ms').exec(page) ?? []
    const cells = [...section.matchAll(/^\| (`.*?`) \|/gm)].map(([, cell]) => `${cell}`)
    const told = cells.flatMap((cell) => [...cell.matchAll(/`(\w+)`/g)].map(([, column]) => `${column}`))
    const known = columns.map((column) => column.name).filter((column) => column !== 'run')
    expect([...told].sort()).toEqual([...known].sort())
  })

  test('its questions can be asked', async () => {
    const { work, runs } = await twoMerchants()
    seen(work, 'good', { reached: 'proven', time: 5000 }, 200)
    seen(work, 'bad', { reached: null, time: null }, null)
    const questions = [...page.matchAll(/^```sql\n(.*?)^```$/gms)].map(([, sql]) => `${sql}`)
    expect(questions).toHaveLength(5)
    const paths = runs.map((run) => work.file(run))
    const answers = []
    for (const sql of questions) answers.push((await query(sql, paths)).rows)
    const [failed, reached, elderly, times, wrong] = answers
    expect(failed?.map((row) => row.slice(0, 5))).toEqual([['bad-co', 'own', 'r', 4, 0]])
    expect(reached).toEqual([
      ['bad-co', 1, 0, null],
      ['good-co', 1, 1, 5],
    ])
    expect(elderly?.map((row) => row.slice(0, 4))).toEqual([
      ['bad-co', false, 1, 0],
      ['good-co', false, 1, 1],
    ])
    expect(times).toEqual([
      ['bad-co', 4, 4, 'Infinity', 'Infinity'],
      ['good-co', 4, 0, 200, 200],
    ])
    expect(wrong).toEqual([['states', 1, 4]])
  })
})

/** Writes into the index how a person was sought and how long each answer took, whatever this machine was busy with. */
function seen(work: Workplace, run: string, way: object, ms: number | null): void {
  const rows = work.lines<Row>(`${run}/index.jsonl`).map((row) => ({
    ...row,
    times: { turns: [1], ack: [ms], firstContent: [ms], complete: [ms] },
    way: { ...row.way, ...way },
  }))
  work.write(`${run}/index.jsonl`, rows.map((row) => `${JSON.stringify(row)}\n`).join(''))
}
