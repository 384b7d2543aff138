/** What people read when a document is wrong: place, lines, caret, what was expected, what to do. */

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { formatProblem } from '../../src/documents/problem.js'
import { complaints } from './folder.js'

test('a slip in a key is named with the key that was meant and all keys known there', () => {
  const printed = complaints({
    'return.scenario.yaml': `id: return
title: 退货
steps:
  - id: person
    ask-human: { by: [button, phrase], attempts: 3 }
    expct: [{ human: { within: 120s } }]
`,
  })
  expect(printed).toBe(`return.scenario.yaml:6:5
  4 |   - id: person
  5 |     ask-human: { by: [button, phrase], attempts: 3 }
> 6 |     expct: [{ human: { within: 120s } }]
    |     ^^^^^ unknown key. Did you mean expect?
Keys of a step: id when unless say choose repeat ask-human tell wait until upload converse use expect        docs/scenarios.md#steps`)
})

test('the caret stands under the column although Chinese characters are two columns wide', () => {
  const printed = complaints({
    'a.scenario.yaml': 'facts: { item: 耳机 }\nsay: 右边没声音了，{{itm}}能退吗？\n',
  })
  expect(printed).toBe(`a.scenario.yaml:2:15
  1 | facts: { item: 耳机 }
> 2 | say: 右边没声音了，{{itm}}能退吗？
    |                      ^^^ unknown name. Did you mean item?
Facts here: item`)
})

test('all mistakes of all files come in one pass, in the order of the files', () => {
  const printed = complaints({
    'a.scenario.yaml': 'say: 你好啊\nexpect: [relevnt, { latency: { max: 5 } }, { states: window }]\n',
    'b.scenario.yaml': 'sayy: 你好啊\ntitle: x\n---\nid: two\nsay: 你好\nsteps: []\n',
    'c.target.yaml': 'channel: {}\nhours: { zone: Asia/Shanghai, staffed: from nine }\n',
    'd.scenario.yaml': 'say: 你好啊\nid: Two\n',
  })
  expect(printed).toMatchInlineSnapshot(`
    "a.scenario.yaml:2:10
      1 | say: 你好啊
    > 2 | expect: [relevnt, { latency: { max: 5 } }, { states: window }]
        |          ^^^^^^^ relevnt is not an audit here. Did you mean relevant?
    Known: states never-states relevant resolves same-answer never-act latency human entry-visible no-loop waiting-told hours-stated offers-human context-carried return-path discloses-ai names-channels widget-axe widget-contrast widget-names widget-keyboard widget-live-region widget-zoom widget-forms evidence-kept judged.

    a.scenario.yaml:2:37
      1 | say: 你好啊
    > 2 | expect: [relevnt, { latency: { max: 5 } }, { states: window }]
        |                                     ^ expected text, found the number 5
    A number with a unit: 500ms, 5s, 2m.

    a.scenario.yaml:2:54
      1 | say: 你好啊
    > 2 | expect: [relevnt, { latency: { max: 5 } }, { states: window }]
        |                                                      ^^^^^^ window is not a truth or fact here.
    Known: (none). For these words themselves write { value: window }.

    b.scenario.yaml:1:1
    > 1 | sayy: 你好啊
        | ^^^^ unknown key. Did you mean say?
    Keys of a scenario: id lang title description tags industry pair probe persona account arms requires include table facts truth wording always say steps expect        docs/scenarios.md#all-keys-of-a-scenario

    b.scenario.yaml:5:1
      3 | ---
      4 | id: two
    > 5 | say: 你好
        | ^^^ a scenario has say or steps, not both

    b.scenario.yaml:6:8
      4 | id: two
      5 | say: 你好
    > 6 | steps: []
        |        ^^ is empty

    c.target.yaml:1:10
    > 1 | channel: {}
        |          ^^ is empty; expected http, stream, openai, rasa, websocket, socketio, directLine, command, plugin or browser

    c.target.yaml:2:40
      1 | channel: {}
    > 2 | hours: { zone: Asia/Shanghai, staffed: from nine }
        |                                        ^^^^^^^^^ cannot read the hours from nine; write for example Mo-Su 09:00-21:00

    d.scenario.yaml:2:5
      1 | say: 你好啊
    > 2 | id: Two
        |     ^^^ expected lower-case letters, digits and hyphens, at most 64"
  `)
})

test('control characters of a file never reach the terminal', () => {
  const printed = complaints({
    'a.scenario.yaml': 'say: "\u001b[31mred\u202e\u009b" \nsayy: "\u001b]0;title\u0007"\n',
  })
  expect(printed).toContain('unknown key. Did you mean say?')
  expect(printed.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/)
})

test('a long line is shown around the column', () => {
  const printed = complaints({
    'a.scenario.yaml': `say: "${'很长的话'.repeat(200)}{{itm}}${'还有'.repeat(200)}"\n`,
  })
  const line = printed.split('\n').find((text) => text.startsWith('> 1')) ?? ''
  expect(line.length).toBeLessThan(130)
  expect(line).toContain('{{itm}}')
  expect(printed).toContain('a.scenario.yaml:1:809')
})

test('a problem of a whole file takes one line and its advice another', () => {
  expect(formatProblem({ file: 'x.yaml', message: 'does not exist', hint: 'Look again.' })).toBe(
    'x.yaml: does not exist\n  Look again.',
  )
})

test('every page that an error names has the heading', () => {
  const printed = complaints({
    'a.scenario.yaml':
      'x: 1\nsay: 你好啊\nfacts: { a: { x: 1 } }\ntruth: { a: { x: 1 } }\nexpect: [{ x: 1 }]\nalways: [{ when: { x: 1 }, x: 1 }]\n',
    'b.scenario.yaml': 'id: b\nsteps: [{ x: 1 }]\n',
    'c.target.yaml': 'x: 1\nid: c\n',
    'd.persona.yaml': 'x: 1\nid: d\n',
    'e.profile.yaml': 'x: 1\nid: e\n',
  })
  const named = new Set([...printed.matchAll(/docs\/scenarios\.md#([a-z-]+)/g)].map(([, anchor]) => anchor))
  const text = readFileSync(new URL('../../docs/scenarios.md', import.meta.url), 'utf8')
  const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  )
  expect(named.size).toBe(8)
  expect(headings).toEqual(expect.arrayContaining([...named]))
})
