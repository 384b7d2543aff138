/** What a goal, written in words, names: things to be told, and conditions, thing by thing. */
import { contentTokens, fold, readable } from '../text/normalise.js'

/** One thing that a goal names, folded. */
export interface Item {
  text: string
  /** The consumer should be told it; else it is a condition that should come up. */
  asked: boolean
}

/** Bounds: a goal is a paragraph. */
const MOST_SENTENCES = 200
const MOST_GROUPS = 24
const MOST_ITEMS = 12

/** What is asked for by what words; `alone`: nobody says that it should be near by. */
export const THINGS: readonly [RegExp, RegExp, 'alone'?][] = [
  [/餐馆|餐厅|restaurants?/, /餐|吃|饭|馆|食|restaurant|eat|food/],
  [/景点|attractions?|sights?/, /景|玩|逛|游|attraction|sight|visit/],
  [/酒店|宾馆|hotels?/, /酒店|宾馆|住|旅馆|hotel|stay|guest ?house/],
  [/地铁|metro|subway/, /地铁|metro|subway/, 'alone'],
  [/出租|taxi/, /出租|打车|叫车|车型|车牌|taxi|cab/, 'alone'],
]

/** Words before what is wanted. */
const ASKS =
  /^.*?(?:想(?:要)?知道|想了解|想问|询问|want to know|find out|ask (?:for|about)|make sure you get)/
const WANTS = /^.*?(?:希望|想要?|需要|要|would like|want|prefer|looking for|need)/

/** Names of things within the goal itself: id=1. */
export const ID = /\(?id ?= ?\d+\)?/g
/** Words that only frame what is wanted. */
const FRAME =
  /名叫|\(id=\d+\)|id=\d+|的|是否|是|包含|提供|设施|菜肴|你|去|一个|用餐|住宿|游玩|乘坐|呼叫|从|到|吃|\b(?:you|your|would|like|to|a|an|the|is|are|that|it|and|should|if|not|be|have|has|in|on|of|for|with|place|stay|price|range|make|making|get|find|sure|once|also|any|some)\b/g

/** A sentence that begins with another thing that is wanted. */
const NEXT =
  /^(?:你?(?:还|也|另外|然后|最后|再)?(?:要|想)(?:去|找|订|预订|乘|呼叫|叫|买)|(?:you (?:are|'re) (?:also )?(?:looking for|planning)|you (?:also )?(?:want|need) to find|also find|then find)\b)/

/** The things that a goal names, by group: a group for each thing that is wanted, in the order of the goal. */
export function groupsOf(goal: string): Item[][] {
  const groups: Item[][] = []
  const sentences = readable(goal).split(/[。;；!！\n]|\.(?=\s|$)/)
  for (const sentence of sentences.slice(0, MOST_SENTENCES)) {
    const items = itemsOf(sentence)
    const last = groups.at(-1)
    if (last === undefined || (NEXT.test(fold(sentence).trim()) && groups.length < MOST_GROUPS))
      groups.push(items)
    else last.push(...items)
  }
  return groups.map((items) => items.slice(0, MOST_ITEMS))
}

function itemsOf(sentence: string): Item[] {
  const text = fold(sentence).trim()
  if (text === '') return []
  if (!ASKS.test(text)) {
    const wish = text.replace(WANTS, '')
    return contentTokens(coreOf(wish)).size > 0 ? [{ text: wish, asked: false }] : []
  }
  return text
    .replace(ASKS, '')
    .replace(/^(?:这个|该|the)?[^、,]{0,8}?的(?=[^、,])/, '')
    .split(/[、,]| and |以及|和(?=[\u4e00-\u9fff]{2})/)
    .map((one) => one.trim())
    .filter((one) => one !== '' && !/^(?:名称|名字|name)$/.test(one))
    .map((one) => ({ text: one, asked: true }))
}

/** What is left of an item without its frame and the name of its thing. */
export function coreOf(text: string): string {
  const thing = THINGS.find(([name]) => name.test(text))?.[0]
  const rest = text.replace(FRAME, ' ')
  return thing === undefined ? rest : rest.replace(thing, ' ')
}
