/** Events that every request-and-reply channel tells alike: the consumer's words, and what went wrong. */
import type { ChannelError, ChannelEvent } from '../channel.js'
import type { Origin } from '../json/messages.js'

/** The consumer's words as they go out. @param exchange its name, from which the message gets its id */
export function saying(
  text: string,
  at: number,
  source: Origin['source'],
  exchange: string,
): ChannelEvent & { kind: 'text' } {
  return {
    kind: 'text',
    at,
    actor: 'consumer',
    source,
    id: `${exchange}-c`,
    text,
    revision: 0,
    final: true,
  }
}

/** An error with its owner. */
export function errorEvent(
  { message, details }: Pick<ChannelError, 'message' | 'details'>,
  at: number,
  source: Origin['source'],
): ChannelEvent & { kind: 'error' } {
  const { whose, code, status, retryAfter } = details
  return {
    kind: 'error',
    at,
    actor: whose === 'bot' ? 'bot' : 'harness',
    source,
    whose,
    code,
    message,
    ...(status === undefined ? {} : { status }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  }
}
