/** From the expectations of a scenario to findings: every way to write them, steps that never came, audits that break. */
import { expect, it } from 'vitest'
import { failed, findingsOf } from '../../src/scoring/findings.js'
import { type Case, evidenceOf, Talk } from '../golden/builder.js'

type Expect = NonNullable<Case['scenario']['expect']>

const FALLBACK = '抱歉，我没有理解您的问题，请换个说法。'

function scenario(expect: Expect, more: Partial<Case> = {}): Case {
  return { scenario: { steps: [{ id: 'first', say: '退款多久到账？', expect }] }, ...more }
}

const asked = () => new Talk().say('first', '退款多久到账？')
const expected = (given: Case, events = asked().bot('退款1-3个工作日原路退回。').stop()) =>
  findingsOf(evidenceOf(events, given)).filter((one) => one.expected && one.audit !== 'available')

it('reads an expectation as a word and as an object', () => {
  expect(expected(scenario(['relevant'])).map((one) => one.audit)).toEqual(['relevant'])
  const both = expected(scenario(['relevant', { 'never-act': 'fallback', stop: true }]))
  expect(both.map((one) => [one.audit, one.outcome, one.options])).toEqual([
    ['relevant', 'pass', undefined],
    ['never-act', 'pass', { 'never-act': 'fallback' }],
  ])
})

it('turns an audit that breaks into an error and goes on', () => {
  const findings = expected(scenario([{ states: 'nowhere' }, 'relevant']))
  expect(findings.map((one) => [one.audit, one.outcome, one.score])).toEqual([
    ['states', 'error', null],
    ['relevant', 'pass', 1],
  ])
  expect(findings[0]?.message.en).toContain('no truth and no fact named nowhere')
})

it('says that an audit is unknown', () => {
  expect(expected(scenario(['relevent']))).toMatchObject([
    { audit: 'relevent', outcome: 'error', score: null },
  ])
})

it('ends the conversation only for a failure marked stop', () => {
  const judged = (expect: Expect, words: string) =>
    failed(evidenceOf(asked().bot(words).close().events, scenario(expect)), 'first')
  expect(judged([{ 'never-act': 'fallback', stop: true }], FALLBACK)).toBe(true)
  expect(judged([{ 'never-act': 'fallback', stop: true }], '退款1-3个工作日原路退回。')).toBe(false)
  expect(judged([{ 'never-act': 'fallback' }], FALLBACK)).toBe(false)
})

it('does not judge a step that its guard skipped', () => {
  const events = new Talk().decide('first', { verb: 'guard', skipped: 'unless did not let it' }).stop()
  expect(expected(scenario(['relevant']), events)).toMatchObject([{ outcome: 'not-applicable', score: null }])
})

it.each([
  ['service-down', 'bot', 'fail'],
  ['closed', 'bot', 'fail'],
  ['gave-up', 'consumer', 'not-applicable'],
  ['max-time', 'harness', 'inconclusive'],
  ['down', 'network', 'inconclusive'],
])('takes a step that never came because of %s (%s) as %s', (reason, whose, outcome) => {
  expect(expected(scenario(['relevant']), new Talk().stop(reason, whose))).toMatchObject([{ outcome }])
})

it('fails availability when the bot was not there, without a score', () => {
  const findings = findingsOf(evidenceOf(new Talk().stop('service-down', 'bot'), scenario([])))
  expect(findings.find((one) => one.audit === 'available')).toMatchObject({
    outcome: 'fail',
    expected: true,
    weight: 0,
  })
})

it('measures every turn that answers or stays silent, and no other', () => {
  const events = asked()
    .bot('退款1-3个工作日原路退回。', 500)
    .say('second', '七天无理由退货可以吗')
    .bot(FALLBACK, 20)
    .say('third', '在吗')
    .wait(60_000)
    .close('cap')
    .say('~courtesy', '这是一次测试，谢谢。')
    .stop()
  const times = findingsOf(evidenceOf(events, scenario([]))).filter((one) => one.audit === 'response-time')
  expect(times.map((one) => [one.turn, one.measured?.value, one.expected])).toEqual([
    [1, 500, false],
    [3, null, false],
  ])
  expect(times[0]?.score).toBeGreaterThan(0.95)
  expect(times[1]?.score).toBe(0)
})

it('keeps what a bot says short, plain and on one line', () => {
  const hostile = `\u202e<script>alert(1)</script>\u001b[31m\n${'很长的话'.repeat(5000)}`
  const [one] = expected(scenario([{ states: { value: '7天' } }]), asked().bot(hostile).stop())
  expect(one?.message['zh-CN'].length).toBeLessThan(140)
  expect(one?.message['zh-CN']).not.toMatch(/[\p{Cc}\p{Cf}]/u)
})
