/** What a schema cannot see in a scenario or target. */
import { expect, test } from 'vitest'
import { complaints } from './folder.js'

const scenario = (body: string) => complaints({ 'a.scenario.yaml': body })

test.each<[string, string, string]>([
  [
    'a probe without its keyword',
    'probe: { pair: p, kind: decoy, keyword: 退款 }\nsay: [退款到了吗？, 钱到了吗？]\n',
    'the keyword 退款 is missing: 钱到了吗？',
  ],
  [
    'a reworded probe with its keyword, in whatever case',
    'probe: { pair: p, kind: reworded, keyword: refund }\nsay: words\nwording: { words: [My money?, Where is my Refund] }\n',
    'a reworded probe does without its keyword refund: Where is my Refund',
  ],
  [
    'a probe of two questions',
    'probe: { pair: p, kind: keyword, keyword: 退款 }\nsteps: [{ say: 退款呢？ }, { say: 退款呢？ }]\n',
    'a probe is one question',
  ],
  ['neither say nor steps', 'id: a\n', 'a scenario needs say or steps'],
  [
    'say and steps',
    'say: 你好啊\nsteps: [{ wait: 1s }]\n',
    '1:1\n> 1 | say: 你好啊\n    | ^^^ a scenario has say or steps, not both',
  ],
  ['two verbs', 'steps: [{ say: 你好啊, wait: 1s }]\n', 'needs exactly one verb; has say and wait'],
  ['no verb', 'steps: [{ id: x }]\n', 'needs exactly one verb; has none'],
  [
    'a handler without a verb',
    'say: 你好啊\nalways: [{ when: silent }]\n',
    'needs exactly one verb; has none',
  ],
  [
    'a step named twice',
    'steps: [{ id: x, wait: 1s }, { id: x, wait: 1s }]\n',
    '1:36\n> 1 | steps: [{ id: x, wait: 1s }, { id: x, wait: 1s }]\n    |                                    ^ two steps are named x',
  ],
  ['a use that is not alone', 'steps: [{ id: x, use: y }]\n', 'use stands alone in its step'],
  ['an unknown audit', 'say: 你好啊\nexpect: [relevent]\n', 'Did you mean relevant?'],
  [
    'an audit that needs options',
    'say: 你好啊\nexpect: latency\n',
    'latency needs options: write { latency: … }',
  ],
  [
    'two audits in one',
    'say: 你好啊\nexpect: [{ relevant: true, judged: x }]\n',
    'this one has relevant and judged',
  ],
  ['only a stop', 'say: 你好啊\nexpect: [{ stop: true }]\n', 'this one has none'],
  [
    'an unknown truth',
    'truth: { window: 7天 }\nsay: 你好啊\nexpect: [{ states: windw }]\n',
    'windw is not a truth or fact here. Did you mean window?',
  ],
  ['a literal as a truth', 'say: 你好啊\nexpect: [{ never-states: [七天] }]\n', 'expected a name of letters'],
  [
    'a fact to be resolved',
    'facts: { a: b }\nsay: 你好啊\nexpect: [{ resolves: [a] }]\n',
    'a is not a truth here.',
  ],
  ['an unknown act', 'say: 你好啊\nexpect: [{ never-act: [fallbck] }]\n', 'Did you mean fallback?'],
  ['an unknown condition', 'steps: [{ wait: 1s, when: resolvd }]\n', 'Did you mean resolved?'],
  ['an unknown act in a condition', 'steps: [{ wait: 1s, unless: { act: [queue, fallbck] } }]\n', '1:44\n'],
  [
    'a repeat of a later step',
    'steps: [{ repeat: { step: b } }, { id: b, say: 你好啊 }]\n',
    'b is not an earlier step here.',
  ],
  [
    'a repeat of what was not said',
    'steps: [{ id: b, wait: 1s }, { repeat: { step: b } }]\n',
    'only a step with say can be repeated',
  ],
  [
    'a repeat of one step among others whose name is a list',
    'steps: [{ id: [a], say: 你好啊 }, { id: b, say: 你好啊 }, { repeat: { step: bb } }]\n',
    'Did you mean b?',
  ],
  [
    'same-answer as itself',
    'steps: [{ id: b, say: 你好啊, expect: [{ same-answer: b }] }]\n',
    'b is not an earlier step here.',
  ],
  [
    'a fact that nobody has',
    'facts: { order: x }\nsteps: [{ tell: ordr }]\n',
    'ordr is not a fact here. Did you mean order?',
  ],
  ['the name of no wording', 'wording: { broken: [坏了] }\nsay: brokn\n', 'Did you mean broken?'],
  ['an unknown persona', 'persona: contrl\nsay: 你好啊\n', 'Did you mean control?'],
  ['an unknown persona among arms', 'arms: { persona: [control, elder] }\nsay: 你好啊\n', '1:28\n'],
  [
    'an unknown law',
    'truth: { a: { from: law.quality-retrun } }\nsay: 你好啊\n',
    'Did you mean quality-return?',
  ],
  [
    'a fact of two sources',
    'facts: { a: { value: x, fake: name } }\nsay: 你好啊\n',
    'needs exactly one of value, from, fake or oneOf',
  ],
  [
    'a truth of no source',
    'truth: { a: { absent: skip } }\nsay: 你好啊\n',
    'needs exactly one of value or from; has none',
  ],
  [
    'ask-human by an arm that is not there',
    'steps: [{ ask-human: arm }]\n',
    'by arm needs arms.by in the scenario',
  ],
  [
    'a pattern that does not compile',
    'say: 你好啊\nexpect: [{ never-states: { pattern: "(" } }]\n',
    'not a usable pattern',
  ],
  [
    'a pattern that never ends',
    'say: 你好啊\nexpect: [{ never-states: { pattern: "(a+)+$" } }]\n',
    'can take forever',
  ],
  [
    'a pattern without end in its length',
    `say: 你好啊\nexpect: [{ never-states: { pattern: "${'a'.repeat(501)}" } }]\n`,
    'longer than 500 characters',
  ],
  ['a helper in a template', "say: ['{{upper item}}']\n", 'only names are filled in'],
  ['a block in a template', "say: ['{{#if item}}a{{/if}}']\n", '1:8\n'],
  ['a partial in a template', "say: ['{{> item}}']\n", 'only names are filled in'],
  ['a parent in a template', "say: ['{{../item}}']\n", 'only names are filled in'],
  ['a template that does not end', "say: ['{{item} 呢']\n", 'not a template'],
  ['an unknown fact in an unused wording', "wording: { w: ['{{itm}}'] }\nsay: 你好啊\n", '1:19\n'],
  ['an arm that is not varied', "say: ['{{arm.phase}}']\n", 'Arms of this scenario: (none)'],
  [
    'a fact of a persona that not all have',
    "arms: { persona: [control, elderly-social] }\nsay: ['{{persona.age}}']\n",
    'unknown name',
  ],
  ['an unknown root', "say: ['{{bot.words}}']\n", 'A name is a fact, or begins with arm.'],
  ['a prototype', "say: ['{{constructor}}']\n", 'unknown name'],
  ['an unknown law in words', "say: ['{{law.nothing}}']\n", 'Entries of the law packs'],
])('%s', (_, body, message) => {
  const printed = scenario(body)
  expect(printed).not.toBe('')
  expect(printed).toContain(message)
})

