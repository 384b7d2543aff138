/** Performs a reply in time: typing, the words in pieces, the pause until a person joins. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { FaultId } from './faults.js'
import type { Line, Reply } from './memory.js'
import type { Delays } from './merchants.js'

export type Delivery =
  | { type: 'typing' }
  | ({ type: 'message'; id: string; final: boolean } & Line)
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
export async function deliver(reply: Reply, stage: Performance): Promise<void> {
  const { faults, delays, emit, signal } = stage
  const wait = (ms: number) => sleep(ms, undefined, { signal })
  for (const [index, line] of reply.lines.entries()) {
    if (line.from !== 'system') emit({ type: 'typing' })
    const slow = index === 0 && reply.question && faults.has('slow-first')
    await wait(line.from === 'system' && !reply.ended ? delays.agent : slow ? delays.slow : delays.think)
    const id = stage.nextId()
    const drags = index === reply.lines.length - 1 && reply.question && faults.has('slow-complete')
    const pieces = line.from === 'bot' ? cut(line.text, drags ? delays.drag / DRAG_MS : PIECES) : [line.text]
    const gap = drags ? delays.drag / (pieces.length - 1) : delays.piece
    for (const [at, text] of pieces.entries()) {
      if (at > 0) await wait(gap)
      const final = at === pieces.length - 1
      // Choices and forms come with the last piece, so that nobody answers half a question.
      const { choices, form, ...plain } = line
      emit({ type: 'message', id, final, ...(final ? line : plain), text })
    }
  }
  if (reply.ended) emit({ type: 'ended' })
}

/**
 * Shows typing and nothing else.
 * @throws AbortError when the server closes
 */
export async function hang({ emit, signal }: Pick<Performance, 'emit' | 'signal'>): Promise<never> {
  emit({ type: 'typing' })
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
