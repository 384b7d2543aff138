/** The one interface of every channel: open a session, send, choose, and tell what happened and when. */
import type { Lang, ReadyTarget } from '../documents/ready.js'
import type { TranscriptEvent } from '../documents/types/event.js'

type Distribute<T> = T extends unknown ? Omit<T, 'seq' | 'turn' | 'late' | 'ambiguous'> : never

/** What a channel reports: a transcript event before the conversation has given it a line and a turn. */
export type ChannelEvent = Distribute<
  Exclude<TranscriptEvent, { kind: 'header' | 'decision' | 'turn' | 'stop' }>
>

/**
 * A raw payload of a page, as it came or went. What it says of a person is read from it in whole; what is kept of it
 * is `clean()`, without secrets. A payload that was cut, or is binary, is not whole.
 */
export interface FrameSeen extends Omit<Extract<ChannelEvent, { kind: 'frame' }>, 'ref' | 'correlation'> {
  payload: string
  /** Name of a server-sent event, where it has one. */
  event?: string
  clean(): string
}

/** Says that everything which belongs to one exchange has come (the body of an HTTP reply was read). */
export interface ExchangeEnd {
  kind: 'end'
  at: number
  correlation: string
  /** It will never be told when it ends: silence ends the turn, and the correlation only says what belongs to it. */
  open?: true
}

/**
 * What is seen of the streams that may carry an answer, apart from its words; kept in no transcript. `begin` and
 * `end`: a request of the page, whose `key` it shares with others to the same place. `mark`: a frame of a socket
 * or an event of a stream that says that the answer is done.
 */
export type StreamSignal =
  | { change: 'begin'; at: number; id: string; key: string }
  | { change: 'end'; at: number; id: string }
  | { change: 'mark'; at: number }

/** Clock of a session: `zero` is its start in milliseconds since 1970 with fractions, monotonic from there. */
export interface SessionClock {
  zero: number
  /** Milliseconds since zero, now. */
  now(): number
}

export interface OpenOptions {
  target: ReadyTarget
  lang: Lang
  clock: SessionClock
  /** What the consumer may say about itself, by name: for forms before a chat. */
  facts?: Readonly<Record<string, string>>
  /** The account of the target that the consumer uses. */
  account?: string
  /** Receives every event in the order in which the channel learns of it. */
  emit(event: ChannelEvent | ExchangeEnd): void
  /** Receives what is seen of streams, where a channel can see them. */
  stream?(signal: StreamSignal): void
  /** Receives the raw payloads of a page, where a channel can see them; without it nobody looks. */
  wire?(frame: FrameSeen): void
  /**
   * Keeps a raw text or bytes by content and returns their sha256 for `ref`.
   * @param extension of the file, for bytes that other programs open: `mhtml`
   */
  keep(data: string | Uint8Array, extension?: string): string
  signal: AbortSignal
}

/** A file that the consumer attaches. */
export interface AttachedFile {
  name: string
  /** Media type. */
  type: string
  bytes: Uint8Array
}

/** One open conversation. */
export interface Session {
  /** For the header of the transcript. */
  readonly about: {
    kind: string
    url: string
    browser?: string
    certificate?: string
    sandbox?: boolean
    /** Host of the proxy on the way. */
    proxy?: string
    /** Any certificate was trusted, as the target file asks. */
    insecure?: boolean
  }
  /** Messages can come without being asked for (a page, a socket); false for plain request and reply. */
  readonly hears: boolean
  /**
   * Sends the consumer's words. Resolves when they are on their way; the channel emits the consumer's own
   * `text` event with the moment of sending, and later the bot's events.
   * @throws ChannelError when they could not be sent
   */
  send(text: string): Promise<void>
  /** Chooses an offered choice by its `id`, else label; emits the consumer's `text` event with the label. */
  choose(option: { label: string; id?: string; value?: string }): Promise<void>
  /**
   * Attaches a file and sends it; emits the consumer's `media` event. Absent where the channel has no attachments.
   * @param begins is called when a way has been found, before anything leaves: the turn begins
   * @throws ChannelError with the code `no-upload`, before that, where this chat takes no such file
   */
  upload?(file: AttachedFile, begins: () => void): Promise<void>
  /**
   * A turn has been closed and the next has not begun: what takes its time may be done now, such as a picture of
   * what was seen. Never throws.
   */
  turned?(): Promise<void>
  /**
   * Why times since `from` (session clock) cannot be trusted; undefined where they can. Asked after `settle`, of
   * channels whose times are not stamped in this process; of all others it is known how late this process was.
   */
  unreliable?(from: number): string | undefined
  /** Waits until nothing more can come from what already happened in the page (a last look). */
  settle?(): Promise<void>
  /**
   * Shows where the conversation is held to somebody who steps through it, and resolves when they go on there or
   * `signal` is aborted.
   * @throws ChannelError where it is gone
   */
  pause?(signal: AbortSignal): Promise<void>
  close(): Promise<void>
}

export interface Channel {
  open(options: OpenOptions): Promise<Session>
  /** Frees what sessions share (the browser). */
  close(): Promise<void>
}

/** Why a channel could not go on, and whose doing it was. */
export class ChannelError extends Error {
  constructor(
    message: string,
    readonly details: {
      /** bot: the target's doing; network: between us; harness: ours (browser, configuration). */
      whose: 'bot' | 'network' | 'harness'
      /** Short and stable, for example `refused`, `http-500`, `rate-limited`, `not-json`, `widget-absent`. */
      code: string
      /** Seconds that the target asked us to wait. */
      retryAfter?: number
      status?: number
      /** What the user can try. */
      hint?: string
    },
    options?: ErrorOptions,
  ) {
    super(message, options)
    this.name = 'ChannelError'
  }
}
