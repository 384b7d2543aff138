/** Somebody who goes through a conversation step by step (`ombud run --debug`). */
import type { Session } from '../channel/channel.js'
import type { Decision } from '../consumer/consumer.js'
import type { TranscriptEvent } from '../documents/types/event.js'

/** What the consumer is about to say, choose or attach. */
export type NextWords = Extract<Decision, { do: 'say' | 'choose' | 'upload' }>

export interface Stepper {
  /** Is told every line of the transcript when it has been written. */
  see(event: TranscriptEvent): void
  /**
   * Resolves when the consumer may go on, or when `signal` is aborted. Until then nothing is sent and no limit
   * runs; it is asked between turns only, so that no time of a turn holds any of it.
   */
  pause(next: NextWords, session: Session, signal: AbortSignal): Promise<void>
}
