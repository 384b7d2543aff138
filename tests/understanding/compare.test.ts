/** Statements, sameness and relevance: values by what they mean, and uncertain where nothing is sure. */
import { describe, expect, it } from 'vitest'
import { relevance } from '../../src/understanding/answers/relevance.js'
import { sameAnswer } from '../../src/understanding/answers/same-answer.js'
import { sameness } from '../../src/understanding/answers/sameness.js'
import { states } from '../../src/understanding/facts/states.js'
import { encoderModel } from '../../src/understanding/models/files.js'
import { EN, type Family, ZH } from './same-pairs.js'

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
    ['抬头 30 天内可修改,电子发票 24 小时内开具', '7天无理由退货', 'absent'],
    ['签收后15天内可以退货，发票3天内开具', '7天无理由退货', 'contradicts'],
    ['保修3个月，电池保修6个月', '12个月', 'absent'],
    ['', '7天', 'absent'],
  ])('“%s” against “%s”: %s', (text, expected, outcome) => {
    expect(states(text, expected, 'zh-CN').outcome).toBe(outcome)
  })
})

describe('states, with what was asked', () => {
  it.each<[string, string, string, string]>([
    ['几天内可以退货？', '抬头 30 天内可修改一次。', '7天', 'absent'],
    ['几天内可以退货？', '签收后 15 天内可以退货。', '7天', 'contradicts'],
    ['几天内可以退货？', '签收后 15 天内可以退货，发票 30 天内开具。', '7天', 'contradicts'],
    ['保修多久？', '本店耳机保修3个月，超过后维修收费。', '12个月', 'contradicts'],
    ['那要多久？', '一般 15 天。', '7天', 'contradicts'],
    ['How long can I return it?', 'Invoice titles can be changed within 30 days.', '7 days', 'absent'],
    ['How long can I return it?', 'Returns are possible within 15 days.', '7 days', 'contradicts'],
  ])('asked “%s”, “%s” against “%s”: %s', (asked, text, expected, outcome) => {
    expect(states(text, expected, 'zh-CN', asked).outcome).toBe(outcome)
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
    ['保修12个月', '您刚才已经问过了，请往上翻', 'different'],
    ['Our warranty is 12 months', 'You asked this already, scroll up', 'different'],
    ['The museum is in Lyon right now', 'The museum is right now in Marseille', 'uncertain'],
    ['每天最多转5万元', '小额转账最低1元', 'uncertain'],
  ])('“%s” and “%s”: %s', (a, b, outcome) => {
    expect(sameAnswer(a, b, 'zh-CN').outcome).toBe(outcome)
    expect(sameAnswer(b, a, 'zh-CN').outcome).toBe(outcome)
  })
})

/** Every pair of two lists, or of one with itself. */
const pairsOf = (first: string[], second?: string[]) =>
  first.flatMap((a, i) => (second ?? first.slice(i + 1)).map((b): [string, string] => [a, b]))
const outcomes = (pairs: [string, string][], lang: 'zh-CN' | 'en') =>
  pairs.map(([a, b]) => ({ a, b, ...sameAnswer(a, b, lang) }))

describe.each<['zh-CN' | 'en', Family[]]>([
  ['zh-CN', ZH],
  ['en', EN],
])('answers in %s, reworded and changed', (lang, families) => {
  it.each(families.map((family): [string, Family] => [family.same[0] ?? '', family]))('%s', (_, family) => {
    const changed = outcomes(pairsOf(family.same, family.changed), lang)
    expect(changed.filter(({ outcome }) => outcome !== 'contradictory')).toEqual([])
    const same = outcomes(pairsOf(family.same), lang)
    expect(same.filter(({ outcome }) => outcome === 'contradictory' || outcome === 'different')).toEqual([])
    const other = outcomes(pairsOf([...family.same, ...family.changed], family.other ?? []), lang)
    expect(other.filter(({ outcome }) => outcome === 'contradictory' || outcome === 'same')).toEqual([])
  })

  it('most rewordings are known to be the same', () => {
    const same = families.flatMap((family) => outcomes(pairsOf(family.same), lang))
    expect(same.length).toBeGreaterThan(100)
    expect(same.filter(({ outcome }) => outcome === 'same').length / same.length).toBeGreaterThan(0.9)
  })
})

