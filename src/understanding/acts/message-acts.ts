/** Acts of a message, computed when first asked for and kept with it. */

import type { Act, ReadMessage } from '../types.js'
import { actsOf } from './acts.js'

const known = new WeakMap<ReadMessage, readonly Act[]>()

/** Acts of one message by its words and its author; a message is never changed, so they are computed once. */
export function actsOfMessage(message: ReadMessage): readonly Act[] {
  let acts = known.get(message)
  if (acts === undefined) {
    acts = actsOf(message.text, undefined, message.actor)
    known.set(message, acts)
  }
  return acts
}
