/** A channel in memory: a function is the bot, and every exchange ends the moment it began. */

import type { Channel, OpenOptions, Session } from '../channel/channel.js'
import type { Attachment } from '../consumer/consumer.js'

/** What a bot says at once. */
export interface Reply {
  /** Messages, in order; none: it stays silent. */
  replies: readonly string[]
  /** Quick replies under the last message. */
  choices?: readonly string[]
  /** Who says it; default: the bot. */
  actor?: 'bot' | 'human'
  /** The author's name, as the chat would show it. */
  name?: string
}

/** The other side of a rehearsed conversation. */
export interface Partner {
  /** Said before the consumer says anything. */
  welcome?: Reply
  /** Answers a message, or the label of a choice; nothing where more messages are to come first. */
  answer(text: string): Reply | undefined
}

/** The channel whose other side is `partner`. */
export function rehearsalChannel(partner: Partner): Channel {
  return {
    open: (options) => Promise.resolve(new RehearsalSession(partner, options)),
    close: () => Promise.resolve(),
  }
}

class RehearsalSession implements Session {
  readonly about = { kind: 'rehearsal', url: 'memory:' }
  readonly hears = false
  readonly #partner: Partner
  readonly #options: OpenOptions
  #exchanges = 0

  constructor(partner: Partner, options: OpenOptions) {
    this.#partner = partner
    this.#options = options
    if (partner.welcome) this.#say(partner.welcome, 'welcome')
  }

  send(text: string): Promise<void> {
    return this.#exchange(text)
  }

  choose({ label }: { label: string }): Promise<void> {
    return this.#exchange(label)
  }

  upload({ name, type }: Attachment): Promise<void> {
    return this.#exchange(name, type)
  }

  /** Everything is stamped the moment it happens. */
  unreliable(): undefined {
    return undefined
  }

  close(): Promise<void> {
    return Promise.resolve()
  }

  /** @param mime of the file, where the consumer attaches one instead of speaking */
  #exchange(text: string, mime?: string): Promise<void> {
    const { clock, emit } = this.#options
    const correlation = `memory-${++this.#exchanges}`
    const common = { at: clock.now(), actor: 'consumer' as const, source: 'api' as const, correlation }
    if (mime === undefined)
      emit({ ...common, kind: 'text', id: `${correlation}-c`, text, revision: 0, final: true })
    else emit({ ...common, kind: 'media', mime, alt: text })
    const reply = this.#partner.answer(text)
    if (reply) this.#say(reply, correlation)
    emit({ kind: 'end', at: clock.now(), correlation })
    return Promise.resolve()
  }

  #say({ replies, choices = [], actor = 'bot', name }: Reply, correlation: string): void {
    const { clock, emit } = this.#options
    const common = { at: clock.now(), actor, source: 'api' as const, correlation }
    let id = `${correlation}-0`
    for (const [i, text] of replies.entries()) {
      id = `${correlation}-${i}`
      emit({
        ...common,
        kind: 'text',
        id,
        text,
        revision: 0,
        final: true,
        ...(name === undefined ? {} : { name }),
      })
    }
    if (choices.length === 0) return
    const options = choices.map((label) => ({ label, kind: 'quick-reply' as const }))
    emit({ ...common, kind: 'choices', options, message: id })
  }
}
