/** A streamed body as it comes: its server-sent events, or its lines. */
import { createParser, type EventSourceParser } from 'eventsource-parser'

/** Characters without an end of an event or a line: what is longer is no chat's. */
const LONGEST = 256_000

/** Takes the pieces of one body and tells each event or line, with its name where it has one. */
export interface Lines {
  take(piece: Uint8Array): void
  /** Tells the rest, which had no end. */
  end(): void
}

/** Whether a body of this media type comes piece by piece. */
export function isStreamed(mime: string): boolean {
  return /event-stream|ndjson|jsonl|json-?lines|json-seq|stream\+json/i.test(mime)
}

/** @param told is given a text, and the name of its server-sent event */
export function linesOf(mime: string, told: (text: string, event?: string) => void): Lines {
  return /event-stream/i.test(mime) ? new Events(told) : new PlainLines(told)
}

class Events implements Lines {
  readonly #decoder = new TextDecoder()
  readonly #parser: EventSourceParser
  #since = 0

  constructor(told: (text: string, event?: string) => void) {
    this.#parser = createParser({
      onEvent: ({ data, event }) => {
        this.#since = 0
        told(data, event)
      },
    })
  }

  take(piece: Uint8Array): void {
    this.#since += piece.length
    this.#parser.feed(this.#decoder.decode(piece, { stream: true }))
    if (this.#since <= LONGEST) return
    this.#parser.reset()
    this.#since = 0
  }

  end(): void {
    this.#parser.reset({ consume: true })
  }
}

class PlainLines implements Lines {
  readonly #decoder = new TextDecoder()
  readonly #told: (text: string) => void
  #rest = ''

  constructor(told: (text: string) => void) {
    this.#told = told
  }

  take(piece: Uint8Array): void {
    // A record of a JSON sequence (RFC 7464) begins with a sign of its own.
    const lines = (this.#rest + this.#decoder.decode(piece, { stream: true })).split(/[\n\x1e]/)
    this.#rest = (lines.pop() ?? '').slice(0, LONGEST)
    for (const line of lines) if (line.trim() !== '') this.#told(line)
  }

  end(): void {
    if (this.#rest.trim() !== '') this.#told(this.#rest)
    this.#rest = ''
  }
}
