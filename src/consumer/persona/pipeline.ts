/** What a persona does to the words on their way: operators, one after the other, that leave facts alone. */
import type { Stream } from '../../documents/random.js'
import type { ResolvedTrial } from '../../documents/ready.js'
import type { Move } from '../consumer.js'

type Sent = Pick<Move & { do: 'say' }, 'sent' | 'pauses' | 'operators'>

/**
 * The messages that are sent for these words, and what was done to them; nothing where the persona leaves them as
 * they are.
 * @param draw the stream of one operator
 */
export function asSent(_text: string, _trial: ResolvedTrial, _draw: (use: string) => Stream): Sent {
  return {}
}
