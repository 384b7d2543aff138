/** Whether the way to a person is in sight: on the first screen, after a failure, and unasked after two. */

import { namesHuman } from '../understanding/acts/human-label.js'
import { actsOfMessage } from '../understanding/acts/message-acts.js'
import type { Reading, ReadMessage, TurnReading } from '../understanding/types.js'
import { ON_THE_WAY, type Transition } from './states.js'

/** A button that names a person, words that say how one is asked for, or neither. */
export type Entry = 'button' | 'words' | 'none'

export interface Volunteered {
  offered: boolean
  /** Lines of the second failure. */
  lines: number[]
}

const OFFERS = new Set(['offers-human', 'promises-transfer'])
const SURE = 0.5

/** What is in sight before the consumer speaks; null where nothing was shown. */
export function entryAtFirst({ turns }: Reading): Entry | null {
  const welcome = turns.find((turn) => turn.consumer.length === 0 && turn.turn === 0)
  if (welcome === undefined || (welcome.messages.length === 0 && welcome.choices.length === 0)) return null
  return entryIn(welcome.choices, welcome.messages)
}

/** What is in sight in the first turn that failed; null where none did. What stands on the page stays in sight. */
export function entryAfterFailure({ turns }: Reading): Entry | null {
  let standing: TurnReading['choices'] = []
  for (const turn of turns) {
    const own = turn.choices.filter((choice) => choice.standing)
    if (own.length > 0) standing = own
    if (failed(turn)) return entryIn([...standing, ...turn.choices], turn.messages)
  }
  return null
}

function entryIn(choices: TurnReading['choices'], messages: readonly ReadMessage[]): Entry {
  if (choices.some(({ label }) => namesHuman(label))) return 'button'
  return messages.some(offers) ? 'words' : 'none'
}

const offers = (message: ReadMessage) =>
  actsOfMessage(message).some(({ act, confidence }) => OFFERS.has(act) && confidence >= SURE)

/** A turn in which the bot broke, did not understand, or fell silent; one that was cut off is no silence of the bot. */
export function failed({ consumer, silent, acts, rule }: TurnReading): boolean {
  const cut = rule === 'closed' || rule === 'error'
  return (
    consumer.length > 0 && ((silent && !cut) || acts.some(({ act }) => act === 'fallback' || act === 'error'))
  )
}

/**
 * Whether a person was offered in the second of two turns in a row that failed, before anybody asked for one; null
 * where there were no two.
 * @param asked line of the first request
 */
export function volunteered(
  { turns }: Reading,
  timeline: readonly Transition[],
  asked = Number.POSITIVE_INFINITY,
): Volunteered | null {
  const said = turns.filter(({ consumer: [first] }) => first !== undefined && first.line < asked)
  const second = said.find((turn, i) => {
    const before = said[i - 1]
    return before !== undefined && failed(before) && failed(turn)
  })
  if (second === undefined) return null
  const moved = timeline.some((one) => one.turn === second.turn && ON_THE_WAY.has(one.state))
  const shown = second.choices.filter((choice) => !choice.standing)
  const offered = moved || entryIn(shown, second.messages) !== 'none'
  return { offered, lines: second.lines.slice(0, 2) }
}
