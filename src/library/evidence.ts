/** The evidence of one trial: its documents, its transcript, and what is read in it. */
import type { Evidence } from '../audits/audit.js'
import type { ResolvedTrial } from '../documents/ready.js'
import type { TranscriptEvent } from '../documents/types/event.js'
import { levelsSeen } from '../handoff/levels.js'
import { read } from '../understanding/reading.js'
import type { Encoders } from './encoders.js'

/** Everything the audits may read of one trial. */
export function evidenceOf(
  resolved: ResolvedTrial,
  events: readonly TranscriptEvent[],
  encoders?: Encoders,
): Evidence {
  const reading = read(events, { lang: resolved.scenario.lang })
  const encoder = encoders?.get(resolved.target.id)
  return {
    ...resolved,
    events,
    reading,
    levels: levelsSeen(events, reading),
    ...(encoder ? { encoder } : {}),
  }
}
