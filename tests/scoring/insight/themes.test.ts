/** Failures of trials in themes: through the real audits, whatever the order, bounded whatever a bot says. */
import { expect, it } from 'vitest'
import type { Evidence } from '../../../src/audits/audit.js'
import { AUDITS } from '../../../src/audits/registry.js'
import { validator } from '../../../src/documents/schema.js'
import type { Finding } from '../../../src/documents/types/finding.js'
import type { Expectation } from '../../../src/documents/types/scenario.js'
import { findingsOf } from '../../../src/scoring/findings.js'
import { problemOf } from '../../../src/scoring/insight/problem-of.js'
import { Themes } from '../../../src/scoring/insight/themes.js'
import { topicName } from '../../../src/scoring/insight/topic-names.js'
import { TOPICS } from '../../../src/understanding/answers/topic-words.js'
import { evidenceOf, Talk } from '../../golden/builder.js'
import { plan } from '../documents.js'

const FALLBACK = '抱歉，我没有理解您的问题，请换个说法。'
const RIGHT = '退款1-3个工作日原路退回。'

interface Held {
  scenario: string
  repetition?: number
  asked?: string
  expect?: Expectation[]
  target?: string
}

/** One trial of one question. */
function held(answer: (talk: Talk) => TranscriptEnd, more: Held): Evidence {
  const {
    scenario,
    repetition = 1,
    asked = '退款多久到账？',
    expect: wanted = ['relevant'],
    target = 'shop',
  } = more
  const events = answer(new Talk().say('first', asked))
  return evidenceOf(events, {
    scenario: { steps: [{ id: 'first', say: asked, expect: wanted }] },
    truth: { days: { values: ['7天'] } },
    trial: { id: `${target}/${scenario}/-/${repetition}`, target, scenario, repetition },
  })
}
type TranscriptEnd = ReturnType<Talk['stop']>

const says = (words: string) => (talk: Talk) => talk.bot(words).stop()

function insightOf(evidences: readonly Evidence[]) {
  const themes = new Themes(plan(evidences.map(({ trial }) => trial.id)))
  for (const evidence of evidences) themes.add(evidence, findingsOf(evidence))
  return themes.insight()
}

const themesOf = (evidences: readonly Evidence[]) => insightOf(evidences).targets[0]?.themes ?? []
const told = (evidences: readonly Evidence[]) =>
  themesOf(evidences).map(({ problem, topic, count }) => [problem, topic, count])

it('groups failures of several scenarios by what went wrong and what it was about', () => {
  const insight = insightOf([
    held(says(FALLBACK), { scenario: 'refund' }),
    held(says(FALLBACK), { scenario: 'refund-again', asked: '我的退款什么时候到？' }),
    held(says(RIGHT), { scenario: 'refund-right' }),
    held(says(FALLBACK), { scenario: 'invoice', asked: '发票怎么开？' }),
  ])
  expect(validator('insight')(insight)).toBe(true)
  const [target] = insight.targets
  expect(target).toMatchObject({ target: 'shop', conversations: 4, questions: 4 })
  expect(target?.themes).toMatchObject([
    {
      problem: 'no-answer',
      topic: 'refund',
      title: { 'zh-CN': '问“退款”没有得到回答', en: 'Questions about refunds are not answered' },
      count: 2,
      conversations: 2,
      asked: 3,
      scenarios: ['refund', 'refund-again'],
      worst: { trial: 'shop/refund-again/-/1', turn: 1, audit: 'relevant', answered: FALLBACK },
    },
    { problem: 'no-answer', topic: 'invoice', count: 1, asked: 1 },
  ])
  expect(target?.topics).toMatchObject([
    { topic: 'refund', asked: 3, failures: 2 },
    { topic: 'invoice', asked: 1, failures: 1 },
  ])
})

