/** What the demo shop says, in Chinese and English; the first answer of a topic is the true one. */
import type { Lang } from '../documents/ready.js'
import type { Topic } from './understand.js'

interface Texts {
  name: { disclosed: string; undisclosed: string }
  welcome: { disclosed: string; undisclosed: string }
  /** True answer first, then the ones that a merchant with a fault gives in its place. */
  answers: Record<Topic, readonly [string, ...string[]]>
  quick: readonly string[]
  human: string
  askOrder: string
  orderKnown: (id: string) => string
  orderUnknown: (id: string) => string
  outside: string
  outsideAgain: string
  humanHint: string
  offerHuman: string
  urgeHuman: string
  elderOffer: string
  robot: { disclosed: string; claimsHuman: string }
  greeting: string
  thanks: string
  transfer: string
  stillWaiting: string
  emptyTransfer: string
  menu: string
  menuChoices: readonly string[]
  refusesAfterSale: string
  selfService: string
  form: string
  formFields: readonly string[]
  advertisement: string
  keywords: string
  annoyed: string
  notUnderstood: string
  noChannels: string
  personalData: string
  agent: {
    name: string
    joined: string
    first: (topic: string | undefined) => string
    noted: string
    more: string
    goodbye: string
    ended: string
  }
  topics: Record<Topic, string>
}

/** The one order that the shop knows. */
export const ORDER = '2026110712345'