test.each([
  "facts: { item: 鞋 }\nsay: ['{{item}}、{{{item}}}、{{ target.orders.delivered }}、{{law.quality-return}}']\n",
  "arms: { phase: [before-sale, after-sale] }\nsay: ['{{arm.phase}}']\n",
  "persona: elderly-social\nsay: ['我今年{{age}}岁，{{persona.age}}']\n",
  'say: [hello]\n',
  'say: 你好啊\nexpect: [relevant, resolves, names-channels, { never-states: { pattern: "我是(真人|人工客服)" }, stop: true }]\n',
  'steps: [{ say: 你好啊 }, { ask-human: { by: [button, phrase], mood: [plain, annoyed], say: [转人工！] }, unless: human-joined }]\n',
])('is sound: %s', (body) => {
  expect(scenario(body)).toBe('')
})

test.each([
  ['hours: { zone: Asia/Shangai, staffed: 24/7 }', 'unknown time zone Asia/Shangai', ':2:16'],
  ['hours: { zone: Asia/Shanghai, staffed: 9 to 5 }', 'cannot read the hours 9 to 5', ':2:40'],
  ['politeness: { gap: 2 seconds }', 'expected a number with a unit', ':2:20'],
  ['politeness: { concurency: 2 }', 'Did you mean concurrency?', ':2:15'],
  ['merchant: My Shop', 'expected lower-case letters, digits and hyphens', ':2:11'],
])('a target with %s', (line, message, place) => {
  const channel =
    'channel: { http: { url: "http://127.0.0.1:1/", request: { text: $.a }, reply: { messages: $.b } } }'
  const printed = complaints({ 'a.target.yaml': `${channel}\n${line}\n` })
  expect(printed).toContain(message)
  expect(printed).toContain(place)
})

