/** Holds one conversation: opens a session, lets the consumer decide, and writes down what happens until it ends. */
import { setImmediate as immediate, setTimeout as sleep } from 'node:timers/promises'
import {
  type Channel,
  ChannelError,
  type ChannelEvent,
  type ExchangeEnd,
  type Session,
  type SessionClock,
} from '../channel/channel.js'
import { humanJoined } from '../consumer/conditions.js'
import type { Consumer, Move, Thought, View } from '../consumer/consumer.js'
import { script } from '../consumer/script.js'
import { faultLine, selfAudit } from '../consumer/self-audit/self-audit.js'
import { signedIn } from '../documents/account.js'
import { channelOf } from '../documents/channel-of.js'
import type { ResolvedTrial } from '../documents/ready.js'
import { type Timing, timingOf } from '../documents/timing.js'
import type { HeaderEvent, TranscriptEvent } from '../documents/types/event.js'
import { generic } from '../handoff/platforms/generic.js'
import { PLATFORMS } from '../handoff/platforms/index.js'
import { type Stop, stopOf } from './endings.js'
import { lag } from './lag.js'
import { decisionLine, errorEvent, headerLine } from './lines.js'
import type { TurnOptions } from './open-turn.js'
import type { Pace } from './pace.js'
import type { Stepper } from './stepper.js'
import { Transcript } from './transcript.js'
import { type Rule, Turns } from './turns.js'
import { LiveView } from './view.js'
import { Wire } from './wire.js'

const WELCOME_CAP_MS = 15_000
/** A farewell needs no answer, only to be on its way. */
const FAREWELL = { cap: 5000, quiet: 300, mayBeEmpty: true }
const MAX_TURNS = 100
const MAX_TIME_MS = 30 * 60_000
const MAX_SILENT_TURNS = 2
/** Why a step that attaches a file is left out. */
const NO_UPLOAD = 'no-upload'
/** A choice that is not there any more, or that this consumer has no way to press. */
const NO_CHOICE: ReadonlySet<string | undefined> = new Set([
  'choice-gone',
  'keyboard-unreachable',
  'screen-reader-unreachable',
])

export interface ConverseOptions {
  trial: ResolvedTrial
  attempt: number
  /** Seed of the run. */
  seed: string
  channel: Channel
  pace: Pace
  /** Writes one line of the transcript; it must have been written when it returns. */
  write(line: string): void
  /** Makes durable what was written; called at the end of each turn. */
  flush?(): Promise<void>
  /** The attempt before was cut. */
  after?: 'cut'
  /** Keeps a raw text or bytes, which may be a file with an extension, and returns their sha256. */
  keep(data: string | Uint8Array, extension?: string): string
  /** Aborted when the run is to stop: the conversation ends politely. */
  signal: AbortSignal
  /**
   * Asked before every message is sent. Where it says no, somebody else may hold this conversation's place by now: it ends
   * without another word, not even a goodbye, as cancelled.
   */
  alive?(): boolean
  /** True where an expectation of this step with `stop: true` failed. */
  failed?(events: readonly TranscriptEvent[], step: string): boolean
  /** Who talks to the bot; default: the script of the scenario, with the agenda consumer for its converse steps. */
  consumer?: {
    play(trial: ResolvedTrial, seed: string): Consumer
    about: NonNullable<HeaderEvent['consumer']>
  }
  /** Is asked what to say by a consumer that does not know it by itself. */
  think?(messages: readonly Thought[], signal: AbortSignal): Promise<string | undefined>
  /** Is asked before the consumer says anything. */
  pause?: Stepper['pause']
  /** Nobody waits (a rehearsal): pauses of the consumer, and its waits for a person, take no time. */
  instant?: boolean
}

export interface Conversation extends Stop {
  events: readonly TranscriptEvent[]
  turns: number
  /** Messages that the consumer sent. */
  messages: number
  /** A person joined, as far as can be seen. */
  contacted: boolean
}

