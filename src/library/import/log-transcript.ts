/** A conversation of a log as a transcript that the readings read: turns by who speaks, times from the log. */

import type { NewEvent } from '../../conversation/transcript.js'
import type { TranscriptEvent } from '../../documents/types/event.js'
import { VERSION } from '../../documents/version.js'
import type { LogMessage } from './log-message.js'

/** A consumer who writes again after this long, with no reply between, has waited in vain: the cap of a turn. */
const CAP_MS = 60_000
const NO_TIMES = 'the log has no times'
const LEVELS = {
  'handoff.initiate': { level: 'E1' },
  'handoff.accepted': { level: 'E2' },
  'handoff.failed': { failed: 'no-agent' },
  'handoff.completed': { level: 'E5' },
} as const

/**
 * The events of one conversation.
 * @param trial its name among the logs
 * @param conversation what the log calls it
 */
export function transcriptOf(
  messages: readonly LogMessage[],
  { trial, conversation }: { trial: string; conversation: string },
): TranscriptEvent[] {
  const timed = messages.every(({ at }) => at !== undefined)
  const inOrder = timed ? [...messages].sort((a, b) => (a.at ?? 0) - (b.at ?? 0)) : messages
  const zero = timed ? (inOrder[0]?.at ?? 0) : 0
  const writer = new Writer(timed)
  writer.header(trial, conversation, new Date(zero).toISOString())
  for (const [i, message] of inOrder.entries()) writer.take(message, timed ? (message.at ?? zero) - zero : i)
  writer.close()
  return writer.events
}

class Writer {
  readonly events: TranscriptEvent[] = []
  readonly #timed: boolean
  #turn = 0
  #open = false
  /** The bot's side has said something in the open turn. */
  #answered = false
  #at = 0
  #asked = 0
  #person = false

  constructor(timed: boolean) {
    this.#timed = timed
  }

  header(trial: string, conversation: string, utc: string): void {
    this.#put({
      at: 0,
      kind: 'header',
      actor: 'harness',
      source: 'harness',
      version: 1,
      trial,
      attempt: 1,
      origin: 'merchant-log',
      conversation,
      clock: { utc, offset: 0 },
      tool: { name: 'ombud', version: VERSION, node: process.version },
      channel: { kind: 'log', url: '' },
    })
  }

  take(message: LogMessage, at: number): void {
    const { actor } = message
    if (actor === 'consumer') {
      const waited = this.#timed && at - this.#asked > CAP_MS
      if (!this.#open || this.#answered || waited) this.#next(at)
      this.#asked = at
    } else if (!this.#open) this.#begin(at)
    this.#at = at
    if (actor === 'human' && !this.#person) {
      this.#person = true
      this.#put({
        at,
        kind: 'participant',
        actor,
        source: 'log',
        turn: this.#turn,
        change: 'joined',
        evidence: 'role in the log',
      })
    }
    this.#say(message, at)
  }

  /** Closes the open turn. */
  close(): void {
    if (!this.#open) return
    this.#open = false
    this.#put({
      at: this.#at,
      kind: 'turn',
      actor: 'harness',
      source: 'log',
      turn: this.#turn,
      change: 'close',
      ...(this.#timed ? {} : { unreliable: NO_TIMES }),
    })
  }

  #say({ actor, text, choices, card, sign }: LogMessage, at: number): void {
    const common = { at, actor, source: 'log', turn: this.#turn } as const
    const id = `m${this.events.length}`
    if (sign === 'typing') this.#put({ ...common, kind: 'typing', on: true })
    else if (sign)
      this.#put({ ...common, kind: 'handoff', name: sign, evidence: `${sign} in the log`, ...LEVELS[sign] })
    if (text !== '') {
      const evidence = actor === 'human' ? { evidence: 'role in the log' } : {}
      this.#put({ ...common, kind: 'text', id, text, revision: 0, final: true, ...evidence })
    }
    if (card !== undefined) this.#put({ ...common, kind: 'card', text: card })
    if (choices)
      this.#put({
        ...common,
        kind: 'choices',
        message: id,
        options: choices.map((label) => ({ label, kind: 'quick-reply' })),
      })
    if (actor !== 'consumer' && (text !== '' || card !== undefined || choices)) this.#answered = true
  }

  #next(at: number): void {
    // How long was waited in a silent turn ends with the consumer's next words.
    if (this.#open && !this.#answered) this.#at = at
    this.close()
    this.#turn++
    this.#begin(at)
  }

  #begin(at: number): void {
    this.#open = true
    this.#answered = false
    this.#put({ at, kind: 'turn', actor: 'harness', source: 'log', turn: this.#turn, change: 'open' })
  }

  #put(event: NewEvent): void {
    this.events.push({ seq: this.events.length + 1, ...event } as TranscriptEvent)
  }
}
