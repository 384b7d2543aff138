/** What a plan costs: messages, people, minutes; printed before a run and by --dry-run. */
import { formatDuration } from '../documents/duration.js'
import type { Lang, ReadyTarget } from '../documents/ready.js'
import { politenessOf } from '../documents/timing.js'
import type { Plan } from '../documents/types/plan.js'
import type { Asked } from '../run/budget.js'

/** A turn of a bot that answers in about two seconds, and the quiet after it. */
const SECONDS_A_TURN = 3.5

/** Messages that a need takes which is not met at once. */
const TURNS_OF_A_NEED = 5

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

/**
 * Prints every trial, what was left out and why, and the cost.
 * @param usedOf how many people were reached today already
 */
export function printCost(plan: Plan, lang: Lang, usedOf: (asked: Asked) => number): void {
  for (const { id, contacts } of plan.trials)
    console.log(
      `${id}${contacts > 0 ? (lang === 'en' ? '  (may reach a person)' : '  （可能接触人工）') : ''}`,
    )
  for (const [what, { reason, detail }] of leftOut(plan, lang))
    console.log(
      `${lang === 'en' ? 'not planned' : '未列入'}  ${what}  ${reason}${detail ? `: ${detail}` : ''}`,
    )
  for (const target of Object.values(plan.documents.targets) as ReadyTarget[]) {
    const { concurrency, gap, contactsPerDay, key } = politenessOf(target)
    const pause = formatDuration(gap)
    const used = usedOf({ key, ...(target.hours ? { zone: target.hours.zone } : {}) })
    const left = Math.max(0, contactsPerDay - used)
    console.log(
      lang === 'en'
        ? `${target.id}: ${concurrency} conversation(s) at once, ${pause} between them, at most ${contactsPerDay} human contacts a day, ${left} left today`
        : `${target.id}：同时 ${concurrency} 场对话，间隔 ${pause}，每天最多接触 ${contactsPerDay} 位人工，今天还剩 ${left} 位`,
    )
  }
  console.log(costLine(plan, lang))
}

/** What was left out and why; what is about another trade is counted, everything else named. */
function leftOut({ notPlanned }: Plan, lang: Lang): [string, Plan['notPlanned'][number]][] {
  const other = new Map<string, Plan['notPlanned']>()
  const named: [string, Plan['notPlanned'][number]][] = []
  for (const one of notPlanned) {
    if (one.reason !== 'industry') {
      named.push([one.trial, one])
      continue
    }
    const key = `${one.trial.split('/')[0]} ${one.detail}`
    other.set(key, [...(other.get(key) ?? []), one])
  }
  for (const [key, trials] of other)
    named.push([
      `${key.split(' ')[0]}  ${trials.length} ${lang === 'en' ? 'trials' : '场'}`,
      trials[0] as Plan['notPlanned'][number],
    ])
  return named
}

function costOf(plan: Plan): Cost {
  let messages = 0
  let contacts = 0
  const seconds = new Map<string, number>()
  for (const trial of plan.trials) {
    const steps = plan.documents.scenarios[trial.scenario]?.steps ?? []
    const turns = steps.reduce((n, step) => {
      const ask = step['ask-human']
      if (step.converse) return n + TURNS_OF_A_NEED
      return n + (step.repeat?.times ?? (typeof ask === 'object' ? (ask.attempts ?? 1) : step.wait ? 0 : 1))
    }, 0)
    messages += turns
    contacts += trial.contacts
    const target = plan.documents.targets[trial.target] as ReadyTarget
    const { key, gap, concurrency } = politenessOf(target)
    seconds.set(key, (seconds.get(key) ?? 0) + (turns * SECONDS_A_TURN + gap / 1000) / concurrency)
  }
  const longest = Math.max(0, ...seconds.values())
  return { trials: plan.trials.length, messages, contacts, minutes: Math.max(1, Math.ceil(longest / 60)) }
}
