/** Seeded order and numbers for training: the same seed gives the same weights, byte for byte. */
import { type Stream, stream } from '../../documents/random.js'

/** The stream of one purpose of one training. */
export function seeded(seed: string, purpose: string): Stream {
  return stream({ seed, scenario: '', repetition: 0, step: '', occurrence: 0, purpose })
}

/** The items in a drawn order (Fisher and Yates); the given list stays as it is. */
export function shuffled<T>(items: readonly T[], draw: Stream): T[] {
  const order = [...items]
  for (let i = order.length - 1; i > 0; i--) {
    const j = draw.int(i + 1)
    const kept = order[i] as T
    order[i] = order[j] as T
    order[j] = kept
  }
  return order
}
