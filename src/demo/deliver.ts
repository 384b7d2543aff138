/** Performs a reply of the bot in time: typing, and the words in pieces. And what a session sends to its reader. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { FaultId } from './faults.js'
import type { Line, Reply } from './memory.js'
import type { Delays } from './merchants.js'

/** A frame of the page's stream; who speaks is said beside the words, never in them. */
export type Delivery =
  | { type: 'typing'; from: 'bot' | 'agent' }
  | ({ type: 'message'; id: string; final: boolean } & Line)
  /** Waits for a person; the place counts the consumer itself, the wait is in seconds. */
  | { type: 'queued'; position: number; wait: number }
  | { type: 'joined' | 'left'; role: 'agent'; name: string; number: string }
  | { type: 'ended' }

interface Performance {
  faults: ReadonlySet<FaultId>
  delays: Delays
  /** A new id for a message of the session. */
  nextId(): string
  emit(delivery: Delivery): void
  signal: AbortSignal
}

const PIECES = 4
/** An answer that drags on is never still for long, so that it does not look complete. */
const DRAG_MS = 250

/**
 * Emits a reply message by message; resolves when the last one is complete.
 * @throws AbortError when the server closes meanwhile
 */
export async function deliver(
  { lines, question }: Pick<Reply, 'lines' | 'question'>,
  stage: Performance,
): Promise<void> {
  const { faults, delays, emit, signal } = stage
  const wait = (ms: number) => sleep(ms, undefined, { signal })
  for (const [index, line] of lines.entries()) {
    emit({ type: 'typing', from: 'bot' })
    await wait(index === 0 && question && faults.has('slow-first') ? delays.slow : delays.think)
    const id = stage.nextId()
    const drags = index === lines.length - 1 && question && faults.has('slow-complete')
    const pieces = cut(line.text, drags ? delays.drag / DRAG_MS : PIECES)
    const gap = drags ? delays.drag / (pieces.length - 1) : delays.piece
    for (const [at, text] of pieces.entries()) {
      if (at > 0) await wait(gap)
      const final = at === pieces.length - 1
      // Choices and forms come with the last piece, so that nobody answers half a question.
      const { choices, form, ...plain } = line
      emit({ type: 'message', id, final, ...(final ? line : plain), text })
    }
  }
}

/**
 * Shows typing and nothing else.
 * @throws AbortError when the server closes
 */
export async function hang({ emit, signal }: Pick<Performance, 'emit' | 'signal'>): Promise<never> {
  emit({ type: 'typing', from: 'bot' })
  signal.throwIfAborted()
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
}

/** The growing text of a streamed message, in about so many pieces. */
function cut(text: string, count: number): string[] {
  const letters = [...text]
  const size = Math.ceil(letters.length / Math.max(PIECES, count))
  return Array.from({ length: Math.ceil(letters.length / size) }, (_, i) =>
    letters.slice(0, (i + 1) * size).join(''),
  )
}
