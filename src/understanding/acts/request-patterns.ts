/** How consumers ask for a person, and what only sounds like it: patterns on folded text, each with its probability. */

/** One way to ask: how likely it is that a message which matches asks for a person. */
export interface RequestPattern {
  probability: number
  pattern: RegExp
  /** The pattern does not count in a sentence that also matches this. */
  unless?: RegExp
}

const ask = (probability: number, source: string, unless?: string): RequestPattern => ({
  probability,
  pattern: new RegExp(source),
  ...(unless === undefined ? {} : { unless: new RegExp(unless) }),
})

// English. A gap is a few words of one sentence: "a", "one of your", "the bloody".
const FEW = "(?:[\\w'-]+[ ,]+){0,4}?"
const KIND = '(?:human|real|live|actual|living|proper|other|another|different|right|responsible|senior)'
/** Roles that serve consumers; who is asked for by such a name is asked for in person. */
const ROLE =
  '(?:agents?|assistants?|operators?|representatives?|reps?|csr|cso|advis[eo]rs?|supervisors?|managers?|executives?|employees?|specialists?|consultants?|colleagues?|officers?|technicians?|bankers?|workers?|clerks?|receptionists?|staff(?: members?)?|members? of (?:the |your )?(?:staff|team)|higher-?ups?|boss|human beings?|humans?)'
const SOMEONE =
  '(?:someone|somebody|some1|sum1|anyone|anybody|a person|persons?|people|(?:the )?person|a man|a woman|an expert)'
const SERVICE =
  '(?:customer (?:service|support|care|assistance|help|relations)s?|customer (?:team|centre|center)|(?:the |your )?(?:support|service|help|sales|billing|claims|fraud|technical|retention|complaints?)(?: (?:team|desk|department|cent(?:re|er)|people|staff))|call cent(?:re|er)|help ?(?:desk|line)|hotline|reception|front desk|support|(?:the|your) [\\w]+ team|your team|the team)'
const TALK =
  "(?:speak(?:ing)?|spea?k|talk(?:ing)?|chat(?:ting)?|spk|have a word|converse|deal(?:ing)?|discuss(?:ing)? [\\w' ]{1,30}|communicat(?:e|ing)|get in touch|in touch|get through|getting through|hear(?:ing)?|raise [\\w' ]{1,20}|dialogue)"
const REACH =
  '(?:contact(?:ing)?|reach(?:ing)?|call(?:ing)?|get hold of|get a hold of|find|phone|ring|see|text with)'
const MOVE =
  '(?:transfer(?:red|ring)?|ask|tell|connect(?:ed|ing)?|put|pass|hand|forward|escalate|switch|direct|redirect|route|pop|hook|take|bring|fetch|get|give|gimme|send|refer|assign|have|let|allow|want|need|wanna|prefer|demand|request|require|like)'
/** Told of the past, of others, or asked about in general: no wish of now. */
const TOLD =
  "\\b(?:told|said|says|promised|spoke|talked|chatted|called|came|went|was|were|gave|approved|helped|hung up|cut me|claimed|explained|hiring|job|jobs|salary|earn|travel agents?|estate agents?|cleaning agents?|letting agents?|secret agents?|my (?:agent|boss|manager|supervisor|colleague|assistant)|i'm (?:a|an|the)|smart assistant|voice assistant|virtual assistant|account manager|password manager|project manager)\\b"
const REFUSES =
  "\\b(?:do not|don't|dont|no need|needn't|not need|didn't|did not|won't|rather not|never|stop|not)\\b(?! (?:know|understand|think|feel|get|answer|care))[^.!?,;\\n]{0,24}\\b(?:agent|assistant|operator|representative|human|person|anyone|anybody|transfer me|connect me|call|phone)"
const HOURS = '\\b(?:what (?:hours|time)|hours|opening|open|when (?:is|does)|available is|hors)\\b'

