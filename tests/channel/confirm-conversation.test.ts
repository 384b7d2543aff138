/** Whole conversations over HTTP that the merchant's platform confirms, or does not, while they are held. */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { converse } from '../../src/index.js'
import { serve } from '../support/served.js'
import { Workplace } from '../support/workplace.js'

const SECRET = 'secret-of-the-shop'
beforeEach(() => void vi.stubEnv('SHOP_CONFIRM', SECRET))
afterEach(() => void vi.unstubAllEnvs())

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

const state = (id: number, status: string, assignee?: object) =>
  JSON.stringify({ event: 'conversation_updated', id, status, meta: { assignee: assignee ?? null } })

/** @param told what the platform posts, in this order, before the bot answers the request for a person */
async function talk(told: string[]) {
  const port = await freePort()
  const post = (body: string) =>
    fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers: { authorization: SECRET }, body })
  let n = 0
  const bot = await serve(async (_, response) => {
    if (n++ === 1) for (const body of told) await post(body)
    response.setHeader('content-type', 'application/json')
    response.end(
      JSON.stringify({ chat: { id: 71 }, messages: [{ text: n === 1 ? '您好' : '正在为您转接人工客服' }] }),
    )
  })
  const http = { url: bot.url, request: { text: '$.text' }, reply: { messages: '$.messages[*]' } }
  const webhook = {
    platform: 'chatwoot',
    port,
    secret: '${SHOP_CONFIRM}',
    conversation: { page: '$.chat.id' },
  }
  const target = new Workplace().write('shop.target.yaml', {
    channel: { http },
    confirm: { webhook },
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
    left: events.flatMap((event) =>
      event.kind === 'observation' && event.name === 'confirm-left-out' ? [event.value] : [],
    ),
    text: JSON.stringify(events),
  }
}

it('what the platform says of this conversation makes proof of a promise', async () => {
  const told = [
    state(71, 'pending'),
    state(71, 'open'),
    state(71, 'open', { id: 14, name: '王敏', type: 'user' }),
  ]
  const { levels, handoffs, left, text } = await talk(told)
  expect(levels).toEqual(expect.arrayContaining(['E0', 'E2', 'E3']))
  expect(handoffs.at(-1)).toMatchObject({
    level: 'E3',
    source: 'webhook',
    platform: 'chatwoot',
    participant: '王敏',
    ref: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
  expect(left).toEqual([])
  expect(text).not.toContain(SECRET)
})

it('what it says of another conversation leaves it a promise', async () => {
  const told = [state(72, 'pending'), state(72, 'open', { id: 14, name: '王敏', type: 'user' })]
  const { levels, handoffs, left } = await talk(told)
  expect(levels).toEqual(['E0'])
  expect(handoffs).toEqual([])
  expect(left).toEqual([{ unmatched: 2 }])
})
