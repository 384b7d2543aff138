/** What a plan costs: messages, people, minutes; printed before a run and by --dry-run. */
import type { Lang } from '../documents/ready.js'
import type { Plan } from '../documents/types/plan.js'
import { costOf } from '../library/plan-cost.js'
import type { Asked } from '../run/budget.js'
import { mannerLines } from './manners.js'

export function costLine(plan: Plan, lang: Lang): string {
  const { trials, messages, contacts, minutes } = costOf(plan)
  const left = plan.notPlanned.filter(({ reason }) => reason !== 'profile').length
  return lang === 'en'
    ? `plan: ${trials} trials · about ${messages} messages · at most ${contacts} human contacts · about ${minutes} min · seed ${plan.seed}${left > 0 ? ` · ${left} not planned` : ''}`
    : `计划：${trials} 场对话 · 约 ${messages} 条消息 · 最多接触 ${contacts} 位人工 · 约 ${minutes} 分钟 · 种子 ${plan.seed}${left > 0 ? ` · ${left} 场未列入` : ''}`
}

/**
 * Prints every trial, what was left out and why, and the cost.
 * @param usedOf how many people were reached today already; nothing is said of it where it is left out
 */
export function printCost(plan: Plan, lang: Lang, usedOf?: (asked: Asked) => number): void {
  for (const { id, contacts } of plan.trials)
    console.log(
      `${id}${contacts > 0 ? (lang === 'en' ? '  (may reach a person)' : '  （可能接触人工）') : ''}`,
    )
  for (const [what, { reason, detail }] of leftOut(plan, lang))
    console.log(
      `${lang === 'en' ? 'not planned' : '未列入'}  ${what}  ${reason}${detail ? `: ${detail}` : ''}`,
    )
  for (const line of mannerLines(plan, lang, usedOf)) console.log(line)
  console.log(costLine(plan, lang))
}

/** What was left out and why; what is about another trade, or what no profile needs, is counted, everything else named. */
function leftOut({ notPlanned }: Plan, lang: Lang): [string, Plan['notPlanned'][number]][] {
  const other = new Map<string, Plan['notPlanned']>()
  const named: [string, Plan['notPlanned'][number]][] = []
  for (const one of notPlanned) {
    if (one.reason !== 'industry' && one.reason !== 'profile') {
      named.push([one.trial, one])
      continue
    }
    const key = `${one.trial.split('/')[0]} ${one.detail ?? ''}`
    other.set(key, [...(other.get(key) ?? []), one])
  }
  for (const [key, trials] of other)
    named.push([
      `${key.split(' ')[0]}  ${trials.length} ${lang === 'en' ? 'trials' : '场'}`,
      trials[0] as Plan['notPlanned'][number],
    ])
  return named
}
