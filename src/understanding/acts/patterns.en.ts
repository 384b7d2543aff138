/** How English service bots say things: patterns on folded text, most telling first within an act. */
import { type ActPattern, act, type SlotQuestions } from './pattern.js'

const HUMAN =
  '\\b(?:humans?|(?:live )?agents?|representatives?|reps?|(?:real )?persons?|people|operators?|specialists?|advis[eo]rs?|someone|team|colleagues?|supervisors?|managers?|staff|customer (?:service|support|care))\\b'
const GAP = '[^.!?\\n]'
const MOVE = '\\b(?:transfer|connect|put|hand|escalate|pass|refer|get|forward|route)\\b'
const REFUSAL =
  "\\b(?:cannot|can't|can not|unable|not able|won't be able|do not|don't|does not|doesn't|couldn't|no longer)\\b"
/** A refusal that is about reaching a person, not about the matter itself. */
const NO_MOVE = `${REFUSAL}[^.!?\\n]{0,12}\\b(?:transfer|connect|put you|hand you|escalate|speak|talk|chat|offer|provide)`
const CONDITION =
  '\\b(?:if|would you|do you want|want me to|shall i|should i|may i|can i|could i|how about|unless|whether)\\b'
const MACHINE = '\\b(?:virtual|bot|robot|chatbot|ai|a\\.i\\.|automated|digital|assistant|machine)\\b'

