/** The desk over its WebSocket: who is served, by whom, and what it refuses. */
import { once } from 'node:events'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { Told } from '../../src/demo/desk.js'
import { type Message, merchantOf, post } from './merchant.js'

type Of<Type extends Told['type']> = Extract<Told, { type: Type }>

/** A console on duty; `until` gives the next frame of a type that fits. */
async function sit(url: string, options = {}) {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/desk`, options)
  onTestFinished(() => socket.terminate())
  const heard: Told[] = []
  let tell = () => {}
  socket.on('message', (data) => {
    heard.push(JSON.parse(String(data)))
    tell()
  })
  await once(socket, 'open')
  const ask = (asked: unknown) => socket.send(typeof asked === 'string' ? asked : JSON.stringify(asked))
  async function until<Type extends Told['type']>(
    type: Type,
    fits = (_: Of<Type>) => true,
  ): Promise<Of<Type>> {
    for (;;) {
      const at = heard.findIndex((one) => one.type === type && fits(one as Of<Type>))
      const [found] = at < 0 ? [] : heard.splice(0, at + 1).slice(-1)
      if (found) return found as Of<Type>
      await new Promise<void>((resolve) => {
        tell = resolve
      })
    }
  }
  ask({ type: 'hello' })
  return { socket, ask, until, duty: await until('desk') }
}

const chat = async (url: string, session: string, message: string): Promise<Message[]> =>
  (await (await post(url, { session, message })).json()).messages

describe('the desk', () => {
  it('serves in order, tells the agent what was said, and passes on what is written', async () => {
    const merchant = await merchantOf([])
    const { ask, until } = await sit(merchant.url)
    await chat(merchant.apiUrl, 'a', '保修多久')
    const first = chat(merchant.apiUrl, 'a', '转人工')
    const { waiting } = await until('desk', (told) => told.waiting.length === 1)
    expect(waiting).toEqual([{ chat: 'c1', lang: 'zh-CN', topic: '保修', waited: expect.any(Number) }])
    const second = chat(merchant.apiUrl, 'b', '转人工')
    await until('desk', (told) => told.waiting.length === 2)
    ask({ type: 'accept', chat: 'c1', name: ' 小 王 ' })
    const taken = await until('chat')
    expect(taken).toMatchObject({ chat: 'c1', name: '小 王', topic: '保修' })
    expect(taken.said.map(({ from }) => from)).toEqual(['consumer', 'bot', 'bot', 'consumer', 'bot'])
    ask({ type: 'say', chat: 'c1', text: '您好' })
    const replies = await first
    expect(replies.map(({ from, text }) => [from, text])).toEqual([
      ['bot', expect.stringContaining('前面有0人排队')],
      ['system', '客服小 王（工号8022）为您服务'],
      ['agent', '您好'],
    ])
    ask({ type: 'accept', chat: 'c2', name: '小王' })
    ask({ type: 'say', chat: 'c2', text: '请讲' })
    expect((await second).at(1)?.text).toContain('前面有1人排队')

    const answer = chat(merchant.apiUrl, 'a', '我再问一句')
    expect(await until('said')).toMatchObject({ chat: 'c1', text: '我再问一句' })
    ask({ type: 'close', chat: 'c1', text: '再见' })
    expect((await answer).map(({ text }) => text)).toEqual(['再见', '会话已结束'])
    expect((await chat(merchant.apiUrl, 'a', '保修多久')).map(({ from }) => from)).toEqual(['bot'])
  })

  it('gives a chat to the first who accepts, and back to the queue when its console is lost', async () => {
    const merchant = await merchantOf([])
    const one = await sit(merchant.url)
    const two = await sit(merchant.url)
    const replies = chat(merchant.apiUrl, 'a', '转人工')
    await two.until('desk', ({ waiting }) => waiting.length === 1)
    one.ask({ type: 'accept', chat: 'c1', name: '甲' })
    await one.until('chat')
    two.ask({ type: 'accept', chat: 'c1', name: '乙' })
    expect(await two.until('refused')).toEqual({ type: 'refused', reason: 'no such chat' })
    two.ask({ type: 'say', chat: 'c1', text: '我插一句' })
    await two.until('refused')
    one.socket.terminate()
    await two.until('desk', ({ waiting }) => waiting.length === 1)
    two.ask({ type: 'accept', chat: 'c1', name: '乙' })
    two.ask({ type: 'say', chat: 'c1', text: '您好，我接着处理' })
    expect((await replies).map(({ text }) => text).slice(2)).toEqual([
      expect.stringContaining('客服甲（工号'),
      '客服甲已断开，已为您排到第一位，请稍候。',
      expect.stringContaining('客服乙（工号'),
      '您好，我接着处理',
    ])
  })

  it('has a queue and nobody who serves it with nobody-accepts', async () => {
    const merchant = await merchantOf(['nobody-accepts'])
    expect((await chat(merchant.apiUrl, 'a', '转人工')).map(({ from }) => from)).toEqual(['bot', 'bot'])
    expect((await sit(merchant.url)).duty.waiting).toHaveLength(1)
  })

  it('refuses what is no frame of its protocol, and lives on', async () => {
    const merchant = await merchantOf([])
    const { socket, ask, until } = await sit(merchant.url)
    const wrong = [
      '',
      '{',
      'null',
      '[]',
      '{"type":"accept"}',
      '{"type":"say","chat":"c1","text":" "}',
      '{"type":"hello"}',
    ]
    for (const frame of [
      ...wrong,
      { type: 'accept', chat: '__proto__', name: 'x' },
      { type: 'close', chat: 'c9' },
    ]) {
      ask(frame as string)
      expect((await until('refused')).reason).not.toBe('')
    }
    socket.send(Buffer.from([0, 1, 2]))
    await until('refused')
    socket.send('x'.repeat(100_000))
    await once(socket, 'close')
    await (await sit(merchant.url)).socket.close()
  })

  it.each([
    ['/desk', { origin: 'http://example.com' }],
    ['/other', {}],
  ])('lets no foreign page in, and nobody elsewhere: %s %j', async (path, options) => {
    const merchant = await merchantOf([])
    const socket = new WebSocket(`${merchant.url.replace('http', 'ws')}${path}`, options)
    const [error] = await once(socket, 'error')
    expect(String(error)).toMatch(/hang up|ECONNRESET/)
  })
})
