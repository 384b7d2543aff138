/** How much of a goal, written in words, a conversation has come to speak of and answer. */
import { factsIn } from '../facts/facts.js'
import { contentTokens, fold, readable } from '../text/normalise.js'

/** A question with the reply to it. */
export interface Exchange {
  asked: string
  told: string
}

export interface Covered {
  /** Things that the goal names. */
  wanted: number
  /** Those that the consumer should learn and was not told, and conditions that never came up; in the order of the goal. */
  missing: string[]
  unsaid: string[]
}

/** Bounds: a goal is a paragraph and a conversation has some dozen exchanges. */
const MOST_GOALS = 24
const MOST_ITEMS = 12
const MOST_EXCHANGES = 60
/** Share of an item's content that must be there. */
const ENOUGH = 0.6

/** What is asked of a thing, whatever the thing: the words that ask for it, and those that give it. */
const ATTRIBUTES: readonly [RegExp, RegExp, RegExp][] = [
  [
    /电话|号码|联系方式|phone|contact number/,
    /电话|号码|联系方式|打给|怎么联系|phone|number|call/,
    /\d{3,}[- ]?\d{3,}/,
  ],
  [
    /地址|位置|address|location|postcode/,
    /地址|位置|在哪|哪里|哪儿|怎么走|什么地方|where|address|located|postcode/,
    /[路街区号村镇里院]|address|street|road|located/,
  ],
  [
    /(?:营业|开放|服务|上班)时间|hours/,
    /时间|几点|什么时候|开门|关门|hours|open|close|when/,
    /\d[:：点]|全天|24小时|\d ?[ap]\.?m/,
  ],
  [
    /时长|多久|(?:游玩|停留|处理)时间|duration|how long/,
    /时长|多久|多长|时间|小时|how long|duration/,
    /\d ?(?:小时|分钟|天|hours?|minutes?|days?)/,
  ],
  [
    /价格|票价|消费|费用|多少钱|门票|price|cost|fee/,
    /价|钱|费|票|贵|元|price|cost|fee|much|pay|cheap/,
    /\d|免费|free/,
  ],
  [/评分|rating|stars?/, /评分|评价|几分|口碑|\d ?分|rating|stars?/, /\d|没有?评分|rating/],
  [/类型|type|kind/, /类型|档次|什么型|[\u4e00-\u9fff]{2}型|type|kind/, /型|type|kind/],
  [/推荐菜|招牌|dishes/, /菜|吃什么|招牌|特色|dish|food|menu/, /./],
]
/** Near by, said in many ways. */
const NEARBY = /周边|附近|周围|旁边|边上|临近|nearby|near|around|close by/
/** What is asked for by what words; `alone`: nobody says that it should be near by. */
const THINGS: readonly [RegExp, RegExp, 'alone'?][] = [
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

/** Words that only frame what is wanted. */
const FRAME =
  /名叫|\(id=\d+\)|id=\d+|的|是否|是|包含|提供|设施|菜肴|你|去|一个|用餐|住宿|游玩|乘坐|呼叫|从|到|吃|\b(?:you|your|would|like|to|a|an|the|is|are|that|it|and|should|if|not|be|have|has|in|on|of|for|with|place|stay|price|range|make|making|get|find|sure|once|also|any|some)\b/g

interface Item {
  text: string
  asked: boolean
}

/** A sentence that begins with another thing that is wanted. */
const NEXT =
  /^(?:你?(?:还|也|另外|然后|最后|再)?(?:要|想)(?:去|找|订|预订|乘|呼叫|叫|买)|(?:you (?:are|'re) (?:also )?(?:looking for|planning)|you (?:also )?(?:want|need) to find|also find|then find)\b)/

/** The things that a goal names, by group: a group for each thing that is wanted, in the order of the goal. */
function groupsOf(goal: string): Item[][] {
  const groups: Item[][] = []
  for (const sentence of readable(goal).split(/[。;；!！\n]|\.(?=\s|$)/)) {
    const items = itemsOf(sentence)
    const last = groups.at(-1)
    if (last === undefined || (NEXT.test(fold(sentence).trim()) && groups.length < MOST_GOALS))
      groups.push(items)
    else last.push(...items.slice(0, MOST_ITEMS - last.length))
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

function covers({ asked, told }: Exchange, item: Item): boolean {
  const both = `${asked}\n${told}`
  if (item.asked) {
    if (told.trim() === '') return false
    const near = NEARBY.test(item.text)
    const thing = THINGS.find(([name]) => name.test(item.text))
    if (near && thing) return thing[1].test(both) && (NEARBY.test(both) || thing[2] === 'alone')
    const attribute = ATTRIBUTES.find(([name]) => name.test(item.text))
    if (attribute)
      return (attribute[1].test(asked) && told !== '') || (attribute[1].test(told) && attribute[2].test(told))
  }
  const values = item.text.match(/\d+(?:\.\d+)?/g) ?? []
  if (!item.asked && values.length > 0)
    return values.every((value) => both.includes(value)) || sameValues(item.text, both)
  const core = coreOf(item.text)
  const tokens = [...contentTokens(core)]
  if (tokens.length === 0) return both.includes(core.trim())
  const present = contentTokens(both)
  return tokens.filter((token) => present.has(token)).length / tokens.length >= ENOUGH
}

/** What is left of an item without its frame and the name of its thing. */
function coreOf(text: string): string {
  const thing = THINGS.find(([name]) => name.test(text))?.[0]
  const rest = text.replace(FRAME, ' ')
  return thing === undefined ? rest : rest.replace(thing, ' ')
}

function sameValues(item: string, text: string): boolean {
  const told = new Set(factsIn(text).map((fact) => `${fact.kind} ${fact.value.join()}`))
  const wanted = factsIn(item)
  return wanted.length > 0 && wanted.every((fact) => told.has(`${fact.kind} ${fact.value.join()}`))
}

/**
 * Which things of a goal a conversation covers. The groups of the goal are laid along the exchanges in their order,
 * a stretch of exchanges for each, so that what was asked of the first hotel does not count for the second; the
 * layout that covers most is taken.
 */
export function coveredBy(goal: string, dialogue: readonly Exchange[]): Covered {
  const exchanges = dialogue.slice(0, MOST_EXCHANGES)
  const groups = groupsOf(goal)
  const hits = groups.map((items) =>
    items.map((item) =>
      exchanges.map((one) =>
        covers({ asked: fold(readable(one.asked)), told: fold(readable(one.told)) }, item),
      ),
    ),
  )
  const found = (g: number, from: number, to: number) =>
    (hits[g] ?? []).filter((row) => row.slice(from, to).includes(true)).length
  // best[j]: the most that the groups so far cover with the exchanges before j, and where their stretches began.
  let best = exchanges
    .map((_, i) => ({ sum: 0, cuts: [] as number[], i }))
    .concat({ sum: 0, cuts: [], i: exchanges.length })
  for (let g = 0; g < groups.length; g++) {
    best = best.map((_, to) => {
      let top = { sum: -1, cuts: [] as number[], i: to }
      for (let from = 0; from <= to; from++) {
        const before = best[from]
        if (before === undefined) continue
        const sum = before.sum + found(g, from, to)
        if (sum >= top.sum) top = { sum, cuts: [...before.cuts, from], i: to }
      }
      return top
    })
  }
  const cuts = [...(best.at(-1)?.cuts ?? []), exchanges.length]
  const open = groups.flatMap((items, g) =>
    items.filter((_, i) => !(hits[g]?.[i] ?? []).slice(cuts[g], cuts[g + 1]).includes(true)),
  )
  const of = (asked: boolean) => open.filter((item) => item.asked === asked).map((item) => item.text)
  return { wanted: groups.flat().length, missing: of(true), unsaid: of(false) }
}
