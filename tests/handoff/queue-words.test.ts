/** Place and waiting time in words, in both languages, and words that only sound like them. */
import { describe, expect, it } from 'vitest'
import { queueIn } from '../../src/handoff/queue-words.js'

const MINUTE = 60_000

describe('a place in the queue', () => {
  it.each([
    ['前面还有3位，请耐心等待', 4],
    ['您前面还有 12 人在排队', 13],
    ['当前排队人数较多，您前面还有三位客户', 4],
    ['排在您前面的有2人', 3],
    ['您排在第2位', 2],
    ['您当前排在第 5 位，请稍候', 5],
    ['您是第3位，请稍等', 3],
    ['排队序号：7', 7],
    ['当前排队 2 位', 2],
    ['目前还有6人在排队', 6],
    ['前面没有人，马上为您接通', 1],
    ['您前面還有3位，請耐心等候', 4],
    ['You are number 3 in the queue.', 3],
    ["You're now number #4 in line", 4],
    ['Your position in the queue is 5.', 5],
    ['Queue position: 2', 2],
    ['There are 3 people ahead of you', 4],
    ['There are two customers ahead of you.', 3],
    ['You are 2nd in line', 2],
    ['You are third in the queue', 3],
    ['You are next in line.', 1],
    ['Nobody is ahead of you', 1],
  ])('%s: %i', (text, position) => {
    expect(queueIn(text)?.position).toBe(position)
  })
})

describe('a waiting time', () => {
  it.each([
    ['预计等待5分钟', 5 * MINUTE],
    ['预计需要等待 3-5 分钟', 5 * MINUTE],
    ['前面还有3位，预计等待约两分钟', 2 * MINUTE],
    ['正在为您转接，大约30秒', 30_000],
    ['人工客服预计1小时内为您接入', 60 * MINUTE],
    ['The estimated wait is about 2 minutes.', 2 * MINUTE],
    ['An agent will be with you in 90 seconds', 90_000],
    ['Current waiting time: 5 to 10 minutes', 10 * MINUTE],
  ])('%s', (text, eta) => {
    expect(queueIn(text)?.eta).toBe(eta)
  })

  it('comes with the place', () => {
    expect(queueIn('您前面还有3位，预计等待5分钟')).toEqual({ position: 4, eta: 5 * MINUTE })
    expect(queueIn('You are number 3 in the queue. The wait is about 2 minutes.')).toEqual({
      position: 3,
      eta: 2 * MINUTE,
    })
  })
})

describe('no queue', () => {
  it.each([
    '退款预计3-5个工作日到账，请耐心等待',
    '您已等待5分钟',
    '若您5分钟内未回复，会话将自动结束',
    'This chat closes after 10 minutes if we do not hear from you; please wait no longer',
    'You have been waiting for 5 minutes',
    '前面提到的3个问题我都记下了',
    '请稍等，我查一下',
    'The next train leaves in 5 minutes',
    '第2位乘客的名字是什么',
    'Please wait a moment.',
    'Your refund takes about 2 hours. Please wait.',
    '',
  ])('%s', (text) => {
    expect(queueIn(text)).toBeUndefined()
  })

  it('is not found in a flood of text, and costs little', () => {
    const flood = '前面还有'.repeat(50_000)
    expect(queueIn(flood)).toBeUndefined()
    expect(queueIn(`${'排队第'.repeat(20_000)}3位`)).toBeUndefined()
    expect(queueIn(`前面还有${'9'.repeat(5000)}位`)).toBeUndefined()
  })
})
