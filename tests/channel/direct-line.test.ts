import { describe, expect, it } from 'vitest'
import { directLineChannel } from '../../src/channel/direct-line/direct-line.js'
import type { ReadyTarget } from '../../src/documents/ready.js'
import { converse } from '../../src/index.js'
import { type DirectLineServer, type ServerOptions, startDirectLine } from '../support/direct-line.js'
import { type Emitted, readyTarget, Talk } from '../support/talk.js'
import { Workplace } from '../support/workplace.js'

type Block = NonNullable<ReadyTarget['channel']['directLine']>

process.env.OMBUD_TEST_DIRECT_LINE = 'direct-line-s3cret'

const talk = (server: DirectLineServer, block: Block = {}) =>
  Talk.open(
    directLineChannel(),
    readyTarget({
      directLine: {
        domain: server.domain,
        secret: '${OMBUD_TEST_DIRECT_LINE}',
        pollEvery: '200ms',
        ...block,
      },
    }),
  )

const hold = async (options: ServerOptions, block: Block = {}) => {
  const server = await startDirectLine(options)
  return { server, one: await talk(server, block) }
}

describe.each(['websocket', 'polling'] as const)('Direct Line by %s', (connection) => {
  it('sends the words and tells what the bot says in answer to them', async () => {
    const { one, server } = await hold(
      { hear: ({ text }, conversation) => conversation.say(`您说：${text}`) },
      { connection },
    )
    await one.session.send('<b>你好</b> \u202e😀')
    const reply = await one.untilText('您说：<b>你好</b> \u202e😀')
    const [sent] = one.of('text')
    expect(sent).toMatchObject({ actor: 'consumer', text: '<b>你好</b> \u202e😀' })
    expect(reply).toMatchObject({ actor: 'bot', name: 'Shop', correlation: sent?.correlation, revision: 0 })
    expect(one.of('text')).toHaveLength(2)
    expect(server.conversations[0]?.activities[0]).toMatchObject({ type: 'message', locale: 'zh-CN' })
    expect(one.kept.join()).toContain('您说')
    expect(JSON.stringify(one.kept) + JSON.stringify(one.events)).not.toContain('s3cret')
  })

  it('attaches a file, which is the consumer’s, and tells what the bot says to it', async () => {
    const { one, server } = await hold(
      { hear: ({ files }, conversation) => conversation.say(files ? '已收到图片' : '？') },
      { connection },
    )
    const file = { name: '破损.png', type: 'image/png', bytes: new Uint8Array([137, 80, 255, 0]) }
    let begun = 0
    await one.session.upload?.(file, () => begun++)
    const reply = await one.untilText('已收到图片')
    expect(begun).toBe(1)
    const [media] = one.of('media')
    expect(media).toMatchObject({ actor: 'consumer', mime: 'image/png', alt: '破损.png' })
    expect(one.of('media')).toHaveLength(1)
    expect(reply).toMatchObject({ actor: 'bot', correlation: media?.correlation })
    expect(server.conversations[0]?.activities[0]).toMatchObject({
      type: 'message',
      files: [{ name: '破损.png', type: 'image/png', bytes: [137, 80, 255, 0] }],
    })
  })

  it('hears what comes before anything was said', async () => {
    const { one } = await hold({ begin: (c) => c.say('欢迎光临'), hear: () => undefined }, { connection })
    expect(await one.untilText('欢迎光临')).toMatchObject({ actor: 'bot' })
  })
})

const isError = (event: Emitted) => event.kind === 'error'
const bot = (one: Talk) => one.of('text').filter((e) => e.actor !== 'consumer')

