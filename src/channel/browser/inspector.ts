/** Playwright's inspector: holds a page between two turns until somebody goes on. */
import type { Page } from 'playwright'

export class Inspector {
  readonly #page: Page
  /** Not aborted: the page may be held now. */
  #held: AbortSignal | undefined

  /** Where the browser has no window there is no inspector either, and nothing is ever held. */
  constructor(page: Page) {
    this.#page = page
    // "Step over" would hold the next call as well, in the middle of a turn.
    page.context().debugger.on('pausedstatechanged', () => this.#release())
  }

  /** Opens the inspector and waits for its Resume, or until `signal` is aborted. */
  async hold(signal: AbortSignal): Promise<void> {
    const release = () => this.#release()
    this.#held = signal
    signal.addEventListener('abort', release, { once: true })
    try {
      await this.#page.pause()
    } finally {
      signal.removeEventListener('abort', release)
      this.#held = undefined
    }
  }

  #release(): void {
    const { debugger: paused } = this.#page.context()
    if (paused.pausedDetails() && this.#held?.aborted !== false) paused.resume().catch(() => undefined)
  }
}
