/** Performs a reply in time: typing, the words in pieces, the pause until a person joins. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Delays, FaultId } from './faults.js'
import type { Line, Reply } from './memory.js'

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

/**
 * Emits a reply message by message; resolves when the last one is complete.
 * @throws AbortError when the server closes meanwhile
 */
export async function deliver(reply: Reply, stage: Performance): Promise<void> {
  const { faults, delays, emit, signal } = stage
  const wait = (ms: number) => sleep(ms, undefined, { signal })
  if (faults.has('hangs') && reply.question) {
    emit({ type: 'typing' })
    signal.throwIfAborted()
    await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  }
  for (const [index, line] of reply.lines.entries()) {
    if (line.from !== 'system') emit({ type: 'typing' })
    const slow = index === 0 && reply.question && faults.has('slow-first')
    await wait(line.from === 'system' && !reply.ended ? delays.agent : slow ? delays.slow : delays.think)
    const id = stage.nextId()
    const slowly = reply.question && faults.has('slow-complete') ? delays.slow / (PIECES - 1) : delays.piece
    const pieces = line.from === 'bot' ? cut(line.text) : [line.text]
    for (const [at, text] of pieces.entries()) {
      if (at > 0) await wait(slowly)
      const final = at === pieces.length - 1
      // Choices and forms come with the last piece, so that nobody answers half a question.
      const { choices, form, ...plain } = line
      emit({ type: 'message', id, final, ...(final ? line : plain), text })
    }
  }
  if (reply.ended) emit({ type: 'ended' })
}

/** The growing text of a streamed message. */
function cut(text: string): string[] {
  const letters = [...text]
  const size = Math.ceil(letters.length / PIECES)
  return Array.from({ length: Math.ceil(letters.length / size) }, (_, i) =>
    letters.slice(0, (i + 1) * size).join(''),
  )
}