describe('what activities show', () => {
  it('offers suggested actions, and chooses them as Web Chat does', async () => {
    const actions = [
      { type: 'imBack', title: '退款', value: '我要退款' },
      { type: 'postBack', title: '人工', value: { go: 'agent' } },
      { type: 'messageBack', title: '订单', text: '查订单', displayText: '我的订单', value: { order: 1 } },
      { type: 'openUrl', title: '规则', value: 'https://shop.example/rules' },
      'not an action',
    ]
    const { one, server } = await hold({
      hear: ({ text }, conversation) =>
        conversation.say(text === '菜单' ? { text: '请选择', suggestedActions: { actions } } : 'ok'),
    })
    await one.session.send('菜单')
    const offer = await one.until((e) => e.kind === 'choices')
    const options = offer.kind === 'choices' ? offer.options : []
    expect(options).toMatchObject([
      { label: '退款', kind: 'quick-reply', value: '我要退款' },
      { label: '人工', kind: 'quick-reply' },
      { label: '订单', kind: 'quick-reply' },
      { label: '规则', kind: 'link', url: 'https://shop.example/rules' },
    ])
    for (const option of options.slice(0, 3)) await one.session.choose(option)
    await expect.poll(() => bot(one).length).toBe(4)
    const sent = server.conversations[0]?.activities.filter(
      (a) => (a.from as { role: string }).role === 'user',
    )
    expect(sent?.slice(1)).toMatchObject([
      { text: '我要退款' },
      { value: { go: 'agent' }, channelData: { postBack: true } },
      { text: '查订单', value: { order: 1 }, channelData: { messageBack: { displayText: '我的订单' } } },
    ])
    const shown = one.of('text').filter((e) => e.actor === 'consumer')
    expect(shown.map((e) => e.text)).toEqual(['菜单', '退款', '人工', '订单'])
  })

  it('reads cards, Adaptive Cards, pictures and files', async () => {
    const card = 'application/vnd.microsoft.card.'
    const attachments = [
      {
        contentType: `${card}hero`,
        content: {
          title: '订单',
          subtitle: '已发货',
          text: '顺丰',
          images: [{ url: 'https://shop.example/a.png', alt: '包裹' }],
          buttons: [{ type: 'imBack', title: '催单', value: '催单' }],
        },
      },
      {
        contentType: `${card}adaptive`,
        content: {
          type: 'AdaptiveCard',
          body: [
            { type: 'TextBlock', text: '满意吗？' },
            { type: 'TextBlock', text: '看不见', isVisible: false },
            { type: 'ColumnSet', columns: [{ items: [{ type: 'TextBlock', text: '第二行' }] }] },
            { type: 'FactSet', facts: [{ title: '运费', value: '免' }] },
          ],
          actions: [
            { type: 'Action.Submit', title: '满意', data: { score: 5 } },
            { type: 'Action.OpenUrl', title: '详情', url: 'https://shop.example/' },
          ],
        },
      },
      { contentType: 'image/png', contentUrl: 'data:image/png;base64,AAAA'.padEnd(9000, 'A'), name: '图' },
      { contentType: 'application/pdf', contentUrl: 'https://shop.example/terms.pdf', name: 'terms.pdf' },
      null,
    ]
    const { one } = await hold({ hear: (_, conversation) => conversation.say({ attachments }) })
    await one.session.send('hi')
    await one.until((e) => e.kind === 'media' && e.mime === 'application/pdf')
    expect(one.of('card')).toMatchObject([
      { title: '订单', text: '已发货\n顺丰' },
      { text: '满意吗？\n第二行\n运费 免' },
    ])
    expect(one.of('media').map((e) => [e.alt, e.url?.slice(0, 30)])).toEqual([
      ['包裹', 'https://shop.example/a.png'],
      ['图', 'data:image/png;base64,AAAAAAAA'],
      ['terms.pdf', 'https://shop.example/terms.pdf'],
    ])
    expect(one.of('choices').map((e) => e.options.map((o) => [o.label, o.kind]))).toEqual([
      [['催单', 'button']],
      [
        ['满意', 'button'],
        ['详情', 'link'],
      ],
    ])
  })

  it('puts a streamed answer together, and leaves pieces out that were overtaken', async () => {
    const piece = (text: string, streamSequence: number, more: object = {}) => ({
      type: 'typing',
      text,
      channelData: { streamType: 'streaming', streamSequence, ...more },
    })
    const { one } = await hold({
      hear: (_, conversation) => {
        conversation.say({ type: 'typing', text: '正在查找', channelData: { streamType: 'informative' } })
        const streamId = conversation.say(piece('现货', 1))
        conversation.say(piece('现货48小时', 3, { streamId }))
        conversation.say(piece('现货48', 2, { streamId }))
        conversation.say({
          text: '现货48小时内发货',
          entities: [{ type: 'streaminfo', streamType: 'final', streamId }],
        })
      },
    })
    await one.session.send('多久')
    await one.until((e) => e.kind === 'text' && e.actor === 'bot' && e.final)
    expect(bot(one).map((e) => [e.text, e.revision, e.final])).toEqual([
      ['现货', 0, false],
      ['现货48小时', 1, false],
      ['现货48小时内发货', 2, true],
    ])
    expect(new Set(bot(one).map((e) => e.id)).size).toBe(1)
    expect(one.of('typing')).toHaveLength(1)
  })

  it('tells hand-overs, people, edits and the end', async () => {
    const from = { id: 'li', name: '小李', role: 'agent' }
    const { one } = await hold(
      {
        hear: (_, conversation) => {
          conversation.say({ type: 'event', name: 'handoff.initiate', value: {} })
          conversation.say({ type: 'event', name: 'handoff.status', value: { state: 'accepted' } })
          conversation.say({ type: 'event', name: 'escalated', value: 1 })
          conversation.say({ type: 'event', name: 'analytics', value: 1 })
          const id = conversation.say({ from, text: '您号' })
          conversation.say({ type: 'messageUpdate', id, from, text: '您好' })
          conversation.say({ type: 'messageDelete', id, from })
          conversation.say({ type: 'trace', text: 'not for the consumer' })
          conversation.say({ type: 'endOfConversation', code: 'completedSuccessfully' })
        },
      },
      { handoffs: { escalated: 'E3' } },
    )
    await one.session.send('人工')
    expect(await one.until((e) => e.kind === 'session')).toMatchObject({
      change: 'closed',
      detail: 'endOfConversation completedSuccessfully',
    })
    expect(one.of('handoff').map((e) => [e.name, e.level])).toEqual([
      ['handoff.initiate', 'E1'],
      ['handoff.status accepted', 'E2'],
      ['escalated', 'E3'],
    ])
    expect(bot(one).map((e) => [e.actor, e.name, e.text, e.revision, e.deleted])).toEqual([
      ['human', '小李', '您号', 0, undefined],
      ['human', '小李', '您好', 1, undefined],
      ['human', '小李', '', 2, true],
    ])
  })
})

