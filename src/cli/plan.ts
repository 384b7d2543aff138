/** `ombud plan`: what a profile takes before a word is sent: trials, messages, people, minutes; for one merchant and many. */
import { InputError } from '../documents/input-error.js'
import { documentFile } from '../documents/kinds.js'
import type { Lang } from '../documents/ready.js'
import { type PlanCost, planCost, type RequirementCost } from '../library/plan-cost.js'
import { genericPlan } from '../library/plan-generic.js'
import { planned } from '../library/run.js'
import { plain } from '../report/text.js'
import { EXIT } from './exit.js'
import { type ExtraFlags, loadExtras } from './extras.js'
import { languageOf } from './language.js'

export interface PlanFlags extends ExtraFlags {
  merchants?: number
  concurrency?: number
  repeat?: number
  untilDecided?: boolean
  /** commander's --no-human; true unless it was given. */
  human: boolean
  politeness?: string
  json?: boolean
  lang?: Lang
}

/** @param profile id or file; without one, those of the configuration */
export async function planCommand(
  profile: string | undefined,
  paths: readonly string[],
  flags: PlanFlags,
): Promise<number> {
  const { audits, channels, commands, profiles = [], run: defaults } = await loadExtras(flags)
  const lang = languageOf(flags.lang ?? defaults.lang)
  const named = profile === undefined ? profiles : [profile]
  if (named.length === 0)
    throw new InputError('no profile was given', 'name one, for example `ombud plan ci-smoke`')
  const asked = {
    profiles: named,
    paths,
    lang,
    ...(flags.repeat === undefined ? {} : { repeat: flags.repeat }),
    ...(flags.untilDecided ? { untilDecided: true } : {}),
    ...(flags.human ? {} : { people: 'none' as const }),
  }
  const politeness = flags.politeness ?? defaults.politeness
  const generic = !paths.some((path) => documentFile(path)?.kind !== 'scenario')
  const { plan, loaded } = generic
    ? genericPlan({ ...asked, seed: 'plan' })
    : planned({ ...asked, seed: 'plan', audits, channels, commands, ...(politeness ? { politeness } : {}) })
  const cost = planCost(plan, loaded.scenarios, flags.merchants, flags.concurrency)
  if (flags.json) console.log(JSON.stringify(cost, null, 2))
  else console.log(plain(linesOf(cost, lang, generic).join('\n')))
  return EXIT.ok
}

function linesOf(cost: PlanCost, lang: Lang, generic: boolean): string[] {
  const en = lang === 'en'
  const { merchants, all, atOnce, atQueue, notPlanned } = cost
  const left = Object.entries(notPlanned).map(([reason, n]) => `${n} ${reason}`)
  return [
    ...(generic
      ? [
          en
            ? 'for a retail merchant with a chat in a page; name a target file for yours'
            : '按网页客服的零售商户估算；给出目标文件即按该商户计算',
        ]
      : []),
    ...cost.requirements.map((one) => requirementLine(one, en)),
    en ? `one merchant: ${amount(cost, cost.days, en)}` : `一家商户：${amount(cost, cost.days, en)}`,
    ...(atQueue > 0
      ? [
          en
            ? `${atQueue} of them stop at the queue, so that no more people are reached`
            : `其中 ${atQueue} 场到排队为止，不再接触更多人工`,
        ]
      : []),
    ...(left.length > 0 ? [`${en ? 'not planned' : '未列入'}: ${left.join(', ')}`] : []),
    ...(merchants > 1
      ? [
          en
            ? `${merchants} merchants, ${atOnce} conversations at once: ${amount(all, all.days, en)}`
            : `${merchants} 家商户，同时 ${atOnce} 场对话：${amount(all, all.days, en)}`,
        ]
      : []),
  ]
}

function requirementLine(one: RequirementCost, en: boolean): string {
  const head = `${one.profile}/${one.requirement}  ${one.kind ?? '-'}`
  if (one.left) return `${head}  ${LEFT[one.left][en ? 1 : 0]}`
  const { minimum, expected, withoutContact, days, upTo } = one
  const notes = [
    ...(upTo ? [en ? `until decided, at most ${upTo}` : `判定即止，最多 ${upTo} 场`] : []),
    ...(expected < minimum
      ? [en ? `TOO FEW: about ${expected} of ${minimum}` : `不足：约 ${expected} 次，需要 ${minimum} 次`]
      : []),
    ...(withoutContact > 0
      ? [
          en
            ? `${withoutContact} left out by the budget of human contacts, ${days} days for all`
            : `${withoutContact} 场因人工接触额度未列入，全部进行需 ${days} 天`,
        ]
      : []),
  ]
  return [head, amount(one, days, en), ...notes].join('  ')
}

const LEFT: Record<NonNullable<RequirementCost['left']>, [string, string]> = {
  declaration: ['由经营者声明', 'for the operator to declare'],
  'not-applicable': ['不适用', 'not applicable'],
  'no-scenario': ['没有相应场景', 'no scenario tells'],
}

function amount(
  { trials, messages, contacts, minutes }: Pick<PlanCost, 'trials' | 'messages' | 'contacts' | 'minutes'>,
  days: number,
  en: boolean,
): string {
  const time =
    minutes < 120
      ? en
        ? `${minutes} min`
        : `${minutes} 分钟`
      : en
        ? `${Math.ceil(minutes / 60)} h`
        : `${Math.ceil(minutes / 60)} 小时`
  const span = days > 1 ? (en ? `, over ${days} days` : `，分 ${days} 天`) : ''
  return en
    ? `${trials} trials · about ${messages} messages · at most ${contacts} people · about ${time}${span}`
    : `${trials} 场对话 · 约 ${messages} 条消息 · 最多接触 ${contacts} 位人工 · 约 ${time}${span}`
}
