/** Documents after loading: defaults filled in, includes and tables resolved, and the facts of one trial known. */
import type { Law } from './types/law.js'
import type { Persona } from './types/persona.js'
import type { Plan } from './types/plan.js'
import type { Expectation, Scenario, Step } from './types/scenario.js'
import type { Target } from './types/target.js'

export type Lang = 'zh-CN' | 'en'

/** The same sentence in both languages of the reports. */
export interface Bilingual {
  'zh-CN': string
  en: string
}

/** A step after loading: it always has an id, and `use` is replaced by the shared steps. */
export type ReadyStep = Omit<Step, 'use' | 'expect'> & { id: string; expect?: Expectation[] }

/** A scenario after loading; still valid against scenario.schema.json. */
export type ReadyScenario = Omit<Scenario, 'steps' | 'say' | 'include' | 'table' | 'expect'> & {
  id: string
  lang: Lang
  title: string
  steps: ReadyStep[]
  expect?: Expectation[]
}

/** A target after loading; secrets stay written as ${NAME} until the channel opens. */
export type ReadyTarget = Target & { id: string; merchant: string; title: string }

/** Wording bank: language -> name -> wordings. */
export type WordingBank = Record<Lang, Record<string, string[]>>

/** A fact of the consumer in one trial, or why it has no value. */
export type ResolvedFact = { value: string; reveal: 'upfront' | 'on-ask' | 'never' } | { absent: string }

/** A truth of one trial: every one of `values` must be stated; or why there is none. */
export type ResolvedTruth = { values: string[]; from?: string } | { absent: string; skip: boolean }

/** One trial as the plan lists it. */
export type PlanTrial = Plan['trials'][number]

/** What one trial rests on, derived from the plan alone. */
export interface ResolvedTrial {
  trial: PlanTrial
  scenario: ReadyScenario
  target: ReadyTarget
  persona: Persona
  laws: Law[]
  /** The wording bank in the language of the scenario, with what the persona replaces. */
  wording: Record<string, string[]>
  facts: Record<string, ResolvedFact>
  truth: Record<string, ResolvedTruth>
}
