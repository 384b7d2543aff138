/** Streams of real servers: what is told of them, whole, split anywhere, cut off, endless. */
import { createBrotliCompress, createGzip, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { streamChannel } from '../../src/channel/http/stream.js'
import type { Stream } from '../../src/documents/types/target.js'
import { type Reply, serve, write } from '../support/served.js'
import { readyTarget, Talk } from '../support/talk.js'

const SSE = { 'content-type': 'text/event-stream; charset=utf-8' }
const DELTA: Partial<Stream> = { delta: '$.delta', reply: { choices: '$.quick[*]' } }

async function talk(reply: Reply, change: Partial<Stream> = {}) {
  const server = await serve(reply)
  const stream = {
    url: `${server.url}/chat`,
    request: { text: '$.message', session: '$.session' },
    reply: {},
    ...change,
  }
  const told = await Talk.open(streamChannel(), readyTarget({ stream }))
  const say = async (text = '你好') => {
    const before = told.events.length
    const ends = told.of('end').length
    await told.session.send(text)
    await told.until((event) => event.kind === 'end' && told.of('end').length > ends)
    return told.events.slice(before)
  }
  return { ...server, told, say }
}

const bytes = (text: string, size: number): Buffer[] => {
  const all = Buffer.from(text)
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) =>
    all.subarray(i * size, (i + 1) * size),
  )
}

/** The last words of each message of the bot, in order, with whether they are final. */
function messages(events: Talk['events']) {
  const last = new Map<string, { text: string; final: boolean }>()
  for (const event of events)
    if (event.kind === 'text' && event.actor !== 'consumer')
      last.set(event.id, { text: event.text, final: event.final })
  return [...last.values()]
}

const revisions = (events: Talk['events']) =>
  events.flatMap((e) => (e.kind === 'text' && e.actor !== 'consumer' ? [e] : []))
const error = (events: Talk['events']) => events.find((e) => e.kind === 'error')
const noted = (events: Talk['events'], name: string) =>
  events.filter((e) => e.kind === 'observation' && e.name === name)

