/** What a report leaves out: names of people who answered, by default; personal data, when asked. */
import { expect, test } from 'vitest'
import type { TranscriptEvent } from '../../src/documents/types/event.js'
import type { Line, Result } from '../../src/documents/types/result.js'
import { type Change, changesFor, redactionOf } from '../../src/report/redact/change.js'
import { redacted } from '../../src/report/redact/redact.js'
import { redactedEvents } from '../../src/report/redact/transcript.js'
import { fixture } from './fixture.js'

type Said = [actor: string, text: string, name?: string]

/** The first conversation of the fixture, with other words. */
function saying(...said: Said[]): Result {
  const result = structuredClone(fixture({ badOnly: true }))
  const [trial] = result.targets[0]?.trials ?? []
  if (!trial) throw new Error('the fixture has no trial')
  trial.chat = said.map(([actor, text, name], at) => ({
    seq: at + 2,
    at,
    actor,
    text,
    ...(name === undefined ? {} : { name }),
  }))
  return result
}

const chat = (result: Result): Line[] => result.targets[0]?.trials[0]?.chat ?? []
const shown = (said: Said[], redact?: boolean): string[] =>
  chat(redacted(saying(...said), redactionOf(redact))).map(({ name, text }) =>
    name === undefined ? text : `${name}|${text}`,
  )

test('a person keeps the role and loses the name and the number, wherever they are named', () => {
  expect(
    shown([
      ['system', '[joined] 客服小林（工号1024）'],
      ['human', '您好，我是人工客服小林，请问有什么可以帮您？', '人工客服小林'],
      ['consumer', '谢谢小林'],
      ['bot', '刚才由小林为您服务，工号：A1024。'],
      ['system', '[left] 客服小林（工号1024）'],
    ]),
  ).toEqual([
    '[joined] 客服[姓名]（工号[编号]）',
    '人工客服[姓名]|您好，我是人工客服[姓名]，请问有什么可以帮您？',
    '谢谢[姓名]',
    '刚才由[姓名]为您服务，工号：[编号]。',
    '[left] 客服[姓名]（工号[编号]）',
  ])
})

test('over a channel without authors the introduction is what tells a person', () => {
  expect(
    shown([
      ['bot', '客服阿珍（工号77）为您服务'],
      ['bot', '您好，我是人工客服阿珍，请说'],
      ['bot', '您好，我是智能客服小美，工号没有'],
      ['bot', '人工客服热线为您服务'],
    ]),
  ).toEqual([
    '客服[姓名]（工号[编号]）为您服务',
    '您好，我是人工客服[姓名]，请说',
    '您好，我是智能客服小美，工号没有',
    '人工客服热线为您服务',
  ])
})

test('English names go with their first name, and no word that holds them does', () => {
  expect(
    shown([
      ['system', 'Ana Lopez (agent 7) joined'],
      ['human', 'Hello, this is Ana. Your banana is an Anagram.', 'Ana Lopez'],
      ['consumer', 'Thanks, Ana, agent 7! Are there 2 agents?'],
    ]),
  ).toEqual([
    '[name] (agent [number]) joined',
    '[name]|Hello, this is [name]. Your banana is an Anagram.',
    'Thanks, [name], agent [number]! Are there 2 agents?',
  ])
})

test('what the bot, the merchant or a role is called is no name of a person', () => {
  const said: Said[] = [
    ['bot', '我是小美', '小美'],
    ['human', '您好', '小美'],
    ['human', '您好', '某某商城'],
    ['human', '您好', '在线客服'],
    ['unknown', '您好', '小蜜智能助手'],
    ['human', 'Hello', 'Customer Support Team'],
  ]
  expect(shown(said)).toEqual(said.map(([, text, name]) => `${name}|${text}`))
})

test('a name of one sign is taken out of the label and left in words', () => {
  expect(shown([['human', '森林很大', '客服林']])).toEqual(['客服[姓名]|森林很大'])
})

test('findings, reasons and examples that quote a person are redacted, too, and ids are not', () => {
  const result = saying(['human', '您好', '小林'], ['consumer', '好'])
  const [target] = result.targets
  const [trial] = target?.trials ?? []
  const [score] = result.scorecard.targets
  if (!target || !trial?.findings[0] || !score) throw new Error('the fixture has no finding')
  const quoting = { 'zh-CN': '小林说“不行”', en: '小林 said no' }
  trial.findings[0].message = quoting
  score.verdictReason = quoting
  trial.id = `${target.id}/小林/-/1`
  const copy = redacted(result, redactionOf(undefined))
  const gone = { 'zh-CN': '[姓名]说“不行”', en: '[姓名] said no' }
  expect(copy.targets[0]?.trials[0]?.findings[0]?.message).toEqual(gone)
  expect(copy.scorecard.targets[0]?.verdictReason).toEqual(gone)
  expect(copy.targets[0]?.trials[0]?.id).toContain('小林')
  expect(result.targets[0]?.trials[0]?.findings[0]?.message).toEqual(quoting)
})

test('personal data stay unless asked for, and nothing is touched by --no-redact', () => {
  const said: Said[] = [
    ['bot', '已登记手机号13912345678，邮箱 li@example.com'],
    ['human', '收到', '小林'],
  ]
  expect(shown(said)).toEqual([said[0]?.[1], '[姓名]|收到'])
  expect(shown(said, true)).toEqual(['已登记手机号[手机号]，邮箱 [邮箱]', '[姓名]|收到'])
  const result = saying(...said)
  expect(redacted(result, redactionOf(false))).toBe(result)
})