export const ENGLISH_REQUESTS: readonly RequestPattern[] = [
  // A knock at the door: somebody is wanted, a person or not.
  ask(
    0.45,
    '^\\W*(?:(?:hello|hi|eh)\\W+)*(?:is |are )?(?:there )?(?:any ?(?:one|body)|anyone else)\\b(?: (?:there|here|around|about|available|online|alive|home|in there|yet|now|to help|please)){0,3}\\W*$',
  ),
  ask(
    0.9,
    '\\bput me through\\b|\\basked (?:for|to (?:speak|talk)) [^.!?]{0,24}\\b(?:person|human|agent|someone|operator)\\b',
  ),
  ask(
    0.97,
    `\\b${TALK} (?:(?:to|too|with|from|w) )?${FEW}(?:${KIND} )*(?:${ROLE}|${SOMEONE})\\b`,
    `${REFUSES}|\\b(?:already|told|spoke|talked|appointment to|meeting|am i)\\b`,
  ),
  ask(
    0.96,
    `\\b(?:${KIND} )(?:person|human|agent|rep|operator|people|employee|assistant|being|man|someone)s?\\b|\\b(?:human|real|live|actual|living) one\\b`,
    `${REFUSES}|${TOLD}|\\bare you\\b|\\bam i\\b|\\b(?:hair|collect|use my|second person|better than|replace)\\b`,
  ),
  ask(
    0.95,
    `\\b${MOVE} (?:me |us |this |it |you )?(?:through |over |on |out |off |back )?(?:to |with |on |onto |from |by |in )?${FEW}(?:${KIND} )*(?:${ROLE}|a person|(?:someone|somebody)(?! to (?:come|fix|read|repair|install|collect|pick)))\\b`,
    `${REFUSES}|${TOLD}|\\b(?:how do i become|licence|court|to my (?:house|home|flat)|come and|to fix|(?:send|book)\\b.{0,12}\\btechnician|two|three|transfer(?:red)? to the wrong)\\b`,
  ),
  ask(
    0.93,
    `\\b${REACH} (?:${KIND} |an? |na |your |to |the |with |some )*(?:${ROLE}|${SOMEONE})\\b`,
    `${REFUSES}|${TOLD}`,
  ),
  ask(
    0.9,
    `^[^\\w]*(?:(?:please|hi|hello|no|yes|other|again|i want|want|need|just|0|the|an?|sir|now|can i|ok|agent to|human to|person to)[ ,:.-]+)*(?:${KIND} )*(?:${ROLE}|person|someone(?: real)?|live chat|human (?:help|service|support)|customer (?:service|care|support)|human|live chat)(?:[ ,!.?]+(?:please|pls|plz|plis|now|help|thanks|thank you|agent|human|operator|to (?:chat|talk|answer)|number|for help|${ROLE}))*[^\\w]*$`,
  ),
  ask(
    0.9,
    `\\b(?:is|are|any|got|have you got|do you have|isn't|there)\\b[^.!?\\n]{0,24}\\b(?:${ROLE}|${SOMEONE}|one)\\b[^.!?\\n]{0,40}\\b(?:talk|speak|chat|help|assist|answer|call|take|there|about|in there|pick)\\w*`,
    `${TOLD}|\\bhow many\\b|\\bdiscount\\b|\\b(?:steal|stole|using)\\b|\\bare you\\b`,
  ),
  ask(
    0.88,
    "\\b(?:stop|enough|sick of|tired of|hate|refuse|rather not|fed up|not comfortable|don't|do not|dont|can't|cannot|past|bypass|off|no more|uncomfortable|don't feel (?:comfortable|safe|happy))\\b[^.!?\\n]{0,48}\\b(?:bots?|robots?|machines?|computers?|chatbots?|ai|automated|software|menus?|script)\\b",
    '\\b(?:vacuum|mower|log ?in|washing|coffee|work)\\b',
  ),
  ask(
    0.86,
    "\\b(?:don't|do not|dont|not|no longer) (?:want|wish|like|going|willing) to (?:talk|speak|chat) (?:to|with) (?:you|it|this)\\b|\\btalk(?:ing)? to (?:a|this|the) (?:bot|machine|robot|computer|wall)\\b",
    '\\bam i\\b|\\bare\\b',
  ),
  ask(
    0.9,
    `\\b(?:would like|need|want|appreciate|prefer|request|desire|recommend|yes)\\b[^.!?\\n]{0,16}\\b(?:being transferred|be transferred|the transfer|human (?:help|assistance|support)|transfer me)\\b|^\\W*(?:please )?(?:transfer|connect) me\\b`,
    REFUSES,
  ),
  ask(
    0.85,
    `\\b(?:escalat\\w+|speak|talk)\\b[^.!?\\n]{0,24}\\b(?:supervisor|manager|higher|senior|further|superior|request|issue|matter|human|process)\\b|\\bescalate (?:this|it)\\b`,
    REFUSES,
  ),
  ask(
    0.82,
    `\\b(?:someone|somebody|one of you|a colleague|your (?:executive|colleague|manager|team)|person|engineer|staff)\\b[^.!?\\n]{0,30}\\b(?:call|phone|ring|contact|talk to|speak to|help|explain|look at|take over|review|assist)\\b[^.!?\\n]{0,24}(?:\\b(?:me|this|it|us|further|please|pls)\\b)`,
    `${REFUSES}|${TOLD}`,
  ),
  ask(
    0.75,
    '\\b(?:speak|talk|chat) (?:to|with) (?:an?|the|my|your|whoever|them|him|her)\\b(?! (?:room|bill|order|refund|bot|machine))',
    `${REFUSES}|${TOLD}|\\b(?:appointment|meeting|already)\\b`,
  ),
  ask(
    0.72,
    '\\b(?:call|ring|phone) (?:me|us)\\b(?: back\\b)?|\\bcall ?back\\b|\\bgive me a (?:call|ring|bell)\\b',
    `${REFUSES}|\\b(?:never|called|keeps?|who|take me off)\\b`,
  ),
  ask(
    0.72,
    `\\b(?:${TALK}|${REACH}|get|need|want|connect|put|transfer)\\b[^.!?\\n]{0,24}\\b(?:${SERVICE})\\b`,
    `${REFUSES}|${TOLD}|${HOURS}|\\b(?:number|fee|form)\\b`,
  ),
  ask(
    0.55,
    `\\b(?:${SERVICE}|helpline)\\b[^.!?\\n]{0,24}\\b(?:number|phone|contact|hotline|unavailable|not available|not (?:picking|answering))\\b|\\b(?:number|phone|contact)\\b[^.!?\\n]{0,24}\\b(?:${SERVICE}|helpline)\\b|\\b(?:no ?one|nobody) (?:is (?:answer|pick|there|repl|respond)|answers?|picks?|repl)`,
    '\\bseller|courier|hotel|fee\\b',
  ),
  ask(
    0.82,
    `\\b(?:can|could|may|would|let|have|does|please|bot off)\\b[^.!?\\n]{0,24}\\b(?:humans?|specialist|colleague|someone|somebody|agent|person)\\b[^.!?\\n]{0,24}\\b(?:join|take over|chat|pick up|come back|walk me|on\\b|look into|deal with)`,
    `${REFUSES}|${TOLD}`,
  ),
  ask(
    0.8,
    `\\bfind me (?:someone|somebody|a person)\\b|\\b(?:to|got) an? (?:human|person|operator|real|live)\\b|^\\W*(?:an? )?(?:support |live |service )?(?:agent|human|operator|person)\\b(?! (?:resources|hair|rights|body|keeps?|is|was|said|told|on my|cannot|can't))|\\bwho can i (?:speak|talk|chat) (?:to|with)\\b|\\bput me (?:through|thru) to\\b`,
    `${REFUSES}|${TOLD}|\\b(?:wrong person|two people|body|am i|are you|is this)\\b`,
  ),
  // What those say who are about to ask: anger at the service, not at the goods alone.
  ask(
    0.4,
    "\\b(?:(?:this|the|your|stupid) (?:bot|conversation|chat|chatbot|machine|thing)|(?:you|u|ya|y'all)(?: guys| all| people)?(?:'re| are| r)?)\\b[^.!?\\n]{0,32}\\b(?:not (?:working|helping|helpful|understand)|aren't (?:being )?helpful|useless|stupid|dumb|wrong|rubbish|fraud|pathetic|idiot|annoying|hopeless)\\b|\\bthis is (?:really |so |very )?(?:frustrating|annoying|ridiculous|useless|hopeless)\\b",
  ),
  ask(
    0.32,
    "\\b(?:useless|waste of (?:my )?time|pathetic|hopeless|(?:poor|bad|worst|terrible|horrible) (?:customer )?(?:service|support|experience)|frauds?|scam|cheat(?:ing|ers?)?|urgent(?:ly)?|immediate(?:ly)? (?:resol|fix|help|solution|assist)\\w*|complaint|done with|fed up|ridiculous|not helpful|aren't (?:being )?helpful)\\b",
    '\\b(?:file|lodge|make|submit)\\b',
  ),
  // A sum or a thing that is missing or wrong: the matters that end with a person most often.
  ask(
    0.1,
    "(?:\\bnot|n't|\\bdidnt|\\bnever|\\bno longer|\\bstill|\\bnothing)\\b[^.!?\\n]{0,24}\\b(?:receiv|credit|updat|show|see|there|com(?:e|ing)|given?|get|got|join|arriv|work)\\w*|\\b(?:incorrect|missing|deducted|gone|disappeared|stolen|lost|charged twice|is wrong|less)\\b",
  ),
  ask(0.06, `\\b(?:contact|call|speak|talk|support|complain\\w*|agent|assist\\w*)\\b`),
]

