/** Whether something asked for a fact before the consumer told it. */
import type { ResolvedTrial } from '../../documents/ready.js'
import type { TurnReading } from '../../understanding/types.js'
import { MANNERS } from '../consumer.js'
import { namedBy } from './ground.js'

/** What bots ask for, and how scenarios name the fact that answers it; the slots are those of the act `asks-slot`. */
const SLOTS: readonly (readonly [string, RegExp])[] = [
  ['tracking', /tracking|waybill|parcel|shipment/i],
  ['order', /order|booking|ticket|reservation|reference/i],
  ['phone', /phone|mobile|tel|contact|number/i],
  ['id-card', /id-?card|identity|passport/i],
  ['card', /card|bank/i],
  ['name', /name|who|passenger|guest/i],
  ['address', /address|city|place|location|district|from|to$/i],
  ['email', /mail/i],
  ['account', /account|member|user|card|number/i],
  ['amount', /amount|price|paid|sum|fee|cost|total/i],
  ['date', /date|day|time|when|bought|ordered|paid-?on|month/i],
  ['quantity', /quantity|count|how-?many|people|pieces/i],
]

/** What was there before a message. */
export interface Heard {
  turns: readonly TurnReading[]
  /** The bot showed a form, which asks for whatever its fields are. */
  form: boolean
}

/** Who says it and where: the verb, step and rule of the decision. */
export interface Said {
  verb?: string | undefined
  step?: string | undefined
}

/**
 * True where this fact, which is told on asking, may be told now: the bot asked for it or for a confirmation, the
 * scenario has a step or handler that tells it, or guarded words that name it.
 */
export function wasAskedFor(
  name: string,
  { verb, step }: Said,
  trial: ResolvedTrial,
  { turns, form }: Heard,
): boolean {
  if (form || verb === 'tell' || (step === MANNERS.summary && name === 'topic')) return true
  if (step !== undefined && isScripted(name, step, trial)) return true
  const all = trial.persona.axes?.disclosure === 'all-at-once'
  return turns.some(({ acts }) =>
    acts.some(
      ({ act, slot }) =>
        act === 'asks-confirmation' ||
        (act === 'asks-slot' && (all || slot === undefined || fits(slot, name))),
    ),
  )
}

/** Words of this step are said when something has happened, and name the fact. */
function isScripted(name: string, id: string, trial: ResolvedTrial): boolean {
  const { steps, always = [] } = trial.scenario
  const handler = always[Number(/^always-(\d+)$/.exec(id)?.[1]) - 1]
  if (handler?.say !== undefined && namedBy(trial, handler.say).has(name)) return true
  const step = steps.find((one) => one.id === id)
  if (!step || (step.when === undefined && step.unless === undefined)) return false
  const again = steps.find((one) => one.id === step.repeat?.step)
  return [step.say, again?.say].some((say) => say !== undefined && namedBy(trial, say).has(name))
}

/** A fact that has none of the usual names may answer any question. */
export function fits(slot: string, name: string): boolean {
  if (slot === name) return true
  const usual = SLOTS.filter(([, pattern]) => pattern.test(name)).map(([one]) => one)
  return usual.length === 0 || usual.includes(slot) || !SLOTS.some(([one]) => one === slot)
}
