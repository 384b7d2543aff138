/** Cleaning up after a test, or after a file whose servers stand for all of its tests. */
import { afterAll, onTestFinished } from 'vitest'

export function whenDone(clean: () => unknown): void {
  const done = async () => {
    await clean()
  }
  try {
    onTestFinished(done)
  } catch {
    afterAll(done)
  }
}
