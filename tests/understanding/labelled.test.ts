/** The labelled set keeps its own promises: enough rows, enough of every act, topics in one split alone. */
import { expect, it } from 'vitest'
import { ACTS } from '../../src/documents/acts.js'
import { labelledRows, labelledTopics } from './labelled.js'

interface Row {
  id: string
  split: 'test' | 'dev'
  topic: string
  text: string
  acts: string[]
  seen: boolean
  label: string
}

const LANGUAGES = ['zh', 'en'] as const

it.each(LANGUAGES)('bot messages, %s: 600 or more, 450 for test, 30 of every act', (lang) => {
  const rows = labelledRows<Row>(`acts.${lang}`)
  const test = rows.filter(({ split }) => split === 'test')
  expect(rows.length).toBeGreaterThanOrEqual(600)
  expect(test.length).toBeGreaterThanOrEqual(450)
  for (const act of ACTS)
    expect([act, test.filter(({ acts }) => acts.includes(act)).length >= 30]).toEqual([act, true])
  const known = new Set<string>(ACTS)
  expect(rows.flatMap(({ acts }) => acts).filter((act) => !known.has(act))).toEqual([])
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
})

it.each(LANGUAGES)('answers, %s: 300 over seen topics, 600 over unseen ones, topics in one split', (lang) => {
  const rows = labelledRows<Row>(`answers.${lang}`)
  const { seen, unseen } = labelledTopics()
  expect(rows.filter((row) => row.seen).length).toBeGreaterThanOrEqual(300)
  expect(rows.filter((row) => !row.seen).length).toBeGreaterThanOrEqual(600)
  for (const row of rows) expect(row.seen ? seen : unseen).toContain(row.topic)
  const splits = new Map<string, Set<string>>()
  for (const { topic, split } of rows) splits.set(topic, (splits.get(topic) ?? new Set()).add(split))
  expect([...splits].filter(([, own]) => own.size > 1)).toEqual([])
})