test('a conversation with a person shows no picture, and with --redact none does', () => {
  const result = saying(['human', '您好', '小林'])
  for (const trial of result.targets[0]?.trials ?? []) {
    trial.screenshot = 'ab'.repeat(32)
    if (trial !== result.targets[0]?.trials[0]) trial.levels = []
    if (trial !== result.targets[0]?.trials[0]) trial.chat = []
  }
  const pictures = (redact?: boolean) =>
    redacted(result, redactionOf(redact)).targets[0]?.trials.map(({ screenshot }) => screenshot !== undefined)
  const others = result.targets[0]?.trials.slice(1).map(() => true) ?? []
  expect(pictures()).toEqual([false, ...others])
  expect(pictures(true)).toEqual([false, ...others.map(() => false)])
  expect(pictures(false)).toEqual([true, ...others])
})

test('what a stranger calls a person is no pattern', () => {
  const name = '.*(a+)+$[\\'
  expect(shown([['human', `aaaaaaaaaaaaaaaaaaaaaaaaaaaa! ${name}`, name]])).toHaveLength(1)
  expect(
    shown([
      ['consumer', 'Bo said'],
      ['human', 'x', 'A.o Bo'],
    ])[0],
  ).toBe('Bo said')
})

test('a copy of a transcript has no words that were still being written, no links, no hashes, and keeps its order', () => {
  const base = { seq: 1, at: 0, actor: 'human', source: 'ws' } as const
  const hash = 'ab'.repeat(32)
  const events = [
    { ...base, kind: 'text', id: 'm', revision: 0, final: false, text: '电话1391234567', name: '小林' },
    { ...base, seq: 2, kind: 'text', id: 'm', revision: 1, final: true, text: '电话13912345678', ref: hash },
    { ...base, seq: 3, kind: 'participant', change: 'left', name: '小林', id: 'xiaolin' },
    { ...base, seq: 4, kind: 'observation', name: 'picture', value: { sha256: hash, near: ['小林'] } },
    { ...base, seq: 5, kind: 'handoff', participant: '客服小林', queue: { position: 1 } },
  ].map((event) => ({ ...event, prev: hash, salt: 'x' })) as TranscriptEvent[]
  const of = changesFor(new Map([['shop', new Set(['小林'])]]), redactionOf(true)) as (
    target: string,
  ) => Change
  const shown = [...redactedEvents(events, of('shop'))]
  expect(shown.map((event) => event.seq)).toEqual([1, 2, 3, 4, 5])
  expect(shown).toMatchObject([
    { id: 'm', text: '…', name: '[姓名]' },
    { id: 'm', text: '电话[手机号]', final: true },
    { change: 'left', name: '[姓名]' },
    { value: { sha256: '', near: ['[姓名]'] } },
    { participant: '客服[姓名]', queue: { position: 1 } },
  ])
  expect(JSON.stringify(shown)).not.toMatch(/xiaolin|"(prev|salt|ref)"|[0-9a-f]{64}/)
})

test.each([
  ['我的密钥是sk-abcdefgh01234567890', '我的密钥是[密钥]'],
  ['Use Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.abc_DEF-1 now', 'Use Bearer [secret] now'],
  ['Authorization: Bearer 0123456789abcdef0123', 'Authorization: Bearer [secret]'],
  ['验证码482913，5分钟内有效', '验证码[密钥]，5分钟内有效'],
  ['您的登录密码为“Ab12cd34”', '您的登录密码为“[密钥]”'],
  ['password: hunter2, see https://bob:pa55@host/x', 'password: [secret], see https://[secret]@host/x'],
  ['-----BEGIN PRIVATE KEY-----\nMIIabc0+/=\n-----END PRIVATE KEY-----', '[secret]'],
  ['密钥：sk-live01…', '密钥：[密钥]…'],
  ['客服说密钥是sk-ab …', '客服说密钥是[密钥] …'],
  ['密码：Abc…', '密码：[密钥]…'],
  ['密码为6-20位字母和数字', '密码为6-20位字母和数字'],
  ['验证码有效期为5分钟，请在10分钟内输入6位验证码', '验证码有效期为5分钟，请在10分钟内输入6位验证码'],
  [
    'Your password is required. The token is valid for 30 minutes.',
    'Your password is required. The token is valid for 30 minutes.',
  ],
  ['订单号2026112600012345，运单SF1234567890123', '订单号2026112600012345，运单SF1234567890123'],
])('of credentials: %s', (text, shownText) => {
  expect(shown([['bot', text]])).toEqual([shownText])
})

test('the beginning of a name or a number at the end of a quotation that was cut goes, too', () => {
  const person: Said = ['human', '您好', '欧阳小林']
  const said: Said[] = [
    ['bot', '由欧阳小…', undefined],
    ['bot', '由欧…', undefined],
    ['bot', '电话139123…', undefined],
    ['bot', '写信到 li.ming@exam …', undefined],
    ['bot', 'call +1 202 55…', undefined],
    ['bot', '稍等……', undefined],
  ].map(([actor, text]) => [actor, text] as Said)
  expect(shown([person, ...said], true).slice(1)).toEqual([
    '由[姓名]…',
    '由[姓名]…',
    '电话[号码]…',
    '写信到 [邮箱] …',
    'call [phone]…',
    '稍等……',
  ])
})
