/** What the consumer did to reach a person: the requests that really went out, and its actions. */
import type { TextEvent, TranscriptEvent } from '../documents/types/event.js'
import { asksForHuman, CERTAIN } from '../understanding/acts/requests.js'

export interface Request {
  /** Milliseconds on the session's clock, when the words or the press went out. */
  at: number
  /** Line of the consumer's words. */
  line: number
  by?: 'button' | 'phrase'
}

/**
 * Requests for a person that were sent, in order: those that a step meant, and before the first of them words of any
 * step that clearly ask. A request that was skipped, or could not be sent, is none; nor is asking whether somebody is
 * there yet.
 */
export function requests(events: readonly TranscriptEvent[]): Request[] {
  const made: Request[] = []
  let meant: { by?: 'button' | 'phrase' } | undefined
  for (const event of events) {
    if (event.kind === 'decision') {
      meant =
        event.verb === 'ask-human' && event.skipped === undefined
          ? { ...(event.by ? { by: event.by } : {}) }
          : undefined
    } else if (meant && isSending(event)) {
      made.push({ at: event.at, line: event.seq, ...meant })
      meant = undefined
    } else if (made.length === 0 && isSending(event) && asksForHuman(event.text).probability >= CERTAIN) {
      made.push({ at: event.at, line: event.seq, by: 'phrase' })
    }
  }
  return made
}

/**
 * Actions of the consumer (words sent, choices pressed, files attached) from the opening of the chat up to a moment,
 * in milliseconds.
 */
export function actions(events: readonly TranscriptEvent[], until = Number.POSITIVE_INFINITY): number {
  const before = events.filter((event) => event.at <= until)
  const files = before.filter((event) => event.kind === 'media' && event.actor === 'consumer')
  return new Set(before.filter(isSending).map((event) => event.id)).size + files.length
}

function isSending(event: TranscriptEvent): event is TextEvent {
  return event.kind === 'text' && event.actor === 'consumer'
}
