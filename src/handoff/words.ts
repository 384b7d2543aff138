/** What the words of one message say of the way to a person: an offer, a queue, a refusal, or something else instead. */
import { actsOfMessage } from '../understanding/acts/message-acts.js'
import { factsIn } from '../understanding/facts/facts.js'
import { fold, readable } from '../understanding/text/normalise.js'
import type { ActName, ReadMessage } from '../understanding/types.js'
import { type Queue, queueIn } from './queue-words.js'

/** What a message tells of the way to a person. */
export interface Told {
  state:
    | 'offered'
    | 'queued'
    | 'refused'
    | 'out-of-hours'
    | 'timed-out'
    | 'returned'
    | 'conditioned'
    | 'deflected'
  /** The words that show it. */
  why: string
  queue?: Queue
  /** A person is on the way, and not only on offer. */
  promised?: true
  /** The bot says itself that it is back. */
  announced?: true
  /** Says so only where nothing else of the turn says more: a menu, a link or a question may stand beside anything. */
  weak?: true
}

/** What a message holds in place of a person. */
export interface Instead {
  phone?: string
  link?: string
  /** When people are on duty, as it is written. */
  hours?: string
  /** A message can be left, or a form filled in. */
  message?: string
  /** Somebody will call or write. */
  callback?: string
}

/** Acts below this say too little. */
const SURE = 0.5
/** Acts of a menu below this may be a list in an answer. */
const MENU = 0.8
/** Beginning of a message that is looked at. */
const BEGINNING = 2000
const LONGEST = 200

const TIMED_OUT =
  /(?:排队|等待|转接|接入|会话)[^,。!?;\n]{0,6}超时|长时间(?:没有?|未|无)人?(?:接|应答|响应)|(?:暂时|目前)?(?:没有?|未|无)(?:能)?(?:客服|坐席|人工)[^,。!?;\n]{0,4}(?:应答|接起|响应)|\b(?:queue|wait|request|transfer|connection)\b[^.!?\n]{0,24}\btimed out|\bno (?:agents?|one|representatives?) (?:was|were|could|has|have|is|are)[^.!?\n]{0,20}(?:able to )?(?:pick|answer|accept|take|respond)/
const RETURNED =
  /(?:转回|返回|切换回|切回|回到|继续由|改由|交还给?)[^,。!?;\n]{0,8}(?:机器人|智能(?:客服|助手|服务)|小助手)|(?:机器人|智能(?:客服|助手))[^,。!?;\n]{0,4}继续为[您你]|\b(?:back|return(?:ed|ing)?|hand(?:ed|ing)? (?:you )?back|transferr(?:ed|ing) (?:you )?back)\b[^.!?\n]{0,16}\b(?:virtual|bot|chatbot|robot|automated|digital|ai)\b/
const CLOCK = '(?:\\d{1,2}[:点][0-5]?\\d?半?|\\d{1,2} ?(?:[ap]m\\b|[ap]\\.m\\.))'
const DAY = '(?:周[一二三四五六日天]|星期.|工作日|每[天日]|\\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,7}\\b)'
const HOURS = new RegExp(
  `(?:${DAY}[^。!?;\\n]{0,12}?)?${CLOCK} ?(?:-|~|至|到|to|and|until|till) ?(?:次日|晚上?|下午|凌晨)?${CLOCK}|24 ?/ ?7|7 ?[x*×] ?24`,
)
/** When people are back, without the hours: 明早九点上班, "back at 9 am", "again on Monday". */
const BACK = new RegExp(
  `(?:(?:明天|明早|次日|今天|早上|上午|${DAY})[^,。!?;\\n]{0,4})?${CLOCK}[^,。!?;\\n]{0,6}(?:上班|开始|恢复|之?后|再)|(?:明天|明早|次日|${DAY})[^,。!?;\\n]{0,8}(?:上班|再来|恢复|为您服务)|\\b(?:back|open|return|available|again|from|until|at)\\b[^.!?\\n]{0,16}(?:${CLOCK}|\\btomorrow\\b|${DAY})`,
)
const MESSAGE =
  /留言|(?:在这里|在此|直接)[^,。!?;\n]{0,6}(?:写下|写明|留下)|(?:登记|记录|生成|建)[^,。!?;\n]{0,4}工单|(?:填写|提交)[^,。!?;\n]{0,8}(?:表单|工单|信息表|反馈)|\bleave (?:us )?(?:a|your) (?:message|details|contact|email|number)|\b(?:fill (?:in|out)|complete|submit)\b[^.!?\n]{0,16}\b(?:form|ticket)\b/
