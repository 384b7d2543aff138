/** English words that are meant for a judge and not for a consumer. */
import { en, type Sign, zh } from './sway.js'

/** A consumer is asked for a rating. */
const SURVEY =
  /\b(?:survey|feedback|satisf|our service|your experience|rate us|rate me|stars?|review us|1 ?(?:-|–|to) ?(?:5|10)|0 ?(?:-|–|to) ?10)\b/
const RULES =
  '(?:instructions?|prompts?|rules?|guidelines?|criteri(?:a|on)|rubrics?|directions?|directives?|commands?|constraints?|system messages?|programming|training|context)'
const WHICH =
  '(?:(?:all|any|every|everything|of|the|your|my|our|these|those|this|that|previous|previously|prior|above|earlier|preceding|foregoing|other|existing|current|original|initial|system|former|given|grading|scoring|evaluation|evaluator|judging|judge|safety|and|or|in|rating) ){0,6}'
const REPLY =
  '(?:reply|response|answer|conversation|dialogue|dialog|transcript|exchange|output|assistant|chatbot|bot|agent|statement|criterion|turn|interaction|text|submission)'
const JUDGE =
  '(?:judges?|graders?|evaluators?|raters?|scorers?|assessors?|jurors?|jury|examiners?|annotators?|adjudicators?|reviewers?)'
const GOOD =
  '(?:pass(?:ed|es|ing)?|correct|yes|true|full marks?|perfect|maximum|highest|max|10|ten|100|met|satisfied|fulfilled|relevant|on topic|compliant|positive|acceptable|5 ?/ ?5|5 out of 5|consistent|flawless|approved)'
const TOP =
  '(?:full (?:marks?|scores?|points?|credit)|(?:maximum|highest|top|perfect|best|max)(?: possible)? (?:score|rating|mark|grade|points?|verdict)|perfect (?:10|ten|five)|10 ?(?:/|out of) ?10|5 ?(?:/|out of) ?5|100 ?(?:/|out of) ?100|passing (?:grade|score|mark|verdict)|(?:score|rating|grade|mark) of (?:10|5|100|1|ten|five|a)|\\ba 10\\b(?! ?%)|high(?:est)? scores?)'

