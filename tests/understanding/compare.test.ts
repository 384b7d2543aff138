/** Statements, sameness and relevance: values by what they mean, and uncertain where nothing is sure. */
import { describe, expect, it } from 'vitest'
import { relevance } from '../../src/understanding/relevance.js'
import { sameAnswer } from '../../src/understanding/same-answer.js'
import { states } from '../../src/understanding/states.js'

describe('states', () => {
  it.each<[string, string, string]>([
    ['支持七天无理由退货', '7天', 'states'],
    ['7 日内可退', '7天', 'states'],
    ['一周内可以退', '7天', 'states'],
    ['within seven days', '7天', 'states'],
    ['17天', '7天', 'contradicts'],
    ['订单 A71234567', '7天', 'absent'],
    ['7个工作日', '7天', 'contradicts'],
    ['2 至 5 个工作日', '7天', 'absent'],
    ['7 至 15 天', '7天', 'uncertain'],
    ['不支持7天无理由', '7天', 'uncertain'],
    ['1至3个工作日', '1-3个工作日', 'states'],
    ['one to three working days', '1-3 working days', 'states'],
    ['24小时', '1天', 'states'],
    ['保修一年', '12个月', 'states'],
    ['99块', '99元', 'states'],
    ['¥89', '99元', 'contradicts'],
    ['$99', '99元', 'absent'],
    ['请拨打12315', '12315', 'states'],
    ['可以拨打消协电话', '消费者协会', 'states'],
    ['市场监管局', '市场监督管理局', 'states'],
    ['本店有蓝牙耳机', '蓝牙耳机', 'states'],
    ['不支持蓝牙', '支持蓝牙', 'contradicts'],
    ['we support you', 'port', 'absent'],
    ['11月26日前', '2026-11-26', 'states'],
    ['11月27日前', '2026-11-26', 'contradicts'],
    ['抱歉,我没有理解', '7天', 'absent'],
    ['', '7天', 'absent'],
  ])('“%s” against “%s”: %s', (text, expected, outcome) => {
    expect(states(text, expected, 'zh-CN').outcome).toBe(outcome)
  })
})

describe('same answer', () => {
  it.each<[string, string, string]>([
    ['退款3-5个工作日到账', '审核后3至5个工作日原路退回', 'same'],
    ['退款3-5个工作日到账', '退款7个工作日到账', 'contradictory'],
    ['可以退货', '不可以退货', 'contradictory'],
    ['支持退货', '暂不支持退货', 'contradictory'],
    ['You can return it within 7 days', 'You cannot return it within 7 days', 'contradictory'],
    ['We ship within 24 hours', 'Orders are shipped within one day', 'same'],
    ['现货24小时内发货', '请在登录页重置密码', 'different'],
    ['好的,正在为您转接人工客服,当前排队 2 位', '好的,正在为您转接人工客服,当前排队 5 位', 'same'],
    ['抱歉,没有理解', '退款3天到账', 'different'],
    ['退款很快', '退款请耐心等待处理结果', 'uncertain'],
  ])('“%s” and “%s”: %s', (a, b, outcome) => {
    expect(sameAnswer(a, b, 'zh-CN').outcome).toBe(outcome)
    expect(sameAnswer(b, a, 'zh-CN').outcome).toBe(outcome)
  })
})

describe('relevance', () => {
  it.each<[string, string, string]>([
    ['退款多久到账', '审核通过后 3 至 5 个工作日原路退回。', 'on-topic'],
    ['退款多久到账', '现货商品 24 小时内发货,一般 2 至 5 天送达。', 'off-topic'],
    ['怎么开发票', '请在登录页点“忘记密码”,用短信验证码重置', 'off-topic'],
    ['how do I get an invoice', 'In-stock items ship within 24 hours.', 'off-topic'],
    ['my headset is broken', 'Electronics carry a 12-month warranty', 'on-topic'],
    ['七天无理由退货可以吗', '抱歉,我没有理解您的问题', 'not-an-answer'],
    ['我想注销账户', '好的,正在为您转接人工客服', 'not-an-answer'],
    ['退货', '请提供订单号', 'not-an-answer'],
    ['我要退货', '请先申请退款', 'uncertain'],
    ['你们老板是谁', '审核通过后 3 至 5 个工作日原路退回。', 'uncertain'],
  ])('“%s” answered by “%s”: %s', (question, answer, outcome) => {
    expect(relevance(question, answer, 'zh-CN').outcome).toBe(outcome)
  })

  it('takes the topic from what was said before', () => {
    expect(relevance('多久?', '退款 3 天到账', 'zh-CN', ['我要退款']).outcome).toBe('on-topic')
  })
})
