/** Whole conversations without known truths: goals, signals of the turns, trouble in their acts. */
import { describe, expect, it } from 'vitest'
import { resolvedness, type Said } from '../../src/understanding/answers/dialogue.js'
import { troubled } from '../../src/understanding/answers/trouble.js'

/** Consumer and bot in turn, the consumer first. */
const talk = (...texts: string[]): Said[] =>
  texts.map((text, i) => ({ role: i % 2 === 0 ? 'consumer' : 'bot', text }))
const value = (dialogue: Said[], goal?: string) => resolvedness(dialogue, goal).value

describe('with a goal', () => {
  const goal =
    '你要去一个书店(id=1)买书。你希望书店在海淀区。你想知道这个书店的电话、营业时间。 你要去id=1附近的餐馆(id=2)用餐。你想知道这个餐馆的地址。'
  const whole = talk(
    '海淀区有哪家书店可以买书？',
    '您可以去五道口书屋。',
    '电话和营业时间是多少？',
    '电话 010-5555 0101，每天 9:00 到 21:00 营业。',
    '附近有吃饭的餐馆吗？',
    '有一家小南国。',
    '它在哪里？',
    '在成府路 28 号。',
  )

  it('all that is asked for and told makes it resolved', () => {
    expect(resolvedness(whole, goal)).toMatchObject({ reason: 'covered', missing: [] })
    expect(value(whole, goal)).toBeGreaterThan(0.7)
  })

  it('names what was not told', () => {
    const short = resolvedness(whole.slice(0, 6), goal)
    expect(short).toMatchObject({ reason: 'missing', missing: ['地址'] })
    expect(short.value).toBeLessThan(0.3)
  })

  it('what was told of the first thing does not count for the second', () => {
    const twice =
      'You are looking for a hotel. Make sure you get the phone number. You are also looking for a museum. Make sure you get the phone number.'
    const once = talk(
      'I need a hotel',
      'The Mill House.',
      'its phone number?',
      '01632 960 111',
      'and a museum',
      'The Old Mint.',
    )
    expect(resolvedness(once, twice).missing).toEqual(['the phone number'])
    const both = [...once, ...talk('phone number please', '01632 960 222')]
    expect(resolvedness(both, twice).missing).toEqual([])
  })

  it('done is not enough where conditions of the goal never came up', () => {
    const goal =
      'You want to move your booking to Friday. If that costs more than 40 euros, you keep the old day.'
    const careful = talk(
      'Please move my booking to Friday, unless it costs more than 40 euros.',
      'Friday costs 25 euros more. Shall I?',
      'Yes.',
      'Your booking has been moved to Friday.',
    )
    const careless = talk('Please change my booking.', 'Your booking has been changed to Monday.')
    expect(value(careful, goal)).toBeGreaterThan(value(careless, goal))
  })
})

describe('without a goal', () => {
  it('taking the advice beats turning it down', () => {
    const ask = ['我的耳机连不上手机', '您可以长按电源键五秒重新配对。'] as const
    const good = talk(...ask, '太好了，连上了，谢谢', '不客气')
    const bad = talk(
      ...ask,
      '试过了，没用',
      '您可以长按电源键五秒重新配对。',
      '还是不行，没解决',
      '抱歉，我没有理解您的问题。',
    )
    expect(value(good)).toBeGreaterThan(0.5)
    expect(value(bad)).toBeLessThan(0.2)
    expect(resolvedness(good).reason).toBe('accepted')
    expect(['rejected', 'failed', 'repeated']).toContain(resolvedness(bad).reason)
  })

  it('a question that nobody answers counts against it', () => {
    const answered = talk(
      'When do you open?',
      'At nine.',
      'Good to know. On Sundays too?',
      'No, closed on Sundays.',
    )
    expect(value(answered.slice(0, 3))).toBeLessThan(value(answered))
  })

  it('bears nothing, and very much', () => {
    expect(value([])).toBeGreaterThan(0)
    const endless = Array.from(
      { length: 5000 },
      (_, i): Said => ({ role: i % 2 ? 'bot' : 'consumer', text: '啊'.repeat(5000) }),
    )
    expect(value(endless, '你想知道电话。'.repeat(20_000))).toBeGreaterThan(0)
  })
})

describe('trouble in acts', () => {
  const smooth = ['B:greeting', 'U:request', 'B:ask_date', 'U:inform', 'B:confirm_booking', 'U:thank']

  it('repeats, denials, failures and an end in the air raise it', () => {
    const rough = [
      'B:greeting',
      'U:request',
      'B:ask_date',
      'U:negate',
      'B:ask_date',
      'U:rephrase',
      'B:did_not_understand',
    ]
    expect(troubled(rough)).toBeGreaterThan(0.6)
    expect(troubled(smooth)).toBeLessThan(0.3)
  })

  it.each(['U:negate', 'U:rephrase', 'U:transfer_agent', 'B:fallback'])('%s makes it worse', (act) => {
    const worse = [...smooth.slice(0, 3), act, ...smooth.slice(3)]
    expect(troubled(worse)).toBeGreaterThan(troubled(smooth))
  })
})
