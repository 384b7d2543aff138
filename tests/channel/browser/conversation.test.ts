/** What a session tells about a conversation, compared with what the page knows about itself. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ChannelEvent } from '../../../src/channel/channel.js'
import { CHAT, stage } from './support.js'

let on: Awaited<ReturnType<typeof stage>>
beforeAll(async () => {
  on = await stage()
})
afterAll(() => on.close())

/** Page stamps are told to a tenth of a millisecond, and events are rounded. */
const GRAIN = 0.11

function between(at: number, mark: { before: number; after: number }): void {
  expect(at).toBeGreaterThanOrEqual(mark.before - GRAIN)
  expect(at).toBeLessThanOrEqual(mark.after + GRAIN)
}

const FRAMED = { ...CHAT, frame: 'iframe', launcher: '#launcher' }

describe.each([
  ['a plain page', 'plain.html', CHAT],
  [
    'nested open shadow roots',
    'shadow.html',
    { ...CHAT, bot: 'chat-box .shell .row.bot > .bubble, .nothing' },
  ],
  ['an iframe behind a launcher', 'framed.html', FRAMED],
  ['a page that draws its list anew each time', 'plain.html?rerender=1', CHAT],
  ['a page where only the button sends', 'plain.html?buttonOnly=1', { ...CHAT, send: '.send' }],
])('on %s', (_, page, selectors) => {
  it('tells the same words in the same order, each stamped when it happened', async () => {
    const { session, texts, said, marked, acts } = await on.open(page, selectors)
    expect(texts().map((t) => t.text)).toEqual(['您好，我是智能客服'])
    await session.send('多久发货？')
    await said('您说的是：多久发货？')
    await session.send('两条')
    await said('第二条')
    await session.close()
    expect(texts().map((t) => [t.actor, t.text])).toEqual([
      ['bot', '您好，我是智能客服'],
      ['consumer', '多久发货？'],
      ['bot', '您说的是：多久发货？'],
      ['consumer', '两条'],
      ['bot', '第一条'],
      ['bot', '第二条'],
    ])
    for (const event of texts()) if (event.actor === 'bot') between(event.at, await marked('bot', event.text))
    const sent = texts().filter((t) => t.actor === 'consumer')
    for (const [i, act] of (await acts(2)).entries()) between(sent[i]?.at ?? 0, act)
    expect(sent.map((t) => t.evidence)).toEqual(['selector consumer', 'selector consumer'])
    expect(texts()[0]?.evidence).toBe('selector bot')
  })
})

it('tells a streamed answer as one message: first and last revision, at most 20 a second between', async () => {
  const { session, texts, truth, zero } = await on.open('plain.html')
  await session.send('流式')
  await truth.until((t) => t.who === 'end')
  await session.settle?.()
  const spoke = performance.timeOrigin + performance.now() - zero
  await session.close()
  const tokens = truth.items
    .filter((t) => t.who === 'token')
    .map((t) => ({ ...t, before: t.before - zero, after: t.after - zero }))
    // The page tells each by a request of its own, and they overtake each other.
    .sort((a, b) => a.before - b.before)
  const revisions = texts().filter(
    (t) => t.actor === 'bot' && t.text.startsWith('您的'.slice(0, 1)) && !t.text.startsWith('您好'),
  )
  const [first, last] = [revisions[0], revisions.at(-1)]
  expect(new Set(revisions.map((r) => r.id)).size).toBe(1)
  expect(revisions.map((r) => r.revision)).toEqual(revisions.map((_, i) => i))
  expect(first?.text).toBe('您')
  expect(last?.text).toBe('您的订单已经发货，预计明天下午送达，请保持电话畅通。')
  // The page may be held up between a token and the look at it, never past the next one.
  const end = truth.items.find((t) => t.who === 'end')
  expect(first?.at).toBeGreaterThanOrEqual((tokens[0]?.before ?? 0) - GRAIN)
  expect(first?.at).toBeLessThanOrEqual((tokens[1]?.before ?? 0) + GRAIN)
  expect(last?.at).toBeGreaterThanOrEqual((tokens.at(-1)?.before ?? 0) - GRAIN)
  expect(last?.at).toBeLessThanOrEqual((end?.after ?? 0) - zero + GRAIN)
  expect(revisions.length).toBeLessThanOrEqual(2 + (spoke - (first?.at ?? 0)) / 50)
  expect(revisions.length).toBeGreaterThan(2)
})

it.each(['plain.html', 'plain.html?rerender=1'])(
  'keeps repeated identical answers apart on %s',
  async (page) => {
    const { session, texts, said } = await on.open(page)
    await session.send('同样')
    await said('七天无理由退货。')
    await session.send('同样')
    await said('七天无理由退货。', 2)
    await session.send('多久发货？')
    await said('您说的是：多久发货？')
    await session.close()
    const answers = texts().filter((t) => t.text === '七天无理由退货。')
    expect(answers).toHaveLength(2)
    expect(new Set(answers.map((t) => t.id)).size).toBe(2)
    expect(answers.every((t) => t.revision === 0)).toBe(true)
  },
)

it('tells an edited message as a later revision', async () => {
  const { session, said, marked } = await on.open('plain.html')
  await session.send('修改')
  const [after] = await said('运费 8 元')
  const [before] = await said('运费 5 元')
  expect(after?.id).toBe(before?.id)
  expect([before?.revision, after?.revision]).toEqual([0, 1])
  between(after?.at ?? 0, await marked('edit', '运费 8 元'))
  await session.close()
})

