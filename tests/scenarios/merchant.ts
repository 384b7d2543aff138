/** The merchant of the library's tests: a target of every trade, with the facts of merchant.yaml or with none. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import type { Lang, ReadyScenario, ReadyTarget } from '../../src/documents/ready.js'
import { NOWHERE } from '../support/trials.js'

export type Facts = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** What the merchant declares, by language. */
export const FACTS = parse(readFileSync(new URL('merchant.yaml', import.meta.url), 'utf8')) as Record<
  Lang,
  Facts
>

const TRADES: ReadyTarget['industry'] = [
  'retail',
  'food-delivery',
  'travel',
  'telecom',
  'banking',
  'insurance',
  'education',
  'ride-hailing',
  'express',
  'utilities',
]

/**
 * The target. It has every account that one of the scenarios uses.
 * @param bare it declares no facts, as a merchant who knows nothing of ombud
 */
export function merchant(
  lang: Lang,
  scenarios: readonly ReadyScenario[],
  { bare = false } = {},
): ReadyTarget {
  const accounts = scenarios.flatMap((one) => [one.account ?? [], one.arms?.account ?? []].flat())
  return {
    ...NOWHERE,
    id: 'merchant',
    merchant: 'merchant',
    title: 'merchant',
    lang,
    industry: TRADES,
    jurisdictions: ['cn'],
    accounts: Object.fromEntries(accounts.map((name) => [name, {}])),
    ...(bare ? {} : { facts: FACTS[lang] }),
  }
}
