/** The append-only event list of one attempt: gives each event its line and hands it to the file at once. */
import type { TranscriptEvent } from '../documents/types/event.js'

type WithoutSeq<T> = T extends unknown ? Omit<T, 'seq'> : never

/** An event that has no line yet. */
export type NewEvent = WithoutSeq<TranscriptEvent>

export class Transcript {
  readonly events: TranscriptEvent[] = []
  readonly #write: (line: string) => void

  /** @param write takes one line of JSON without its newline; it must have been written when it returns */
  constructor(write: (line: string) => void) {
    this.#write = write
  }

  append(event: NewEvent): TranscriptEvent {
    const line = { seq: this.events.length + 1, ...event } as TranscriptEvent
    this.events.push(line)
    this.#write(JSON.stringify(line))
    return line
  }
}