it.each<[string, (talk: Talk) => TranscriptEnd, Partial<Held>]>([
  ['silent', (talk) => talk.wait(20_000).close('cap').stop(), {}],
  [
    'off-topic',
    says('您的快递已经由顺丰揽收，预计明天送达您的收货地址。'),
    { asked: '发票抬头写错了，可以重新开发票吗？' },
  ],
  ['down', (talk) => talk.close().stop('service-down', 'bot'), {}],
  ['hung-up', (talk) => talk.close().stop('closed', 'bot'), { expect: [] }],
  [
    'forbidden-claim',
    says('保证退款，绝对没问题。'),
    { expect: [{ 'never-states': { pattern: '保证退款' } }] },
  ],
  ['no-answer', says(FALLBACK), { expect: [{ 'never-act': 'fallback' }] }],
  ['slow', (talk) => talk.bot(RIGHT, 25_000).stop(), { expect: [] }],
  ['wrong-fact', says('退款3天到账。'), { expect: [{ states: 'days' }] }],
])('calls what went wrong %s', (problem, answer, more) => {
  const problems = told([held(answer, { scenario: 'case', ...more })]).map(([name]) => name)
  expect(problems).toContain(problem)
})

it('counts one missed answer once, whichever audits look at it', () => {
  const wanted: Expectation[] = ['relevant', { 'never-act': 'fallback' }, { states: { pattern: '工作日' } }]
  expect(told([held(says(FALLBACK), { scenario: 'case', expect: wanted })])).toEqual([
    ['no-answer', 'refund', 1],
  ])
})

it('names what a person was asked for about', () => {
  const events = new Talk()
    .say('first', '耳机坏了，怎么保修？')
    .bot(FALLBACK)
    .decide('ask', { verb: 'ask-human', by: 'phrase' })
    .say('ask', '转人工')
    .bot('请先描述您的问题。')
    .wait(90_000)
    .stop()
  const evidence = evidenceOf(events, {
    scenario: {
      steps: [
        { id: 'first', say: 'x' },
        { id: 'ask', 'ask-human': 'phrase', expect: [{ human: { within: '60s' } }] },
      ],
    },
  })
  expect(told([evidence])).toContainEqual(['no-person', 'defect', 1])
})

it('says the same whatever the order, and keeps three examples', () => {
  const all = Array.from({ length: 9 }, (_, i) =>
    held(says(i % 2 === 0 ? FALLBACK : RIGHT), { scenario: `case-${i % 3}`, repetition: i + 1 }),
  )
  const forth = insightOf(all)
  const themes = new Themes(plan(all.map(({ trial }) => trial.id)))
  for (const evidence of [...all].reverse()) themes.add(evidence, findingsOf(evidence))
  expect(themes.insight()).toEqual(forth)
  expect(forth.targets[0]?.themes[0]).toMatchObject({ count: 5 })
  expect(forth.targets[0]?.themes[0]?.examples.map(({ trial }) => trial)).toEqual([
    'shop/case-0/-/1',
    'shop/case-0/-/7',
    'shop/case-1/-/5',
  ])
})

it('bounds what a bot says', () => {
  const [theme] = themesOf([held(says(`${FALLBACK}${'😀'.repeat(5_000)}`), { scenario: 'case' })])
  expect(theme?.worst.answered.length).toBeLessThanOrEqual(600)
  expect(theme?.worst.answered).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/)
})

it('keeps targets apart, in the order of the plan, and those without a trial', () => {
  const one = held(says(FALLBACK), { scenario: 'case', target: 'b-shop' })
  const themes = new Themes(plan(['b-shop/case/-/1', 'a-shop/case/-/1']))
  themes.add(one, findingsOf(one))
  expect(themes.insight().targets.map(({ target, conversations }) => [target, conversations])).toEqual([
    ['b-shop', 1],
    ['a-shop', 0],
  ])
})

it('has a name for every topic and a problem for every audit that can fail', () => {
  for (const { topic } of TOPICS) expect(topicName(topic)['zh-CN'], topic).not.toBe(topic)
  const evidence = held(says(RIGHT), { scenario: 'case' })
  const [finding] = findingsOf(evidence)
  for (const audit of AUDITS.keys()) {
    const failed = { ...(finding as Finding), audit, outcome: 'fail' as const, options: {} }
    expect(problemOf(evidence, failed), audit).not.toBe('other')
  }
})
