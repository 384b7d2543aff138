/** A target that nobody reaches, for previews: what a scenario wants of a merchant stands there as a placeholder. */
import type { ReadyScenario, ReadyTarget } from '../documents/ready.js'

const PARTS = /(?:"from":"|\{\{\s*)target\.([\w-]+(?:\.[\w-]+)*)/g

type Facts = { [name: string]: Facts | string }

/** The target for scenarios: `<order>` for a fact `order` of theirs, and the name in `target.*` for what is no fact. */
export function placeholderTarget(scenarios: readonly ReadyScenario[]): ReadyTarget {
  const facts: Facts = Object.create(null)
  for (const [, path = ''] of JSON.stringify(scenarios).matchAll(PARTS))
    put(facts, path.split('.'), `<${path}>`)
  for (const [name, fact] of scenarios.flatMap((one) => Object.entries(one.facts ?? {}))) {
    const [source, ...path] = (typeof fact === 'object' ? (fact.from ?? '') : '').split('.')
    if (source === 'target') put(facts, path, `<${name}>`)
  }
  const accounts = scenarios.flatMap((one) => [one.account ?? [], one.arms?.account ?? []].flat())
  return {
    id: 'preview',
    merchant: 'preview',
    title: 'preview',
    channel: { plugin: { name: 'preview' } },
    facts,
    politeness: { contactsPerDay: 1_000_000 },
    accounts: Object.fromEntries(accounts.map((name) => [name, {}])),
  }
}

function put(facts: Facts, [name = '', ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    facts[name] = value
    return
  }
  const known = facts[name]
  const inner = typeof known === 'object' ? known : Object.create(null)
  facts[name] = inner
  put(inner, rest, value)
}
