/** What a message offers in place of a person. */
import { describe, expect, it } from 'vitest'
import { insteadIn } from '../../src/handoff/words.js'

describe('in place of a person', () => {
  it.each<[string, object]>([
    ['人工服务时间为 9:00-18:00，请届时再来。', { hours: '9:00-18:00' }],
    ['人工客服周一至周五9点到21点在线', { hours: '周一至周五9点到21点' }],
    ['Our agents are online Monday to Friday, 9am-5pm.', { hours: 'Monday to Friday, 9am-5pm' }],
    ['We are here 24/7.', { hours: '24/7' }],
    ['请拨打 400-123-4567', { phone: '400-123-4567' }],
    ['Call 1-800-555-0199 for help.', { phone: '1-800-555-0199' }],
    ['详见 https://help.example.com/faq', { link: 'https://help.example.com/faq' }],
    ['请先留言', { message: '留言' }],
    ['请直接在这里写下您的事情，我们登记成工单。', { message: '直接在这里写下' }],
    ['Please fill out the form below.', { message: 'fill out the form' }],
    ['专员会尽快回电给您', { callback: '回电给您' }],
    ['We will get back to you soon.', { callback: 'get back to you' }],
    ['投诉可以拨打12315', {}],
    ['运费8元，满99元包邮。', {}],
    ['Your order ships in 3-5 days.', {}],
    ['', {}],
  ])('%s', (text, found) => {
    expect(insteadIn(text)).toEqual(found)
  })

  it('is looked for in bounded text', () => {
    expect(insteadIn('周一'.repeat(100_000))).toEqual({})
    expect(insteadIn(`${'9:00 '.repeat(100_000)}`)).toEqual({})
  })
})
