/** What training on a FAQ does to the encoder: needs of the merchant are told apart, shipped ones stay. */
import { describe, expect, it } from 'vitest'
import { auc } from '../../src/scoring/statistics/auc.js'
import type { EncoderModel } from '../../src/understanding/models/encoder.js'
import { encoderModel } from '../../src/understanding/models/files.js'
import { trainMerchant } from '../../src/understanding/training/merchant.js'
import { type Topic, topics } from '../../src/understanding/training/text.js'
import { nearness } from './nearness.js'

const zh = (id: string, questions: string[], answers: string[]): Topic => ({
  id,
  lang: 'zh',
  questions,
  answers,
})

const FAQ = [
  zh('refund', ['退款多久到账'], ['退款一般1-3个工作日原路退回。']),
  zh('lock', ['车锁打不开', '扫码以后锁没反应'], ['请在应用里点击临时开锁。若仍无法打开，请提交故障报修。']),
  zh('pass', ['年卡怎么退', '年卡能退钱吗'], ['年卡七天内未使用可全额退款，超过七天按剩余天数折算。']),
  zh(
    'zone',
    ['骑出服务区了怎么办', '锁车提示不在运营区'],
    ['请骑回地图上的绿色区域再还车，区外还车收取调度费。'],
  ),
]

/** How often a question is nearer to an answer of its topic than to one of another. */
function aucOf(model: EncoderModel, asked: readonly string[][], among: readonly Topic[]): number {
  const near = (right: boolean) =>
    asked.flatMap(([question = '', id]) =>
      among.flatMap((one) =>
        (one.id === id) === right ? [nearness(model, question, one.answers[0] ?? '')] : [],
      ),
    )
  return auc(near(true), near(false)) ?? 0
}

describe('an encoder that was taught a FAQ', () => {
  const base = encoderModel()
  const shipped = topics()
  const taught = trainMerchant(base, shipped, FAQ)

  it('has the entries among its topics, in the place of shipped ones that are the same need', () => {
    expect(taught.topics).toEqual(expect.arrayContaining(FAQ.map(({ id }) => `${id} zh`)))
    expect(base.topics).toContain('shop/refund-time zh')
    expect(taught.topics).not.toContain('shop/refund-time zh')
    expect(taught.topics).toContain('shop/refund-time en')
  })

  it('finds the answers to new phrasings, and forgets nothing of the shipped topics', () => {
    const asked = [
      ['那个年卡可以退掉么', 'pass'],
      ['年卡不想用了能退不', 'pass'],
      ['我这个车锁怎么也打不开', 'lock'],
      ['扫了码开不了锁', 'lock'],
      ['还车说我骑出运营区了', 'zone'],
      ['不在服务区还不了车', 'zone'],
    ]
    expect(aucOf(taught, asked, FAQ)).toBeGreaterThan(aucOf(base, asked, FAQ) + 0.1)
    const some = shipped.filter(({ lang }) => lang === 'zh').slice(0, 40)
    const known = some.map(({ id, questions }) => [questions[0] ?? '', id])
    expect(aucOf(taught, known, some)).toBeGreaterThan(aucOf(base, known, some) - 0.02)
  })

  it('is the same each time', () => {
    expect(trainMerchant(base, shipped, FAQ).rows).toEqual(taught.rows)
  })
})
