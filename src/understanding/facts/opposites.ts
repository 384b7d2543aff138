/** Words that come in opposites, in Chinese and English: how a clause denies a thing, and how it affirms it. */

/** How words deny a thing and affirm it. */
interface Sides {
  denies: RegExp
  affirms: RegExp
}

export interface Concept {
  name: string
  zh: Sides
  en: Sides
  /**
   * A condition says when or for whom something holds: turned round together with what holds, the meaning stays. An
   * attribute is said of one thing among others: it counts only where the rest of the clause is about the same.
   */
  kind: 'claim' | 'attribute' | 'condition'
}

const sides = (denies: string, affirms: string): Sides => ({
  denies: new RegExp(denies),
  affirms: new RegExp(affirms),
})

function concept(
  name: string,
  zhDenies: string,
  denies: string,
  zhAffirms: string,
  affirms: string,
  kind: Concept['kind'] = 'claim',
): Concept {
  const words = { zh: sides(zhDenies, zhAffirms), en: sides(denies, affirms) }
  return { name, ...words, kind }
}

export const CONCEPTS: readonly Concept[] = [
  concept(
    'possible',
    '不可以?(?!抗|思议)|不能(?!够?不|不)|无法|没法|没办法|不得(?!不|超过|低于|高于|少于|晚于|早于)|禁止|严禁|不允许|不予|不行(?!再)|(?:不|停止|暂停|取消)(?:再)?(?:支持|提供|接受|受理|办理|开放|开通|开展|配送|发货|派[送件]|送[件货]|上门)|(?:未|没有?)(?:再|曾)?(?:支持|提供|接受|受理|办理|开放|开通|开展)|[改退换用办开做查寄送到发转修看选买登进来]不了|不让|拒绝|谢绝|恕不|不给|不(?:退|换|卖|售|寄|送|发货|补|赔|修|接|带|准)(?![还久])|办不|不在[^,]{0,8}范围',
    `\\b(?:cannot|can not|unable|not able|not possible|not allowed|not permitted|not available|not offer|not support|not accept|not eligible|impossible|unavailable|prohibited|forbidden|ineligible|no way|not an option|out of the question)\\b|\\b(?:can|will|do|does|is|are|could) not (?:be |been |currently |yet |really |actually |even )?(?:able|possible|allowed|permitted|available|offer|offered|support|supported|accept|accepted|allow|provide|take|ship|deliver|refund|refundable|change|changed|cancel|cancell?ed|exchange|return|returned|transfer|combine|combined|use|used|do|get|book|bring|enter|go|pay|send|sell|repair|replace|cover|split|store|keep|hold|extend|make|let|process|eligible|reschedule|match|upgrade|switch)\\b|\\bcan not\\b|\\b(?:do|does|will) not (?:currently |yet )?(?:offer|support|accept|allow|provide|take|ship|deliver|refund|exchange|sell|repair|replace|split|match|permit)\\b|\\bno (?:refunds?|returns?|exchanges?|pets|changes|deliver(?:y|ies)|cancellations|walk-ins|smoking|children)\\b|\\bnon-?(?:refundable|returnable|transferable|exchangeable)\\b`,
    '可以?(?![能惜见是疑靠观])|能够|(?<![不功智技性只可才未])能(?![量力源耗效见])|允许|支持|提供|接受|受理|配送|(?<![不还银举进执发旅同品践流行])行(?=[的啊哦哈呢]?$)|没问题|没关系|欢迎|[改退换用办开做查寄送到发转修]得了|照样|照常|正常(?:配送|发货|派|送|办理|服务|受理)|随时|任意|包退|包换|都[能可收接]|[退换改补赔修寄送](?=的?$)',
    `\\b(?:can|able to|possible|allowed|permitted|available|accept(?:s|ed)?|offer(?:s|ed)?|welcome|supported|supports?|feel free|sure|certainly|of course|absolutely|happy to|no problem|(?<!non-)refundable|eligible|go ahead|yes we|we do|at any time|any time|anytime|can be|entitled)\\b|\\byou may\\b`,
  ),
  concept(
    'needed',
    '(?:不|无)(?:再|必|须)?(?:需要?|用|必|须)(?![于户品法])|免(?:提供|出示|预约|押|签|申请|填|登记)|没必要|不要求|不强制|自愿|可选|不(?:带|交|填|预约)也',
    `\\bno [a-z ]{2,24}(?:needed|required|necessary)\\b|\\bnot (?:be )?(?:required|needed|necessary|mandatory|compulsory|have to|need(?: to)?|obligatory|require)\\b|\\bno (?:need|appointment|deposit|booking|registration|signature|id|ticket|prescription|receipt)\\b|\\bneed not\\b|\\boptional\\b|\\bvoluntary\\b|\\bnot (?:essential|a must)\\b|\\bwithout (?:a |an |any )?(?:appointment|booking|deposit|receipt|id|registration|prescription)\\b|\\bis not (?:required|needed|necessary)\\b|\\bwalk-ins?\\b|\\b(?:just|simply) (?:drop|walk|turn|show|pop)`,
    '需要|必须|须要|务必|(?<![不无急所供])需(?![求要])|(?<![不无必])须|得(?:先|提前|带|交|填|有|本人|去|您)|一定要|强制|必填|必备|要(?:先|提前|带|交|填|预约|登记|出示|提供|凭)|凭',
    `\\b(?<!not |not be |no )(?:required|mandatory|compulsory|obligatory|necessary|must|have to|has to|need to|needs? (?:a|an|your|the)|needed|essential|requires?)\\b|\\bonly with\\b|\\bby appointment\\b`,
  ),
  concept(
    'free',
    '(?<!不|免|无需|无须|没有|任何|免收|[不免][另再会]|不额外|不另外)收费|付费|(?:不|非)免费|需(?:要)?(?:您|另外|另|额外)?(?:支付|付|交|缴)(?!方式)|自付|自理|自费|要(?:付|交|收|加|另)[^,]{0,4}[钱费]|(?<!不|免|不再)(?:另|额外|加|会|将|要|需)收(?!到|货|取件|悉|件)|(?:仍|还是|照样|依然|仍然|还|都)(?:要|会|需)[^,不免]{0,8}收(?:取)?[^,到货]{0,5}[费钱金]|(?:费|钱|运费|邮费)[^,]{0,6}(?:[您你]|买家|客户|顾客|用户|自己|自行)[^,]{0,4}(?:承担|出|付|负担|负责)|(?<!不)到付|(?<!不)扣(?:除|取|手续费)',
    `\\bnot free\\b|(?<!no |any |extra |without |free of |not be |additional |not )\\bcharge(?:s|d|able)? (?:a|an|you|for|of|apply|will|is|at)\\b|(?<!no |any |extra |without )\\bfees? (?:appl(?:y|ies)|is|of|will|are)\\b|\\bat your (?:own )?(?:cost|expense)\\b|\\b(?:you|customers?|buyers?|guests?|tenants?) (?:'ll )?(?:will |must |need to |have to |would |do )?(?:have to )?(?:pay|cover|bear)\\b(?! (?:nothing|no |for nothing))|\\bpay for\\b(?<!(?:not|we|us|'ll|will not have to|not have to|not need to|never) pay for)|\\byour (?:own )?responsibility to pay\\b|\\bsurcharge\\b|\\bpaid (?:service|extra|add-on)\\b`,
    '(?<!不|非)免费|不(?:额外|另外|另|再|会|用|多|必){0,2}(?:收取?|扣|要|花|用|交|付|加)(?:任何)?[^,]{0,4}(?:费|钱|金)|不收(?!货|到)|免[^,]{0,4}费|免[运邮年押]|包邮|(?:无需|无须|不需要|不用|不必)[^,]{0,3}(?:支付|付费|付钱|付款|交|缴|掏钱)|零(?:手续)?费|(?<!\\d)0元|(?:我们|本店|商家|卖家|平台|厂家|公司)[^,]{0,4}(?:承担|出|付|负担)|白送|赠送',
    `\\b(?<!not )free\\b(?! (?:to|up|time|trial ends))|\\bno (?:extra |additional |further )?(?:charges?|fees?|cost)\\b|\\bwithout (?:any )?(?:charge|fee|extra)\\b|\\b(?:complimentary|on us|on the house|at no)\\b|\\bcosts? (?:you )?nothing\\b|\\bnot (?:be )?(?:charged?|pay|cost|have to pay)\\b|\\bwe(?:'ll| will)? (?:pay|cover|bear)\\b|\\bwaived?\\b`,
  ),
  concept(
    'price',
    '[\\d一二两三四五六七八九十百]\\s*(?:元|块)(?!红包|券|以上|以下|以内|起送|免|包|立减)',
    `[$£€¥] ?[1-9]|\\d (?:dollars|pounds|euros|yuan|cents)\\b`,
    '(?<!不|非)免费|不收费|不(?:再|另)?收取?[^,到货]{0,6}费|(?<!不|减)免[^,费]{1,6}费|(?<=费[^,]{0,6})免(?=$|[了的哦哈])|免票|不要钱|不花钱|包邮|零元|(?<!\\d)0元',
    `\\b(?<!not )free\\b(?! (?:to|up|time|trial ends))|\\bno (?:extra |further )?(?:charge|cost|\\w* ?fee)s?\\b|\\bcosts? nothing\\b|\\b(?:waived|complimentary|on the house)\\b`,
    'attribute',
  ),
  concept(
    'included',
    '不(?:再)?(?:包含|包括|含|算在?内?|计入|计算|参[与加]|适用|享受?|包|覆盖|属于|保)(?!修)|除外|(?<!之|以)除[^,]{0,12}外|另算|另计|不在(?:保|内|列)|排除|人为[^,]{0,6}不|另(?:外)?收费',
    `\\bnot (?:be )?(?:included?|covered?|apply|count|valid|cover|part of|eligible|applicable|extend)\\b|\\bexclud(?:ed|es|ing)\\b|\\bexcept(?: for)?\\b|\\bnot covered\\b|\\b(?:sold|charged|billed|priced) separately\\b|\\bdoes not (?:cover|include|apply)\\b|\\bexempt\\b`,
    '(?<!不)(?:包含|包括|含|算在?内|计入|参[与加](?!方式)|适用|享受?|覆盖|属于)(?!义|量)|也一样|同样|(?<!不)在(?:保|内|列)|无例外|不例外|一律|都(?:包|算|保|是)|全国都',
    `\\b(?<!not |not be |no )(?:included?|includes|including|covered|covers|applies|counts|valid|comes with|applicable)\\b|\\b(?:too|as well|likewise|without exception|no exceptions)\\b`,
  ),
  concept(
    'open',
    '(?<!不|不会|[\\d点半])(?:关门|停业|歇业|打烊|休息|休(?=$|市)|闭店|关闭|休馆|放假|停办|不开|不营业|不上班|没开)|(?:不|没有?|未)(?:在)?(?:营业|上班|开门|开放|办公)',
    `\\b(?:closed|shut|not open|closes on|close on)\\b(?! (?:at|by|from|until|in|on|\\w+) ?(?:\\d|min|hour))`,
    '(?<!不|未|没|没有|正常不)(?:营业|开门|上班|开放|照常|照开|办公|都开|也开)(?!时间|执照|厅|额)',
    `\\b(?<!not )open\\b(?! (?:the|your|a|an|up|app|settings|at|from)\\b)|\\bopens on\\b`,
  ),
  concept(
    'in stock',
    '缺货|无货|没货|没有(?:现)?货|断货|售罄|卖完|卖光|抢光|抢完|下架|停产|停售|补货中|没了|预售',
    `\\b(?:out of stock|not (?:currently )?in stock|sold out|(?:un|not )available|discontinued|none left|back-?order(?:ed)?)\\b`,
    '(?<!没)有(?:现)?货|现货|在售|有库存|库存充足|货源充足|还有|上架',
    `\\b(?<!not )(?:in stock|available|plenty|on sale|on the shelf)\\b`,
  ),
  concept(
    'succeeded',
    '失败|未(?:能)?(?:成功|通过|生效|完成|支付|收到|到账|审核|激活|签收|发[货出]|寄出|开通|绑定|激活|批准|退款|处理)|(?:没|没有|不)(?:成功|通过|生效|批准|收到|拿到|到账|完成)|驳回|被拒|没过|拒绝|退回了|作废|已取消|已失效|还没|尚未',
    `\\b(?:failed|fail|unsuccessful|declined|rejected|denied|refused|cancell?ed|voided|expired|not (?:been )?(?:approved|accepted|successful|confirmed|received|shipped|processed|gone through|active|registered)|(?:is|was|has|have|are|did) not (?:been |yet )?(?:approved|accepted|confirmed|received|shipped|processed|gone through|go through|arrived|left|active)|still (?:pending|waiting)|not yet|turned down|inactive)\\b`,
    '(?<!不|未|没|没有|未能)(?:成功|通过(?!短信|微信|app)|生效|批准)|已(?:经)?(?:收到|到账|发[货出]|寄出|完成|支付|审核|激活|签收|开通|退款|处理|退回|打款|入账|确认|派|出库)',
    `\\b(?<!not |n't |not been |yet )(?:succeeded|successful(?:ly)?|approved|accepted|confirmed|received|gone through|went through|has (?:been )?(?:shipped|arrived|left|processed)|was (?:shipped|processed)|completed|active|activated)\\b`,
  ),
  concept(
    'there is',
    '没有?(?=[^,]{1,12}$)(?!问题|关系|办法|必要|到)|(?<!毫|并|暂)无(?=[^法需须论理线]{1,8}$)|并?无[^,]{0,6}(?:限制|要求|费|押金|宽限)|不存在|暂无|不设|不限|不带|不附|不配|不送|取消了',
    `\\b(?:there(?:'s| is| are| was) (?:no|not)|there (?:is|are) not|(?:has|have|had|with|got|is|are|comes with) no|without|(?:do|does) not (?:have|come with|include)|no (?:limit|restriction|minimum|maximum|penalty|grace|discount|warranty|trial|parking|wifi|breakfast|guarantee|expiry)s?)\\b|^no\\b`,
    '(?<!没|所|还|具|享|拥|只|唯|即|现|另|才|都没|不)有(?!效|关|限|些|点|需|问题|疑|意|助|空|待|误|可能|没|时候|人工)|(?<!不|没)(?:设有|带有|附带|附送|自带|配有|赠送)|上限|限(?:制|购|领|额)',
    `\\b(?:there(?:'s| is| are) (?!no\\b|not\\b)|(?:has|have|comes with|with|includes?) (?:a|an|its|free|full)\\b)`,
  ),
  concept(
    'before',
    '已经|一旦|已(?=签|发|出|付|支|开|拆)|(?<!以|之|[点分时日号天月周年半\\d内])后(?!台|续|面|期|果|悔|缀|端|天|视)|(?<![点分时日号天月周年半\\d])(?:之后|以后|过后)',
    '\\b(?:after|following|once|upon|afterwards|already)\\b',
    '(?<!以|之|目|当|提|往|门|眼|此|跟|台|生|向|先|[点分时日号天月周年半底初\\d])前(?!台|往|面|提|后|期|置|天|端|一)|(?<![点分时日号天月周年半\\d])(?:之前|以前)',
    '\\b(?:before|prior to|ahead of|beforehand|in advance)\\b',
    'condition',
  ),
  concept(
    'above',
    '以下|不满|未满|不足|不到|低于|小于|少于|以内',
    '\\bnot? (?:\\w+ ){0,2}(?:more|longer|later|older) than\\b|\\b(?:under|below|less than|fewer than|younger than|smaller than|up to|within)\\b',
    '以上|(?<!不)满(?!意|足)|超过|高于|大于|多于|以外|起',
    '\\b(?:over|above|more than|older than|at least|exceed(?:s|ing)?|greater than)\\b|\\bnot\\b.{0,40}\\b(?:after|past|beyond)\\b',
    'condition',
  ),
  concept(
    'inside',
    '(?<!以|此|另|除|在)外(?!卖|面|观|套|地|币|汇|链|网|包)|户外|室外|境外|国外|海外',
    '\\b(?:outside|outdoors?|abroad|overseas|international(?:ly)?)\\b',
    '室内|国内|境内|(?<=市|省|区|店|馆|场)内',
    '\\b(?:inside|indoors?|domestic(?:ally)?|within the country)\\b',
    'condition',
  ),
  concept(
    'most',
    '最少|至少|不少于|不低于|最低|起码|下限',
    '\\b(?:at least|minimum|min\\.?|no less than|not less than)\\b',
    '最多|至多|不超过|不高于|最高|封顶|上限|限(?=[领购\\d一二两三四五])',
    '\\b(?:at most|maximum|max\\.?|up to|no more than|not more than|limited to)\\b',
    'attribute',
  ),
  concept(
    'more',
    '减少|降低|下调|下降|变小|缩短|便宜|调低|跌',
    '\\b(?:decreas(?:e|es|ed|ing)|reduc(?:e|es|ed|ing)|lower(?:s|ed)?|drop(?:s|ped)|shorten(?:s|ed)?|fewer|cheaper|went down|goes down|fall(?:s|en)?)\\b',
    '增加|提高|上调|上升|上涨|变大|延长|更贵|调高|涨',
    '\\b(?:increas(?:e|es|ed|ing)|rais(?:e|es|ed|ing)|rise(?:s|n)?|extend(?:s|ed)?|higher|dearer|more expensive|went up|goes up|grow(?:s|n)?)\\b',
    'attribute',
  ),
  concept(
    'on',
    '关闭|关[掉好上紧]|停用|注销|解除|解绑|退出|禁用|停机|断开|拔掉|取消(?=[^,]{0,6}(?:绑定|开通|订阅|自动))',
    '\\b(?:(?:switch|turn|power)(?:ed|ing|s)?(?: \\w+){0,2} off|disabl(?:e|es|ed|ing)|deactivat(?:e|es|ed)|unplug(?:ged)?|log(?:ged)? out|unsubscribe|opt(?:ed)? out)\\b',
    '开启|打开|启用|开通|绑定|登录|插上|接通|恢复',
    '\\b(?:(?:switch|turn|power)(?:ed|ing|s)?(?: \\w+){0,2} on|enabl(?:e|es|ed|ing)|activat(?:e|es|ed)|plug(?:ged)? in|log(?:ged)? in|subscribe|opt(?:ed)? in)\\b',
  ),
  concept(
    'online',
    '线下|到店|柜台|窗口|网点|营业厅|现场|当面|本人到|门店',
    '\\b(?:in person|at (?:the|a|any|our) (?:branch|counter|store|desk|office)|in[- ]store|in (?:the|a|our|any) (?:store|shop|branch)|by post|on site|offline)\\b',
    '线上|网上|在线(?!客服)|手机上|app|小程序|官网|远程',
    '\\b(?:online|via the (?:app|website)|in the app|on (?:the|our) (?:website|app|site)|by e-?mail|remotely)\\b',
    'attribute',
  ),
  concept(
    'automatic',
    '手动|人工(?:审核|处理|操作)|自己(?=[^,]{0,4}(?:申请|操作|续|领|开))|自行(?=申请|操作|领)|主动申请',
    '\\b(?:manual(?:ly)?|by hand|(?:you )?(?:need|have) to apply|on request only)\\b',
    '自动(?!回复)|系统会|无需申请',
    '\\b(?:automatic(?:ally)?|auto-?(?:renew|pay|debit)\\w*)\\b',
    'attribute',
  ),
  concept(
    'whole',
    '部分|一部分|部份|不是全部|局部|半额',
    '\\b(?:part(?:ly|ial|ially)?|some of|not all|portion)\\b',
    '全部|全额|所有|整个|全数|一律|全款',
    '\\b(?:full(?:y)?|entire(?:ly)?|whole|in full|all of|complete(?:ly)?|every)\\b',
    'attribute',
  ),
  concept(
    'who pays or does',
    '(?:[您你]|买家|客户|顾客|用户|租户|业主|自己|自行|个人)(?:来|要|需|得|需要|自己|这边)?(?:承担|出钱|付|支付|负担|负责|解决)|归[您你住用]户?[^,]{0,3}(?:修|管|负责)|自(?:理|负|付|费)',
    "\\b(?:at your (?:own )?(?:cost|expense|risk)|(?:you|(?:the )?(?:buyers?|customers?|tenants?|passengers?|guests?))(?:'ll| will| must| have to| need to| are)? (?:pay|cover|bear|responsible|liable))\\b|\\byour (?:own )?responsibility\\b",
    '(?:我们|我方|本店|商家|卖家|平台|厂家|公司|房东|物业|供电公司|航司|快递公司|门店|官方|咱们?)(?:来|会|将|这边|全部|全额|为您|店)?(?:承担|出|付|支付|负担|负责|报销|赔)|归(?!还|[您你自住用])[^,]{1,6}(?:修|管|负责)',
    "\\b(?:on us|we(?:'ll| will| do| are)? (?:pay|cover|bear|responsible|liable)|the (?:seller|shop|company|landlord|manufacturer|airline)(?:'ll| will)? (?:pays?|covers?|bears?)|our (?:cost|expense|responsibility))\\b",
    'attribute',
  ),
  concept(
    'old',
    '旧|二手|翻新|上一代',
    '\\b(?:used|second-?hand|refurbished|old(?:er)?)\\b',
    '全新|新的|新款|新机|新品|(?<!更)新卡',
    '\\b(?:brand[- ]new|new)\\b',
    'attribute',
  ),
  concept(
    'real',
    '聚酯|涤纶|化纤|人造|合成(?!一)|仿[皮真丝]|镀[金银]',
    '\\b(?:synthetic|artificial|faux|fake|imitation|man-made|polyester|acrylic|gold-plated|laminate)\\b',
    '真[皮丝]|纯[棉毛羊银金]|[百全]棉|百分百棉|羊毛|头层|实木|桑蚕丝',
    '\\b(?:real|genuine|natural|pure|solid)(?= (?:leather|silk|wool|fur|wood|cotton|oak|gold|silver|linen))\\b',
    'attribute',
  ),
  concept(
    'hot',
    '冷|凉|冰|低温|常温',
    '\\b(?:cold|cool|chilled|frozen)\\b',
    '热(?!线|门|情|卖|销)|温水|高温|加热',
    '\\b(?:hot|warm|heated|boiling)\\b',
    'attribute',
  ),
  concept(
    'left',
    '右(?!上角|下角)',
    '\\bright(?= (?:side|hand|button|corner|ear|wing|of))',
    '左(?!右|上角|下角)',
    '\\bleft(?= (?:side|hand|button|corner|ear|wing|of))',
    'attribute',
  ),
  concept(
    'early',
    '晚(?!上|间|点后|安|餐|饭|\\d)|推迟|延后|延迟|滞后|延误|逾期',
    '\\b(?:late(?:r|st)?|delayed|postponed|behind schedule)\\b',
    '提前|(?<!最|尽|及|明|今|昨|一)早(?!上|晨|\\d|餐|饭)|准时|准点|按时',
    '\\b(?:earl(?:y|ier|iest)|on time|ahead of schedule|brought forward)\\b',
    'attribute',
  ),
  concept(
    'always',
    '从不|从来不|绝不|永远不|偶尔',
    '\\b(?:never|rarely|seldom|not always|occasionally)\\b',
    '总是|一直|始终|每次都|永远(?!不)|永久|长期',
    '\\b(?:always|every time|permanent(?:ly)?|for ?ever|lifetime)\\b',
  ),
  concept(
    'safe',
    '危险|有害|不安全|有毒|不卫生|禁忌',
    '\\b(?:dangerous|unsafe|harmful|toxic|not safe|risky|hazardous)\\b',
    '安全(?!带|问题|码|验证|起见)|无害|无毒|放心',
    '\\b(?<!not |un)(?:safe|harmless|non-?toxic)\\b',
  ),
  concept(
    'same',
    '不(?:一样|同(?!意)|一致|相同)|有(?:区别|差别|差异)',
    '\\b(?:different|differs?|not the same|varies|vary)\\b',
    '(?<!不)(?:一样|相同|一致)|没(?:有)?区别|无差别',
    '\\b(?:(?<!not )the same|identical|equal|no difference)\\b',
  ),
  concept(
    'transferable',
    '本人(?!.{0,6}不)|仅限本人|实名',
    '\\b(?:in person only|account holder only|yourself only)\\b',
    '代(?:办|领|取|签|收|缴)|他人|家人|别人|转让|亲友',
    '\\b(?:someone else|on your behalf|another person|anyone|family member|transferable)\\b',
    'attribute',
  ),
  concept(
    'cash',
    '现金',
    '\\bcash\\b',
    '刷卡|转账|支付宝|微信|银行卡',
    '\\b(?:cards?|bank transfer|cashless|card only)\\b',
    'attribute',
  ),
  concept(
    'to the payer',
    '(?:[退返存转]|到账)[^,]{0,10}(?:余额|零钱|钱包|积分|代金券|优惠券)',
    '\\b(?:refund|back|credit|return|pay)[^,]{0,24}\\b(?:store credit|vouchers?|gift cards?|wallet|account credit)\\b',
    '原路|退[^,]{0,12}(?:(?<!不退回?)银行卡|原卡|付款的卡|来源账户)|原(?:来)?(?:支付|付款)',
    '\\b(?:original (?:payment|card|method)|card you (?:paid|used)|way you paid|bank account|(?:back|goes|refund\\w*) to (?:the|your) (?:bank |credit |debit )?card)\\b',
  ),
  concept(
    'stays',
    '失效|清零|过期|作废|丢失|清空',
    '\\b(?:expires?|lapses?|lost|forfeited|wiped|deleted|reset)\\b',
    '保留|不(?:失效|清零|过期|作废|会丢|受影响)|有效|继续|累积|结转|永久',
    '\\b(?:kept|keep|remain(?:s)?|retained|carr(?:y|ies) over|roll(?:s)? over|stays?|preserved|(?:do|does|will) not (?:expire|lapse)|never expires?)\\b',
  ),
]
