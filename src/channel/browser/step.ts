/** One act in a page: bounded, and named where it does not succeed. */
import { ChannelError } from '../channel.js'
import type { Fate } from './fate.js'

/** A step of a person, with all that a page may put in its way, milliseconds. */
const LONGEST = 15_000

/**
 * Waits for an act of the consumer.
 * @param message what it means that it did not succeed
 * @throws ChannelError `send-failed`, the bot's doing, unless page or browser are gone
 */
export function step<T>(fate: Fate, work: Promise<T>, message: string): Promise<T> {
  return fate.within(
    work.catch((cause: Error) => {
      if (cause instanceof ChannelError || /Target|crash|closed/.test(cause.message)) throw cause
      throw failed(message, cause)
    }),
    LONGEST,
    () => failed(message),
  )
}

export function failed(message: string, cause?: unknown): ChannelError {
  return new ChannelError(message, { whose: 'bot', code: 'send-failed' }, { cause })
}

/** Words without white space and what no eye sees, which boxes change freely. */
export function bare(text: string): string {
  return text.replace(/[\s\u200b\ufeff]+/g, '')
}
