/** One turn as its events come in: what was said, when, and what came after its close. */
import type { TextEvent, TranscriptEvent, TurnEvent } from '../documents/types/event.js'
import type { ReadMessage, TurnLatency, TurnReading } from './types.js'

type Speaker = ReadMessage['actor']
type Choice = TurnReading['choices'][number]

const BOT_SIDE = new Set<string>(['bot', 'human', 'system', 'unknown'])
/** Signs of life that are no content: they count for `ack` alone. Receipts are none. */
const SIGNS = new Set(['typing', 'participant', 'handoff'])

export class TurnEvents {
  readonly turn: number
  readonly lines: number[] = []
  step: string | undefined
  occurrence = 0
  closed: TurnEvent | undefined
  ambiguous = false
  /** Codes of the bot's own failures in this turn. */
  readonly failures: string[] = []
  readonly #consumer = new Map<string, ReadMessage>()
  /** Moments at which the consumer attached a file. */
  readonly #attached: number[] = []
  readonly #messages = new Map<string, ReadMessage>()
  readonly #choices = new Map<string, { key: string; choices: Choice[] }>()
  /** Moments of signs of life and of changes of content, in time only. */
  readonly #signs: number[] = []
  readonly #changes: number[] = []

  constructor(turn: number) {
    this.turn = turn
  }

  take(event: TranscriptEvent): void {
    // What only the wire shows is no sign of life to a consumer.
    if (event.kind === 'frame') return
    this.lines.push(event.seq)
    if (event.kind === 'turn') return this.#boundary(event)
    if (event.kind === 'error' && event.whose === 'bot') this.failures.push(event.code)
    if (event.kind === 'text' && event.actor === 'consumer') {
      this.#consumer.set(event.id, messageOf(event, this.#consumer.get(event.id)))
      return
    }
    if (event.kind === 'media' && event.actor === 'consumer') this.#attached.push(event.at)
    if (!BOT_SIDE.has(event.actor)) return
    const inTime = this.closed === undefined && event.late !== true
    const changed = this.#content(event, inTime)
    const on = event.kind === 'typing' ? event.on : isSign(event) || event.kind === 'text'
    if (!inTime || !(changed || on)) return
    this.#signs.push(event.at)
    if (!changed) return
    this.#changes.push(event.at)
    if (event.ambiguous) this.ambiguous = true
  }

  get consumer(): ReadMessage[] {
    return [...this.#consumer.values()]
  }

  get messages(): ReadMessage[] {
    return [...this.#messages.values()]
  }

  get choices(): Choice[] {
    return [...this.#choices.values()].flatMap((set) => set.choices)
  }

  get silent(): boolean {
    return this.#changes.length === 0
  }

  /** From the last consumer message before the content; the welcome answers no message and has no latency. */
  get latency(): TurnLatency {
    const sent = [...[...this.#consumer.values()].map((message) => message.at), ...this.#attached]
    const first = least(this.#changes)
    const last = most(this.#changes)
    const from = before(sent, first)
    const until = before(sent, last)
    const ack = from === null ? null : least(this.#signs.filter((at) => at >= from))
    const since = (at: number | null, start: number | null) =>
      at === null || start === null ? null : Math.max(0, at - start)
    return {
      ack: since(ack, from),
      firstContent: since(first, from),
      complete: since(last, until),
      waited: this.silent && this.closed ? since(this.closed.at, from) : null,
    }
  }

  #boundary(event: TurnEvent): void {
    if (event.change === 'close') {
      this.closed ??= event
      return
    }
    this.step = event.step
    this.occurrence = event.occurrence ?? 0
  }

  /** Takes what is content; true where the consumer would see something change. */
  #content(event: TranscriptEvent, inTime: boolean): boolean {
    if (event.kind === 'text') return this.#text(event, inTime)
    if (event.kind === 'choices') {
      const key = event.message ?? (event.standing ? '~standing' : '~shown')
      const labels = JSON.stringify(event.options.map((option) => option.label))
      const same = this.#choices.get(key)?.key === labels
      if (inTime) {
        const choices = event.options.map(({ label }) => ({
          label,
          line: event.seq,
          standing: event.standing === true,
        }))
        this.#choices.set(key, { key: labels, choices })
      }
      return !same && !event.standing && event.options.length > 0
    }
    if (event.kind === 'card') {
      const text = [event.title, event.text].filter(Boolean).join('\n')
      const { seq, at, actor } = event
      this.#messages.set(`~card ${seq}`, {
        id: `~card ${seq}`,
        line: seq,
        at,
        actor: actor as Speaker,
        text,
        late: !inTime,
        edited: false,
      })
      return true
    }
    return event.kind === 'media' || event.kind === 'form'
  }

  #text(event: TextEvent, inTime: boolean): boolean {
    const known = this.#messages.get(event.id)
    if (known && !inTime && !known.late) {
      if (known.text !== event.text || event.deleted) this.#messages.set(event.id, { ...known, edited: true })
      return false
    }
    if (event.deleted) {
      this.#messages.delete(event.id)
      return known !== undefined
    }
    // A last revision that only says "final" repeats the words: the message stands as it was.
    if (known && known.text === event.text && known.actor === event.actor && known.name === event.name)
      return false
    this.#messages.set(event.id, { ...messageOf(event, known), late: !inTime })
    return event.text.trim() !== '' && known?.text !== event.text
  }
}

function messageOf(event: TextEvent, known: ReadMessage | undefined): ReadMessage {
  const name = event.name ?? known?.name
  const evidence = event.evidence ?? known?.evidence
  return {
    id: event.id,
    line: event.seq,
    at: event.at,
    actor: event.actor as Speaker,
    text: event.text,
    ...(name === undefined ? {} : { name }),
    ...(evidence === undefined ? {} : { evidence }),
    late: false,
    edited: false,
  }
}

const least = (values: readonly number[]) =>
  values.length === 0 ? null : values.reduce((a, b) => Math.min(a, b))
const most = (values: readonly number[]) =>
  values.length === 0 ? null : values.reduce((a, b) => Math.max(a, b))

/** The last sending before a moment; the first one where the clocks cross, the last of all without a moment. */
function before(sent: readonly number[], moment: number | null): number | null {
  if (moment === null) return most(sent)
  return most(sent.filter((at) => at <= moment)) ?? least(sent)
}

function isSign(event: TranscriptEvent): boolean {
  return SIGNS.has(event.kind) && !('platform' in event)
}
