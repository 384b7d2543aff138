/** A page may say anything of itself: observations of a chat that are malformed or huge prove nothing good, and throw nothing. */
import { expect, test } from 'vitest'
import { AUDITS } from '../../src/audits/registry.js'
import type { TranscriptEvent } from '../../src/documents/types/event.js'
import { evidenceOf, Talk } from '../golden/builder.js'

const NAMES = ['axe', 'fields', 'layout', 'keyboard', 'keyboard-exit', 'announced', 'keeping']
const WIDGET = [...AUDITS.values()].filter(({ meta }) => /^(widget-|evidence-kept)/.test(meta.id))
const ODD: Record<string, unknown> = {
  nothing: null,
  'a text': 'fine',
  'a list': [[{ when: 'open' }]],
  empty: {},
  failed: { when: 'open', failed: 'it came to no end' },
  'other kinds': {
    when: 7,
    violations: 'none',
    passed: 3,
    unsure: {},
    fields: 'all',
    parts: 'all',
    by: {},
    announced: 'yes',
    selectable: 'yes',
  },
  'lists of other things': {
    violations: [1, null, 'x'],
    fields: [null],
    parts: [7],
    sideways: [{}],
    cut: [null],
  },
}

function transcript(value: unknown): TranscriptEvent[] {
  const talk = new Talk()
  talk.event('observation', 'harness', { name: 'assist', value: { keyboard: true, zoom: 200 } })
  talk.say('ask', 'When?').bot('Tomorrow.').close()
  for (const name of NAMES) talk.event('observation', 'harness', { name, value })
  return talk
    .stop()
    .map((event) =>
      event.kind === 'header' ? { ...event, channel: { kind: 'browser', url: 'http://127.0.0.1/' } } : event,
    )
}

function verdicts(value: unknown) {
  const evidence = evidenceOf(transcript(value), { lang: 'en', scenario: {} })
  return WIDGET.flatMap(({ meta, evaluate }) =>
    evaluate(evidence, { options: undefined, turns: evidence.reading.turns }).map((one) => ({
      ...one,
      audit: meta.id,
    })),
  )
}

test.each(Object.entries(ODD))('%s passes nothing', (_, value) => {
  const passed = verdicts(value).filter(({ outcome }) => outcome === 'pass')
  expect(passed).toEqual([])
})

test('names from a page are cut, and stay words', () => {
  const evil = `\u001b[31m\u202e</script>${'x'.repeat(100_000)}`
  const broken = { id: evil, impact: 'critical', help: evil, nodes: 1e9, targets: [evil] }
  const all = verdicts({
    when: evil,
    violations: Array(5_000).fill(broken),
    fields: Array(5_000).fill({ name: evil, by: 'none' }),
    parts: [{ part: 'control', name: evil, seen: 'outside' }],
    sideways: [evil],
    cut: Array(5_000).fill(evil),
    part: 'choice',
    name: evil,
    reached: false,
    selectable: false,
    transcript: evil,
    message: evil,
    announced: false,
  })
  expect(all.filter(({ outcome }) => outcome === 'fail').length).toBeGreaterThan(5)
  for (const { message, audit } of all)
    for (const text of Object.values(message)) {
      expect([audit, text.length < 3_000]).toEqual([audit, true])
      expect(text).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    }
})
