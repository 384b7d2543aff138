/** Builds transcripts for tests: events with their lines, in the order given. */
import type { TranscriptEvent } from '../../src/documents/types/event.js'

type Part = Record<string, unknown>

/** Numbers the events from line 1; actor and source default to a bot over HTTP. */
export function transcript(...parts: Part[]): TranscriptEvent[] {
  return parts.map(
    (part, i) => ({ seq: i + 1, at: 0, actor: 'bot', source: 'http', ...part }) as unknown as TranscriptEvent,
  )
}

export const open = (turn: number, at: number, step?: string): Part => ({
  kind: 'turn',
  change: 'open',
  turn,
  at,
  actor: 'harness',
  ...(step ? { step, occurrence: 0 } : {}),
})
export const close = (turn: number, at: number, more: Part = {}): Part => ({
  kind: 'turn',
  change: 'close',
  turn,
  at,
  actor: 'harness',
  rule: 'quiet',
  ...more,
})
export const says = (turn: number, at: number, text: string, more: Part = {}): Part => ({
  kind: 'text',
  turn,
  at,
  id: `c${turn}`,
  text,
  revision: 0,
  final: true,
  actor: 'consumer',
  ...more,
})
export const bot = (turn: number, at: number, text: string, more: Part = {}): Part => ({
  kind: 'text',
  turn,
  at,
  id: `b${turn}-${at}`,
  text,
  revision: 0,
  final: true,
  ...more,
})
