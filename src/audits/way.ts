/** What the audits of the way to a person share: what to say where it never came to what they look at. */
import type { Evidence, Verdict } from './audit.js'
import { verdict } from './words.js'

/** Weight of each: small beside `human`, which says whether a person can be reached at all. */
export const WEIGHT = 0.5

/** Why there was nothing to look at, in both languages; inconclusive where the conversation was broken off. */
export function never({ events }: Pick<Evidence, 'events'>, why: readonly [string, string]): Verdict {
  const stop = events.findLast((event) => event.kind === 'stop')
  const broken = stop?.kind !== 'stop' || stop.whose === 'harness' || stop.whose === 'network'
  if (!broken) return verdict('not-applicable', why, [stop.seq])
  return verdict(
    'inconclusive',
    [`对话中断：${why[0]}`, `the conversation broke off: ${why[1]}`],
    stop === undefined ? [] : [stop.seq],
  )
}
