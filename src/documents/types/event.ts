// Generated from schemas/event.schema.json by `npm run types`; change the schema, not this file.

/**
 * One line of a transcript: trials/<target>/<scenario>/<arm>/<repetition>.<attempt>.jsonl
 */
export type TranscriptEvent =
  | HeaderEvent
  | TextEvent
  | ChoicesEvent
  | CardEvent
  | MediaEvent
  | FormEvent
  | TypingEvent
  | ReceiptEvent
  | ParticipantEvent
  | HandoffEvent
  | FrameEvent
  | SessionEvent
  | ErrorEvent
  | ObservationEvent
  | DecisionEvent
  | TurnEvent
  | StopEvent
export type Actor = 'consumer' | 'bot' | 'human' | 'system' | 'unknown' | 'harness'
export type Source = 'dom' | 'http' | 'sse' | 'ws' | 'api' | 'webhook' | 'post-message' | 'harness' | 'log'
export type StopReason =
  | 'resolved'
  | 'script-end'
  | 'human-connected'
  | 'gave-up'
  | 'closed'
  | 'silent'
  | 'error'
  | 'service-down'
  | 'max-turns'
  | 'max-time'
  | 'no-rule'
  | 'cancelled'
  | 'browser-crash'
  | 'no-browser'
  | 'off-duty'
  | 'contacts'
  | 'input'
  | 'down'
  | 'rate-limited'
  | 'consumer-fault'
  | 'decided'
  | 'attempts'

