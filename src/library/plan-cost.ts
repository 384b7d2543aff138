/** What a plan costs: trials, messages, people, minutes, days; in all, and for each requirement of its profiles. */
import type { PlanTrial, ReadyScenario, ReadyTarget } from '../documents/ready.js'
import { politenessOf } from '../documents/timing.js'
import type { Plan } from '../documents/types/plan.js'
import type { Profile, Requirement } from '../documents/types/profile.js'
import { type RequirementNeed, requirementNeeds } from '../run/needs.js'
import { least, needsPerson, observationsIn } from '../run/requirement.js'
import { turnsOf } from '../run/turns.js'
import { barOf } from '../scoring/requirements/applies.js'
import { inPlan } from '../scoring/requirements/scope.js'

/** A turn of a bot that answers in about two seconds, and the quiet after it. */
const SECONDS_A_TURN = 3.5
/** Hours that a window is open on a day, and days in a week on which it is. */
const OPEN = { day: [14, 7], night: [10, 7], weekday: [24, 5], weekend: [24, 2] } as const
const HOUR_MS = 3_600_000

export interface Cost {
  trials: number
  messages: number
  /** People who may be reached at most. */
  contacts: number
  /** With the pauses that politeness asks for. */
  minutes: number
}

/** What one requirement takes, of one merchant. Trials that several requirements share are counted at each of them. */
export interface RequirementCost extends Cost {
  profile: string
  requirement: string
  kind?: Requirement['kind']
  /** Why nothing is tried: it is the operator's to declare, or does not apply. */
  left?: 'declaration' | 'not-applicable' | 'no-scenario'
  /** Observations that its minimum asks for, and that the plan is likely to bring. */
  minimum: number
  expected: number
  /** Trials that the budget of human contacts left out. */
  withoutContact: number
  /** Calendar days that its windows, and its contacts with the budget of a day, take at least. */
  days: number
  /** Its sequential test: the most trials that it takes. */
  upTo?: number
}

export interface PlanCost extends Cost {
  days: number
  /** Trials that stop at the queue, because the people of the day are used up. */
  atQueue: number
  /** Trials, and scenarios that no profile needs, that were not planned, by reason. */
  notPlanned: Record<string, number>
  requirements: RequirementCost[]
  merchants: number
  /** All merchants on one machine that holds so many conversations at once. */
  atOnce: number
  all: Cost & { days: number }
}

/** Trials, messages, people and minutes of a plan; targets are talked to side by side. */
export function costOf(plan: Plan): Cost {
  return costIn(plan, plan.trials)
}

/**
 * What a plan costs, by requirement and for many merchants.
 * @param scenarios those that the plan was made of
 * @param merchants how many are tried in the same way
 * @param atOnce conversations that are held at once over all merchants
 */
export function planCost(
  plan: Plan,
  scenarios: readonly ReadyScenario[],
  merchants = 1,
  atOnce = 4,
): PlanCost {
  const total = costOf(plan)
  const requirements = Object.values(plan.documents.targets).flatMap((target) =>
    requirementCosts(plan, scenarios, target as ReadyTarget),
  )
  const days = Math.max(1, ...requirements.map((one) => one.days))
  const notPlanned: Record<string, number> = {}
  for (const { reason } of plan.notPlanned) notPlanned[reason] = (notPlanned[reason] ?? 0) + 1
  return {
    ...total,
    days,
    atQueue: plan.trials.filter(({ people }) => people === 'none').length,
    notPlanned,
    requirements,
    merchants,
    atOnce,
    all: {
      trials: total.trials * merchants,
      messages: total.messages * merchants,
      contacts: total.contacts * merchants,
      minutes: Math.max(total.minutes, Math.ceil((total.minutes * merchants) / atOnce)),
      days,
    },
  }
}

function costIn({ documents }: Plan, trials: readonly PlanTrial[]): Cost {
  let messages = 0
  let contacts = 0
  const seconds = new Map<string, number>()
  for (const trial of trials) {
    const turns = turnsOf(documents.scenarios[trial.scenario] as unknown as ReadyScenario)
    messages += turns
    contacts += trial.contacts
    const { key, gap, concurrency } = politenessOf(documents.targets[trial.target] as ReadyTarget)
    seconds.set(key, (seconds.get(key) ?? 0) + (turns * SECONDS_A_TURN + gap / 1000) / concurrency)
  }
  const longest = Math.max(0, ...seconds.values())
  return { trials: trials.length, messages, contacts, minutes: Math.max(1, Math.ceil(longest / 60)) }
}

