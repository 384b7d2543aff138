/** A copy of a result for readers: without names of human agents and, where asked, without personal data. */
import { Mask } from '../../documents/mask.js'
import type { Bilingual } from '../../documents/ready.js'
import type { Finding, Line, Result, Target1, Trial } from '../../documents/types/result.js'
import { agentNames, namesIn } from './names.js'

/** What is taken out. */
export interface Redaction {
  /** Names and work numbers of the people who answered. */
  names: boolean
  /** Telephone, identity and card numbers and e-mail addresses, whoever shows them. */
  personal: boolean
}

/** By `--redact` everything, by `--no-redact` nothing, else names. */
export function redactionOf(asked: boolean | undefined): Redaction {
  return { names: asked !== false, personal: asked === true }
}

/** Keys under which a result keeps words of a conversation, or sentences of ours that may quote them. */
const SPOKEN = new Set([
  'message',
  'detail',
  'reason',
  'verdictReason',
  'asked',
  'answered',
  'question',
  'answer',
])
const NUMBER =
  /(?<label>工号|员工号|坐席号|客服编号)(?<is>\s*[:：是为]?\s*#?)[A-Za-z]{0,3}\d{1,12}|\b(?<role>(?:agent|staff|badge|employee)(?: (?:id|no\.?|number))?)(?<of>:? ?#?)\d{1,12}(?!\d|\s*(?:%|min|sec|hour|day|people|other))/giu

type Change = (text: string) => string

/** The same result with what `what` names replaced by words in brackets. The result itself stays as it is. */
export function redacted(result: Result, what: Redaction): Result {
  if (!what.names && !what.personal) return result
  const mask = new Mask()
  const personal: Change = what.personal ? (text) => mask.of(text) : (text) => text
  const changes = new Map(
    result.targets.map((target) => {
      const names = what.names ? withoutNames(agentNames(target)) : (text: string) => text
      return [target.id, (text: string) => personal(names(text))] as const
    }),
  )
  const of = (target: string): Change => changes.get(target) ?? personal
  return {
    ...result,
    plan: {
      ...result.plan,
      notPlanned: result.plan.notPlanned.map((one) => spoken(one, of(one.trial.split('/')[0] ?? ''))),
    },
    scorecard: {
      ...result.scorecard,
      targets: result.scorecard.targets.map((score) => spoken(score, of(score.target))),
    },
    targets: result.targets.map((target) => ofTarget(target, of(target.id), what)),
    ...(result.insight === undefined
      ? {}
      : {
          insight: {
            ...result.insight,
            targets: result.insight.targets.map((one) => spoken(one, of(one.target))),
          },
        }),
  }
}

/** What a reader is told of it; null where nothing was taken out. */
export function redactionNote({ names, personal }: Redaction): Bilingual | null {
  if (!names && !personal) return null
  return personal
    ? {
        'zh-CN':
          '人工客服的姓名和工号，以及能按格式认出的电话、证件号、卡号、邮箱，均以方括号中的词代替，相关截图不展示；运行目录中的原始记录未作改动。',
        en: 'Names and work numbers of human agents, and telephone, identity and card numbers and e-mail addresses that can be told by their form, are replaced by words in brackets, and pictures are left out; the transcripts of the run are unchanged.',
      }
    : {
        'zh-CN':
          '人工客服的姓名和工号以方括号中的词代替，有人工出现的对话不展示截图；运行目录中的原始记录未作改动。',
        en: 'Names and work numbers of human agents are replaced by words in brackets, and there are no pictures of conversations with a person; the transcripts of the run are unchanged.',
      }
}

function ofTarget(target: Target1, change: Change, what: Redaction): Target1 {
  const trials = target.trials.map((trial) => {
    const { screenshot, ...rest } = {
      ...trial,
      chat: trial.chat.map((line) => ofLine(line, change, what)),
      findings: trial.findings.map((finding) => ofFinding(finding, change)),
      ...(trial.stop ? { stop: spoken(trial.stop, change) } : {}),
    }
    // Nothing can be taken out of a picture.
    return screenshot === undefined || what.personal || hasPerson(trial) ? rest : { ...rest, screenshot }
  })
  return { ...target, ...(target.pairs ? { pairs: spoken(target.pairs, change) } : {}), trials }
}

// Lines and findings are many: they are not walked key by key.
function ofLine(line: Line, change: Change, what: Redaction): Line {
  const { actor, name, choices, chosen } = line
  return {
    ...line,
    text: textOf(line, change, what),
    ...(name === undefined ? {} : { name: labelOf(actor, name, change, what) }),
    ...(choices === undefined ? {} : { choices: choices.map(change) }),
    ...(chosen === undefined ? {} : { chosen: change(chosen) }),
  }
}

function ofFinding(finding: Finding, change: Change): Finding {
  const { message, wanted, measured } = finding
  const both = (text: Bilingual): Bilingual => ({ 'zh-CN': change(text['zh-CN']), en: change(text.en) })
  return {
    ...finding,
    message: both(message),
    ...(wanted === undefined ? {} : { wanted: both(wanted) }),
    ...(typeof measured?.value === 'string'
      ? { measured: { ...measured, value: change(measured.value) } }
      : {}),
  }
}

function hasPerson({ chat, levels }: Trial): boolean {
  return chat.some((line) => line.actor === 'human') || levels.some(({ level }) => level > 'E2')
}

/** Who came and went is told by the label. */
function textOf({ actor, text }: Line, change: Change, what: Redaction): string {
  const [all, head, label] = (actor === 'system' && /^(\[(?:joined|left)\] )(.{1,100})$/u.exec(text)) || []
  return all === undefined ? change(text) : `${head}${labelOf('human', `${label}`, change, what)}`
}

/** The label of a person keeps what says that it is one, and loses a name of one sign, too. */
function labelOf(actor: string, label: string, change: Change, what: Redaction): string {
  if (!what.names || (actor !== 'human' && actor !== 'unknown')) return change(label)
  const short = namesIn(label).filter((name) => [...name].length === 1)
  return short
    .reduce((text, name) => text.replace(name, placeholder(label)), change(label))
    .replace(/(?<=客服|坐席|座席|专员)[A-Za-z]?\d{2,12}/gu, '[工号]')
}

const placeholder = (text: string): string => (/\p{Script=Han}/u.test(text) ? '[姓名]' : '[name]')

/** A name in Latin letters is one only where no letter stands beside it; Chinese ones have no such bounds. */
function withoutNames(names: ReadonlySet<string>): Change {
  const sorted = [...names].sort((a, b) => b.length - a.length)
  const parts = sorted.map((name) => {
    const exact = name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replace(/\s+/g, '\\s+')
    return /\p{Script=Han}/u.test(name) ? exact : `(?<![\\p{L}\\p{N}])${exact}(?![\\p{L}\\p{N}])`
  })
  const pattern = parts.length === 0 ? null : new RegExp(parts.join('|'), 'gu')
  return (text) => {
    const named = pattern === null ? text : text.replace(pattern, placeholder(text))
    return !/\d/.test(named)
      ? named
      : named.replace(NUMBER, (...match) => {
          const { label, is, role, of } = match.at(-1) as Record<string, string | undefined>
          return label === undefined ? `${role}${of}[number]` : `${label}${is}[编号]`
        })
  }
}

/** A copy in which every text below a key of spoken words is changed. */
function spoken<T>(value: T, change: Change, inside = false): T {
  if (typeof value === 'string') return (inside ? change(value) : value) as T
  if (Array.isArray(value)) return value.map((one) => spoken(one, change, inside)) as T
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, spoken(one, change, inside || SPOKEN.has(key))]),
  ) as T
}
