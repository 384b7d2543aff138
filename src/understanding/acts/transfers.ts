/** How far a bot's message goes to hand the consumer over to a person. */
import { readable } from '../text/normalise.js'
import type { ActName } from '../types.js'
import { actsOf } from './acts.js'
import { hitsOf } from './rules.js'

/** What each act says of a transfer, 0..1: made, on its way, on offer, left to the consumer, or refused. */
const SAYS: Partial<Record<ActName, number>> = {
  'human-joined': 0.98,
  'promises-transfer': 0.96,
  queue: 0.9,
  'offers-human': 0.85,
  'conditions-transfer': 0.4,
  deflects: 0.3,
  'out-of-hours': 0.2,
  'refuses-human': 0.05,
}
/** From here on a message offers or makes a transfer. */
export const OFFERED = 0.5
/** A message that does none of it. */
const NOTHING = 0.02
/** Words of another who could be asked: less than an act, more than nothing. */
const MENTIONS = 0.15
/** What is left of an act that no rule shows: to name a person and to offer one are alike to the classifier. */
const UNSHOWN = 0.5
const PERSON =
  /\b(?:human|live) agent|\b(?:representative|operator|supervisor|customer service)\b|人工|真人|客服/iu

/**
 * How likely a bot's message offers or makes a transfer to a person, 0..1. To tell the consumer whom to call is
 * less than an offer; a refusal is less than a mention, unless an offer stands beside it.
 */
export function transfers(text: string): number {
  const shown = new Set(hitsOf(readable(text)).map((hit) => hit.act))
  const said = actsOf(text).flatMap(({ act, confidence }) => {
    const value = SAYS[act]
    return value === undefined ? [] : [value * confidence * (shown.has(act) ? 1 : UNSHOWN)]
  })
  if (said.length === 0) return PERSON.test(text) ? MENTIONS : NOTHING
  return Math.max(...said)
}
