/** What the topics of the readings are called in front of a merchant. */
import type { Bilingual } from '../../documents/ready.js'

/** No topic was recognised. */
export const OTHER = 'other'

const NAMES: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  refund: ['退款', 'refunds'],
  return: ['退换货', 'returns and exchanges'],
  shipping: ['发货与配送', 'delivery'],
  order: ['订单', 'orders'],
  address: ['收货地址', 'delivery addresses'],
  postage: ['运费', 'postage'],
  cancel: ['取消', 'cancelling'],
  invoice: ['发票', 'invoices'],
  defect: ['商品故障', 'defects'],
  warranty: ['保修与维修', 'warranty and repair'],
  mismatch: ['发错或不符', 'wrong or missing goods'],
  password: ['登录与密码', 'passwords and signing in'],
  account: ['账号', 'accounts'],
  membership: ['会员与积分', 'membership and points'],
  price: ['价格与收费', 'prices and fees'],
  discount: ['优惠活动', 'discounts'],
  payment: ['付款与扣款', 'payments'],
  stock: ['库存', 'stock'],
  product: ['商品信息', 'product details'],
  complaint: ['投诉与赔偿', 'complaints and compensation'],
  human: ['转人工', 'reaching a person'],
  identity: ['是否机器人', 'whether it is a machine'],
  'mobile-plan': ['套餐与网络', 'plans and networks'],
  card: ['银行卡', 'bank cards'],
  transfer: ['转账', 'money transfers'],
  savings: ['存款与理财', 'savings'],
  loan: ['贷款', 'loans'],
  insurance: ['保险', 'insurance'],
  appointment: ['预约', 'appointments'],
  health: ['医疗', 'health'],
  travel: ['出行与住宿', 'travel and hotels'],
  utility: ['水电气暖', 'electricity, water, gas and heating'],
  'social-security': ['社保', 'social security'],
  papers: ['证件', 'papers'],
  driving: ['驾照与车辆', 'driving and vehicles'],
  tax: ['税务', 'taxes'],
  takeaway: ['外卖', 'takeaway food'],
  ride: ['打车', 'rides'],
  weather: ['天气', 'the weather'],
  hours: ['营业时间', 'opening hours'],
  store: ['门店与网点', 'stores and branches'],
  privacy: ['个人信息', 'personal data'],
  [OTHER]: ['其他事项', 'other matters'],
}

/** The name of a topic; one without a name is called by its id. */
export function topicName(topic: string): Bilingual {
  const [zh, en] = Object.hasOwn(NAMES, topic) ? (NAMES[topic] ?? [topic, topic]) : [topic, topic]
  return { 'zh-CN': zh, en }
}
