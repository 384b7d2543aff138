/** Which files of the run show what was seen in a conversation. */
import type { TranscriptEvent } from '../documents/types/event.js'
import type { Trial } from '../documents/types/result.js'

type Kept = NonNullable<Trial['evidence']>[number]

const KINDS: readonly string[] = ['screenshot', 'har', 'archive', 'video', 'trace'] satisfies Kept['kind'][]
/** A transcript may come from a stranger. */
const MOST = 300

/** SHA-256 of the last picture of the page. */
export function lastPicture(events: readonly TranscriptEvent[]): string | undefined {
  return events.findLast(
    (event) => event.kind === 'observation' && event.name === 'screenshot' && isName(event),
  )?.ref
}

/** Files that were kept, in order; paths are relative to the run directory. */
export function keptOf(events: readonly TranscriptEvent[]): Kept[] {
  return events
    .flatMap((event): Kept[] => {
      if (event.kind !== 'observation' || !KINDS.includes(event.name) || !isName(event)) return []
      const { ref = '', turn } = event
      const { extension } = (event.value ?? {}) as { extension?: unknown }
      const end = typeof extension === 'string' && /^[a-z0-9]{1,5}$/.test(extension) ? `.${extension}` : ''
      return [
        {
          kind: event.name as Kept['kind'],
          file: `blobs/sha256/${ref.slice(0, 2)}/${ref}${end}`,
          ...(turn === undefined ? {} : { turn }),
        },
      ]
    })
    .slice(0, MOST)
}

function isName({ ref }: { ref?: string }): boolean {
  return /^[0-9a-f]{64}$/.test(ref ?? '')
}
