/** One trial made concrete: its facts and truths for this target, and the words that can be said with them. */
import { accountOf, withAccount } from './account.js'
import { inOne, type Origin, own, resolveFact, resolveTruth, valuesFrom, withNames } from './facts.js'
import { joined } from './joined.js'
import { stream } from './random.js'
import type { Lang, PlanTrial, ReadyScenario, ReadyTarget, ResolvedFact, ResolvedTrial } from './ready.js'
import { fillTemplate, templatePaths } from './template.js'
import type { Law } from './types/law.js'
import type { Persona } from './types/persona.js'
import type { Plan } from './types/plan.js'
import type { Fact, Say } from './types/scenario.js'

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
  const declared = named(documents.targets, trial.target, 'target') as ReadyTarget
  const persona = named(documents.personas, trial.persona, 'persona') as Persona
  const laws = appliedLaws(declared, scenario).flatMap((id) => (documents.laws[id] as Law | undefined) ?? [])
  const origin: Origin = { target: declared, laws, lang: scenario.lang }

  const drawn: Record<string, ResolvedFact> = {}
  for (const [name, value] of Object.entries(persona.facts ?? {}))
    drawn[name] = { value: String(value), reveal: 'upfront' }
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
    drawn[name] = resolveFact(fact, origin, draw)
  }
  const facts = withNames(
    drawn,
    Object.keys(scenario.facts ?? {}).filter((name) => isWritten(scenario.facts?.[name])),
  )
  const truth = Object.fromEntries(
    Object.entries(scenario.truth ?? {}).map(([name, value]) => [name, resolveTruth(value, origin)]),
  )
  const wording = mergedBank(documents.wording[scenario.lang] ?? {}, persona, scenario.lang)
  const target = withAccount(declared, accountOf({ trial, scenario }))
  const used = withAssist(target, trial.arm.device === 'phone' ? { viewport: 'phone' } : {}, persona)
  const resolved: ResolvedTrial = { trial, scenario, target: used, persona, laws, wording, facts, truth }
  for (const text of spoken(resolved)) for (const path of templatePaths(text)) lookUp(path, resolved)
  return resolved
}

/** Jurisdictions whose law pack applies: those of the target file, else China's where Chinese is spoken. */
export function appliedLaws(
  { jurisdictions, lang }: ReadyTarget,
  scenario: ReadyScenario,
): readonly string[] {
  return jurisdictions ?? ((lang ?? scenario.lang) === 'zh-CN' ? ['cn'] : [])
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
  const words = scenario.wording ?? {}
  const part = (name: string): string[] =>
    [(own(words, name) as string[] | undefined) ?? own(wording, name) ?? []].flat()
  const named = own(words, say)
  if (named !== undefined) return { name: say, texts: joined(named, scenario.lang, part) }
  const texts = /^[a-z][a-z0-9-]*$/.test(say) ? own(wording, say) : undefined
  return texts === undefined ? { texts: [say] } : { name: say, texts }
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
    ...scenario.steps.flatMap(({ converse }) => (converse ? textsOf(converse.ask, resolved).texts : [])),
    ...says,
  ]
}

/** A fact whose value stands in the scenario itself. */
function isWritten(fact: Fact | undefined): boolean {
  return typeof fact !== 'object' || fact.value !== undefined || fact.oneOf !== undefined
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
  const origin: Origin = { target: resolved.target, laws: resolved.laws, lang: resolved.scenario.lang }
  if (head === 'target' || head === 'law') {
    const found = valuesFrom(path, origin)
    if ('absent' in found) throw new MissingFact(path, found.absent)
    return inOne(found.values, resolved.scenario.lang)
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

/** The target as this persona uses its page, on this device. */
function withAssist(
  target: ReadyTarget,
  device: NonNullable<Persona['assist']>,
  { assist }: Persona,
): ReadyTarget {
  const { browser } = target.channel
  if (!browser || (!assist && Object.keys(device).length === 0)) return target
  return {
    ...target,
    channel: {
      ...target.channel,
      browser: { ...browser, assist: { ...browser.assist, ...device, ...assist } },
    },
  }
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

function named<T>(documents: Readonly<Record<string, T>>, id: string, kind: string): T {
  const document = own(documents, id)
  if (document === undefined) throw new RangeError(`the plan has no ${kind} ${id}`)
  return document
}