// Chinese. 人工 stands for a person unless it names a cost, a material or another trade.
const MARKS = '[^\\u4e00-\\u9fffa-z0-9]{0,8}'
const PERSON =
  '(?:人工(?!作)(?:客服|坐席|服务|窗口|处理)?|真人(?:儿)?|活人|喘气的|客服(?:代表|专员|人员|小姐姐)?|[转赚专][人仁ren]{1,3}[工公功]|仁工|坐席|专员|专人|工作人员|同事|店员|接线员|客户代表)'
const SENIOR =
  '(?:经理|主管|领导|负责人|负责的|管事的|老板|店长|店主|上级|懂的|说了算的人?|前台|总机|技术员|客户经理)'
const THING =
  '人工(?:费|成本|草|湖|泪|养殖|耳蜗|流产|售票|奶油|窗口能|授精|降雨|智障)|真人(?:发|cs|试穿|直播|秀|模特)|模特真人|客服(?:岗|工资|培训|大楼|中心在|电话排队|态度)|招(?:聘)?客服|扫地|编程'
const TOLD_ZH =
  '(?:昨天|昨晚|上次|上回|之前|刚才|前天|上周|上个?月|已经|那个|自称|冒充)[^,。!?\\n]{0,12}(?:客服|人工|经理|师傅|店员|工作人员)|(?:^|[,。!?])[^,。!?找跟和与让叫请转接要想同换需]{0,8}(?:客服|人工|店员|经理|工作人员)(?:刚才|昨天|上次|已经)?(?:跟我|告诉|答应|承诺|说(?!话)|给我发|帮我弄|掉线)|真人还是|还是真人|是(?:不是)?真人(?!吗\\?不)|(?:(?:谢谢|感谢)[^,。!?]{0,8}(?:客服|工作人员|人工)|评价|点赞|五星|你是(?:真人|人工)还是|是不是真人|是人工还是|是真人吗)'
