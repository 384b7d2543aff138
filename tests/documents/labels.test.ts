/** Labels of people: rows that are refused, each at its place. */
import { expect, it } from 'vitest'
import { readLabels } from '../../src/documents/labels/labels.js'
import { Workplace } from '../support/workplace.js'

const row = (more: object) =>
  `${JSON.stringify({ criterion: 'relevant', question: 'a', answer: 'b', labels: { a: 'pass' }, ...more })}\n`

it.each([
  ['labels.jsonl', '', 'labels.jsonl: holds no labels'],
  ['labels.jsonl', 'x\n', 'labels.jsonl:1:1: the line is not valid JSON'],
  [
    'labels.jsonl',
    row({ labels: { a: 'maybe' } }),
    'labels.jsonl:1:1: a said "maybe"; labels are pass, fail and cannot-tell',
  ],
  ['labels.jsonl', row({ labels: {} }), 'nobody labelled it'],
  ['labels.jsonl', row({ labels: undefined }), 'labels has to be what each annotator said'],
  [
    'labels.jsonl',
    row({ criterion: 'nice' }),
    'the criterion is "nice"; known: relevant same-answer judged act:NAME',
  ],
  ['labels.jsonl', row({ criterion: 'act:greting' }), '"greting" is no act. Did you mean greeting?'],
  ['labels.jsonl', row({ criterion: 'judged' }), 'judged needs rubric'],
  ['labels.jsonl', row({ question: '' }), 'relevant needs question, or trial and turn'],
  ['labels.jsonl', row({ criterion: 'same-answer' }), 'same-answer needs first'],
  ['labels.jsonl', row({ trial: 'a/b/-/1' }), 'trial and turn belong together'],
  ['labels.jsonl', row({ lang: 'fr' }), 'lang is "fr"; known: zh-CN en'],
  ['labels.jsonl', row({ anser: 'b' }), '"anser" is not known here. Did you mean answer?'],
  [
    'labels.csv',
    'criterion,question,answer\nrelevant,a,b\n',
    'labels.csv:1:1: has no column of an annotator',
  ],
  [
    'labels.csv',
    'criterion,answer,annotator_1\nrelevant,b,pass\n',
    'labels.csv:2:1: relevant needs question',
  ],
  ['labels.csv', 'criterion,answers,annotator_1\nact:answer,b,pass\n', '"answers" is not known here'],
  ['labels.txt', 'x', 'labels.txt: holds no labels by its name'],
])('refuses %s with %j', (name, content, message) => {
  expect(() => readLabels(new Workplace().write(name, content))).toThrow(message)
})

it('says twenty mistakes, and how many more there are', () => {
  const path = new Workplace().write('labels.jsonl', 'x\n'.repeat(25))
  expect(() => readLabels(path)).toThrow(/labels\.jsonl:20:1[\s\S]*and 5 more problems$/)
})

it('reads the words for a label in both languages, and leaves out who said nothing', () => {
  const words = ['yes', 'TRUE', 1, '是', 'on-topic', 'no', false, '0', '不同', '?', '不确定', null, '']
  const labels = Object.fromEntries(words.map((word, i) => [`p${i}`, word]))
  const { rows } = readLabels(new Workplace().write('labels.jsonl', row({ labels })))
  expect(Object.values(rows[0]?.labels ?? {})).toEqual([
    ...Array(5).fill('pass'),
    ...Array(4).fill('fail'),
    ...Array(2).fill('cannot-tell'),
  ])
})
