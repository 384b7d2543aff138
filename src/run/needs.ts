/** What profiles need of a target: which scenarios, how often, in which arms, and when. */
import { channelOf } from '../documents/channel-of.js'
import { milliseconds } from '../documents/duration.js'
import { AUDIT_KEYS, auditKeys } from '../documents/expectations.js'
import { MEASURES } from '../documents/measures.js'
import type { ReadyScenario, ReadyTarget } from '../documents/ready.js'
import { politenessOf } from '../documents/timing.js'
import type { Plan } from '../documents/types/plan.js'
import type { Profile, Requirement } from '../documents/types/profile.js'
import type { Expectation } from '../documents/types/scenario.js'
import { armKey } from './directory.js'
import { turnsOf } from './turns.js'

/** What a merchant deals in whose target file does not say. */
export const DEFAULT_INDUSTRY: NonNullable<ReadyTarget['industry']> = ['retail']
/** No document makes a plan of more repetitions. */
const MOST_REPEAT = 1000
export const DEFAULT_PERSONA = 'control'

/** Measures that only tell something where a person was asked for. */
const OF_REQUESTS = new Set(['reached', 'human', 'first-request', 'one-step', 'time-to-person', 'wait-kept'])
/** Measures with an observation for each turn. */
const OF_TURNS = new Set(['first-content', 'complete', 'silence', 'answered'])
/** Levels that are seen before a person has to come, and measures that are content with them. */
const AT_QUEUE = new Set(['E0', 'E1', 'E2'])
const AT_QUEUE_BY_DEFAULT = new Set(['first-request', 'one-step'])

/** One more way in which a scenario is held. */
export interface Variant {
  /** Laid over the arms of the scenario, which keeps the axes that it has itself. */
  arm: Record<string, string>
  repeat: number
  /** Milliseconds between two repetitions. */
  spread?: number
}

/** What one requirement needs. */
export interface RequirementNeed {
  profile: string
  requirement: Requirement
  scenarios: string[]
  variants: Variant[]
}

/** What all requirements together need of one scenario. */
export interface Need {
  variants: Variant[]
  /** `profile/requirement`. */
  requirements: string[]
  /** Some requirement has its answer before a person comes, so that a trial may stop at the queue. */
  atQueue: boolean
  /** Some requirement needs a person to come. */
  person: boolean
}

type Sequential = NonNullable<NonNullable<Plan['conformance']>['untilDecided']>

/**
 * What the requirements of `profiles` need of `target`, each for itself; those that do not apply to it need nothing.
 * @param scenarios those that can be held with this target
 * @param sequential plans of requirements that are tested until they are decided: as many trials as these may take
 */
export function requirementNeeds(
  profiles: readonly Profile[],
  scenarios: readonly ReadyScenario[],
  target: ReadyTarget,
  sequential: Sequential = [],
): RequirementNeed[] {
  const named = new Set(scenarios.flatMap((scenario) => expectationsOf(scenario).flatMap(namesOf)))
  return profiles.flatMap((profile) =>
    profile.requirements.flatMap((requirement) => {
      if (!applies(requirement, target)) return []
      const fitting = scenarios.filter((scenario) => fits(requirement, scenario, named))
      if (fitting.length === 0) return []
      const plan = sequential.find((one) => one.profile === profile.id && one.requirement === requirement.id)
      const wanted = plan
        ? Math.ceil(plan.n / fitting.length)
        : Math.ceil(least(requirement, target) / observations(requirement, fitting))
      const repeat = Math.min(Math.max(1, wanted), profile.repeat ?? MOST_REPEAT, MOST_REPEAT)
      return {
        profile: profile.id,
        requirement,
        scenarios: fitting.map(({ id }) => id),
        variants: variantsOf(requirement, repeat),
      }
    }),
  )
}

/** The same by scenario: what several requirements ask for is held once. Scenarios that none of them needs are absent. */
export function needsOf(needs: readonly RequirementNeed[]): Map<string, Need> {
  const found = new Map<string, Need>()
  for (const { profile, requirement, scenarios, variants } of needs)
    for (const id of scenarios) {
      const need = found.get(id) ?? { variants: [], requirements: [], atQueue: false, person: false }
      found.set(id, need)
      need.requirements.push(`${profile}/${requirement.id}`)
      need.atQueue ||= isMetAtQueue(requirement)
      need.person ||= needsPerson(requirement)
      for (const variant of variants) join(need.variants, variant)
    }
  for (const need of found.values()) need.variants = withoutPlain(need.variants)
  return found
}

