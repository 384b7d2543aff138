/** A copy of a result for readers: without names of human agents and credentials and, where asked, without personal data. */
import type { Bilingual } from '../../documents/ready.js'
import type { Finding, Line, Result, Target1, Trial } from '../../documents/types/result.js'
import { type Change, changesFor, type People, placeholder, type Redaction, spoken } from './change.js'
import { AgentNames, namesIn } from './names.js'

/**
 * The same result with what `what` names replaced by words in brackets. The result itself stays as it is.
 * @param people names by target, where the result does not hold all conversations; default: from its chats
 */
export function redacted(result: Result, what: Redaction, people?: People): Result {
  const of = changesFor(people ?? peopleIn(result), what)
  if (of === undefined) return result
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
          '人工客服的姓名和工号、密钥和口令，以及能按格式认出的电话、证件号、卡号、邮箱，均以方括号中的词代替，相关截图不展示；运行目录中的原始记录未作改动。',
        en: 'Names and work numbers of human agents, credentials, and telephone, identity and card numbers and e-mail addresses that can be told by their form, are replaced by words in brackets, and pictures are left out; the transcripts of the run are unchanged.',
      }
    : {
        'zh-CN':
          '人工客服的姓名和工号、密钥和口令以方括号中的词代替，有人工出现的对话不展示截图；运行目录中的原始记录未作改动。',
        en: 'Names and work numbers of human agents, and credentials, are replaced by words in brackets, and there are no pictures of conversations with a person; the transcripts of the run are unchanged.',
      }
}

function peopleIn({ targets }: Result): People {
  return new Map(
    targets.map(({ id, merchant, title, trials }) => {
      const names = new AgentNames(merchant, title)
      for (const { chat } of trials) names.add(chat)
      return [id, names.names()]
    }),
  )
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
