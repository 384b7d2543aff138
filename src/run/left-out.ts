/** Why a trial is not held, or not again: what its journal line says. */
import { formatDuration } from '../documents/duration.js'

/** Attempts of a trial that may be lost with their process before it is held no more. */
export const MOST_LOST = 3

export const OFF_DUTY = {
  reason: 'off-duty',
  whose: 'harness',
  detail:
    'outside of the hours that the scenario needs, or in which people are on duty; --wait waits for them',
} as const

export const GIVEN_UP = {
  reason: 'attempts',
  whose: 'harness',
  detail: `${MOST_LOST} attempts were lost with their process; it is not held again`,
} as const

export const NO_CONTACTS = {
  reason: 'contacts',
  whose: 'harness',
  detail:
    'the budget of human contacts (politeness.contactsPerDay) is used up today; `ombud run --resume` holds it on another day',
} as const

export const DECIDED = {
  reason: 'decided',
  whose: 'harness',
  detail: 'not held: what it would tell is decided (--until-decided)',
} as const

export const notYet = (ms: number) =>
  ({
    reason: 'rate-limited',
    whose: 'network',
    detail: `the target asked not to be called for another ${formatDuration(ms)}`,
  }) as const
