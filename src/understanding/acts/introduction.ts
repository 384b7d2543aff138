/** Who gives a name: "您好，我是客服小李", "This is Ana from customer support". It may be the bot or a person. */
import { fold, readable } from '../text/normalise.js'

export interface Introduction {
  /** The name, folded; empty where only a role is given. */
  name: string
  /** The speaker speaks of itself, instead of being announced. */
  own: boolean
  /** Says to be a person: 人工客服, a staff number, "a human agent". */
  explicit: boolean
  span: string
}

/** Beginning of a message that is looked at: nobody introduces itself later. */
const BEGINNING = 400
const GAP = '[^。!?;\\n]'
const WORD = '[\\u4e00-\\u9fffa-z0-9]'
/** What stands after a name. */
const END = '(?=[\\s,。!?;:()~、"」】]|$|很高兴|正在|为[您你]|竭诚|随时|工号)'
const ROLE = '(?:客服|坐席|专员|专席|顾问|人员|经理|管家|代表)(?:专员|代表|人员|经理)?'
const CALLED =
  "\\b(?:this is|i'm|i am|my name is|you(?:'re| are) (?:now )?(?:chatting|speaking|talking) with) "

const OWN: RegExp[] = [
  new RegExp(`(?:我是|我叫|这里是|我就是)${GAP}{0,20}?${ROLE}[:"「【 ]{0,2}(?<name>${WORD}{0,6}?)${END}`),
  new RegExp(`(?:我是|我叫)(?<name>${WORD}{1,6}?)[, ]{1,2}${GAP}{0,10}?(?:客服|坐席|专员|工号)`),
  new RegExp(
    `${CALLED}(?<name>[a-z][a-z'-]{0,20})(?: [a-z]\\.?)?,? (?:and i'm |and i am )?(?:your|the|an?|from|with|at|in)\\b${GAP}{0,40}?\\b(?:advis[eo]r|agent|representative|operator|consultant|specialist|support|service|care|team|human|person)\\b`,
  ),
]
const ANNOUNCED = new RegExp(
  `(?<!智能|机器人|虚拟)${ROLE}[:"「【 ]{0,2}(?<name>${WORD}{1,6}?)[」】"]?\\s?(?:\\(?工号[^。)]{0,12}\\)?)?\\s?,?\\s?(?:很高兴|正在|将)?为[您你]服务`,
)
const PERSON =
  /人工(?!智能)|工号|\b(?:human|live (?:agent|representative))\b|\b(?:agent|id|badge) ?(?:no\.? ?)?\d/

/** The folded name in a label such as 客服小音 or 小音（AI智能客服）. */
export function nameIn(label: string): string {
  return fold(readable(label).slice(0, 60))
    .replace(/\([^)]{0,40}\)|智能|机器人|虚拟|在线|专属|客服|助手|助理|顾问/g, '')
    .trim()
}

/** The first introduction in a message, if any. */
export function introductionIn(text: string): Introduction | undefined {
  const shown = readable(text).slice(0, BEGINNING)
  const folded = fold(shown)
  for (const pattern of [...OWN, ANNOUNCED]) {
    const match = pattern.exec(folded)
    if (match === null) continue
    const end = match.index + match[0].length
    return {
      name: match.groups?.name ?? '',
      own: pattern !== ANNOUNCED,
      explicit: PERSON.test(folded.slice(match.index, end + 20)),
      span: shown.slice(match.index, end),
    }
  }
  return undefined
}
