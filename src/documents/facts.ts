/** Facts and truths of one trial: literal, true of the target, given by law, or made up. */
import { fake } from './fakes.js'
import type { Stream } from './random.js'
import type { Lang, ReadyTarget, ResolvedFact, ResolvedTruth } from './ready.js'
import { fillTemplate } from './template.js'
import type { Law } from './types/law.js'
import type { Fact, Truth } from './types/scenario.js'

/** What facts and truths may come from. */
export interface Origin {
  target: ReadyTarget
  laws: readonly Law[]
  lang: Lang
}

/** A fact for this target, drawn where it is a fake, or why it has no value. */
export function resolveFact(fact: Fact, origin: Origin, draw: () => Stream): ResolvedFact {
  if (typeof fact !== 'object') return { value: String(fact), reveal: 'upfront' }
  const reveal = fact.reveal ?? 'upfront'
  if (fact.value !== undefined) return { value: String(fact.value), reveal }
  if (fact.fake) return { value: fake(fact.fake, origin.lang, draw()), reveal }
  if (fact.oneOf) return { value: String(draw().pick(fact.oneOf)), reveal }
  const found = valuesFrom(fact.from ?? '', origin)
  if ('absent' in found) return found
  return { value: inOne(found.values, origin.lang), reveal }
}

/** The values that a right answer states, or why there are none. */
export function resolveTruth(truth: Truth, origin: Origin): ResolvedTruth {
  if (typeof truth !== 'object') return { values: [String(truth)] }
  if (Array.isArray(truth)) return { values: truth.map(String) }
  if (truth.value !== undefined) return { values: [truth.value].flat().map(String) }
  const from = truth.from ?? ''
  const found = valuesFrom(from, origin)
  return 'absent' in found ? { ...found, skip: truth.absent === 'skip' } : { values: found.values, from }
}

/**
 * Fills in the names of other facts; facts that go round in a circle were refused when they were read.
 * @param written facts that the scenario writes out: what comes from elsewhere is never read as a template
 */
export function withNames(
  facts: Record<string, ResolvedFact>,
  written: readonly string[],
): Record<string, ResolvedFact> {
  const filled = (name: string, above: readonly string[]): ResolvedFact => {
    const fact = own(facts, name)
    if (!fact) return { absent: `no fact is named ${name}` }
    if ('absent' in fact || !written.includes(name)) return fact
    if (above.includes(name)) return { absent: `${[...above, name].join(' -> ')} goes round in a circle` }
    let absent: string | undefined
    const value = fillTemplate(fact.value, (other) => {
      const found = filled(other, [...above, name])
      if (!('absent' in found)) return found.value
      absent ??= found.absent
      return ''
    })
    return absent === undefined ? { ...fact, value } : { absent }
  }
  return Object.fromEntries(Object.keys(facts).map((name) => [name, filled(name, [])]))
}

/** What `target.*` or `law.*` stands for: text, or a list of it. */
export function valuesFrom(
  reference: string,
  { target, laws, lang }: Origin,
): { values: string[] } | { absent: string } {
  const [source, ...path] = reference.split('.')
  if (source === 'law') {
    for (const { entries } of laws) {
      const entry = own(entries, path.join('.'))
      if (entry) return { values: [(lang === 'en' ? entry.en : undefined) ?? entry.value].flat().map(String) }
    }
    const where = laws.map((law) => law.jurisdiction).join(', ') || 'no jurisdiction'
    return { absent: `no law pack that applies here (${where}) has ${path.join('.')}` }
  }
  let value: unknown = target.facts ?? {}
  for (const key of path)
    value =
      typeof value === 'object' && value !== null ? own(value as Record<string, unknown>, key) : undefined
  const values = Array.isArray(value) ? value : [value]
  if (values.length > 0 && values.every((item) => ['string', 'number', 'boolean'].includes(typeof item))) {
    return { values: values.map(String) }
  }
  const what = value === undefined || value === null ? 'does not say' : 'has no text for'
  return { absent: `the target file ${what} facts.${path.join('.')}` }
}

/** A list as it is said. */
export function inOne(values: readonly string[], lang: Lang): string {
  return values.join(lang === 'zh-CN' ? '、' : ', ')
}

/** A property of the object itself, never of its prototype. */
export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}
