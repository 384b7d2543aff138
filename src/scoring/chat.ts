/** A transcript as a chat: one line for each message or sign of a person, with what was offered beside it. */
import type { TranscriptEvent } from '../documents/types/event.js'
import type { Line } from '../documents/types/result.js'
import type { Reading, ReadMessage } from '../understanding/types.js'

/** A longer text is cut: the transcript has all of it. */
const LONGEST_TEXT = 4000
/** More choices are not shown. */
const MOST_CHOICES = 50

/** Lines of the chat in the order of the transcript; `seq` is the line of the transcript. */
export function chatOf(events: readonly TranscriptEvent[], reading: Reading): Line[] {
  const lines = reading.turns.flatMap((turn) =>
    [...turn.consumer, ...turn.messages].map((message): Line => lineOf(message, turn.turn, turn.ambiguous)),
  )
  const shown = new Set(lines.map((line) => line.seq))
  const messages = new Map(
    reading.turns.flatMap((turn) => turn.messages.map((message) => [message.id, message.line])),
  )
  for (const event of events) {
    if (!shown.has(event.seq)) lines.push(...otherLine(event))
  }
  lines.sort((a, b) => a.seq - b.seq)
  offer(events, lines, messages)
  choose(events, lines)
  return timed(lines)
}

function lineOf(message: ReadMessage, turn: number, ambiguous: boolean): Line {
  return {
    seq: message.line,
    at: message.at,
    turn,
    actor: message.actor,
    ...(message.name === undefined ? {} : { name: cut(message.name, 100) }),
    text: cut(message.text),
    ...(message.late ? { late: true } : {}),
    ...(message.edited ? { edited: true } : {}),
    ...(ambiguous && message.actor !== 'consumer' ? { ambiguous: true } : {}),
  }
}

/** What is no text and still seen: cards, pictures, forms, people who come and go, errors, the end. */
function otherLine(event: TranscriptEvent): Line[] {
  const base = { seq: event.seq, at: event.at, ...(event.turn === undefined ? {} : { turn: event.turn }) }
  const line = (actor: string, ...words: (string | undefined)[]): Line[] => {
    const text = words.filter((word) => word !== undefined && word !== '').join('\n')
    return text === '' ? [] : [{ ...base, actor, text: cut(text) }]
  }
  switch (event.kind) {
    case 'card':
      return line(event.actor, event.title, event.text, event.url)
    case 'media':
      return line(event.actor, `[${event.mime ?? 'media'}]`, event.alt, event.url)
    case 'form':
      return line(event.actor, `[form] ${event.fields.join(', ')}`)
    case 'participant':
      return line('system', `[${event.change}] ${event.name ?? event.actor}`)
    case 'handoff':
      return line('system', `[hand-off${event.level === undefined ? '' : ` ${event.level}`}] ${event.name}`)
    case 'error':
      return line('system', `[${event.code}] ${event.message}`)
    default:
      return []
  }
}

/** Puts choices beside the message they belong to, else beside the last line before them. */
function offer(
  events: readonly TranscriptEvent[],
  lines: Line[],
  messages: ReadonlyMap<string, number>,
): void {
  for (const event of events) {
    if (event.kind !== 'choices' || event.options.length === 0) continue
    const choices = event.options.slice(0, MOST_CHOICES).map((option) => cut(option.label, 200))
    const owner = event.message === undefined ? undefined : messages.get(event.message)
    const line =
      lines.find((one) => one.seq === owner) ??
      lines.findLast((one) => one.seq < event.seq && one.actor !== 'consumer')
    if (line !== undefined) line.choices = choices
    else {
      lines.push({ seq: event.seq, at: event.at, actor: event.actor, text: '', choices })
      lines.sort((a, b) => a.seq - b.seq)
    }
  }
}

/** Marks the consumer's lines that came from a button. */
function choose(events: readonly TranscriptEvent[], lines: Line[]): void {
  for (const event of events) {
    const clicked =
      event.kind === 'decision' &&
      event.skipped === undefined &&
      (event.verb === 'choose' || event.by === 'button')
    if (!clicked) continue
    const line = lines.find((one) => one.seq > event.seq && one.actor === 'consumer')
    if (line !== undefined) line.chosen = line.text
  }
}

/** Adds the time since the consumer last spoke. */
function timed(lines: Line[]): Line[] {
  let asked: number | undefined
  return lines.map((line) => {
    if (line.actor === 'consumer') {
      asked = line.at
      return line
    }
    return asked === undefined ? line : { ...line, since: Number((line.at - asked).toFixed(3)) }
  })
}

function cut(text: string, longest = LONGEST_TEXT): string {
  return text.length > longest ? `${text.slice(0, longest)} …` : text
}
