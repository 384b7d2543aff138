/** docs/handoff.md: its table of platforms is what the readers and the recorded conversations say. */
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { PLATFORMS } from '../../src/handoff/platforms/index.js'
import type { Platform } from '../../src/handoff/platforms/platform.js'
import { CONVERSATIONS } from '../handoff/platforms/conversations.js'

const PAGE = new URL('../../docs/handoff.md', import.meta.url)
const BEGIN = '<!-- platforms: OMBUD_WRITE_DOCS=1 npx vitest run tests/docs/handoff.test.ts -->'
const END = '<!-- end of platforms -->'

const VISIBLE = { client: 'yes', both: 'in part', merchant: 'no' } as const
const HEAD = [
  '| platform | id | levels | visible | recorded | what a live check has to look at | source |',
  '| --- | --- | --- | --- | --- | --- | --- |',
]

/** Words as a cell of a table holds them. */
const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll(/[\r\n]+/g, ' ')

function count(id?: string): string {
  const own = CONVERSATIONS.filter(({ platform }) => id === undefined || platform === id)
  const people = own.filter(({ person }) => person).length
  return `${people} + ${own.length - people}`
}

function row({ id, title, proves, seen, verify, source }: Platform): string {
  const cells = [
    title,
    `\`${id}\``,
    proves.join(' '),
    VISIBLE[seen],
    count(id),
    verify.length === 0 ? 'nothing known' : verify.join('; '),
    source,
  ]
  return `| ${cells.map(cell).join(' | ')} |`
}

function table(): string {
  const total = `| all ${PLATFORMS.length} | | | | ${count()} | | |`
  return [...HEAD, ...PLATFORMS.map(row), total].join('\n')
}

it('has the table of platforms as they are', () => {
  const page = readFileSync(PAGE, 'utf8')
  const start = page.indexOf(BEGIN)
  const end = page.indexOf(END)
  expect(start).toBeGreaterThan(0)
  expect(end).toBeGreaterThan(start)
  const made = `${page.slice(0, start)}${BEGIN}\n${table()}\n${page.slice(end)}`
  if (process.env.OMBUD_WRITE_DOCS) writeFileSync(PAGE, made)
  else expect(page).toBe(made)
})

it('names no platform twice, and says where each is documented', () => {
  const page = readFileSync(PAGE, 'utf8')
  for (const { id, source } of PLATFORMS) {
    expect(page.split(`| \`${id}\` |`)).toHaveLength(2)
    expect(source).toMatch(/https:\/\/|github\.com\/|npm /)
  }
})
