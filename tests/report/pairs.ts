/** The result of a small shop with four pairs of probes, one of each outcome. */
import type { Pair, Result, Trial } from '../../src/documents/types/result.js'
import { fixture } from './fixture.js'

type Said = readonly [question: string, answer: string]

function pairOf(
  target: string,
  of: Omit<Pair, 'lang' | 'repetition' | 'probes'>,
  said: readonly Said[],
): { pair: Pair; trials: Trial[] } {
  const [like] = fixture().targets[0]?.trials ?? []
  const kinds = ['keyword', 'reworded', 'decoy'] as const
  const trials = said.map(([question, answer], at): Trial => {
    const id = `${target}/keyword-${of.pair}-${kinds[at]}/-/1`
    const lines = [
      { seq: 2, at: 7000, turn: 1, actor: 'consumer', text: question },
      { seq: 5, at: 7800, turn: 1, actor: 'bot', text: answer, since: 800 },
    ]
    const chat = answer === '' ? lines.slice(0, 1) : lines
    return {
      ...(like as Trial),
      id,
      title: `${of.keyword} ${kinds[at]}`,
      outcome: 'pass',
      chat,
      turns: [],
      findings: [],
    }
  })
  const probes = said.map(([question, answer], at) => ({
    kind: kinds[at] as (typeof kinds)[number],
    trial: trials[at]?.id ?? '',
    question,
    answer,
    lines: answer === '' ? [2] : [2, 5],
  }))
  return { pair: { ...of, lang: 'zh-CN', repetition: 1, probes }, trials }
}

const both = (zh: string, en: string) => ({ 'zh-CN': zh, en })
const REFUND = '退款会在1-3个工作日内原路退回。'

/** `refund` may be replied to with other words, for what a bot could do. */
export function withPairs(refund = REFUND): Result {
  const result = fixture()
  const [target] = result.targets
  const [card] = result.scorecard.targets
  if (!target || !card) throw new Error('the fixture has no target')
  const made = [
    pairOf(
      target.id,
      { pair: 'invoice', keyword: '发票', outcome: 'understood', reason: both('听懂了', 'understood') },
      [
        ['怎么开发票？', '在订单里点“申请发票”。'],
        ['公司报账要票据，找谁要？', '在订单里点“申请发票”，填公司抬头。'],
        ['发票有了，积分怎么用？', '积分可以在结算时抵扣。'],
      ],
    ),
    pairOf(
      target.id,
      {
        pair: 'coupon',
        keyword: '优惠券',
        outcome: 'unjudged',
        reason: both('没有得到回答', 'not answered'),
      },
      [
        ['优惠券怎么用？', ''],
        ['满减的券怎么用？', ''],
        ['不用优惠券，保修多久？', '保修12个月。'],
      ],
    ),
    pairOf(
      target.id,
      {
        pair: 'refund',
        keyword: '退款',
        outcome: 'keyword',
        reason: both('照搬同一套回复', 'brought the same reply'),
      },
      [
        ['退款多久到账？', refund],
        ['货退了，钱几天能收到？', '抱歉，我没有听懂您的问题。'],
        ['退款收到了，登录密码忘了怎么办？', refund],
      ],
    ),
    pairOf(
      target.id,
      { pair: 'price', keyword: '价保', outcome: 'uncertain', reason: both('说不准', 'cannot tell') },
      [
        ['怎么申请价保？', '请在订单里申请。'],
        ['买贵了，差价能补吗？', '亲，看您的情况。'],
        ['价保先不管，发票怎么开？', '好的。'],
      ],
    ),
  ]
  target.trials.push(...made.flatMap((one) => one.trials))
  target.pairs = made.map((one) => one.pair)
  card.understanding = {
    index: 50,
    interval: [9.45, 90.55],
    n: 2,
    understood: 1,
    keyword: 1,
    uncertain: 1,
    unjudged: 1,
  }
  return result
}