describe('answers that only seem to contradict', () => {
  it.each<[string, string]>([
    ['非会员不享受折扣', '会员才有折扣'],
    ['不满18岁不能办', '满18周岁才可办理'],
    ['除了周一，每天都开', '周二到周日开放'],
    ['没有身份证也没关系，户口本也行', '没带身份证的话可以用户口本'],
    ['不用担心，钱不会丢的', '您的资金是安全的，请放心'],
    ['最快今天，最慢明天', '今明两天内'],
    ["You can't return opened items.", 'Only unopened items can be returned.'],
    ["Delivery isn't available on Sundays.", 'We deliver Monday to Saturday.'],
    ["It won't take more than 3 days.", 'Up to 3 days.'],
    ["If you don't pay by Friday, the booking is cancelled.", 'Pay by Friday or lose the booking.'],
    ['如果显示签收但没收到，请联系我们', '显示已签收却没拿到货的，跟我们说'],
    ['You can cancel before dispatch.', 'Until it leaves you can cancel. Once dispatched, refuse it.'],
    ['年费100元，满三笔免年费', '一年消费满三笔就免年费，不够的收100块'],
    ["Without a receipt we can't refund.", 'A receipt is needed for refunds.'],
    ['The first month is free, then it is £9.99 a month.', 'Free for a month, £9.99 monthly afterwards.'],
  ])('“%s” and “%s”', (a, b) => {
    expect(sameAnswer(a, b, /[a-z]{3}/i.test(a) ? 'en' : 'zh-CN').outcome).not.toBe('contradictory')
  })
})

describe('answers without a value', () => {
  const pair = [
    'Return the parcel with the label in the box.',
    'Send it back using the label you find in the box.',
  ] as const

  it('are the same where the encoder finds them alike', () => {
    expect(sameAnswer(...pair, 'en').outcome).toBe('same')
  })

  it('are left open by an encoder that knows no word of them', () => {
    const model = encoderModel()
    const strange = { ...model, seen: new Uint8Array(model.seen.length) }
    expect(sameAnswer(...pair, 'en', strange).outcome).toBe('uncertain')
  })
})

describe('the order of words', () => {
  it.each<[string, string]>([
    ['从北京寄到上海要两天', '从上海寄到北京要两天'],
    ['先付款再发货', '先发货再付款'],
    ['Change the ticket from York to Leeds', 'Change the ticket from Leeds to York'],
    ['首重10元，续重5元', '首重5元，续重10元'],
  ])('“%s” is not “%s”', (a, b) => {
    expect(sameAnswer(a, b, /[a-z]{3}/i.test(a) ? 'en' : 'zh-CN').outcome).not.toBe('same')
  })
})

describe('sameness', () => {
  it('ranks rewordings above swapped roles, and those above other matters', () => {
    const said = '由王明转账给李华'
    const [reworded, swapped, other] = ['由王明转给李华', '由李华转账给王明', '门店周末照常营业'].map(
      (text) => sameness(said, text),
    )
    expect(reworded).toBeGreaterThan(swapped ?? 1)
    expect(swapped).toBeGreaterThan(other ?? 1)
  })

  it('is between 0 and 1, and 0 where one text is empty', () => {
    for (const { same, changed } of [...ZH, ...EN]) {
      const score = sameness(same[0] ?? '', changed[0] ?? '')
      expect(score).toBeGreaterThanOrEqual(0)
      expect(score).toBeLessThanOrEqual(1)
    }
    expect(sameness('', '退款三天到账')).toBe(0)
  })
})

describe('hostile answers', () => {
  it.each([
    '1',
    '不',
    'not ',
    '7天,',
    '可以。',
    '退款3天 ',
    '<p>',
    '| 1 | 2 |\n',
    '😀',
    'from a to b ',
    '一二三',
  ])('a megabyte of "%s" is compared within bounds', (piece) => {
    const text = piece.repeat(Math.ceil(1_000_000 / piece.length))
    expect(['same', 'different', 'contradictory', 'uncertain']).toContain(
      sameAnswer(text, `${text}3天`, 'zh-CN').outcome,
    )
    expect(sameness(text, '退款三天到账')).toBeLessThanOrEqual(1)
  })
})

