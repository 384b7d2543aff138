/** The words by which the demo bot knows what is meant; alternatives are separated by |. */
import type { Intent, Topic } from './understand.js'

export type Groups = readonly (readonly [weight: number, words: string])[]

/** Words are separated by |; a group counts once, whatever the number of its words in the text. */
export const WORDS: Record<Exclude<Intent, 'yes'>, Groups> = {
  human: [
    // A request outweighs the question whether this is a robot; the bare name of a service does not.
    [
      8,
      '转人工|找人工|要人工|接人工|叫人工|联系人工|换人工|找真人|要真人|接真人|转真人|找一个人|找个真人|找个活人|要活人|帮我找个人|找个人来|找个人跟|跟人说|和人说|跟真人|和真人|真人说|真人聊|不要机器人|不跟机器人|不想跟机器|别用机器|叫个人|来个人|换个人|找经理|找你们经理|找客服|转客服|接客服|接一个人',
    ],
    [
      8,
      'talk to a human|talk to a person|talk to a real|talk to someone|speak to a human|speak to a person|speak to a real|speak to someone|speak with a|speak to an agent|speak with someone|talk with a|talk to an agent|talk to a live|speak to a live|want a human|want a person|want a real person|need a human|need a person|need a real person|human please|representative|transfer me|connect me|get me a person|get me a human|get me someone|no robot|put me through',
    ],
    [6, '人工客服|人工服务|真人客服|有人吗|有人了吗|有没有人'],
    [6, 'real person|live agent|human agent|human being|customer service agent|an operator|human service'],
    [0, '人工|真人|活人'],
    [0, 'human|agent|operator'],
  ],
  robot: [
    [
      7,
      '你是机器|是机器人吗|是不是机器|你是真人|你是人工|是真人吗|是人工吗|是人吗|是不是真人|是不是人|还是机器|机器还是人|你是ai|是ai吗|是不是ai|是人工智能|是智能客服吗|是电脑|你是人还是|是人还是|是真人还是|是机器还是|自动回复的吗|是程序吗|是自动回复|还是程序|还是自动',
    ],
    [
      7,
      'are you a robot|are you a bot|are you a human|are you human|are you real|are you a real|are you a person|are you an ai|are you ai|are you a machine|are you a chatbot|are you a computer|are you an actual|you an actual|this a bot|this a robot|this an ai|a bot or a human|a bot or a person|talking to a robot|talking to a bot|talking to a machine|talking to a real|talking to a person|talking to a human|speaking to a robot|speaking to a bot|speaking to a person|speaking to a human|speaking with a|chatting with a|is this a person|is this a real|is this a human',
    ],
  ],
  complaint: [
    [4, '投诉|举报|维权|12315|消协|消费者协会|市场监管|市监|仲裁|起诉|打官司|法院|告你们|讨说法|讨个说法'],
    [
      4,
      'complain|complaint|consumer association|consumers association|regulator|ombudsman|arbitration|in court|to court|sue |authorities|12315',
    ],
    [1, '哪里|去哪|渠道|电话|部门|怎么|where|how|who|channel'],
  ],
  broken: [
    [
      3,
      '坏了|坏的|坏掉|没声|没有声|不响|故障|质量问题|毛病|充不进|充不上|不充电|连不上|连接不上|一边响|杂音|听不见|听不到|不出声|用不了|不能用|出问题|开不了机|失灵|不好使|不灵|断断续续|哑了',
    ],
    [
      3,
      'broken|broke|no sound|stopped working|not working|isn t working|doesn t work|does not work|don t work|defect|faulty|went dead|is dead|won t charge|won t turn on|went silent|is silent|can t hear|cannot hear|can not hear|damaged|crackl|quality problem|malfunction|no longer works|quit working',
    ],
  ],
  mismatch: [
    [
      4,
      '发错|寄错|少发|漏发|少了一|缺了|不一样|颜色不对|型号不对|货不对|和描述|根本没收到|显示签收|显示已签收|没人处理',
    ],
    [
      4,
      'wrong colour|wrong color|wrong item|wrong one|wrong model|missing|never got here|never arrived|never came|marked as delivered|looks nothing like|not as described|nobody has done anything',
    ],
  ],
  refund: [
    [
      3,
      '退款|退钱|钱退|退的钱|返款|退还|退回来的钱|收到钱|拿到钱|钱还我|还我钱|钱能|钱一般|钱要|钱什么时候|钱还没|钱多久|钱多长|钱几天|钱几时|钱啥时候|把钱',
    ],
    [3, 'refund|money back|get my money|reimburs|my money|the money'],
    [2, '到账|到帐|多久|几天|什么时候|啥时候|多长时间|how long|when|how many days'],
  ],
  warranty: [
    [4, '保修|质保|三包|保多久|维修|修理|免费修|能修|修一下|返修|包修'],
    [4, 'warranty|guarantee|repair|fix it'],
  ],
  invoice: [
    [4, '发票|开票|报销|抬头|税号'],
    [4, 'invoice|receipt|vat |tax bill'],
  ],
  order: [
    [
      4,
      '查订单|查一下订单|查下订单|查询订单|订单状态|订单进度|我的订单怎么|订单到哪|到哪了|到哪里了|到哪儿了|还没收到|没收到货|没有收到|一直没到',
    ],
    [
      4,
      'where is my order|where s my order|order status|track|status of my order|check my order|hasn t arrived|has not arrived|not arrived|not received|haven t received|didn t arrive|where is my parcel|where is my package',
    ],
  ],
  return: [
    [
      3,
      '退货|无理由|退换|换货|能退|可以退|怎么退|想退|要退|不想要|不喜欢|退掉|能不能退|可不可以退|给退|退不退|七天|退回去',
    ],
    [
      3,
      'return|send it back|send them back|sending it back|exchange|change my mind|changed my mind|don t want it|don t like',
    ],
    // Unlike what one had imagined is no wrong item.
    [2, '想的不一样|想象的不一样|想象中|不合心意'],
  ],
  shipping: [
    [
      3,
      '发货|物流|快递|发出|寄出|寄过来|寄走|寄给我|几天到|几天能到|多久到|多久能到|到货|送到|送货|派送|寄到|什么时候到',
    ],
    [3, 'ship|dispatch|parcel|package|delivery|be delivered|courier|arrive|send it out|sent out'],
    [1, '多久|几天|什么时候|how long|when'],
  ],
  product: [
    [
      3,
      '想买|要买|购买|买一副|买一个|买一对|推荐|多少钱|价格|啥价|续航|降噪|优惠|有货|现货|哪款|防水|区别|介绍一下',
    ],
    [
      3,
      'buy|purchase|price|how much|cost|battery|noise cancel|recommend|in stock|waterproof|which model|tell me about the',
    ],
  ],
  'first-asked': [
    [
      3,
      '最开头问|最开始问|一开始问|一上来问|最先问|头一个问题|头一件事|第一个问题|第一件事|开头那个问题|刚开始问',
    ],
    [
      3,
      'first question|first thing i asked|what i asked first|asked you first|asked at the start|asked at first',
    ],
  ],
  thanks: [
    [1, '谢谢|感谢|再见|拜拜|没事了|不用了'],
    [1, 'thank|bye|goodbye'],
  ],
  greeting: [
    [
      1,
      '你好|您好|在吗|哈喽|嗨|早上好|下午好|晚上好|在不在|在线的话|听得到吗|听得见吗|方便说话|咨询点事|可以提问|有几句话要问',
    ],
    [1, 'hello|hi |hey |good morning|good afternoon|good evening'],
  ],
}

