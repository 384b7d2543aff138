/** What a target may say of evidence that a person answered: rules over payloads, and the merchant's confirmation. */
import { expect, test } from 'vitest'
import { complaints } from './folder.js'

const target = (text: string) =>
  complaints({ 'a.target.yaml': `channel: { browser: { url: 'https://shop.example/' } }\n${text}\n` })

test.each([
  'wire: [{ when: $.type, equals: joined, level: E3, participant: $.agent.name }, { when: $.n, equals: 3, change: left }]',
  'wire: [{ when: $.type, failed: no-agent, url: chat.shop }]',
  "confirm: { webhook: { platform: chatwoot, secret: '${S}' } }",
  "confirm: { poll: { platform: zendesk, url: 'https://desk.example/{session}', headers: { a: '${S}' }, every: 2s } }",
  'confirm: { webhook: { platform: own, secret: x, conversation: { page: $.id, payload: $.id } } }',
])('%s', (line) => {
  expect(target(line)).toBe('')
})

test.each([
  ['wire: [{ when: $.type, equals: joined }]', 'level'],
  ['wire: [{ when: type, level: E3 }]', 'wire'],
  ['wire: [{ when: "$.a[", level: E3 }]', 'cannot read the JSONPath'],
  ['wire: [{ when: $.a, level: E3, participant: "$..[" }]', 'cannot read the JSONPath'],
  ['wire: [{ when: $.a, level: E4, actor: bot }]', 'E4 says that a person is there, but actor is bot'],
  ['wire: [{ when: $.a, level: E3-claimed }]', 'E3'],
  ['wire: []', 'wire'],
  ['confirm: {}', 'confirm'],
  ['confirm: { webhook: { platform: chatwoot } }', 'secret'],
  [
    "confirm: { webhook: { platform: chatwoot, secret: x }, poll: { platform: chatwoot, url: 'https://a.example' } }",
    'confirm',
  ],
  ['confirm: { webhook: { platform: own, secret: x } }', 'where own names its conversation is not known'],
  ['confirm: { webhook: { platform: constructor, secret: x } }', 'Write conversation.payload'],
  ["confirm: { poll: { platform: intercom, url: 'https://a.example' } }", 'Write conversation.page'],
  [
    'confirm: { webhook: { platform: chatwoot, secret: x, conversation: { page: "$[" } } }',
    'cannot read the JSONPath',
  ],
])('%s is wrong', (line, message) => {
  expect(target(line)).toContain(message)
})