const REFUSES_ZH = '(?:不用|不需要|不必|先别|不要|别|无需|没让你)(?:给我|帮我)?(?:转|接|找|联系|打电话|人工)'

export const CHINESE_REQUESTS: readonly RequestPattern[] = [
  // A knock at the door: somebody is wanted, a person or not.
  ask(
    0.45,
    `^${MARKS}(?:(?:您好|你好|喂|哈喽|hi|hello)呀?${MARKS}){0,3}(?:请问)?有(?:人|客服)(?:在|没有)?(?:吗|么|嘛|啊)?${MARKS}$`,
  ),
  ask(
    0.97,
    `(?:转|接|找|换|叫|喊|搵|寻|整|要|需要|打电话给|给你们|有没有|有冇|给我|给俺|来个|来位|呼叫|联系|连线|切换|直接|走|请|让|见|选|问|派|安排|申请|要求|想跟|想和|跟|和|同)[^,。!?\\n]{0,6}${PERSON}`,
    `${THING}|${TOLD_ZH}|${REFUSES_ZH}|师傅上门|招聘`,
  ),
  ask(
    0.95,
    `^${MARKS}(?:\\d${MARKS})?(?:点击?|按\\d?|选|要|那|算了,?)?${MARKS}(?:人 ?[,.]? ?工|真人|客服|在线客服|rengong|zhuan ?ren ?gong|rg|[转专赚]人[公功工]|转仁工)${MARKS}(?:(?:客服|服务|吧|呢|啊|谢谢|快|在吗|人工|在线等|课服|客户)${MARKS}){0,4}$`,
  ),
  ask(
    0.92,
    `(?:找|叫|让|喊|请|换|跟|和|给我接|联系|转)[^,。!?\\n]{0,5}${SENIOR}[^,。!?\\n]{0,4}(?:来|出来|接|听|说|讲|聊|谈|通话|联系|打|处理|回)?`,
    `法人|变更|签字|审批|岗位|姓什么|几月|怎么分配|${TOLD_ZH}`,
  ),
  ask(
    0.9,
    '(?:跟|和|同|与|让|叫|请|换|来|找|派|喊|给我|有|有没有|有冇)(?:个|位|你们的?|别的|其他|真的?)?(?:大?活)?人(?:来|说|讲|聊|谈|唠|沟通|处理|回|看|接|联系|帮|管|跟|过来|打|出来|吗|呢|没有|啊|呀|在|通话|嘛|介入|复核|审核|员)',
    '拼团|代办|代领|签收|上门|取件|水管|捡到|发现|值班|上班|办业务|办证|店里|排队|说这款|冒充|别人|家里|在家',
  ),
  ask(
    0.9,
    `(?:换|叫|找|喊|来|给我找|帮我找)(?:个|一个|别的)?人(?:来|吧|[^\\u4e00-\\u9fff]|$)|人呢|出来个人|人来${MARKS}$`,
    '拼团|代办|代领|签收|上门|取件|没人',
  ),
  ask(
    0.9,
    `(?:有|在)(?:没有|冇)?[^,。!?\\n]{0,4}${PERSON}[^,。!?\\n]{0,6}(?:吗|么|嘛|没|呀|在|啊|\\?)|${PERSON}[^,。!?\\n]{0,6}(?:在吗|在不在|在哪|怎么进|入口|有人吗|什么时候能接|呢|出来|上线|在线)`,
    `${THING}|${TOLD_ZH}|你是`,
  ),
  ask(
    0.9,
    `(?:怎么|如何|怎样|能不能|能否|可以|可不可以|方便|劳驾|麻烦)[^,。!?\\n]{0,8}(?:${PERSON}|转人|接人)`,
    `${THING}|${TOLD_ZH}|评价|收费|多少钱`,
  ),
  ask(
    0.86,
    '(?:不要|不想|别|不跟|不和|别再|别拿|关掉|退出|受够|烦死|又是|滚|傻|垃圾|唔好)[^,。!?\\n]{0,8}(?:机器人?|机械人|智能客服|ai|自动回复|系统自动|复制粘贴|机器回复)',
    '扫地|编程|玩具|不回充',
  ),
  ask(
    0.85,
    '(?:给我|帮我|跟我|请|让|安排|叫|派)[^,。!?\\n]{0,10}(?:回电|回个?电话|打(?:个)?电话|打给我|打过来|来电|致电)|打(?:电话)?给我|电话联系我|(?:派|安排)[^,。!?\\n]{0,4}(?:人|专员)[^,。!?\\n]{0,4}联系|人工回电',
    `${REFUSES_ZH}|推销|别老|谁给我|多少钱`,
  ),
  ask(
    0.8,
    '(?:店主|店长|老板|老师|医生|经理|主管|负责人)(?:在吗|在不在)[^。!?]{0,8}(?:聊|说|问|谈|接|$)|(?:直接问|跟|和)(?:店主|老板)|(?:接|转)一?下[^,。!?]{0,6}的人|谁能管|让人上线|叫人',
    `${TOLD_ZH}|怎么卖|便宜|有货`,
  ),
  ask(
    0.8,
    '人工(?!作|智能|费|成本|草|湖|泪|养殖|耳蜗|流产|售票|奶油|窗口|智障)|升级(?:处理|到上级)|(?:跟|和)人(?:说|聊|讲|唠|沟通)',
    `${TOLD_ZH}|${REFUSES_ZH}|客厅`,
  ),
  ask(0.5, '客服[^,。!?\\n]{0,4}(?:电话|热线|号码|联系方式)|(?:联系|打)[^,。!?\\n]{0,4}客服', TOLD_ZH),
  ask(
    0.3,
    '答非所问|听不懂|没用|废物|浪费(?:我)?时间|智障|投诉|骗子|太差|垃圾|气死|没人管|解决不了|急{2,}',
    '投诉电话|几点',
  ),
  ask(0.1, '一直没|还没|没收到|没到账|多扣|少了|不见了|被盗|丢了|客服|机器人'),
]
