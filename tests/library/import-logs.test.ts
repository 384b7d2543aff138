/** Logs of a merchant as transcripts: three formats, hostile files, masks; kept apart from runs. */
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { isEvent } from '../../src/documents/schema.js'
import type { TranscriptEvent } from '../../src/documents/types/event.js'
import { importLogs, type LogOptions } from '../../src/library/import/logs.js'
import { insightOf } from '../../src/library/insight.js'
import { scoreFiles } from '../../src/library/score.js'
import { storedResult } from '../../src/library/stored.js'
import { read } from '../../src/understanding/reading.js'
import { Workplace } from '../support/workplace.js'

/** Imports files by name and content; returns the transcripts in order. */
function imported(files: Record<string, string>, options: LogOptions = {}) {
  const work = new Workplace()
  const paths = Object.entries(files).map(([name, text]) => work.write(name, text))
  const logs = importLogs(paths, { out: work.file('logs'), ...options })
  const talks = transcriptsIn(work)
  for (const event of talks.flat()) expect(isEvent(event), JSON.stringify(event)).toBe(true)
  return { work, logs, talks }
}

function transcriptsIn(work: Workplace): TranscriptEvent[][] {
  const names = readdirSync(work.file('logs/conversations'), { recursive: true, encoding: 'utf8' }).sort()
  return names
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => work.lines<TranscriptEvent>(`logs/conversations/${name}`))
}

/** What was said, turn by turn, with who said it. */
const told = (events: readonly TranscriptEvent[] = []) =>
  events.flatMap((event) => (event.kind === 'text' ? [[event.turn, event.actor, event.text]] : []))

const lines = (...records: unknown[]) => records.map((one) => `${JSON.stringify(one)}\n`).join('')

it('reads a message a line, whatever the order of the conversations, with times', () => {
  const { talks, logs } = imported({
    'shop.jsonl': lines(
      { session_id: 'a', role: 'user', content: '退款多久到账？', timestamp: '2026-11-01 10:00:00' },
      { session_id: 'b', role: '客户', content: '发票怎么开？', timestamp: 1793527200 },
      { session_id: 'a', role: 'assistant', content: '1-3个工作日。', timestamp: '2026-11-01 10:00:02' },
      { session_id: 'b', role: '机器人', content: '在订单页申请。', timestamp: 1793527212000 },
      { session_id: 'a', role: 'user', content: '谢谢', timestamp: '2026-11-01T10:00:09+00:00' },
    ),
  })
  expect(logs).toMatchObject({ name: 'shop', conversations: 2, messages: 5, roles: { consumer: 3, bot: 2 } })
  expect(talks.map(told)).toEqual([
    [
      [1, 'consumer', '退款多久到账？'],
      [1, 'bot', '1-3个工作日。'],
      [2, 'consumer', '谢谢'],
    ],
    [
      [1, 'consumer', '发票怎么开？'],
      [1, 'bot', '在订单页申请。'],
    ],
  ])
  expect(talks[0]?.[0]).toMatchObject({
    kind: 'header',
    origin: 'merchant-log',
    conversation: 'a',
    trial: 'shop/000001',
    clock: { utc: '2026-11-01T10:00:00.000Z' },
  })
  const latencies = talks.map((events) => read(events, { lang: 'zh-CN' }).turns[0]?.latency.firstContent)
  expect(latencies).toEqual([2000, 12_000])
})

it('reads a conversation a line, without times: no latency is told', () => {
  const { talks } = imported({
    'chats.jsonl': lines({
      id: 7,
      messages: [
        { role: 'system', content: 'Welcome' },
        { role: 'user', content: [{ type: 'text', text: 'Where is my parcel?' }] },
        { role: 'assistant', content: 'On its way.' },
        { role: 'agent', content: 'I am Ann, I can look.' },
      ],
    }),
  })
  expect(told(talks[0])).toEqual([
    [0, 'system', 'Welcome'],
    [1, 'consumer', 'Where is my parcel?'],
    [1, 'bot', 'On its way.'],
    [1, 'human', 'I am Ann, I can look.'],
  ])
  expect(talks[0]?.filter((event) => event.kind === 'participant')).toMatchObject([
    { actor: 'human', change: 'joined' },
  ])
  expect(read(talks[0] ?? [], { lang: 'en' }).turns[1]?.unreliable).toBe('the log has no times')
})