/** Whether a requirement can be tried on this target at all. */
function applies(
  { measure, declaration, jurisdiction, industry, scope, arms }: Requirement,
  target: ReadyTarget,
): boolean {
  if (declaration || measure === undefined) return false
  const own = target.jurisdiction ?? []
  // Who is subject to a state is subject to its federation: us-ca to us.
  const isBound = (rule: string) => own.some((place) => place === rule || place.startsWith(`${rule}-`))
  const trades: readonly string[] = target.industry ?? DEFAULT_INDUSTRY
  return (
    (jurisdiction === undefined || jurisdiction.some(isBound)) &&
    (industry === undefined || industry.some((one) => trades.includes(one))) &&
    (scope?.channel === undefined || scope.channel === channelOf(target).kind) &&
    (arms?.axis !== 'device' || channelOf(target).kind === 'browser')
  )
}

/** @param named every audit that a scenario names */
function fits(requirement: Requirement, scenario: ReadyScenario, named: ReadonlySet<string>): boolean {
  const { scope = {}, arms } = requirement
  const phases: readonly string[] = scenario.pair ? [scenario.pair.arm] : (scenario.arms?.phase ?? [])
  const personas = scenario.arms?.persona ?? [scenario.persona ?? DEFAULT_PERSONA]
  const hours = scenario.requires?.hours
  return (
    (scope.tags === undefined || scope.tags.some((tag) => scenario.tags?.includes(tag))) &&
    (scope.scenarios?.includes(scenario.id) ?? true) &&
    (scope.phase?.some((phase) => phases.includes(phase)) ?? true) &&
    (scope.persona === undefined || arms?.axis === 'persona'
      ? true
      : scope.persona.some((one) => personas.includes(one))) &&
    (scope.lang === undefined || scope.lang === scenario.lang) &&
    (scope.hours === undefined ||
      (scope.hours === 'off-duty' ? hours === 'off-duty' : hours !== 'off-duty')) &&
    compares(requirement, scenario) &&
    (arms?.axis !== 'phase' || phases.some((phase) => [...arms.test, arms.control].includes(phase))) &&
    isMeasured(requirement, scenario, named)
  )
}

/** A scenario that has the axis itself is of use where it has both sides. */
function compares({ arms }: Requirement, scenario: ReadyScenario): boolean {
  const own = arms && ADDED.has(arms.axis) ? scenario.arms?.[arms.axis] : undefined
  return !arms || !own || (own.includes(arms.control) && arms.test.some((one) => own.includes(one)))
}

/** Whether the scenario can tell anything about the measure. */
function isMeasured(
  { measure = '', level, options }: Requirement,
  scenario: ReadyScenario,
  named: ReadonlySet<string>,
) {
  if (measure === 'paraphrase') return scenario.probe !== undefined
  if (OF_REQUESTS.has(measure) && (measure !== 'human' || level !== undefined)) return asksForPerson(scenario)
  if (Object.hasOwn(MEASURES, measure)) return true
  // What no scenario can name, or none does, runs by itself.
  const isAsked = (AUDIT_KEYS as readonly string[]).includes(measure) || named.has(measure)
  return !isAsked || namings(scenario, measure, options) > 0
}

/** Whether the consumer of a scenario may ask for a person. */
export function asksForPerson({ steps }: Pick<ReadyScenario, 'steps'>): boolean {
  return steps.some((s) => s['ask-human'] !== undefined || (s.converse && s.converse.person !== false))
}

/** Tries that "never" takes where the profile names no minimum. */
const LEAST_TRIES = 5