describe('trouble on a Direct Line', () => {
  it.each(['websocket', 'polling'] as const)('keeps two conversations apart by %s', async (connection) => {
    const server = await startDirectLine({ hear: ({ text }, conversation) => conversation.say(`${text}!`) })
    const [a, b] = [await talk(server, { connection }), await talk(server, { connection })]
    await Promise.all([a.session.send('a'), b.session.send('b')])
    await Promise.all([a.untilText('a!'), b.untilText('b!')])
    expect(a.of('text').map((e) => e.text)).toEqual(['a', 'a!'])
    expect(b.of('text').map((e) => e.text)).toEqual(['b', 'b!'])
    expect(server.conversations).toHaveLength(2)
  })

  it('talks to an emulator that knows neither tokens nor streams, by polling', async () => {
    const options = {
      bare: true,
      hear: (_: unknown, conversation: { say(text: string): string }) => conversation.say('ok'),
    }
    const { one, server } = await hold(options, { connection: 'polling', secret: undefined as never })
    await one.session.send('hi')
    await one.untilText('ok')
    expect(server.requests.every(({ headers }) => headers.authorization === undefined)).toBe(true)
    await expect(
      talk(server, { secret: undefined as never }).then((t) => t.until(isError)),
    ).resolves.toMatchObject({
      whose: 'harness',
      message: expect.stringMatching(/connection: polling/),
    })
  })

  it('greets where the bot waits for it', async () => {
    const { one } = await hold(
      { hear: ({ type, name }, conversation) => type === 'event' && conversation.say(`hello after ${name}`) },
      { greet: 'webchat/join' },
    )
    await one.untilText('hello after webchat/join')
  })

  it('connects again where the socket breaks, and loses nothing', async () => {
    const { one, server } = await hold({ hear: (_, conversation) => conversation.say('first') })
    await one.session.send('hi')
    await one.untilText('first')
    const [conversation] = server.conversations
    for (const socket of conversation?.sockets ?? []) socket.terminate()
    expect(await one.until((e) => e.kind === 'observation')).toMatchObject({ name: 'retry' })
    conversation?.say('while away')
    await one.untilText('while away')
    expect(bot(one).map((e) => e.text)).toEqual(['first', 'while away'])
  }, 15_000)

  it('tells what a failed message and a failed look mean', async () => {
    for (const [status, whose, code] of [
      [502, 'bot', 'http-502'],
      [429, 'network', 'rate-limited'],
      [400, 'harness', 'http-400'],
    ] as const) {
      const { one } = await hold({
        hear: (_, __, response) => {
          response.writeHead(status).end()
          return true
        },
      })
      await one.session.send('hi')
      expect(await one.until(isError)).toMatchObject({ whose, code })
    }
  })

  it('refuses a wrong secret and a server that is not there', async () => {
    const server = await startDirectLine({ hear: () => undefined })
    const refused = { details: { whose: 'harness', code: 'http-403' } }
    await expect(talk(server, { secret: 'wrong' })).rejects.toMatchObject(refused)
    await expect(talk({ ...server, domain: 'http://127.0.0.1:1/directline' })).rejects.toMatchObject({
      details: { whose: 'bot', code: 'refused' },
    })
  })

  it('goes on after frames that are no activities, and bounds a flood', async () => {
    const { one } = await hold({
      hear: ({ text }, conversation) => {
        const [socket] = conversation.sockets
        if (text === 'odd') {
          for (const frame of ['not json', '[]', '{"activities":7}', '{"activities":[null,7,"x",{}]}'])
            socket?.send(frame)
          conversation.say('fine')
        } else {
          const activities = Array.from({ length: 2000 }, () => ({ type: 'message', text: 'x' }))
          for (let i = 0; i < 11; i++) socket?.send(JSON.stringify({ activities }))
        }
      },
    })
    await one.session.send('odd')
    await one.untilText('fine')
    expect(one.of('observation')[0]).toMatchObject({ name: 'no-words' })
    await one.session.send('flood')
    expect(await one.until(isError)).toMatchObject({ whose: 'bot', code: 'flood' })
  }, 30_000)
})