it('reads tables with line breaks and quotation marks in cells', () => {
  const { talks } = imported({
    'chat.csv':
      '\uFEFF会话ID,角色,内容,时间\r\n1,用户,"你好,\n退款?",2026/11/1 9:05\r\n1,机器人,"说""是"" 5"" 屏",2026/11/1 9:05:03\r\n',
    'other.tsv': 'cid\twho\tmsg\n9\tbuyer\tsay "hi", now\n9\tbot\tHello\n',
  })
  expect(talks.map(told)).toEqual([
    [
      [1, 'consumer', '你好,\n退款?'],
      [1, 'bot', '说"是" 5" 屏'],
    ],
    [
      [1, 'consumer', 'say "hi", now'],
      [1, 'bot', 'Hello'],
    ],
  ])
})

it('takes names of columns and roles from the merchant', () => {
  const { talks } = imported(
    { 'own.csv': 'k;a;b\n9;buyer;say "hi" ""now""\n9;shopbot;Hello\n' },
    { columns: { conversation: 'k', role: 'a', text: 'b' }, roles: { shopbot: 'bot' } },
  )
  expect(told(talks[0])).toEqual([
    [1, 'consumer', 'say "hi" ""now""'],
    [1, 'bot', 'Hello'],
  ])
})

it('reads Bot Framework transcripts: typing, cards, suggested actions, hand-over', () => {
  const conversation = { id: 'c-1' }
  const bot = { id: 'b', name: 'ShopBot', role: 'bot' }
  const user = { id: 'u', role: 'user' }
  const at = (s: number) => new Date(Date.UTC(2026, 10, 1, 10, 0, s)).toISOString()
  const { talks } = imported({
    'one.transcript': JSON.stringify([
      { type: 'conversationUpdate', conversation, from: user, timestamp: at(0) },
      { type: 'message', conversation, from: user, recipient: bot, text: '退款', timestamp: at(1) },
      { type: 'typing', conversation, from: bot, timestamp: at(2) },
      {
        type: 'message',
        conversation,
        from: bot,
        text: '请选择',
        timestamp: at(4),
        attachments: [
          {
            contentType: 'application/vnd.microsoft.card.hero',
            content: { title: '退款进度', buttons: [{ type: 'imBack', title: '查进度' }] },
          },
        ],
        suggestedActions: { actions: [{ type: 'imBack', title: '转人工' }] },
      },
      { type: 'event', name: 'handoff.initiate', conversation, from: bot, timestamp: at(5) },
    ]),
  })
  expect(told(talks[0])).toEqual([
    [1, 'consumer', '退款'],
    [1, 'bot', '请选择'],
  ])
  const [turn] = read(talks[0] ?? [], { lang: 'zh-CN' }).turns
  expect(turn?.choices.map(({ label }) => label)).toEqual(['查进度', '转人工'])
  expect(turn?.answer).toContain('退款进度')
  expect(turn?.latency).toMatchObject({ ack: 1000, firstContent: 3000 })
  expect(talks[0]?.filter((event) => event.kind === 'handoff')).toMatchObject([{ level: 'E1' }])
})

it('a consumer who writes again after a minute without a reply has met a silence', () => {
  const { talks } = imported({
    'a.jsonl': lines(
      { cid: 1, role: 'user', text: '在吗，退款呢？', time: 1793527200 },
      { cid: 1, role: 'user', text: '还没退？', time: 1793527230 },
      { cid: 1, role: 'user', text: '到底退不退款？', time: 1793527500 },
      { cid: 1, role: 'bot', text: '已退。', time: 1793527501 },
    ),
  })
  const { turns } = read(talks[0] ?? [], { lang: 'zh-CN' })
  expect(turns.map(({ silent, latency }) => [silent, latency.waited])).toEqual([
    [true, 270_000],
    [false, null],
  ])
})

it('masks personal data that have a form, in text, choices and the id, unless it is told not to', () => {
  const text =
    '我的手机13812345678，座机010-12345678，身份证11010119900307663X，卡6222021234567890128，邮箱li.lei@example.com，订单20261101000123，退3000元，热线400-123-4567'
  const record = lines(
    { cid: '13812345678', role: 'user', text },
    {
      cid: '13812345678',
      role: 'bot',
      text: 'Call +44 20 7946 0958 or (212) 555-0123, order 4111-1111-1111-1112',
    },
  )
  const { talks, logs } = imported({ 'a.jsonl': record })
  expect(told(talks[0]).map(([, , words]) => words)).toEqual([
    '我的手机[手机号]，座机[手机号]，身份证[证件号]，卡[卡号]，邮箱[邮箱]，订单20261101000123，退3000元，热线400-123-4567',
    'Call [phone] or [phone], order 4111-1111-1111-1112',
  ])
  expect(talks[0]?.[0]).toMatchObject({ conversation: '[phone]' })
  expect(logs.masked).toEqual({ phone: 5, id: 1, card: 1, email: 1 })
  const kept = imported({ 'a.jsonl': record }, { keepPersonal: true })
  expect(told(kept.talks[0])[0]).toContain(text)
  expect(kept.logs.masked).toBeNull()
})