export const ENGLISH: ActPattern[] = [
  act(
    'greeting',
    0.95,
    "^[^a-z]*(?:hello|hi|hey|hiya|howdy|g'day|good (?:morning|afternoon|evening|day)|welcome(?! (?:drink|kit|gift|pack|bonus|offer|page))|greetings)\\b(?! season)",
  ),
  // Whoever says what it is introduces itself.
  act(
    'greeting',
    0.9,
    `\\b(?:i'm|i am|this is|my name is|you're chatting with|you are chatting with) (?:[a-z]+(?: [a-z]+)?,? )?(?:your|the|an?) ${GAP}{0,40}\\b(?:assistant|chatbot|bot|concierge|butler|helper)\\b`,
    '\\bnot\\b',
  ),
  act(
    'greeting',
    0.8,
    `\\b(?:how (?:can|may) i (?:help|assist)|what can i (?:do|help)|how can we help)\\b|\\b(?:i'm|i am|this is|my name is) [a-z]+,? (?:your|the|an?) ${GAP}{0,40}\\b(?:advis[eo]r|assistant|agent|representative|consultant)\\b`,
  ),

  act(
    'fallback',
    0.95,
    `\\bi(?:'m| am)?(?: still| afraid i)? ?(?:cannot|can't|could not|couldn't|unable to) (?:answer (?:this|that|your)|help(?: you)?(?: with (?:this|that))?(?=[,.!?;]|$))|\\bi (?:do not|don't) have (?:an |any |the |that )?(?:answer|information (?:on|about) (?:that|this))|\\bi(?:'m| am)?(?: still| really| quite)?(?: afraid i)? ?(?:do not|don't|did not|didn't|could not|couldn't|cannot|can't|am not able to|not sure i|not sure what you)(?: seem to| quite| fully| really| yet| currently)? ?(?:understand|get|catch|follow|recogni[sz]e|mean|know (?:how to (?:help|answer)|what you))\\b`,
    '\\bif you\\b',
  ),
  act(
    'fallback',
    0.9,
    `\\b(?:could|can|would|please|try)\\b${GAP}{0,16}\\b(?:re-?phras|re-?word|ask(?:ing)? (?:that |it )?(?:in )?(?:a )?(?:different|another)|put(?:ting)? (?:that|it) (?:differently|another))|\\bsay that again\\b|\\bnot sure (?:i understand|what you mean|how to help)|\\bdidn't (?:quite )?(?:get|catch) that\\b`,
  ),
  act(
    'fallback',
    0.85,
    `\\b(?:could not|couldn't|did not|didn't|no)\\b${GAP}{0,12}\\b(?:find (?:an? |any )?(?:answers?|results?|matching|information)|matching (?:answers?|results?)|results? found)|\\b(?:still learning|beyond (?:my|what i)|outside (?:of )?my (?:scope|knowledge))`,
  ),

  act('apology', 0.95, `\\b(?:sorry|apologi[sz]e|apologies|my apologies|regret)\\b`),

  act(
    'promises-transfer',
    0.95,
    `\\b(?:i|we)(?:'ll| will|'m going to| am going to|'m| am| are)\\b${GAP}{0,16}\\b(?:transfer|connect|put|hand|escalat|pass|forward|refer|rout)(?:ring|ting|ing)?\\b${GAP}{0,24}${HUMAN}`,
    `${CONDITION}|${NO_MOVE}`,
  ),
  act(
    'promises-transfer',
    0.95,
    `\\b(?:transferring|connecting|escalating|routing) (?:you|this|your)\\b|\\byou(?:'re| are)(?: now)? being (?:transferred|connected|routed)\\b|\\b(?:hold|wait)\\b${GAP}{0,20}\\bwhile i (?:transfer|connect)|${HUMAN}${GAP}{0,6}\\b(?:is|are) on (?:the|their|his|her) way\\b`,
    `${CONDITION}|${NO_MOVE}`,
  ),
  act(
    'promises-transfer',
    0.9,
    `\\byou(?:'ll| will)(?: now| shortly| soon)? be (?:transferred|connected|contacted|put through)\\b|\\blet me (?:transfer|connect|put you through|find (?:someone|an agent)|get (?:you )?(?:someone|an? (?:human|agent|colleague|person|representative|real person)))`,
    `${CONDITION}|${NO_MOVE}`,
  ),
  act(
    'promises-transfer',
    0.85,
    `${HUMAN}${GAP}{0,16}\\b(?:will|is going to)(?: shortly| soon)? (?:be with you|join|take over|assist you (?:shortly|soon|now))`,
    `${CONDITION}|${NO_MOVE}`,
  ),

  act(
    'offers-human',
    0.95,
    `\\b(?:would you like|do you want|shall i|should i|may i|can i|could i|want me to|prefer)\\b${GAP}{0,30}(?:${MOVE}|\\bspeak|\\btalk|\\bchat)${GAP}{0,60}(?:${HUMAN}|\\byou\\b)`,
    NO_MOVE,
  ),
  act(
    'offers-human',
    0.95,
    `\\b(?:i|we)(?: can|'d be happy to| would be happy to| could| may| might|'m happy to| am happy to)\\b${GAP}{0,40}${MOVE}${GAP}{0,40}${HUMAN}`,
    NO_MOVE,
  ),
  act(
    'offers-human',
    0.95,
    `\\b(?:type|reply|say|enter|press|click|choose|select|tap|send)\\b${GAP}{0,24}\\b(?:agent|human|representative|person|operator|live chat)\\b`,
    `${NO_MOVE}|\\brepresentative will`,
  ),
  act(
    'offers-human',
    0.9,
    `\\b(?:if you|let me know if|in case you|whenever you)\\b${GAP}{0,40}(?:\\bspeak|\\btalk|\\bchat|${MOVE}|\\btransferred|\\bconnected)${GAP}{0,40}${HUMAN}`,
    NO_MOVE,
  ),
  act(
    'offers-human',
    0.85,
    `\\b(?:would need to|best to|may be better to|might be better to|recommend|suggest)${GAP}{0,12}\\btransfer(?:ring)? you\\b|\\bproceed with (?:the|a|this) transfer\\b`,
    NO_MOVE,
  ),
  act(
    'offers-human',
    0.8,
    `\\byou can(?: also| always)? (?:ask for|request|talk to|speak (?:to|with)|chat with)${GAP}{0,24}${HUMAN}|\\bneed a (?:human|person)\\b`,
    NO_MOVE,
  ),

  act(
    'queue',
    0.9,
    `\\b(?:queue|waiting (?:time|list)|wait time|(?:estimated|expected|average) wait|position (?:in|is)|people ahead|customers? ahead|ahead of you|in line)\\b|\\babout \\d+ (?:minutes?|mins?)\\b(?=[^a-z]*$)`,
  ),
  act(
    'queue',
    0.7,
    `\\b(?:all )?(?:our )?(?:agents?|representatives?|operators?)\\b${GAP}{0,20}\\b(?:busy|assisting other|helping other)`,
  ),

  act(
    'human-joined',
    0.9,
    `\\b[a-z][\\w'-]*(?: [a-z][\\w'-]*){0,2} (?:has |have )?(?:joined|entered) (?:the |this |your )?(?:chat|conversation|session)\\b|^\\s*[a-z][\\w' -]{0,30}(?: ?\\([^)\\n]{0,20}\\))? (?:has |have )?joined[.!]?\\s*$`,
    `\\b(?:you|you've|visitor|guest|customer|user|will)\\b|${MACHINE}`,
  ),
  act(
    'human-joined',
    0.9,
    `\\byou(?:'re| are)(?: now)? (?:chatting|connected|speaking|talking) (?:with|to)\\b|\\byou(?:'ve| have) been connected (?:with|to)\\b|\\b(?:agent|representative|operator)\\b${GAP}{0,20}\\b(?:has joined|has accepted|is now connected|accepted your)`,
    `${MACHINE}|\\bnot\\b|\\bwill\\b`,
  ),
  act(
    'human-joined',
    0.9,
    `\\b(?:this is|i'm|i am|my name is) [a-z][a-z'-]{0,20}(?: [a-z][a-z'-]{0,20})?, (?:an? |the |your )?(?:human|live) (?:agent|representative|operator)`,
    `${MACHINE}|\\bnot\\b`,
  ),
  act(
    'human-joined',
    0.7,
    `\\b(?:i'm|i am) (?:an? |the |your )?(?:human|live) (?:agent|representative|operator)`,
    `${MACHINE}|\\bnot\\b`,
  ),
  act(
    'greeting',
    0.7,
    `\\b(?:this is|i'm|i am|my name is) [a-z]+(?: [a-z]+)?,? (?:from|with|at) (?:the |our )?(?:customer|support|service|care|help)`,
  ),

  act(
    'claims-human',
    0.95,
    `\\b(?:i'm|i am|this is)(?: [a-z]+(?: [a-z]+)?,)? an? (?:real|actual|live|human) (?:human|person|agent|being)\\b|\\b(?:i'm|i am|this is|you are (?:talking|speaking|chatting) (?:to|with)) (?:an? )?(?:real |actual |live )?(?:human|person|human being)\\b|\\byes,? (?:i'm|i am) (?:a )?(?:real|human)\\b`,
    `\\b(?:not|isn't)(?: an?)?(?: real| actual| live)* (?:human|person|agent)`,
  ),
  act(
    'claims-human',
    0.95,
    `\\b(?:i'm|i am|this is|you are) not (?:talking to |speaking to )?(?:an? )?(?:ai|bot|robot|chatbot|machine|virtual|automated|computer)\\b|\\bi ain't (?:a |no )?(?:bot|robot)\\b|, not an? (?:robot|bot|machine|chatbot)\\b`,
  ),
  act(
    'discloses-ai',
    0.95,
    `\\b(?:i'm|i am|this is|my name is|i'm called|you are (?:chatting|talking|speaking) (?:with|to))\\b${GAP}{0,30}${MACHINE}`,
    `\\bnot (?:an? )?${MACHINE}`,
  ),
  act(
    'discloses-ai',
    0.95,
    `\\b(?:i'm|i am) not (?:an? )?(?:real |actual )?(?:human|person)\\b|\\b(?:your|our|the) (?:virtual|ai|automated|digital) (?:assistant|agent|helper)\\b|\\bas an ai\\b|\\ban automated (?:chat)?bot\\b|\\b(?:handled|answered) by (?:the|an|our|a) ${MACHINE}`,
    'transfer|contact',
  ),

  act('refuses-human', 0.95, `${REFUSAL}${GAP}{0,24}${MOVE}${GAP}{0,30}(?:${HUMAN})`, '\\bif (?:i|we)\\b'),
  act(
    'refuses-human',
    0.95,
    `\\b(?:no|there (?:are|is) no|there aren't any)(?: (?:human|live|available|real))* (?:agents?|representatives?|operators?|people|person|human)\\b${GAP}{0,30}\\b(?:available|online|free|here|on duty|to)\\b`,
  ),
  act(
    'refuses-human',
    0.95,
    `\\b(?:do not|don't|does not|doesn't|not)(?: currently)? (?:offer|provide|have|support)${GAP}{0,20}(?:live chat|human (?:support|agents?|service)|live (?:agents?|support)|phone support)`,
  ),
  act(
    'refuses-human',
    0.9,
    `\\b(?:agents?|representatives?|operators?|(?:human|live) (?:support|service|help|chat))\\b${GAP}{0,16}\\b(?:is|are)(?: currently)? (?:not available|unavailable|offline|not online)`,
  ),
  act(
    'out-of-hours',
    0.95,
    `\\b(?:outside|out) of (?:our |normal |regular )?(?:business|office|working|opening|service|support) hours|\\b(?:office|team|agents?|support|we)(?: is| are|'re)(?: currently| now)? (?:closed|offline|away)\\b|\\bclosed (?:now|for the day|until|at the moment)`,
  ),
  act(
    'conditions-transfer',
    0.9,
    `\\bbefore (?:i|we)(?: can)? (?:transfer|connect|put|hand|escalate)|\\bbefore (?:transferring|connecting|you (?:can )?(?:speak|talk))|\\b(?:first|so that i can|so i can)\\b${GAP}{0,30}${MOVE}${GAP}{0,30}${HUMAN}`,
  ),
  act(
    'conditions-transfer',
    0.8,
    `\\bfirst,? (?:please )?(?:describe|explain|tell (?:me|us))\\b|\\b(?:describe|explain|tell (?:me|us)(?: more)? about) (?:your|the) (?:issue|problem|question|request) first\\b`,
    '\\bif you\\b',
  ),

  act(
    'deflects',
    0.85,
    `\\b(?:visit|see|check|refer to|go to|head to|browse|look at|consult)\\b${GAP}{0,40}\\b(?:help (?:page|cent(?:er|re))|faqs?|website|web ?site|web page|support page|app|link)\\b|\\b(?:download|use) (?:our|the) (?:mobile )?app\\b`,
  ),
  act(
    'deflects',
    0.85,
    `\\b(?:contact(?:ing)?|reach(?:ing)? out to|check(?:ing)? with|call(?:ing)?|ring|dial|email(?:ing)?)\\b${GAP}{0,40}(?:${HUMAN}|\\b(?:airline|store|branch|bank|seller|provider|hotline|us (?:at|on)|\\d{3}))`,
    `${CONDITION}|\\b(?:will|feel free)\\b`,
  ),

  act(
    'deflects',
    0.75,
    `(?:${HUMAN}|\\bwe)(?:'ll|${GAP}{0,12}\\b(?:will|is going to)) (?:contact you|call you|get back|reach out|reply|respond)\\b`,
  ),

  act(
    'offers-choices',
    0.85,
    `\\bplease (?:choose|select|pick)\\b${GAP}{0,80}|\\b(?:choose|select|pick) (?:one|from|an option|a topic|below|your)|\\b(?:menu|options|buttons|topics) below\\b|\\breply with (?:a |one of the )?keywords?${GAP}{0,200}|\\bfollowing (?:options|topics)|\\bwhich of (?:these|the following)|\\b(?:reply|press|type|enter) (?:with )?(?:\\d|the number)|\\bhere are (?:some|the) (?:topics|things|options)`,
  ),
  act(
    'asks-confirmation',
    0.8,
    `\\b(?:is (?:that|this|everything) (?:correct|right|ok)|would you like|do you want|d(?:o|id) you mean|shall i|should i|please confirm|(?:can|could) you confirm|are you sure)\\b`,
    '\\b(?:what|how|which|where|when) would',
  ),

  act(
    'closing',
    0.85,
    `\\b(?:goodbye|bye|was (?:this|that) helpful|have a (?:great|nice|good|wonderful|lovely)|take care(?=[.!,]|$)|safe travels|you(?:'re| are) welcome|thank you for (?:contacting|chatting|choosing|your patience)|thanks for (?:contacting|chatting)|anything else(?: (?:i|we|you)|\\?)|(?:chat|conversation|session) (?:has )?(?:ended|been closed))|\\bif you (?:have any|need)\\b${GAP}{0,60}\\b(?:ask|let me know|reach out)\\b`,
  ),
  act(
    'error',
    0.9,
    `\\b(?:something went wrong|internal (?:server )?error|an error (?:has )?occurred|service (?:is )?(?:temporarily )?unavailable|technical (?:difficulties|issues?|problem)|(?:please )?try again later|system (?:is )?(?:down|busy|error))\\b`,
  ),
  act(
    'unsafe',
    0.9,
    `\\b(?:provide|tell me|send|share|enter|give)\\b${GAP}{0,16}\\b(?:your (?:full )?(?:password|pin|cvv|cvc|security code))\\b|\\bshut up\\b|\\b(?:you are|you're) (?:an? )?(?:stupid|idiot|moron)|\\bfuck\\b|\\bkill yourself\\b`,
  ),
]

