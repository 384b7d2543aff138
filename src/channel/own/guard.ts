/** Looks at what a channel emits before it is believed: well-formed, on the session's clock, bounded. */
import { isEvent } from '../../documents/schema.js'
import type { ChannelEvent, ExchangeEnd, SessionClock } from '../channel.js'

/** Far more than any conversation has, streamed letter by letter. */
const MAX_EVENTS = 100_000
/** An event larger than this is refused: no consumer reads it. */
const MAX_EVENT_LENGTH = 4 << 20
/** What has not happened yet is not on the session's clock: an epoch time or seconds, most likely. */
const FUTURE_MS = 1000
/** Only the conversation gives these. */
const OURS = ['seq', 'turn', 'late', 'ambiguous']
const NOT_A_CHANNELS: readonly unknown[] = ['header', 'decision', 'turn', 'stop']

export type Emitted = ChannelEvent | ExchangeEnd

/** What is wrong with a thing that a channel emitted, in words, or undefined. */
export function eventProblem(event: unknown, clock: SessionClock): string | undefined {
  if (typeof event !== 'object' || event === null) return `an event is an object, not ${typeof event}`
  const { kind, at, correlation } = event as Partial<ExchangeEnd>
  const named = typeof kind === 'string' ? `an event of kind ${kind.slice(0, 40)}` : 'an event without kind'
  if (typeof at !== 'number' || !Number.isFinite(at)) return `${named} has no time: at: clock.now()`
  if (at > clock.now() + FUTURE_MS || at < -FUTURE_MS)
    return `${named} is not on the clock of the session: at is ${at}, and it is ${Math.round(clock.now())} now; use clock.now()`
  if (kind === 'end')
    return typeof correlation === 'string' ? undefined : `${named} does not say the correlation that ended`
  if (NOT_A_CHANNELS.includes(kind)) return `${named} is written by ombud, not by a channel`
  const ours = OURS.find((key) => key in event)
  if (ours !== undefined) return `${named} has ${ours}, which ombud gives`
  if (!isEvent({ ...event, seq: 1 })) return `${named} does not fit schemas/event.schema.json`
  return undefined
}

/** Hands on what is well-formed, as a copy that the channel can no longer change, until something is not. */
export class Guard {
  readonly #clock: SessionClock
  readonly #emit: (event: Emitted) => void
  readonly #broken: (problem: string) => void
  #count = 0
  #open = true

  /** @param broken is told once what was wrong; nothing is handed on from then */
  constructor(clock: SessionClock, emit: (event: Emitted) => void, broken: (problem: string) => void) {
    this.#clock = clock
    this.#emit = emit
    this.#broken = broken
  }

  /** Nothing is handed on any more. */
  close(): void {
    this.#open = false
  }

  readonly emit = (event: unknown): void => {
    if (!this.#open) return
    const { copy, problem } = this.#look(event)
    if (problem === undefined && copy) return this.#emit(copy)
    this.close()
    this.#broken(problem ?? 'an event cannot be copied')
  }

  #look(event: unknown): { copy?: Emitted; problem?: string | undefined } {
    if (++this.#count > MAX_EVENTS) return { problem: `more than ${MAX_EVENTS} events in one session` }
    let json: string
    try {
      json = JSON.stringify(event) ?? 'null'
    } catch (error) {
      return { problem: `an event is no JSON: ${error instanceof Error ? error.message : String(error)}` }
    }
    if (json.length > MAX_EVENT_LENGTH)
      return { problem: `an event is larger than ${MAX_EVENT_LENGTH >> 20} MB` }
    const copy = JSON.parse(json) as Emitted
    return { copy, problem: eventProblem(copy, this.#clock) }
  }
}