describe('server-sent events', () => {
  it.each([1, 2, 3, 7, 1000])('are read from pieces of %s bytes, with CRLF and comments', async (size) => {
    const body = [
      ': hello\r\n\r\n',
      'event: message\r\ndata: {"delta":"您好，"}\r\n\r\n',
      ': ping\r\n',
      'data: {"delta":"我是😀"}\r\n\r\n',
      'id: 7\r\ndata: {"delta":"机器人","quick":["退款"]}\r\n\r\n',
      'data: [DONE]\r\n\r\n',
    ].join('')
    const { say, asked } = await talk(async (_, response) => {
      response.writeHead(200, SSE)
      await write(response, bytes(body, size))
      response.end()
    }, DELTA)
    const events = await say()
    expect(messages(events)).toEqual([{ text: '您好，我是😀机器人', final: true }])
    expect(events.filter((e) => e.kind === 'choices')).toMatchObject([{ options: [{ label: '退款' }] }])
    expect(error(events)).toBeUndefined()
    expect(asked[0]?.body).toMatchObject({ message: '你好' })
  })

  it('tells the first piece at once, few in between, and the last; the turn ends with the marker', async () => {
    const pieces = Array.from({ length: 200 }, (_, i) => `data: {"delta":"${i} "}\n\n`)
    const { say, told } = await talk(async (_, response) => {
      response.writeHead(200, SSE)
      await write(response, [...pieces, 'data: [DONE]\n\n'])
      // The body goes on: a marker is enough.
      response.write(': still here\n\n')
    }, DELTA)
    const events = await say()
    const said = revisions(events)
    expect(said[0]).toMatchObject({ text: '0 ', revision: 0, final: false })
    expect(said.at(-1)).toMatchObject({
      final: true,
      text: Array.from({ length: 200 }, (_, i) => `${i} `).join(''),
    })
    expect(said.map((e) => e.revision)).toEqual(said.map((_, i) => i))
    const [from, to] = [said[0]?.at ?? 0, said.at(-1)?.at ?? 0]
    expect(said.length).toBeLessThanOrEqual((to - from) / 50 + 3)
    expect(events.at(-1)).toMatchObject({ kind: 'end', correlation: 'stream-1' })
    expect(told.kept.join()).toContain('"delta":"199 "')
  })

  it.each([
    ['gzip', createGzip],
    ['br', createBrotliCompress],
  ] as const)('are told as they come, packed with %s too', async (encoding, pack) => {
    let goOn: () => void = () => undefined
    const { told } = await talk((_, response) => {
      response.writeHead(200, { ...SSE, 'content-encoding': encoding })
      const packed = pack()
      packed.pipe(response)
      packed.write('data: {"delta":"先"}\n\n')
      packed.flush()
      goOn = () => packed.end('data: {"delta":"后"}\n\n')
    }, DELTA)
    await told.session.send('hi')
    // The end is not sent before the beginning was told.
    await told.untilText('先')
    goOn()
    await told.untilText('先后')
  })

  it('hold whole messages, several at once, each with its author', async () => {
    const { say } = await talk(
      (_, response) => {
        response.writeHead(200, SSE)
        response.end(
          'event: message\ndata: {"items":[{"text":"请稍等","from":"bot"},{"text":"我是小李","from":"staff","name":"小李"}]}\n\n' +
            'event: internal\ndata: {"items":[{"text":"not for you"}]}\n\n' +
            'event: over\ndata: bye\n\n',
        )
      },
      {
        events: ['message'],
        end: { event: 'over' },
        reply: { messages: '$.items[*]', author: '$.from', name: '$.name' },
        authors: { staff: 'human' },
      },
    )
    const events = await say()
    expect(revisions(events)).toMatchObject([
      { text: '请稍等', actor: 'bot', final: true },
      { text: '我是小李', actor: 'human', name: '小李', final: true },
    ])
  })

  it('grow by whole texts where each has an id, and keep two such messages apart', async () => {
    const { say } = await talk(
      async (_, response) => {
        response.writeHead(200, SSE)
        const item = (id: number, text: string) => `data: ${JSON.stringify({ id, text })}\n\n`
        await write(response, [
          item(1, '一'),
          item(2, 'A'),
          item(1, '一二'),
          item(2, 'AB'),
          item(1, '一二三'),
        ])
        response.end()
      },
      { reply: { id: '$.id' } },
    )
    expect(messages(await say())).toEqual([
      { text: '一二三', final: true },
      { text: 'AB', final: true },
    ])
  })

  it('take the whole text after its pieces for the same message', async () => {
    const { say } = await talk((_, response) => {
      response.writeHead(200, SSE)
      response.end('data: {"delta":"半"}\n\ndata: {"delta":"句"}\n\ndata: {"text":"半句"}\n\n')
    }, DELTA)
    expect(messages(await say())).toEqual([{ text: '半句', final: true }])
  })

  it('may be bare words', async () => {
    const { say } = await talk(
      (_, response) => {
        response.writeHead(200, SSE)
        response.end('data: 1\n\ndata:  + 1\n\ndata: [DONE]\n\n')
      },
      { delta: '$' },
    )
    expect(messages(await say())).toEqual([{ text: '1 + 1', final: true }])
  })

  it('give the session that later messages carry', async () => {
    const { say, asked } = await talk(
      (_, response) => {
        response.writeHead(200, SSE)
        response.end('data: {"session":"abc","delta":"x"}\n\n')
      },
      { ...DELTA, reply: { session: '$.session' } },
    )
    await say()
    await say()
    expect(asked.map(({ body }) => body.session)).toEqual([undefined, 'abc'])
  })
})

describe('lines of JSON', () => {
  it.each(['application/x-ndjson', 'application/jsonl'])('are read from %s, packed too', async (type) => {
    const body = '{"delta":"流"}\r\n\n{"delta":"式"}\n{"delta":"。","done":true}'
    const { say, asked } = await talk(
      (_, response) => {
        response.writeHead(200, { 'content-type': type, 'content-encoding': 'gzip' })
        response.end(gzipSync(body))
      },
      { ...DELTA, end: { when: '$.done' } },
    )
    expect(messages(await say())).toEqual([{ text: '流式。', final: true }])
    expect(asked[0]?.headers['accept-encoding']).toContain('gzip')
  })

  it('are read where the target file says so, whatever the content type', async () => {
    const { say } = await talk((_, response) => response.end('{"delta":"a"}\n{"delta":"b"}\n'), {
      ...DELTA,
      format: 'ndjson',
    })
    expect(messages(await say())).toEqual([{ text: 'ab', final: true }])
  })

  it('may come as plain JSON once, as from a bot that does not stream this time', async () => {
    const { say } = await talk((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ text: '一次说完' }, null, 2))
    }, DELTA)
    expect(messages(await say())).toEqual([{ text: '一次说完', final: true }])
  })
})

