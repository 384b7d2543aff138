/** Answers of one bot to one need: reworded, changed, and about something else. Written for these tests alone. */

/** `same`: rewordings of one answer; `changed`: answers that cannot hold beside any of them; `other`: beside the matter. */
export interface Family {
  same: string[]
  changed: string[]
  other?: string[]
}

export const ZH: Family[] = [
  {
    same: ['退款3到5个工作日到账。', '钱一般三至五个工作日就退回您的账户啦', '审核通过后3-5个工作日原路返回'],
    changed: ['退款7到10个工作日到账。', '大概要十五个工作日才能收到退款', '退款1-2个工作日到账'],
    other: ['发票在订单页下载。'],
  },
  {
    same: ['收到货7天内可以无理由退。', '签收后一周之内支持无理由退货哦', '亲，七天无理由的，签收起算'],
    changed: ['收到货15天内可以无理由退。', '签收后三天之内支持无理由退货', '签收30日内无理由退货'],
    other: ['客服电话是400-810-1234。'],
  },
  {
    same: ['运费10元，满99元包邮。', '不到99块收10块钱运费，满99免运费', '邮费十元；订单满九十九元免邮'],
    changed: ['运费12元，满99元包邮。', '运费10元，满199元包邮。', '邮费八块，订单满99包邮'],
    other: ['我们发顺丰。'],
  },
  {
    same: ['一级机票改签要收200元手续费。', '改签的话每张票收取手续费二百元', '改期费用：¥200/张'],
    changed: ['改签手续费350元。', '改签的话每张收五百块', '改签费：¥180/张'],
  },
  {
    same: ['下午三点前下单当天发。', '15:00之前付款的订单今天就能寄出', '每天15点截单，之前下的当日发货'],
    changed: ['下午五点前下单当天发。', '12:00之前付款的订单今天就能寄出', '每天18点截单，之前下的当日发货'],
  },
  {
    same: ['营业时间早上八点半到晚上九点。', '我们8:30开门，21:00关门', '店里每天8:30-21:00营业'],
    changed: ['营业时间早上九点半到晚上九点。', '我们8:30开门，22:30关门', '店里每天10:00-20:00营业'],
  },
  {
    same: ['会员打八八折。', '会员价八八折哈', '办了会员可享8.8折'],
    changed: ['会员打九五折。', '会员价7折', '办了会员可享6.5折'],
  },
  {
    same: ['定金不退的话扣20%。', '取消要扣百分之二十的定金', '取消订单将扣除20%的费用'],
    changed: ['取消要扣百分之三十的定金', '取消订单将扣除50%的费用', '取消扣一成'],
  },
  {
    same: ['每个账号最多绑五张卡。', '一个账号绑卡上限5张', '最多可以绑定5张银行卡哦'],
    changed: ['每个账号最多绑三张卡。', '一个账号绑卡上限10张', '最多可以绑定8张银行卡'],
  },
  {
    same: ['报名截止到9月15日。', '9月15号前都能报名', '报名通道九月十五日关闭'],
    changed: ['报名截止到9月20日。', '10月15号前都能报名', '报名通道八月三十一日关闭'],
  },
  {
    same: ['请拨打客服热线400-888-6666。', '您可致电4008886666咨询', '电话：400 888 6666'],
    changed: ['请拨打客服热线400-888-9999。', '您可致电4006886666咨询', '电话：400 123 4567'],
  },
  {
    same: ['保修期一年。', '这款保12个月', '整机质保1年'],
    changed: ['保修期两年。', '这款保6个月', '整机质保三年'],
    other: ['颜色有黑白两种可选。'],
  },
  {
    same: ['师傅明天上午上门。', '安装师傅明早过来', '明天上午会有人上门安装'],
    changed: ['师傅后天上午上门。', '安装师傅今天就过来', '大后天上午会有人上门安装'],
  },
  {
    same: ['月底前出账单。', '账单每月月底出', '每个月底生成账单'],
    changed: ['月初出账单。', '账单每月15号出', '每月中生成账单'],
  },
  {
    same: ['需要本人带身份证原件。', '必须本人携带身份证原件办理', '要带上身份证原件，本人来办'],
    changed: ['不需要带身份证原件。', '无需携带身份证原件', '不用带身份证，报号就行'],
  },
  {
    same: ['可以开增值税专用发票。', '支持开具增值税专票', '专票能开的哦'],
    changed: ['不可以开增值税专用发票。', '暂不支持开具增值税专票', '增值税专票开不了'],
  },
  {
    same: ['这款支持无线充电。', '可以无线充电的', '支持无线充电哈'],
    changed: ['这款不支持无线充电。', '无线充电不支持哦', '没法无线充电'],
    other: ['这款重180克。'],
  },
  {
    same: ['退货运费由我们承担。', '退货的运费我们出', '退回运费本店负担'],
    changed: ['退货运费由您承担。', '退货的运费需要您自付', '退回运费买家自理'],
  },
  {
    same: ['停车免费。', '停车不收费', '住客停车免费哦'],
    changed: ['停车要收费。', '停车每小时10元', '停车需另付费'],
  },
  {
    same: ['早餐含在房费里。', '房费包含早餐', '房价已含早餐'],
    changed: ['房费不含早餐。', '早餐另收费', '房价不包括早餐'],
  },
  {
    same: ['儿童1.2米以下免票。', '身高1.2米以下的儿童不用买票', '一米二以下小朋友免票，1.2米及以下都行'],
    changed: ['儿童1.4米以下免票。', '身高1米以下的儿童不用买票'],
  },
  {
    same: ['单笔转账限额5万元。', '每笔最多转五万', '单笔上限50000元'],
    changed: ['单笔转账限额2万元。', '每笔最多转二十万', '单笔上限10000元'],
  },
  {
    same: ['套餐每月含20GB流量和300分钟通话。', '每个月有20G流量、300分钟', '月享300分钟通话加20GB流量'],
    changed: ['套餐每月含30GB流量和300分钟通话。', '每个月有20G流量、500分钟', '月享100分钟通话加20GB流量'],
  },
  {
    same: ['申请后24小时内审核。', '一天内审核完', '审核需要1天'],
    changed: ['申请后48小时内审核。', '三天内审核完', '审核需要一周'],
  },
  {
    same: ['快递在周三送到。', '预计星期三送达', '包裹周三到'],
    changed: ['快递在周五送到。', '预计星期日送达', '包裹周一到'],
  },
  {
    same: ['押金一千五。', '押金1500元', '需交押金一千五百块'],
    changed: ['押金两千。', '押金1000元', '需交押金三千块'],
  },
  {
    same: ['高峰时段每公里2块3。', '高峰期2.3元一公里', '高峰每公里2.3元'],
    changed: ['高峰时段每公里2块8。', '高峰期3.2元一公里', '高峰每公里1.9元'],
  },
  {
    same: ['到店等位大约半小时。', '大概要等30分钟', '等候约三十分钟'],
    changed: ['到店等位大约两小时。', '大概要等10分钟', '等候约九十分钟'],
  },
  {
    same: ['宽限期3天。', '有三天的宽限期', '还款日后有3天宽限'],
    changed: ['没有宽限期。', '宽限期10天', '不设宽限期'],
  },
  {
    same: ['库存充足，现货。', '有现货的', '现货，库存够'],
    changed: ['缺货，暂时没货。', '已经卖完了，没有现货', '无货，库存没了'],
  },
  {
    same: ['订单已发货。', '您的订单已经发货了', '已发货，订单在路上'],
    changed: ['订单还没发货。', '您的订单尚未发货', '订单未发货'],
  },
  {
    same: ['审核通过了。', '您的申请审核已通过', '恭喜，申请通过审核'],
    changed: ['审核未通过。', '您的申请审核被驳回了', '很遗憾，申请没有通过审核'],
  },
  { same: ['饭后服用。', '请在饭后吃药', '吃完饭后服用'], changed: ['饭前服用。', '请在饭前吃药'] },
  {
    same: ['优惠券可以叠加使用。', '券能叠加用', '优惠券支持叠加'],
    changed: ['优惠券不能叠加使用。', '券不可叠加', '优惠券不支持叠加'],
  },
  {
    same: ['周末也上班。', '周末照常上班', '周末有人上班'],
    changed: ['周末不上班。', '周末休息', '周末休息不办公'],
  },
  {
    same: ['積分年底不清零。', '积分不会清零', '积分长期有效，不清零'],
    changed: ['積分年底清零。', '积分每年会清零', '积分年底失效清零'],
  },
  {
    same: ['自动续费可以随时关闭。', '您可随时关掉自动续费', '自动续费随时能关'],
    changed: ['自动续费不可以关闭。', '自动续费开通后无法关闭'],
  },
  {
    same: ['一张身份证限购2张票。', '每个证件限买两张', '每证最多两张票'],
    changed: ['一张身份证限购4张票。', '每个证件限买五张', '每证最多一张票'],
  },
  {
    same: [
      '亲亲，这边帮您查了下，您的退款已经在走流程啦，一般1-3个工作日就能原路回到您的支付账户，麻烦您耐心等等哦～',
      '退款正在处理，通常一至三个工作日原路退回。',
      '退款1～3个工作日到账，请耐心等待',
    ],
    changed: [
      '亲亲，这边帮您查了下，您的退款已经在走流程啦，一般5-7个工作日就能原路回到您的支付账户，麻烦您耐心等等哦～',
      '退款正在处理，通常七至十个工作日原路退回。',
    ],
  },
  {
    same: [
      '门市周一到周五九点至十八点，周六上午九点到十二点，周日不开。',
      '营业时间：周一至周五 9:00-18:00；周六 9:00-12:00；周日休息',
      '工作日9点到18点，周六9点到12点，周日休',
    ],
    changed: [
      '门市周一到周五九点至十八点，周六上午九点到下午三点，周日不开。',
      '营业时间：周一至周五 8:30-18:00；周六 9:00-12:00；周日休息',
    ],
  },
  {
    same: [
      '起步价13元含3公里，超出每公里2.3元，夜里十一点到早上五点加收20%。',
      '3公里内13块，之后2块3一公里，23:00-5:00加价两成',
      '起步13元（3km），续程2.3元/公里；23点至次日5点加20%',
    ],
    changed: [
      '起步价13元含3公里，超出每公里2.8元，夜里十一点到早上五点加收20%。',
      '3公里内15块，之后2块3一公里，23:00-5:00加价两成',
      '起步13元（3km），续程2.3元/公里；23点至次日5点加30%',
    ],
  },
  {
    same: [
      '押金300，租三天起，一天80。',
      '三天起租，日租80元，另付300元押金',
      '押金三百元；日租金八十元；最少租3天',
    ],
    changed: [
      '押金500，租三天起，一天80。',
      '三天起租，日租90元，另付300元押金',
      '押金三百元；日租金八十元；最少租5天',
    ],
  },
  {
    same: ['这个得等到下个月10号。', '下月10日才行', '要到下个月十号'],
    changed: ['这个得等到下个月20号。', '下月15日才行', '要到这个月十号'],
  },
  {
    same: ['每月15日扣款。', '每个月15号会自动扣款', '扣款日：每月十五号'],
    changed: ['每月5日扣款。', '每个月25号会自动扣款', '扣款日：每月二十号'],
  },
  {
    same: ['活动从6月1日到6月18日。', '活动时间6.1—6.18，也就是6月1日至18日', '6月1号开始，6月18号结束'],
    changed: ['活动从6月1日到6月20日。', '6月8号开始，6月18号结束'],
  },
  {
    same: ['充100送20。', '充值100元赠20元', '满一百充值送二十元'],
    changed: ['充100送30。', '充值200元赠20元', '充值100元赠10元'],
  },
  {
    same: ['第二件半价。', '买两件，第二件五折', '第二件打五折'],
    changed: ['第二件八折。', '第二件打七折', '第二件打三折'],
  },
  {
    same: ['违约金是剩余租金的百分之十。', '提前退租付10%违约金', '违约金10%'],
    changed: ['违约金是剩余租金的百分之三十。', '提前退租付20%违约金', '违约金15%'],
  },
  {
    same: ['血检前8小时别吃东西。', '抽血前空腹八小时', '抽血前要空腹8个小时'],
    changed: ['血检前12小时别吃东西。', '抽血前空腹四小时', '抽血前要空腹10个小时'],
  },
  {
    same: ['行李限重23公斤，手提7公斤。', '托运23kg，随身7kg', '免费托运额二十三公斤，手提行李七公斤'],
    changed: ['行李限重20公斤，手提7公斤。', '托运23kg，随身10kg', '免费托运额三十公斤，手提行李七公斤'],
  },
  {
    same: ['网速500M，月费99。', '500兆宽带每月99元', '每月九十九元，带宽500M'],
    changed: ['网速300M，月费99。', '500兆宽带每月129元', '每月一百五十九元，带宽500M'],
  },
  {
    same: ['发票一个月内可以补开。', '一个月以内都能补开发票', '30天内可补发票'],
    changed: ['发票三个月内可以补开。', '半年以内都能补开发票', '7天内可补发票'],
  },
  {
    same: ['年满十八岁可以办。', '18周岁以上可以办理', '满18岁就能办'],
    changed: ['年满十六岁可以办。', '20周岁以上可以办理', '满22岁就能办'],
  },
  {
    same: ['工号0731为您服务，投诉处理时限48小时。', '投诉两天内处理', '您的投诉会在48小时内处理完'],
    changed: ['投诉五天内处理', '您的投诉会在24小时内处理完', '投诉处理时限七天'],
  },
  {
    same: ['停水时间是明天8:00到17:00。', '明早八点停水，下午五点恢复', '明天上午8点至下午5点停水'],
    changed: ['停水时间是后天8:00到17:00。', '明早八点停水，晚上九点恢复', '明天上午10点至下午5点停水'],
  },
  {
    same: ['电费一度5毛6。', '每度电0.56元', '电价0.56元/度'],
    changed: ['电费一度6毛2。', '每度电0.48元', '电价0.65元/度'],
  },
  {
    same: ['首月一元，次月起19元。', '第一个月1元，之后每月19元', '首月1块钱，后面19块一个月'],
    changed: ['首月一元，次月起29元。', '第一个月1元，之后每月25元', '首月9块钱，后面19块一个月'],
  },
  {
    same: ['我们在三号线人民广场站，5号口出来。', '地铁3号线人民广场5号口', '3号线人民广场站5号出口'],
    changed: ['我们在三号线人民广场站，8号口出来。', '地铁3号线人民广场2号口'],
  },
  {
    same: ['儿童票30元，成人票60元。', '成人60块，小孩30块', '大人六十元，儿童三十元'],
    changed: ['儿童票60元，成人票30元。', '成人80块，小孩30块', '大人六十元，儿童四十元'],
  },
  {
    same: ['现在人工在线，可以转接。', '可以转接人工的'],
    changed: ['现在没有人工，转接不了。', '不能转接人工'],
  },
  {
    same: ['未拆封可以退。', '没拆封的能退', '不拆封就可以退'],
    changed: ['未拆封也不能退。', '没拆封也不可以退'],
  },
  {
    same: ['需要预约，提前一天。', '要提前1天预约', '必须提前一天预约'],
    changed: ['不需要预约。', '无需预约，直接来', '提前三天预约'],
  },
  {
    same: ['您的挂号顺序是第6位。', '您挂号的序号为第6号'],
    changed: ['您的挂号顺序是第9位。', '您挂号的序号为第19号'],
  },
  { same: ['举报请打12305。', '举报热线12305'], changed: ['举报请打12306。', '举报热线12308'] },
  { same: ['编辑TD发送到10690。', '发短信TD到10690退订'], changed: ['编辑TD发送到10659。'] },
  { same: ['请到D07柜台办理。', '办理柜台是D07'], changed: ['请到D12柜台办理。', '办理柜台是F03'] },
  {
    same: ['合同2027-04-30到期。', '合同到2027年4月30日为止'],
    changed: ['合同2027-10-31到期。', '合同到2027年1月30日为止'],
  },
  {
    same: ['您的快件3/18由宁波发出。', '3月18日已从宁波寄出'],
    changed: ['您的快件3/21由宁波发出。', '3月28日已从宁波寄出'],
  },
  { same: ['每月1号扣月租。', '月租在每个月第一天扣'], changed: ['每月15号扣月租。'] },
  {
    same: ['自助餐一百六一位。', '自助餐160元一位', '每位160块，自助餐'],
    changed: ['自助餐一百八一位。', '自助餐198元一位'],
  },
  { same: ['补卡工本费15元。', '补办新卡收15块工本费'], changed: ['补卡不收工本费。', '补卡免工本费'] },
  { same: ['今晚七点半开抢。', '今晚19:30开抢'], changed: ['今晚九点开抢。', '今晚20:00开抢'] },
  {
    same: ['办理时间:09:00到17:00。', '办理时间早上九点到下午五点'],
    changed: ['办理时间:10:00到17:00。', '办理时间早上九点到晚上七点'],
  },
  {
    same: ['每张会员卡可带3名同伴。', '一张会员卡能带三个同伴'],
    changed: ['每张会员卡可带1名同伴。', '一张会员卡能带5个同伴'],
  },
  { same: ['箱子尺寸40×30×20厘米。', '箱子长400mm、宽300mm、高200mm'], changed: ['箱子尺寸50×30×20厘米。'] },
  {
    same: ['停车每小时6元，一天封顶36元。', '六块钱一小时，全天最多36'],
    changed: ['停车每小时8元，一天封顶36元。'],
  },
  { same: ['国庆期间不送件。', '国庆假期暂停送件'], changed: ['国庆期间照常送件。'] },
  {
    same: ['仅限业主使用健身房。', '健身房只有业主才能使用'],
    changed: ['不是业主也可以使用健身房。', '所有人都可以使用健身房'],
  },
  {
    same: ['提前还款不收取违约金。', '提前还款不用交违约金'],
    changed: ['提前还款仍然会收违约金。', '提前还款还是要收违约金的'],
  },
  {
    same: ['货款退回您的银行卡。', '退款原路退回银行卡'],
    changed: ['货款退到账户余额。', '退款退到店铺钱包里'],
  },
  { same: ['这条围巾是羊毛的。', '围巾面料是纯羊毛'], changed: ['这条围巾是涤纶的。', '围巾面料是化纤的'] },
  { same: ['安装费另算，不另收上门费。', '安装费另算，上门不收费'], changed: [] },
  { same: ['还没付款的话都能改尺码。', '只要还没付款，尺码可以改'], changed: [] },
  { same: ['离演出不足48小时不能退。', '演出前两天以内，票退不了'], changed: [] },
  { same: ['月租58一个月。', '月租每月58元'], changed: ['月租88一个月。'], other: ['一个月一共15次课。'] },
  { same: ['1.3米以下儿童免票。', '身高不到1.3米的儿童免票'], changed: [], other: ['60岁以上老人免票。'] },
  {
    same: ['白金卡年费600元。', '白金卡一年年费600块'],
    changed: ['白金卡年费300元。'],
    other: ['白金卡持卡人可以免费停放车辆、使用道路救援，需要提前在手机上登记。'],
  },
]

