/** Reads a transcript: turns with their words, acts, choices and times. Pure, and the same online and afterwards. */
import type { Lang } from '../documents/ready.js'
import type { TranscriptEvent } from '../documents/types/event.js'
import { actsOf } from './acts/acts.js'
import { actsOfMessage } from './acts/message-acts.js'
import { withoutEcho } from './answers/echo.js'
import { withIdentity } from './answers/who.js'
import { Given } from './repetition.js'
import { TurnEvents } from './turn-events.js'
import { type Act, type ActName, READERS, type Reading, type ReadMessage, type TurnReading } from './types.js'

/** Acts that keep a turn from being an answer, whatever else is said in it. */
const NO_ANSWER = new Set<ActName>(['fallback', 'error'])

/** Reads a growing transcript: each event once. */
class Reader {
  taken = 0
  readonly lang: Lang
  readonly #turns = new Map<number, TurnEvents>()
  /** Readings in order of turns, and the turns that have changed since. */
  readonly #list: TurnReading[] = []
  readonly #changed = new Set<number>()
  /** Turn that a message belongs to: a revision never moves to another one. */
  readonly #owner = new Map<string, number>()
  readonly #given = new Given()

  constructor(lang: Lang) {
    this.lang = lang
  }

  take(event: TranscriptEvent): void {
    this.taken++
    if (event.turn === undefined) return
    const n = event.kind === 'text' ? (this.#owner.get(event.id) ?? event.turn) : event.turn
    if (event.kind === 'text') this.#owner.set(event.id, n)
    let turn = this.#turns.get(n)
    if (!turn) {
      turn = new TurnEvents(n)
      this.#turns.set(n, turn)
    }
    turn.take(event)
    this.#changed.add(n)
  }

  get reading(): Reading {
    for (const n of this.#changed) {
      const turn = this.#turns.get(n) ?? new TurnEvents(n)
      const at = this.#list.findLastIndex((one) => one.turn <= n)
      const known = this.#list[at]?.turn === n
      this.#list.splice(known ? at : at + 1, known ? 1 : 0, new ReadTurn(turn, this.#given))
      // What later turns repeat may now be another thing: they are read again with it.
      if (this.#given.note(n, answerOf(turn.messages), questionOf(turn.consumer)))
        for (let i = this.#list.length - 1; (this.#list[i]?.turn ?? n) > n; i--)
          this.#changed.add(this.#list[i]?.turn ?? n)
    }
    this.#changed.clear()
    return { version: READERS, lang: this.lang, turns: this.#list }
  }
}

/** What was read of a turn, as far as its events had come. */
class ReadTurn implements TurnReading {
  readonly turn: number
  readonly step?: string
  readonly occurrence: number
  readonly consumer: ReadMessage[]
  readonly messages: ReadMessage[]
  readonly answer: string
  readonly choices: TurnReading['choices']
  readonly silent: boolean
  readonly ambiguous: boolean
  readonly latency: TurnReading['latency']
  readonly unreliable?: string
  readonly rule?: string
  readonly lines: number[]
  readonly #failures: readonly string[]
  readonly #given: Given
  #acts: Act[] | undefined

  constructor(events: TurnEvents, given: Given) {
    this.turn = events.turn
    if (events.step !== undefined) this.step = events.step
    this.occurrence = events.occurrence
    this.consumer = events.consumer
    this.messages = events.messages
    this.answer = answerOf(this.messages)
    this.choices = events.choices
    this.silent = events.silent
    this.ambiguous = events.ambiguous
    this.latency = events.latency
    if (events.closed?.unreliable !== undefined) this.unreliable = events.closed.unreliable
    if (events.closed?.rule !== undefined) this.rule = events.closed.rule
    this.lines = [...events.lines]
    this.#failures = [...events.failures]
    this.#given = given
  }

  /** Acts are read when somebody asks: most turns of a long conversation are never asked again. */
  get acts(): Act[] {
    this.#acts ??= this.#actsNow()
    return this.#acts
  }

  get answers(): boolean {
    return (
      !this.silent &&
      this.acts.some((one) => one.act === 'answer') &&
      !this.acts.some((one) => NO_ANSWER.has(one.act))
    )
  }

  #actsNow(): Act[] {
    const question = questionOf(this.consumer)
    const best = new Map<string, Act>()
    const add = (act: Act) => {
      const key = act.act === 'names-channels' ? `${act.act} ${act.span}` : `${act.act} ${act.slot ?? ''}`
      const known = best.get(key)
      if (known === undefined || known.confidence < act.confidence) best.set(key, act)
    }
    for (const message of this.messages)
      if (!message.late) for (const act of withIdentity(question, actsTo(question, message))) add(act)
    if (best.size > 1) best.delete('empty ')
    const offered = this.choices.filter((choice) => !choice.standing).map((choice) => choice.label)
    if (offered.length > 0)
      add({ act: 'offers-choices', confidence: 1, span: offered.join(' / ').slice(0, 200) })
    for (const code of this.#failures) add({ act: 'error', confidence: 1, span: code })
    const again = this.#given.repeats(this.turn)
    if (again > 0) add({ act: 'repeats-itself', confidence: again, span: this.answer.slice(0, 200) })
    return [...best.values()]
  }
}

const answerOf = (messages: readonly ReadMessage[]) =>
  messages
    .filter((message) => !message.late && message.text !== '')
    .map((message) => message.text)
    .join('\n')

const questionOf = (consumer: readonly ReadMessage[]) => consumer.map((message) => message.text).join('\n')

/** Acts of a message to what was asked: the question said again is no answer. */
function actsTo(question: string, message: ReadMessage): readonly Act[] {
  const acts = actsOfMessage(message)
  const rest = withoutEcho(question, message.text)
  if (rest === message.text || actsOf(rest).some((one) => one.act === 'answer')) return acts
  return acts.filter((one) => one.act !== 'answer')
}

/** Where reading stopped for a transcript that may still grow. */
const readers = new WeakMap<readonly TranscriptEvent[], Reader>()

/**
 * Reads the events of one attempt, or of its beginning. A transcript is append-only: called again with the same
 * array, reading goes on where it stopped, so that a whole conversation costs as much as its events. The list of
 * turns is kept and grows with the array; the reading of a turn that changed is a new object, the others stay.
 *
 * - A message counts with the words it had when its turn closed; later revisions mark it `edited`.
 * - Messages after the close are `late`: shown, never part of the answer, its acts or its times.
 * - Content is text, cards, media, forms and choices that are not part of the page, by bot, person, system (queue
 *   notices) or an unknown author. Typing and hand-off signals are signs of life for `ack`; receipts are nothing.
 * - Times are milliseconds from the last consumer message before the content; a silent turn says how long was waited.
 */
export function read(events: readonly TranscriptEvent[], options: { lang: Lang }): Reading {
  let reader = readers.get(events)
  if (reader === undefined || reader.taken > events.length || reader.lang !== options.lang) {
    reader = new Reader(options.lang)
    readers.set(events, reader)
  }
  for (let i = reader.taken; i < events.length; i++) reader.take(events[i] as TranscriptEvent)
  return reader.reading
}

/**
 * Lets go of a transcript that will not grow. What only a weak reference holds stays until the next full collection
 * of garbage: of many transcripts that is most of the memory.
 */
export function forgetReading(events: readonly TranscriptEvent[]): void {
  readers.delete(events)
}
