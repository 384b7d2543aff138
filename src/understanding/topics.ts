/** What service questions are about: topics and the words that show them. */
import { fold, readable } from './normalise.js'

const TOPICS: [string, RegExp][] = [
  ['refund', /退款|退钱|退(?:还|回)|返还|原路退|\brefund|money back|reimburs/],
  ['return', /退货|退换|换货|无理由|七天|寄回|拒收|\breturn(?:s|ed|ing)?\b|\bexchange\b|send (?:it )?back/],
  [
    'shipping',
    /发货|物流|快递|配送|送达|送货|包裹|运单|签收|派送|揽收|到货|\bship(?:s|ped|ping|ment)?\b|\bdeliver|\bparcel|\bpackage\b|\bcourier|\btracking\b/,
  ],
  ['cancel', /取消|不想要|撤销|\bcancel/],
  ['invoice', /发票|抬头|开票|税号|\binvoice|\breceipts?\b/],
  [
    'warranty',
    /保修|维修|质保|返修|报修|能修|怎么修|修理|坏了|质量问题|故障|售后|三包|\bwarrant|\brepair|\bbroken\b|\bdefect|\bguarantee/,
  ],
  ['password', /密码|登录|登陆|账号被|锁定|验证码|找回账|\bpassword|\blog ?in|\bsign[- ]?in|\blocked\b/],
  ['account', /注销|账户信息|实名|会员|积分|等级|\bmembership|\bpoints\b|\bprofile\b/],
  [
    'price',
    /价格|多少钱|优惠|折扣|打折|促销|优惠券|红包|满减|差价|降价|\bprices?\b|\bdiscount|\bcoupon|\bpromo|\bvoucher/,
  ],
  [
    'payment',
    /支付|付款|扣款|扣费|分期|花呗|账单|\bpay(?:ment|ing)?\b|\bcharged\b|\bbill(?:ing|s)?\b|\binstal/,
  ],
  ['stock', /有货|缺货|库存|现货|补货|预售|\bin stock|out of stock|\bavailable in\b/],
  [
    'product',
    /尺码|尺寸|颜色|材质|型号|规格|功能|续航|防水|成分|面料|蓝牙|兼容|\bsize\b|\bcolou?rs?\b|\bmaterial|\bbattery|\bwaterproof|\bbluetooth|\bcompatib/,
  ],
  ['complaint', /投诉|举报|维权|12315|消协|消费者协会|赔偿|\bcomplain|\bcompensat/],
  [
    'human',
    /人工|真人|转接|专员|(?<!智能)客服(?!热线)|\bhuman\b|\bagent\b|\brepresentative|\breal person|\bspeak to (?:someone|a person)/,
  ],
  [
    'identity',
    /机器人|智能客服|真人还是|你是谁|你是人|智能助手|虚拟助手|\bbot\b|\brobot|\bvirtual assistant|are you (?:a |an )?(?:human|real|ai)/,
  ],
  [
    'mobile-plan',
    /话费|流量|套餐|宽带|携号|停机|销号|漫游|\bdata plan|\broaming|\bbroadband|\bsim\b|\bmobile plan/,
  ],
  [
    'card',
    /银行卡|信用卡|挂失|卡片|额度|年费|\bcredit card|\bdebit card|\blost card|\bcard (?:is )?(?:lost|stolen)/,
  ],
  ['transfer', /转账|汇款|限额|\bwire\b|\btransfer (?:money|funds)|\bremit/],
  ['loan', /贷款|还款|利率|利息|征信|\bloan|\bmortgage|\binterest rate/],
  ['appointment', /预约|挂号|就诊|门诊|号源|\bappointment|\bbook a (?:visit|slot)/],
  [
    'travel',
    /航班|机票|酒店|入住|退改签|改签|行李|火车票|车票|\bflight|\bhotel|\bbaggage|\bluggage|\bcheck-?in\b|\bboarding/,
  ],
  ['utility', /电费|水费|燃气|停电|停水|抄表|缴费|\belectricity|\bwater bill|\bgas bill|\bmeter\b|\boutage/],
  ['weather', /天气|下雨|气温|\bweather\b|\btemperature\b|\brain/],
  ['hours', /营业时间|工作时间|几点(?:开|关|上班|下班)|\bopening hours|\bbusiness hours|\bopen until/],
  ['store', /门店|店铺地址|自提|实体店|\bstores?\b|\bpick ?up\b/],
  ['privacy', /个人信息|隐私|注销账|\bprivacy\b|\bpersonal data/],
]

/** Topics that often answer each other: an answer on one to a question on the other is no fault. */
const NEAR = new Set(
  [
    'refund return',
    'refund cancel',
    'return cancel',
    'refund payment',
    'refund complaint',
    'refund transfer',
    'return shipping',
    'cancel shipping',
    'warranty return',
    'warranty complaint',
    'warranty product',
    'warranty store',
    'price payment',
    'price product',
    'stock product',
    'stock shipping',
    'payment card',
    'payment transfer',
    'payment loan',
    'payment utility',
    'card transfer',
    'card loan',
    'card password',
    'card account',
    'password account',
    'account privacy',
    'account price',
    'complaint human',
    'identity human',
    'complaint return',
    'hours store',
    'hours human',
    'store stock',
    'mobile-plan payment',
    'mobile-plan price',
    'travel refund',
    'travel cancel',
    'travel payment',
    'invoice payment',
    'refund price',
    'price stock',
    'store product',
    'appointment hours',
    'appointment cancel',
    'appointment payment',
    'cancel payment',
    'card payment',
    'loan price',
    'utility price',
    'invoice product',
    'refund warranty',
  ].flatMap((pair) => [pair, pair.split(' ').reverse().join(' ')]),
)

/** Topics that a text shows, most general ones included. */
export function topicsOf(text: string): Set<string> {
  const folded = fold(readable(text))
  return new Set(TOPICS.filter(([, pattern]) => pattern.test(folded)).map(([topic]) => topic))
}

/** Whether any topic of one text is, or often goes with, a topic of the other. */
export function related(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const one of a) for (const other of b) if (one === other || NEAR.has(`${one} ${other}`)) return true
  return false
}
