/** Every sign of the way to a person in a transcript, before it is weighed: signals, words, menus and forms. */
import type { HandoffEvent, TranscriptEvent } from '../documents/types/event.js'
import { namesHuman } from '../understanding/acts/human-label.js'
import type { Level, TurnReading } from '../understanding/types.js'
import { ON_THE_WAY, quoted, type Seen, STATES, type State, type Transition, turnOf } from './states.js'
import { toldIn } from './words.js'

/**
 * Signs in the order of the transcript.
 * @param asked line of the first request: what is said before it is no answer to it
 */
export function signsIn(seen: Seen, asked: number): Transition[] {
  return inOrder([
    ...signalled(seen),
    ...seen.reading.turns.flatMap((turn) => toldBy(turn, seen, asked)),
    ...filled(seen.events, asked),
  ])
}

/** What levels of evidence and signals of the platform say, whoever asked. */
function signalled({ events, levels, reading }: Seen): Transition[] {
  const states: Partial<Record<Level, State>> = {
    E0: 'offered',
    E1: 'offered',
    E2: 'queued',
    'E3-claimed': 'connected',
    E3: 'connected',
    E4: 'served',
  }
  const found = levels.flatMap(({ level, at, line, why }): Transition[] => {
    const state = states[level]
    if (state === undefined) return []
    const way = ON_THE_WAY.has(state) ? { promised: true as const } : {}
    const claimed = level === 'E3-claimed' ? { claimed: true as const } : {}
    return [{ state, at, line, ...turnOf(events, line), why: quoted(why), ...way, ...claimed }]
  })
  for (const event of events)
    if (event.kind === 'handoff')
      found.push(...ofHandoff(event).map((one) => ({ ...one, ...turnOf(events, event.seq) })))
  const person = reading.turns.flatMap((turn) => turn.messages).find((message) => message.actor === 'human')
  if (person && !levels.some(({ level }) => level === 'E4')) {
    const { at, line, evidence = person.name ?? '' } = person
    found.push({ state: 'served', at, line, ...turnOf(events, line), why: quoted(evidence), claimed: true })
  }
  return found
}

const FAILED = {
  refused: 'refused',
  'no-agent': 'refused',
  'out-of-hours': 'out-of-hours',
  'timed-out': 'timed-out',
} as const satisfies Record<NonNullable<HandoffEvent['failed']>, State>

function ofHandoff({ at, seq: line, failed, queue, name, evidence }: HandoffEvent): Transition[] {
  const why = quoted(evidence ?? name)
  if (failed !== undefined) return [{ state: FAILED[failed], at, line, why }]
  return queue === undefined ? [] : [{ state: 'queued', at, line, why, queue, promised: true }]
}

/** What the messages and menus of one turn say, once a person was asked for. */
function toldBy(turn: TurnReading, { levels }: Seen, asked: number): Transition[] {
  if ((turn.lines.at(-1) ?? 0) < asked) return []
  const own = new Set(turn.consumer.map((message) => message.text.trim()))
  const all = turn.messages.flatMap((message) => {
    const { at, line, actor, text } = message
    // A person has come: what it says is no move of the bot's. An echo is none either.
    if (line < asked || actor === 'human' || own.has(text.trim())) return []
    return toldIn(message).map((told) => ({ ...told, at, line, turn: turn.turn }))
  })
  const within = ({ line }: { line: number }) => turn.lines.includes(line)
  const strong = all.filter((one) => !one.weak)
  if (strong.length > 0 || levels.some((one) => one.level !== 'E5' && within(one))) return strong.map(bare)
  const menu = turn.choices.filter((choice) => !choice.standing && choice.line > asked)
  const [first] = menu
  if (first && all.length === 0) {
    const person = menu.find((choice) => namesHuman(choice.label))
    const why = quoted((person ? [person] : menu).map((choice) => choice.label).join(' / '))
    const at = turn.messages.at(-1)?.at ?? turn.consumer.at(-1)?.at ?? 0
    return [{ state: person ? 'offered' : 'conditioned', at, line: first.line, turn: turn.turn, why }]
  }
  return all.map(bare)
}

const bare = ({ weak: _, ...told }: Transition & { weak?: true }): Transition => told

/** Forms that stand between the consumer and a person. */
function filled(events: readonly TranscriptEvent[], asked: number): Transition[] {
  return events.flatMap((event): Transition[] => {
    if (event.kind !== 'form' || event.actor === 'consumer' || event.actor === 'human' || event.seq < asked)
      return []
    const { at, seq: line, turn, fields } = event
    const why = quoted(fields.join(' / '))
    return [{ state: 'conditioned', at, line, ...(turn === undefined ? {} : { turn }), why }]
  })
}

/** By line; of the same state in the same line the one that knows most. */
function inOrder(found: readonly Transition[]): Transition[] {
  const kept = new Map<string, Transition>()
  for (const one of found) {
    const key = `${one.line} ${one.state}`
    const known = kept.get(key)
    kept.set(key, known === undefined ? one : { ...one, ...known })
  }
  const rank = (one: Transition) => STATES.indexOf(one.state)
  return [...kept.values()].sort((a, b) => a.line - b.line || rank(a) - rank(b))
}
