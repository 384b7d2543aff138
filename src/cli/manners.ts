/** How gently the targets of a plan are treated, in words: what --dry-run prints of limits that nobody had to set. */
import { formatDuration } from '../documents/duration.js'
import type { Lang, ReadyTarget } from '../documents/ready.js'
import type { Plan } from '../documents/types/plan.js'
import type { Asked } from '../run/budget.js'
import { gentlest } from '../run/limits.js'
import { lanesOf } from '../run/shard.js'

const SHOWN = 8

/**
 * A line for each target, or for those that share a politeness key and with it the strictest limits of all.
 * @param usedOf how many people were reached today already; where that is not known here, nothing is said of it
 */
export function mannerLines(plan: Plan, lang: Lang, usedOf?: (asked: Asked) => number): string[] {
  const groups = new Map<string, string[]>()
  for (const [target, key] of lanesOf(plan)) {
    const group = groups.get(key)
    if (group) group.push(target)
    else groups.set(key, [target])
  }
  return [...groups].map(([key, ids]) => {
    const limits = gentlest(plan, ids)
    const targets = ids.map((id) => plan.documents.targets[id] as ReadyTarget)
    const hours = [
      ...new Map(targets.flatMap((one) => (one.hours ? [[one.hours.staffed, one.hours]] : []))).values(),
    ]
    const left = usedOf && Math.max(0, limits.contactsPerDay - usedBy(key, targets, usedOf))
    const [gap, wait] = [formatDuration(limits.gap), formatDuration(limits.retryAfter)]
    const { concurrency, contactsPerDay } = limits
    return lang === 'en'
      ? [
          `${nameOf(key, ids, lang)}: ${concurrency} conversation(s) at once`,
          `${gap} between them`,
          `at most ${contactsPerDay} human contacts a day`,
          ...(left === undefined ? [] : [`${left} left today`]),
          hours.length === 0
            ? 'people at any hour'
            : `people ${hours.map(({ staffed, zone }) => `${staffed} (${zone})`).join('; ')}`,
          `Retry-After up to ${wait}`,
        ].join(', ')
      : [
          `${nameOf(key, ids, lang)}：同时 ${concurrency} 场对话`,
          `间隔 ${gap}`,
          `每天最多接触 ${contactsPerDay} 位人工`,
          ...(left === undefined ? [] : [`今天还剩 ${left} 位`]),
          hours.length === 0
            ? '人工时间不限'
            : `人工时间 ${hours.map(({ staffed, zone }) => `${staffed}（${zone}）`).join('；')}`,
          `Retry-After 最长等待 ${wait}`,
        ].join('，')
  })
}

/** The day of people is that of each target's zone: the one with the most of them counts. */
function usedBy(key: string, targets: readonly ReadyTarget[], usedOf: (asked: Asked) => number): number {
  const zones = new Set(targets.map((target) => target.hours?.zone))
  return Math.max(...[...zones].map((zone) => usedOf({ key, ...(zone === undefined ? {} : { zone }) })))
}

function nameOf(key: string, ids: readonly string[], lang: Lang): string {
  const [only] = ids
  if (ids.length === 1 && only === key) return key
  const shown = ids.slice(0, SHOWN).join(', ')
  const more = ids.length - SHOWN
  if (lang === 'en') return `${key} (${shown}${more > 0 ? ` and ${more} more` : ''}, together)`
  return `${key}（${shown}${more > 0 ? ` 等 ${ids.length} 个` : ''}，合计）`
}