/**
 * Holds the conversation of one attempt. What a target, browser or network does is no error but an ending.
 * @throws what `write` or `keep` threw, when the conversation is over: it could not be kept
 */
export function converse(options: ConverseOptions): Promise<Conversation> {
  return new Talk(options).hold()
}

class Talk {
  readonly #options: ConverseOptions
  readonly #transcript: Transcript
  readonly #clock: SessionClock
  readonly #turns: Turns
  readonly #view: LiveView
  readonly #wire: Wire
  readonly #timing: Timing
  readonly #started = performance.now()
  /** Ends the work of the channel; `options.signal` only asks to come to an end. */
  readonly #hard = new AbortController()
  #session: Session | undefined
  #early: (ChannelEvent | ExchangeEnd)[] | undefined = []
  #firstRequest: number | undefined
  /** How long somebody who steps through the conversation has held it, milliseconds. */
  #paused = 0
  #silent = 0
  /** It may not say another word. */
  #muted = false
  #stop: Stop | undefined

  constructor(options: ConverseOptions) {
    this.#options = options
    const { target } = options.trial
    const zero = performance.timeOrigin + this.#started
    this.#clock = { zero, now: () => round(performance.timeOrigin + performance.now() - zero) }
    this.#transcript = new Transcript(options.write, () => this.#turns.close('closed'))
    this.#turns = new Turns({
      transcript: this.#transcript,
      clock: this.#clock,
      pace: options.pace,
      unreliable: (from) => {
        const session = this.#session
        return session?.unreliable ? session.unreliable(from) : lag.since(this.#started + from)
      },
      look: async () => this.#session?.settle?.() ?? immediate(),
    })
    this.#view = new LiveView(this.#transcript.events, options.trial)
    this.#wire = new Wire({
      clock: this.#clock,
      keep: (text) => this.#keep(text),
      receive: (event) => this.#receive(event),
      platforms: target.wire ? [...PLATFORMS, generic(target.wire)] : PLATFORMS,
    })
    this.#timing = timingOf(target)
  }

  async hold(): Promise<Conversation> {
    lag.start()
    try {
      if (await this.#open()) await this.#play()
    } catch (error) {
      this.#stop = { reason: 'input', whose: 'harness', detail: `ombud failed: ${(error as Error).message}` }
    } finally {
      lag.stop()
      this.#hard.abort()
      await this.#session?.close().catch(() => undefined)
    }
    const conversation = this.#conclude()
    if (this.#transcript.broken !== undefined) throw this.#transcript.broken
    return conversation
  }

  /** A full disk is no fault of the bot whose reply cannot be kept. */
  #keep(data: string | Uint8Array, extension?: string): string {
    try {
      return this.#options.keep(data, extension)
    } catch (error) {
      this.#transcript.fail(error)
      return ''
    }
  }

  #receive(event: ChannelEvent | ExchangeEnd): void {
    if (this.#early) this.#early.push(event)
    else this.#turns.receive(event)
  }

  /** Keeps what a channel got; without a page its raw replies are all that the wire shows. */
  #reply(data: string | Uint8Array, extension?: string): string {
    const ref = this.#keep(data, extension)
    const { channel } = this.#options.trial.target
    if (typeof data === 'string' && !channel.browser) this.#wire.reply(data, channelOf({ channel }).url, ref)
    return ref
  }

  async #open(): Promise<boolean> {
    const { channel, trial } = this.#options
    const account = signedIn(trial)
    try {
      this.#session = await channel.open({
        target: trial.target,
        lang: trial.scenario.lang,
        facts: factsToTell(trial),
        ...(account === undefined ? {} : { account }),
        clock: this.#clock,
        keep: (data, extension) => this.#reply(data, extension),
        signal: this.#hard.signal,
        emit: (event) => {
          if (event.kind === 'text' && event.actor !== 'consumer') this.#wire.shows(event.text)
          this.#receive(event)
        },
        stream: (signal) => this.#turns.stream(signal),
        wire: (frame) => this.#wire.take(frame),
      })
    } catch (error) {
      this.#begin()
      this.#fail(error)
      this.#stop = this.#failure()
      return false
    }
    this.#begin()
    if (this.#session.hears) await this.#turns.ended(this.#options.signal)
    else this.#turns.close('channel')
    await this.#turned()
    return true
  }

  /** Writes the header and what came while the session was opened. */
  #begin(): void {
    this.#transcript.append(headerLine(this.#options, this.#clock, this.#session?.about))
    this.#turns.open({ cap: WELCOME_CAP_MS, quiet: this.#timing.quiet, mayBeEmpty: true })
    const early = this.#early ?? []
    this.#early = undefined
    for (const event of early) this.#turns.receive(event)
  }

  async #play(): Promise<void> {
    const { trial, seed, consumer: other } = this.#options
    const consumer = other ? other.play(trial, seed) : script(trial, seed)
    let next = consumer.next(this.#look())
    while (!next.done) {
      if (next.value.do === 'think') await this.#think(next.value.messages)
      else await this.#carryOut(next.value)
      next = consumer.next(this.#look())
    }
    const ending = next.value
    if (typeof ending === 'object')
      this.#stop = { reason: 'consumer-fault', whose: 'harness', detail: ending.fault }
    else this.#stop ??= { reason: ending, whose: 'consumer' }
  }

  async #think(messages: readonly Thought[]): Promise<void> {
    const { think, signal } = this.#options
    this.#view.thought = undefined
    const from = performance.now()
    try {
      this.#view.thought = await think?.(messages, signal)
    } catch (error) {
      if (!signal.aborted)
        this.#stop ??= { reason: 'consumer-fault', whose: 'harness', detail: (error as Error).message }
    }
    // Nobody waits for a consumer who thinks.
    const held = performance.now() - from
    this.#paused += held
    if (this.#firstRequest !== undefined) this.#firstRequest += held
  }

  #look(): View {
    if (!this.#stop) this.#stop = this.#reasonToStop()
    this.#view.hears = this.#session?.hears ?? false
    this.#view.over = this.#stop !== undefined
    return this.#view
  }

  #reasonToStop(): Stop | undefined {
    if (this.#transcript.broken !== undefined) return { reason: 'input', whose: 'harness' }
    if (this.#turns.failure && this.#turns.failure.code !== 'timeout') return this.#failure()
    if (this.#turns.sessionClosed) return { reason: 'closed', whose: 'bot' }
    if (this.#options.signal.aborted || this.#muted) return { reason: 'cancelled', whose: 'harness' }
    if (this.#silent >= MAX_SILENT_TURNS) return { reason: 'silent', whose: 'bot', ...this.#unheard() }
    if (this.#turns.count > MAX_TURNS) return { reason: 'max-turns', whose: 'harness' }
    if (performance.now() - this.#started - this.#paused > MAX_TIME_MS)
      return { reason: 'max-time', whose: 'harness' }
    return undefined
  }

  /** A reply came and nothing in it could be read: the target file may look in the wrong place. */
  #unheard(): { detail?: string } {
    const last = this.#transcript.events.findLast((e) => e.kind === 'observation' && e.name === 'no-words')
    return last?.kind === 'observation'
      ? { detail: `${last.value}; if it should, check reply in the target file` }
      : {}
  }

  async #carryOut(decision: Move): Promise<void> {
    if (decision.do !== 'listen' && decision.step.startsWith('~open')) return
    if (!(await this.#mayGoOn(decision)) || this.#unreachable()) return
    if (decision.do !== 'listen' && decision.do !== 'skip' && !this.#maySpeak()) return
    if (decision.do === 'upload') return this.#upload(decision)
    this.#write(decision)
    if (decision.do === 'skip') return
    if (decision.do === 'listen') return this.#listen(decision)
    if (decision.verb === 'ask-human') this.#firstRequest ??= this.#clock.now()
    const farewell = isFarewell(decision)
    const messages = { left: decision.do === 'say' ? (decision.sent?.length ?? 1) - 1 : 0 }
    this.#turns.open({
      step: decision.step,
      occurrence: decision.occurrence,
      question: true,
      ...(farewell ? FAREWELL : this.#answering),
      ...(messages.left > 0 ? { until: () => messages.left === 0 } : {}),
    })
    try {
      if (decision.do === 'say') await this.#speak(decision, messages)
      else await this.#choose(decision)
    } catch (error) {
      this.#fail(error)
    }
    await this.#answered(decision.step, farewell ? this.#hard.signal : this.#options.signal)
  }

  /**
   * Chooses. What has gone meanwhile, or cannot be got at, is typed by who holds a conversation in words of its own;
   * where a step names the choice, or asks for a person by button, the button is what is tried.
   */
  async #choose({ offer, acts }: Move & { do: 'choose' }): Promise<void> {
    this.#wire.says(offer.label)
    try {
      await this.#session?.choose(offer)
    } catch (error) {
      const code = error instanceof ChannelError ? error.details.code : undefined
      if (acts === undefined || !NO_CHOICE.has(code)) throw error
      if (!this.#maySpeak()) return
      await this.#session?.send(offer.label)
    }
  }

  /** Attaches a file. Where the chat takes none the step is left out: nobody is to blame for it. */
  async #upload(decision: Move & { do: 'upload' }): Promise<void> {
    const { step, occurrence, verb, file } = decision
    let begun = false
    const begins = () => {
      if (begun) return
      begun = true
      this.#write(decision)
      this.#turns.open({ step, occurrence, question: true, ...this.#answering })
    }
    try {
      if (!this.#session?.upload) throw new ChannelError('no attachments', { whose: 'bot', code: NO_UPLOAD })
      await this.#session.upload(file, begins)
      begins()
    } catch (error) {
      if (!begun && error instanceof ChannelError && error.details.code === NO_UPLOAD)
        return this.#write({ do: 'skip', step, occurrence, verb, reason: NO_UPLOAD })
      begins()
      this.#fail(error)
    }
    await this.#answered(step, this.#options.signal)
  }

  /** Waits for what the bot answers, and ends the conversation where the step has failed for good. */
  async #answered(step: string, signal: AbortSignal): Promise<void> {
    await this.#turnEnded(await this.#turns.ended(signal))
    if (this.#options.failed?.(this.#transcript.events, step))
      this.#stop ??= { reason: 'gave-up', whose: 'consumer', detail: `step ${step} failed` }
  }

  /** Sends the message, or the several that it was split into; the turn is open until the last one is out. */
  async #speak({ text, sent, pauses }: Move & { do: 'say' }, messages: { left: number }): Promise<void> {
    const all = sent ?? [text]
    for (const [i, one] of all.entries()) {
      if (i > 0 && !this.#options.instant)
        await sleep(pauses?.[i - 1] ?? 0, undefined, { signal: this.#options.signal }).catch(() => undefined)
      if (i > 0 && (this.#options.signal.aborted || this.#unreachable() || !this.#maySpeak())) break
      messages.left = all.length - 1 - i
      this.#wire.says(one)
      await this.#session?.send(one)
    }
    messages.left = 0
  }

  /** Waits for somebody who steps through the conversation; false where it ended meanwhile. */
  async #mayGoOn(decision: Move): Promise<boolean> {
    const { pause, signal } = this.#options
    const speaks = decision.do === 'say' || decision.do === 'choose' || decision.do === 'upload'
    // Whoever stops the run has gone: the goodbye is not held.
    if (!pause || !speaks || !this.#session || signal.aborted || this.#unreachable()) return true
    const from = performance.now()
    // Where the page is gone the channel has told it.
    await pause(decision, this.#session, signal).catch(() => undefined)
    const held = performance.now() - from
    this.#paused += held
    if (this.#firstRequest !== undefined) this.#firstRequest += held
    return !signal.aborted || isFarewell(decision)
  }

  async #listen(decision: Move & { do: 'listen' }): Promise<void> {
    const spent =
      decision.until === 'human' ? this.#clock.now() - (this.#firstRequest ?? this.#clock.now()) : 0
    this.#turns.open({
      step: decision.step,
      occurrence: decision.occurrence,
      cap: this.#options.instant ? 0 : Math.max(0, decision.ms - spent),
      quiet: decision.until === 'time' ? Number.POSITIVE_INFINITY : this.#timing.quiet,
      // A person may be known to be there before anything is said.
      mayBeEmpty: decision.until !== 'message',
      ...(decision.until === 'human' ? { until: () => humanJoined(this.#view) } : {}),
    })
    await this.#turns.ended(this.#options.signal)
    await this.#turned()
  }

  get #answering(): Pick<TurnOptions, 'quiet' | 'cap' | 'learned'> {
    const { quiet, cap, quietIsSaid } = this.#timing
    return { quiet, cap, learned: quietIsSaid ? 'longer' : 'either' }
  }

  async #flush(): Promise<void> {
    await this.#options.flush?.().catch((error) => this.#transcript.fail(error))
  }

  async #turned(): Promise<void> {
    // A channel of somebody else's may throw all the same.
    await this.#session?.turned?.().catch(() => undefined)
    await this.#flush()
  }

  async #turnEnded(rule: Rule): Promise<void> {
    await this.#turned()
    if (rule === 'closed' || rule === 'error') return
    this.#silent = this.#turns.lastWasSilent ? this.#silent + 1 : 0
  }

  /** Asks anew before each message, until the answer is no. */
  #maySpeak(): boolean {
    this.#muted ||= this.#options.alive?.() === false
    return !this.#muted
  }

  /** A farewell cannot be said where the connection itself is gone. */
  #unreachable(): boolean {
    return (
      this.#turns.sessionClosed ||
      this.#transcript.broken !== undefined ||
      (this.#turns.failure !== undefined && this.#turns.failure.code !== 'timeout')
    )
  }

  #write(decision: Move): void {
    this.#transcript.append(decisionLine(decision, this.#clock.now()))
  }

  #fail(error: unknown): void {
    this.#turns.receive(errorEvent(error, this.#clock.now()))
  }

  #failure(): Stop {
    const error = this.#turns.failure
    const answered = this.#transcript.events.some((e) => e.kind === 'text' && e.actor !== 'consumer')
    return error ? stopOf(error, answered) : { reason: 'input', whose: 'harness' }
  }

  /** A consumer that did not keep to its facts proves nothing about a bot, however the conversation ended. */
  #audited(stop: Stop): Stop {
    if (stop.whose === 'harness' || stop.whose === 'network') return stop
    const [fault] = selfAudit(this.#transcript.events, this.#options.trial)
    return fault ? { reason: 'consumer-fault', whose: 'harness', detail: faultLine(fault) } : stop
  }

  #conclude(): Conversation {
    this.#wire.close()
    this.#turns.close('closed')
    const stop = this.#audited(this.#stop ?? { reason: 'no-rule', whose: 'harness' })
    this.#transcript.append({
      kind: 'stop',
      at: this.#clock.now(),
      actor: 'harness',
      source: 'harness',
      reason: stop.reason,
      whose: stop.whose,
      ...(stop.detail === undefined ? {} : { detail: stop.detail }),
    })
    const { events } = this.#transcript
    return {
      ...stop,
      events,
      turns: this.#turns.count,
      messages: new Set(events.flatMap((e) => (e.kind === 'text' && e.actor === 'consumer' ? [e.id] : [])))
        .size,
      contacted: humanJoined(this.#view),
    }
  }
}

/** What the consumer may say about itself; a fact that is never revealed is in no form either. */
function factsToTell({ facts }: ResolvedTrial): Record<string, string> {
  const known = Object.entries(facts)
  return Object.fromEntries(
    known.flatMap(([name, fact]) => ('value' in fact && fact.reveal !== 'never' ? [[name, fact.value]] : [])),
  )
}

const isFarewell = (decision: Move) => decision.do === 'say' && !decision.listen
const round = (ms: number) => Math.round(ms * 1000) / 1000
