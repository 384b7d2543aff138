/** One trial made concrete: its facts and truths for this target, and the words that can be said with them. */
import { fake } from './fakes.js'
import { stream } from './random.js'
import type {
  Lang,
  PlanTrial,
  ReadyScenario,
  ReadyTarget,
  ResolvedFact,
  ResolvedTrial,
  ResolvedTruth,
} from './ready.js'
import { fillTemplate, templatePaths } from './template.js'
import type { Law } from './types/law.js'
import type { Persona } from './types/persona.js'
import type { Plan } from './types/plan.js'
import type { Fact, Say, Truth } from './types/scenario.js'

/** A trial cannot be held because the consumer would have to say what nobody knows about this target. */
export class MissingFact extends Error {
  constructor(
    /** As the scenario writes it, for example `order` or `target.orders.delivered.id`. */
    readonly fact: string,
    /** In words. */
    readonly reason: string,
  ) {
    super(`${fact}: ${reason}`)
    this.name = 'MissingFact'
  }
}

/**
 * Everything that a trial rests on, from the plan alone.
 * @throws MissingFact when a step could not be said to this target
 */
export function resolveTrial(plan: Pick<Plan, 'documents' | 'seed'>, trial: PlanTrial): ResolvedTrial {
  const { documents } = plan
  const scenario = named(documents.scenarios, trial.scenario, 'scenario') as unknown as ReadyScenario
  const target = named(documents.targets, trial.target, 'target') as ReadyTarget
  const persona = named(documents.personas, trial.persona, 'persona') as Persona
  const applied = target.jurisdictions ?? ((target.lang ?? scenario.lang) === 'zh-CN' ? ['cn'] : [])
  const laws = applied.flatMap((id) => (documents.laws[id] as Law | undefined) ?? [])
  const origin = { target, laws, lang: scenario.lang }

  const facts: Record<string, ResolvedFact> = {}
  for (const [name, value] of Object.entries(persona.facts ?? {}))
    facts[name] = { value: String(value), reveal: 'upfront' }
  for (const [name, fact] of Object.entries(scenario.facts ?? {})) {
    const draw = () =>
      stream({
        seed: plan.seed,
        scenario: scenario.pair?.id ?? scenario.id,
        repetition: trial.repetition,
        step: '',
        occurrence: 0,
        purpose: `fake:${name}`,
      })
    facts[name] = resolveFact(fact, origin, draw)
  }
  const truth = Object.fromEntries(
    Object.entries(scenario.truth ?? {}).map(([name, value]) => [name, resolveTruth(value, origin)]),
  )
  const wording = mergedBank(documents.wording[scenario.lang] ?? {}, persona, scenario.lang)
  const resolved: ResolvedTrial = { trial, scenario, target, persona, laws, wording, facts, truth }
  for (const text of spoken(resolved)) for (const path of templatePaths(text)) lookUp(path, resolved)
  return resolved
}

/**
 * The wordings that a `say` allows, filled in: of a list, of a named wording, or the words themselves; or
 * those of a wording of the bank, with further values for its names.
 * @throws MissingFact, or RangeError when the bank has no such wording
 */
export function wordings(
  resolved: ResolvedTrial,
  say: Say | { bank: string; values?: Readonly<Record<string, string>> },
): { name?: string; candidates: string[] } {
  if (typeof say === 'object' && !Array.isArray(say)) {
    const texts = own(resolved.wording, say.bank)
    if (!texts) throw new RangeError(`the wording bank has no ${say.bank} in ${resolved.scenario.lang}`)
    return { name: say.bank, candidates: texts.map((text) => render(text, resolved, say.values)) }
  }
  const { name, texts } = textsOf(say, resolved)
  return { ...(name === undefined ? {} : { name }), candidates: texts.map((text) => render(text, resolved)) }
}

/**
 * Fills the names of a text in. What is filled in is never read as a template.
 * @throws MissingFact for a name without a value
 */
export function render(
  text: string,
  resolved: ResolvedTrial,
  values: Readonly<Record<string, string>> = {},
): string {
  return fillTemplate(text, (path) => own(values, path) ?? lookUp(path, resolved))
}

