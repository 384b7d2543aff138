/** Whatever a file holds, the loader ends with documents or problems. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { KINDS } from '../../src/documents/kinds.js'
import { checkDocuments } from '../../src/documents/load.js'
import { formatProblems } from '../../src/documents/problem.js'
import { checkShape } from '../../src/documents/shape.js'
import { parseYaml } from '../../src/documents/yaml.js'
import { folder } from './folder.js'

const marks = fc.constantFrom(
  ...[
    '{',
    '}',
    '[',
    ']',
    ':',
    ': ',
    '- ',
    '? ',
    ',',
    '&a ',
    '*a ',
    '!t ',
    '|\n',
    '>\n',
    '"',
    "'",
    '#',
    '%',
    '---\n',
    '...\n',
  ],
  ...[
    '\n',
    '\n  ',
    '\t',
    '\r\n',
    '<<: ',
    'say',
    'steps',
    'expect',
    'id',
    '{{',
    '}}',
    '你好',
    '𠮷',
    '\u0000',
    '\ufffd',
    '1e999',
  ],
)
const soup = fc
  .array(fc.oneof(marks, fc.string({ maxLength: 5 })), { maxLength: 60 })
  .map((parts) => parts.join(''))

test('any text', () => {
  void fc.assert(
    fc.property(soup, (text) => {
      const { documents, problems } = parseYaml({ path: '/a.scenario.yaml', text })
      for (const document of documents) {
        for (const kind of KINDS) formatProblems(checkShape(document, kind).problems)
      }
      expect(documents.length + problems.length).toBeGreaterThan(0)
      for (const { line, col } of problems) expect((line ?? 0) > 0 && (col ?? 0) > 0).toBe(true)
    }),
    { numRuns: 500 },
  )
})

const word = fc.constantFrom(
  'first',
  'window',
  'relevant',
  'silent',
  'by',
  'arm',
  '{{a}}',
  '{{#b}}',
  '5s',
  'button',
  '',
  '你好啊',
  'law.x',
  '__proto',
)
const leaf = fc.oneof(word, fc.integer(), fc.boolean(), fc.constant(null))
const key = fc.constantFrom(
  ...[
    'id',
    'say',
    'steps',
    'expect',
    'facts',
    'truth',
    'wording',
    'always',
    'arms',
    'pair',
    'include',
    'table',
    'persona',
  ],
  ...[
    'when',
    'unless',
    'choose',
    'repeat',
    'step',
    'ask-human',
    'tell',
    'wait',
    'use',
    'by',
    'mood',
    'act',
    'says',
    'from',
    'fake',
  ],
  ...[
    'value',
    'states',
    'resolves',
    'same-answer',
    'never-act',
    'human',
    'latency',
    'max',
    'stop',
    'first',
    'window',
  ],
)
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5 },
    leaf,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(key, tie('tree'), { maxKeys: 6 }),
  ),
}))

test('any arrangement of the words of the scenario language', () => {
  void fc.assert(
    fc.property(
      fc.array(fc.dictionary(key, tree, { minKeys: 1, maxKeys: 8 }), { minLength: 1, maxLength: 5 }),
      (values) => {
        const path = folder({ 'a.scenario.yaml': values.map((value) => stringify(value)).join('---\n') })
        const { loaded, problems } = checkDocuments([path])
        formatProblems(problems)
        expect(loaded.scenarios.length + problems.length).toBeGreaterThan(0)
      },
    ),
    { numRuns: 300 },
  )
})
