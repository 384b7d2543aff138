/** Which trials count for a requirement. */
import type { Requirement } from '../../documents/types/profile.js'
import type { Row } from '../../documents/types/row.js'

/** What a scope asks of a trial; what is known only once it was held may be missing. */
export type Place = Pick<
  Row,
  'scenario' | 'tags' | 'arm' | 'persona' | 'channel' | 'lang' | 'onDuty' | 'hour' | 'day'
>

type Window = NonNullable<NonNullable<Requirement['scope']>['window']>[number]

const CONTROL = 'control'
/** Hours of the window `day`; the rest is night. */
const DAY = { from: 8, to: 22 }

/**
 * Whether a trial that was held counts for a requirement. Where a target file does not tell its hours, people are expected
 * by day: nobody is failed for a night that they never promised. A window takes only trials whose local time is known.
 */
export function inScope(requirement: Requirement, place: Place): boolean {
  return inPlan(requirement, place) && inTime(requirement, place)
}

/** The rest of `inScope`: what is known only of a trial that was held. */
export function inTime({ scope }: Requirement, place: Pick<Place, 'onDuty' | 'hour' | 'day'>): boolean {
  const { hours, window } = scope ?? {}
  if (hours !== undefined && isOnDuty(place) !== (hours === 'on-duty')) return false
  return window === undefined || windowsOf(place).some((name) => window.includes(name))
}

function isOnDuty({ onDuty, hour }: Pick<Place, 'onDuty' | 'hour'>): boolean {
  return onDuty ?? (hour === undefined || (hour >= DAY.from && hour < DAY.to))
}

/** As `inScope`, as far as it is known before the trial is held. */
export function inPlan(requirement: Requirement, place: Place): boolean {
  const { tags, scenarios, phase, channel, lang } = requirement.scope ?? {}
  return (
    (tags === undefined || tags.length === 0 || tags.some((tag) => place.tags.includes(tag))) &&
    (scenarios === undefined || scenarios.includes(place.scenario)) &&
    (phase === undefined || (place.arm.phase !== undefined && phase.includes(place.arm.phase))) &&
    (channel === undefined || place.channel === channel) &&
    (lang === undefined || place.lang === lang) &&
    isAsked(requirement, place)
  )
}

/**
 * Where a scenario is held by several personas, the plain consumer counts, unless the requirement names others: else
 * one bot would be judged on more trials of the slow and the old than another.
 */
function isAsked({ scope, arms }: Requirement, { arm, persona }: Place): boolean {
  if (arms?.axis === 'persona')
    return arm.persona !== undefined && [...arms.test, arms.control].includes(arm.persona)
  if (scope?.persona !== undefined && scope.persona.length > 0) return scope.persona.includes(persona)
  return arm.persona === undefined || arm.persona === CONTROL
}

/** The windows in which a trial began, by the clock of the target; none where it is not known. */
export function windowsOf({ hour, day }: Pick<Place, 'hour' | 'day'>): Window[] {
  if (hour === undefined || day === undefined) return []
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return [
    hour >= DAY.from && hour < DAY.to ? 'day' : 'night',
    weekday === 0 || weekday === 6 ? 'weekend' : 'weekday',
  ]
}
