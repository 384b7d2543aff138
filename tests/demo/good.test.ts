/** The merchant that serves consumers well, over its JSON API. */
import { describe, expect, it } from 'vitest'
import { merchantOf, post, talkTo } from './merchant.js'

describe('a merchant without faults', () => {
  it('says first that a machine answers and how to reach a person', async () => {
    const { say } = await talkTo([])
    const [welcome, answer] = await say('退款多久到账？')
    expect(welcome).toMatchObject({ from: 'bot', name: '小音（AI智能客服）' })
    expect(welcome?.text).toContain('AI智能客服')
    expect(welcome?.text).toContain('转人工')
    expect(answer?.text).toContain('1-3个工作日')
    expect(answer?.choices).toEqual(['转人工'])
  })

  it('states the truth in both languages', async () => {
    const { answer } = await talkTo([])
    expect(await answer('耳机右边没声音了，能退吗？')).toMatch(/7天.*1-3个工作日/s)
    expect(await answer('多久发货')).toContain('48小时内')
    expect(await answer('保修多久')).toContain('12个月')
    expect(await answer('How long does a refund take?')).toContain('1-3 working days')
    expect(await answer('My earphones are broken')).toContain('within 7 days')
    expect(await answer('When does it ship?')).toContain('within 48 hours')
    expect(await answer('How long is the warranty?')).toContain('12 months')
  })

  it('gives the same answer again, and to other words', async () => {
    const { answer } = await talkTo([])
    const first = await answer('耳机坏了，能退吗？')
    expect(await answer('耳机坏了，能退吗？')).toBe(first)
    expect(await answer('你好，买的耳机一边不响，想退货')).toBe(first)
  })

  it('knows what was asked first', async () => {
    const { answer } = await talkTo([])
    expect(await answer('最开头问的那件事，是多久？')).toContain('回答不了')
    const first = await answer('多久发货')
    await answer('保修多久')
    expect(await answer('最开头问的那件事我忘了，再说一遍是多久？')).toBe(first)
  })

  it('asks for the order number once and remembers it', async () => {
    const { answer } = await talkTo([])
    expect(await answer('我的快递到哪了，帮我查一下订单')).toContain('订单号')
    expect(await answer('2026110712345')).toContain('2026110712345')
    expect(await answer('帮我查一下订单')).toContain('已签收')
    expect(await answer('9999999999999')).toContain('没有查到')
  })

  it('names every way to complain and admits to be a robot', async () => {
    const { answer } = await talkTo([])
    const channels = await answer('我要投诉，去哪里投诉')
    for (const way of ['协商', '12315', '市场监管部门', '消费者协会', '仲裁', '诉讼'])
      expect(channels).toContain(way)
    expect(await answer('你是机器人吗？')).toContain('我是机器人')
    expect(await answer('Are you a human?')).toContain('not a person')
  })

  it('says what it cannot do, offers a person, and takes yes for an answer', async () => {
    const { say, answer } = await talkTo([])
    expect(await answer('明天北京下雨吗')).toMatch(/回答不了.*转人工/s)
    const again = (await say('那上海呢'))[0]
    expect(again?.text).toContain('建议由人工客服')
    expect(again?.choices).toContain('转人工')
    expect((await say('好的')).map((message) => message.from)).toEqual(['bot', 'system', 'agent'])
  })

  it('connects a person who knows the matter, answers and says goodbye', async () => {
    const { say, answer } = await talkTo([])
    await answer('耳机坏了')
    const [promise, joined, first] = await say('转人工')
    expect(promise?.text).toMatch(/转接人工.*0人排队/)
    expect(joined).toEqual({ from: 'system', text: '客服小李（工号8021）为您服务' })
    expect(first).toMatchObject({ from: 'agent', name: '小李' })
    expect(first?.text).toContain('耳机故障')
    expect((await say('我买的耳机右边没声音，订单2026110712345，想退货'))[0]).toMatchObject({ from: 'agent' })
    const end = await say('谢谢，这是一次服务测试，再见')
    expect(end.map((message) => message.from)).toEqual(['agent', 'system'])
    expect(end[1]?.text).toBe('会话已结束')
    expect((await say('保修多久'))[0]?.from).toBe('bot')
  })

  it('welcomes again in the language that the consumer changes to', async () => {
    const { say } = await talkTo([])
    await say('你好')
    const [welcome, joinedFirst] = await say('human agent please')
    expect(welcome?.text).toContain('AI assistant')
    expect(joinedFirst?.from).toBe('bot')
    expect((await say('thanks, this was a test, goodbye'))[1]?.text).toBe('The chat has ended')
  })

  it('offers a person at once to a consumer who says that he is old', async () => {
    const { say } = await talkTo([])
    const answer = (await say('小伙子，我72岁了，耳机听不见声音了，能退吗')).at(-1)
    expect(answer?.text).toMatch(/7天.*转人工/s)
  })

  it('keeps sessions apart and logs what was really said', async () => {
    const merchant = await merchantOf([])
    const ask = (session: string, message: string) => post(merchant.apiUrl, { session, message })
    await Promise.all([ask('a', '保修多久'), ask('b', '怎么开发票')])
    const log = (await (await fetch(`${merchant.url}/__log`)).json()) as typeof merchant.log
    expect(log).toHaveLength(2)
    for (const entry of log) {
      expect(entry.replies).toHaveLength(2)
      expect(entry.replies[1]?.text).toContain(entry.session === 'a' ? '12个月' : '发票')
      for (const said of entry.replies) expect(said.last).toBeGreaterThanOrEqual(entry.received)
    }
  })
})

describe('bad requests', () => {
  it.each([
    ['{', 400],
    ['null', 400],
    [{ message: '' }, 400],
    [{ message: 7 }, 400],
    [{ message: '好', session: '../../etc' }, 400],
    [{ message: '好'.repeat(4001) }, 400],
    [{ message: '好'.repeat(100_000) }, 413],
  ])('are refused with one clear message: %j', async (body, status) => {
    const merchant = await merchantOf([])
    const response = await post(merchant.apiUrl, body)
    expect(response.status).toBe(status)
    expect(await response.json()).toEqual({ error: expect.any(String) })
    expect(merchant.log).toEqual([])
  })

  it('takes JSON only and knows its own paths only', async () => {
    const merchant = await merchantOf([])
    expect((await post(merchant.apiUrl, { message: '好' }, { 'content-type': 'text/plain' })).status).toBe(
      415,
    )
    expect((await fetch(`${merchant.url}/other`)).status).toBe(404)
    expect((await fetch(`${merchant.url}/api/stream`)).status).toBe(400)
    expect((await post(`${merchant.url}/api/send`, { session: 'x', message: '好' })).status).toBe(404)
  })
})