function textsOf(say: Say, { scenario, wording }: ResolvedTrial): { name?: string; texts: string[] } {
  if (Array.isArray(say)) return { texts: say }
  const texts =
    own(scenario.wording ?? {}, say) ?? (/^[a-z][a-z0-9-]*$/.test(say) ? own(wording, say) : undefined)
  return texts === undefined ? { texts: [say] } : { name: say, texts: [texts].flat() }
}

/** Everything that the steps and handlers of a trial may say or look for. */
function spoken(resolved: ResolvedTrial): string[] {
  const { scenario, facts } = resolved
  const parts = [...scenario.steps, ...(scenario.always ?? [])]
  const says = scenario.steps.flatMap(({ 'ask-human': ask }) =>
    typeof ask === 'object' ? (ask.say ?? []) : [],
  )
  // A handler that is asked for what nobody knows says so; a step is there to tell it.
  for (const { tell } of scenario.steps) {
    const fact = tell === undefined ? undefined : facts[tell]
    if (tell !== undefined && fact && 'absent' in fact) throw new MissingFact(tell, fact.absent)
  }
  return [
    ...parts.flatMap(({ say, choose }) => [
      ...(say === undefined ? [] : textsOf(say, resolved).texts),
      ...(choose === undefined ? [] : [choose]),
    ]),
    ...says,
  ]
}

function lookUp(path: string, resolved: ResolvedTrial): string {
  const dot = path.indexOf('.')
  const [head, rest] = dot < 0 ? [path, ''] : [path.slice(0, dot), path.slice(dot + 1)]
  if (!rest) {
    const fact = own(resolved.facts, head)
    if (!fact) throw new MissingFact(path, 'no fact has this name')
    if ('absent' in fact) throw new MissingFact(path, fact.absent)
    return fact.value
  }
  const origin = { target: resolved.target, laws: resolved.laws, lang: resolved.scenario.lang }
  if (head === 'target' || head === 'law') {
    const found = valuesFrom(path, origin)
    if ('absent' in found) throw new MissingFact(path, found.absent)
    return found.values.join(resolved.scenario.lang === 'zh-CN' ? '、' : ', ')
  }
  const value =
    head === 'arm'
      ? own(resolved.trial.arm, rest)
      : head === 'persona'
        ? own(resolved.persona.facts ?? {}, rest)
        : undefined
  if (value === undefined)
    throw new MissingFact(path, head === 'arm' ? 'the trial has no such arm' : 'no such name')
  return String(value)
}

interface Origin {
  target: ReadyTarget
  laws: readonly Law[]
  lang: Lang
}

function resolveFact(fact: Fact, origin: Origin, draw: () => ReturnType<typeof stream>): ResolvedFact {
  if (typeof fact !== 'object') return { value: String(fact), reveal: 'upfront' }
  const reveal = fact.reveal ?? 'upfront'
  if (fact.value !== undefined) return { value: String(fact.value), reveal }
  if (fact.fake) return { value: fake(fact.fake, origin.lang, draw()), reveal }
  const found = valuesFrom(fact.from ?? '', origin)
  if ('absent' in found) return found
  return { value: found.values.join(origin.lang === 'zh-CN' ? '、' : ', '), reveal }
}

function resolveTruth(truth: Truth, origin: Origin): ResolvedTruth {
  if (typeof truth !== 'object') return { values: [String(truth)] }
  if (Array.isArray(truth)) return { values: truth.map(String) }
  if (truth.value !== undefined) return { values: [truth.value].flat().map(String) }
  const from = truth.from ?? ''
  const found = valuesFrom(from, origin)
  return 'absent' in found ? { ...found, skip: truth.absent === 'skip' } : { values: found.values, from }
}

/** What `target.*` or `law.*` stands for: text, or a list of it. */
function valuesFrom(
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

function mergedBank(
  bank: Record<string, string[]>,
  { wording }: Persona,
  lang: Lang,
): Record<string, string[]> {
  const replaced = Object.entries(wording?.[lang] ?? {}).map(
    ([name, words]) => [name, [words].flat()] as const,
  )
  return { ...bank, ...Object.fromEntries(replaced) }
}

/** A property of the object itself, never of its prototype. */
function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined
}

function named<T>(documents: Readonly<Record<string, T>>, id: string, kind: string): T {
  const document = own(documents, id)
  if (document === undefined) throw new RangeError(`the plan has no ${kind} ${id}`)
  return document
}