function requirementCosts(plan: Plan, all: readonly ReadyScenario[], target: ReadyTarget): RequirementCost[] {
  const { conformance } = plan
  const profiles = (conformance?.profiles ?? []) as readonly Profile[]
  const ids = new Set(
    [...plan.trials, ...plan.notPlanned.filter(({ reason }) => reason === 'contacts')].map((one) =>
      'id' in one ? one.scenario : (one.trial.split('/')[1] ?? ''),
    ),
  )
  const scenarios = all.filter(({ id }) => ids.has(id))
  const needs = requirementNeeds(profiles, scenarios, target, conformance?.untilDecided)
  return profiles.flatMap(({ id, requirements }) =>
    requirements.map((requirement): RequirementCost => {
      const named = { profile: id, requirement: requirement.id }
      const kind = requirement.kind === undefined ? {} : { kind: requirement.kind }
      const bar = barOf(requirement, target, conformance?.date ?? '')?.verdict
      const need = needs.find((one) => one.profile === id && one.requirement.id === requirement.id)
      if (bar === 'declaration' || bar === 'not-applicable' || need === undefined)
        return {
          ...named,
          ...kind,
          ...NOTHING,
          left: bar === undefined || bar === 'information' ? 'no-scenario' : bar,
        }
      const own = plan.trials.filter((trial) => serves(need, trial, plan))
      const withoutContact = plan.notPlanned.filter(
        ({ trial, reason }) =>
          reason === 'contacts' &&
          trial.startsWith(`${target.id}/`) &&
          need.scenarios.includes(trial.split('/')[1] ?? ''),
      ).length
      const sequential = conformance?.untilDecided?.find(
        (one) => one.profile === id && one.requirement === requirement.id,
      )
      return {
        ...named,
        ...kind,
        ...costIn(plan, own),
        minimum: sequential?.n ?? least(requirement, target),
        expected: expectedOf(need, own, plan),
        withoutContact,
        days: daysOf(need, own, target, withoutContact),
        ...(sequential ? { upTo: sequential.n } : {}),
      }
    }),
  )
}

const NOTHING = {
  trials: 0,
  messages: 0,
  contacts: 0,
  minutes: 0,
  minimum: 0,
  expected: 0,
  withoutContact: 0,
  days: 0,
}

/** Whether a planned trial counts for a requirement. */
function serves({ requirement, scenarios }: RequirementNeed, trial: PlanTrial, plan: Plan): boolean {
  const { scope, arms } = requirement
  const { lang = plan.lang, tags = [] } = plan.documents.scenarios[trial.scenario] ?? {}
  const { scenario, arm, persona, window } = trial
  // Scope and need look at the channel of the target alike.
  const channel = scope?.channel ?? ''
  return (
    scenarios.includes(scenario) &&
    inPlan(requirement, { scenario, arm, persona, lang, tags, channel }) &&
    (scope?.window === undefined || (window !== undefined && scope.window.includes(window))) &&
    (arms === undefined || arms.axis === 'day' || arm[arms.axis] !== undefined)
  )
}

/** Observations, or pairs, that trials are likely to bring; ways to one person count once. */
function expectedOf(
  { requirement }: RequirementNeed,
  trials: readonly PlanTrial[],
  { documents }: Plan,
): number {
  const { kind, arms } = requirement
  const counted = trials.filter(
    ({ arm, people }) =>
      !(people === 'none' && needsPerson(requirement)) &&
      (kind !== 'difference' || arms === undefined || arms.axis === 'day' || arm[arms.axis] !== arms.control),
  )
  const once = new Map(
    counted.map(({ arm: { by: _, ...arm }, scenario, repetition }) => [
      JSON.stringify([scenario, repetition, arm]),
      kind === 'difference'
        ? 1
        : observationsIn(requirement, documents.scenarios[scenario] as unknown as ReadyScenario),
    ]),
  )
  return [...once.values()].reduce((sum, n) => sum + n, 0)
}

/** Calendar days that the windows of its trials, and its contacts at so many a day, take at least. */
function daysOf(
  { requirement }: RequirementNeed,
  trials: readonly PlanTrial[],
  target: ReadyTarget,
  withoutContact: number,
): number {
  const { contactsPerDay } = politenessOf(target)
  const people = trials.reduce((sum, { contacts }) => sum + contacts, 0) + withoutContact
  const forPeople = needsPerson(requirement) && contactsPerDay > 0 ? Math.ceil(people / contactsPerDay) : 1
  const forWindows = trials.map(({ repetition, window, spread }) => {
    if (spread === undefined) return 1
    const [hours, week] = window ? OPEN[window] : [24, 7]
    const aDay = Math.floor((hours * HOUR_MS) / spread) + 1
    const apart = spread > 24 * HOUR_MS ? (repetition * spread) / (24 * HOUR_MS) : repetition / aDay
    return Math.ceil((apart * 7) / week)
  })
  return Math.max(1, forPeople, ...forWindows)
}
