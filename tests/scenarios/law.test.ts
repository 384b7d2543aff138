/** The shipped law packs: every entry is cited, says the same in both languages, and is marked as unchecked. */
import { expect, test } from 'vitest'
import { loadDocuments } from '../../src/documents/load.js'
import { factsIn } from '../../src/understanding/facts/facts.js'

const { laws } = loadDocuments([])
const entries = Object.values(laws).flatMap((law) =>
  Object.entries(law.entries).map(([name, entry]) => [`${law.jurisdiction} ${name}`, entry] as const),
)

test('packs of four jurisdictions, each with what a buyer at a distance has a right to', () => {
  expect(Object.keys(laws).sort()).toEqual(['cn', 'eu', 'uk', 'us'])
  expect(Object.keys(laws.cn?.entries ?? {})).toEqual(
    expect.arrayContaining(['quality-return', 'no-reason-return', 'complaint-channels', 'complaint-line']),
  )
  const returns = ['cn', 'eu', 'uk'].map((id) => laws[id]?.entries['no-reason-return']?.en)
  expect(returns).toEqual(['7 days', '14 days', '14 days'])
})

test('every trade with a regulator of its own has its complaint line', () => {
  const lines = Object.entries(laws.cn?.entries ?? {}).filter(([name]) => name.endsWith('-line'))
  expect(new Set(lines.map(([, entry]) => entry.value)).size).toBe(lines.length)
  for (const [name, { value }] of lines) expect(value, name).toMatch(/^12[36]\d\d$/)
})

test.each(entries)('%s names document and clause, and nobody has compared it yet', (_name, { citation }) => {
  expect(citation.document.length).toBeGreaterThan(3)
  expect(citation.clause).not.toBe('')
  expect(citation.url).toMatch(/^https?:\/\/[a-z0-9.-]+\.[a-z]+(?:\/|$)/)
  expect(citation.checked).toBe(false)
})

const quantities = entries.flatMap(([name, { value, en }]) =>
  typeof value === 'string' && typeof en === 'string' && /^\d+(?:天|个月|小时|分钟|个工作日)$/.test(value)
    ? [[name, value, en] as const]
    : [],
)

test('there are times to compare', () => {
  expect(quantities.length).toBeGreaterThan(30)
})

test.each(quantities)('%s is as long in English as in Chinese', (_name, value, en) => {
  const read = (text: string) => factsIn(text).map(({ kind, unit, value: found }) => ({ kind, unit, found }))
  expect(read(value)).toHaveLength(1)
  expect(read(en)).toEqual(read(value))
})
