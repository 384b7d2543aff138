/** Reads what the wire says of a person, and keeps of its payloads those that belong to the chat. */
import type { ChannelEvent, FrameSeen, SessionClock } from '../channel/channel.js'
import { type Mapped, Mapper } from '../handoff/mapper.js'
import type { Frame, Platform } from '../handoff/platforms/platform.js'
import { ChatPlaces } from './chat-places.js'

/** What is written a conversation: payloads, bytes of them, bytes of one, signals. */
const MOST = { frames: 2_000, bytes: 16_000_000, payload: 65_536, signals: 1_000 }
/** Characters of what a signal says in words. */
const LONGEST = 300
/** A heartbeat is short, and says the same again and again. */
const BEAT = { length: 60, remembered: 500 }

type Source = Frame['source']
type Signalled = Extract<ChannelEvent, { kind: 'handoff' | 'participant' }>

interface WireParts {
  clock: Pick<SessionClock, 'now'>
  keep(text: string): string
  receive(event: ChannelEvent): void
  platforms: readonly Platform[]
}

/** Frames are no content: what is written here holds no turn, and changes no latency. */
export class Wire {
  readonly #parts: WireParts
  readonly #mapper: Mapper
  readonly #places = new ChatPlaces()
  readonly #beats = new Set<string>()
  readonly #left = { frames: 0, signals: 0 }
  #frames = 0
  #bytes = 0
  #signals = 0
  #failed = false

  constructor(parts: WireParts) {
    this.#parts = parts
    this.#mapper = new Mapper(parts.platforms)
  }

  /** Takes a payload of a page. */
  take(frame: FrameSeen): void {
    const { source, at } = frame
    const signals = frame.cut || frame.binary ? [] : this.#read(frame)
    if (signals.length > 0) {
      const ref = this.#kept(frame)
      this.#signal(signals, { at, source, ...(ref === undefined ? {} : { ref }) })
    } else if (!this.#isBeat(frame) && this.#places.take(frame)) this.#write(frame)
    else this.#left.frames++
  }

  /** Takes the raw reply of a channel that has no page; it is kept already, under this `ref`. */
  reply(text: string, url: string, ref: string): void {
    const at = this.#parts.clock.now()
    const signals = this.#read({
      at,
      source: 'api',
      direction: 'in',
      url,
      connection: 'channel',
      payload: text,
    })
    this.#signal(signals, { at, source: 'api', ...(ref === '' ? {} : { ref }) })
  }

  /** The consumer is about to say this: what carries it belongs to the chat. */
  says(text: string): void {
    this.#places.says(text)
  }

  /** The chat shows this: what brought it belongs to the chat, though it came before. */
  shows(text: string): void {
    for (const frame of this.#places.shows(text)) {
      this.#left.frames--
      this.#write(frame)
    }
  }

  /** Says what was left out. */
  close(): void {
    const left = Object.fromEntries(Object.entries(this.#left).filter(([, count]) => count > 0))
    if (Object.keys(left).length > 0) this.#observe('frames-left-out', left)
  }

  #read(
    frame: Pick<FrameSeen, 'at' | 'source' | 'direction' | 'url' | 'connection' | 'payload' | 'event'>,
  ): readonly Mapped[] {
    const { at, source, direction, url, connection, payload, event } = frame
    try {
      return this.#mapper.step({
        at,
        source: source as Source,
        direction,
        url,
        connection,
        text: payload,
        ...(event === undefined ? {} : { event }),
      })
    } catch (error) {
      // What a stranger sends must end no conversation.
      if (!this.#failed) this.#observe('wire-unread', String(error).slice(0, LONGEST))
      this.#failed = true
      return []
    }
  }

  /** Writes a payload that proves something, and returns under what it is kept; there is always room to keep it. */
  #kept(frame: FrameSeen): string | undefined {
    if (this.#frames < MOST.frames && this.#bytes < MOST.bytes) return this.#write(frame)
    this.#left.frames++
    return this.#signals < MOST.signals ? this.#parts.keep(beginning(frame.clean()).text) : undefined
  }

  #write(frame: FrameSeen): string | undefined {
    if (this.#frames >= MOST.frames || this.#bytes >= MOST.bytes) {
      this.#left.frames++
      return undefined
    }
    const { payload, event: _, clean, ...fields } = frame
    const kept = beginning(payload === '' ? '' : clean())
    this.#frames++
    this.#bytes += kept.bytes
    const ref = kept.text === '' ? '' : this.#parts.keep(kept.text)
    const cut = frame.cut === true || kept.cut || payload.length > MOST.payload
    this.#parts.receive({ ...fields, ...(cut && { cut }), ...(ref === '' ? {} : { ref }) })
    return ref === '' ? undefined : ref
  }

  #signal(signals: readonly Mapped[], from: { at: number; source: Signalled['source']; ref?: string }): void {
    for (const signal of signals) {
      if (this.#signals++ >= MOST.signals) this.#left.signals++
      else for (const event of eventsOf(signal)) this.#parts.receive({ ...event, ...from } as Signalled)
    }
  }

  #isBeat({ payload, connection, direction, binary }: FrameSeen): boolean {
    if (binary || payload.length > BEAT.length) return false
    const beat = `${connection} ${direction} ${payload}`
    if (this.#beats.has(beat)) return true
    if (this.#beats.size < BEAT.remembered) this.#beats.add(beat)
    return false
  }

  #observe(name: string, value: unknown): void {
    const at = this.#parts.clock.now()
    this.#parts.receive({ kind: 'observation', at, actor: 'harness', source: 'harness', name, value })
  }
}

/** What somebody does who joins or leaves is one thing, what it proves another. */
function eventsOf(signal: Mapped) {
  const { kind, name, level, actor, change, participant, detail, queue, failed, platform } = signal
  const evidence = short(`${platform} ${name}${detail === undefined ? '' : `: ${detail}`}`)
  const who = participant === undefined ? undefined : short(participant)
  const handoff = {
    kind: 'handoff',
    actor,
    name,
    platform,
    evidence,
    ...(level === undefined ? {} : { level }),
    ...(who === undefined ? {} : { participant: who }),
    ...(queue === undefined ? {} : { queue: queueOf(queue) }),
    ...(failed === undefined ? {} : { failed }),
  } as const
  if (kind !== 'participant' || change === undefined) return [handoff]
  const moved = {
    kind: 'participant',
    actor,
    change,
    platform,
    evidence,
    ...(who === undefined ? {} : { name: who }),
  } as const
  return level === undefined && failed === undefined ? [moved] : [handoff, moved]
}

/** A stranger's numbers, as a transcript may hold them. */
function queueOf({ position, eta }: NonNullable<Mapped['queue']>) {
  return {
    ...(isAmount(position) ? { position: Math.trunc(position) } : {}),
    ...(isAmount(eta) ? { eta } : {}),
  }
}

const isAmount = (value: number | undefined): value is number => Number.isFinite(value) && Number(value) >= 0

function beginning(text: string): { text: string; bytes: number; cut: boolean } {
  const bytes = Buffer.byteLength(text)
  if (bytes <= MOST.payload) return { text, bytes, cut: false }
  const kept = Buffer.from(text).subarray(0, MOST.payload).toString().replace(/�+$/, '')
  return { text: kept, bytes: MOST.payload, cut: true }
}

const short = (text: string) => text.slice(0, LONGEST).toWellFormed()