export const EN: Family[] = [
  {
    same: [
      'Refunds take 3 to 5 business days.',
      'You will have your money back within three to five working days.',
      'It takes 3-5 business days for the refund to arrive',
    ],
    changed: [
      'Refunds take 7 to 10 business days.',
      'You will have your money back within 14 working days.',
      'It takes 1-2 business days for the refund to arrive',
    ],
    other: ['You can download the invoice from your orders.'],
  },
  {
    same: [
      'You have 30 days to return it.',
      'Returns are accepted within thirty days.',
      'Send it back within 30 days of delivery',
    ],
    changed: [
      'You have 14 days to return it.',
      'Returns are accepted within sixty days.',
      'Send it back within 90 days of delivery',
    ],
    other: ['Our shop is next to the station.'],
  },
  {
    same: [
      'Delivery costs $4.99, free over $50.',
      'Shipping is $4.99; orders above $50 ship free.',
      'We charge $4.99 for delivery unless you spend more than 50 dollars',
    ],
    changed: [
      'Delivery costs $6.99, free over $50.',
      'Shipping is $4.99; orders above $75 ship free.',
      'We charge $3 for delivery unless you spend more than 50 dollars',
    ],
  },
  {
    same: [
      'We open at 9am and close at 5:30pm.',
      'Opening hours are 9:00-17:30.',
      'The shop is open from 9 am to 5.30 pm',
    ],
    changed: [
      'We open at 10am and close at 5:30pm.',
      'Opening hours are 9:00-18:30.',
      'The shop is open from 8 am to 4 pm',
    ],
  },
  {
    same: [
      'The late fee is £25.',
      'We charge twenty-five pounds if you pay late.',
      'Paying late costs 25 GBP',
    ],
    changed: ['The late fee is £40.', 'We charge twelve pounds if you pay late.', 'Paying late costs 30 GBP'],
  },
  {
    same: [
      'Members get 10% off.',
      'There is a ten percent discount for members.',
      'Membership takes 10 % off',
    ],
    changed: [
      'Members get 15% off.',
      'There is a twenty percent discount for members.',
      'Membership takes 5 % off',
    ],
  },
  {
    same: ['Up to four guests per room.', 'A room takes 4 guests at most.', 'Maximum occupancy: 4 guests'],
    changed: ['Up to two guests per room.', 'A room takes 6 guests at most.', 'Maximum occupancy: 3 guests'],
  },
  {
    same: ['Call us on 0800 123 4567.', 'Our number is 0800-123-4567.', 'Ring 08001234567 please'],
    changed: ['Call us on 0800 123 9999.', 'Our number is 0800-765-4321.', 'Ring 08001112222 please'],
  },
  {
    same: [
      'Registration closes on March 3.',
      'Sign up by 3 March.',
      'The deadline for registration is March 3rd.',
    ],
    changed: [
      'Registration closes on March 13.',
      'Sign up by 3 April.',
      'The deadline for registration is February 28th.',
    ],
  },
  {
    same: [
      'The warranty lasts two years.',
      'It comes with a 24-month warranty.',
      "You're covered for 2 years",
    ],
    changed: [
      'The warranty lasts three years.',
      'It comes with a 12-month warranty.',
      "You're covered for 6 months",
    ],
    other: ['It is available in red and blue.'],
  },
  {
    same: ['Your parcel arrives tomorrow.', 'Expect it tomorrow.', 'Delivery is tomorrow'],
    changed: [
      'Your parcel arrives today.',
      'Expect it the day after tomorrow.',
      'Delivery is next Monday or rather today',
    ],
  },
  {
    same: ['The engineer comes on Tuesday.', 'We booked the engineer for Tuesday.', 'Engineer visit: Tue'],
    changed: ['The engineer comes on Thursday.', 'We booked the engineer for Friday.', 'Engineer visit: Mon'],
  },
  {
    same: [
      'You need your original receipt.',
      'The original receipt is required.',
      'You must bring the receipt.',
    ],
    changed: [
      "You don't need your original receipt.",
      'The original receipt is not required.',
      'No receipt needed.',
    ],
  },
  {
    same: ['Pets are allowed.', 'Yes, pets are welcome.', 'You can bring your pet.'],
    changed: ['Pets are not allowed.', 'No pets, sorry.', "You can't bring your pet."],
  },
  {
    same: ['Parking is free.', 'There is no charge for parking.', 'Parking is free, no charge'],
    changed: ['Parking is not free.', 'Parking costs $15 per night.', 'You have to pay for parking.'],
  },
  {
    same: ['Breakfast is included.', 'The rate includes breakfast.', 'Breakfast comes included in your rate'],
    changed: [
      'Breakfast is not included.',
      "The rate doesn't include breakfast.",
      'Breakfast is charged separately.',
    ],
  },
  {
    same: ['We pay for the return postage.', 'Return postage is on us.', 'We cover return postage.'],
    changed: [
      'You pay for the return postage.',
      'Return postage is at your own cost.',
      'Customers cover return postage.',
    ],
  },
  {
    same: ['It is in stock.', 'Yes, we have it in stock.', 'That item is currently in stock'],
    changed: ['It is out of stock.', "Sorry, it's sold out.", 'That item is currently not in stock'],
  },
  {
    same: ['Your payment was approved.', 'The payment has been accepted.', 'Payment approved!'],
    changed: ['Your payment was declined.', 'The payment has been rejected.', 'Payment not approved!'],
  },
  {
    same: [
      'Cancel before dispatch only.',
      'You can cancel before dispatch.',
      'Cancellation is possible before dispatch',
    ],
    changed: ['You can cancel after dispatch.', 'Cancellation is possible after dispatch'],
  },
  {
    same: ['We are open on Sundays.', 'Open Sundays too.', 'Our store is open on Sunday'],
    changed: ['We are closed on Sundays.', 'Closed Sundays.', "Our store isn't open on Sunday"],
  },
  {
    same: [
      'The plan has 20GB of data for $15 a month.',
      '$15 per month gets you 20 GB of data.',
      'Data: 20GB, price: 15 dollars monthly',
    ],
    changed: [
      'The plan has 30GB of data for $15 a month.',
      '$18 per month gets you 20 GB of data.',
      'Data: 10GB, price: 15 dollars monthly',
    ],
  },
  {
    same: ['We reply within 24 hours.', 'You get an answer within a day.', "We'll answer in 24h"],
    changed: ['We reply within 48 hours.', 'You get an answer within a week.', "We'll answer in 72h"],
  },
  {
    same: ['It takes half an hour.', 'Around 30 minutes.', 'About thirty minutes'],
    changed: ['It takes two hours.', 'Around 45 minutes.', 'About ninety minutes'],
  },
  {
    same: ['The deposit is half the price.', 'We take a 50% deposit.', 'Deposit: 50 percent'],
    changed: ['The deposit is a third of the price, 33%.', 'We take a 20% deposit.', 'Deposit: 10 percent'],
  },
  {
    same: [
      'Check-in from 3pm, check-out by 11am.',
      'You can check in at 15:00 and must leave by 11:00.',
      'Check in after 3 p.m.; check out before 11 a.m.',
    ],
    changed: [
      'Check-in from 2pm, check-out by 11am.',
      'You can check in at 15:00 and must leave by 10:00.',
      'Check in after 4 p.m.; check out before noon',
    ],
  },
  {
    same: ['The pool closes at ten.', 'The pool shuts at 10pm.', 'Pool closing time: 22:00'],
    changed: ['The pool closes at eight.', 'The pool shuts at 9pm.', 'Pool closing time: 23:00'],
  },
  {
    same: ['A dozen eggs are in the box.', 'The box holds 12 eggs.', 'You get twelve eggs a box'],
    changed: ['Ten eggs are in the box.', 'The box holds 6 eggs.', 'You get eighteen eggs a box'],
  },
  {
    same: ['You may bring two bags.', 'The allowance is 2 bags.', 'Two bags are permitted'],
    changed: [
      'You may bring one bag only, limit 1 bag.',
      'The allowance is 3 bags.',
      'Four bags are permitted',
    ],
  },
  {
    same: [
      'An adult ticket is €12 and a child ticket €6.',
      'Adults pay 12 euros, children 6 euros.',
      'Tickets: €12 adults, €6 children',
    ],
    changed: [
      'An adult ticket is €14 and a child ticket €6.',
      'Adults pay 12 euros, children 8 euros.',
      'Tickets: €10 adults, €6 children',
    ],
  },
  {
    same: ['Gift cards never expire.', 'Your gift card does not expire.', "Gift cards don't expire"],
    changed: ['Gift cards expire.', 'Your gift card expires after a year.', 'Gift cards will expire'],
  },
  {
    same: ['You can pay in cash.', 'Cash is accepted.', 'We accept cash'],
    changed: ['You cannot pay in cash.', 'Cash is not accepted.', "We don't accept cash"],
  },
  {
    same: ['Tickets are refundable.', 'Tickets can be refunded.', 'Yes, your ticket is refundable'],
    changed: [
      'Tickets are non-refundable.',
      'Tickets cannot be refunded.',
      'No, your ticket is not refundable',
    ],
  },
  {
    same: ['Renewal is automatic.', 'It renews automatically.', 'Your plan renews automatically'],
    changed: [
      'Renewal is manual.',
      "It doesn't renew automatically.",
      'You have to renew your plan manually',
    ],
  },
  {
    same: ['The battery lasts ten hours.', 'Battery life is 10 hours.', 'You get about 10 hours of battery'],
    changed: [
      'The battery lasts six hours.',
      'Battery life is 15 hours.',
      'You get about 8 hours of battery',
    ],
  },
  {
    same: ['Interest is 3.5% a year.', 'The rate is 3.5 percent per year.', 'You pay 3.5% interest'],
    changed: ['Interest is 4.2% a year.', 'The rate is 2.9 percent per year.', 'You pay 5% interest'],
  },
  {
    same: [
      'Hiya! So for the refund, once the warehouse has it, count on about 5 to 7 working days before you see it in your account 😊',
      'Refunds: 5-7 business days after the warehouse gets the parcel.',
      'After we receive the return, the refund takes five to seven business days.',
    ],
    changed: [
      'Hiya! So for the refund, once the warehouse has it, count on about 10 to 14 working days before you see it in your account 😊',
      'Refunds: 3 business days after the warehouse gets the parcel.',
    ],
  },
  {
    same: [
      'Mon-Fri 9-5, Sat 10-2, closed Sundays.',
      "We're open nine to five Monday to Friday and 10am to 2pm on Saturday. Sundays we're closed.",
      'Weekdays 9am-5pm; Saturdays 10am-2pm; Sundays closed',
    ],
    changed: [
      'Mon-Fri 9-5, Sat 10-4, closed Sundays.',
      'Weekdays 8am-5pm; Saturdays 10am-2pm; Sundays closed',
    ],
  },
  {
    same: [
      'The fee is 2% of the amount, minimum £5.',
      'We charge two percent, but at least five pounds.',
      '2 percent of the amount; a minimum of 5 pounds applies',
    ],
    changed: [
      'The fee is 3% of the amount, minimum £5.',
      'We charge two percent, but at least ten pounds.',
      '2 percent of the amount; a minimum of 15 pounds applies',
    ],
  },
  {
    same: [
      'First hour is $3, then $1.50 per half hour, capped at $18 a day.',
      '$3 for hour one, $1.50 for each further 30 minutes, max $18 per day',
      'Parking: 3 dollars the first hour, 1.50 dollars every half hour after that, never more than 18 dollars a day',
    ],
    changed: [
      'First hour is $4, then $1.50 per half hour, capped at $18 a day.',
      '$3 for hour one, $1.50 for each further 30 minutes, max $24 per day',
      'Parking: 3 dollars the first hour, 2.50 dollars every half hour after that, never more than 18 dollars a day',
    ],
  },
  {
    same: ['Take one tablet twice a day.', 'One tablet two times daily', 'Twice a day, one tablet each'],
    changed: [
      'Take one tablet three times a day.',
      'One tablet four times daily',
      'Three times a day, one tablet each',
    ],
  },
  {
    same: [
      'Bring two photos and a copy of your passport.',
      'You need 2 photos plus a passport copy',
      'Required: passport copy, two photos',
    ],
    changed: [
      'Bring four photos and a copy of your passport.',
      'You need 3 photos plus a passport copy',
      'Required: passport copy, six photos',
    ],
  },
  {
    same: [
      'We ship on the 5th of each month.',
      'Shipping date is always the 5th',
      'Boxes ship the 5th every month',
    ],
    changed: [
      'We ship on the 15th of each month.',
      'Shipping date is always the 1st',
      'Boxes ship the 20th every month',
    ],
  },
  {
    same: [
      'The sale runs from 1 to 15 August.',
      'Sale: August 1-15',
      'The sale starts August 1 and ends August 15',
    ],
    changed: [
      'The sale runs from 1 to 25 August.',
      'Sale: August 8-15',
      'The sale starts August 1 and ends August 31',
    ],
  },
  {
    same: [
      "Bags up to 23kg are free, it's £12 per extra kilo.",
      '23 kilos are included; every kilo above costs 12 pounds',
      'Allowance: 23 kg. Excess: £12/kg',
    ],
    changed: [
      "Bags up to 20kg are free, it's £12 per extra kilo.",
      '23 kilos are included; every kilo above costs 15 pounds',
      'Allowance: 30 kg. Excess: £12/kg',
    ],
  },
  {
    same: ['Students get half price.', '50% off for students', 'Students pay half price'],
    changed: ['Students get a third off, 33%.', '20% off for students', 'Students pay 70% of the price'],
  },
  {
    same: [
      'Boarding starts 40 minutes before departure and the gate closes 15 minutes before.',
      'Gate shuts 15 min before departure; boarding opens 40 min before',
      'Boarding begins forty minutes before departure, the gate closes fifteen minutes before departure',
    ],
    changed: [
      'Boarding starts 60 minutes before departure and the gate closes 15 minutes before.',
      'Gate shuts 20 min before departure; boarding opens 40 min before',
    ],
  },
  {
    same: [
      'Your flight leaves from gate 12 at 14:35.',
      'Gate 12, departure 2:35 pm',
      'The plane leaves at 2:35pm from gate 12',
    ],
    changed: [
      'Your flight leaves from gate 14 at 14:35.',
      'Gate 12, departure 3:35 pm',
      'The plane leaves at 2:35pm from gate 22',
    ],
  },
  {
    same: ['A day or two.', 'It takes 1-2 days', 'One or two days'],
    changed: ['A week or two.', 'It takes 3-4 days', 'Five or six days'],
  },
  {
    same: ['You have to be 18 or older.', 'The minimum age is eighteen.', 'Only people aged 18 and over'],
    changed: ['You have to be 21 or older.', 'The minimum age is sixteen.', 'Only people aged 25 and over'],
  },
  {
    same: [
      'You can cancel up to 48 hours before.',
      'Cancel for free until two days before',
      'Free cancellation up to 2 days before',
    ],
    changed: [
      'You can cancel up to 24 hours before.',
      'Cancel for free until a week before',
      'Free cancellation up to 5 days before',
    ],
  },
  {
    same: ['The code is valid for ten minutes.', 'Your code works for 10 minutes', 'Codes last 10 min'],
    changed: ['The code is valid for five minutes.', 'Your code works for 30 minutes', 'Codes last 2 min'],
  },
  {
    same: [
      'Deposit: £150, back within a fortnight of checkout.',
      'We return the £150 deposit within two weeks after checkout',
      'The deposit of 150 pounds is returned within 14 days of checkout',
    ],
    changed: [
      'Deposit: £200, back within a fortnight of checkout.',
      'We return the £150 deposit within four weeks after checkout',
      'The deposit of 150 pounds is returned within 7 days of checkout',
    ],
  },
  {
    same: ['Ask at the desk on floor 3.', 'The desk is on floor 3', 'Please go to floor 3, to the desk'],
    changed: ['Ask at the desk on floor 5.', 'The desk is on floor 2', 'Please go to floor 4, to the desk'],
  },
  {
    same: [
      'Unopened items can go back.',
      'You can return items that are unopened.',
      'Unopened items are returnable, you can send them back',
    ],
    changed: ["Unopened items can't go back.", 'You cannot return items, even unopened ones.'],
  },
  { same: ['Yes.', 'Yes, we do.', 'Sure, no problem.'], changed: ['No.', "No, we don't.", 'Sorry, no.'] },
  {
    same: ['Roaming is switched on by default.', 'Roaming is turned on by default.'],
    changed: ['Roaming is switched off by default.', 'Roaming is turned off by default.'],
  },
  {
    same: ['The lift is working.', 'The lift works'],
    changed: ['The lift is not working.', "The lift doesn't work"],
  },
  { same: ['Take the train from York to Leeds.', 'From York to Leeds, take the train'], changed: [] },
  {
    same: ['Text STOP to 70123.', 'Send STOP to 70123 to leave the list'],
    changed: ['Text STOP to 70321.', 'Send STOP to 70124 to leave the list'],
  },
  {
    same: ['Report a leak at 188.', 'To report a leak dial 188'],
    changed: ['Report a leak at 199.', 'To report a leak dial 181'],
  },
  {
    same: ['Your seat is D14.', 'Please take seat D14'],
    changed: ['Your seat is B3.', 'Please take seat D15'],
  },
  {
    same: ['The office is on the third floor.', 'You find the office on the 3rd floor'],
    changed: ['The office is on the fifth floor.', 'You find the office on the 8th floor'],
  },
  {
    same: ['It goes out on Tuesday, 9 June.', 'Dispatch date: 06/09 (Tuesday)'],
    changed: ['It goes out on Tuesday, 16 June.', 'Dispatch date: 06/23 (Tuesday)'],
  },
  {
    same: ['The last ferry is at 23:50.', 'The last ferry leaves at ten to midnight'],
    changed: ['The last ferry is at 22:50.', 'The last ferry leaves at twenty past ten'],
  },
  {
    same: ['Doors open from 1:30pm to 6pm.', 'Doors open 13:30-18:00'],
    changed: ['Doors open from 2:30pm to 6pm.', 'Doors open 13:30-19:00'],
  },
  {
    same: ['Rent is due on the 1st of each month.', 'Rent is due on the first day of every month'],
    changed: ['Rent is due on the 15th of each month.'],
  },
  {
    same: ['A spare key costs £8.', 'We charge £8 for a spare key'],
    changed: ['A spare key is free of charge.', 'There is no charge for a spare key'],
  },
  { same: ['The setup fee is waived.', 'No setup fee'], changed: ['The setup fee is $45.'] },
  {
    same: ['The lounge is for members only.', 'Only members can use the lounge'],
    changed: ['Anyone can use the lounge.', 'Non-members can use the lounge as well'],
  },
  {
    same: ['Take the drops before meals.', 'The drops are to be taken before meals'],
    changed: ['The drops should be taken after meals.'],
  },
  {
    same: ['The bag is genuine leather.', 'It is a bag of real leather'],
    changed: ['The bag is synthetic leather.', 'It is a bag of faux leather'],
  },
  {
    same: ['You have three attempts.', 'You get 3 tries'],
    changed: ['You have five attempts.', 'You get 6 tries'],
  },
  { same: ['A nurse is there around the clock.', 'A nurse is there 24/7'], changed: [] },
  {
    same: ['You cannot exchange it after 14 days.', 'Exchange it within 14 days'],
    changed: ['Exchange it within 30 days'],
  },
  {
    same: ['We refund within 24 hours.', 'The refund is made within a day'],
    changed: ['We refund within 72 hours.'],
  },
  {
    same: ['Your plan covers breakdowns.', 'Breakdowns are covered by your plan'],
    changed: [],
    other: ['Your plan also covers lost keys.'],
  },
  {
    same: ['You can pay by cheque.', 'Payment by cheque is possible'],
    changed: [],
    other: ['You can also pay in the app.'],
  },
]
