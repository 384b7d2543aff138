/** The closed list of reasons why a conversation ends, and whose doing each was. */
import type { ErrorEvent, StopEvent } from '../documents/types/event.js'

export type StopReason = StopEvent['reason']
type Whose = StopEvent['whose']

export interface Stop {
  reason: StopReason
  whose: Whose
  detail?: string
  /** Seconds that the target asked us to wait. */
  retryAfter?: number
}

const DOWN = /^(refused|reset|not-found|unreachable|timeout|widget-absent|send-failed|http-5\d\d)$/

/** What a failure of the channel means for the conversation; `answered`: the bot had said something before. */
export function stopOf(
  error: Pick<ErrorEvent, 'whose' | 'code' | 'message' | 'retryAfter'>,
  answered: boolean,
): Stop {
  const { code, message: detail } = error
  if (code === 'rate-limited')
    return {
      reason: 'rate-limited',
      whose: 'network',
      detail,
      ...(error.retryAfter === undefined ? {} : { retryAfter: error.retryAfter }),
    }
  // Whether a host that cannot be reached is their fault or our network's is found out by whoever may ask around.
  if (!answered && error.whose !== 'harness' && DOWN.test(code))
    return { reason: 'service-down', whose: 'bot', detail }
  if (error.whose === 'network') return { reason: 'down', whose: 'network', detail }
  if (error.whose === 'bot') return { reason: 'error', whose: 'bot', detail }
  if (code === 'no-browser') return { reason: 'no-browser', whose: 'harness', detail }
  if (code === 'browser-crash' || code === 'page-crash')
    return { reason: 'browser-crash', whose: 'harness', detail }
  return { reason: 'input', whose: 'harness', detail }
}