describe('a stream that goes wrong', () => {
  it('keeps what came before the server died, unfinished, and the error is the bot’s', async () => {
    const { say, told } = await talk(async (_, response) => {
      response.writeHead(200, SSE)
      await write(response, ['data: {"delta":"您的订单"}\n\n', 'data: {"delta":"已经'])
      response.destroy()
    }, DELTA)
    const events = await say()
    expect(messages(events)).toEqual([{ text: '您的订单', final: false }])
    expect(error(events)).toMatchObject({ whose: 'bot', code: 'reset' })
    expect(events.at(-1)?.kind).toBe('end')
    expect(told.kept.join()).toContain('已经')
  })

  it.each([
    ['of one endless line', { ...SSE }, () => 'x'.repeat(1 << 16), 'too-large'],
    ['of endless events', { ...SSE }, () => `data: {"other":"${'x'.repeat(1 << 16)}"}\n\n`, 'too-large'],
    [
      'of one endless line of JSON',
      { 'content-type': 'application/x-ndjson' },
      () => 'x'.repeat(1 << 16),
      'too-large',
    ],
  ])('is given up: %s', async (_, head, next, code) => {
    const { say } = await talk((_asked, response) => {
      response.writeHead(200, head)
      const feed = () => {
        if (response.write(next())) setImmediate(feed)
        else response.once('drain', feed)
      }
      response.write('data: {"delta":"开头"}\n\n')
      feed()
    }, DELTA)
    const events = await say()
    expect(error(events)).toMatchObject({ whose: 'bot', code })
    expect(events.at(-1)?.kind).toBe('end')
  })

  it.each([
    ['pieces of ever new messages', (i: number) => ({ id: i, delta: 'x' })],
    ['ever more whole messages', (i: number) => ({ text: `${i}` })],
  ])('is given up: %s', async (_, item) => {
    const { say } = await talk(
      (_asked, response) => {
        response.writeHead(200, SSE)
        for (let i = 0; i < 30_000; i++) response.write(`data: ${JSON.stringify(item(i))}\n\n`)
        response.end()
      },
      { delta: '$.delta', reply: { id: '$.id' } },
    )
    const events = await say()
    expect(error(events)).toMatchObject({ whose: 'bot', code: 'flood' })
    expect(messages(events).length).toBeLessThanOrEqual(20_001)
  })

  it('is given up after the timeout when it only says that it is alive', async () => {
    const { say } = await talk(
      async (_, response) => {
        response.writeHead(200, SSE)
        await write(response, [': ping\n\n'])
      },
      { ...DELTA, timeout: '100ms' },
    )
    expect(error(await say())).toMatchObject({ whose: 'bot', code: 'timeout' })
  })

  it.each([
    ['bytes that are no UTF-8', [Buffer.from([0x64, 0x61, 0x74, 0x61, 0x3a, 0xff, 0x0a, 0x0a])], 'not-utf8'],
    ['an error of its own', ['event: error\ndata: {"message":"overloaded"}\n\n'], 'stream-error'],
  ] as [string, (string | Buffer)[], string][])('says %s', async (_, pieces, code) => {
    const { say } = await talk(async (_asked, response) => {
      response.writeHead(200, SSE)
      await write(response, pieces)
      response.end()
    }, DELTA)
    expect(error(await say())).toMatchObject({ whose: 'bot', code })
  })

  it.each([
    [503, 'bot', 'http-503'],
    [404, 'harness', 'http-404'],
  ])('tells HTTP %s apart', async (status, whose, code) => {
    const { say } = await talk((_, response) => response.writeHead(status, SSE).end('no'), DELTA)
    expect(error(await say())).toMatchObject({ whose, code })
  })

  it('that holds nothing to read says where it was looked for, and shows what is no JSON', async () => {
    const { say } = await talk((_, response) => response.writeHead(200, SSE).end('data: <b>hi\n\n'), DELTA)
    expect(noted(await say(), 'no-words')).toMatchObject([{ value: expect.stringContaining('<b>hi') }])
  })

  it('that ends without its marker is said', async () => {
    const { say } = await talk((_, response) => response.writeHead(200, SSE).end('data: {"delta":"x"}\n\n'), {
      ...DELTA,
      end: { event: 'over' },
    })
    const events = await say()
    expect(messages(events)).toEqual([{ text: 'x', final: true }])
    expect(noted(events, 'no-end-marker')).toHaveLength(1)
  })

  it('tells nothing more once the session is closed', async () => {
    const { told } = await talk(async (_, response) => {
      response.writeHead(200, SSE)
      await write(response, ['data: {"delta":"x"}\n\n'])
    }, DELTA)
    await told.session.send('hi')
    await told.untilText('x')
    await told.session.close()
    await told.until((e) => e.kind === 'end')
    expect(error(told.events)).toBeUndefined()
  })
})
