/** What a requirement asks of a target and a scenario, and what that scenario is likely to tell. */
import { channelOf } from '../documents/channel-of.js'
import { AUDIT_KEYS, auditKeys } from '../documents/expectations.js'
import { MEASURES } from '../documents/measures.js'
import type { ReadyScenario, ReadyTarget } from '../documents/ready.js'
import { politenessOf } from '../documents/timing.js'
import type { Requirement } from '../documents/types/profile.js'
import type { Expectation } from '../documents/types/scenario.js'
import { fewestTurnsOf } from './turns.js'

/** What a merchant deals in whose target file does not say. */
export const DEFAULT_INDUSTRY: NonNullable<ReadyTarget['industry']> = ['retail']
export const DEFAULT_PERSONA = 'control'

/** Measures that only tell something where a person was asked for. */
const OF_REQUESTS = new Set(['reached', 'human', 'first-request', 'one-step', 'time-to-person', 'wait-kept'])
/** Measures with an observation for each turn. */
const OF_TURNS = new Set(['first-content', 'complete', 'silence'])
/** Measures that any conversation shows. */
const OF_ALL = new Set([...OF_TURNS, 'answered', 'entry-first'])
/** Levels that are seen before a person has to come, and measures that are content with them. */
const AT_QUEUE = new Set(['E0', 'E1', 'E2'])
const AT_QUEUE_BY_DEFAULT = new Set(['first-request', 'one-step'])

/** Axes that a requirement can add; phases are written as pairs of scenarios, and days come by themselves. */
export const ADDED = new Set<string>(['persona', 'window', 'device', 'account'])

/** Whether a requirement can be tried on this target at all. */
export function applies(
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
export function fits(requirement: Requirement, scenario: ReadyScenario, named: ReadonlySet<string>): boolean {
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
  const axes: Record<string, readonly string[] | undefined> = scenario.arms ?? {}
  const own = arms && ADDED.has(arms.axis) ? axes[arms.axis] : undefined
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

/** Observations that one conversation gives, as far as that is known beforehand. */
export function observationsIn({ measure = '', options }: Requirement, scenario: ReadyScenario): number {
  return Math.max(1, OF_TURNS.has(measure) ? fewestTurnsOf(scenario) : namings(scenario, measure, options))
}

/** Whether a requirement has its answer when somebody is queued, before a person comes. */
export function isMetAtQueue({ measure = '', level }: Requirement): boolean {
  return level === undefined ? AT_QUEUE_BY_DEFAULT.has(measure) : AT_QUEUE.has(level)
}

/** Whether a requirement has its answer only when a person comes. */
export function needsPerson(requirement: Requirement): boolean {
  return OF_REQUESTS.has(requirement.measure ?? '') && !isMetAtQueue(requirement)
}

function expectationsOf({ steps, expect = [] }: ReadyScenario): Expectation[] {
  return [...steps.flatMap((step) => step.expect ?? []), ...expect]
}

/** Every audit that a scenario names, those that are no part of ombud included. */
export function namedBy(scenario: ReadyScenario): string[] {
  return expectationsOf(scenario).flatMap((one) => (typeof one === 'string' ? [one] : Object.keys(one)))
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
/** Whether a requirement is about conversations in general, so that it asks for none of its own. */
export function ridesAlong({ measure = '', kind, scope }: Requirement): boolean {
  const isSpecific = scope?.tags ?? scope?.scenarios ?? scope?.phase ?? scope?.window
  return OF_ALL.has(measure) && kind !== 'difference' && isSpecific === undefined
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
