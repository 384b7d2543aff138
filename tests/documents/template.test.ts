/** Templates: names only, exactly as Handlebars reads them. */
import * as fc from 'fast-check'
import Handlebars from 'handlebars'
import { expect, test } from 'vitest'
import { fillTemplate, templateFault, templatePaths } from '../../src/documents/template.js'

test.each([
  ['没有名字', []],
  ['{{item}}', ['item']],
  ['{{ item }}和{{{order-id}}}', ['item', 'order-id']],
  ['{{target.orders.delivered.0}}', ['target.orders.delivered.0']],
  ['{ {item} } {{this-item}}{{thisItem}}', ['this-item', 'thisItem']],
  ['\\{{item}}', []],
])('names of %s', (text, names) => {
  expect(templatePaths(text)).toEqual(names)
})

test.each([
  '{{item',
  '{{item}}}',
  '{{}}',
  '{{a b}}',
  '{{a x=1}}',
  '{{#a}}{{/a}}',
  '{{> a}}',
  '{{"a"}}',
  '{{1}}',
  '{{@root.a}}',
  '{{this}}',
  '{{../a}}',
])('%s is refused', (text) => {
  expect(templateFault(text)?.message).toMatch(/names are filled in|not a template/)
  expect(() => fillTemplate(text, () => '')).toThrow(SyntaxError)
})

test('a comment says nothing', () => {
  expect(templateFault('a{{! b }}c')?.message).toMatch(/only names/)
})

test('names of plain templates are filled in as Handlebars does', () => {
  const piece = fc.constantFrom(
    '{{item}}',
    '{{ a.b }}',
    '{{{item}}}',
    '{',
    '}',
    ' ',
    '你好',
    '\\n',
    '{{item}}\n',
    '&<>"',
  )
  void fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const text = pieces.join('')
      // Braces and words that meet by chance make names that mean nothing.
      const known = (path: string) => path === 'item' || path === 'a.b'
      if (templateFault(text) || !templatePaths(text).every(known)) return
      const values: Record<string, string> = { item: '<鞋>{{x}}', 'a.b': '7天' }
      const expected = Handlebars.compile(text, { noEscape: true, strict: true })({
        item: values.item,
        a: { b: '7天' },
      })
      expect(fillTemplate(text, (path) => values[path] ?? '')).toBe(expected)
    }),
    { numRuns: 500 },
  )
})