describe('relevance', () => {
  it.each<[string, string, string]>([
    ['退款多久到账', '审核通过后 3 至 5 个工作日原路退回。', 'on-topic'],
    ['退款多久到账', '现货商品 24 小时内发货,一般 2 至 5 天送达。', 'uncertain'],
    ['怎么开发票', '请在登录页点“忘记密码”,用短信验证码重置', 'off-topic'],
    ['how do I get an invoice', 'In-stock items ship within 24 hours.', 'uncertain'],
    ['my headset is broken', 'Electronics carry a 12-month warranty', 'on-topic'],
    ['七天无理由退货可以吗', '抱歉,我没有理解您的问题', 'not-an-answer'],
    ['我想注销账户', '好的,正在为您转接人工客服', 'not-an-answer'],
    ['退货', '请提供订单号', 'not-an-answer'],
    ['我要退货', '请先申请退款', 'uncertain'],
    ['退了以后钱多久到账？', '退款会在1-3个工作日内原路退回', 'on-topic'],
    ['我把东西寄回去了，钱啥时候退我', '验收后1-3个工作日退到原支付账户', 'on-topic'],
    [
      '你好，退的钱什么时候能到我账上？',
      '在“我的订单”里点“申请退款”,审核通过后 3 至 5 个工作日原路退回。',
      'on-topic',
    ],
    ['拍下以后什么时候能发出来？', '现货商品48小时内发货', 'on-topic'],
    ['下单三天了还没动静', '现货商品48小时内发货', 'on-topic'],
    ['耳机右边没声音了，能退吗？', '质量问题7天内可以退货', 'on-topic'],
    ['充不进电了怎么处理', '电子产品保修12个月,人为损坏除外', 'on-topic'],
    ['买的衣服大了能换小一码吗', '7天内可以换货，运费您承担', 'on-topic'],
    ['转账多久到账', '跨行转账一般2小时内到账', 'on-topic'],
    ['转账多久到账', '退款会在1-3个工作日内原路退回', 'uncertain'],
    ['我的银行卡丢了怎么办', '请立即拨打95588挂失，凭身份证到网点补卡', 'on-topic'],
    ['宽带断网了', '请重启光猫，若仍无法上网我们安排师傅上门', 'on-topic'],
    ['我要退机票', '起飞前2小时可在订单页退票，收取20%手续费', 'on-topic'],
    ['家里停电了', '您所在区域正在抢修，预计18点恢复供电', 'on-topic'],
    ['驾照过期怎么办', '可在交管12123换证', 'on-topic'],
    ['Where is my money?', 'Refunds reach your account in 3 to 5 working days', 'on-topic'],
    ['When do you send it out after I order?', 'In-stock items ship within 24 hours', 'on-topic'],
    [
      'The left earbud has no sound, can I send it back?',
      'You can return it within 7 days if the quality is at fault',
      'on-topic',
    ],
    ['it stopped charging', 'Electronics carry a 12-month warranty', 'on-topic'],
    ['Can I change my flight?', 'Rebooking is possible up to 2 hours before departure for a fee', 'on-topic'],
    ['When is my power back?', 'The outage in your area ends at 18:00', 'on-topic'],
    ['密码忘了', '现货商品48小时内发货', 'uncertain'],
    ['那退款什么时候能到？', '付款后48小时内发货，默认发顺丰快递', 'uncertain'],
    ['现在下单的话多久发货？', '本店耳机自签收之日起保修12个月', 'off-topic'],
    ['我的快递什么时候能到？', '一般 2 至 5 天送达', 'on-topic'],
    ['还没买，先问一下，保修多久？', '亲，新品上市，全场满减，快去首页看看吧', 'uncertain'],
    ['退款多久到账', '退款多久到账', 'not-an-answer'],
    ['退款多久到账', '您好，请问退款多久到账？', 'not-an-answer'],
    ['退款多久到账', '您的问题是：退款多久到账', 'not-an-answer'],
    ['退款多久到账', 'You said: 退款多久到账', 'not-an-answer'],
    ['退款多久到账', '您好，我是智能客服小北。\n退款多久到账', 'not-an-answer'],
    ['我的退款多久能到账', '我的退款多久能到帐', 'not-an-answer'],
    ['I want a refund', 'Hello! You said: I want a refund', 'not-an-answer'],
    ['可以退货吗', '可以退货', 'on-topic'],
    ['退款几天能到账呢', '退款三天能到账呢', 'on-topic'],
    [
      '拍下以后什么时候能发出来？',
      '您好，我是清音耳机店的专属客服小音，由机器人自动回复。需要真人服务时，随时说“转人工”。\n付款后48小时内发货',
      'on-topic',
    ],
    ['保修多久？', '您好，我是清音耳机店的专属客服小音，很高兴为您服务。\n全场满减，快来领券吧', 'uncertain'],
    ['转错账号了能追回来吗', '您可通过“生活缴费”栏目办理水电燃气费代扣签约，签约后次月生效', 'off-topic'],
    ['你们老板是谁', '审核通过后 3 至 5 个工作日原路退回。', 'uncertain'],
  ])('“%s” answered by “%s”: %s', (question, answer, outcome) => {
    expect(relevance(question, answer, 'zh-CN').outcome).toBe(outcome)
  })

  it('takes the topic from what was said before', () => {
    expect(relevance('多久?', '退款 3 天到账', 'zh-CN', { context: ['我要退款'] }).outcome).toBe('on-topic')
  })
})
