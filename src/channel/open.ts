/** Picks the channel that a target file names; the browser is loaded only where one is needed. */
import type { ReadyTarget } from '../documents/ready.js'
import type { BrowserOptions } from './browser/browser.js'
import type { Channel } from './channel.js'

export { isLoopback } from './loopback.js'

export type { BrowserOptions }

export type ChannelKind = 'http' | 'browser'

export function kindOf(target: ReadyTarget): ChannelKind {
  return target.channel.http ? 'http' : 'browser'
}

/** Opens channels by kind, each once a run, and closes them together. */
export class Channels {
  readonly #open = new Map<ChannelKind, Promise<Channel>>()
  readonly #browser: BrowserOptions

  constructor(browser: BrowserOptions = {}) {
    this.#browser = browser
  }

  of(target: ReadyTarget): Promise<Channel> {
    const kind = kindOf(target)
    let channel = this.#open.get(kind)
    if (!channel) {
      channel =
        kind === 'http'
          ? import('./http.js').then((m) => m.httpChannel())
          : import('./browser/browser.js').then((m) => m.browserChannel(this.#browser))
      this.#open.set(kind, channel)
    }
    return channel
  }

  async close(): Promise<void> {
    const open = await Promise.allSettled(this.#open.values())
    await Promise.allSettled(open.map((c) => (c.status === 'fulfilled' ? c.value.close() : undefined)))
  }
}
