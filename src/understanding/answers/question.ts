/** What kind of thing a question asks for, and what kinds an answer gives: how long asks for a duration. */
import { factsIn } from '../facts/facts.js'
import { fold, readable } from '../text/normalise.js'
import { remember } from '../text/remember.js'

/** `way`: how something is done; `yes-no`: whether; `state`: how far something has got. */
export type Kind =
  | 'duration'
  | 'moment'
  | 'amount'
  | 'count'
  | 'place'
  | 'way'
  | 'yes-no'
  | 'reason'
  | 'papers'
  | 'contact'
  | 'state'
  | 'condition'

const NEAR = '[^,。!?;\\n]'

/** Words that ask for a kind. */
const ASKED: readonly [Kind, RegExp][] = [
  [
    'duration',
    /多久|多长时间|多少(?:天|日|小时|分钟|个?月|年|个?工作日)|几(?:天|日|个?小时|分钟|个?月|年|个?工作日|周|个?星期)|要多长|时效|期限|有效期|保质期|\bhow (?:long|many (?:days|hours|weeks|months|years|minutes|working days))\b|\bhow much (?:time|longer)\b|\bwithin (?:what|how)|\bturn-?around|\btime ?frame|\bhow soon|\bdeadline|\beta\b/,
  ],
  [
    'moment',
    /什么时候|什么时间|何时|啥时候?|几点|几号|哪天|哪一天|几时|多会儿|几月|营业时间|上班时间|时间表|\bwhen\b|\bwhat (?:time|date|day|hours)\b|\b(?:opening|office|business|closing) (?:hours|times?)\b|\bwhich day\b|\bhow soon\b/,
  ],
  [
    'amount',
    new RegExp(
      `多少(?:钱|费用|元|块)?(?=$|[^天日小分月年个件次张本页位人兆gm])|几块|几元|怎么收费|怎么算|收费|费用|价格|价位|什么价|贵不贵|利率|利息|费率|${NEAR}{0,4}多少费|\\bhow much\\b(?! (?:time|longer))|\\bwhat(?:'s| is| are| does)? ${NEAR}{0,24}\\b(?:fees?|costs?|prices?|rates?|charges?|penalt|deposit)|\\b(?:price|cost|fee|rate|charge)s?\\b ${NEAR}{0,20}\\?|\\bcosts?\\b|\\bfees?\\b`,
    ),
  ],
  [
    'count',
    /多少(?:个|件|次|张|本|页|位|人|兆|g|m|积分|流量|公斤|斤)|几(?:个|件|次|张|本|位|条|斤|公斤)(?!月|小时|工作日|星期)|多大|多重|上限|限额|额度|\bhow many\b(?! (?:days|hours|weeks|months|years|minutes))|\bhow (?:big|heavy|large|far|fast|often)\b|\bmaximum\b|\blimits?\b|\ballowance\b|\bhow much (?:data|credit|baggage|luggage)/,
  ],
  [
    'place',
    /哪里|哪儿|在哪|去哪|哪个(?:网点|窗口|地方|柜台|门店|柜|地点)|什么地方|地址|怎么走|\bwhere\b|\bwhich (?:branch|counter|office|desk|window|terminal|gate)|\baddress\b|\blocation\b/,
  ],
  [
    'way',
    /怎么(?!样|回事|还|算|收|这么|那么|才|没|不)|怎样|如何|咋(?:办|弄|整|搞|操作|退|换|查|交|开|改|取)|步骤|流程|方法|办法|教程|怎么办|\bhow (?:do|can|to|should|would|does|might|could|am)\b|\bhow's\b|\bsteps?\b|\bprocess\b|\bprocedure\b|\bway to\b|\bcan you (?:help|show|tell) me (?:how|to)|\bneed to do\b|\bwhat (?:do|should|can) i do\b|\bwhat now\b/,
  ],
  [
    'yes-no',
    /吗[?!。~\s]*|是不是|能不能|可不可以|可以不|行不行|有没有|会不会|要不要|需不需要|是否|能否|可否|支不支持|算不算|好不好|不(?:[?]|$)|\b(?:^|[.,!?] *)(?:is|are|can|could|do|does|did|will|would|have|has|am|may|should|was|were)\b[^?]*\?|\bis (?:it|there|this)\b|\bcan i\b|\bdo i\b|\bare there\b|\bdo you\b|\bwhether\b|\bam i\b|\bis my\b|\bwill i\b/,
  ],
  [
    'reason',
    /为什么|为啥|为何|怎么(?:回事|还|不|没|才|这么|那么|会|又)|啥原因|什么原因|凭什么|咋(?:回事|还|不|没|这么)|原因|\bwhy\b|\bwhat's (?:going on|wrong)|\bhow come\b|\breason\b|\bwhat happened\b|\bexplain\b/,
  ],
  [
    'papers',
    /材料|证件|带什么|准备(?:什么|哪些)|什么(?:资料|手续|证明)|哪些(?:资料|手续|证明|文件)|手续|\bdocuments?\b|\bpaper(?:s|work)\b|\bbring\b|\bproof\b|\bwhat do i need\b|\brequire(?:d|ments?)\b/,
  ],
  [
    'contact',
    /电话|联系(?:方式|谁)|找谁|热线|号码是多少|客服号|邮箱|\bphone number\b|\bcontact\b|\bwho (?:do|can|should) i\b|\bhotline\b|\bemail address\b|\bnumber to call\b|\bhelpline\b/,
  ],
  [
    'state',
    /到哪|进度|状态|怎么样了|办好了?(?:吗|没)|好了(?:吗|没)|还没|没(?:收到|到账|动静|到|人|来)|一直没|迟迟|查一?下|\bstatus\b|\bprogress\b|\bstill (?:not|no|waiting|haven't|hasn't)\b|\bhaven't (?:received|got|heard)|\bhasn't (?:arrived|come)|\bhow far\b|\btrack\b|\bwhere(?:'s| is) my\b|\bany (?:news|update)|\bnot (?:yet )?(?:arrived|received|here)\b/,
  ],
  [
    'condition',
    /条件|资格|要求|限制|规定|政策|什么情况|符合|哪些人|谁能|\beligib|\bqualif|\bconditions?\b|\bpolicy\b|\brules?\b|\brequirements?\b|\bwho can\b|\ballowed\b|\bcriteria\b/,
  ],
]

/** Words with which an answer gives a kind; values in text give theirs. */
const GIVEN: readonly [Kind, RegExp][] = [
  [
    'duration',
    /当天|次日|隔天|即时|实时|马上|立刻|立即|秒到|很快|尽快|一般\S{0,4}(?:天|日|周|月)|\binstant|\bimmediately\b|\bright away\b|\bsame day\b|\bovernight\b|\bwithin\b/,
  ],
  [
    'moment',
    /工作日|周[一二三四五六日末]|星期|每[天日周月年]|明[天日]|今[天日]|后天|上午|下午|晚上|凌晨|月底|月初|节假日|\btoday|\btomorrow|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day|\bweekend|\bmidnight\b|\bdaily\b|\bevery (?:day|week|month)|\bfrom \d|\bby the end\b|\bnext (?:week|month)\b|\bopen\b/,
  ],
  [
    'amount',
    /免费|不收(?:费|钱)|不要钱|不用钱|不另收|按\S{0,6}(?:收|计)|折|元|块钱?|\bfree\b|\bno (?:charge|cost|fee)|\bat no\b|%/,
  ],
  [
    'count',
    /不限(?:次|量|数)?|无限|上限|最多|最高|至多|\bunlimited\b|\bup to\b|\bmaximum\b|\bat most\b|\bno limit\b/,
  ],
  [
    'place',
    /(?:网点|窗口|柜台|门店|大厅|营业厅|服务台|前台|一楼|二楼|[东南西北]门|出口|航站楼|路\d+号|附近|旁边|店内|页面|菜单|我的|设置|栏|入口)|\bcounter\b|\bbranch(?:es)?\b|\bdesk\b|\bfloor\b|\bstreet\b|\blobby\b|\bterminal\b|\boffice\b|\bat the\b|\bunder\b|\bpage\b|\bmenu\b|\btab\b/,
  ],
  [
    'way',
    /点击|点开|打开|进入|选择|填写|提交|登录|拨打|扫码|扫描|上传|下载|前往|携带|凭|先\S{1,20}(?:再|然后)|然后|再\S|步|按(?!时|月|年|量|揭|天|日|次)|操作|申请|办理|联系|发送|输入|重启|拔|插|关闭|\bclick\b|\btap\b|\bopen\b|\bgo to\b|\bselect\b|\bchoose\b|\benter\b|\blog ?in\b|\bsubmit\b|\bfill\b|\bthen\b|\bfirst\b|\bcall\b|\bscan\b|\bupload\b|\bvisit\b|\bpress\b|\brestart\b|\bplug|\bturn (?:it )?o(?:n|ff)\b|\bbring\b|\bsend\b|\buse\b|\byou (?:can|need|should|must)\b|\bask\b|\bput\b/,
  ],
  [
    'yes-no',
    /可以|不可以|能(?!够?用)|不能|行|不行|支持|不支持|没有|有的|是的|不是|对的?|会的?|不会|需要|不需要|无需|不用|必须|不必|允许|禁止|恕不|得(?:先|要)|\byes\b|\bno\b|\bnot\b|n't\b|\bcannot\b|\bcan\b|\bmust\b|\ballowed\b|\bsure\b|\bof course\b|\bunfortunately\b|\bavailable\b|\bonly\b|\bneed\b|\bit (?:is|does|will)\b|\bthere (?:is|are)\b/,
  ],
  [
    'reason',
    /因为|由于|原因|是因|导致|造成|引起|属于正常|正常(?:现象|情况)|可能(?:是|由)|受\S{0,8}影响|系统(?:会|自动)|\bbecause\b|\bdue to\b|\bcaused?\b|\breason\b|\bsince\b|\busually means\b|\bmay be\b|\bmight be\b|\bprobably\b|\bnormal\b|\bhappens\b/,
  ],
  [
    'papers',
    /身份证|户口|证明|材料|护照|复印件|照片|原件|合同|凭证|证件|发票|小票|驾照|表格|\bid\b|\bpassport\b|\bproof\b|\bcop(?:y|ies)\b|\bphotos?\b|\bdocuments?\b|\bcertificate|\bform\b|\breceipt\b|\blicen[cs]e\b/,
  ],
  ['contact', /拨打|热线|电话|邮箱|联系|客服|\bcall\b|\bphone\b|\bhotline\b|\bemail\b|\bcontact\b|\bring\b/],
  [
    'state',
    /已(?!婚)|正在|进行中|审核中|处理中|派送|已经|目前|显示|完成|成功|\bhas been\b|\bhave been\b|\bis (?:being|on|in|still|now|currently)\b|\bcurrently\b|\bpending\b|\bprocessing\b|\bshows?\b|\bcompleted?\b|\balready\b/,
  ],
  [
    'condition',
    /需(?:要)?满|满\d|符合|年龄|须|应当|仅限|只有|前提|除外|以内|以上|以下|如果|若|凡|规定|\bif\b|\bunless\b|\bprovided\b|\bmust\b|\bonly\b|\bat least\b|\bover \d|\bunder \d|\bexcept\b|\bas long as\b|\bonce\b/,
  ],
]

const OF_FACT: Partial<Record<string, readonly Kind[]>> = {
  duration: ['duration'],
  date: ['moment'],
  time: ['moment'],
  amount: ['amount'],
  percent: ['amount', 'count'],
  number: ['count'],
  phone: ['contact', 'way'],
  url: ['way', 'place'],
}

/** The kinds that a question asks for; none where it only names a matter. */
export const kindsAsked = remember((text: string): ReadonlySet<Kind> => {
  const folded = fold(readable(text))
  return new Set(ASKED.filter(([, words]) => words.test(folded)).map(([kind]) => kind))
})

/** The kinds that an answer gives. */
export const kindsGiven = remember((text: string): ReadonlySet<Kind> => {
  const folded = fold(readable(text))
  const found = new Set(GIVEN.filter(([, words]) => words.test(folded)).map(([kind]) => kind))
  for (const { kind } of factsIn(text)) for (const one of OF_FACT[kind] ?? []) found.add(one)
  return found
})

/** A moment answers how long, and a duration when: 什么时候发货 by 48 小时内. */
const ALIKE: Partial<Record<Kind, Kind>> = { duration: 'moment', moment: 'duration' }

/** Whether a kind that is asked for is given, or one that answers it as well. */
export function isGiven(kind: Kind, given: ReadonlySet<Kind>): boolean {
  const other = ALIKE[kind]
  return given.has(kind) || (other !== undefined && given.has(other))
}
