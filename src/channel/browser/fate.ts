/** Bounds every wait on a browser: by time, by the run's signal, and by the death of page or browser. */
import { ChannelError } from '../channel.js'

/** How long the news of a crash may be behind the call that failed because of it, milliseconds. */
const NEWS = 250

export class Fate {
  #fail: (error: ChannelError) => void = () => undefined
  readonly #doom: Promise<never>
  error: ChannelError | undefined

  constructor(signal: AbortSignal) {
    this.#doom = new Promise((_, reject) => {
      this.#fail = reject
    })
    this.#doom.catch(() => undefined)
    const stop = () =>
      this.fail(new ChannelError('the run was stopped', { whose: 'harness', code: 'cancelled' }))
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  }

  /** Ends every wait, now and later, with this error. */
  fail(error: ChannelError): void {
    this.error ??= error
    this.#fail(this.error)
  }

  /**
   * Waits for `work`.
   * @param late what a wait of more than `ms` means
   * @throws ChannelError
   */
  async within<T>(work: Promise<T>, ms: number, late: () => ChannelError): Promise<T> {
    let timer: NodeJS.Timeout | undefined
    const limit = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(late()), ms)
    })
    try {
      return await Promise.race([work, limit, this.#doom])
    } catch (cause) {
      if (cause instanceof ChannelError) throw cause
      await Promise.race([this.#doom, new Promise((done) => setTimeout(done, NEWS))])
      const message = (cause as Error).message.split('\n')[0] ?? ''
      throw new ChannelError(
        `the browser failed: ${message}`,
        { whose: 'harness', code: 'browser' },
        { cause },
      )
    } finally {
      clearTimeout(timer)
      // Whoever lost the race may still reject.
      work.catch(() => undefined)
    }
  }
}

/** Waits for `work` at most `ms`; undefined where it failed or took longer. */
export async function attempt<T>(work: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<undefined>((done) => {
    timer = setTimeout(() => done(undefined), ms)
  })
  try {
    return await Promise.race([work.catch(() => undefined), limit])
  } finally {
    clearTimeout(timer)
  }
}
