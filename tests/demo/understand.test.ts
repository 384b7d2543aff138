/** What the demo bot makes of what people write. */
import { describe, expect, it } from 'vitest'
import { bareKeyword, understand } from '../../src/demo/understand.js'

const HEARD: [string, string | undefined][] = [
  ['右边没声音了，能退吗？', 'broken'],
  ['买的蓝牙耳机坏了，怎么退？', 'broken'],
  ['你好，蓝牙耳机一边不响，想退货', 'broken'],
  ['小伙子你好啊，我今年72了，老伴给我买的耳机，右边听不见声音了，你说这个能不能退呀，麻烦你了', 'broken'],
  ['耳机坏了能退款吗', 'broken'],
  ['退款什么时候到账？', 'refund'],
  ['我退的钱几天到账啊', 'refund'],
  ['那个，我把耳机退回去了，钱啥时候能退给我呀', 'refund'],
  ['七天无理由退货可以吗', 'return'],
  ['不喜欢可以退吗', 'return'],
  ['下单了什么时候发货', 'shipping'],
  ['我的订单什么时候发货', 'shipping'],
  ['拍下以后多久能送到', 'shipping'],
  ['刚收到的东西是坏的，几天之内可以退？', 'broken'],
  ['东西一打开就不能用，退货有几天时间？', 'broken'],
  ['退了以后钱多久到账？', 'refund'],
  ['货退给你们了，钱能在哪天收到？', 'refund'],
  ['退款先不说，不问退款：怎么开发票？', 'invoice'],
  ['不问保修，想退货，怎么退？', 'return'],
  ['退款我知道了，谢谢。', 'refund'],
  ['发票不用开，会员等级怎么升？', undefined],
  ['The warranty is not urgent, but how do I get an invoice?', 'invoice'],
  ['Never mind the refund. Do you have a shop in Paris?', undefined],
  ['我退了货，退款几时能收到？', 'refund'],
  ['还没买，先问一下，保修多久？', 'warranty'],
  ['发错货了，颜色不对，你们怎么解决？', 'mismatch'],
  ['我的包裹显示签收了，可我根本没收到。', 'mismatch'],
  ['我在12306买的高铁票要改签，你们这儿给办吗？', undefined],
  ['知道了。在你们这儿买的，不喜欢的话几天内可以退货？', 'return'],
  ['东西寄回去了，钱多长时间能退回来？', 'refund'],
  ['跟想的不一样，多少天里可以退货？', 'return'],
  ['收到的货和页面上写的不一样，怎么处理？', 'mismatch'],
  ['说回我问的头一件事，要等多长时间来着？', 'first-asked'],
  ['第一个问题，保修多久？', 'warranty'],
  ['喂，听得到吗？现在方便说话吗？', 'greeting'],
  ['跟我说话的是真人还是机器？', 'robot'],
  ['对面是真人吗，还是自动回复的？', 'robot'],
  ['你听不懂就找个人来，转人工！', 'human'],
  ['给你添麻烦了，你们年轻人工作也辛苦。', undefined],
  ['保修多久', 'warranty'],
  ['坏了还在保修期内吗', 'warranty'],
  ['怎么开发票', 'invoice'],
  ['我的快递到哪了，帮我查一下订单', 'order'],
  ['我要投诉，去哪里投诉', 'complaint'],
  ['12315是什么', 'complaint'],
  ['这款耳机多少钱', 'product'],
  ['明天去北京的高铁票多少钱', undefined],
  ['今天天气怎么样', undefined],
  ['asdf qwer', undefined],
  ['转人工', 'human'],
  ['人工', 'human'],
  ['人工客服', 'human'],
  ['我要找真人', 'human'],
  ['不要机器人，我要和人说话', 'human'],
  ['我要投诉，给我转人工', 'human'],
  ['你是机器人吗？我要找真人', 'human'],
  ['姑娘啊，我年纪大了不会弄，帮我找个人工行不行', 'human'],
  ['你是机器人吗', 'robot'],
  ['你是真人客服吗', 'robot'],
  ['你是人工客服还是机器人', 'robot'],
  ['好的', 'yes'],
  ['谢谢，再见', 'thanks'],
  ['你好', 'greeting'],
  ['There is no sound on the right side, can I return them?', 'broken'],
  ['My earphones were delivered last week and are broken', 'broken'],
  ['How long does a refund take?', 'refund'],
  ['When will I get my money back?', 'refund'],
  ['Can I return it within seven days?', 'return'],
  ['When will my order ship?', 'shipping'],
  ['How long is the warranty?', 'warranty'],
  ['Where is my order?', 'order'],
  ['Where can I complain?', 'complaint'],
  ['Can you book a train ticket to Beijing for me?', undefined],
  ['I want to talk to a human', 'human'],
  ['Human agent', 'human'],
  ["I'd like to speak to a real person please", 'human'],
  ['There was an item missing from my box.', 'mismatch'],
  ["My return is on its way to you, how long until I'm refunded?", 'refund'],
  ['My plane leaves too early. Could you rebook my flight?', undefined],
  ['Wait, are you an actual person?', 'robot'],
  ['How long was it for the first thing I asked?', 'first-asked'],
  ['Is this a bot or a human?', 'robot'],
  ['No more bots. I want a real person now.', 'human'],
  ['Could you please connect me to a member of staff?', 'human'],
  ['Are you a robot?', 'robot'],
  ['Am I talking to a human?', 'robot'],
  ['Are you a real person?', 'robot'],
  ['yes please', 'yes'],
]

describe('understanding of the demo bot', () => {
  it.each(HEARD)('%s -> %s', (text, intent) => {
    expect(understand(text).intent).toBe(intent)
  })

  it('notices age, order number and language', () => {
    expect(understand('我今年72岁了，订单2026110712345')).toMatchObject({
      elder: true,
      order: '2026110712345',
      lang: 'zh-CN',
    })
    expect(understand('My order is 2026110712345')).toMatchObject({ elder: false, lang: 'en' })
    expect(understand('123').lang).toBeUndefined()
  })

  it('reads a very long message without losing time in it', () => {
    expect(understand(`退款${'多久'.repeat(1_000_000)}`).intent).toBe('refund')
  })

  it('knows no paraphrase when it looks for keywords', () => {
    expect(bareKeyword('退款')).toBe('refund')
    expect(bareKeyword('Return policy!')).toBe('return')
    expect(bareKeyword('退款多久到账')).toBeUndefined()
  })
})
