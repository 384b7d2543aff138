/** deep-chat, a published widget, on a page of ours in a real Chromium, through a whole run. */
import { expect, it, onTestFinished } from 'vitest'
import { saidIn, Workplace } from '../support/workplace.js'
import { openDeepChat, THINKS } from './deep-chat-shop.js'

it('is written down exactly as the server served it and was told: texts, order, authors', async () => {
  const shop = await openDeepChat((text) =>
    text.includes('发货') ? '现货订单48小时内发出。' : '抱歉，我没有听懂您的问题。',
  )
  onTestFinished(() => shop.close())
  const work = new Workplace()
  work.write('tea.target.yaml', {
    lang: 'zh-CN',
    politeness: { gap: '0ms' },
    timing: { quiet: '500ms', cap: '10s' },
    channel: {
      browser: {
        url: shop.url,
        input: 'deep-chat #text-input',
        bot: 'deep-chat .ai-message-text',
        consumer: 'deep-chat .user-message-text',
        typing: 'deep-chat .deep-chat-loading-message-bubble',
      },
    },
  })
  work.write('ask.scenario.yaml', {
    title: '发货问两遍，再问一句听不懂的',
    steps: [
      { id: 'ask', say: ['多久发货？'], expect: ['relevant', { states: { pattern: '48小时' } }] },
      { id: 'same', repeat: { step: 'ask' }, expect: [{ 'same-answer': 'ask' }] },
      { id: 'odd', say: ['七天无理由退货可以吗？'], expect: [{ 'never-act': 'fallback' }] },
    ],
  })
  const { result } = await work.run([work.path], { repeat: 2 })

  const transcripts = [...work.transcripts().values()]
  expect(transcripts).toHaveLength(2)
  // One conversation after the other: the first repetition, then the second.
  expect(transcripts.flatMap((events) => saidIn(events))).toEqual(shop.record)
  expect(shop.record).toHaveLength(14)
  expect(transcripts[0]?.[0]).toMatchObject({ kind: 'header', channel: { kind: 'browser', url: shop.url } })

  const [target] = result.targets
  expect(target?.trials.map((t) => t.outcome)).toEqual(['fail', 'fail'])
  for (const trial of target?.trials ?? []) {
    const failed = trial.findings.filter((f) => f.expected && f.outcome === 'fail')
    expect(failed.map((f) => [f.audit, f.step])).toEqual([['never-act', 'odd']])
    // What the page shows cannot be there before the server has answered.
    for (const turn of trial.turns.slice(1)) expect(turn.firstContent).toBeGreaterThanOrEqual(THINKS - 1)
  }
})
