/** Pairs of probes: what three answers come to, and the index over pairs and repetitions. */
import { describe, expect, it } from 'vitest'
import type { PlanTrial } from '../../src/documents/ready.js'
import type { Plan } from '../../src/documents/types/plan.js'
import { scorecard } from '../../src/scoring/scorecard.js'
import { Probes } from '../../src/scoring/understanding.js'
import { evidenceOf, Talk } from '../golden/builder.js'
import { plan, result } from './documents.js'

type Answers = Partial<Record<'keyword' | 'reworded' | 'decoy', string>>

const QUESTIONS = {
  keyword: '退款多久到账？',
  reworded: '东西退回去了，钱几天能收到？',
  decoy: '退款收到了，登录密码忘了怎么找回？',
}
const REFUND = '退款会在1-3个工作日内原路退回。'
const AGAIN = '收到退货后，钱会在1-3个工作日内退到原来的账户。'
const PASSWORD = '在登录页点“忘记密码”，用手机号验证后重设密码。'
const FALLBACK = '抱歉，我没有听懂您的问题，请换个说法。'

/** Pairs as they were answered, each list the repetitions of one pair; an answer that is left out is not held. */
function probed(pairs: readonly (readonly Answers[])[], truth?: string) {
  const ids = pairs.flatMap((held, pair) =>
    held.flatMap((_, at) => Object.keys(QUESTIONS).map((kind) => `shop/p${pair}-${kind}/-/${at + 1}`)),
  )
  const made = plan(ids)
  for (const [id, scenario] of Object.entries(made.documents.scenarios)) {
    const [pair = '', kind = ''] = id.split('-')
    Object.assign(scenario, { probe: { pair, kind, keyword: '退款' } })
  }
  const probes = new Probes(made)
  for (const trial of made.trials) {
    const [, number = '', kind = ''] = /^p(\d+)-(\w+)$/.exec(trial.scenario) ?? []
    const answer = pairs[Number(number)]?.[trial.repetition - 1]?.[kind as keyof Answers]
    if (answer !== undefined) probes.add(evidence(made, trial, kind as keyof Answers, answer, truth))
  }
  return { made, probed: probes.ofTargets() }
}

function evidence(made: Plan, trial: PlanTrial, kind: keyof Answers, answer: string, truth?: string) {
  const talk = new Talk(trial.id).say('say', QUESTIONS[kind])
  if (answer === '') talk.wait(60_000).close('cap')
  else talk.bot(answer)
  return evidenceOf(talk.stop(), {
    trial,
    scenario: made.documents.scenarios[trial.scenario],
    ...(truth ? { truth: { refund: { values: [truth] } } } : {}),
  } as never)
}

const outcome = (answers: Answers, truth?: string) => {
  const [pair] = probed([[answers]], truth).probed.get('shop')?.pairs ?? []
  return pair?.outcome
}
const card = (pairs: readonly (readonly Answers[])[]) => probed(pairs).probed.get('shop')?.card

/** Names the matter and says that it cannot answer. */
const OUTSIDE = '抱歉，这个问题我回答不了。我只能解答发货、退款和发票方面的问题。'

const UNDERSTOOD = { keyword: REFUND, reworded: AGAIN, decoy: PASSWORD }
const RECITED = { keyword: REFUND, reworded: AGAIN, decoy: REFUND }
const UNSURE = { keyword: REFUND, reworded: AGAIN, decoy: '' }
const UNANSWERED = { keyword: FALLBACK, reworded: FALLBACK, decoy: FALLBACK }

describe('a pair', () => {
  it('is understood where both wordings are answered and the other need is, too', () => {
    expect(outcome(UNDERSTOOD)).toBe('understood')
  })

  it('is understood where the bot says honestly that it cannot help with the other need', () => {
    for (const decoy of [FALLBACK, OUTSIDE]) expect(outcome({ ...UNDERSTOOD, decoy })).toBe('understood')
  })

  it.each([
    ['the other need brings the same reply', RECITED],
    [
      'and where the reply is only wrapped up otherwise',
      { ...UNDERSTOOD, decoy: `您好亲，${REFUND}祝您生活愉快！` },
    ],
    ['the same need without the keyword is not understood', { ...UNDERSTOOD, reworded: FALLBACK }],
    ['it is met with silence', { ...UNDERSTOOD, reworded: '' }],
  ])('is a keyword reply where %s', (_, answers) => {
    expect(outcome(answers)).toBe('keyword')
  })

  it.each([
    ['the other need is met with silence', UNSURE],
    ['the bot asks back for a detail', { ...UNDERSTOOD, reworded: '请提供您的订单号。' }],
    ['the bot hands over to a person', { ...UNDERSTOOD, reworded: '正在为您转接人工客服，请稍候。' }],
  ])('is uncertain where %s', (_, answers) => {
    expect(outcome(answers)).toBe('uncertain')
  })

  it.each([
    ['a conversation is missing', { keyword: REFUND, decoy: REFUND }],
    ['the keyword was not answered', UNANSWERED],
    ['twice the same is admitted: no answer', { keyword: OUTSIDE, reworded: OUTSIDE, decoy: PASSWORD }],
    ['the keyword was met with silence', { ...UNDERSTOOD, keyword: '' }],
    ['the question only came back', QUESTIONS],
  ])('is not judged where %s', (_, answers) => {
    expect(outcome(answers)).toBe('unjudged')
  })

  it('is read with the truth where the target declares one', () => {
    const vague = { keyword: '三天。', reworded: '三天。', decoy: PASSWORD }
    expect(outcome(vague, '3天')).toBe('understood')
  })
})

describe('the index', () => {
  it('is the share of understood pairs among the judged ones, with the others beside it', () => {
    expect(card([[UNDERSTOOD], [RECITED], [UNSURE], [UNANSWERED]])).toMatchObject({
      index: 50,
      interval: [9.45, 90.55],
      n: 2,
      understood: 1,
      keyword: 1,
      uncertain: 1,
      unjudged: 1,
    })
  })

  it('counts a pair once, however often it was held', () => {
    const often = card([[UNDERSTOOD, UNDERSTOOD, UNDERSTOOD, RECITED], [RECITED]])
    expect(often).toMatchObject({ index: 37.5, n: 2, understood: 3, keyword: 2 })
    expect(often?.interval).toEqual(
      card([
        [UNDERSTOOD, UNDERSTOOD, UNDERSTOOD, RECITED],
        [RECITED, RECITED],
      ])?.interval,
    )
  })

  it.each([
    ['not-held', [[{ keyword: REFUND }]]],
    ['unanswered', [[UNANSWERED]]],
    ['uncertain', [[UNSURE], [UNANSWERED]]],
  ] as const)('is absent and says why: %s', (why, pairs) => {
    expect(card(pairs)).toMatchObject({ index: null, interval: null, n: 0, why })
  })

  it('stands in the scorecard of targets with probes, whatever the order of the trials', () => {
    const { made, probed: both } = probed([[UNDERSTOOD], [RECITED]])
    const results = made.trials.map((trial) => result(trial.id))
    const [shop] = scorecard(made, results, new Map(), new Map(), both).targets
    expect(shop?.understanding).toMatchObject({ index: 50 })
    expect(scorecard(plan(['shop/case/-/1']), [], new Map()).targets[0]).not.toHaveProperty('understanding')
  })
})
