/** Profiles: what is wrong in one is said once, with its place, and what is right in one is used. */
import { expect, test } from 'vitest'
import { checkDocuments } from '../../src/documents/load.js'
import { complaints, folder, load } from './folder.js'

const TITLE = 'title: { zh-CN: 门槛, en: A gate }'
const HEAD = `id: gate\n${TITLE}\nrequirements:\n`
const profile = (...requirements: string[]) =>
  `${HEAD}${requirements.map((one) => `  - { ${TITLE}, ${one} }\n`).join('')}`

test.each<[string, string[], string, string]>([
  [
    'a measure that does not exist',
    ['id: a, measure: first-contnt, kind: quantile, quantile: 0.95, threshold: 5s'],
    '4:57',
    'first-contnt is no measure and no audit here. Did you mean first-content?',
  ],
  [
    'an audit that does not exist',
    ['id: a, measure: resolvs, kind: rate, threshold: 0.7'],
    '4:57',
    'Did you mean resolves?',
  ],
  [
    'a time as a rate',
    ['id: a, measure: first-content, kind: rate, threshold: 0.7'],
    '4:78',
    'first-content can be judged as quantile, difference, not as rate',
  ],
  ['an audit as a quantile', ['id: a, measure: resolves, kind: quantile'], '4:73', 'not as quantile'],
  ['a rate without a threshold', ['id: a, measure: resolves, kind: rate'], '4:5', 'threshold from 0 to 1'],
  [
    'a rate above 1',
    ['id: a, measure: resolves, kind: rate, threshold: 80'],
    '4:90',
    'a rate needs a threshold from 0 to 1, as 0.8 for 80 %',
  ],
  [
    'a rate in time',
    ['id: a, measure: resolves, kind: rate, threshold: 5s'],
    '4:90',
    'threshold from 0 to 1',
  ],
  [
    'half a case',
    ['id: a, measure: silence, kind: prohibition, threshold: 0.5'],
    '4:96',
    'a whole number of cases',
  ],
  [
    'how much of an existence',
    ['id: a, measure: reached, kind: existence, threshold: 1'],
    '4:94',
    'no threshold',
  ],
  [
    'a quantile without a duration',
    ['id: a, measure: complete, kind: quantile, quantile: 0.95, threshold: 10'],
    '4:',
    'a quantile needs a duration as its threshold',
  ],
  [
    'a quantile of nobody knows what',
    ['id: a, measure: complete, kind: quantile, threshold: 10s'],
    '4:5',
    'which quantile?',
  ],
  [
    'a quantile of a rate',
    ['id: a, measure: resolves, kind: rate, threshold: 0.7, quantile: 0.5'],
    '4:',
    'a rate has no quantile',
  ],
  [
    'a difference of nothing',
    ['id: a, measure: resolves, kind: difference, threshold: -0.1'],
    '4:5',
    'a difference needs arms',
  ],
  [
    'a difference that wants more',
    [
      'id: a, measure: resolves, kind: difference, threshold: 0.1, arms: { axis: phase, test: [after-sale], control: before-sale }',
    ],
    '4:96',
    'from -1 to 0',
  ],
  [
    'a ratio of shares',
    [
      'id: a, measure: resolves, kind: difference, threshold: 1.2, as: ratio, arms: { axis: phase, test: [x], control: y }',
    ],
    '4:',
    'shares are compared as a difference',
  ],
  [
    'times that are subtracted',
    [
      'id: a, measure: time-to-person, kind: difference, threshold: -0.1, arms: { axis: phase, test: [x], control: y }',
    ],
    '4:5',
    'write as: ratio',
  ],
  [
    'a ratio below 1',
    [
      'id: a, measure: turns, kind: difference, as: ratio, threshold: 0.9, arms: { axis: phase, test: [x], control: y }',
    ],
    '4:',
    'a threshold of 1 or more',
  ],
  [
    'arms of a pair that is one already',
    [
      'id: a, measure: paraphrase, kind: difference, threshold: -0.1, arms: { axis: phase, test: [x], control: y }',
    ],
    '4:',
    'compares by itself',
  ],
  [
    'arms of a rate',
    ['id: a, measure: resolves, kind: rate, threshold: 0.7, arms: { axis: phase, test: [x], control: y }'],
    '4:',
    'a rate has no arms',
  ],
  [
    'a comparison with itself',
    [
      'id: a, measure: resolves, kind: difference, threshold: 0, arms: { axis: phase, test: [x, y], control: y }',
    ],
    '4:',
    'y would be compared with itself',
  ],
  [
    'an unknown persona',
    [
      'id: a, measure: resolves, kind: difference, threshold: 0, arms: { axis: persona, test: [elderly-socal], control: control }',
    ],
    '4:',
    'no persona is named elderly-socal. Did you mean elderly-social?',
  ],
  [
    'an unknown persona in the scope',
    ['id: a, measure: resolves, kind: rate, threshold: 0.7, scope: { persona: [angri] }'],
    '4:',
    'no persona is named angri. Did you mean angry?',
  ],
  [
    'an unknown window',
    [
      'id: a, measure: answered, kind: difference, threshold: 0, arms: { axis: window, test: [evening], control: day }',
    ],
    '4:',
    'no window is named evening',
  ],
  [
    'a spread over nothing',
    ['id: a, measure: answered, kind: rate, threshold: 0.9, spread: 1h'],
    '4:',
    'trials are spread over windows',
  ],
  [
    'a level of an answer',
    ['id: a, measure: resolves, kind: rate, threshold: 0.9, level: E2'],
    '4:',
    'takes no level',
  ],
  [
    'options of what is no audit',
    ['id: a, measure: reached, kind: rate, threshold: 0.9, options: unasked'],
    '4:',
    'only an audit has options',
  ],
  [
    'how long of an answer',
    ['id: a, measure: answered, kind: rate, threshold: 0.9, over: 3m'],
    '4:',
    'takes no over',
  ],
  ['nothing to look at', ['id: a, severity: major'], '4:5', 'a requirement needs a measure'],
  ['nothing to judge by', ['id: a, measure: resolves'], '4:5', 'a requirement needs a kind'],
  [
    'a declaration that is measured',
    ['id: a, declaration: true, measure: resolves, kind: rate, threshold: 0.7'],
    '4:',
    'a declaration is the word of the operator',
  ],
  [
    'a source that ends before it begins',
    [
      "id: a, measure: resolves, kind: rate, threshold: 0.7, citations: [{ document: x, wording: copy, effective: '2026-01-01', until: '2025-01-01' }]",
    ],
    '4:',
    'ends before it is in force (2026-01-01)',
  ],
  [
    'two of one name',
    [
      'id: a, measure: resolves, kind: rate, threshold: 0.7',
      'id: a, measure: relevant, kind: rate, threshold: 0.7',
    ],
    '5:',
    'two requirements are named a',
  ],
  [
    'two thresholds of one thing',
    [
      'id: a, measure: resolves, kind: rate, threshold: 0.7',
      'id: b, measure: resolves, kind: rate, threshold: 0.8',
    ],
    '5:90',
    'contradicts a, which asks the same with the threshold 0.7',
  ],
  [
    'one thing twice',
    [
      'id: a, measure: resolves, kind: rate, threshold: 0.7',
      'id: b, measure: resolves, kind: rate, threshold: 0.7',
    ],
    '5:',
    'asks the same as a',
  ],
  [
    'what is forbidden and demanded',
    ['id: a, measure: silence, kind: prohibition', 'id: b, measure: silence, kind: existence'],
    '5:',
    'contradicts a: one forbids what the other demands',
  ],
])('%s is one clear error', (_, requirements, place, words) => {
  const said = complaints({ 'gate.profile.yaml': profile(...requirements) })
  expect(said).toContain(`gate.profile.yaml:${place}`)
  expect(said).toContain(words)
  expect(said.split('\n\n')).toHaveLength(1)
})

