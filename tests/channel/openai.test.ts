/** Chat completions: history, streams, tool calls, refusals, and that nothing names the package. */
import { describe, expect, it, vi } from 'vitest'
import { openaiChannel } from '../../src/channel/http/openai.js'
import type { Openai } from '../../src/documents/types/target.js'
import { type Reply, serve, write } from '../support/served.js'
import { readyTarget, Talk } from '../support/talk.js'

const SSE = { 'content-type': 'text/event-stream' }

const chunk = (delta: unknown, more: object = {}) =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', choices: [{ index: 0, delta, finish_reason: null }], ...more })}\n\n`
const finish = (reason: string) =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta: {}, finish_reason: reason }] })}\n\n`
const USAGE = `data: ${JSON.stringify({ choices: [], usage: { prompt_tokens: 5, completion_tokens: 7, total_tokens: 12 } })}\n\n`
const DONE = 'data: [DONE]\n\n'

const streaming =
  (...pieces: string[]): Reply =>
  async (_, response) => {
    response.writeHead(200, SSE)
    await write(response, pieces)
    response.end()
  }

async function talk(reply: Reply, change: Partial<Openai> = {}) {
  const server = await serve(reply)
  const told = await Talk.open(
    openaiChannel(),
    readyTarget({ openai: { url: `${server.url}/v1`, model: 'shop-bot', ...change } }),
  )
  const say = async (text: string) => {
    const before = told.events.length
    const ends = told.of('end').length
    await told.session.send(text)
    await told.until((event) => event.kind === 'end' && told.of('end').length > ends)
    return told.events.slice(before)
  }
  return { ...server, told, say }
}

const answers = (told: Talk) => told.of('text').filter(({ actor }) => actor !== 'consumer')
const noted = (told: Talk, name: string) =>
  told.of('observation').flatMap((event) => (event.name === name ? [event.value] : []))

describe('chat completions', () => {
  it('stream into one message, and the history goes along', async () => {
    const { asked, told, say } = await talk(
      streaming(
        chunk({ role: 'assistant', content: '' }),
        chunk({ content: '您好' }),
        chunk({ content: '！' }),
        finish('stop'),
        USAGE,
        DONE,
      ),
      { system: '你是客服', parameters: { temperature: 0 } },
    )
    await say('在吗')
    await say('退款')
    expect(asked.map(({ url }) => url)).toEqual(['/v1/chat/completions', '/v1/chat/completions'])
    expect(asked[1]?.body).toEqual({
      model: 'shop-bot',
      stream: true,
      stream_options: { include_usage: true },
      temperature: 0,
      messages: [
        { role: 'system', content: '你是客服' },
        { role: 'user', content: '在吗' },
        { role: 'assistant', content: '您好！' },
        { role: 'user', content: '退款' },
      ],
    })
    const first = answers(told).filter(({ correlation }) => correlation === 'openai-1')
    expect(first[0]).toMatchObject({ revision: 0, final: false, source: 'api' })
    expect(first.at(-1)).toMatchObject({ text: '您好！', final: true })
    expect(new Set(first.map(({ id }) => id)).size).toBe(1)
    expect(noted(told, 'finish-reason')).toEqual(['stop', 'stop'])
    expect(noted(told, 'usage')[0]).toEqual({ prompt: 5, completion: 7, total: 12 })
    expect(told.kept.join()).toContain('"content":"您好"')
  })

  it('show tool calls put together from their pieces, bounded', async () => {
    const call = (part: object) => chunk({ tool_calls: [part] })
    const { told, say } = await talk(
      streaming(
        call({ index: 0, id: 'a', type: 'function', function: { name: 'find_order', arguments: '{"id":' } }),
        call({ index: 0, function: { arguments: '"7"}' } }),
        call({
          index: 1,
          id: 'b',
          type: 'function',
          function: { name: 'x'.repeat(500), arguments: 'y'.repeat(9000) },
        }),
        chunk({ content: '查到了。' }),
        finish('tool_calls'),
        DONE,
      ),
    )
    await say('查订单')
    expect(noted(told, 'tool-call')).toEqual([
      { name: 'find_order', arguments: '{"id":"7"}' },
      { name: 'x'.repeat(200), arguments: 'y'.repeat(4000) },
    ])
    expect(answers(told).at(-1)).toMatchObject({ text: '查到了。', final: true })
  })

  it('show a refusal as what the consumer reads, and name it', async () => {
    const { told, say } = await talk(
      streaming(chunk({ refusal: '我不能' }), chunk({ refusal: '帮您。' }), finish('stop'), DONE),
    )
    await say('x')
    expect(answers(told).at(-1)).toMatchObject({ text: '我不能帮您。', final: true })
    expect(noted(told, 'refusal')).toEqual(['我不能帮您。'])
  })

  it('may come whole, because the target file or the server says so', async () => {
    const whole: Reply = (_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const message = { role: 'assistant', content: '一次说完' }
      response.end(JSON.stringify({ choices: [{ index: 0, message, finish_reason: 'stop' }] }))
    }
    const asked = await talk(whole, { stream: false })
    await asked.say('hi')
    expect(asked.asked[0]?.body).not.toHaveProperty('stream_options')
    const unasked = await talk(whole)
    await unasked.say('hi')
    for (const { told } of [asked, unasked])
      expect(answers(told)).toMatchObject([{ text: '一次说完' }, { text: '一次说完', final: true }])
  })

  it('leave out what the target file sets to null', async () => {
    const { asked, say } = await talk(streaming(chunk({ content: 'x' }), DONE), {
      parameters: { stream_options: null },
    })
    await say('hi')
    expect(asked[0]?.body).toEqual({
      model: 'shop-bot',
      stream: true,
      messages: [{ role: 'user', content: 'hi' }],
    })
  })

  it('show the key, hide it everywhere, and name neither the package nor us', async () => {
    vi.stubEnv('OMBUD_TEST_KEY', 'sk-very-secret')
    const { asked, told, say } = await talk(
      async (one, response, request) => {
        await streaming(chunk({ content: `your key is ${one.headers.authorization}` }), DONE)(
          one,
          response,
          request,
        )
      },
      { auth: { bearer: '${OMBUD_TEST_KEY}' } },
    )
    await say('hi')
    expect(asked[0]?.headers.authorization).toBe('Bearer sk-very-secret')
    expect(JSON.stringify(asked[0]?.headers)).not.toMatch(/openai|stainless|ombud|node/i)
    expect(JSON.stringify([told.events, told.kept])).not.toContain('sk-very-secret')
  })
})

describe('completions that go wrong', () => {
  it('are never asked for twice by the package', async () => {
    const { asked, told, say } = await talk((_, response) => response.writeHead(503).end('busy'))
    await say('hi')
    expect(asked).toHaveLength(1)
    expect(told.of('error')).toMatchObject([{ whose: 'bot', code: 'http-503', status: 503 }])
  })

  it('wait as long as a 429 asks', async () => {
    const { told, say } = await talk((_, response) => response.writeHead(429, { 'retry-after': '9' }).end())
    await say('hi')
    expect(told.of('error')).toMatchObject([{ whose: 'network', code: 'rate-limited', retryAfter: 9 }])
  })

  it('say what the server thinks of the request', async () => {
    const { told, say } = await talk((_, response) =>
      response.writeHead(404).end('{"error":{"message":"model shop-bot does not exist"}}'),
    )
    await say('hi')
    expect(told.of('error')).toMatchObject([
      { whose: 'harness', code: 'http-404', message: /does not exist/ },
    ])
  })

  it('keep what came before the server died, and remember it', async () => {
    let n = 0
    const { asked, told, say } = await talk(async (_, response) => {
      response.writeHead(200, SSE)
      await write(response, [chunk({ content: '您的' }), chunk({ content: '订单' })])
      if (++n === 1) response.destroy()
      else response.end(DONE)
    })
    await say('hi')
    expect(told.of('error')).toMatchObject([{ whose: 'bot', code: 'reset' }])
    expect(answers(told).at(-1)).toMatchObject({ text: '您的订单', final: false })
    await say('then?')
    expect(asked[1]?.body.messages).toMatchObject([{}, { role: 'assistant', content: '您的订单' }, {}])
  })

  it.each([
    [
      'an error in the stream',
      'data: {"error":{"message":"overloaded","code":"server_error"}}\n\n',
      'stream-error',
    ],
    ['no JSON in the stream', 'data: {oops\n\n', 'not-json'],
    ['a page', '<html>', 'not-json'],
  ])('tell %s', async (_, body, code) => {
    const { told, say } = await talk(streaming(body))
    await say('hi')
    expect(told.of('error')).toMatchObject([{ whose: 'bot', code }])
  })

  it.each([
    ['nothing', DONE],
    [
      'strange shapes',
      `data: {"choices":{"a":1}}\n\ndata: {"choices":[null,{"index":0}]}\n\ndata: 5\n\n${DONE}`,
    ],
  ])('may hold %s', async (_, body) => {
    const { told, say } = await talk(streaming(body))
    await say('hi')
    expect([...noted(told, 'no-words'), ...told.of('error')]).toHaveLength(1)
  })

  it('have no connection', async () => {
    const told = await Talk.open(
      openaiChannel(),
      readyTarget({ openai: { url: 'http://127.0.0.1:1/v1', model: 'm', retry: 0 } }),
    )
    await told.session.send('hi')
    await told.until((event) => event.kind === 'end')
    expect(told.of('error')).toMatchObject([{ whose: 'bot', code: 'refused' }])
  })
})
