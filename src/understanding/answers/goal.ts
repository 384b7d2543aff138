/** How much of a goal, written in words, a conversation has come to speak of and answer. */
import { factsIn } from '../facts/facts.js'
import { contentTokens, fold, readable } from '../text/normalise.js'
import { coreOf, groupsOf, ID, type Item, THINGS } from './goal-items.js'

/** A question with the reply to it. */
export interface Exchange {
  asked: string
  told: string
}

export interface Covered {
  /** How many things the goal names. */
  wanted: number
  /** What the consumer should learn and was not told, in the order of the goal. */
  missing: string[]
  /** Conditions that never came up. */
  unsaid: string[]
}

/** A conversation has some dozen exchanges: the first ones are looked at, and the beginning of each side. */
const MOST_EXCHANGES = 60
const LONGEST = 2000
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
/** An exchange as it is compared: folded, with its content. */
interface Talk extends Exchange {
  both: string
  content: ReadonlySet<string>
}

function talkOf({ asked, told }: Exchange): Talk {
  const [question, reply] = [asked, told].map((text) => fold(readable(text.slice(0, LONGEST)))) as [
    string,
    string,
  ]
  const both = `${question}\n${reply}`
  return { asked: question, told: reply.trim(), both, content: contentTokens(both) }
}

function covers({ asked, told, both, content }: Talk, item: Item): boolean {
  if (item.asked) {
    if (told === '') return false
    const thing = THINGS.find(([name]) => name.test(item.text))
    if (thing && NEARBY.test(item.text))
      return thing[1].test(both) && (NEARBY.test(both) || thing[2] === 'alone')
    const attribute = ATTRIBUTES.find(([name]) => name.test(item.text))
    if (attribute) return attribute[1].test(asked) || (attribute[1].test(told) && attribute[2].test(told))
  }
  const values = item.text.replace(ID, '').match(/\d+(?:\.\d+)?/g) ?? []
  if (!item.asked && values.length > 0)
    return values.every((value) => both.includes(value)) || sameValues(item.text, both)
  const core = coreOf(item.text)
  const tokens = [...contentTokens(core)]
  if (tokens.length === 0) return both.includes(core.trim())
  return tokens.filter((token) => content.has(token)).length / tokens.length >= ENOUGH
}

function sameValues(item: string, text: string): boolean {
  const told = new Set(factsIn(text).map((fact) => `${fact.kind} ${fact.value.join()}`))
  const wanted = factsIn(item)
  return wanted.length > 0 && wanted.every((fact) => told.has(`${fact.kind} ${fact.value.join()}`))
}

/** For each group, where its stretch of exchanges begins in the layout that covers most, and where the last one ends. */
function layout(hits: readonly boolean[][][], exchanges: number): number[] {
  const found = (rows: readonly boolean[][], from: number, to: number) =>
    rows.filter((row) => row.slice(from, to).includes(true)).length
  // The best layout of the groups so far over the exchanges before each place.
  let best = Array.from({ length: exchanges + 1 }, () => ({ sum: 0, cuts: [] as number[] }))
  for (const rows of hits) {
    best = best.map((_, to) =>
      best
        .slice(0, to + 1)
        .map(({ sum, cuts }, from) => ({ sum: sum + found(rows, from, to), cuts: [...cuts, from] }))
        .reduce((a, b) => (b.sum >= a.sum ? b : a)),
    )
  }
  return [...(best.at(-1)?.cuts ?? []), exchanges]
}

/**
 * Which things of a goal a conversation covers. The groups of the goal are laid along the exchanges in their order,
 * a stretch of exchanges for each, so that what was asked of the first hotel does not count for the second; the
 * layout that covers most is taken.
 */
export function coveredBy(goal: string, dialogue: readonly Exchange[]): Covered {
  const talks = dialogue.slice(0, MOST_EXCHANGES).map(talkOf)
  const groups = groupsOf(goal)
  const hits = groups.map((items) => items.map((item) => talks.map((talk) => covers(talk, item))))
  const cuts = layout(hits, talks.length)
  const open = groups.flatMap((items, g) =>
    items.filter((_, i) => !hits[g]?.[i]?.slice(cuts[g], cuts[g + 1]).includes(true)),
  )
  const texts = (asked: boolean) => open.filter((item) => item.asked === asked).map((item) => item.text)
  return { wanted: groups.flat().length, missing: texts(true), unsaid: texts(false) }
}
