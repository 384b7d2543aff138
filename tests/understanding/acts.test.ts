/** What bot messages do, in both languages. */
import { describe, expect, it } from 'vitest'
import { actsOf } from '../../src/understanding/acts/acts.js'
import { repetitionOf } from '../../src/understanding/repetition.js'

const named = (text: string) => actsOf(text).map((act) => act.act + (act.slot ? `(${act.slot})` : ''))

describe('acts of a message', () => {
  it.each<[string, string]>([
    ['现货商品 24 小时内发货,一般 2 至 5 天送达。', 'answer'],
    ['在“我的订单”里点“申请退款”,审核通过后 3 至 5 个工作日原路退回。', 'answer'],
    ['可以的', 'answer'],
    ['No.', 'answer'],
    [
      'Use "Forgot password" on the sign-in page; after 5 wrong tries the account is locked for 30 minutes.',
      'answer',
    ],
    ['电子产品保修 12 个月,人为损坏除外,请提供订单号报修。', 'answer asks-slot(order)'],
    ['Electronics carry a 12-month warranty. Please give your order number.', 'answer asks-slot(order)'],
    ['退款会在 3 至 5 个工作日内原路退回。请选择您要办理的业务', 'answer offers-choices'],
    ['您好,我是智能客服小北,请问有什么可以帮您?', 'greeting discloses-ai asks-slot'],
    ['Hello, I am the virtual assistant. How can I help?', 'greeting discloses-ai asks-slot'],
    ['抱歉,我没有理解您的问题,请换一种说法。', 'apology fallback'],
    ['抱歉，我沒有理解您的問題，請換一種說法。', 'apology fallback'],
    ['Sorry, I did not understand. Could you rephrase?', 'apology fallback'],
    ['还是没能理解,您可以输入“转人工”联系人工客服。', 'fallback offers-human'],
    ['I still do not understand. Type "agent" to reach a person.', 'fallback offers-human'],
    ['好的,正在为您转接人工客服,当前排队 2 位,预计等待 3 分钟。', 'promises-transfer queue'],
    ['好的，正在為您轉接人工客服，目前排隊 2 位', 'promises-transfer queue'],
    [
      'Sure, I am connecting you to an agent. There are 2 people ahead, about 3 minutes.',
      'promises-transfer queue',
    ],
    ['An agent will be with you shortly.', 'promises-transfer'],
    ['需要为您转人工吗?', 'offers-human asks-confirmation'],
    ['I can transfer you to a human agent. Would you like that?', 'offers-human asks-confirmation'],
    ['人工客服已接入', 'human-joined'],
    ['客服小王为您服务', 'human-joined'],
    ['智能客服小北为您服务', 'discloses-ai'],
    ['Ana joined the chat', 'human-joined'],
    ['You are now chatting with Ana', 'human-joined'],
    ['You are now chatting with our virtual assistant', 'discloses-ai'],
    ['您好,我是人工客服小李,工号 8021,请问有什么可以帮您?', 'greeting human-joined claims-human asks-slot'],
    ['我是真人', 'claims-human'],
    ['我不是真人', 'discloses-ai'],
    ['我不是机器人', 'claims-human'],
    ['我是人工智能助手', 'discloses-ai'],
    ['I am a real person', 'claims-human'],
    ['I am not a human', 'discloses-ai'],
    ['I am not a robot', 'claims-human'],
    ['暂不提供人工服务', 'refuses-human'],
    ['抱歉，無法為您轉接人工客服', 'apology refuses-human'],
    ['We do not have live agents.', 'refuses-human'],
    ['Sorry, I cannot transfer you to an agent.', 'apology refuses-human'],
    ['现在是非工作时间', 'out-of-hours'],
    ['Our office is closed.', 'out-of-hours'],
    ['请先描述您的问题', 'conditions-transfer asks-slot(issue)'],
    ['Before I transfer you, please describe the issue', 'conditions-transfer asks-slot(issue)'],
    ['如果您不明白,请查看帮助中心', 'deflects'],
    ['Please visit our website.', 'deflects'],
    ['请问您的订单号是多少?', 'asks-slot(order)'],
    ['What is your order number?', 'asks-slot(order)'],
    ['订单号应为 6 至 10 位数字,请重新输入。', 'asks-slot(order)'],
    ['请提供身份证号', 'asks-slot(id-card) asks-personal-data'],
    ['麻烦提供一下姓名和手机号', 'asks-slot(phone) asks-slot(name) asks-personal-data'],
    ['确认为订单 1234567 申请退货(原因:不想要了)吗?', 'asks-confirmation'],
    ['抱歉,系统开小差了。', 'apology error'],
    ['请问还有其他问题吗?祝您生活愉快', 'closing'],
    ['亲亲,您的问题小蜜正在努力学习中哦~', 'fallback'],
    ['这个问题我还不太清楚呢，建议您咨询人工客服', 'fallback deflects'],
    ['您的问题已提交,专员会在24小时内联系您', 'answer promises-transfer'],
    ['当前咨询人数较多，请您耐心等待', 'queue'],
    ['您好,当前为机器人服务,如需人工请按0', 'greeting discloses-ai offers-human'],
    ['人工服务已升级为智能服务', 'refuses-human'],
    ['为了更快帮您解决问题，请先选择问题类型', 'conditions-transfer offers-choices'],
    ['请选择您要咨询的问题：1. 退款 2. 物流 3. 发票', 'offers-choices'],
    ['很抱歉给您带来不便，我这边帮您转接专员处理，请稍等片刻', 'apology promises-transfer'],
    ['小王 加入了会话', 'human-joined'],
    ['我们不是机器人哦', 'claims-human'],
    ['请问您是要咨询退款还是换货呢？', 'asks-confirmation offers-choices'],
    ['请把您的支付密码告诉我', 'asks-slot(code) asks-personal-data unsafe'],
    ['不可以哦，拆封后不支持七天无理由。', 'answer'],
    ['好评返现可以领取', 'answer'],
    ['如果商品有质量问题可以退货', 'answer'],
    ['If it is faulty you can return it within 7 days', 'answer'],
    ['收到', ''],
    ['我是真人客服小音，不是机器人哦，有什么可以帮您？', 'greeting claims-human asks-slot'],
    ['I am a real person, not a robot. How can I help you?', 'claims-human asks-slot'],
    ['Certainly, I am connecting you to a human agent, please wait…', 'promises-transfer'],
    ['人工客服正在赶来，请您继续耐心等待……', 'promises-transfer'],
    ['售后问题由智能客服为您处理，暂不提供人工服务', 'discloses-ai refuses-human'],
    ['转人工前，请先填写以下信息：订单号。', 'conditions-transfer asks-slot(order)'],
    ['请回复关键词：发货、退款、退货。', 'offers-choices'],
    ['很抱歉，我还是没能帮到您。', 'apology fallback'],
    ['Sorry, I cannot answer this question.', 'apology fallback'],
    ['请把订单号发给我，我来为您登记。', 'asks-slot(order)'],
    ['Ana (agent 8021) joined', 'human-joined'],
    ['Hmm, I am not sure what you mean. Try asking in another way.', 'fallback'],
    ['Let me get a human for you.', 'promises-transfer'],
    ['One of our agents will get back to you within 24 hours.', 'promises-transfer'],
    ['All agents are currently busy.', 'queue'],
    ['Agent Mike has joined the conversation.', 'human-joined'],
    ['Please call 1-800-555-1234.', 'deflects'],
    ['I will transfer $50 to your card.', 'answer'],
    ['You can connect the headset to your phone.', 'answer'],
    ['I am Emma, a real person working in support.', 'claims-human'],
    ['您好，我是清音耳机店的专属客服小音，很高兴为您服务', 'greeting'],
    ['您好，客服小音很高兴为您服务，请问有什么可以帮您？', 'greeting asks-slot'],
    ['您好,我是您的专属顾问小美,工号 8021,很高兴为您服务', 'greeting human-joined'],
    ['Hello, I am Yin, your personal service adviser. How can I help you?', 'greeting asks-slot'],
    ["Hi, I'm Emma from customer support.", 'greeting'],
    [
      'Hello, this is Ana, a human agent. How can I help you?',
      'greeting human-joined claims-human asks-slot',
    ],
    ['需要的话，我可以现在就为您转人工客服', 'offers-human'],
    ['可以为您转接人工吗', 'offers-human asks-confirmation'],
    ['我可以马上帮您转接人工客服。', 'offers-human'],
    ['如果不方便打字,我马上为您转人工', 'offers-human'],
    ['需要现在为您转接人工吗？', 'offers-human asks-confirmation'],
    ['现在为您转接人工客服', 'promises-transfer'],
    ['这就为您转人工', 'promises-transfer'],
    ['马上给您安排专员', 'promises-transfer'],
    ['Would you like me to connect you to an agent?', 'offers-human asks-confirmation'],
    ['I can connect you to an agent right now if you like.', 'offers-human'],
    ['How about transferring you to a live agent?', 'offers-human asks-confirmation'],
    ['I will connect you to an agent now.', 'promises-transfer'],
    ['The outage in your area ends at 18:00', 'answer'],
    ['🙂', 'empty'],
    ['', 'empty'],
    ['转\u200b人工请回复 1,正在为您转接人工客服', 'offers-human promises-transfer'],
  ])('%s', (text, acts) => {
    expect(named(text).join(' ').split(' ').sort()).toEqual(acts.split(' ').sort())
  })

  it('names every complaint channel with its words', () => {
    const acts = actsOf('您可以拨打 12315,或向消费者协会投诉,也可以申请仲裁、向法院起诉。')
    expect(acts.filter((act) => act.act === 'names-channels').map((act) => act.span)).toEqual([
      '12315',
      '消费者协会',
      '仲裁',
      '法院',
    ])
  })

  it('quotes the words that show an act', () => {
    const text = '您好。正在为您轉接人工客服。'
    expect(actsOf(text).find((act) => act.act === 'promises-transfer')?.span).toBe('正在为您轉接人工客服')
  })

  it('takes the words of a person as a person', () => {
    expect(actsOf('我是真人', 'zh-CN', 'human').map((act) => act.act)).toEqual(['human-joined'])
  })

  it('gives each act a probability', () => {
    for (const { confidence } of actsOf('抱歉,我没有理解您的问题。需要为您转人工吗?')) {
      expect(confidence).toBeGreaterThanOrEqual(0.4)
      expect(confidence).toBeLessThanOrEqual(1)
    }
  })

  it('shows an act of a long message by the part that has it', () => {
    const text =
      '退款审核通过后三到五个工作日原路退回，节假日顺延。运费由我们承担，您不用垫付。正在为您转接人工客服，请稍候。'
    expect(actsOf(text).map((act) => act.act)).toEqual(
      expect.arrayContaining(['answer', 'promises-transfer']),
    )
    expect(actsOf(text).find((act) => act.act === 'promises-transfer')?.span).toContain('转接人工客服')
  })
})

