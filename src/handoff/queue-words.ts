/** Place in a queue and waiting time, as the words of a chat tell them. */
import { placedIn } from '../understanding/facts/facts.js'
import { NUMBER, numberOf } from '../understanding/facts/numerals.js'
import { fold, readable } from '../understanding/text/normalise.js'

/** What is known of a queue: as in the `queue` of a hand-off event. */
export interface Queue {
  /** How many are before the consumer, itself counted: 1 is next. */
  position?: number
  /** Milliseconds that it is said to take; of a range the longest. */
  eta?: number
}

/** Notices are short: no more of a message is looked at. */
const BEGINNING = 1000
/** No queue is longer, whatever is said. */
const LONGEST = 100_000
const N = `(?<n>${NUMBER})`
const GAP = '[^,。!?;\\n]'

/** How many are ahead: the consumer stands behind them. */
const AHEAD = [
  `(?:[您你]?(?:的)?(?:前面|前方|前边|之前)|排在[您你]前面?)${GAP}{0,3}?(?:有|剩|排着?|等着?)(?:大?约)? ?${N} ?(?:位|人|名|个)`,
  `${N} (?:other |more )?(?:people|persons?|customers?|users?|callers?|chats?|visitors?|others) (?:is |are )?(?:still |currently |waiting )?(?:ahead|before you|in front)`,
  `\\bahead of you ?(?:is|are|:) ?${N}`,
]
/** The consumer's own place, or how many stand in the queue with it. */
const PLACE = [
  `(?:排在?|排队|序号|位置|位次|[您你](?:目前|当前|现在)?(?:是|为)|队列中?)${GAP}{0,4}?第 ?${N} ?(?:位|名|个|号|$)?`,
  `(?:排队(?:序号|位置|号码|位次|名次)|队列位置|当前位置|您的位置)(?:为|是|:)? ?${N}`,
  `(?:排队|等待)(?:的)?(?:人数)?(?:为|是|:|有|共)? ?${N} ?(?:位|人|名)|(?<!前面|前方)(?:还|共|现)有 ?(?<m>${NUMBER}) ?(?:位|人|名)${GAP}{0,6}(?:排队|等待)`,
  `\\byou(?:'re| are)(?: now| currently)? (?:in |at )?(?:number|no\\.?|position|place|#) ?#?${N}\\b`,
  `\\byou(?:'re| are)(?: now| currently)? (?:the )?${N}(?:st|nd|rd|th) in (?:the |our )?(?:queue|line)`,
  `\\b(?:position|place)(?: in (?:the |our )?(?:queue|line))?(?: is| ?:) ?(?:number |no\\.? |#)?${N}`,
  `\\b${N} (?:people|customers?|users?|callers?|chats?) (?:are |currently )?(?:in (?:the |our )?(?:queue|line)|waiting)`,
]
const NOBODY =
  /(?:前面|前方)(?:没有|无)(?:其他)?(?:人|用户|客户)|下一个就(?:是|轮到)[您你]|\byou(?:'re| are)(?: the)? next(?: in (?:the )?(?:queue|line))?\b|\b(?:nobody|no ?one|no (?:other )?(?:people|customers?))(?: is| are)?(?: else)? (?:ahead|before) (?:of )?you/
const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth'.split(' ')
const ORDINAL = new RegExp(
  `\\byou(?:'re| are)(?: now| currently)? (${ORDINALS.join('|')}) in (?:the )?(?:queue|line)`,
)

const matchers = (sources: readonly string[]) => sources.map((source) => new RegExp(source))
const ahead = matchers(AHEAD)
const places = matchers(PLACE)

/** Only with one of these can a text tell of a queue: most have none. */
const CUE =
  /排队|队列|等待|等候|稍等|转接|前面|前方|第.{1,4}位|接通|接入|接待|下一个|queue|wait|line|ahead|position|next|minute|second/
/** A span of time beside these is how long a person is waited for. */
const WAITING =
  /等待|等候|稍等|排队|接通|接入|接待|转接|(?:人工|客服|坐席|专员)[^,。!?;\n]{0,10}(?:为[您你]|回复|响应)|\b(?:wait|queue|be with you|connect|join|in line|respond)/
/** Beside these it is another time: what has passed, or when the chat is closed. */
const OTHER =
  /已(?:经)?(?:等|排)|无操作|未(?:回复|操作|响应)|没有?(?:回复|操作)|自动(?:结束|关闭|退出)|超时|工作日|退款|到账|\bhave (?:been )?wait|\b(?:inactiv|idle|clos|end|expire|disconnect|refund|no (?:reply|response))/
const MILLISECONDS: Record<string, number> = { second: 1000, minute: 60_000, hour: 3_600_000 }

/** Place in a queue and waiting time that a text tells, in either language; undefined where it tells neither. */
export function queueIn(text: string): Queue | undefined {
  const shown = readable(text).slice(0, BEGINNING)
  const folded = fold(shown)
  if (!CUE.test(folded)) return undefined
  const position = positionIn(folded)
  const eta = etaIn(shown, folded)
  if (position === undefined && eta === undefined) return undefined
  return { ...(position === undefined ? {} : { position }), ...(eta === undefined ? {} : { eta }) }
}

function positionIn(folded: string): number | undefined {
  if (NOBODY.test(folded)) return 1
  const ordinal = ORDINAL.exec(folded)?.[1]
  if (ordinal !== undefined) return ORDINALS.indexOf(ordinal) + 1
  const before = first(folded, ahead)
  return before === undefined ? first(folded, places) : before + 1
}

function first(folded: string, patterns: readonly RegExp[]): number | undefined {
  for (const pattern of patterns) {
    const groups = pattern.exec(folded)?.groups
    const value = groups === undefined ? null : numberOf(groups.n ?? groups.m ?? '')
    if (value !== null && Number.isInteger(value) && value >= 0 && value < LONGEST) return value
  }
  return undefined
}

/** The longest time that a sentence about waiting names. */
function etaIn(shown: string, folded: string): number | undefined {
  for (const { at, end, fact } of placedIn(shown)) {
    const unit = MILLISECONDS[fact.unit ?? '']
    if (fact.kind !== 'duration' || unit === undefined || fact.negated) continue
    const sentence = sentenceAround(folded, at, end)
    const most = Number(fact.value.at(-1))
    if (WAITING.test(sentence) && !OTHER.test(sentence) && most >= 0) return most * unit
  }
  return undefined
}

function sentenceAround(text: string, at: number, end: number): string {
  const from =
    Math.max(...[...'。!?;\n'].map((mark) => text.lastIndexOf(mark, at - 1)), text.lastIndexOf('. ', at)) + 1
  const rest = /[。!?;\n]|\.\s/.exec(text.slice(end))
  return text.slice(from, rest === null ? text.length : end + rest.index)
}
