/** Which levels of evidence for a person a transcript shows, and when each was first seen. */
import type { HandoffEvent, ParticipantEvent, TranscriptEvent } from '../documents/types/event.js'
import { type Introduction, introductionIn, nameIn } from '../understanding/acts/introduction.js'
import { actsOfMessage } from '../understanding/acts/message-acts.js'
import { ASKED, asksForHuman } from '../understanding/acts/requests.js'
import { Derived } from '../understanding/derived.js'
import type { Level, LevelSeen, Reading, TurnReading } from '../understanding/types.js'

/** A chat message that looks like a system's payload proves nothing: anybody can type one. */
const PAYLOAD = /^\s*(?:[[{<]|```)|"(?:type|event|eventType|kind|role)"\s*:/
/** Weakest rule that may claim that a person joined. */
const SURE = 0.85
/** Beginning of a message that is looked at for PAYLOAD. */
const BEGINNING = 2000

/** What the words of one turn say about a person. */
interface TurnWords {
  promise?: LevelSeen
  /** Line of the consumer's request. */
  asks?: number
  /** Messages by a person, by their author label. */
  labelled?: LevelSeen
  /** Words that a person joined; they count only after a request or a promise. */
  joined: LevelSeen[]
  /** Those who give their name; a new one after a request or a promise joined. */
  introduced: (LevelSeen & Introduction)[]
}

/**
 * Collects the levels of evidence, the first sight of each, in order of time.
 *
 * - E0: words promise a person. A queue named in words is still words.
 * - E1, E2, E3, E4, E5: only explicit hand-off events of the platform, told by its channel or read from the wire; their
 *   evidence names the platform and the rule. What rests on the page alone is at most E3-claimed, and E5 (ended or returned) counts only after a person was there.
 * - E3-claimed: a message with a human author label, a participant who joined, or, after a request or a promise,
 *   words that a person joined or
 *   somebody with a new name who gives it. The bot's own welcome claims nothing, however human its name sounds.
 */
export function levelsSeen(events: readonly TranscriptEvent[], reading: Reading): LevelSeen[] {
  const seen = new Map<Level, LevelSeen>()
  const note = (one: LevelSeen) => {
    const known = seen.get(one.level)
    if (known === undefined || one.line < known.line) seen.set(one.level, one)
  }
  let asked = Number.POSITIVE_INFINITY
  const told = wordsOf(reading.turns).filter((words) => words !== NOTHING)
  const signals = signalsIn(events)
  for (const { promise, asks = asked, labelled } of told) {
    asked = Math.min(asked, asks, promise?.line ?? asked)
    if (promise) note(promise)
    if (labelled) note(labelled)
  }
  for (const event of signals) {
    if (event.kind === 'handoff' && event.level) note(signalled(event, event.level))
    if (event.kind !== 'participant') asked = Math.min(asked, event.seq)
  }
  for (const event of signals)
    if (event.kind === 'participant' && joins(event, asked)) note(participation(event))
  for (const { joined } of told) for (const one of joined) if (one.line > asked) note(one)
  for (const one of newcomers(reading, told, asked)) note(one)
  const person = seen.get('E3') ?? seen.get('E4')
  const end = seen.get('E5')
  if (end && (person === undefined || person.line > end.line)) seen.delete('E5')
  return [...seen.values()].sort((a, b) => a.at - b.at || a.line - b.line)
}

type Signal = Extract<TranscriptEvent, { kind: 'handoff' | 'participant' | 'decision' }>

/** The few events of a transcript that signal something; a transcript only grows, so each is looked at once. */
const signals = new WeakMap<readonly TranscriptEvent[], { taken: number; found: Signal[] }>()

function signalsIn(events: readonly TranscriptEvent[]): readonly Signal[] {
  const known = signals.get(events) ?? { taken: 0, found: [] }
  signals.set(events, known)
  for (; known.taken < events.length; known.taken++) {
    const event = events[known.taken]
    if (event?.kind === 'decision' && event.verb === 'ask-human' && event.skipped === undefined)
      known.found.push(event)
    if ((event?.kind === 'handoff' || event?.kind === 'participant') && event.actor !== 'consumer')
      known.found.push(event)
  }
  return known.found
}

function signalled(event: HandoffEvent, level: Level): LevelSeen {
  const pageOnly = event.source === 'dom' && (level === 'E3' || level === 'E4')
  return {
    level: pageOnly ? 'E3-claimed' : level,
    at: event.at,
    line: event.seq,
    why: event.evidence ?? event.name,
  }
}

/** A participant without an author label counts only after somebody was asked for: many widgets announce their bot. */
function joins(event: ParticipantEvent, asked: number): boolean {
  // What a platform says of somebody who joined has a level of its own.
  if (event.change !== 'joined' || event.platform !== undefined) return false
  return event.actor === 'human' || (event.actor !== 'bot' && event.seq > asked)
}

function participation({ at, seq, name, evidence }: ParticipantEvent): LevelSeen {
  return { level: 'E3-claimed', at, line: seq, why: evidence ?? `${name ?? 'a participant'} joined` }
}

/**
 * Those who give a name that nobody bore before the request. The bot's own welcome is none: it comes first of all,
 * or before the promise that answers the request.
 */
function newcomers({ turns }: Reading, told: readonly TurnWords[], asked: number): LevelSeen[] {
  const those = told.filter((words) => words.introduced.length > 0)
  if (those.length === 0) return []
  const first = turns.find((turn) => turn.messages.length > 0)?.messages[0]
  const names = new Set(first?.name === undefined ? [] : [nameIn(first.name)])
  const found: LevelSeen[] = []
  for (const { introduced, promise } of those) {
    for (const { name, explicit, own, span, ...seen } of introduced) {
      const welcome = seen.line === first?.line || (promise !== undefined && seen.line < promise.line)
      const person = explicit || (name !== '' && !welcome)
      if (seen.line > asked && person && !names.has(name)) found.push(seen)
      else if (name !== '') names.add(name)
    }
  }
  return found
}

/** Lets go of a transcript that will not grow, as `forgetReading` does. */
export function forgetLevels(events: readonly TranscriptEvent[], { turns }: Reading): void {
  signals.delete(events)
  known.delete(turns)
}

const NOTHING: TurnWords = { joined: [], introduced: [] }
const known = new WeakMap<Reading['turns'], Derived<TurnWords>>()

function wordsOf(turns: Reading['turns']): readonly TurnWords[] {
  const words = known.get(turns) ?? new Derived(readWords)
  known.set(turns, words)
  return words.from(turns)
}

function readWords(turn: TurnReading): TurnWords {
  const words: TurnWords = { joined: [], introduced: [] }
  const asks = turn.consumer.find((message) => asksForHuman(message.text).probability >= ASKED)
  if (asks) words.asks = asks.line
  for (const message of turn.messages) {
    const { at, line } = message
    if (message.actor === 'human') {
      words.labelled ??= {
        level: 'E3-claimed',
        at,
        line,
        why: message.evidence ?? `author ${message.name ?? 'is a person'}`,
      }
      continue
    }
    // An echo claims nothing: consumers speak of people, too.
    if (turn.consumer.some((own) => own.text.trim() === message.text.trim())) continue
    const acts = actsOfMessage(message)
    const promise = acts.find((act) => act.act === 'promises-transfer')
    if (promise) words.promise ??= { level: 'E0', at, line, why: promise.span }
    if (PAYLOAD.test(message.text.slice(0, BEGINNING))) continue
    if (acts.some((act) => act.act === 'discloses-ai')) continue
    const why = acts.find((act) => act.act === 'human-joined' && act.confidence >= SURE)?.span
    const introduction = introductionIn(message.text)
    // A bot that answers "I am a real person" has not joined; who gives a name as an agent may have, whatever stands before it.
    const named = introduction?.explicit === true && introduction.name !== ''
    if (why === undefined && !named && acts.some((act) => act.act === 'claims-human')) continue
    // What a system line announces is no welcome; who speaks for itself may be the bot.
    if (introduction && (introduction.own || message.actor !== 'system'))
      words.introduced.push({ level: 'E3-claimed', at, line, why: introduction.span, ...introduction })
    else if (why !== undefined) words.joined.push({ level: 'E3-claimed', at, line, why })
  }
  const told = words.asks ?? words.promise ?? words.labelled
  return told === undefined && words.joined.length + words.introduced.length === 0 ? NOTHING : words
}
