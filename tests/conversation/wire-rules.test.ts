/** Whole conversations with a chat of the merchant's own, whose target file says what its payloads mean. */
import { expect, it } from 'vitest'
import { converse } from '../../src/index.js'
import { serve } from '../support/served.js'
import { Workplace } from '../support/workplace.js'

/** @param said what the bot's reply to the request for a person holds beside its words */
async function talk(said: object, words = '正在为您转接人工客服') {
  let n = 0
  const bot = await serve((_, response) => {
    response.setHeader('content-type', 'application/json')
    response.end(
      JSON.stringify(n++ === 0 ? { messages: [{ text: '您好' }] } : { ...said, messages: [{ text: words }] }),
    )
  })
  const http = { url: bot.url, request: { text: '$.text' }, reply: { messages: '$.messages[*]' } }
  const target = new Workplace().write('shop.target.yaml', {
    channel: { http },
    wire: [
      {
        when: '$.desk.type',
        equals: 'queued',
        level: 'E2',
        position: '$.desk.place',
        wait: '$.desk.seconds',
      },
      { when: '$.desk.type', equals: 'joined', level: 'E3', participant: '$.desk.agent' },
    ],
    timing: { quiet: '100ms', human: '200ms' },
  })
  const { events, levels } = await converse({
    target,
    steps: [{ say: ['你好'] }, { 'ask-human': 'phrase' }] as never,
    lang: 'zh-CN',
  })
  return {
    levels: levels.map(({ level }) => level),
    handoffs: events.flatMap((event) => (event.kind === 'handoff' ? [event] : [])),
  }
}

it('a rule of the target file proves that a person joined', async () => {
  const { levels, handoffs } = await talk({ desk: { type: 'joined', agent: '王敏' } })
  expect(levels).toContain('E3')
  expect(handoffs[0]).toMatchObject({
    level: 'E3',
    platform: 'generic',
    name: 'generic.e3',
    actor: 'human',
    participant: '王敏',
    ref: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
})

it('a queue is told with its length, and is nobody', async () => {
  const { levels, handoffs } = await talk({ desk: { type: 'queued', place: 4, seconds: 120 } })
  expect(levels).toEqual(expect.arrayContaining(['E0', 'E2']))
  expect(levels).not.toContain('E3')
  expect(handoffs[0]).toMatchObject({ queue: { position: 4, eta: 120_000 } })
})

it('words that look like such a payload are words', async () => {
  const { levels, handoffs } = await talk({}, '{"desk":{"type":"joined","agent":"王敏"}}')
  expect(handoffs).toEqual([])
  expect(levels).not.toContain('E3')
})