test('requirements that differ in anything but the threshold stand side by side', () => {
  const { profiles } = load({
    'gate.profile.yaml': profile(
      'id: a, measure: resolves, kind: rate, threshold: 0.7',
      'id: b, measure: resolves, kind: rate, threshold: 0.8, scope: { tags: [phase] }',
      'id: c, measure: resolves, kind: rate, threshold: 0.9, jurisdiction: [eu]',
      'id: d, measure: reached, kind: existence, level: E3, minimum: 5',
      'id: e, measure: reached, kind: rate, level: E2, threshold: 0.8',
      'id: f, severity: information',
      'id: g, declaration: true',
      'id: h, measure: answered, kind: rate, threshold: 0.95, spread: 1h, scope: { window: [day, night] }',
      'id: i, measure: paraphrase, kind: difference, threshold: -0.15',
    ),
  })
  expect(profiles.gate?.requirements.map(({ id }) => id).join('')).toBe('abcdefghi')
})

test('a persona of one’s own may be named, wherever its file stands', () => {
  const one =
    'id: a, measure: resolves, kind: difference, threshold: -0.1, arms: { axis: persona, test: [zoe], control: control }'
  load({ 'a.profile.yaml': profile(one), 'z.persona.yaml': 'id: zoe\n' })
})

test('a profile of one’s own replaces the shipped one of the same id, and is there once', () => {
  const own = profile('id: mine, measure: resolves, kind: rate, threshold: 0.5').replace('gate', 'ci-smoke')
  expect(load({ 'a.profile.yaml': own }).profiles['ci-smoke']?.requirements.map(({ id }) => id)).toEqual([
    'mine',
  ])
  expect(complaints({ 'a.profile.yaml': own, 'b.profile.yaml': own })).toContain(
    'the profile ci-smoke is already in a.profile.yaml',
  )
})

test('an audit of one’s own is a measure, too', () => {
  const file = { 'a.profile.yaml': profile('id: a, measure: polite, kind: rate, threshold: 0.9') }
  expect(complaints(file)).toContain('polite is no measure and no audit here')
  expect(checkDocuments([folder(file)], new Map([['polite', undefined]])).problems).toEqual([])
})

test('shipped profiles are there under their names, without being asked for', () => {
  const { profiles, files } = load({ 'a.scenario.yaml': 'id: a\nsay: 你好啊\n' })
  for (const [id, one] of Object.entries(profiles)) {
    expect(one.id).toBe(id)
    expect(files[`profile/${id}`]).toMatch(`${id}.profile.yaml`)
  }
  expect(Object.keys(profiles)).toContain('ci-smoke')
})
