/** Files that are not what they should be: each gets one clear message. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkDocuments, loadDocuments } from '../../src/documents/load.js'
import { DocumentError } from '../../src/documents/problem.js'
import { complaints, folder, load } from './folder.js'

const BOMB = `a: &a [x, x, x]\n${'bcdefgh'.replace(/./g, (c) => {
  const before = String.fromCharCode(c.charCodeAt(0) - 1)
  return `${c}: &${c} [${Array(9).fill(`*${before}`).join(', ')}]\n`
})}`

const cases: [string, string | Uint8Array, string][] = [
  ['empty', '', '1:1\n> 1 |\n    | ^ the file is empty'],
  ['only a comment', '# nothing\n', '^ the file is empty'],
  ['binary', new Uint8Array([0x50, 0x4b, 0, 0, 1]), 'is a binary file, not YAML'],
  ['UTF-16', new Uint8Array([0xff, 0xfe, 0x69, 0, 0x64, 0]), 'is UTF-16; save it as UTF-8'],
  ['GBK', Buffer.from('id: a\nsay: \xc4\xe3\xba\xc3\n', 'latin1'), 'a.scenario.yaml:2:6\n'],
  ['over 2 MB', `say: ${'x'.repeat(2_000_001)}`, '2.0 MB is too large: a document has at most 2 MB'],
  [
    'a tab as indent',
    'steps:\n\t- say: x y\n',
    '2:1\n  1 | steps:\n> 2 |  - say: x y\n    | ^ a tab cannot indent YAML; use spaces',
  ],
  [
    'a key twice',
    'say: 你好\nid: a\nsay: 再见\n',
    '3:1\n  1 | say: 你好\n  2 | id: a\n> 3 | say: 再见\n    | ^^^ the key say is here twice',
  ],
  ['an alias bomb', BOMB, 'anchors and aliases are not used here'],
  ['an alias', 'say: [*a]\n', 'anchors and aliases are not used here'],
  ['a merge key', 'say: 你好\nfacts: { <<: { a: b } }\n', '^^ merge keys are not used here'],
  ['a tag', 'say: !!js/function "x"\n', 'tags are not used here'],
  ['a prototype as key', 'say: 你好\nfacts: { __proto__: { a: b } }\n', 'this word cannot be a key'],
  ['a map as key', '? { a: b }\n: c\n', 'a key must be a word'],
  ['a number that loses digits', 'say: 你好\nfacts: { order: 20261107123456789012 }\n', 'put it into quotes'],
  [
    'a number with leading zeros',
    'say: 你好\nfacts: { area: 0571 }\n',
    'would be read as the number 571; put it into quotes',
  ],
  ['nested deeply', `say: ${'['.repeat(5000)}`, 'nested too deeply'],
  [
    'nested too deeply for people',
    `say: ${'['.repeat(60)}${']'.repeat(60)}`,
    'nested more than 40 levels deep',
  ],
  ['too many marks', `facts: [${','.repeat(200_000)}]`, 'split the file'],
  ['broken syntax', 'say: "no end\nid: a\n', 'not valid YAML: '],
  [
    'another tool',
    'prompts: [a]\nproviders: [b]\ntests: []\n',
    'not a scenario: none of these keys is known. Is this a file of another tool?',
  ],
  ['a list', '- a\n- b\n', 'not a scenario: expected keys with values'],
  ['a word', 'hello\n', 'not a scenario: expected keys with values'],
]

test.each(cases)('%s', (_, content, message) => {
  const printed = complaints({ 'a.scenario.yaml': content })
  expect(printed).toContain(message)
  expect(printed.split('\n\n')).toHaveLength(1)
})

test('a byte order mark is no mistake', () => {
  expect(load({ 'a.scenario.yaml': '\ufeffid: marked\nsay: 你好啊\n' }).scenarios[0]?.id).toBe('marked')
})

test('a file that does not exist, of an unknown name, and a folder without documents', () => {
  const path = folder({ 'docker-compose.yml': 'services: {}\n' })
  const empty = mkdtempSync(join(path, 'empty'))
  const { problems } = checkDocuments([
    join(path, 'none.scenario.yaml'),
    join(path, 'docker-compose.yml'),
    empty,
  ])
  expect(problems.map(({ message }) => message).sort()).toEqual([
    'does not exist',
    'holds no documents',
    'is not a document of ombud by its name',
  ])
  expect(
    problems.every(({ hint, message }) => message === 'does not exist' || hint?.includes('*.scenario.yaml')),
  ).toBe(true)
})

test('foreign files, hidden folders and node_modules within a folder are passed over', () => {
  const loaded = load({
    'docker-compose.yml': 'services: {}\n',
    '.git/x.scenario.yaml': 'broken: [\n',
    'node_modules/p/x.scenario.yaml': 'broken: [\n',
    'deep/er/a.scenario.yml': 'say: 你好啊\n',
  })
  expect(loaded.scenarios.map(({ id }) => id)).toEqual(['a'])
})

test('loading throws one error that holds all problems', () => {
  const path = folder({ 'a.scenario.yaml': 'sayy: x\n', 'b.target.yaml': 'id: b\n' })
  expect(() => loadDocuments([path])).toThrow(DocumentError)
  expect(() => loadDocuments([path])).toThrow(/a\.scenario\.yaml:1:1[\s\S]*b\.target\.yaml:1:1/)
  expect(() => loadDocuments([join(tmpdir(), 'ombud-nowhere')])).toThrow(/does not exist/)
})
