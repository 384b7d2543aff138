/** `ombud import --logs` and `ombud insight`: from a merchant's log to what goes wrong in it, in both languages. */
import { expect, it, vi } from 'vitest'
import { importCommand } from '../../src/cli/import.js'
import { insightCommand } from '../../src/cli/insight.js'
import { validator } from '../../src/documents/schema.js'
import type { Insight } from '../../src/documents/types/insight.js'
import { scoreFiles } from '../../src/library/score.js'
import { botOf, question, targetOf, Workplace } from '../support/workplace.js'

const FALLBACK = '抱歉，我没有理解您的问题，请换个说法。'

interface Said {
  role: string
  text: string
  time?: number
}

function logOf(...talks: Said[][]): string {
  return talks
    .flatMap((talk, i) => talk.map((one) => `${JSON.stringify({ conversation_id: `c${i + 1}`, ...one })}\n`))
    .join('')
}

const START = 1_793_527_200
const user = (text: string, after = 0): Said => ({ role: 'user', text, time: START + after })
const bot = (text: string, after = 2): Said => ({ role: 'bot', text, time: START + after })
const agent = (text: string, after = 3): Said => ({ role: 'agent', text, time: START + after })

const TALKS: Said[][] = [
  [user('退款多久到账？'), bot('退款1-3个工作日原路退回。')],
  [user('我的退款什么时候到账？'), bot(FALLBACK)],
  [
    user('退款几天能到账？'),
    bot(FALLBACK),
    user('退款几天能到账？', 10),
    bot(FALLBACK, 12),
    user('谢谢', 20),
  ],
  [user('发票抬头写错了，可以重新开发票吗？'), bot('您的快递已经由顺丰揽收，预计明天送达您的收货地址。')],
  [user('转人工'), bot('正在为您转接人工客服，请稍候。'), user('人呢？', 300)],
  [
    user('我要找人工客服'),
    bot('正在为您转接。'),
    agent('您好，我是客服小王。', 9),
    user('耳机坏了怎么办？', 20),
  ],
  [user('运费多少钱？'), bot('满99元包邮。', 45)],
  [user('怎么取消订单？')],
]

/** What a command prints. */
function printed(run: () => number): string {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  try {
    expect(run()).toBe(0)
    return log.mock.calls.map(([line]) => String(line)).join('\n')
  } finally {
    log.mockRestore()
  }
}

function imported(text: string, name = 'shop.jsonl') {
  const work = new Workplace()
  const path = work.write(name, text)
  const out = work.file('logs')
  const said = printed(() => importCommand([path], { logs: true, out, lang: 'en' }))
  return { work, out, said }
}

it('tells what consumers ask and where it goes wrong', () => {
  const { work, out, said } = imported(logOf(...TALKS))
  expect(said).toContain('8 conversations, 21 messages (consumer 12, bot 8, person 1, system 0)')
  expect(said).toContain(`ombud insight ${out}`)
  const text = printed(() => insightCommand(out, { lang: 'en', json: work.file('insight.json') }))
  const insight = work.json<Insight>('insight.json')
  expect(validator('insight')(insight)).toBe(true)
  expect(insight.origin).toBe('merchant-log')
  const [target] = insight.targets
  const themes = target?.themes.map(({ problem, topic, count }) => `${problem} ${topic} ${count}`)
  expect(themes?.toSorted()).toEqual([
    'broken-promise human 1',
    'gone cancel 1',
    'gone invoice 1',
    'gone refund 1',
    'loop refund 1',
    'no-answer refund 2',
    'off-topic invoice 1',
    'silent cancel 1',
    'slow postage 1',
  ])
  const refund = target?.topics?.find(({ topic }) => topic === 'refund')
  expect(refund).toMatchObject({ asked: 4, failures: 4 })
  expect(refund?.groups?.[0]).toEqual({ question: '退款多久到账？', count: 3 })
  expect(text).toContain('conversations, 11 questions · the merchant’s own logs (not pooled with trials)')
  expect(text).toMatch(/2 {2,}2 {2,}4 {2}Questions about refunds are not answered/)
  expect(text).toContain('asked “怎么取消订单？” answered (no reply) (000/000008 line')
})

it('speaks Chinese, and Markdown', () => {
  const { out } = imported(logOf(...TALKS))
  const text = printed(() => insightCommand(out, { lang: 'zh-CN' }))
  expect(text).toContain('商家自己的对话记录（不与测试合并）')
  expect(text).toContain('问“退款”没有得到回答')
  const page = printed(() => insightCommand(out, { lang: 'zh-CN', format: 'markdown' }))
  expect(page).toContain('| 次数 | 对话 | 提问 | 问题 | 建议 | 例 |')
})

it('hides nothing that a stranger wrote, in the terminal and in Markdown', () => {
  const evil = '退款\u001b[2J\u202e多久？ | <img src=x onerror=alert(1)> [x](javascript:alert(1)) `'
  const { out } = imported(logOf([user(evil), bot(`${FALLBACK}\u001b]0;own\u0007`)]))
  const text = printed(() => insightCommand(out, { lang: 'en' }))
  expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/)
  expect(text).toContain('␛[2J')
  const page = printed(() => insightCommand(out, { lang: 'en', format: 'markdown' }))
  expect(page).not.toMatch(/[\u001b\u202e]|(?<!\\)<img|(?<!\\)\]\(|(?<!\\)`/)
  const cells = page.split('\n').flatMap((line) => line.match(/(?<!\\)\|/g)?.length ?? [])
  expect(new Set(cells)).toEqual(new Set([4, 7]))
})

it('says what a folder is that it cannot read', () => {
  const work = new Workplace()
  expect(() => insightCommand(work.path, {})).toThrow('neither a run directory nor one of imported logs')
  work.write('run/plan.json', '{}')
  expect(() => insightCommand(work.file('run'), {})).toThrow(/has no insight\.json\n.*ombud score/)
  work.write('run/insight.json', '{"version":1}')
  expect(() => insightCommand(work.file('run'), {})).toThrow('is no insight')
})

it('shows what goes wrong in a run, and scoring it again says the same', async () => {
  const work = new Workplace()
  const shop = await botOf(() => FALLBACK)
  const paths = [
    work.write('shop.target.yaml', targetOf(shop)),
    work.write('one.scenario.yaml', question('one', { expect: ['relevant'] })),
    work.write('two.scenario.yaml', question('two', { expect: ['relevant'] })),
  ]
  await work.run(paths)
  const written = work.read('run/insight.json')
  expect(work.json<Insight>('run/insight.json')).toMatchObject({
    origin: 'trials',
    targets: [
      {
        target: 'shop',
        conversations: 2,
        themes: [{ problem: 'no-answer', topic: 'shipping', count: 2, scenarios: ['one', 'two'] }],
      },
    ],
  })
  const text = printed(() => insightCommand(work.file('run'), { lang: 'en' }))
  expect(text).toContain('shop: 2 conversations, 2 questions · conversations that ombud held')
  expect(text).toContain('Questions about delivery are not answered')
  expect(text).toContain('(shop/one/-/1 line')
  scoreFiles(work.file('run'))
  expect(work.read('run/insight.json')).toBe(written)
})

it('says when nobody in a log is a bot', () => {
  const { said } = imported('cid,role,text\n1,客户,退款？\n1,客服,好的\n', 'a.csv')
  expect(said).toContain('nobody in it is a bot: say who is with --roles NAME=bot')
})
