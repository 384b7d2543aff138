/** Which turns and decisions belong to a step. */
import type { DecisionEvent } from '../documents/types/event.js'
import type { TurnReading } from '../understanding/types.js'
import type { Evidence } from './audit.js'

/** Steps that the consumer takes out of good manners begin with this; their turns are not judged. */
const MANNERS = '~'

/**
 * The turns that a step opened, with the turns in which a handler filled in details before the next step began
 * (the bot asked for an order number and the consumer told it).
 */
export function turnsOf(evidence: Evidence, step: string): TurnReading[] {
  const steps = new Set(evidence.scenario.steps.map((one) => one.id))
  let owner: string | undefined
  return turnsOfAll(evidence).filter((turn) => {
    if (turn.step !== undefined && steps.has(turn.step)) owner = turn.step
    return owner === step
  })
}

/** Every turn of the conversation that is judged: all but the welcome and the consumer's good manners. */
export function turnsOfAll(evidence: Evidence): TurnReading[] {
  return evidence.reading.turns.filter((turn) => turn.turn > 0 && !turn.step?.startsWith(MANNERS))
}

/** What the consumer decided in a step, in order. */
export function decisionsOf(evidence: Evidence, step: string): DecisionEvent[] {
  return evidence.events.filter(
    (event): event is DecisionEvent => event.kind === 'decision' && event.step === step,
  )
}

/** When a person joined, proven or claimed, on the clock of the session; Infinity where nobody did. */
export function personJoined(evidence: Evidence): number {
  const joined = evidence.levels.filter((seen) => PERSON.has(seen.level))
  return Math.min(...joined.map((seen) => seen.at), Number.POSITIVE_INFINITY)
}

const PERSON = new Set(['E3-claimed', 'E3', 'E4'])