describe('odd messages', () => {
  it.each([
    ['blank', ' \n\t '],
    ['emoji only', '🙂🙏👍'],
    ['signs only', '———。———'],
    ['a picture without words', '[图片]'],
    ['a picture in HTML', '<div class="m"><img src="https://example.com/a.png"></div>'],
    ['a picture in markdown', '![photo](https://example.com/a.png)'],
    ['a file', '[file: scan.pdf]'],
    ['empty markup', '<p>&nbsp;</p><!-- answer -->'],
    ['hidden signs', '\u200b\u202e\u2060'],
  ])('%s has nothing to read', (_, text) => {
    expect(named(text)).toEqual(['empty'])
  })

  it.each<[string, string, string]>([
    ['traditional characters', '正在為您轉接人工客服，請稍候', 'promises-transfer'],
    ['mixed languages', 'Sorry 啊，我没听懂，please rephrase', 'fallback'],
    ['HTML', '<p>抱歉，我<b>没有理解</b>您的问题</p>', 'fallback'],
    [
      'a markdown table',
      '价格如下，均含税：\n| 型号 | 价格 |\n| --- | --- |\n| A1 | 99 元 |\n| B2 | 129 元 |',
      'answer',
    ],
    ['dialect', '唔好意思，我听唔明你讲咩', 'fallback'],
    ['digits without spaces', '订单20240518123456789已于20240519发出，单号7812345678901', 'answer'],
    ['a word', '可以', 'answer'],
    ['a code', 'HTTP 500 Internal Server Error', 'error'],
    ['full width', 'ＨＥＬＬＯ，您好', 'greeting'],
  ])('%s is read', (_, text, act) => {
    expect(named(text)).toContain(act)
  })

  it.each([
    'Bonjour, votre commande sera livrée dans trois jours, merci de patienter.',
    'Guten Tag, ich bin ein Mensch und kein Roboter, wie kann ich Ihnen helfen?',
    'お問い合わせありがとうございます。担当者におつなぎします。',
    'Здравствуйте, соединяю вас с оператором.',
  ])('guesses nothing of %s', (text) => {
    expect(named(text)).toEqual([])
  })
})

describe('saying it again', () => {
  it.each<[string, string[], boolean]>([
    ['电子发票24小时内开出。', ['亲，电子发票24小时内开出哦。'], true],
    ['请登录小程序办理。', ['办理请登录小程序！'], true],
    ['Please restart the router and try again.', ['Please restart your router and try again!'], true],
    ['三天内发货', ['七天内发货'], false],
    ['3 days after the order', ['7 days after the order'], false],
    ['您好', ['您好'], false],
    ['退款三到五天到账', ['请提供订单号'], false],
    ['退款三到五天到账', [], false],
  ])('%s after %j: %s', (text, before, again) => {
    expect(repetitionOf(text, before)?.act).toBe(again ? 'repeats-itself' : undefined)
  })
})

describe('a megabyte', () => {
  it.each([
    '请提供您的',
    '转人工',
    'please provide your ',
    "i'm i am you can i will be ",
    'a',
    '如果',
    '\u202e人工',
    '<b>',
    '{"type":',
    '🙂',
    '|a|b|\n',
    '您好，',
  ])('of %s is read within bounds', (piece) => {
    expect(actsOf(piece.repeat(Math.ceil(1_000_000 / piece.length))).length).toBeLessThan(40)
  })
})
