/** The way to a person over all conversations: one table in every report, in both languages. */
import { describe, expect, test } from 'vitest'
import type { Result, Target } from '../../src/documents/types/result.js'
import { renderHtml } from '../../src/report/html.js'
import { renderMarkdown } from '../../src/report/markdown.js'
import { renderScorecard } from '../../src/report/terminal.js'
import { fixture } from './fixture.js'

type Card = NonNullable<Target['escalation']>

const none = { n: 0, hits: 0, share: null, interval: null }
const never = { n: 0, p50: null, interval: [null, null] as [null, null] }
const CARD: Card = {
  asked: 4,
  open: 0,
  reached: { n: 4, hits: 3, share: 75, interval: [30.06, 95.44] },
  proven: { n: 4, hits: 1, share: 25, interval: [4.56, 69.94] },
  kept: none,
  windows: [
    { from: 0, to: 6, reached: { n: 1, hits: 0, share: 0, interval: [0, 79.35] }, kept: none },
    {
      from: 6,
      to: 12,
      reached: { n: 3, hits: 3, share: 100, interval: [43.85, 100] },
      kept: { n: 3, hits: 2, share: 66.67, interval: [20.77, 93.85] },
    },
  ],
  ended: { connected: 3, refused: 1 },
  seen: { asked: 4, deflected: 2, refused: 1, looped: 1, connected: 3 },
  requests: { n: 4, p50: 1.5, interval: [1, null] },
  actions: { n: 4, p50: null, interval: [null, null] },
  time: { n: 4, p50: 20_200, interval: [null, 92_000] },
  queueWait: never,
  botLatency: { n: 4, p50: 200, interval: [100, 400] },
  loop: 3,
  entryFirst: { n: 4, hits: 0, share: 0, interval: [0, 48.99] },
  entryAfterFailure: none,
  volunteered: none,
  elderly: none,
  over60: none,
  carried: none,
  returnPath: none,
}

function withWay(card: Partial<Card> = {}): Result {
  const result = fixture({ badOnly: true })
  const [target] = result.scorecard.targets
  if (target) target.escalation = { ...CARD, ...card }
  return result
}

describe('a summary in Markdown', () => {
  test.each([
    [
      'zh-CN',
      [
        /\| 到人工的路上 \| 结果 \| 对话数 \|/,
        /\| 找到了人工 \| 75.*3.*4.*95.*区间 30.*95.*\| 4 \|/,
        /\| 6–12 点：找到了人工 \| 100.*3.*3/,
        /\| 从首次要求到人工接入.*\| 20\\\.2 s .*至多 1 min 32 s \| 4 \|/,
        /\| 从打开起几步操作.*\| 多数没有等到 \| 4 \|/,
        /\| 遇到过的情形 \| 推到别处 2 .* 拒绝 1 .* 反复同一句 1 \| 4 \|/,
      ],
    ],
    [
      'en',
      [
        /\| On the way to a person \| Result \| Conversations \|/,
        /\| A person came \| 75.*3 of 4.*30.*95/,
        /6.*12.*within the waiting time that was told \| 67.*2 of 3/,
        /\| Requests .*median.* \| 1\\\.5 .*from 1.*no upper bound \| 4 \|/,
        /\| Requests in a row met with the same non\\-answer .*\| 3 \| 4 \|/,
        /\| A way to a person in sight on the first screen \| 0.*0 of 4/,
      ],
    ],
  ] as const)('in %s says what is known', (lang, lines) => {
    const text = renderMarkdown(withWay(), { lang })
    for (const line of lines) expect(text).toMatch(line)
  })

  test('leaves out what nobody knows', () => {
    const text = renderMarkdown(withWay(), { lang: 'en' })
    expect(text).not.toMatch(/over 60|in the queue|asked again/)
    expect(renderMarkdown(fixture(), { lang: 'en' })).not.toContain('On the way to a person')
    const unknown = withWay({
      windows: [],
      seen: {},
      loop: 0,
      reached: none,
      proven: none,
      requests: never,
      actions: never,
      time: never,
      botLatency: never,
      entryFirst: none,
    })
    expect(renderMarkdown(unknown, { lang: 'en' })).not.toContain('On the way to a person')
  })
})

test('the scorecard on a terminal has it on one line', () => {
  const lines = (lang: 'zh-CN' | 'en') => renderScorecard(withWay(), { lang, width: 110 })
  expect(lines('zh-CN')).toMatch(/^ {2}找到人工的过程: 找到了人工 75%（3\/4） · .*20\.2 s$/m)
  expect(lines('en')).toMatch(/^ {2}The way to a person: A person came 75 % \(3 of 4\) · .*20\.2 s$/m)
  expect(renderScorecard(fixture(), { lang: 'en' })).not.toContain('A person came')
  expect(renderScorecard(withWay({ reached: none }), { lang: 'en' })).not.toContain('A person came')
})

test('the page has a table with both languages', () => {
  const html = renderHtml(withWay())
  const table = /<table class="escalation">[\s\S]*?<\/table>/.exec(html)?.[0] ?? ''
  expect(table).toContain('找到了人工')
  expect(table).toContain('A person came')
  expect(table.match(/<tr>/g)?.length).toBe(13)
  expect(renderHtml(fixture())).not.toContain('class="escalation"')
})