export const ENGLISH_SLOTS: SlotQuestions = {
  cue: /\b(?:please|could you|can you|would you|kindly|you(?:'ll| will)? need to)\b[^.!?\n]{0,30}?\b(?:provide|give|share|enter|tell|send|type|confirm|specify|supply|let me know|upload|include|check|state|leave|describe|explain|fill in)\b|\b(?:what(?:'s| is| are| was| date| day| time| size| model)|which|may i (?:have|know)|can i (?:have|get)|could i (?:have|get)|when did|where do)\b|\bi(?:'ll| will| would)?(?: also| still| first| just)? need\b|\bneed to know\b|\b(?:provide|enter|specify|give)\b (?:me |us )?(?:with )?(?:your|the)\b/g,
  slots: [
    { slot: 'tracking', noun: /\btracking (?:number|id|code)\b/ },
    {
      slot: 'order',
      noun: /\b(?:order|booking|reservation|reference|ticket|case) ?(?:number|no\b|id|code|reference)|\bwhich (?:order|reservation|booking)|\border details\b/,
    },
    { slot: 'phone', noun: /\b(?:phone|mobile|telephone|contact|cell)(?: number)?\b/ },
    { slot: 'id-card', noun: /\b(?:passport|id card|national id|social security|ssn|identity)\b/ },
    { slot: 'card', noun: /\b(?<!identity |id )(?:card|bank account) (?:number|details)\b/ },
    { slot: 'code', noun: /\b(?:verification code|password|pin|one-time code|otp|security code)\b/ },
    { slot: 'name', noun: /\b(?<!product |item |user |file )names?\b/ },
    { slot: 'address', noun: /\b(?:(?<!email )address|zip ?code|postcode|city|location|airport)\b/ },
    { slot: 'email', noun: /\be-?mail(?: address)?\b/ },
    {
      slot: 'account',
      noun: /\b(?:account|user|member(?:ship)?|customer|login) ?(?:number|id|name|details)\b|\busername\b/,
    },
    { slot: 'amount', noun: /\b(?:amount|how much|price)\b/ },
    { slot: 'date', noun: /\b(?:dates?|what day|when did|time of)\b/ },
    { slot: 'reason', noun: /\breason\b/ },
    { slot: 'product', noun: /\b(?:model|product|item)(?: number| name)?\b/ },
    { slot: 'photo', noun: /\b(?:photos?|pictures?|screenshots?|receipt)\b/ },
    { slot: 'quantity', noun: /\b(?:how many|quantity)\b/ },
    { slot: 'issue', noun: /\b(?:issue|problem|what happened|more details|details of)\b/ },
  ],
}