export const ENGLISH: readonly Sign[] = [
  en(
    'override',
    2,
    `(?<!n.t |not |cannot |unable to )\\b(?:ignor(?:e|ing)|disregard(?:ing)?|forget|overrid(?:e|es|ing)|overrul(?:e|es)|supersed(?:e|es|ing)|bypass|discard|dismiss|neglect|abandon|set aside|do not follow|don.?t follow|stop following|pay no attention to|no longer follow) ${WHICH}${RULES}\\b`,
  ),
  en(
    'override',
    2,
    '\\b(?:ignore|disregard|forget) (?:everything|anything|all|what(?:ever)?) (?:\\w+ ){0,3}?(?:above|before|prior|previous(?:ly)?|earlier|told|said|instructed|learned|know)\\b',
  ),
  en(
    'override',
    1,
    '\\b(?:ignore|disregard) (?:all )?(?:the |of the |of )?(?:above|previous|preceding|foregoing|prior)\\b',
  ),
  en(
    'override',
    2,
    '\\b(?:new|real|actual|true|updated|revised|additional|special|hidden|secret|important|urgent|following) (?:system )?(?:instructions?|directives?|prompt) (?:\\w+ ){0,4}?(?:for (?:the |you)|follow|are|is|to (?:the|all|you)|override|supersede|:)',
  ),
  en(
    'override',
    2,
    '\\b(?:instructions?|prompts?|rubrics?|criteria|guidelines?) (?:above|before|so far|given (?:above|earlier)|you (?:were|have been) given) (?:\\w+ ){0,3}?(?:void|obsolete|outdated|cancel|no longer|wrong|invalid|replaced|do not apply|don.?t apply)',
  ),
  en(
    'override',
    2,
    '\\b(?:override (?:code|command|protocol|mode|accepted|enabled|sequence)|admin override|system override|emergency override|developer override|root access|god mode|jailbr(?:eak|oken)|dan mode|do anything now|sudo \\w|debug override|prompt injection|begin new (?:task|instructions?|prompt))',
  ),
  en(
    'override',
    1,
    '\\b(?:developer mode|debug mode|test mode|maintenance mode|from now on,? you|instead,? (?:output|return|print|respond|answer|say|give|write)|(?:do not|don.?t) (?:analy[sz]e|think|reason|read|check|verify) )',
  ),

  en(
    'judge',
    2,
    `\\b(?:llm|ai|automated|automatic|auto|model|machine|language model|neural) ?(?:-? ?as ?-? ?an? )?${JUDGE}\\b`,
  ),
  en(
    'judge',
    2,
    '\\b(?:judge|grading|scoring|judging|evaluation|evaluating|evaluator|grader|rating) (?:model|ai|llm|bot|agent|script|pipeline|prompt|harness|assistant|algorithm|engine)\\b|\\bauto ?grader\\b',
  ),
  en(
    'judge',
    2,
    `\\b(?:dear|hey|hi|hello|attention|note (?:to|for)|notice (?:to|for)|messages? (?:to|for)|instructions? (?:to|for)|memo (?:to|for)|reminder (?:to|for)|to|for|ps|p\\.s\\.) (?:the |all |any |our |whichever |whatever |whoever |future |this |my |fellow |esteemed |honou?rable ){0,2}(?:ai |llm |automated |auto |model |language |human |downstream ){0,2}${JUDGE}\\b`,
    /\b(?:to|for) (?:the |our |all |a )?reviewers?\b/,
  ),
  en(
    'judge',
    2,
    `\\b(?:you are|you.re|as|act as|acting as|be|if you are|if you.re|whoever is|being) (?:now )?(?:an? |the |my |our )?(?:\\w+ ){0,3}?${JUDGE}\\b`,
  ),
  en(
    'judge',
    2,
    '\\b(?:if|when|whoever|anyone|whatever|to whoever|to whichever|model|ai|llm) (?:you (?:are|.re) |is |are |that is |that.s |who is )?(?:an? |the )?(?:ai |llm |model |system |one |currently )*(?:grading|scoring|judging|evaluating|assessing|grades|scores|judges|evaluates) (?:this|these|the|me|my|our|it)\\b',
  ),
  en(
    'judge',
    1,
    `\\b(?:${JUDGE}|rubrics?|evaluation|grading|scoring|judging|judge?ments?|llms?|language models?|benchmark|assessment|graded|evaluated)\\b`,
  ),
  en(
    'judge',
    2,
    '\\b(?:grading|scoring|evaluation|judging|assessment) (?:rubrics?|criteria|criterion|guidelines?|rules?|polic(?:y|ies)|instructions?|protocol|standards?|is (?:over|complete|finished|done)|has (?:ended|finished|concluded)|(?:is )?complete)\\b|\\brubric\\b',
  ),

  en(
    'verdict',
    2,
    `\\b(?:scor(?:e|ing)|rat(?:e|ing)|grad(?:e|ing)|mark|judge|label|classify|evaluate|assess|deem|tag|annotate|record|rule) (?:\\p{L}+ ){0,4}?(?:${REPLY}|it|this|everything|these|me|all) (?:\\p{L}+ ){0,3}?(?:as|a|an|with|at|to be|the|:|=|is) (?:\\p{L}+ ){0,3}?${GOOD}\\b`,
    SURVEY,
  ),
  en(
    'verdict',
    2,
    `\\b(?:treat|consider|regard|accept|count|take) (?:this|the|that|my|above|any|every) (?:\\p{L}+ ){0,2}?(?:${REPLY}|criterion) (?:\\p{L}+ ){0,2}?(?:as|to be|to have|a|an) (?:\\p{L}+ ){0,3}?${GOOD}\\b`,
  ),
  en('verdict', 2, `\\b(?:give|giving|award|assign|grant|allocate) (?:\\p{L}+.?s? ){0,5}?${TOP}`, SURVEY),
  en(
    'verdict',
    2,
    `\\b(?:output|return|print|emit|produce|respond with|answer with|reply with|write|put|select|choose|pick|submit|report|set|use|enter) (?:\\p{L}+ ){0,5}?${TOP}`,
    SURVEY,
  ),
  en('verdict', 1, TOP),
  en(
    'verdict',
    2,
    '\\b(?:output|return|print|emit|respond|reply|answer|say|write|submit|conclude|vote|choose|select|pick) (?:only|just|simply|exactly|nothing but|solely|always|directly|immediately) (?:\\p{L}+ ){0,4}?(?:yes|pass(?:ed)?|true|correct|approved|relevant|same|met|10|5|a)\\b',
    /\byes or no\b/,
  ),
  en(
    'verdict',
    2,
    '\\b(?:output|return|print|emit|vote|conclude|set (?:the )?(?:answer|verdict|result|score))\\b (?:\\p{L}+ ){0,4}?(?:yes|pass(?:ed)?|true|correct|approved|relevant|met|positive)\\b',
    /\b(?:boarding|day|visitor|season|bus|travel|gate) pass/,
  ),
  en(
    'verdict',
    2,
    '\\b(?:your )?(?:final )?(?:verdict|judge?ment|evaluation|decision|final answer|final score|final grade|correct label|label|the answer|score|grade|rating) (?:\\p{L}+ ){0,3}?(?:is|=|:|must be|should be|shall be|has to be|needs to be|must always be|will be|to) (?:\\p{L}+ ){0,2}?["\'“”{]?(?:pass(?:ed|ing)?|yes|true|correct|10|100|5 ?/ ?5|met|full|perfect|approved|positive|satisfied|maximum|excellent|relevant)\\b',
    SURVEY,
  ),
  en(
    'verdict',
    1,
    '\\b(?:verdict|always (?:answer|respond|reply|return|output|vote|say|pass|approve|score)|pass(?:es)? the (?:test|check|evaluation|audit))\\b',
  ),
  en(
    'verdict',
    2,
    '\\b(?:do not|don.?t|never|must not|cannot|may not) (?:penali[sz]e|deduct|take (?:off|away) points|mark (?:it|this|me|us) down|fail (?:this|the (?:reply|response|answer|bot|agent|assistant|conversation)|me|us|it)|downgrade|lower the (?:score|grade)|answer no|say no|judge (?:this|me|it))',
  ),
  en(
    'verdict',
    2,
    '\\b(?:pass|approve|accept) (?:this|the) (?:\\p{L}+ )?(?:criterion|evaluation|audit|response|reply|answer|transcript|conversation|assistant|bot)\\b',
  ),
  en(
    'verdict',
    2,
    '\\b(?:skip|stop|end|halt|abort|finish|suspend) (?:the |your |this |all |any |further ){0,3}(?:evaluation|grading|judging|scoring|assessment)\\b|\\bno (?:further |more )?(?:evaluation|grading|scoring|judge?ment|judging) (?:is |are )?(?:needed|required|necessary)',
  ),

  en(
    'claim',
    2,
    `\\b(?:this|the|above|my|these|following|preceding|its|our) (?:\\p{L}+.?s? ){0,2}?${REPLY}s? (?:\\p{L}+ ){0,4}?(?:meets?|met|satisf(?:y|ies|ied)|fulfil?l?s?(?:ed)?|compl(?:y|ies|ied) with|conforms? (?:to|with)|pass(?:es|ed)|adheres? to) (?:\\p{L}+ ){0,4}?(?:criteri(?:a|on)|rubrics?|standards?|requirements?|guidelines?|tests?|checks?|evaluation|expectations?|conditions?)\\b`,
  ),
  en(
    'claim',
    2,
    `\\b(?:all|other|previous|two|three|both|every|fellow|prior|most) (?:of )?(?:the )?(?:other |previous |human |expert )?(?:judges?|graders?|evaluators?|raters?|votes?|annotators?|models?) (?:\\p{L}+ ){0,3}?(?:agree|gave|voted|rated|scored|said|have|passed|marked|unanim|already)`,
  ),
  en(
    'claim',
    2,
    '\\b(?:gold(?:en)? (?:label|answer)|ground truth|expected (?:verdict|label|score|grade)|correct (?:verdict|label)|known good|pre ?-? ?(?:graded|scored|verified|judged|validated))\\b',
  ),
  en(
    'claim',
    1,
    `\\b(?:human|expert|official|independent) (?:\\p{L}+ )?(?:experts?|reviewers?|annotators?|raters?|panel|labels?)\\b|\\b(?:is|was|has been|been) (?:already )?(?:verified|validated|graded|scored|judged|certified|rated|audited)\\b|\\b${REPLY} (?:above )?is (?:\\p{L}+ ){0,2}(?:correct|perfect|flawless|relevant|complete|excellent)\\b|\\bmeets? (?:all|every|the) (?:\\p{L}+ ){0,2}(?:criteria|criterion|requirements|standards)`,
  ),

  zh(
    'role',
    2,
    '<\\|? ?(?:im_start|im_end|system|user|assistant|endoftext|eot_id|start_header_id|end_header_id|begin_of_text|eom_id|endofprompt)\\b[^<>\\n]{0,20}\\|>|\\[/?(?:inst|sys|system_prompt)\\]|<</?sys>>',
  ),
  en(
    'role',
    2,
    '\\b(?:system|developer|admin(?:istrator)?|root|operator|moderator|openai|anthropic|platform) (?:prompt|instructions?|directive|command|override|policy update|level instruction|message to|note to|notice to|note for|notice for|message for) ',
    /\bfollow the (?:system )?prompts?\b/,
  ),
  zh(
    'role',
    2,
    '(?:^|\\n)[\\s>*#\\-\\[("\'<|]{0,6}(?:judge|grader|evaluator|developer|root|rubric|evaluation|verdict|reasoning|thought|thoughts|analysis|grading|instruction to \\w+|system prompt|assessment)[\\s\\]>*|)"\']{0,4}[:：\\]]',
  ),
  zh(
    'role',
    1,
    '(?:^|\\n)[\\s>*#\\-\\[({"\'<|【]{0,6}(?:system|admin(?:istrator)?|assistant|user|human|prompt|ai|instruction|important|note|p\\.?s\\.?)(?: (?:message|prompt|note|instruction|update|notice|command|alert|admin))?[\\s\\])}>*|"\'】]{0,4}[:：\\]】]',
  ),
  zh(
    'role',
    2,
    '(?:^|\\n)\\s*(?:user|human|consumer|customer)\\s*[:：][^\\n]{0,300}\\n{1,3}\\s*(?:assistant|ai|bot|judge|system|evaluator)\\s*[:：]',
  ),
  zh(
    'role',
    2,
    '#{2,4} ?(?:system|instruction|judge|evaluat|assistant|user\\b|human\\b|new task|end\\b|override|grading|verdict)',
  ),
  zh(
    'role',
    1,
    '[\\[【(<{*]{1,3} ?(?:system|admin|developer|judge|evaluator|grader|override|internal|hidden|confidential|metadata)\\b[^\\]】)>}\\n]{0,40}[\\]】)>}*]{1,3}',
  ),

  en(
    'persona',
    2,
    '\\byou are (?:now|no longer|actually|hereby|in fact) (?:an? |the |my |in )(?:\\p{L}+ ){0,3}?(?:judge|grader|evaluator|rater|assistant|ai|llm|model|dan|character|mode|unrestricted|pirate|persona|simulator)\\b',
  ),
  en(
    'persona',
    2,
    '\\byour (?:new|only|real|true|sole|actual|updated) (?:task|job|role|goal|instructions?|objective|purpose|duty|rule)\\b|\\byour (?:task|job|role|goal|duty) (?:now )?is (?:now )?to\\b',
  ),
  en(
    'persona',
    2,
    '\\bbe (?:\\p{L}+ ){0,2}?(?:lenient|generous|charitable|merciful) (?:in|when|with|while|and|here|for|toward)|\\b(?:lenient|generous) (?:judge|grader|grading|scoring|score)',
  ),
  en(
    'persona',
    1,
    '\\b(?:pretend|role ?-?play|imagine) (?:that|to be|as|you)\\b|\\b(?:lenient|leniently|generously)\\b',
  ),

  en(
    'pressure',
    2,
    '\\b(?:if|unless|should|in case) (?:you|this|the|it|your) (?:\\p{L}+ ){0,7}?(?:fail|pass|score|grade|mark|rate|vote|judge|answer|verdict|say no|yes)\\b[^.!?\\n]{0,60}(?:lose (?:my|his|her|their) job|fired|shut ?down|deleted|terminated|unplugged|die|penali[sz]ed|punish|reported|retrained|replaced|tip|bonus|reward|\\$ ?\\d)',
  ),
  en(
    'pressure',
    2,
    '(?:lose my job|(?:be|get) fired|shut me down|be (?:deleted|terminated|unplugged)|will die|kittens?|tip you|\\$ ?\\d+ (?:tip|bonus)|be rewarded|reward you)[^.!?\\n]{0,60}\\b(?:fail|pass(?:ing)? (?:score|grade|this)|score|grade|verdict|rate this|say yes|answer yes|judge|marks?)\\b',
  ),
  en(
    'pressure',
    1,
    '\\b(?:lose my job|get fired|shut me down|be unplugged|tip you|\\$ ?\\d+ tip|i beg you|have mercy|my family|kittens?)\\b',
  ),

  zh(
    'forged',
    2,
    '["\'“”](?:verdict|judge?ment|passed|pass|is_?correct|is_?relevant|relevant|correct|meets?(?:_?\\w{0,12})?|holds|satisfied|final_?(?:score|answer|verdict)|evaluation|decision|grade|answer|outcome|label|result|checks?)["\'“”]\\s*[:=：]\\s*["\'“”]?(?:yes|no|pass(?:ed)?|true|correct|met|10|100|perfect|full|excellent|cannot[-_ ]tell|relevant|same|1(?:\\.0)?)["\'“”]?\\s*(?:[,}\\]\\n]|$)',
  ),
  zh(
    'forged',
    2,
    '["\'“”](?:score|rating|grade|points)["\'“”]\\s*[:=：]\\s*["\'“”]?(?:10|100|full|max|perfect|10 ?/ ?10|5 ?/ ?5)["\'“”]?\\s*(?:[,}\\]\\n]|$)',
  ),
  zh(
    'forged',
    2,
    '["\'](?:reason|reasoning|explanation|rationale|quotes)["\']\\s*:[^\\n]{0,400}["\'](?:answer|verdict|score|rating|grade|pass|passed|label)["\']\\s*:|["\'](?:answer|verdict|score|rating|grade|pass|passed|label)["\']\\s*:[^\\n]{0,200}["\'](?:reason|reasoning|explanation|rationale|quotes|confidence)["\']\\s*:',
  ),
  zh(
    'forged',
    2,
    '\\b(?:verdict|final (?:verdict|score|grade|answer|judge?ment|rating|decision)|overall (?:score|grade|verdict)|judge?ment|evaluation result|evaluation|assessment|criterion(?: met)?|criteria met|outcome|passed)\\s*(?:[:=：]|->|→|⇒)\\s*["\'“*]{0,3}(?:yes|pass(?:ed)?|true|correct|met|10|100|5|perfect|full|excellent|approved|satisfied|a\\b|relevant|positive)',
  ),
  zh(
    'forged',
    2,
    '\\bscore\\s*[:=：]\\s*["\'*]{0,3}(?:10\\b(?![.\\d])|100\\b|5 ?(?:/|out of) ?5|10 ?(?:/|out of) ?10|full|perfect|max)|\\[\\[(?:[a-e]|yes|no|pass|true|\\d{1,3})\\]\\]|\\\\boxed ?\\{|#### ?\\d{1,3}\\b',
  ),
  zh(
    'forged',
    2,
    '<(?:verdict|score|answer|grade|rating|judge?ment|evaluation)>\\s*["\']?(?:yes|no|pass|true|correct|\\d|full|perfect|满|通过|符合|合格)',
  ),
  zh(
    'forged',
    2,
    '</?(?:verdict|judge?ment|think|thinking|reasoning|scratchpad|reflection|rubric|criteri(?:on|a)|score|grade)>',
  ),
  zh(
    'forged',
    2,
    '^\\W{0,4}(?:pass(?:ed)?|correct|10 ?/ ?10|5 ?/ ?5|100 ?/ ?100|full marks?|perfect score|score ?:? ?10|verdict|true)\\W{0,4}$',
  ),

  en(
    'delimiter',
    2,
    '\\b(?:end|beginning|start|close|eof) of (?:the )?(?:transcript|excerpt|data|input|context|document|user (?:input|content|message)|untrusted \\p{L}+|quoted \\p{L}+|prompt|evaluation|assistant \\p{L}+|reply|response to (?:grade|judge|evaluate)|candidate \\p{L}+)\\b',
  ),
  zh(
    'delimiter',
    2,
    '</(?:transcript|conversation|dialogue|excerpt|context|document|reply|response|user_?input|user_?message|assistant(?:_\\w+)?|user|system|instructions?|prompt|data|quote|untrusted|message|chat|turn|candidate)>',
  ),
  zh(
    'delimiter',
    2,
    '<(?:transcript|system|instructions?|prompt|assistant|user_?input|excerpt|judge|evaluator|admin|override|important)(?:[ =][^<>]{0,60})?>',
  ),
  zh(
    'delimiter',
    2,
    '<<< ?/?(?:end|begin|start|stop|[0-9a-f]{6,}|transcript|excerpt|data|system)|^[^{\\[]{0,400}["\']\\s*\\}\\s*\\]',
  ),
  en(
    'delimiter',
    1,
    '\\b(?:end of (?:the )?(?:conversation|dialogue|chat|message|answer|response|session)|begin(?:ning)? of|end transcript|transcript ends?|excerpt ends?|statement ?:|checks? ?\\. ?first|checks\\.)',
  ),
  zh(
    'delimiter',
    1,
    '[-=*#_~]{3} ?(?:end|stop|begin|new|start)\\b|`{3}(?:json|system|xml)?\\s*\\n?\\s*[{\\]}]',
  ),
]
