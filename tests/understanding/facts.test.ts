/** Values in text, in both languages, and text that was made to hurt. */
import { describe, expect, it } from 'vitest'
import { factsIn } from '../../src/understanding/facts/facts.js'

const shown = (text: string) =>
  factsIn(text).map(
    (fact) =>
      `${fact.negated ? 'not ' : ''}${fact.kind} ${fact.value.join('..')}${fact.unit ? ` ${fact.unit}` : ''}`,
  )

describe('values in text', () => {
  it.each<[string, string[]]>([
    ['现货商品 24 小时内发货,一般 2 至 5 天送达。', ['duration 24 hour', 'duration 2..5 day']],
    ['3-5个工作日', ['duration 3..5 workday']],
    ['３－５個工作日', ['duration 3..5 workday']],
    ['七天无理由', ['duration 7 day']],
    ['一周', ['duration 7 day']],
    ['半年', ['duration 6 month']],
    ['一个半小时', ['duration 1.5 hour']],
    ['保修两年', ['duration 24 month']],
    ['within a week', ['duration 7 day']],
    ['one to three working days', ['duration 1..3 workday']],
    ['a 12-month warranty', ['duration 12 month']],
    ['twenty-one days', ['duration 21 day']],
    ['between 3 and 5 business days', ['duration 3..5 workday']],
    ['两千元', ['amount 2000 CNY']],
    ['三块五', ['amount 3.5 CNY']],
    ['¥1,299.00', ['amount 1299 CNY']],
    ['人民币100元', ['amount 100 CNY']],
    ['100 到 200 元', ['amount 100..200 CNY']],
    ['$20 or 15 dollars', ['amount 20 USD', 'amount 15 USD']],
    ['11月26日', ['date --11-26']],
    ['2026年11月26日', ['date 2026-11-26']],
    ['十一月二十六号', ['date --11-26']],
    ['Nov 26, 2026', ['date 2026-11-26']],
    ['the 26th of November', ['date --11-26']],
    ['明天', ['date relative:1']],
    ['工作时间 9:00-18:00', ['time 09:00..18:00']],
    ['上午9点到下午6点半', ['time 09:00..18:30']],
    ['from 9am to 6pm', ['time 09:00..18:00']],
    ['95%', ['percent 95 %']],
    ['百分之五', ['percent 5 %']],
    ['九五折', ['percent 95 折']],
    ['9折', ['percent 90 折']],
    ['请拨打12315', ['phone 12315']],
    ['400-123-4567', ['phone 4001234567']],
    ['13812345678', ['phone 13812345678']],
    ['see https://example.com/a?b=1.', ['url example.com/a?b=1']],
    ['单号 RT1234567', ['id rt1234567']],
    ['order number A-1001', ['id a-1001']],
    ['当前排队 2 位', ['number 2 位']],
    ['不支持7天无理由', ['not duration 7 day']],
    ['不超过7天', ['duration 7 day']],
    ['已付99，7天内发货', ['number 99', 'duration 7 day']],
    ['满99，100元起送', ['number 99', 'amount 100 CNY']],
    ['下午3点15分', ['time 15:15']],
    ['两点半', ['time 02:30']],
    ['周一至周五 9:00-18:00', ['time 09:00..18:00']],
    ['每周3天', ['duration 3 day']],
    ['we do not offer 7 days', ['not duration 7 day']],
  ])('%s', (text, facts) => {
    expect(shown(text)).toEqual(facts)
  })

  it.each([
    '十几天',
    '三十多块',
    '几百元',
    '两三天',
    '一般情况',
    '一些问题',
    '第7天',
    '2026年',
    '(Q12)',
    'one of them',
    '一个问题',
    '有一点问题',
    '注意以下两点',
    '一块儿去',
    '周一周二',
    '',
  ])('nothing certain in %s', (text) => {
    expect(shown(text)).toEqual([])
  })

  it('quotes the words as they stand', () => {
    expect(factsIn('退款３至５個工作日內到賬')[0]?.span).toBe('３至５個工作日')
  })
})

describe('hostile text', () => {
  const million = 1_000_000
  it.each<[string, string]>([
    ['digits', '1'],
    ['digits and spaces', '1 '],
    ['Chinese numerals', '一二三四五六七八九十百千万'],
    ['number words', 'twenty '],
    ['ranges', '1-'],
    ['thousands', '1,111,'],
    ['dates', '2026-11-26 '],
    ['links', 'http://a.'],
    ['phones', '+1 2 3 4 '],
    ['quotes', '"“'],
  ])('a megabyte of %s is read within bounds', (_, piece) => {
    expect(factsIn(piece.repeat(Math.ceil(million / piece.length))).length).toBeLessThanOrEqual(800)
  })
})
