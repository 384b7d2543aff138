/** The words that show a topic, in Chinese and English: shops, banks, telecoms, travel, utilities, public services. */

/** `unless`: words with which the same pattern means another matter. */
interface Topic {
  topic: string
  pattern: RegExp
  unless?: RegExp
}

const topic = (name: string, zh: string, en: string, unless?: string): Topic => ({
  topic: name,
  pattern: new RegExp(`${zh}|${en}`),
  ...(unless === undefined ? {} : { unless: new RegExp(unless) }),
})

/** A short way inside one clause. */
const NEAR = '[^,。!?;\\n]'
const WITHIN = '[^,.!?;\\n]'

export const TOPICS: readonly Topic[] = [
  topic(
    'refund',
    `退款|退钱|退费|退(?:还|回)(?!商品|货)|返还|返款|原路|退(?:到|至|给|我)|原(?:支付|付款)账户|退${NEAR}{0,6}(?:钱|款项?|费用|押金|定金|余额)|(?:钱|款项?|押金|定金|余额)${NEAR}{0,8}(?:退|回来|返回)|把钱`,
    `\\brefund|\\bmoney back|\\breimburs|\\b(?:give|get|send|pay)${WITHIN}{0,16}\\b(?:money|deposit|funds?)${WITHIN}{0,8}\\bback\\b|\\bmoney${WITHIN}{0,12}\\b(?:returns?|returned|comes? back)\\b`,
  ),
  topic(
    'refund',
    `到账|(?:到|进)(?:我|您|你)?的?(?:账上|账户|卡[上里])`,
    '\\breach(?:es)? (?:my|your) account\\b|\\bmy money\\b',
    '转账|汇款|充值|提现|工资|话费|还款|贷款|\\btransfer|\\bsalary|\\bdeposit|\\btop[- ]?up',
  ),
  topic(
    'return',
    `退货|退换|换货|无理由|寄回|拒收|退掉|退(?:了(?!款|钱)|吗|不退|得了)|(?:能|可以?|可不可以|想|要|怎么|如何|给|帮)(?:给|帮)?[我你您]?们?(?:再)?退(?!款|钱|费|还|回|出|休|改|票|房|订|役|押|保|税|群|会)|(?:能|可以|想)(?:不能)?(?:给我)?换(?:一?[个件双台条]|新|大|小|吗|货|颜色|尺)`,
    `\\breturn(?:s|ed|ing|able)?\\b(?! (?:to|of) (?:your|the) (?:original )?(?:account|payment))|\\bexchang|\\bsend${WITHIN}{0,12}\\bback\\b|\\btake${WITHIN}{0,12}\\bback\\b`,
  ),
  topic(
    'shipping',
    `发货|发出|寄出|发走|没发(?!票|现)|多久发(?!票)|几时发|什么时候发(?!票)|拍下|下单(?:了|好|后|已|半|几|[\\d一二两三四五六七八九十])|没动静|催件|催单|物流|快递|快件|配送|送达|送货|送到|寄到|包裹|运单|签收(?!次日|之日|当日|之?后|以后|起|时)|派送|派件|揽收|到货|收到货(?!物?之?后|以后)|没收到|到(?:我家|哪(?:里|儿)?了)|顺丰|邮政|韵达|圆通|中通|京东快递`,
    `\\bship(?:s|ped|ping|ment|ments)?\\b|(?<!\\b(?:of|from|after) )\\bdeliver|\\bparcels?\\b|\\bpackages?\\b|\\bcouriers?\\b|\\btracking\\b|\\bdispatch|\\bin transit\\b|\\bsen[dt](?:s|ing)? (?:it |them |this |that |my [a-z]+ )?out\\b`,
  ),
  topic(
    'shipping',
    '还没到|(?:几天|多久|什么时候|何时|哪天)(?:才)?能?(?:到|寄到|送到|收到)',
    '\\barriv(?:e|es|ed|al)\\b',
    '退|钱|款|账|航班|列车|\\brefund|\\bmoney|\\bflight|\\btrain\\b',
  ),
  topic(
    'order',
    `订单(?:状态|进度|在哪|怎么样)|查(?:一?下|询)?${NEAR}{0,4}订单|(?:改|修改)${NEAR}{0,4}订单`,
    `\\border (?:status|history)\\b|\\bwhere(?:'s| is)${WITHIN}{0,6}\\border\\b|\\bmy orders?\\b|\\b(?:change|edit|modify)${WITHIN}{0,10}\\border\\b`,
  ),
  topic(
    'address',
    `(?:改|换|填错|写错|错了?|修改|更换)${NEAR}{0,6}地址|地址${NEAR}{0,6}(?:改|错|换)`,
    `\\b(?:change|wrong|update|edit|correct)${WITHIN}{0,16}\\baddress`,
  ),
  topic(
    'postage',
    '运费|邮费|包邮|邮资|快递费|退货费',
    '\\bpostage|\\b(?:shipping|delivery|return) (?:fees?|costs?|charges?)\\b|\\bfree (?:shipping|delivery)',
  ),
  topic(
    'cancel',
    '取消|不想要|不要了|撤销|撤单|退订|别发了',
    `\\bcancel|\\bunsubscribe|\\bchanged? my mind|\\b(?:don't|do not) want (?:it|this|that|them)\\b`,
  ),
  topic(
    'invoice',
    '发票|抬头|开票|税号|专票|普票|收据|报销凭证',
    '\\binvoic|\\breceipts?\\b(?! of)|\\bvat\\b',
    'confirm receipt',
  ),
  topic(
    'defect',
    `坏|没(?:有)?声音?|无声|不响|杂音|电流声|断连|连不上|充不(?:进|上|了|满)|不能?充电|开不了机|(?:无法|不能?)开机|黑屏|死机|花屏|裂|破损|破了|漏[水电气液]|故障|质量(?:有|出现?)?问题|瑕疵|损坏|失灵|失效|不灵|不能用|用不了|不工作|不转|不制冷|不制热|不亮|掉色|开线|脱胶|异响|毛病|报修|出问题`,
    `\\bbroken?\\b|\\bdefect|\\bfault(?:y|s)?\\b|\\bat fault\\b|\\bdamag|\\bmalfunction|\\bcrack|\\b(?:not|stopped|isn't|aren't) (?:working|charging|connecting)|\\b(?:does not|doesn't|do not|don't|won't|will not|cannot|can't) (?:work|charge|turn on|switch on|start|connect|pair)|\\b(?:no|without) sound|\\bsilent\\b|\\bquality (?:issue|problem)|\\bdead\\b`,
  ),
  topic(
    'warranty',
    '保修|维修|质保|返修|报修|能修|怎么修|修理|修[好吗一]|包修|寄修|售后|三包|保几年',
    '\\bwarrant|\\brepair|\\bfix(?:ed|ing)?\\b|\\bguarantee',
  ),
  topic(
    'mismatch',
    '发错|错发|寄错|送错|少发|漏发|少了|缺了|缺件|货不对板|不对板|不一样|不符|假货|仿冒|正品|真假|色差|不是我(?:买|要|订)的',
    `\\bwrong (?:item|size|colou?r|product|one|thing|order)|\\bnot as described|\\bnot what i (?:ordered|bought)|\\bmissing\\b|\\bcounterfeit|\\bfakes?\\b|\\bgenuine|\\bauthentic`,
  ),
  topic(
    'password',
    '密码|登录|登陆|登不[上进]|账号被|锁定|锁了|验证码|找回账',
    '\\bpassword|\\bpasscode|\\blog(?:ged)? ?in|\\blogin|\\bsign[- ]?in|\\blocked\\b|\\bverification code|\\b2fa\\b',
  ),
  topic(
    'account',
    '注销|账户信息|实名|绑定|解绑|换绑|(?:换|改)(?:绑)?手机号|个人资料|销户|昵称',
    `\\bprofile\\b|\\b(?:delete|close|open|deactivate|update)${WITHIN}{0,10}\\baccount`,
  ),
  topic(
    'membership',
    '会员|积分|等级|签到',
    '\\bmember(?:s|ship)?\\b|\\bpoints\\b|\\bloyalty|\\brewards?\\b',
  ),
  topic(
    'price',
    `价格|多少钱|价位|几块|太贵|便宜|售价|报价|差价|降价|保价|价保|活动价|收费|费用|手续费`,
    '\\bpric(?:e|es|ing)\\b|\\bcosts?\\b|\\bcheap|\\bexpensive|\\bhow much\\b(?! (?:time|longer))|\\bfees?\\b',
  ),
  topic(
    'discount',
    '优惠|折扣|打折|促销|红包|满减|领券|赠品|活动',
    '\\bdiscount|\\bcoupon|\\bpromo|\\bvoucher|\\bspecial offer|\\bgift\\b|\\bon sale\\b',
  ),
  topic(
    'payment',
    `支付(?!账户)|付款(?!后|之后|成功后|账户)|付钱|付不了|扣款|扣费|扣(?:了)?${NEAR}{0,4}[钱次元]|多扣|分期|花呗|白条|账单|微信付|货到付款|刷卡|预授权`,
    '(?<!\\b(?:of|after|original) )\\bpay(?:ment|ments|ing)?\\b|\\bpaid\\b|\\bcharged\\b|\\bbill(?:s|ed|ing)?\\b|\\binstal',
  ),
  topic(
    'stock',
    '有货|没货|缺货|断货|库存|现货|补货|预售|预订',
    '\\bin[- ]stock|\\bout of stock|\\bsold out|\\brestock|\\bpre-?order|\\bavailable in\\b',
  ),
  topic(
    'product',
    '尺码|尺寸|多大|颜色|材质|型号|规格|功能|续航|防水|成分|面料|蓝牙|兼容|降噪|音质|重量|容量|保质期|产地|配件|说明书|怎么用|如何使用|怎么连|配对|推荐|哪款|售价',
    `\\bsiz(?:e|es|ing)\\b|\\bcolou?rs?\\b|\\bmaterials?\\b|\\bbatter|\\bwaterproof|\\bbluetooth|\\bcompatib|\\bweight|\\bcapacity|\\bnoise[- ]cancel|\\bmanual\\b|\\bhow (?:do i|to) (?:use|pair)\\b|\\brecommend|\\bspecs?\\b|\\bspecification|\\bingredients?\\b`,
  ),
  topic(
    'complaint',
    '投诉|举报|维权|曝光|起诉|市场监管|12315|12345|消协|消费者协会|仲裁|赔偿|退一赔|假一赔|欺诈|欺骗|骗[人我子钱]|态度',
    "\\bcomplain|\\bcompensat|\\bregulator|\\bombuds|\\bsue\\b|\\bsmall claims|\\barbitrat|\\bmediat|\\bscam|\\bfraud|\\bconsumers?'? association",
  ),
  topic(
    'human',
    '人工|真人|转接|专员|坐席|(?<!智能)客服(?!热线)',
    '\\bhumans?\\b|\\bagents?\\b|\\brepresentative|\\boperator|\\breal person|\\bspeak to (?:someone|a person)',
  ),
  topic(
    'identity',
    '机器人|智能客服|真人还是|你是谁|你是人|智能助手|虚拟助手',
    '\\bbot\\b|\\brobot|\\bchatbot|\\bvirtual assistant|\\bare you (?:a |an )?(?:human|real|ai)',
  ),
  topic(
    'mobile-plan',
    '话费|流量|套餐|宽带|携号|停机|复机|销号|漫游|信号|网速|断网|上不了网|无法上网|充值|补卡|过户|5g|(?<!\\d)100(?:86|10|00)(?!\\d)',
    '\\bdata plan|\\bmobile data|\\broaming|\\bbroadband|\\besim|\\bsim\\b|\\bmobile plan|\\btop[- ]?up|\\bno signal|\\bcoverage\\b|\\binternet\\b|\\boutage|\\bwi-?fi\\b',
  ),
  topic(
    'card',
    '银行卡|信用卡|储蓄卡|挂失|卡片|额度|年费|吞卡|盗刷|卡(?:丢|掉|被|不见)',
    '\\b(?:credit|debit|bank) card|\\b(?:lost|stolen|blocked|new|replacement) card|\\bcard (?:is |was |has been )?(?:lost|stolen|blocked|declined)|\\bannual fee|\\bcredit limit',
  ),
  topic(
    'transfer',
    '转账|汇款|限额|提现|打款|跨行',
    '\\bwire\\b|\\btransfer (?:money|funds)|\\bsend money|\\bremit|\\bwithdraw|\\bmoney transfer',
  ),
  topic(
    'savings',
    '存款|定期|活期|理财|基金|开户|余额宝',
    '\\bsavings?\\b|\\bdeposit account|\\bfixed deposit|\\binvest',
  ),
  topic(
    'loan',
    '贷款|借款|还款|利率|利息|征信|逾期|按揭|房贷|车贷',
    '\\bloans?\\b|\\bmortgage|\\binterest rate|\\brepay|\\bcredit (?:score|report)|\\boverdue',
  ),
  topic(
    'insurance',
    '保险|理赔|保单|退保|投保|保费|出险',
    '\\binsur|\\bpolicyholder|\\bfile a claim|\\bclaims? (?:form|process)|\\bpremiums?\\b',
  ),
  topic(
    'appointment',
    '预约|挂号|就诊|门诊|号源|改约|排期',
    `\\bappointment|\\bbook(?:ing)? a (?:visit|slot)|\\breschedul|\\btime slot`,
  ),
  topic(
    'health',
    '医生|体检|疫苗|处方|检查报告|化验|住院|科室|核酸',
    '\\bdoctors?\\b|\\bclinic|\\bvaccin|\\bprescription|\\btest results?\\b|\\bhospital',
  ),
  topic(
    'travel',
    '航班|机票|机场|登机|值机|选座|误机|延误|酒店|民宿|入住|退房|订房|房型|房间|改签|退票|行李|火车|车票|高铁|动车|候补|导游|跟团|旅游|旅行',
    `\\bflights?\\b|\\brebook|\\bhotels?\\b|\\bbaggage|\\bluggage|\\bcheck-?in\\b|\\bcheck-out\\b|\\bboarding|\\bairport|\\bairline|\\bdelayed\\b|\\brooms?\\b|\\bbooking|\\breservation|\\btrains?\\b|\\bseats?\\b|\\btours?\\b|\\bitinerar|\\b(?:train|plane|air|bus) tickets?`,
  ),
  topic(
    'utility',
    '电费|水费|燃气|煤气|停电|断电|供电|供水|供气|抢修|跳闸|停水|停气|抄表|电表|水表|气表|缴费|用电|用水|暖气|供暖|物业|户号',
    '\\belectric|\\bwater (?:bill|supply)|\\bgas (?:bill|supply|leak)|\\bmeters?\\b|\\boutage|\\bpower (?:cut|back|failure|supply)|\\b(?:no|my) power\\b|\\bheating\\b|\\butilit',
  ),
  topic(
    'social-security',
    '社保|医保|公积金|养老|失业金|生育津贴|低保',
    '\\bsocial security|\\bpension|\\bunemployment|\\bhousing fund|\\bwelfare|\\bmedicare',
  ),
  topic(
    'papers',
    '居住证|身份证(?:丢|办|补|换|到期|过期)|补办身份证|办理?身份证|户口|户籍|落户|护照|签证|结婚登记|营业执照|开证明',
    '\\bpassport|\\bvisas?\\b|\\bid card\\b|\\bresiden(?:ce|cy)|\\bmarriage|\\bbirth certificate|\\bpermits?\\b|\\bbusiness licen',
  ),
  topic(
    'driving',
    '驾照|驾驶证|换证|交管|12123|车管|违章|年检|罚单|车牌|行驶证',
    `\\bdriv(?:er|ing)'?s? licen|\\bparking|\\bspeeding|\\bvehicle|\\btraffic (?:fine|ticket|violation)`,
  ),
  topic('tax', '个税|报税|纳税|税务|完税|退税|税率', '\\btax(?:es)?\\b(?! (?:number|id))'),
  topic(
    'takeaway',
    '外卖|骑手|送餐|餐(?:没|还没|洒)|洒了|菜品',
    '\\briders?\\b|\\bmeals?\\b|\\bfood\\b|\\brestaurant',
  ),
  topic(
    'ride',
    '打车|司机|车费|网约车|行程|失物|落在车上',
    '\\bdrivers?\\b(?! licen)|\\btaxi|\\blost (?:item|property)|\\bride\\b',
  ),
  topic('weather', '天气|下雨|气温', '\\bweather\\b|\\btemperature\\b|\\brain\\b'),
  topic(
    'hours',
    '营业时间|工作时间|几点(?:开|关|上班|下班)|上班时间|开门|关门',
    '\\bopening hours|\\bbusiness hours|\\bopen until|\\bopen on\\b|\\bwhat time do you (?:open|close)',
  ),
  topic(
    'store',
    '门店|店铺地址|自提|实体店|营业厅|网点|柜台',
    '\\bstores?\\b|\\bpick ?up\\b|\\bbranch(?:es)?\\b',
  ),
  topic(
    'privacy',
    '个人信息|隐私|泄露|注销账',
    '\\bprivacy\\b|\\bpersonal (?:data|information)|\\bdata breach',
  ),
]
