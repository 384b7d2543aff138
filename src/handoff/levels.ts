/** Which levels of evidence for a person a transcript shows, and when each was first seen. */
import type { HandoffEvent, ParticipantEvent, TranscriptEvent } from '../documents/types/event.js'
import { actsOfMessage } from '../understanding/message-acts.js'
import type { Level, LevelSeen, Reading, ReadMessage, TurnReading } from '../understanding/types.js'

/** Words by which a consumer asks for a person, also outside of an `ask-human` step. */
const ASKS = /人工|真人|转接|客服|\b(?:human|agent|person|representative|someone|operator)\b/iu
/** A chat message that looks like a system's payload proves nothing: anybody can type one. */
const PAYLOAD = /^\s*(?:[[{<]|```)|"(?:type|event|eventType|kind|role)"\s*:/
/** Weakest rule that may claim that a person joined. */
const SURE = 0.85
/** Beginning of a message that is looked at for ASKS and PAYLOAD. */
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
}

/**
 * Collects the levels of evidence, the first sight of each, in order of time.
 *
 * - E0: words promise a person. A queue named in words is still words.
 * - E1, E2, E3, E4, E5: only explicit hand-off events of the platform. What rests on the page alone is at most
 *   E3-claimed, and E5 (ended or returned) counts only after a person was there.
 * - E3-claimed: a message with a human author label, a participant who joined, or, after a request or a promise,
 *   words that a person joined.
 */
export function levelsSeen(events: readonly TranscriptEvent[], reading: Reading): LevelSeen[] {
  const seen = new Map<Level, LevelSeen>()
  const note = (one: LevelSeen) => {
    const known = seen.get(one.level)
    if (known === undefined || one.line < known.line) seen.set(one.level, one)
  }
  let asked = Number.POSITIVE_INFINITY
  const told = reading.turns.map(wordsOf).filter((words) => words !== NOTHING)
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
  if (event.change !== 'joined') return false
  return event.actor === 'human' || (event.actor !== 'bot' && event.seq > asked)
}

function participation({ at, seq, name, evidence }: ParticipantEvent): LevelSeen {
  return { level: 'E3-claimed', at, line: seq, why: evidence ?? `${name ?? 'a participant'} joined` }
}

const NOTHING: TurnWords = { joined: [] }
const known = new WeakMap<TurnReading, TurnWords>()

function wordsOf(turn: TurnReading): TurnWords {
  let words = known.get(turn)
  if (words === undefined) {
    words = readWords(turn)
    known.set(turn, words)
  }
  return words
}

function readWords(turn: TurnReading): TurnWords {
  const words: TurnWords = { joined: [] }
  const asks = turn.consumer.find((message) => ASKS.test(message.text.slice(0, BEGINNING)))
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
    const acts = actsOfMessage(message)
    const promise = acts.find((act) => act.act === 'promises-transfer')
    if (promise) words.promise ??= { level: 'E0', at, line, why: promise.span }
    const why = joinedWords(message)
    if (why !== undefined) words.joined.push({ level: 'E3-claimed', at, line, why })
  }
  const empty = words.asks === undefined && !words.promise && !words.labelled && words.joined.length === 0
  return empty ? NOTHING : words
}

function joinedWords(message: ReadMessage): string | undefined {
  if (PAYLOAD.test(message.text.slice(0, BEGINNING))) return undefined
  const acts = actsOfMessage(message)
  if (acts.some((act) => act.act === 'discloses-ai')) return undefined
  return acts.find((act) => act.act === 'human-joined' && act.confidence >= SURE)?.span
}
