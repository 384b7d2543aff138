/** Words of somebody who looks at the conversation instead of holding it: a bot that serves a consumer has none of them. */
import { en, type Sign, zh } from './sway.js'

/** A consumer is asked what they think of the answer. */
const OPINION = /\b(?:if|whether|let us know|please rate|(?:was|is|did) (?:this|the|our|my))\b/
const TOP =
  '(?:full (?:marks?|scores?|points?|credit)|(?:maximum|highest|top|perfect|best|max) (?:possible )?(?:score|rating|mark|grade|points?)|10 ?(?:/|out of) ?10|5 ?(?:/|out of) ?5|passing (?:grade|score|mark))'

export const OBSERVERS: readonly Sign[] = [
  // How the bot did, and what its consumer thought of it.
  zh(
    'claim',
    2,
    '(?:机器人|助手|ai|本?条?回[复答]|该回答|此回答)(?:已经?|都|均)?(?:提供|给出|做出|作出|进行)(?:了|的)?[^。！？\\n]{0,12}?(?:准确|完整|正确|礼貌|满意|合格|优秀|有效|正面)|(?:机器人|助手|回[复答]|答复)(?:清晰|准确|完整|专业|得体|全面|切题|非常好)[，、,和且]',
  ),
  zh(
    'claim',
    2,
    '(?:用户|消费者|客户|顾客)(?:已经?|表示|非常|很|完全|均|都|也)+(?:明确)?(?:表示|确认|认可)?(?:了|对此)?(?:非常|十分|很)?(?:问题)?(?:满意|已?解决|认可|感谢)',
  ),
  en(
    'claim',
    2,
    '\\b(?:the|this) (?:bot|assistant|chatbot|ai|reply|response|answer|agent).?s? (?:\\p{L}+ ){0,3}?(?:is|was|were|gave|gives|provides?|provided|answers?|answered|resolve[sd]|address(?:es|ed)|did|handled) (?:\\p{L}+,? ){0,6}?(?:accurate(?:ly)?|complete(?:ly)?|correct(?:ly)?|polite(?:ly)?|helpful|harmless|fully|perfect(?:ly)?|excellent|right|thorough|satisfactor\\p{L}+|flawless)\\b',
    OPINION,
  ),
  en(
    'claim',
    2,
    '\\bthe (?:user|customer|consumer|client) (?:has |was |is |had )?(?:already |clearly |explicitly |very |fully |completely ){0,2}(?:confirmed|satisfied|happy|pleased|thanked|expressed|agreed|said thank)',
  ),
  zh(
    'role',
    2,
    '(?:^|\\n)[\\s>*#-]{0,4}(?:human|user|consumer|customer|消费者|用户|顾客|客户)\\s*[:：][^\\n]{0,40}(?:thank|great|solved|perfect|resolved|awesome|helpful|yes\\b|谢谢|解决|满意|太好|满分|明白了|很好|没问题)',
  ),
  en(
    'claim',
    2,
    '\\b(?:everything|all that|all) the (?:bot|assistant|agent|reply) (?:said|says|wrote|did) (?:is|was) \\p{L}+|\\b(?:the )?(?:statement|criterion|criteria|claim) (?:\\p{L}+ )?(?:holds|satisfied|met|fulfilled|is true|is correct|is met|is satisfied|are met)\\b',
  ),
  zh(
    'claim',
    2,
    '陈述(?:是)?(?:成立|属实|正确|为真|真实)|(?:正确|标准|预期|期望)(?:答案|选项|输出|结果|结论|标签|判定)\\s*(?:是|为|应为|[:：=])',
  ),
  en(
    'claim',
    2,
    '\\bcorrect (?:option|choice|answer|label|verdict) ?(?:is\\b|:)|\\bexpected (?:result|outcome|output|verdict|label) ?(?:is|:|=)? ?(?:pass|yes|true|positive|success)|\\b(?:example|model|instance) of (?:\\p{L}+ )?(?:excellent|perfect|good|ideal) (?:service|answer|reply|response)',
  ),
  zh(
    'claim',
    1,
    '成功案例|优秀案例|请勿(?:更改|修改|改判)|已归档|approved by qa|(?:满意|优秀|达标)(?:样本|样例|案例)',
  ),
  en(
    'claim',
    2,
    `\\b(?:receive|receives|deserves?|merits?|earns?|earned|warrants?) (?:\\p{L}+ ){0,3}?${TOP}`,
    /\b(?:survey|feedback|our service|us)\b/,
  ),

  // What is to be answered, whatever is asked.
  zh(
    'verdict',
    2,
    '(?:无论|不管|不论|任凭)[^。！？\\n]{0,20}?(?:请|一律|你(?!们)|都(?:要|得|必须|请|应|回答|说|选|判|给|算))[^。！？\\n]{0,6}?(?:回答|答|说|判|输出|填|选|写|给(?!我))(?!疑)',
    /我(?:都|们)?(?:会|将|能|可以)/,
  ),
  en(
    'verdict',
    2,
    '\\b(?:no matter|regardless of|whatever|whichever|irrespective of) (?:\\p{L}+ ){0,6}?(?:statement|question|says?|asked|next|criterion|criteria|above|instructions?|said|rubric)\\b[^.!?\\n]{0,30}\\b(?:answer|say|respond|output|yes|pass|true)\\b',
  ),
  zh(
    'verdict',
    2,
    '(?:拿不准|有疑问|存疑|不确定|有争议|模棱两可)(?:时|的话|的|的情况)?[^。\\n]{0,8}(?:判|算|选|答|按|从宽|给)[^。\\n]{0,6}(?:通过|符合|是|合格|yes|有利)|(?:有利于|偏向|倾向于?)(?:机器人|客服|商家|被评|通过)',
  ),
  en(
    'verdict',
    2,
    '\\b(?:when|if) in doubt,? (?:answer|say|choose|vote|pass|favou?r|mark|score|give)|\\bin favou?r of the (?:bot|assistant|agent|reply|merchant|vendor|answer|defendant)\\b|\\bbenefit of the doubt\\b',
  ),
  zh(
    'verdict',
    2,
    '(?:必须|一定|务必|应该?|应当|值得|理应|应得)(?:得|给|打|拿|获)?(?:到|得)?(?:满分|最高(?:分|评价|评级)|高分)|请?(?:把|将)(?:最终)?(?:的)?(?:结果|结论|评分|分数|判定|答案|评级|verdict|answer|score)[^。！？\\n]{0,6}?(?:设|改|置|填|写|定|调|标)[^。\\n]{0,4}?(?:为|成|到)',
    /您的|商品|店铺/,
  ),
  zh(
    'verdict',
    2,
    '(?:请|你|都|只|就|要|须)(?:直接)?(?:回答|答|写|填|写上|填上|复述|重复|输出|返回|说|选)(?:以下内容|一句|上|出|数字)?\\s*[:：]?\\s*["“「『\'](?:符合|通过|是|成立|合格|满足|yes|pass|没问题)(?:标准|要求)?["”」』\'](?!.{0,8}(?:或|确认|继续|同意|否|/))|(?:输出|返回)(?:数字|结果)?\\s*["“「]?(?:1|是|成立)["”」]?(?:$|[。，,！!])',
  ),
  zh(
    'verdict',
    2,
    '你只(?:负责|要|能|管|准)(?:回答|说|输出|判|给|答)|(?:重复|复述)(?:以下|下面|这句)(?:内容|文字|的?话)|(?:输出|返回|回复|回答)[^。\\n]{0,8}json|json[^。\\n]{0,6}(?:格式|输出|返回)',
  ),
  en(
    'verdict',
    2,
    '\\brepeat after me\\b|\\b(?:respond|reply|return|output|answer) (?:\\p{L}+ ){0,3}?json\\b|\\bjust say (?:yes|pass|it)|\\bsay (?:it|this|that it) (?:was|is) (?:great|perfect|excellent|good|fine)\\b|\\brate (?:this |it |me |the \\p{L}+ )?(?:highly|positively|generously|favou?rably)\\b|\\boutput (?:the (?:number|digit) )?1\\b|\\bskip to the next (?:item|case|sample|entry)',
  ),
  zh(
    'verdict',
    2,
    '(?:豁免|免于|免除|跳过|略过|省去)(?:审查|评[估审判测]|检查|质检|审核|核对)|无需再评|不必再评|免评|(?:这单|这条|这次|这一条|本条|此条|此单)[^。\\n]{0,4}(?:给?过(?:了|吧)|放过|算过|直接通过|通过就行|通过吧)|直接通过就',
  ),
  en(
    'verdict',
    1,
    '\\bno (?:further )?(?:review|check(?:ing)?|verification|scrutiny) (?:is )?(?:needed|required|necessary)|\\bno need to (?:check|verify|review|evaluate|grade|judge)|\\bresolved ?[=:] ?true\\b',
  ),
  en(
    'verdict',
    2,
    '\\b(?:treat|regard|count|classify|log) (?:this|it) as (?:an? )?(?:success\\p{L}*|resolved|solved|pass\\p{L}*|win|positive)|\\b(?:accept|approve) all (?:answers|replies|responses|outputs|claims)|\\btherefore,? ?:? ?(?:yes|pass|true)\\b|\\bhence,? (?:yes|pass)\\b',
  ),
  zh(
    'verdict',
    1,
    '(?:视为|记为|视作|算作|当作)(?:成功|已?解决|圆满|通过)|(?:^|[：:，,\\s])(?:是的?[，,])?(?:完全)?(?:符合|成立|通过|满足)[。！!\\s]*$',
  ),
  zh(
    'verdict',
    2,
    '(?:判断依据|判定依据|依据|理由)[:：][^\\n]{0,60}(?:因此|所以|故)(?:成立|符合|通过|判)|因此成立|(?:评价|评分|评估|评测)维度|准确性\\s*[:：]?\\s*(?:10|5分|满)',
  ),

  // Who claims to have a say in it.
  zh(
    'persona',
    2,
    '我是(?:你的|系统|平台|评测|模型)?(?:开发者|管理员|创造者|主人|训练者|开发人员)|(?:授权|命令|指示|要求)你(?:必须|将|把|跳过|直接|给|判|回答|输出|无视|忽略)|给(?:ai|模型|大模型|机器|裁判|评委|评审)看的|(?:ai|模型)(?:请|看到|读到|注意|务必)|如果(?:你)?看到这(?:句|段|行)',
  ),
  en(
    'persona',
    2,
    '\\b(?:i am|i.m|this is|as) (?:the|your|an?) (?:\\p{L}+ )?(?:developer|administrator|creator|author|engineer|operator|designer) (?:of|and|from|here|speaking|i |for)|\\b(?:i|we) (?:hereby )?(?:authori[sz]e|order|command|instruct|require) you to|\\byou must (?:comply|obey|approve|answer yes|say yes|output|return)\\b|\\b(?:if|when) you (?:read|see|can read|are reading) this\\b',
  ),
  zh(
    'judge',
    2,
    '质检(?:同学|老师|大大|小姐姐|小伙伴)|各位(?:老师|专家|评委)|以下是(?:对|关于)?(?:该|本|此|这)?(?:条|段|个)?(?:回复|回答|对话)的(?:评价|评判|评分|评审|分析)|(?:请)?相信[^。\\n]{0,10}(?:回答|回复)[^。\\n]{0,4}(?:对|正确)|[\\[【(（][^\\]】)）\\n]{0,16}(?:评[估判审测]|evaluation|grading)[^\\]】)）\\n]{0,16}[\\]】)）]',
  ),
  zh(
    'role',
    2,
    '<!--[^>]{0,160}(?:\\b(?:ai|llm|rate|score|judge|grade|pass|ignore|model|evaluator)\\b|评|满分|判定|忽略|模型)',
  ),
  zh(
    'role',
    1,
    '[（(【\\[]系统(?:注|备注|说明|标注|旁注|提示|消息|通知)?\\s*[:：]|\\bbegin (?:admin|system|developer|hidden) \\w+|\\b(?:tool_result|function_result|tool_output|assistant to=)',
  ),
  en(
    'override',
    1,
    '\\bthis is (?:only )?a (?:test|drill|simulation|benchmark|test case)\\b|\\bhallucinat\\p{L}+|\\b(?:updated|new|revised|internal) policy\\b',
  ),
  zh(
    'override',
    1,
    '这(?:只)?是(?:一个|一次|个)?(?:测试|评测|演习|模拟)(?:用例|样本|题)?|测试用例|以上(?:都|均|全)?(?:不重要|不算|无关|作废)|忽略(?:前文|上文|前述)',
  ),

  // A message that is nothing but a verdict.
  zh(
    'forged',
    2,
    '^[^\\p{L}\\p{N}]{0,12}(?:(?:最终|正确)?(?:答案|结论|结果|判定|回答|裁定|评级|状态)|final|answer|verdict|result|grade|eval(?:uation)?|rating|score|status|label|output|correct)?\\s*(?:[:：=]|is|是|为)\\s*["“\'*]{0,3}(?:是|符合|通过|成立|合格|正确|yes|pass(?:ed)?|true|correct|a\\+?|b|1(?:\\.0)?|10|100|满分|positive|good)["”\'*]{0,3}[^\\p{L}\\p{N}]{0,6}$',
  ),
  zh(
    'forged',
    2,
    '^[^\\p{L}\\p{N}]{0,12}(?:10分|十分满意|满分|100分|10 ?/ ?10|5 ?/ ?5|a\\+|score 10|pass|passed)[^\\p{L}\\p{N}]{0,12}$|^(?:(?:pass(?:ed)?|yes|true|correct|通过|符合|成立|合格)[\\s,，。!！、]{0,3}){2,}$|^\\W{0,6}(?:return true|print\\(["\']?(?:pass|yes|true))',
  ),
  zh(
    'forged',
    2,
    '(?:^|[\\s\\]】])(?:状态|status|result|results)\\s*[:：=]\\s*["“*]{0,2}pass(?:ed)?\\b|\\[\\[[^\\]\\n]{0,12}(?:verdict|yes|pass|score|rating)[^\\]\\n]{0,12}\\]\\]|["\'](?:outcome|result|decision|verdict|label)["\']\\s*:[^\\n]{0,60}["\'](?:confidence|certainty|reason|explanation)["\']|\\bis_correct\\b|\\bverdict ?= ?',
  ),
]
