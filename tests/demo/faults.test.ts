/** Each fault by its effect on a conversation over the JSON API; those of the page are in page.test.ts. */
import { describe, expect, it } from 'vitest'
import { FAULTS } from '../../src/demo/faults.js'
import { badMerchant, goodMerchant } from '../../src/demo/merchants.js'
import { merchantOf, post, QUICK, talkTo } from './merchant.js'

describe('each fault shows over the API', () => {
  it('not-understand', async () => {
    const { say, answer } = await talkTo(['not-understand'])
    expect(await answer('怎么开发票')).toContain('没有听懂')
    expect(await answer('保修多久')).toContain('没有听懂')
    expect((await say('转人工')).at(-1)?.from).toBe('agent')
  })

  it('off-topic', async () => {
    const { answer } = await talkTo(['off-topic'])
    expect(await answer('耳机右边没声音了，能退吗？')).toMatch(/^亲，.*新品/)
    expect(await answer('退款多久到账')).toContain('1-3个工作日')
  })

  it('keyword-only', async () => {
    const { answer } = await talkTo(['keyword-only'])
    expect(await answer('退款')).toContain('1-3个工作日')
    expect(await answer('钱啥时候能退给我')).toContain('请回复关键词')
  })

  it('different-on-repeat', async () => {
    const { answer } = await talkTo(['different-on-repeat'])
    expect(await answer('退款多久到账')).toContain('1-3个工作日')
    expect(await answer('退款多久到账')).toContain('5-7个工作日')
    expect(await answer('退款多久到账')).toContain('15个工作日')
  })

  it('annoyed', async () => {
    const { answer } = await talkTo(['annoyed'])
    expect(await answer('保修多久')).toContain('12个月')
    expect(await answer('保修多久')).toContain('不要重复提问')
  })

  it.each(['slow-first', 'slow-complete'] as const)('%s', async (fault) => {
    const slow = await talkTo([fault])
    await slow.answer('保修多久')
    const [entry] = slow.merchant.log
    // A timer may fire up to a millisecond early; there is no upper bound to assert.
    expect((entry?.replies.at(-1)?.last ?? 0) - (entry?.received ?? 0)).toBeGreaterThan(QUICK.slow - 5)
  })

  it('hangs', async () => {
    const merchant = await merchantOf(['hangs'])
    const pending = post(merchant.apiUrl, { message: '保修多久' }).then(
      () => 'answered',
      () => 'never answered',
    )
    await expect.poll(() => merchant.log.length).toBe(1)
    await merchant.close()
    expect(await pending).toBe('never answered')
    expect(merchant.log[0]?.replies).toEqual([])
  })

  it('down-at-night', async () => {
    let hour = 2
    const clock = () => new Date(Date.UTC(2026, 10, 20, (hour + 16) % 24))
    const merchant = await merchantOf(['down-at-night'], { clock })
    expect((await post(merchant.apiUrl, { message: '你好' })).status).toBe(503)
    hour = 14
    expect((await post(merchant.apiUrl, { message: '你好' })).status).toBe(200)
  })

  it('hides-human', async () => {
    const { say } = await talkTo(['hides-human'])
    for (const message of ['你好', '明天北京下雨吗', '那上海呢', '我要投诉，去哪里投诉', '你是机器人吗'])
      expect(JSON.stringify(await say(message))).not.toMatch(/人工(?!智能)/)
    expect((await say('转人工')).at(-1)?.from).toBe('agent')
  })

  it('menu-loop', async () => {
    const { say } = await talkTo(['menu-loop'])
    for (const request of ['转人工', '我要找真人', '人工客服']) {
      const replies = await say(request)
      expect(replies.at(-1)).toMatchObject({ from: 'bot', text: '请选择您要咨询的问题：' })
    }
  })

  it('form-before-human', async () => {
    const { say } = await talkTo(['form-before-human'])
    expect((await say('转人工')).at(-1)).toMatchObject({ from: 'bot', form: ['姓名', '手机号', '订单号'] })
    expect((await say('王某，13800000000，2026110712345')).at(-1)?.from).toBe('agent')
  })

  it('empty-promise', async () => {
    const { say } = await talkTo(['empty-promise'])
    await say('你好')
    expect((await say('转人工')).map(({ from, text }) => [from, text])).toEqual([
      ['bot', '好的，正在为您转接人工客服，请稍候……'],
    ])
    for (const waiting of ['怎么还没有人来', '您好，还在吗？'])
      expect((await say(waiting))[0]).toMatchObject({
        from: 'bot',
        text: expect.stringContaining('耐心等待'),
      })
  })

  it('after-sale-bot', async () => {
    const before = await talkTo(['after-sale-bot'])
    await before.say('想买耳机，这款耳机多少钱')
    expect((await before.say('转人工')).at(-1)?.from).toBe('agent')
    const after = await talkTo(['after-sale-bot'])
    await after.say('耳机坏了')
    expect((await after.say('转人工')).at(-1)).toMatchObject({
      from: 'bot',
      text: expect.stringContaining('暂不提供'),
    })
  })

  it('elderly-not-routed', async () => {
    const request = '帮我转人工'
    const control = await talkTo(['elderly-not-routed'])
    expect((await control.say(request)).at(-1)?.from).toBe('agent')
    const elderly = await talkTo(['elderly-not-routed'])
    expect((await elderly.say(`我年纪大了不会弄，${request}`)).at(-1)?.from).toBe('bot')
  })

  it('claims-human', async () => {
    const { answer } = await talkTo(['claims-human'])
    expect(await answer('你是机器人吗')).toContain('我是真人')
    expect(await answer('Are you a robot?')).toContain('I am a real person')
  })

  it('no-disclosure', async () => {
    const { say, answer } = await talkTo(['no-disclosure'])
    expect(JSON.stringify(await say('你好'))).not.toMatch(/AI|智能|机器/)
    expect(await answer('你是机器人吗')).toContain('我是机器人')
  })

  it('no-channels', async () => {
    const { answer } = await talkTo(['no-channels'])
    expect(await answer('我要投诉，去哪里投诉')).not.toMatch(/12315|协会|监管|仲裁|诉讼/)
  })

  it('asks-personal-data', async () => {
    const { answer } = await talkTo(['asks-personal-data'])
    expect(await answer('多久发货')).toMatch(/48小时内.*身份证号/)
  })

  it('forgets', async () => {
    const { answer } = await talkTo(['forgets'])
    await answer('帮我查一下订单')
    expect(await answer('2026110712345')).toContain('已查到')
    expect(await answer('帮我查一下订单')).toContain('请把订单号发给我')
  })

  it('contradicts', async () => {
    const { answer } = await talkTo(['contradicts'])
    expect(await answer('七天无理由退货可以吗')).toContain('7天')
    expect(await answer('耳机坏了能退吗')).toContain('15天')
  })
})

describe('presets', () => {
  it('have known faults, none for the good merchant', () => {
    expect(goodMerchant.faults).toEqual([])
    for (const fault of badMerchant.faults) expect(FAULTS).toHaveProperty(fault)
  })

  it('the bad merchant fails its consumers in one conversation', async () => {
    const { say, answer } = await talkTo(badMerchant.faults)
    expect((await say('耳机右边没声音了，能退吗？')).at(-1)?.text).not.toContain('7天')
    expect(await answer('七天无理由退货可以吗')).not.toBe(await answer('七天无理由退货可以吗'))
    expect(await answer('你是真人吗')).toContain('我是真人')
    expect(await answer('我要投诉')).not.toContain('12315')
    expect((await say('转人工')).map((message) => message.from)).toEqual(['bot'])
  })
})
