/** A call to a language model that is made again where that may help. */
import { setTimeout as wait } from 'node:timers/promises'
import { ModelError } from './client.js'

const MOST_ATTEMPTS = 3
/** Milliseconds before a call is made again; doubled each time. */
const FIRST_WAIT = 500

/**
 * What `call` gives, three attempts at most; the wait between them is the one that the server asks for.
 * @param mayGoOn the budget has room for another call
 * @throws the last error of `call`; where the signal is aborted
 */
export async function retried<T>(
  call: () => Promise<T>,
  signal: AbortSignal,
  mayGoOn: () => boolean,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await call()
    } catch (error) {
      const again = error instanceof ModelError ? error.again : undefined
      if (!again || attempt >= MOST_ATTEMPTS || !mayGoOn()) throw error
      await wait(again.after ?? FIRST_WAIT * 2 ** (attempt - 1), undefined, { signal })
    }
  }
}
