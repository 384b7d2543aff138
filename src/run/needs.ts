/** What profiles need of a target: which scenarios, how often, in which arms, and when. */
import { milliseconds } from '../documents/duration.js'
import type { ReadyScenario, ReadyTarget } from '../documents/ready.js'
import type { Plan } from '../documents/types/plan.js'
import type { Profile, Requirement } from '../documents/types/profile.js'
import { armKey } from './directory.js'
import {
  ADDED,
  applies,
  DEFAULT_PERSONA,
  fits,
  isMetAtQueue,
  least,
  namedBy,
  needsPerson,
  observationsIn,
  ridesAlong,
} from './requirement.js'

/** No document makes a plan of more repetitions. */
const MOST_REPEAT = 1000
/** So many scenarios are a sample of questions: with fewer there is no interval for a share. */
const FEWEST_QUESTIONS = 4
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
  /** One person is enough for some requirement (an existence): these come first where people are few. */
  proof: boolean
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
  const named = new Set(scenarios.flatMap((scenario) => namedBy(scenario)))
  const asked = profiles.flatMap((profile) =>
    profile.requirements
      .filter((requirement) => applies(requirement, target))
      .map((requirement) => {
        const fitting = scenarios.filter((scenario) => fits(requirement, scenario, named))
        return { profile, requirement, fitting }
      }),
  )
  const needed = new Set(
    asked.filter(({ requirement }) => !ridesAlong(requirement)).flatMap(({ fitting }) => fitting),
  )
  return asked.flatMap(({ profile, requirement, fitting: all }) => {
    // What every conversation shows takes those that are held anyway, where these are of several questions.
    const along = ridesAlong(requirement) ? all.filter((scenario) => needed.has(scenario)) : []
    const fitting = along.length >= FEWEST_QUESTIONS ? along : all
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
  })
}

/** The same by scenario: what several requirements ask for is held once. Scenarios that none of them needs are absent. */
export function needsOf(needs: readonly RequirementNeed[]): Map<string, Need> {
  const found = new Map<string, Need>()
  for (const { profile, requirement, scenarios, variants } of needs)
    for (const id of scenarios) {
      const need = found.get(id) ?? {
        variants: [],
        requirements: [],
        atQueue: false,
        person: false,
        proof: false,
      }
      found.set(id, need)
      need.requirements.push(`${profile}/${requirement.id}`)
      need.atQueue ||= isMetAtQueue(requirement)
      need.person ||= needsPerson(requirement)
      need.proof ||= needsPerson(requirement) && requirement.kind === 'existence'
      for (const variant of variants) join(need.variants, variant)
    }
  for (const need of found.values()) need.variants = withoutPlain(need.variants)
  return found
}

/** Observations, or pairs, that one repetition of all scenarios gives. */
function observations(requirement: Requirement, scenarios: readonly ReadyScenario[]): number {
  const { kind, arms, measure, scope } = requirement
  if (measure === 'paraphrase') return new Set(scenarios.map(({ probe }) => probe?.pair)).size
  if (kind === 'difference') {
    const controls = scenarios.filter(({ pair }) => pair?.arm === arms?.control)
    return Math.max(1, arms?.axis === 'phase' ? controls.length : scenarios.length)
  }
  // Each window is held as often, and counts.
  const windows = scope?.window?.length ?? 1
  return windows * scenarios.reduce((sum, scenario) => sum + observationsIn(requirement, scenario), 0)
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