it.each<[string, string, string | Buffer, string]>([
  [
    'broken JSON',
    'a.jsonl',
    `${lines({ cid: 1, role: 'user', text: 'x' })}{"cid": 1,`,
    'a.jsonl:2: is no JSON',
  ],
  ['no object', 'a.jsonl', '[]\n', 'a.jsonl:1: is no object'],
  [
    'no role',
    'a.jsonl',
    lines({ cid: 1, text: 'x' }),
    'a.jsonl:1: no field says the role; there are cid, text',
  ],
  ['no text', 'a.csv', 'cid,role\n1,user\n', 'a.csv:2: no field says the text'],
  [
    'a role that nobody knows',
    'a.csv',
    'cid,role,text\n1,zorg,x\n',
    'a.csv:2: nobody is known by the role “zorg”',
  ],
  [
    'no time',
    'a.csv',
    'cid,role,text,time\n1,user,x,gestern\n',
    'a.csv:2: the time "gestern" is not understood',
  ],
  ['too many cells', 'a.csv', 'cid,role,text\n1,user,a,b\n', 'a.csv:2: has 4 cells for 3 columns'],
  ['GBK', 'a.csv', Buffer.from([0x61, 0x0a, 0xc4, 0xe3, 0xba, 0xc3]), 'is not valid UTF-8'],
  ['nothing', 'a.jsonl', '', 'no message of a conversation in it'],
  ['another file', 'a.pdf', 'x', 'a.pdf is no log by its name'],
])('refuses %s, says where, and leaves nothing behind', (_, name, content, message) => {
  const work = new Workplace()
  const path = work.file(name)
  writeFileSync(path, content)
  expect(() => importLogs([path], { out: work.file('logs') })).toThrow(message)
  expect(existsSync(work.file('logs'))).toBe(false)
  expect(existsSync(work.file('logs.part'))).toBe(false)
})

it('a quotation mark that is never closed, and a line without an end, are refused and not kept in memory', () => {
  const work = new Workplace()
  const open = work.write('a.csv', `cid,role,text\n1,user,"x${'y\n'.repeat(2_600_000)}`)
  expect(() => importLogs([open], { out: work.file('logs') })).toThrow(/a\.csv:2: longer than 5 million/)
  const long = work.write('b.jsonl', 'x'.repeat(5_100_000))
  expect(() => importLogs([long], { out: work.file('logs') })).toThrow(/b\.jsonl:1: longer than 5 million/)
})

it('does not write over what is there, and takes no keys of a stranger as its own', () => {
  const work = new Workplace()
  mkdirSync(work.file('logs'))
  const path = work.write(
    'a.jsonl',
    '{"cid":"__proto__","role":"user","text":"x","__proto__":{"role":"bot"}}\n',
  )
  expect(() => importLogs([path], { out: work.file('logs') })).toThrow('is already there')
  const logs = importLogs([path], { out: work.file('others'), name: '../../etc/passwd' })
  expect(logs).toMatchObject({ name: 'etc-passwd', conversations: 1 })
})

it('is never scored, reported or resumed as a run', () => {
  const { work } = imported({ 'a.jsonl': lines({ cid: 1, role: 'user', text: '退款？' }) })
  const logs = work.file('logs')
  for (const use of [scoreFiles, storedResult])
    expect(() => use(logs)).toThrow(/they are no trials.*\n.*ombud insight/)
})

it('is read only where it is whole: a line that is no event, or another origin, is refused', () => {
  const { work } = imported({ 'a.jsonl': lines({ cid: 1, role: 'user', text: '退款？' }) })
  const name = 'logs/conversations/000/000001.jsonl'
  const whole = work.read(name)
  work.write(name, `${whole}{"kind":"text"}\n`)
  expect(() => insightOf(work.file('logs'))).toThrow(/000001\.jsonl:\d+: the line is no event/)
  work.write(name, whole.replace('"origin":"merchant-log",', ''))
  expect(() => insightOf(work.file('logs'))).toThrow('is no conversation of a log')
  symlinkSync('/etc', work.file('logs/conversations/001'))
  work.write(name, whole)
  expect(() => insightOf(work.file('logs'))).toThrow('leads out of')
})