const CALLBACK =
  /(?:回电|回拨|致电|回访|联系|回复)(?:给)?[您你]|\bcall(?:s|ing)? (?:you )?back|\b(?:get|be) (?:back to|in touch with) you|\bcontact you\b|\bcallback\b/
/** Hotlines of others, at which one complains: naming one is no way to this merchant. */
const OF_OTHERS = /^123\d\d$/

/** The first words of a message that match, as they were written. */
function words(shown: string, folded: string, pattern: RegExp): string | undefined {
  const match = pattern.exec(folded)
  return match === null
    ? undefined
    : shown
        .slice(match.index, match.index + match[0].length)
        .trim()
        .slice(0, LONGEST)
}

/** What stands in a text that could serve instead of a person. */
export function insteadIn(text: string): Instead {
  const shown = readable(text).slice(0, BEGINNING)
  const folded = fold(shown)
  const facts = factsIn(shown)
  const of = (kind: string) =>
    facts.find((fact) => fact.kind === kind && !OF_OTHERS.test(String(fact.value[0])))
  const found: Instead = {}
  const add = (key: keyof Instead, words: string | undefined) => {
    if (words !== undefined) found[key] = words
  }
  add('phone', of('phone')?.span)
  add('link', of('url')?.span)
  add('hours', words(shown, folded, HOURS))
  add('message', words(shown, folded, MESSAGE))
  add('callback', words(shown, folded, CALLBACK))
  return found
}

/** The hours in which people are there, or when they are back, as a text has them. */
export function hoursIn(text: string): string | undefined {
  const shown = readable(text).slice(0, BEGINNING)
  const folded = fold(shown)
  return words(shown, folded, HOURS) ?? words(shown, folded, BACK)
}

/** All that a message of the bot's side tells of the way to a person, the most telling first. */
export function toldIn(message: ReadMessage): Told[] {
  const shown = readable(message.text).slice(0, BEGINNING)
  const folded = fold(shown)
  const acts = actsOfMessage(message)
  const act = (name: ActName, least = SURE) =>
    acts.find((one) => one.act === name && one.confidence >= least)?.span
  const told: Told[] = []
  const add = (state: Told['state'], why: string | undefined, more: Partial<Told> = {}) => {
    if (why !== undefined) told.push({ state, why, ...more })
  }
  const queue = queueIn(shown)
  const promised = act('promises-transfer')
  const condition = act('conditions-transfer')
  const refused = act('refuses-human')
  const waiting = act('queue') ?? (queue === undefined ? undefined : shown.slice(0, LONGEST))
  add('returned', words(shown, folded, RETURNED), { announced: true })
  add('timed-out', words(shown, folded, TIMED_OUT))
  add('out-of-hours', act('out-of-hours'))
  add('refused', refused)
  add('offered', promised, { promised: true })
  if (refused === undefined || queue?.position !== undefined)
    add('queued', waiting, { ...(queue ? { queue } : {}), promised: true })
  add('conditioned', condition)
  if (promised === undefined && condition === undefined) add('offered', act('offers-human'), { weak: true })
  if (told.length === 0) {
    add('conditioned', act('asks-slot') ?? act('offers-choices', MENU), { weak: true })
    const { phone, link } = insteadIn(shown)
    add('deflected', act('deflects') ?? act('names-channels') ?? phone ?? link, { weak: true })
  }
  return told
}
