/** One session of any channel in a test: what it emitted, and waiting for what it will. */
import { onTestFinished } from 'vitest'
import type { Channel, ChannelEvent, ExchangeEnd, Session } from '../../src/channel/channel.js'
import type { ReadyTarget } from '../../src/documents/ready.js'

export type Emitted = ChannelEvent | ExchangeEnd

export function readyTarget(channel: ReadyTarget['channel'], more: Partial<ReadyTarget> = {}): ReadyTarget {
  return { id: 'shop', merchant: 'shop', title: 'shop', channel, ...more }
}

export class Talk {
  readonly events: Emitted[] = []
  readonly kept: string[] = []
  readonly abort = new AbortController()
  session!: Session
  #waiting: { wanted: (event: Emitted) => boolean; found: (event: Emitted) => void }[] = []

  /** Opens a session; it and the channel are closed with the test. */
  static async open(channel: Channel, target: ReadyTarget): Promise<Talk> {
    const talk = new Talk()
    onTestFinished(async () => {
      await talk.session?.close()
      await channel.close()
    })
    const start = performance.now()
    talk.session = await channel.open({
      target,
      lang: 'zh-CN',
      clock: { zero: performance.timeOrigin + start, now: () => performance.now() - start },
      emit: (event) => talk.#take(event),
      keep: (data) => `${talk.kept.push(Buffer.from(data).toString())}`,
      signal: talk.abort.signal,
    })
    return talk
  }

  /** The first event that is wanted, among those that came and those that will. */
  until(wanted: (event: Emitted) => boolean): Promise<Emitted> {
    const known = this.events.find(wanted)
    if (known) return Promise.resolve(known)
    return new Promise((found) => this.#waiting.push({ wanted, found }))
  }

  untilText(text: string): Promise<Emitted> {
    return this.until((e) => e.kind === 'text' && e.actor !== 'consumer' && e.text === text)
  }

  /** Events of one kind, so far. */
  of<K extends Emitted['kind']>(kind: K): Extract<Emitted, { kind: K }>[] {
    return this.events.filter((e): e is Extract<Emitted, { kind: K }> => e.kind === kind)
  }

  #take(event: Emitted): void {
    this.events.push(event)
    for (const one of this.#waiting.filter(({ wanted }) => wanted(event))) {
      this.#waiting = this.#waiting.filter((other) => other !== one)
      one.found(event)
    }
  }
}
