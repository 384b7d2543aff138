/** A transcript without what `ombud redact` takes out: words are changed, raw payloads and pictures are no longer named. */
import type { TranscriptEvent } from '../../documents/types/event.js'
import type { Change } from './change.js'

/** Keys whose texts are ours, or order the transcript; all others may hold words of somebody. */
const OURS = new Set([
  'kind',
  'actor',
  'source',
  'correlation',
  'id',
  'change',
  'level',
  'platform',
  'failed',
  'whose',
  'code',
  'mime',
  'status',
  'reason',
  'rule',
  'unreliable',
  'step',
  'verb',
  'by',
  'use',
  'acts',
  'told',
  'wording',
  'direction',
  'connection',
])
/** Links of the chain, which lead to the original. */
const LINKS = new Set(['prev', 'salt', 'ref'])
const HASH = /^[0-9a-f]{64}$/

/** Stands where a message was still being written: half a number has no form by which it can be told. */
const UNFINISHED = '…'

/** A transcript, line by line; the header, which nobody spoke, stays as it is. */
export function* redactedEvents(
  events: readonly TranscriptEvent[],
  change: Change,
): Generator<TranscriptEvent> {
  const last = new Map<string, number>()
  for (const event of events) if (event.kind === 'text') last.set(event.id, event.seq)
  for (const event of events) {
    const isWhole = event.kind !== 'text' || last.get(event.id) === event.seq
    yield redactedEvent(isWhole ? event : { ...event, text: UNFINISHED }, change)
  }
}

function redactedEvent(event: TranscriptEvent, change: Change): TranscriptEvent {
  if (event.kind === 'header') return without(event)
  const shown = changed(event, change) as TranscriptEvent
  if (shown.kind !== 'participant') return shown
  const { id: _, ...rest } = shown
  return rest
}

function without<T extends object>(event: T): T {
  return Object.fromEntries(Object.entries(event).filter(([key]) => !LINKS.has(key))) as T
}

/** What looks like a hash is that of something which is not handed out: with it a short text could be guessed. */
function changed(value: unknown, change: Change): unknown {
  if (typeof value === 'string') return HASH.test(value) ? '' : change(value)
  if (Array.isArray(value)) return value.map((one) => changed(one, change))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(without(value)).map(([key, one]) => [key, OURS.has(key) ? one : changed(one, change)]),
  )
}