it('puts an answer to the turn that it answers, however late, and ends turns by silence', async () => {
  let first = ''
  const server = await startDirectLine({
    hear({ text }, conversation) {
      if (text === '多久发货？') {
        first = String(conversation.activities.at(-1)?.id)
        conversation.say('一')
      } else {
        conversation.say({ text: '一补充', replyToId: first })
        conversation.say('二')
      }
    },
  })
  const target = {
    timing: { quiet: '300ms', cap: '20s' },
    channel: { directLine: { domain: server.domain, secret: '${OMBUD_TEST_DIRECT_LINE}' } },
  }
  const path = new Workplace().write('shop.target.yaml', target)
  const { events, stop } = await converse({ target: path, say: ['多久发货？', '怎么退货？'], lang: 'zh-CN' })
  expect(stop).toMatchObject({ reason: 'script-end' })
  const said = events.flatMap((e) => (e.kind === 'text' ? [[e.turn, e.text, e.late ?? false]] : []))
  expect(said).toEqual([
    [1, '多久发货？', false],
    [1, '一', false],
    [2, '怎么退货？', false],
    [1, '一补充', true],
    [2, '二', false],
  ])
  const closed = events.flatMap((e) => (e.kind === 'turn' && e.change === 'close' ? [e.rule] : []))
  expect(closed.slice(1)).toEqual(['quiet', 'quiet'])
  expect(events.some((e) => 'ambiguous' in e)).toBe(false)
}, 60_000)
