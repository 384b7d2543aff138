/** The append-only event list of one attempt: gives each event its line and hands it to the file at once. */
import type { TranscriptEvent } from '../documents/types/event.js'

type WithoutSeq<T> = T extends unknown ? Omit<T, 'seq'> : never

/** An event that has no line yet. */
export type NewEvent = WithoutSeq<TranscriptEvent>

export class Transcript {
  readonly events: TranscriptEvent[] = []
  readonly #write: (line: string) => void
  readonly #broke: () => void
  /** Why nothing more can be written. */
  broken: unknown

  /**
   * @param write takes one line of JSON without its newline; it must have been written when it returns
   * @param broke called once when `write` throws: events come from sockets, where nobody catches it
   */
  constructor(write: (line: string) => void, broke: () => void = () => undefined) {
    this.#write = write
    this.#broke = broke
  }

  append(event: NewEvent): TranscriptEvent {
    const line = { seq: this.events.length + 1, ...event } as TranscriptEvent
    this.events.push(line)
    if (this.broken !== undefined) return line
    try {
      this.#write(JSON.stringify(line))
    } catch (error) {
      this.fail(error)
    }
    return line
  }

  /** Nothing more can be kept. */
  fail(error: unknown): void {
    if (this.broken !== undefined) return
    this.broken = error
    this.#broke()
  }
}