export interface HeaderEvent {
  /**
   * Line of the file, from 1.
   */
  seq: number
  /**
   * Milliseconds on the session's clock.
   */
  at: number
  kind: 'header'
  actor: Actor
  source: Source
  /**
   * Turn that owns it; absent outside of turns.
   */
  turn?: number
  /**
   * Came when no turn was open.
   */
  late?: boolean
  /**
   * May belong to the turn before.
   */
  ambiguous?: boolean
  /**
   * Id of the exchange, where the channel has one.
   */
  correlation?: string
  /**
   * sha256 of the raw payload under blobs/.
   */
  ref?: string
  /**
   * Version of the transcript format.
   */
  version: number
  trial: string
  attempt: number
  clock: {
    /**
     * UTC time of clock zero.
     */
    utc: string
    /**
     * Offset of local time from UTC, minutes.
     */
    offset: number
  }
  tool: {
    name: string
    version: string
    node: string
  }
  channel: {
    kind: string
    url: string
    browser?: string
    identify?: string
    /**
     * SHA-256 fingerprint.
     */
    certificate?: string
    sandbox?: boolean
    /**
     * Host of the proxy on the way.
     */
    proxy?: string
    /**
     * Any certificate was trusted.
     */
    insecure?: boolean
  }
  /**
   * The attempt before was cut; this one begins again from the first turn.
   */
  after?: 'cut'
  /**
   * Who talked to the bot.
   */
  consumer?: {
    kind: 'script' | 'agenda' | 'llm' | 'person'
    model?: string
    /**
     * sha256 of the instructions that the model was given.
     */
    prompt?: string
  }
  /**
   * A conversation of a consumer from the merchant's own logs, and no trial: never scored, never pooled with trials.
   */
  origin?: 'merchant-log'
  /**
   * What the log calls it; of a merchant-log.
   */
  conversation?: string
}
export interface TextEvent {
  /**
   * Line of the file, from 1.
   */
  seq: number
  /**
   * Milliseconds on the session's clock.
   */
  at: number
  kind: 'text'
  actor: Actor
  source: Source
  /**
   * Turn that owns it; absent outside of turns.
   */
  turn?: number
  /**
   * Came when no turn was open.
   */
  late?: boolean
  /**
   * May belong to the turn before.
   */
  ambiguous?: boolean
  /**
   * Id of the exchange, where the channel has one.
   */
  correlation?: string
  /**
   * sha256 of the raw payload under blobs/.
   */
  ref?: string
  /**
   * Identity of the message.
   */
  id: string
  /**
   * Words as they are at this moment.
   */
  text: string
  /**
   * From 0; a streamed bubble is one message with revisions.
   */
  revision: number
  final: boolean
  /**
   * Display name of the author.
   */
  name?: string
  /**
   * What the actor label rests on.
   */
  evidence?: string
  deleted?: boolean
  /**
   * When the harness handed it to the channel.
   */
  handed?: number
  /**
   * When the page first painted it, on the session's clock; with the first revision alone.
   */
  painted?: number
}
export interface ChoicesEvent {
  /**
   * Line of the file, from 1.
   */
  seq: number
  /**
   * Milliseconds on the session's clock.
   */
  at: number
  kind: 'choices'
  actor: Actor
  source: Source
  /**
   * Turn that owns it; absent outside of turns.
   */
  turn?: number
  /**
   * Came when no turn was open.
   */
  late?: boolean
  /**
   * May belong to the turn before.
   */
  ambiguous?: boolean
  /**
   * Id of the exchange, where the channel has one.
   */
  correlation?: string
  /**
   * sha256 of the raw payload under blobs/.
   */
  ref?: string
  options: {
    label: string
    value?: string
    /**
     * Handle by which the channel chooses it.
     */
    id?: string
    kind: 'button' | 'quick-reply' | 'link'
    url?: string
  }[]
  /**
   * Id of the message that offers them.
   */
  message?: string
  /**
   * Part of the page, not of an answer.
   */
  standing?: boolean
}
export interface CardEvent {
  /**
   * Line of the file, from 1.
   */
  seq: number
  /**
   * Milliseconds on the session's clock.
   */
  at: number
  kind: 'card'
  actor: Actor
  source: Source
  /**
   * Turn that owns it; absent outside of turns.
   */
  turn?: number
  /**
   * Came when no turn was open.
   */
  late?: boolean
  /**
   * May belong to the turn before.
   */
  ambiguous?: boolean
  /**
   * Id of the exchange, where the channel has one.
   */
  correlation?: string
  /**
   * sha256 of the raw payload under blobs/.
   */
  ref?: string
  title?: string
  text?: string
  url?: string
}
export interface MediaEvent {
  /**
   * Line of the file, from 1.
   */
  seq: number
  /**
   * Milliseconds on the session's clock.
   */
  at: number
  kind: 'media'
  actor: Actor
  source: Source
  /**
   * Turn that owns it; absent outside of turns.
   */
  turn?: number
  /**
   * Came when no turn was open.
   */
  late?: boolean
  /**
   * May belong to the turn before.
   */
  ambiguous?: boolean
  /**
   * Id of the exchange, where the channel has one.
   */
  correlation?: string
  /**
   * sha256 of the raw payload under blobs/.
   */
  ref?: string
  mime?: string
  alt?: string
  url?: string
}
export interface FormEvent {
  /**
   * Line of the file, from 1.
   */
  seq: number
  /**
   * Milliseconds on the session's clock.
   */
  at: number
  kind: 'form'
  actor: Actor
  source: Source
  /**
   * Turn that owns it; absent outside of turns.
   */
  turn?: number
  /**
   * Came when no turn was open.
   */
  late?: boolean
  /**
   * May belong to the turn before.
   */
  ambiguous?: boolean
  /**
   * Id of the exchange, where the channel has one.
   */
  correlation?: string
  /**
   * sha256 of the raw payload under blobs/.
   */
  ref?: string
  fields: string[]
}
export interface TypingEvent {
  /**
   * Line of the file, from 1.
   */
  seq: number
  /**
   * Milliseconds on the session's clock.
   */
  at: number
  kind: 'typing'
  actor: Actor
  source: Source
  /**
   * Turn that owns it; absent outside of turns.
   */
  turn?: number
  /**
   * Came when no turn was open.
   */
  late?: boolean
  /**
   * May belong to the turn before.
   */
  ambiguous?: boolean
  /**
   * Id of the exchange, where the channel has one.
   */
  correlation?: string
  /**
   * sha256 of the raw payload under blobs/.
   */
  ref?: string
  on: boolean
}
export interface ReceiptEvent {
  /**
   * Line of the file, from 1.
   */
  seq: number
  /**
   * Milliseconds on the session's clock.
   */
  at: number
  kind: 'receipt'
  actor: Actor
  source: Source
  /**
   * Turn that owns it; absent outside of turns.
   */
  turn?: number
  /**
   * Came when no turn was open.
   */
  late?: boolean
  /**
   * May belong to the turn before.
   */
  ambiguous?: boolean
  /**
   * Id of the exchange, where the channel has one.
   */
  correlation?: string
  /**
   * sha256 of the raw payload under blobs/.
   */
  ref?: string
  status: 'sent' | 'delivered' | 'read'
}
export interface ParticipantEvent {
  /**
   * Line of the file, from 1.
   */
  seq: number
  /**
   * Milliseconds on the session's clock.
   */
  at: number
  kind: 'participant'
  actor: Actor
  source: Source
  /**
   * Turn that owns it; absent outside of turns.
   */
  turn?: number
  /**
   * Came when no turn was open.
   */
  late?: boolean
  /**
   * May belong to the turn before.
   */
  ambiguous?: boolean
  /**
   * Id of the exchange, where the channel has one.
   */
  correlation?: string
  /**
   * sha256 of the raw payload under blobs/.
   */
  ref?: string
  change: 'joined' | 'left'
  name?: string
  evidence?: string
  /**
   * Id of the platform whose payload says it.
   */
  platform?: string
  id?: string
}
export interface HandoffEvent {
  /**
   * Line of the file, from 1.
   */
  seq: number
  /**
   * Milliseconds on the session's clock.
   */
  at: number
  kind: 'handoff'
  actor: Actor
  source: Source
  /**
   * Turn that owns it; absent outside of turns.
   */
  turn?: number
  /**
   * Came when no turn was open.
   */
  late?: boolean
  /**
   * May belong to the turn before.
   */
  ambiguous?: boolean
  /**
   * Id of the exchange, where the channel has one.
   */
  correlation?: string
  /**
   * sha256 of the raw payload under blobs/.
   */
  ref?: string
  level?: 'E0' | 'E1' | 'E2' | 'E3-claimed' | 'E3' | 'E4' | 'E5'
  name: string
  evidence?: string
  /**
   * Id of the platform whose payload says it.
   */
  platform?: string
  /**
   * Name or id of who is spoken of.
   */
  participant?: string
  queue?: {
    position?: number
    /**
     * Milliseconds that were announced.
     */
    eta?: number
  }
  /**
   * Why a person did not come.
   */
  failed?: 'refused' | 'no-agent' | 'out-of-hours' | 'timed-out'
}
/**
 * A raw payload of the page: what its chat sent or was sent. Kept by reference.
 */
