/** docs/channels.md: every example loads, and each that sends requests holds a conversation with a live bot. */
import { readFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { Channels } from '../../src/channel/open.js'
import { checkDocuments } from '../../src/documents/load.js'
import { formatProblems } from '../../src/documents/problem.js'
import { type Asked, type Reply, serve } from '../support/served.js'
import { Talk } from '../support/talk.js'
import { Workplace } from '../support/workplace.js'

const page = readFileSync(new URL('../../docs/channels.md', import.meta.url), 'utf8')
const examples = [...page.matchAll(/^```yaml target (\S+)\n(.*?)^```$/gms)].map(([, name, text]) => ({
  name: `${name}`,
  text: `${text}`,
}))

/** @param at where the addresses of the example lead instead */
function load({ name, text }: (typeof examples)[number], at?: string) {
  const work = new Workplace()
  const moved = at === undefined ? text : text.replace(/https?:\/\/[^/\s]+/g, at)
  return checkDocuments([work.write(name, moved)])
}

test.each(examples)('$name loads', (example) => {
  const { loaded, problems } = load(example)
  expect(formatProblems(problems)).toBe('')
  expect(`${loaded.targets[0]?.id}.target.yaml`).toBe(example.name)
})

const json =
  (reply: (asked: Asked) => unknown): Reply =>
  (asked, response) =>
    response.end(JSON.stringify(reply(asked)))
const sse =
  (...events: string[]): Reply =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.end(events.map((event) => `${event}\n\n`).join(''))
  }

/** Each example with a bot that it fits, and what is heard of that bot. */
const BOTS: Record<string, { bot: Reply; heard: string[] }> = {
  'shop-json.target.yaml': {
    bot: json(({ body }) => ({
      replies: [{ text: `${body.message}?`, buttons: [{ title: 'A', payload: '/a' }] }],
    })),
    heard: ['hello?'],
  },
  'shop-poll.target.yaml': {
    bot: json(({ method, url }) => ({
      messages:
        method === 'POST'
          ? [{ id: 1, text: 'One moment.' }]
          : url.includes('after=2')
            ? []
            : [{ id: 2, text: 'I am Ann.', from: 'agent' }],
    })),
    heard: ['One moment.', 'I am Ann.'],
  },
  'shop-hook.target.yaml': {
    bot: (asked, response) => {
      response.end('{"messages":[]}')
      const { callback, conversation } = asked.body
      void fetch(String(callback), {
        method: 'POST',
        headers: { 'x-hook-secret': 'h00k' },
        body: JSON.stringify({ conversation, messages: [{ text: 'Later.' }] }),
      })
    },
    heard: ['Later.'],
  },
  'shop-stream.target.yaml': {
    bot: sse('data: {"id":1,"delta":"Hel"}', 'data: {"id":1,"delta":"lo."}', 'event: done\ndata: x'),
    heard: ['Hello.'],
  },
  'shop-llm.target.yaml': {
    bot: sse('data: {"choices":[{"index":0,"delta":{"content":"Hi."}}]}', 'data: [DONE]'),
    heard: ['Hi.'],
  },
  'shop-rasa.target.yaml': { bot: json(() => [{ text: 'Hey.' }]), heard: ['Hey.'] },
}

test.each(Object.entries(BOTS))('%s works as it stands', async (name, { bot, heard }) => {
  for (const secret of ['SHOP_TOKEN', 'LLM_KEY']) vi.stubEnv(secret, 'secret')
  vi.stubEnv('HOOK_SECRET', 'h00k')
  const server = await serve(bot)
  const example = examples.find((one) => one.name === name)
  if (!example) throw new Error(`no example ${name}`)
  const [target] = load(example, server.url).loaded.targets
  if (!target) throw new Error(`${name} does not load`)
  const channels = new Channels()
  const told = await Talk.open(await channels.of(target), target)
  await told.session.send('hello')
  for (const text of heard) await told.untilText(text)
  expect(told.of('error')).toEqual([])
  await channels.close()
})
