/** The names of the people who answered: from the labels of their messages, from who joined, and from how they introduce themselves. */
import type { Line } from '../../documents/types/result.js'

/** Longer labels are no names. */
const LONGEST = 60
/** What a label says besides a name, in either language. */
const ROLES =
  /[(（[【][^)）\]】]{0,40}[)）\]】]|工号\s*[A-Za-z]?\d{0,12}|[A-Za-z]?\d{2,}|人工|真人|在线|专属|售前|售后|高级|资深|金牌|客服|坐席|座席|专员|专席|顾问|代表|人员|经理|管家|老师|同学|为[您你]服务|号|\b(?:human|live|customer|service|support|care|team|desk|agents?|representative|rep|operator|advis[eo]r|consultant|specialist|manager|person|staff|from|at|with|the|an?|your|no\.?|id|badge|mr|mrs|ms)\b\.?|[^\p{L}\p{N}'’.· -]+/giu
const BOT = /智能|机器人|虚拟|助手|助理|\b(?:ai|bot|chatbot|assistant|virtual|robot)\b/iu
/** What a participant without a name is called in the chat. */
const UNNAMED = new Set(['human', 'bot', 'system', 'unknown', 'consumer'])

/** What follows 客服 and is no name: "客服很高兴为您服务", "客服热线为您服务". */
const NOT =
  '(?!很|竭|正在|随时|将|马上|请|有|为|来|可以|能|已|的|会|尽|稍|全|热线|团队|中心|小组|部门|平台|专线|小时|这|那|我|您|你|一|[0-9])'
const NAME = `${NOT}(?<name>[\\p{Script=Han}A-Za-z0-9]{2,6}?)`
const ROLE = '(?<!智能|机器人|虚拟)(?:客服|坐席|座席|专员|专席|顾问|客服经理|管家)(?:专员|代表|人员|经理)?'
const OPEN = '[:：“"「【 ]{0,2}'
const GAP = '[^。！？!?;；\\n]'
/** "我是人工客服小林，", "客服小林（工号1024）为您服务", "客服小林已断开". */
const SAID = [
  new RegExp(
    `(?:我是|我叫|这里是)${GAP}{0,20}?${ROLE}${OPEN}${NAME}(?=[\\s,，。!！?？;；:：、~～”"」】]|$|很高兴|正在|为[您你]|随时|工号)`,
    'u',
  ),
  new RegExp(
    `${ROLE}${OPEN}${NAME}[”"」】]?\\s?(?:[(（]?工号[^)）。]{0,12}[)）]?)?\\s?[,，]?\\s?(?:很高兴|正在|将)?(?:为[您你]服务|已?加入|已?接入|已?进入|已断开|已离开)`,
    'u',
  ),
  /\b(?:[Tt]his is|I'm|I am|[Mm]y name is|(?:chatting|speaking|talking) with) (?<name>\p{Lu}[\p{L}'-]{1,20}(?: \p{Lu}[\p{L}'-]{1,20})?)(?=[,.!]|$| (?:and|from|with|here)\b)/u,
  /^(?<name>\p{Lu}[\p{L}'-]{1,20}(?: \p{Lu}[\p{L}'-]{1,20})?)(?: \([^)]{1,30}\))? (?:has )?(?:joined|left|lost the connection)\b/u,
]
/** Whoever says so of itself is taken for a person, whatever its label. */
const EXPLICIT = /人工(?!智能)|工号|\bhuman (?:agent|operator|representative)\b|\(agent \d+\)/

/** The parts of a label that are a name: 小林 of 人工客服小林, nothing of 在线客服 or of a label that names a bot. */
export function namesIn(label: string): string[] {
  if (label.length > LONGEST || BOT.test(label) || UNNAMED.has(label)) return []
  return label
    .split(ROLES)
    .map((part) => part.replace(/^[\s'’.·-]+|[\s'’.·-]+$/gu, ''))
    .filter((part) => part !== '')
}

/** Who said what, as far as names are told by it. */
export type Spoken = Pick<Line, 'actor' | 'text' | 'name'>

/** More names are those of no team, and of nobody. */
const MOST = 2000

/** Gathers the names of the people who answered for one target; what its bot or the merchant is called is none. */
export class AgentNames {
  readonly #names = new Set<string>()
  readonly #others: Set<string>

  /** @param others what else has a name: the merchant, the target */
  constructor(...others: readonly string[]) {
    this.#others = new Set(others)
  }

  /** One conversation. */
  add(chat: Iterable<Spoken>): this {
    for (const line of chat) {
      if (line.actor === 'bot' && line.name !== undefined && this.#others.size < MOST)
        this.#others.add(line.name)
      for (const name of namesOf(line))
        if ([...name].length > 1 && this.#names.size < MOST) this.#names.add(name)
    }
    return this
  }

  /** All that were told so far. */
  names(): Set<string> {
    const others = [...this.#others]
    return new Set([...this.#names].filter((name) => !others.some((other) => other.includes(name))))
  }
}

function namesOf(line: Spoken): string[] {
  if (line.actor === 'consumer') return []
  const joined = line.actor === 'system' ? /^\[[a-z]{1,20}\] (.{1,60})$/u.exec(line.text)?.[1] : undefined
  const labels = line.actor === 'bot' ? [] : [line.name, joined]
  return [
    ...labels.flatMap((label) => (label === undefined ? [] : namesIn(label).flatMap(withParts))),
    ...saidIn(line),
  ]
}

/** "Ana Lopez" is called Ana, too. */
function withParts(name: string): string[] {
  const words = name.split(/\s+/).filter((word) => /^\p{Lu}[\p{L}'’-]{2,}$/u.test(word))
  return words.length > 1 ? [name, ...words] : [name]
}

/** Nobody introduces themselves after the first few hundred characters. */
function saidIn({ actor, text }: Spoken): string[] {
  const beginning = text.slice(0, 400)
  if (actor !== 'human' && actor !== 'system' && !EXPLICIT.test(beginning)) return []
  return SAID.flatMap((pattern) => {
    const name = pattern.exec(beginning)?.groups?.name
    return name === undefined ? [] : namesIn(name).flatMap(withParts)
  })
}
