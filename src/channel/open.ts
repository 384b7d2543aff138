/** Picks the channel that a target file names; each is loaded where one is needed, and no other. */
import { type ChannelKind, channelOf } from '../documents/channel-of.js'
import type { ReadyTarget } from '../documents/ready.js'
import type { BrowserOptions } from './browser/browser.js'
import type { EvidenceKind } from './browser/evidence.js'
import type { Channel } from './channel.js'
import { confirming } from './confirm/confirming.js'
import type { OwnChannels } from './own/own.js'

export { isLoopback } from './loopback.js'

export type { BrowserOptions, EvidenceKind }

/** Opens channels by kind, each once a run, and closes them together. */
export class Channels {
  readonly #open = new Map<ChannelKind, Promise<Channel>>()
  readonly #makers: Readonly<Record<ChannelKind, () => Promise<Channel>>>

  constructor(browser: BrowserOptions = {}, { channels = [], commands = {} }: OwnChannels = {}) {
    this.#makers = {
      http: async () => (await import('./http/http.js')).httpChannel(),
      stream: async () => (await import('./http/stream.js')).streamChannel(),
      openai: async () => (await import('./http/openai.js')).openaiChannel(),
      rasa: async () => (await import('./http/rasa.js')).rasaChannel(),
      websocket: async () => (await import('./socket/websocket.js')).websocketChannel(),
      socketio: async () => (await import('./socket/socketio.js')).socketioChannel(),
      directLine: async () => (await import('./direct-line/direct-line.js')).directLineChannel(),
      command: async () => (await import('./own/command.js')).commandChannel(commands),
      plugin: async () => (await import('./own/plugin.js')).pluginChannel(channels),
      browser: async () => (await import('./browser/browser.js')).browserChannel(browser),
    }
  }

  of(target: ReadyTarget): Promise<Channel> {
    const { kind } = channelOf(target)
    let channel = this.#open.get(kind)
    if (!channel) {
      channel = this.#makers[kind]().then(confirming)
      this.#open.set(kind, channel)
    }
    return channel
  }

  async close(): Promise<void> {
    const open = await Promise.allSettled(this.#open.values())
    await Promise.allSettled(open.map((c) => (c.status === 'fulfilled' ? c.value.close() : undefined)))
  }
}
