/** Scenarios as they are after loading. */
import { expect, test } from 'vitest'
import { validator } from '../../src/documents/schema.js'
import { complaints, load } from './folder.js'

const only = (text: string, more: Record<string, string> = {}) => {
  const [scenario] = load({ 'shop.scenario.yaml': text, ...more }).scenarios
  if (!scenario) throw new Error('no scenario')
  return scenario
}

test('three lines are a scenario: the file names it, its words give language and title', () => {
  expect(only('say: 七天无理由退货可以吗？\nexpect: relevant\n')).toEqual({
    id: 'shop',
    lang: 'zh-CN',
    title: '七天无理由退货可以吗？',
    steps: [{ id: 'say', say: '七天无理由退货可以吗？', expect: ['relevant'] }],
  })
})

test('without Chinese words the consumer speaks English', () => {
  expect(only('say: Can I return it?\n')).toMatchObject({ lang: 'en', title: 'Can I return it?' })
})

test('several documents in one file', () => {
  const { scenarios } = load({
    'a.scenario.yaml': '---\nid: one\nsay: 你好啊\n---\nid: two\nsay: 再见啊\n---\n',
  })
  expect(scenarios.map(({ id }) => id)).toEqual(['one', 'two'])
})

test('steps without an id are named after their verb, and keep their names when other verbs come between', () => {
  const { steps } = only(`steps:
  - { say: 第一句话 }
  - { wait: 5s }
  - { id: say-2, say: 第二句话 }
  - { say: 第三句话 }
  - { repeat: { step: say-2 } }
  - { ask-human: phrase }
`)
  expect(steps.map(({ id }) => id)).toEqual(['say-1', 'wait-1', 'say-2', 'say-3', 'repeat-1', 'ask-human-1'])
})

const SHARED = `wording:
  broken: [坏了怎么办？, 不响了怎么退？]
  unused: ['{{nobody.knows}}']
steps:
  person:
    - { id: please, say: broken }
    - { ask-human: phrase, expect: [{ human: E3 }] }
`

test('include brings the wordings that are used, and use puts shared steps in its place', () => {
  const scenario = only(
    'include: shared/common.wording.yaml\nsteps:\n  - { say: 你好啊 }\n  - { use: person }\n  - { repeat: { step: please } }\n',
    { 'shared/common.wording.yaml': SHARED },
  )
  expect(scenario.wording).toEqual({ broken: ['坏了怎么办？', '不响了怎么退？'] })
  expect(scenario.steps).toEqual([
    { id: 'say-1', say: '你好啊' },
    { id: 'please', say: 'broken' },
    { id: 'ask-human-1', 'ask-human': 'phrase', expect: [{ human: 'E3' }] },
    { id: 'repeat-1', repeat: { step: 'please' } },
  ])
})

test('a mistake in shared steps is shown where it stands', () => {
  const printed = complaints({
    'a.scenario.yaml': 'include: s.wording.yaml\nsteps: [{ use: person }, { use: peson }]\n',
    's.wording.yaml': 'steps:\n  person:\n    - { tell: order }\n    - { use: person }\n',
  })
  expect(printed).toContain('a.scenario.yaml:2:33')
  expect(printed).toContain('no shared steps are named peson. Did you mean person?')
  expect(printed).toContain('s.wording.yaml:3:15')
  expect(printed).toContain('order is not a fact here.')
  expect(printed).toContain('shared steps cannot use other shared steps')
})

test.each([
  ['/etc/x.wording.yaml', 'an include is a path relative to this file'],
  ['C:\\x.wording.yaml', 'an include is a path relative to this file'],
  ['https://x.example/x.wording.yaml', 'an include is a path relative to this file'],
  ['../../etc/passwd', 'only *.wording.yaml files can be included'],
  ['gone.wording.yaml', 'no such file'],
])('include of %s is refused', (path, message) => {
  expect(complaints({ 'a.scenario.yaml': `include: '${path}'\nsay: 你好啊\n` })).toContain(message)
})

test('a table gives one scenario a row, whose columns are facts', () => {
  const { scenarios } = load({
    'size.scenario.yaml': `pair: { id: sizes, arm: before }
table:
  - { id: shoe, item: 运动鞋, size: 42 }
  - { item: 外套, size: XL }
say: ['{{item}}有{{size}}码吗？']
`,
  })
  expect(scenarios).toMatchObject([
    {
      id: 'size-shoe',
      title: 'size · shoe',
      pair: { id: 'sizes-shoe' },
      facts: { item: '运动鞋', size: 42 },
    },
    { id: 'size-2', title: 'size · 2', pair: { id: 'sizes-2' }, facts: { item: '外套', size: 'XL' } },
  ])
})

test('a table from a CSV file', () => {
  const { scenarios } = load({
    'q.scenario.yaml': "table: data/q.csv\nsay: ['{{question}}']\n",
    'data/q.csv': '\ufeffid,question\r\na,"退货，要几天？"\r\n\r\nb,"他说""好"""\r\n',
  })
  expect(scenarios.map(({ id, facts }) => [id, facts?.question])).toEqual([
    ['q-a', '退货，要几天？'],
    ['q-b', '他说"好"'],
  ])
})

test.each([
  ["table: '../secret.csv'", 'a CSV file lies in the folder of the scenario or below it'],
  ["table: 'a/../../secret.csv'", 'a CSV file lies in the folder of the scenario or below it'],
  ['table: /etc/secret.csv', 'a CSV file lies in the folder of the scenario or below it'],
  ['table: rows.txt', 'the path of a *.csv file'],
  ['table: gone.csv', 'cannot be read (ENOENT)'],
  ['table: ragged.csv', 'ragged.csv: row 2'],
  ['table: none.csv', 'none.csv has no rows'],
  ['table: [{ item: a }, { itm: b }]', 'row 2 has no item'],
  ['table: [{ id: x, item: a }, { id: x, item: b }]', 'two rows have the id x'],
  ["table: [{ id: 'X Y', item: a }]", 'row 1: X Y cannot be an id'],
  ["table: [{ 'no name': a, item: b }]", 'a column is named like a fact'],
])('%s is refused', (table, message) => {
  const printed = complaints({
    'a.scenario.yaml': `${table}\nsay: 有货吗？\n`,
    'ragged.csv': 'a,b\n1,2\n3\n',
    'none.csv': 'a,b\n',
  })
  expect(printed).toContain(message)
})

test('two documents with one id name both places', () => {
  const printed = complaints({
    'a.scenario.yaml': 'title: x\nid: same\nsay: 你好啊\n',
    'b/c.scenario.yaml': 'id: same\nsay: 再见啊\n',
  })
  expect(printed).toContain('b/c.scenario.yaml:1:5')
  expect(printed).toContain('the scenario same is already in ')
  expect(printed).toContain('a.scenario.yaml:2')
})

test('a ready scenario still has the shape of the schema', () => {
  const scenario = only(
    `include: s.wording.yaml\ntable: [{ item: 鞋 }]\nfacts: { o: { fake: order-id } }\nsteps: [{ use: person }, { say: '{{item}}呢？', expect: relevant }]\nexpect: resolves\n`,
    { 's.wording.yaml': SHARED },
  )
  expect(validator('scenario')(scenario)).toBe(true)
})
