import { describe, expect, it } from 'vitest'
import { directLineChannel } from '../../src/channel/direct-line.js'
import type { ReadyTarget } from '../../src/documents/ready.js'
import { type DirectLineServer, type ServerOptions, startDirectLine } from '../support/direct-line.js'
import { readyTarget, Talk } from '../support/talk.js'

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

  it('hears what comes before anything was said', async () => {
    const { one } = await hold({ begin: (c) => c.say('欢迎光临'), hear: () => undefined }, { connection })
    expect(await one.untilText('欢迎光临')).toMatchObject({ actor: 'bot' })
  })
})
