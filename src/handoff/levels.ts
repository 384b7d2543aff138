/** Which levels of evidence for a person a transcript shows, and when each was first seen. */
import type { HandoffEvent, ParticipantEvent, TranscriptEvent } from '../documents/types/event.js'
import { actsOfMessage } from '../understanding/message-acts.js'
import type { ActName, Level, LevelSeen, Reading, ReadMessage } from '../understanding/types.js'
import { requests } from './requests.js'

/** Words by which a consumer asks for a person, also outside of an `ask-human` step. */
const ASKS = /人工|真人|转接|客服|\b(?:human|agent|person|representative|someone|operator)\b/iu
/** A chat message that looks like a system's payload proves nothing: anybody can type one. */
const PAYLOAD = /^\s*(?:[[{<]|```)|"(?:type|event|eventType|kind|role)"\s*:/
/** Weakest rule that may claim that a person joined. */
const SURE = 0.85

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
  const note = (level: Level, at: number, line: number, why: string) => {
    const known = seen.get(level)
    if (known === undefined || line < known.line) seen.set(level, { level, at, line, why })
  }
  const messages = reading.turns.flatMap((turn) => turn.messages)
  for (const message of messages) {
    const promise = sure(message, 'promises-transfer', 0)
    if (promise && message.actor !== 'human') note('E0', message.at, message.line, promise)
  }
  for (const event of events) {
    if (event.kind === 'handoff' && event.actor !== 'consumer' && event.level) {
      note(levelOf(event, event.level), event.at, event.seq, event.evidence ?? event.name)
    }
  }
  const asked = askedLine(events, reading, [...seen.values()])
  for (const event of events) {
    if (event.kind === 'participant' && joins(event, asked)) {
      note('E3-claimed', event.at, event.seq, event.evidence ?? `${event.name ?? 'a participant'} joined`)
    }
  }
  for (const message of messages) {
    const why = claim(message, asked)
    if (why !== undefined) note('E3-claimed', message.at, message.line, why)
  }
  const person = seen.get('E3') ?? seen.get('E4')
  const end = seen.get('E5')
  if (end && (person === undefined || person.line > end.line)) seen.delete('E5')
  return [...seen.values()].sort((a, b) => a.at - b.at || a.line - b.line)
}

function levelOf(event: HandoffEvent, level: Level): Level {
  return event.source === 'dom' && (level === 'E3' || level === 'E4') ? 'E3-claimed' : level
}

/** Line of the first request, promise or hand-off signal; nobody joins before that. */
function askedLine(events: readonly TranscriptEvent[], reading: Reading, seen: readonly LevelSeen[]): number {
  const lines = [...requests(events).map((one) => one.line), ...seen.map((one) => one.line)]
  for (const turn of reading.turns) {
    const words = turn.consumer.find((message) => ASKS.test(message.text.slice(0, 2000)))
    if (words) {
      lines.push(words.line)
      break
    }
  }
  return lines.length === 0 ? Number.POSITIVE_INFINITY : lines.reduce((a, b) => Math.min(a, b))
}

function joins(event: ParticipantEvent, asked: number): boolean {
  if (event.change !== 'joined') return false
  if (event.actor === 'human') return true
  return (event.actor === 'system' || event.actor === 'unknown') && event.seq > asked
}

function claim(message: ReadMessage, asked: number): string | undefined {
  if (message.actor === 'human') return message.evidence ?? `author ${message.name ?? 'is a person'}`
  if (message.line <= asked || PAYLOAD.test(message.text.slice(0, 2000))) return undefined
  const words = sure(message, 'human-joined', SURE)
  const machine = actsOfMessage(message).some((act) => act.act === 'discloses-ai')
  return machine ? undefined : words
}

function sure(message: ReadMessage, name: ActName, least: number): string | undefined {
  return actsOfMessage(message).find((act) => act.act === name && act.confidence >= least)?.span
}
