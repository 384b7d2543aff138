/** Rules of a target file over the payloads of a chat that no mapper knows. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { WireRule } from '../../../src/documents/types/target.js'
import { Mapper } from '../../../src/handoff/mapper.js'
import { generic } from '../../../src/handoff/platforms/generic.js'
import { type Conversation, highest, payloads } from '../platforms/conversations.js'

const RULES: WireRule[] = [
  { when: '$.type', equals: 'queue', level: 'E2', position: '$.position', wait: '$.wait', url: 'chat.shop' },
  {
    when: '$.type',
    equals: 'agent_joined',
    level: 'E3',
    participant: '$.agent.name',
    change: 'joined',
    url: 'chat.shop',
  },
  { when: '$.from.role', equals: 'agent', level: 'E4', url: 'chat.shop' },
  { when: '$.type', equals: 'agent_left', change: 'left', participant: '$.agent.name' },
  { when: '$.type', equals: 'no_agent', failed: 'no-agent' },
]
const CONVERSATIONS: Conversation[] = parse(
  readFileSync(new URL('generic.fixtures.yaml', import.meta.url), 'utf8'),
)
const play = (conversation: Conversation, rules = RULES) => {
  const mapper = new Mapper([generic(rules)])
  return payloads(conversation).flatMap((frame) => mapper.step(frame))
}
const step = (rule: WireRule, json: unknown) =>
  generic([rule]).step(null, {
    at: 0,
    source: 'ws',
    direction: 'in',
    url: 'wss://chat.shop.example/ws',
    connection: 'ws-1',
    text: '',
    json,
  }).signals

describe('a chat of the merchant', () => {
  it.each(CONVERSATIONS.map((one) => [one.name, one] as const))('%s', (_, conversation) => {
    const signals = play(conversation)
    expect(highest(signals)).toBe(conversation.highest)
    if (conversation.ended !== undefined)
      expect(signals.some(({ change }) => change === 'left')).toBe(conversation.ended)
  })

  it('says who joined, how long the queue is, and why nobody comes', () => {
    const told = (name: string) => play(CONVERSATIONS.find((one) => one.name === name) as Conversation)
    expect(told('queue, joined, written')).toMatchObject([
      { name: 'generic.e2', actor: 'system', queue: { position: 3, eta: 90_000 } },
      { name: 'generic.e3', actor: 'human', participant: '王敏', change: 'joined' },
      { name: 'generic.e4', actor: 'human' },
    ])
    expect(told('nobody is available')).toMatchObject([{ name: 'generic.no-agent', failed: 'no-agent' }])
    expect(told('written and left').at(-1)).toMatchObject({ kind: 'participant', change: 'left' })
  })

  it('compares values as they are, and is satisfied with anything where nothing is to be equalled', () => {
    expect(step({ when: '$.human', equals: true, level: 'E3' }, { human: true })).toHaveLength(1)
    expect(step({ when: '$.human', equals: true, level: 'E3' }, { human: 'true' })).toEqual([])
    expect(step({ when: '$.agent', level: 'E3' }, { agent: null })).toHaveLength(1)
    expect(step({ when: '$.agent', level: 'E3' }, { bot: 1 })).toEqual([])
  })

  it('does not stumble over what is nested deeper than a path may look', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(3000)}{"type":"x"}${'}'.repeat(3000)}`)
    expect(step({ when: '$..type', equals: 'x', level: 'E3' }, deep)).toEqual([])
    for (const json of [null, [], 1, 'x', { position: -1 }, { position: Number.NaN }])
      expect(step({ when: '$.type', level: 'E2', position: '$.position' }, json)).toEqual([])
  })
})