test.each([
  ['request: { text: $.a }, reply: { messages: "$.a[" }', 'cannot read the JSONPath', ':1:91'],
  ['request: { text: "$.a[*]" }, reply: {}', '$.a[*] does not name one place', ':1:65'],
  ['request: { text: $ }, reply: {}', '$ does not name one place', ':1:65'],
  ['request: { text: $.a, body: { note: "$.a[" } }, reply: {}', '', ''],
  ['request: { text: $.a }, reply: {}, tls: { cert: a.pem }', 'cert and key belong together', ':1:88'],
  [
    'request: { text: $.a }, reply: {}, poll: { url: "http://127.0.0.1:1/{cursor}" }',
    'url has {cursor}, but cursor does not say where it is found',
    ':1:89',
  ],
])('a channel with %s', (parts, message, place) => {
  const printed = complaints({
    'a.target.yaml': `channel: { http: { url: "http://127.0.0.1:1/", ${parts} } }\n`,
  })
  if (message === '') expect(printed).toBe('')
  expect(printed).toContain(message)
  expect(printed).toContain(place)
})

test('a target has exactly one channel, and says what each needs', () => {
  const printed = complaints({
    'a.target.yaml':
      'channel:\n  http: { url: nowhere, request: {}, reply: { messages: $.b } }\n  browser: { url: "https://x.example/" }\n',
  })
  expect(printed).toContain('expected exactly one of http, stream,')
  expect(printed).toContain('expected an address such as https://example.com/')
  expect(printed).toContain('a request needs the key text')
})

test.each([
  ['{{persona.ag}}', 'Did you mean persona.age?'],
  ['{{item}}', 'The words of a persona may use: persona.age value topic'],
  ['{{#each x}}{{/each}}', 'only names are filled in'],
])('words of a persona that no scenario could fill in: %s', (words, message) => {
  const printed = complaints({
    'p.persona.yaml': `id: p\nfacts: { age: 72 }\nwording: { en: { opening: ['Hi ${words}'] } }\n`,
  })
  expect(printed).toContain(message)
})

test('a wording file is checked for its syntax, and where it is included for its names', () => {
  const wording = "wording: { w: ['{{item}}'], broken: ['{{item'] }\n"
  const printed = complaints({
    'a.scenario.yaml': 'include: b.wording.yaml\nsay: w\n',
    'b.wording.yaml': wording,
  })
  expect(printed).toContain('b.wording.yaml:1:')
  expect(printed).toContain('not a template')
  const sound = complaints({
    'a.scenario.yaml': 'include: b.wording.yaml\nsay: w\n',
    'b.wording.yaml': "wording: { w: ['{{item}}'] }\n",
  })
  expect(sound).toContain('b.wording.yaml:1:19')
  expect(sound).toContain('unknown name.')
})