/** Fewest observations that a requirement is content with. */
export function least(
  {
    kind,
    minimum = kind === 'prohibition' || kind === 'existence' ? LEAST_TRIES : 1,
    measure = '',
    level = 'E3',
  }: Requirement,
  target: ReadyTarget,
): number {
  const takesPerson = kind === 'existence' && OF_REQUESTS.has(measure) && !AT_QUEUE.has(level)
  // One proof is enough, and each try may take somebody's time.
  return takesPerson ? Math.min(minimum, Math.max(1, politenessOf(target).contactsPerDay)) : minimum
}

/** Observations, or pairs, that one repetition of all scenarios gives. */
function observations(requirement: Requirement, scenarios: readonly ReadyScenario[]): number {
  const { kind, arms } = requirement
  if (kind === 'difference') {
    const controls = scenarios.filter(({ pair }) => pair?.arm === arms?.control)
    return Math.max(1, arms?.axis === 'phase' ? controls.length : scenarios.length)
  }
  return scenarios.reduce((sum, scenario) => sum + observationsIn(requirement, scenario), 0)
}

/** Observations that one conversation gives, as far as that is known beforehand. */
export function observationsIn({ measure = '', options }: Requirement, scenario: ReadyScenario): number {
  return Math.max(1, OF_TURNS.has(measure) ? turnsOf(scenario) : namings(scenario, measure, options))
}

function variantsOf({ arms, scope, spread }: Requirement, repeat: number): Variant[] {
  const gap = spread === undefined ? {} : { spread: milliseconds(spread) }
  const values = arms && ADDED.has(arms.axis) ? [arms.control, ...arms.test] : []
  const axis = values.map((value): Record<string, string> => ({ [arms?.axis ?? '']: value }))
  const over: Record<string, string>[] = axis.length > 0 ? axis : [{}]
  const windows = arms?.axis === 'window' ? [] : (scope?.window ?? [])
  const all =
    windows.length === 0 ? over : windows.flatMap((window) => over.map((arm) => ({ ...arm, window })))
  return all.map((arm) => ({ arm, repeat, ...gap }))
}

/** Axes that a requirement can add; phases are written as pairs of scenarios, and days come by themselves. */
const ADDED = new Set<string>(['persona', 'window', 'device', 'account'])

function join(variants: Variant[], more: Variant): void {
  const key = armKey(more.arm)
  const known = variants.find(({ arm }) => armKey(arm) === key)
  if (!known) variants.push({ ...more })
  else {
    known.repeat = Math.max(known.repeat, more.repeat)
    const spread = Math.max(known.spread ?? 0, more.spread ?? 0)
    if (spread > 0) known.spread = spread
  }
}

/** The plain conversation is not held where one with the ordinary persona says the same, as often. */
function withoutPlain(variants: Variant[]): Variant[] {
  const plain = variants.find(({ arm }) => armKey(arm) === '-')
  const control = variants.find(({ arm }) => armKey(arm) === `persona=${DEFAULT_PERSONA}`)
  if (!plain || !control) return variants
  control.repeat = Math.max(control.repeat, plain.repeat)
  return variants.filter((one) => one !== plain)
}

/** Whether a requirement has its answer when somebody is queued, before a person comes. */
function isMetAtQueue({ measure = '', level }: Requirement): boolean {
  return level === undefined ? AT_QUEUE_BY_DEFAULT.has(measure) : AT_QUEUE.has(level)
}

/** Whether a requirement has its answer only when a person comes. */
export function needsPerson(requirement: Requirement): boolean {
  return OF_REQUESTS.has(requirement.measure ?? '') && !isMetAtQueue(requirement)
}

function expectationsOf({ steps, expect = [] }: ReadyScenario): Expectation[] {
  return [...steps.flatMap((step) => step.expect ?? []), ...expect]
}

function namesOf(expectation: Expectation): string[] {
  return typeof expectation === 'string' ? [expectation] : Object.keys(expectation)
}

/** How often a scenario names an audit, with these options where some are given. */
function namings(scenario: ReadyScenario, audit: string, options?: unknown): number {
  const asked = expectationsOf(scenario).filter((one) => auditKeys(one, [audit]).includes(audit))
  if (options === undefined) return asked.length
  const wanted = JSON.stringify(options)
  return asked.filter(
    (one) => typeof one === 'object' && JSON.stringify((one as Record<string, unknown>)[audit]) === wanted,
  ).length
}
