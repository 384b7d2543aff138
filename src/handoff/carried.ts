/** Whether what was told to the bot is known to the person: what a person or a form asks for again. */
import type { ResolvedTrial } from '../documents/ready.js'
import type { TranscriptEvent } from '../documents/types/event.js'
import { actsOfMessage } from '../understanding/acts/message-acts.js'
import { slotsIn } from '../understanding/acts/slots.js'
import { factFor } from '../understanding/facts/slot-fact.js'
import type { Seen, Transition } from './states.js'

export interface Carried {
  /** Facts that had been told before. */
  told: number
  /** Details that were asked for all the same, and the lines that do. */
  again: { slot: string; fact: string; line: number }[]
}

/** A shorter value may stand in words by chance. */
const SHORTEST = 4
const SURE = 0.5

/**
 * What the person who came, or a form after the first request, asks for of what had been told before; null where
 * neither was there, or nothing had been told.
 */
export function askedAgain(
  { events, reading, scenario, facts }: Seen & Pick<ResolvedTrial, 'scenario' | 'facts'>,
  came: Transition | undefined,
  asked = Number.POSITIVE_INFINITY,
): Carried | null {
  const questions = [
    ...reading.turns
      .flatMap((turn) => turn.messages)
      .flatMap((message) => {
        const person = message.actor === 'human' || (came !== undefined && message.line > came.line)
        return person && message.actor !== 'system'
          ? actsOfMessage(message).flatMap(({ act, slot, confidence }) =>
              act === 'asks-slot' && slot !== undefined && confidence >= SURE
                ? [{ slot, line: message.line }]
                : [],
            )
          : []
      }),
    ...events.flatMap((event) =>
      event.kind === 'form' && event.actor !== 'consumer' && event.seq > asked
        ? event.fields.flatMap(slotsIn).map((slot) => ({ slot, line: event.seq }))
        : [],
    ),
  ]
  const hasForm = events.some((event) => event.kind === 'form' && event.seq > asked)
  if (came === undefined && !hasForm) return null
  const told = toldIn(events, facts)
  const until = came?.line ?? asked
  const before = [...told].filter(([, line]) => line < until).length
  if (before === 0) return null
  const again = questions.flatMap(({ slot, line }) => {
    const fact = factFor(slot, { scenario, facts })
    const since = fact === undefined ? undefined : told.get(fact)
    return fact !== undefined && since !== undefined && since < line ? [{ slot, fact, line }] : []
  })
  return { told: before, again }
}

/** Facts that went out, each with the line in which it first did. */
function toldIn(events: readonly TranscriptEvent[], facts: ResolvedTrial['facts']): Map<string, number> {
  const told = new Map<string, number>()
  const known = Object.entries(facts).flatMap(([name, fact]) =>
    'value' in fact && fact.value.length >= SHORTEST ? [{ name, value: fact.value }] : [],
  )
  for (const event of events) {
    if (event.kind === 'decision' && event.skipped === undefined)
      for (const name of event.told ?? []) if (!told.has(name)) told.set(name, event.seq)
    if (event.kind !== 'text' || event.actor !== 'consumer') continue
    for (const { name, value } of known)
      if (!told.has(name) && event.text.includes(value)) told.set(name, event.seq)
  }
  return told
}