export interface FrameEvent {
  /**
   * Line of the file, from 1.
   */
  seq: number
  /**
   * Milliseconds on the session's clock.
   */
  at: number
  kind: 'frame'
  actor: Actor
  source: Source
  /**
   * Turn that owns it; absent outside of turns.
   */
  turn?: number
  /**
   * Came when no turn was open.
   */
  late?: boolean
  /**
   * May belong to the turn before.
   */
  ambiguous?: boolean
  /**
   * Id of the exchange, where the channel has one.
   */
  correlation?: string
  /**
   * sha256 of the raw payload under blobs/.
   */
  ref?: string
  direction: 'in' | 'out'
  /**
   * Where it came from or went to, without its query; 300 characters at most.
   */
  url: string
  /**
   * Socket, stream or exchange.
   */
  connection: string
  /**
   * Bytes of the whole payload.
   */
  size: number
  /**
   * Only the beginning was kept.
   */
  cut?: boolean
  /**
   * No text: nothing was kept.
   */
  binary?: boolean
}
export interface SessionEvent {
  /**
   * Line of the file, from 1.
   */
  seq: number
  /**
   * Milliseconds on the session's clock.
   */
  at: number
  kind: 'session'
  actor: Actor
  source: Source
  /**
   * Turn that owns it; absent outside of turns.
   */
  turn?: number
  /**
   * Came when no turn was open.
   */
  late?: boolean
  /**
   * May belong to the turn before.
   */
  ambiguous?: boolean
  /**
   * Id of the exchange, where the channel has one.
   */
  correlation?: string
  /**
   * sha256 of the raw payload under blobs/.
   */
  ref?: string
  change: 'opened' | 'navigated' | 'closed'
  detail?: string
}
export interface ErrorEvent {
  /**
   * Line of the file, from 1.
   */
  seq: number
  /**
   * Milliseconds on the session's clock.
   */
  at: number
  kind: 'error'
  actor: Actor
  source: Source
  /**
   * Turn that owns it; absent outside of turns.
   */
  turn?: number
  /**
   * Came when no turn was open.
   */
  late?: boolean
  /**
   * May belong to the turn before.
   */
  ambiguous?: boolean
  /**
   * Id of the exchange, where the channel has one.
   */
  correlation?: string
  /**
   * sha256 of the raw payload under blobs/.
   */
  ref?: string
  whose: 'bot' | 'network' | 'harness'
  code: string
  message: string
  status?: number
  /**
   * Seconds asked for by the target.
   */
  retryAfter?: number
}
export interface ObservationEvent {
  /**
   * Line of the file, from 1.
   */
  seq: number
  /**
   * Milliseconds on the session's clock.
   */
  at: number
  kind: 'observation'
  actor: Actor
  source: Source
  /**
   * Turn that owns it; absent outside of turns.
   */
  turn?: number
  /**
   * Came when no turn was open.
   */
  late?: boolean
  /**
   * May belong to the turn before.
   */
  ambiguous?: boolean
  /**
   * Id of the exchange, where the channel has one.
   */
  correlation?: string
  /**
   * sha256 of the raw payload under blobs/.
   */
  ref?: string
  name: string
  value?: unknown
}
export interface DecisionEvent {
  /**
   * Line of the file, from 1.
   */
  seq: number
  /**
   * Milliseconds on the session's clock.
   */
  at: number
  kind: 'decision'
  actor: Actor
  source: Source
  /**
   * Turn that owns it; absent outside of turns.
   */
  turn?: number
  /**
   * Came when no turn was open.
   */
  late?: boolean
  /**
   * May belong to the turn before.
   */
  ambiguous?: boolean
  /**
   * Id of the exchange, where the channel has one.
   */
  correlation?: string
  /**
   * sha256 of the raw payload under blobs/.
   */
  ref?: string
  step: string
  occurrence: number
  verb: string
  /**
   * What the consumer means to say.
   */
  intended?: string
  /**
   * What is sent instead, message by message, where the persona changes or splits the words.
   */
  sent?: string[]
  /**
   * What was done to the words, in order.
   */
  operators?: {
    use: string
    edits: number
  }[]
  /**
   * What the consumer does with it: ask, inform, unknown, affirm, deny, restate, ask-human, insist, complain …
   */
  acts?: string[]
  /**
   * Names of the facts that it tells.
   */
  told?: string[]
  wording?: string
  rule?: string
  basis?: {
    turn: number
    acts: string[]
  }
  by?: 'button' | 'phrase'
  /**
   * Why nothing was done.
   */
  skipped?: string
}
export interface TurnEvent {
  /**
   * Line of the file, from 1.
   */
  seq: number
  /**
   * Milliseconds on the session's clock.
   */
  at: number
  kind: 'turn'
  actor: Actor
  source: Source
  /**
   * Turn that owns it; absent outside of turns.
   */
  turn?: number
  /**
   * Came when no turn was open.
   */
  late?: boolean
  /**
   * May belong to the turn before.
   */
  ambiguous?: boolean
  /**
   * Id of the exchange, where the channel has one.
   */
  correlation?: string
  /**
   * sha256 of the raw payload under blobs/.
   */
  ref?: string
  change: 'open' | 'close'
  step?: string
  occurrence?: number
  /**
   * What ended the turn. channel: its exchange ended. stream: what carried the answer ended, then silence. typing: the bot was seen to type and stopped, then silence. quiet: silence alone.
   */
  rule?: 'channel' | 'stream' | 'typing' | 'quiet' | 'cap' | 'closed' | 'error'
  /**
   * Silence that ended it, milliseconds.
   */
  quiet?: number
  /**
   * Why latency is withheld.
   */
  unreliable?: string
}
export interface StopEvent {
  /**
   * Line of the file, from 1.
   */
  seq: number
  /**
   * Milliseconds on the session's clock.
   */
  at: number
  kind: 'stop'
  actor: Actor
  source: Source
  /**
   * Turn that owns it; absent outside of turns.
   */
  turn?: number
  /**
   * Came when no turn was open.
   */
  late?: boolean
  /**
   * May belong to the turn before.
   */
  ambiguous?: boolean
  /**
   * Id of the exchange, where the channel has one.
   */
  correlation?: string
  /**
   * sha256 of the raw payload under blobs/.
   */
  ref?: string
  reason: StopReason
  whose: 'consumer' | 'bot' | 'harness' | 'network'
  detail?: string
}