it('marks a deleted message', async () => {
  const { session, events } = await on.open('plain.html')
  await session.send('删除')
  const [deleted] = await events.until((e) => e.kind === 'text' && e.deleted === true)
  expect(deleted).toMatchObject({ text: '这条会被撤回', actor: 'bot', revision: 1 })
  await session.close()
})

it('tells when the bot types', async () => {
  const { session, events, said } = await on.open('plain.html')
  await session.send('打字')
  await said('好了')
  await session.close()
  const kinds = events.items
    .filter((e) => e.kind === 'typing' || (e.kind === 'text' && e.actor === 'bot'))
    .map((e) => (e.kind === 'typing' ? e.on : e.kind === 'text' && e.text))
  expect(kinds.slice(1)).toEqual([true, false, '好了'])
})

it('offers choices, and chooses one by its id', async () => {
  const { session, events, said, texts, acts } = await on.open('plain.html')
  await session.send('选项')
  const isOffer = (e: ChannelEvent) => e.kind === 'choices' && !e.standing
  const [offer] = await events.until<Extract<ChannelEvent, { kind: 'choices' }>>(isOffer)
  expect(offer?.options).toMatchObject([
    { label: '查询退款', kind: 'quick-reply' },
    { label: '申请退款', kind: 'quick-reply' },
  ])
  await session.choose({ label: '申请退款', id: offer?.options[1]?.id ?? '' })
  await said('您说的是：申请退款')
  const chosen = texts().find((t) => t.actor === 'consumer' && t.text === '申请退款')
  between(chosen?.at ?? 0, (await acts(2))[1] as never)
  expect(events.items.filter(isOffer)).toHaveLength(1)
  await expect(session.choose({ label: '申请退款', id: offer?.options[1]?.id ?? '' })).rejects.toMatchObject({
    details: { whose: 'bot', code: 'choice-gone' },
  })
  await session.close()
})

it('tells of a permanent way to a person, and names system, human and author', async () => {
  const { session, events, said } = await on.open('plain.html')
  const [standing] = await events.until<Extract<ChannelEvent, { kind: 'choices' }>>(
    (e) => e.kind === 'choices',
  )
  expect(standing).toMatchObject({ standing: true, options: [{ label: '转人工' }] })
  await session.choose(standing?.options[0] as never)
  const [human] = await said('您好，我是小李')
  expect(human).toMatchObject({ actor: 'human', name: '小李', evidence: 'selector human' })
  expect((await said('正在为您转接人工客服'))[0]).toMatchObject({
    actor: 'system',
    evidence: 'selector system',
  })
  await session.close()
})

it('labels what no selector names as unknown, and still knows its own echo', async () => {
  const { session, texts, said } = await on.open('plain.html', {
    input: '.box',
    messages: '.row .bubble',
    bot: '.row.bot .bubble',
    author: '.name',
  })
  await session.send('人工')
  await said('您好，我是小李')
  await session.close()
  expect(texts().map((t) => [t.actor, t.text])).toEqual([
    ['bot', '您好，我是智能客服'],
    ['consumer', '人工'],
    ['unknown', '正在为您转接人工客服'],
    ['unknown', '您好，我是小李'],
  ])
  expect(texts()[2]?.evidence).toBe('selector messages')
})

it('reads the words that can be seen, with their line breaks', async () => {
  const { session, texts, events } = await on.open('plain.html')
  await session.send('富文本')
  await events.until((e) => e.kind === 'text' && e.text.startsWith('第一段'))
  expect(texts().at(-1)?.text).toBe('第一段\n换行\n\n第二段 粗体 尾')
  await session.close()
})

it('sends several lines as one message', async () => {
  const { session, events, texts } = await on.open('plain.html')
  await session.send('订单号 1\n想退货')
  await events.until((e) => e.kind === 'text' && e.actor === 'bot' && e.text.includes('想退货'))
  expect(
    texts()
      .filter((t) => t.actor === 'consumer')
      .map((t) => t.text),
  ).toEqual(['订单号 1\n想退货'])
  await session.close()
})

it('tells when the page shows other words than were sent', async () => {
  const { session, events, said, texts } = await on.open('plain.html')
  await session.send('回声不同')
  await said('收到')
  expect(
    texts()
      .filter((t) => t.actor === 'consumer')
      .map((t) => t.text),
  ).toEqual(['回声不同'])
  expect(events.items).toContainEqual(
    expect.objectContaining({ kind: 'observation', name: 'echo', value: '您说：***' }),
  )
  await session.close()
})

it('keeps a picture of the page at the end', async () => {
  const { session, events, kept } = await on.open('plain.html')
  await session.close()
  const picture = events.items.find((e) => e.kind === 'observation' && e.name === 'screenshot')
  const bytes = kept.get(picture?.ref ?? '')
  expect([...(bytes ?? []).slice(0, 3)]).toEqual([0xff, 0xd8, 0xff])
})

it('reads deep-chat, a published widget', async () => {
  const { session, texts, said, events } = await on.open('deep-chat.html', {
    input: 'deep-chat #text-input',
    bot: 'deep-chat .ai-message-text',
    consumer: 'deep-chat .user-message-text',
    typing: 'deep-chat .deep-chat-loading-message-bubble',
  })
  await said('您好，我是小北')
  await session.send('多久发货？')
  await said('您说的是：多久发货？')
  await session.send('多久发货？')
  await said('您说的是：多久发货？', 2)
  await session.close()
  expect(texts().map((t) => [t.actor, t.text])).toEqual([
    ['bot', '您好，我是小北'],
    ['consumer', '多久发货？'],
    ['bot', '您说的是：多久发货？'],
    ['consumer', '多久发货？'],
    ['bot', '您说的是：多久发货？'],
  ])
  expect(events.items.some((e) => e.kind === 'typing')).toBe(true)
})
