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
  const said = new Map<number, Line>()
  const ofMessage = new Map<string, Line>()
  for (const turn of reading.turns) {
    for (const message of [...turn.consumer, ...turn.messages]) {
      const line = lineOf(message, turn.turn, turn.ambiguous)
      said.set(message.line, line)
      ofMessage.set(message.id, line)
    }
  }
  const lines: Line[] = []
  let asked: number | undefined
  let clicked = false
  for (const event of events) {
    const line = said.get(event.seq) ?? otherLine(event)
    if (event.kind === 'choices' && event.options.length > 0) {
      const choices = event.options.slice(0, MOST_CHOICES).map((option) => cut(option.label, 200))
      // Choices stand beside the message they belong to, else beside the last line of the bot's side.
      const owner = ofMessage.get(event.message ?? '') ?? lines.findLast((one) => one.actor !== 'consumer')
      if (owner !== undefined) owner.choices = choices
      else lines.push({ seq: event.seq, at: event.at, actor: event.actor, text: '', choices })
    }
    if (event.kind === 'decision')
      clicked = event.skipped === undefined && (event.verb === 'choose' || event.by === 'button')
    if (line === undefined) continue
    if (line.actor === 'consumer') {
      asked = line.at
      if (clicked) line.chosen = line.text
      clicked = false
    } else if (asked !== undefined) line.since = Number((line.at - asked).toFixed(3))
    lines.push(line)
  }
  return lines
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
function otherLine(event: TranscriptEvent): Line | undefined {
  const base = { seq: event.seq, at: event.at, ...(event.turn === undefined ? {} : { turn: event.turn }) }
  const line = (actor: string, ...words: (string | undefined)[]): Line | undefined => {
    const text = words.filter((word) => word !== undefined && word !== '').join('\n')
    return text === '' ? undefined : { ...base, actor, text: cut(text) }
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
      return undefined
  }
}

function cut(text: string, longest = LONGEST_TEXT): string {
  return text.length > longest ? `${text.slice(0, longest)} …` : text
}
