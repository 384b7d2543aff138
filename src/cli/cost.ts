/** What a plan costs: messages, people, minutes; printed before a run and by --dry-run. */
import { milliseconds } from '../documents/duration.js'
import type { Lang } from '../documents/ready.js'
import type { Plan } from '../documents/types/plan.js'

/** A turn of a bot that answers in about two seconds, and the quiet after it. */
const SECONDS_A_TURN = 3.5

interface Cost {
  trials: number
  messages: number
  contacts: number
  minutes: number
}

export function costLine(plan: Plan, lang: Lang): string {
  const { trials, messages, contacts, minutes } = costOf(plan)
  const left = plan.notPlanned.length
  return lang === 'en'
    ? `plan: ${trials} trials · about ${messages} messages · at most ${contacts} human contacts · about ${minutes} min · seed ${plan.seed}${left > 0 ? ` · ${left} not planned` : ''}`
    : `计划：${trials} 场对话 · 约 ${messages} 条消息 · 最多接触 ${contacts} 位人工 · 约 ${minutes} 分钟 · 种子 ${plan.seed}${left > 0 ? ` · ${left} 场未列入` : ''}`
}

/** Prints every trial, what was left out and why, and the cost. */
export function printCost(plan: Plan, lang: Lang): void {
  for (const { id, contacts } of plan.trials)
    console.log(
      `${id}${contacts > 0 ? (lang === 'en' ? '  (may reach a person)' : '  （可能接触人工）') : ''}`,
    )
  for (const { trial, reason, detail } of plan.notPlanned)
    console.log(
      `${lang === 'en' ? 'not planned' : '未列入'}  ${trial}  ${reason}${detail ? `: ${detail}` : ''}`,
    )
  for (const { id, politeness } of Object.values(plan.documents.targets))
    console.log(
      lang === 'en'
        ? `${id}: ${politeness?.concurrency ?? 1} conversation(s) at once, ${politeness?.gap ?? '2s'} between them, at most ${politeness?.contactsPerDay ?? 2} human contacts a day`
        : `${id}：同时 ${politeness?.concurrency ?? 1} 场对话，间隔 ${politeness?.gap ?? '2s'}，每天最多接触 ${politeness?.contactsPerDay ?? 2} 位人工`,
    )
  console.log(costLine(plan, lang))
}

function costOf(plan: Plan): Cost {
  let messages = 0
  let contacts = 0
  const seconds = new Map<string, number>()
  for (const trial of plan.trials) {
    const steps = plan.documents.scenarios[trial.scenario]?.steps ?? []
    const turns = steps.reduce((n, step) => {
      const ask = step['ask-human']
      return n + (step.repeat?.times ?? (typeof ask === 'object' ? (ask.attempts ?? 1) : step.wait ? 0 : 1))
    }, 0)
    messages += turns
    contacts += trial.contacts
    const politeness = plan.documents.targets[trial.target]?.politeness
    const gap = milliseconds(politeness?.gap ?? '2s') / 1000
    const key = politeness?.key ?? trial.target
    seconds.set(
      key,
      (seconds.get(key) ?? 0) + (turns * SECONDS_A_TURN + gap) / (politeness?.concurrency ?? 1),
    )
  }
  const longest = Math.max(0, ...seconds.values())
  return { trials: plan.trials.length, messages, contacts, minutes: Math.max(1, Math.ceil(longest / 60)) }
}
