/** The queue in the memory of this process. */
import { EmbeddedQueue } from '../../../src/run/queue/embedded.js'
import { conforms } from './conformance.js'

conforms('embedded', async () => {
  const queue = new EmbeddedQueue()
  return { one: queue, two: queue }
})