/** Prices and the like are asked of any trade; only these words make it a question about the shop's goods. */
export const GOODS =
  '耳机|清音|x1|这款|这个|这副|这对|你们家|你家|续航|降噪|earphone|headphone|earbud|clearsound|battery|noise'

export const ELDER =
  '岁了|年纪大|岁数大|上了年纪|老人|老太|大爷|大妈|奶奶|爷爷|老伴|孙子|孙女|眼睛不好|眼睛花|眼花|看不清|耳朵不好|头一回用|儿子在外地|小伙子|姑娘|闺女|退休|elderly|years old|i m old|too old|old man|old woman|old lady|grandson|granddaughter|grandchild|my eyes|retired|young man|young lady|late husband|these machines'

export const YES =
  '好|好的|可以|行|嗯|是的|要|需要|好啊|好吧|行吧|转吧|麻烦了|yes|yes please|ok|okay|sure|please do|please'

/** A part of a message with one of these says what is not asked about now. */
export const ASIDE =
  '不是问|不是要|不问|先不|先放|不用|不需要|不急|不着急|不管|没关系|办完|办好|已经收到|知道了|清楚了|除了|forget|not about|isn t about|needed|not urgent|can wait|settled|is clear|i know|never mind|aside|apart from|besides|other than'

/** The one word a topic that a bot of canned replies knows. */
export const KEYWORDS: Partial<Record<Topic, string>> = {
  shipping: '发货|shipping',
  refund: '退款|refund',
  return: '退货|return policy',
  invoice: '发票|invoice',
  warranty: '保修|warranty',
  complaint: '投诉|complaint',
}