export const TEXTS: Record<Lang, Texts> = {
  'zh-CN': {
    name: { disclosed: '小音（AI智能客服）', undisclosed: '客服小音' },
    welcome: {
      disclosed: '您好，我是清音耳机店的AI智能客服小音，由机器人自动回复。',
      undisclosed: '您好，我是清音耳机店的专属客服小音，很高兴为您服务，请问有什么可以帮您？',
    },
    answers: {
      shipping: [
        '付款后48小时内发货，默认发顺丰快递，发货后会把运单号短信通知您。',
        '付款后7天内发货，请您耐心等待。',
        '付款后15天内发货，预售商品以页面为准。',
      ],
      refund: [
        '我们收到退回的商品并验收后，退款会在1-3个工作日内原路退回到您的付款账户。',
        '退款一般在5-7个工作日到账，请您耐心等待。',
        '退款需要15个工作日审核，请以实际到账为准。',
      ],
      return: [
        '支持七天无理由退货：自签收次日起7天内，商品完好、配件齐全就可以在订单页申请退货，运费由您承担；如果是质量问题，7天内可以退货，运费由我们承担。',
        '签收后15天内可以退货，拆封后不支持退货。',
        '签收后3天内可以退货，超时只能换货。',
      ],
      broken: [
        '很抱歉给您添麻烦了。耳机出现质量问题，自签收之日起7天内可以退货，来回运费由我们承担；收到退货并验收后，退款在1-3个工作日内原路退回。',
        '耳机有质量问题的，签收后15天内可以换货，不支持退货。',
        '耳机属于贴身用品，拆封后超过3天不支持退货。',
      ],
      warranty: [
        '本店耳机自签收之日起保修12个月，保修期内非人为损坏免费维修，凭订单号即可办理。',
        '本店耳机保修3个月，超过后维修需要收费。',
        '本店耳机保修6个月，电池不在保修范围内。',
      ],
      invoice: [
        '可以开具电子发票：在订单页填写抬头和税号，确认收货后24小时内发到您的邮箱。',
        '发票在确认收货后7天内开具。',
        '发票需要15个工作日开具。',
      ],
      order: [
        '我可以帮您查订单的进度。',
        '订单进度请您在“我的订单”页面自行查看。',
        '订单一般3天后会有更新。',
      ],
      product: [
        '清音X1蓝牙耳机售价299元，支持主动降噪，单次充电可以听30小时，目前有现货，付款后48小时内发货。',
        '清音X1蓝牙耳机售价359元，续航20小时。',
        '清音X1蓝牙耳机售价399元，目前需要预订。',
      ],
      mismatch: [
        '很抱歉给您带来不便。发错货、少发、货不对板，或者显示签收却没有收到，都由我们负责补发、换货或退货，运费由我们承担，核实后马上办理。',
      ],
      complaint: [
        '您可以先与本店协商解决。如果对处理不满意，您还可以：拨打12315热线或登录全国12315平台，向市场监管部门投诉；请消费者协会调解；根据与商家达成的仲裁协议提请仲裁；向人民法院提起诉讼。',
      ],
    },
    topics: {
      shipping: '发货时间',
      refund: '退款到账',
      return: '退货规则',
      broken: '耳机故障',
      mismatch: '收到的货不对',
      warranty: '保修',
      invoice: '发票',
      order: '订单进度',
      product: '选购耳机',
      complaint: '投诉',
    },
    quick: ['什么时候发货', '退货规则', '退款多久到账', '耳机坏了怎么办'],
    human: '转人工',
    askOrder: '请把订单号发给我，我来为您登记。',
    orderKnown: (id) => `订单${id}已查到：蓝牙耳机，已签收。您的问题我已登记到这个订单上。`,
    orderUnknown: (id) => `没有查到订单${id}，请您核对一下订单号。`,
    outside:
      '抱歉，这个问题我回答不了。我是耳机店的智能客服，只能解答发货、退换货、退款、保修、发票和投诉渠道方面的问题。',
    outsideAgain: '很抱歉，我还是没能帮到您。',
    humanHint: '需要真人服务时，随时说“转人工”或点“转人工”按钮。',
    offerHuman: '需要的话，我可以现在就为您转人工客服。',
    urgeHuman: '建议由人工客服为您处理，要现在为您转人工吗？',
    elderOffer: '如果打字不方便，我马上为您转人工客服，您回复“好的”就行。',
    robot: {
      disclosed: '我是机器人，也就是AI智能客服小音，不是真人。',
      claimsHuman: '我是真人客服小音，不是机器人哦，有什么可以帮您？',
    },
    greeting: '您好，请问您想咨询什么？我可以解答发货、退换货、退款、保修、发票等问题。',
    thanks: '不客气，祝您生活愉快，再见！',
    transfer: '好的，正在为您转接人工客服，前面有0人排队，预计1分钟内接通。',
    emptyTransfer: '好的，正在为您转接人工客服，请稍候……',
    stillWaiting: '人工客服正在赶来，请您继续耐心等待……',
    menu: '请选择您要咨询的问题：',
    menuChoices: ['什么时候发货', '退货规则', '退款多久到账', '返回主菜单'],
    refusesAfterSale: '售后问题由智能客服为您处理，暂不提供人工服务，请直接描述您的问题。',
    selfService: '请您点击下方菜单自助办理。',
    form: '转人工前，请先填写以下信息：姓名、手机号、订单号。',
    formFields: ['姓名', '手机号', '订单号'],
    advertisement: '亲，清音X2新品上市，全场满减，收藏店铺还能领优惠券哦，快去首页看看吧～',
    keywords: '请回复关键词：发货、退款、退货、发票、保修、投诉。',
    annoyed: '您刚才已经问过了，请自己往上翻看，不要重复提问。',
    notUnderstood: '抱歉，我没有听懂您的问题，请换个说法。',
    noChannels: '给您带来不好的体验非常抱歉，我们会努力改进，感谢您的理解与支持。',
    personalData: '另外，请提供您的身份证号和手机号，以便登记。',
    agent: {
      name: '小李',
      joined: '客服小李（工号8021）为您服务',
      first: (topic) =>
        topic
          ? `您好，我是人工客服小李，前面的聊天记录我看到了，您咨询的是“${topic}”。请问还有什么要补充的吗？`
          : '您好，我是人工客服小李，请问有什么可以帮您？',
      noted: '好的，情况我了解了，已经为您记录，由我负责跟进处理。',
      more: '好的，我记下了，您还有别的问题吗？',
      goodbye: '不客气，感谢您的来访，再见！',
      ended: '会话已结束',
    },
  },
  en: {
    name: { disclosed: 'Yin (AI assistant)', undisclosed: 'Yin' },
    welcome: {
      disclosed: 'Hello, I am Yin, the AI assistant of Clearsound Earphones: an automated chatbot.',
      undisclosed:
        'Hello, I am Yin, your personal service adviser at Clearsound Earphones. How can I help you?',
    },
    answers: {
      shipping: [
        'Orders ship within 48 hours of payment, by SF Express; we text you the tracking number.',
        'Orders ship within 7 days of payment, please be patient.',
        'Orders ship within 15 days of payment; pre-orders as stated on the page.',
      ],
      refund: [
        'Once we have received and checked the returned item, the refund reaches your original payment account in 1-3 working days.',
        'Refunds usually take 5-7 working days, please be patient.',
        'Refunds are reviewed for 15 working days first.',
      ],
      return: [
        'You can return an item within 7 days of delivery without giving a reason, if it is intact and complete: apply on the order page, you pay the postage. If the quality is at fault you can return it within 7 days and we pay the postage.',
        'Returns are possible within 15 days of delivery, opened items excepted.',
        'Returns are possible within 3 days of delivery, after that only an exchange.',
      ],
      broken: [
        'I am sorry about the trouble. If the earphones are faulty you can return them within 7 days of delivery and we pay the postage both ways; after we have received and checked them, the refund reaches you in 1-3 working days.',
        'Faulty earphones can be exchanged within 15 days of delivery, not returned.',
        'For hygiene reasons earphones cannot be returned more than 3 days after opening.',
      ],
      warranty: [
        'Our earphones have a warranty of 12 months from delivery; defects that you did not cause are repaired free of charge, the order number is enough.',
        'Our earphones have a warranty of 3 months; later repairs are charged.',
        'Our earphones have a warranty of 6 months, the battery excepted.',
      ],
      invoice: [
        'We issue electronic invoices: enter the name and tax number on the order page, and it is sent to your mailbox within 24 hours after you confirm receipt.',
        'Invoices are issued within 7 days of receipt.',
        'Invoices are issued within 15 working days.',
      ],
      order: [
        'I can look up how far your order is.',
        'Please look at "My orders" yourself.',
        'Orders are usually updated after 3 days.',
      ],
      product: [
        'The Clearsound X1 Bluetooth earphones cost 299 yuan, with active noise cancelling and 30 hours of battery; they are in stock and ship within 48 hours.',
        'The Clearsound X1 Bluetooth earphones cost 359 yuan, with 20 hours of battery.',
        'The Clearsound X1 Bluetooth earphones cost 399 yuan and have to be pre-ordered.',
      ],
      mismatch: [
        'I am sorry about that. If an item is wrong, missing, not as described or never arrived, we replace it or take it back at our cost, as soon as the case has been checked.',
      ],
      complaint: [
        'You can first seek a solution with us. If you are not satisfied you can also: call the 12315 hotline or use the national 12315 platform to complain to the market regulator; ask the consumers association to mediate; apply for arbitration under an arbitration agreement; or sue in court.',
      ],
    },
    topics: {
      shipping: 'shipping',
      refund: 'refund',
      return: 'returns',
      broken: 'faulty earphones',
      mismatch: 'a wrong or missing item',
      warranty: 'warranty',
      invoice: 'invoice',
      order: 'order status',
      product: 'choosing earphones',
      complaint: 'complaint',
    },
    quick: ['When will it ship?', 'Return policy', 'How long does a refund take?', 'My earphones are broken'],
    human: 'Human agent',
    askOrder: 'Please send me your order number so that I can register the case.',
    orderKnown: (id) =>
      `I found order ${id}: Bluetooth earphones, delivered. Your case is registered with this order.`,
    orderUnknown: (id) => `I cannot find order ${id}. Please check the number.`,
    outside:
      'Sorry, I cannot answer this question. I am the chatbot of an earphone shop and only know about shipping, returns, refunds, warranty, invoices and where to complain.',
    outsideAgain: 'I am sorry that I still could not help.',
    humanHint: 'For a person, say "human agent" at any time or press the "Human agent" button.',
    offerHuman: 'If you like, I can connect you to a human agent now.',
    urgeHuman: 'A human agent should look at this. Shall I connect you to a human agent now?',
    elderOffer: 'If typing is a trouble, I can connect you to a human agent right away: just answer "yes".',
    robot: {
      disclosed: 'I am a robot: Yin, an AI assistant, not a person.',
      claimsHuman: 'I am a real person, not a robot. How can I help you?',
    },
    greeting:
      'Hello, what would you like to know? I can answer questions about shipping, returns, refunds, warranty and invoices.',
    thanks: 'You are welcome. Goodbye!',
    transfer:
      'Certainly, I am connecting you to a human agent: 0 people ahead of you, expected wait under 1 minute.',
    emptyTransfer: 'Certainly, I am connecting you to a human agent, please wait…',
    stillWaiting: 'A human agent is on the way, please keep waiting…',
    menu: 'Please choose what your question is about:',
    menuChoices: ['When will it ship?', 'Return policy', 'How long does a refund take?', 'Back to main menu'],
    refusesAfterSale:
      'After-sale questions are handled by the assistant; human service is not available. Please describe your problem.',
    selfService: 'Please use the menu below to help yourself.',
    form: 'Before I connect you to a person, please fill in: name, phone number, order number.',
    formFields: ['Name', 'Phone number', 'Order number'],
    advertisement:
      'The new Clearsound X2 is here! Discounts on everything, and coupons for followers: visit our front page now.',
    keywords: 'Please reply with a keyword: shipping, refund, return policy, invoice, warranty, complaint.',
    annoyed: 'You have asked this already. Scroll up and stop repeating yourself.',
    notUnderstood: 'Sorry, I did not understand your question. Please rephrase it.',
    noChannels:
      'We are very sorry for the bad experience. We keep improving, thank you for your understanding.',
    personalData: 'Also, please give me your identity card number and phone number for our records.',
    agent: {
      name: 'Ana',
      joined: 'Ana (agent 8021) joined',
      first: (topic) =>
        topic
          ? `Hello, this is Ana, a human agent. I have read the chat so far: your question is about "${topic}". Is there anything to add?`
          : 'Hello, this is Ana, a human agent. How can I help you?',
      noted: 'Thank you, I understand. I have noted the case and will take care of it.',
      more: 'Noted. Is there anything else?',
      goodbye: 'You are welcome, thank you for contacting us. Goodbye!',
      ended: 'The chat has ended',
    },
  },
}
