/** Keeps the memory of a long run flat. */
import { setFlagsFromString } from 'node:v8'

/** By how many percent of what is in use the heap may grow before it is collected. */
const GROWING = 60

/**
 * Collects garbage early. Conversations live just long enough to reach V8's old generation, which by default may
 * grow to several times of what is in use. It concerns the whole process, so the library leaves it to its user.
 */
export function keepHeapSmall(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWING}`)
}
