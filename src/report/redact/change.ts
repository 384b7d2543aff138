/** What is taken out of words before they are shown, for every output alike: reports, tables, terminals, copies. */
import { Mask } from '../../documents/mask.js'
import { withoutCredentials } from './credentials.js'

/** What is taken out. */
export interface Redaction {
  /** Names and work numbers of the people who answered. */
  names: boolean
  /** Keys, tokens, passwords and one-time codes. */
  credentials: boolean
  /** Telephone, identity and card numbers and e-mail addresses, whoever shows them. */
  personal: boolean
}

/** By `--redact` everything, by `--no-redact` nothing, else names and credentials. */
export function redactionOf(asked: boolean | undefined): Redaction {
  return { names: asked !== false, credentials: asked !== false, personal: asked === true }
}

/** Names of the people who answered, by target. */
export type People = ReadonlyMap<string, ReadonlySet<string>>

export type Change = (text: string) => string

/** How the words of conversations with each target are changed; undefined where nothing is taken out. */
export function changesFor(people: People, what: Redaction): ((target: string) => Change) | undefined {
  if (!what.names && !what.credentials && !what.personal) return undefined
  const mask = new Mask()
  const data: Change = (text) => {
    const bare = what.credentials ? withoutCredentials(text) : text
    return what.personal ? withoutCut(mask.of(bare)) : bare
  }
  if (!what.names) return () => data
  const made = new Map<string, Change>()
  return (target) => {
    const change = made.get(target) ?? changeOf(people.get(target) ?? new Set(), data)
    made.set(target, change)
    return change
  }
}

/** The beginning of a number or an address, where a quotation was cut. */
function withoutCut(text: string): string {
  return text
    .replace(/[\d+][\d -]{2,20}(?=\s?…)/g, isHan(text) ? '[号码]' : '[number]')
    .replace(/[\w.+-]{1,64}@[\w.-]{0,100}(?=\s?…)/g, isHan(text) ? '[邮箱]' : '[e-mail]')
}

/** Names first: a mask knows nothing of them. */
function changeOf(names: ReadonlySet<string>, data: Change): Change {
  const named = withoutNames(names)
  return (text) => data(named(text))
}

/** Keys under which files of a run keep words of a conversation, or sentences of ours that may quote them. */
const SPOKEN = new Set([
  'message',
  'detail',
  'reason',
  'verdictReason',
  'wanted',
  'value',
  'said',
  'asked',
  'answered',
  'question',
  'answer',
])
const NUMBER =
  /(?<label>工号|员工号|坐席号|客服编号)(?<is>\s*[:：是为]?\s*#?)[A-Za-z]{0,3}\d{1,12}|\b(?<role>(?:agent|staff|badge|employee)(?: (?:id|no\.?|number))?)(?<of>:? ?#?)\d{1,12}(?!\d|\s*(?:%|min|sec|hour|day|people|other))/giu

const isHan = (text: string): boolean => /\p{Script=Han}/u.test(text)

/** Stands where a name stood. */
export const placeholder = (text: string): string => (isHan(text) ? '[姓名]' : '[name]')

/** A name in Latin letters is one only where no letter stands beside it; Chinese ones have no such bounds. */
function withoutNames(names: ReadonlySet<string>): Change {
  const sorted = [...names].sort((a, b) => b.length - a.length)
  const parts = sorted.map((name) => {
    const exact = name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replace(/\s+/g, '\\s+')
    return isHan(name) ? exact : `(?<![\\p{L}\\p{N}])${exact}(?![\\p{L}\\p{N}])`
  })
  const pattern = parts.length === 0 ? null : new RegExp(parts.join('|'), 'gu')
  const beginnings = new Set(sorted.flatMap(beginningsOf))
  return (text) => {
    const named =
      pattern === null ? text : withoutBeginnings(text.replace(pattern, placeholder(text)), beginnings)
    return !/\d/.test(named)
      ? named
      : named.replace(NUMBER, (...match) => {
          const { label, is, role, of } = match.at(-1) as Record<string, string | undefined>
          return label === undefined ? `${role}${of}[number]` : `${label}${is}[编号]`
        })
  }
}

/** Of a name at the end of a quotation that was cut, its beginning. */
function withoutBeginnings(text: string, beginnings: ReadonlySet<string>): string {
  if (!text.includes('…')) return text
  return text.replace(/[^…\n]{1,60}(?=…)/g, (tail) => {
    const end = tail.trimEnd()
    for (let at = 0; at < end.length; at++) {
      const part = end.slice(at)
      if (beginnings.has(part) && (isHan(part) || !/[\p{L}\p{N}]$/u.test(end.slice(0, at))))
        return `${end.slice(0, at)}${placeholder(text)}${tail.slice(end.length)}`
    }
    return tail
  })
}

function beginningsOf(name: string): string[] {
  const characters = [...name]
  const shortest = isHan(name) ? 1 : 2
  return characters.flatMap((_, at) => (at < shortest ? [] : [characters.slice(0, at).join('')]))
}

/** A copy in which every text below a key of spoken words is changed. */
export function spoken<T>(value: T, change: Change, inside = false): T {
  if (typeof value === 'string') return (inside ? change(value) : value) as T
  if (Array.isArray(value)) return value.map((one) => spoken(one, change, inside)) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, spoken(one, change, inside || SPOKEN.has(key))]),
  ) as T
}
