/**
 * A lane holds the conversations with one target (or all of one politeness key): a few at once, a pause after
 * each, what Retry-After asks for, a second look before a service is called down.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { LimitFunction } from 'p-limit'
import type { Channels } from '../channel/open.js'
import { type Conversation, converse } from '../conversation/converse.js'
import type { Pace } from '../conversation/turns.js'
import { milliseconds } from '../documents/duration.js'
import { isStaffed } from '../documents/hours.js'
import type { PlanTrial, ResolvedTrial } from '../documents/ready.js'
import { resolveTrial } from '../documents/resolve.js'
import type { TranscriptEvent } from '../documents/types/event.js'
import type { Plan } from '../documents/types/plan.js'
import type { AttemptEnd } from './attempts.js'
import { ownNetworkIsUp } from './control.js'
import type { RunDirectory } from './directory.js'
import type { LineFile } from './files.js'
import type { Listener } from './progress.js'

const DEFAULT_GAP = '2s'
const DEFAULT_RETRY_AFTER = '60s'
const MAX_ATTEMPTS = 3
const DUTY_CHECK_MS = 60_000

/** What all lanes of a run share. */
export interface LaneContext {
  plan: Plan
  directory: RunDirectory
  journal: LineFile
  channels: Channels
  /** Conversations at once over all targets. */
  slots: LimitFunction
  signal: AbortSignal
  /** Wait for duty hours instead of leaving such a trial unscored. */
  wait: boolean
  listen: Listener
  failed?(trial: ResolvedTrial, events: readonly TranscriptEvent[], step: string): boolean
}

type Result = Omit<Conversation, 'events'>

export class Lane {
  readonly #context: LaneContext
  readonly #queue: PlanTrial[]
  readonly #paces = new Map<string, Pace>()

  constructor(context: LaneContext, trials: readonly PlanTrial[]) {
    this.#context = context
    this.#queue = [...trials]
  }

  /** Runs every trial, or stops taking new ones when the run's signal is aborted. */
  async run(): Promise<void> {
    const first = this.#queue[0]
    if (!first) return
    const politeness = this.#context.plan.documents.targets[first.target]?.politeness
    const gap = milliseconds(politeness?.gap ?? DEFAULT_GAP)
    const worker = async () => {
      for (let trial = this.#queue.shift(); trial && !this.#stopped; trial = this.#queue.shift()) {
        const next = trial
        await this.#context.slots(() => this.#trial(next))
        if (this.#queue.length > 0 && gap > 0) await this.#pause(gap)
      }
    }
    await Promise.all(Array.from({ length: politeness?.concurrency ?? 1 }, worker))
  }

  get #stopped(): boolean {
    return this.#context.signal.aborted
  }

  async #trial(trial: PlanTrial): Promise<void> {
    if (this.#stopped) return
    const resolved = resolveTrial(this.#context.plan, trial)
    if (!(await this.#onDuty(resolved))) return this.#leaveOut(trial)
    for (let attempt = 1; ; attempt++) {
      const last = attempt >= MAX_ATTEMPTS
      const again = await this.#attempt(resolved, attempt, last)
      if (again === undefined) return
      await this.#pause(again)
      if (this.#stopped) return
    }
  }

  /** Holds one attempt and commits it. Returns after how many milliseconds to try again, or undefined. */
  async #attempt(resolved: ResolvedTrial, attempt: number, last: boolean): Promise<number | undefined> {
    const { trial, target } = resolved
    const { directory, journal, listen } = this.#context
    const started = performance.now()
    this.#note({ kind: 'begin', trial: trial.id, attempt, time: now(), contacts: trial.contacts })
    listen({ type: 'begin', trial, attempt })
    const transcript = directory.openTranscript(trial, attempt)
    let result: Result
    try {
      result = await this.#hold(resolved, attempt, transcript)
      await transcript.sync()
    } finally {
      transcript.close()
    }
    if (result.reason === 'service-down' && !(await ownNetworkIsUp(target)))
      result = {
        ...result,
        reason: 'down',
        whose: 'network',
        detail: `own network is down: ${result.detail ?? ''}`,
      }
    const again = last ? undefined : this.#retryAfter(result, attempt, target.politeness?.retryAfter)
    const end: AttemptEnd = {
      kind: 'end',
      trial: trial.id,
      attempt,
      time: now(),
      file: directory.transcriptName(trial, attempt),
      reason: result.reason,
      whose: result.whose,
      status: again === undefined ? statusOf(result) : 'aborted',
      ...(result.detail === undefined ? {} : { detail: result.detail }),
      turns: result.turns,
      messages: result.messages,
      contacted: result.contacted,
    }
    this.#note(end)
    await journal.sync()
    listen({ type: 'end', trial, end, seconds: (performance.now() - started) / 1000 })
    return again
  }

  async #hold(resolved: ResolvedTrial, attempt: number, transcript: LineFile): Promise<Result> {
    const { plan, directory, channels, signal, failed } = this.#context
    const { target } = resolved
    const pace = this.#paces.get(target.id) ?? { fastest: Number.POSITIVE_INFINITY }
    this.#paces.set(target.id, pace)
    const { events: _, ...result } = await converse({
      trial: resolved,
      attempt,
      seed: plan.seed,
      pace,
      signal,
      channel: await channels.of(target),
      write: (line) => transcript.append(line),
      keep: (data) => directory.keep(data),
      ...(failed ? { failed: (events, step) => failed(resolved, events, step) } : {}),
    })
    return result
  }

  /** Retries what was not the bot's doing, and looks twice before a service is called down. */
  #retryAfter(result: Result, attempt: number, longest = DEFAULT_RETRY_AFTER): number | undefined {
    if (result.contacted) return undefined
    if (result.reason === 'rate-limited') {
      const wanted = (result.retryAfter ?? 1) * 1000
      return wanted <= milliseconds(longest) ? wanted : undefined
    }
    if (attempt > 1) return undefined
    if (result.reason === 'service-down') return 1000
    return result.reason === 'browser-crash' ? 0 : undefined
  }

  async #onDuty({ scenario, target }: ResolvedTrial): Promise<boolean> {
    const wanted = scenario.requires?.hours
    if (!wanted || !target.hours) return true
    const fits = () =>
      isStaffed(target.hours as NonNullable<typeof target.hours>, new Date()) === (wanted === 'on-duty')
    while (!fits()) {
      if (!this.#context.wait || this.#stopped) return false
      await this.#pause(DUTY_CHECK_MS)
    }
    return true
  }

  #leaveOut(trial: PlanTrial): void {
    const end: AttemptEnd = {
      kind: 'end',
      trial: trial.id,
      attempt: 1,
      time: now(),
      reason: 'off-duty',
      whose: 'harness',
      status: 'unscored',
      detail: 'outside of the hours that the scenario needs; --wait waits for them',
      turns: 0,
      messages: 0,
    }
    this.#note(end)
    this.#context.listen({ type: 'end', trial, end, seconds: 0 })
  }

  #note(
    line: AttemptEnd | { kind: 'begin'; trial: string; attempt: number; time: string; contacts: number },
  ): void {
    this.#context.journal.append(JSON.stringify(line))
  }

  async #pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#context.signal }).catch(() => undefined)
  }
}

/** Only what the bot or the consumer did is scored; what we or the network did leaves the trial unscored. */
function statusOf({ whose }: Result): 'done' | 'unscored' {
  return whose === 'bot' || whose === 'consumer' ? 'done' : 'unscored'
}

const now = () => new Date().toISOString()
