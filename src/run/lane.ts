/**
 * A lane holds the conversations with one target (or all of one politeness key): a few at once, a pause after
 * each, what Retry-After asks for, a second look before a service is called down.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { LimitFunction } from 'p-limit'
import type { Channels } from '../channel/open.js'
import { type Conversation, type ConverseOptions, converse } from '../conversation/converse.js'
import type { StopReason } from '../conversation/endings.js'
import { Pace } from '../conversation/pace.js'
import type { Stepper } from '../conversation/stepper.js'
import { formatDuration } from '../documents/duration.js'
import { isStaffed } from '../documents/hours.js'
import type { PlanTrial, ReadyTarget, ResolvedTrial } from '../documents/ready.js'
import { resolveTrial } from '../documents/resolve.js'
import { type Politeness, politenessOf } from '../documents/timing.js'
import type { TranscriptEvent } from '../documents/types/event.js'
import type { JournalLine } from '../documents/types/journal.js'
import type { Plan } from '../documents/types/plan.js'
import type { AttemptEnd } from './attempts.js'
import type { ContactBudget } from './budget.js'
import { ownNetworkIsUp } from './control.js'
import type { RunDirectory } from './directory.js'
import type { LineFile } from './files.js'
import type { Gate } from './gate.js'
import type { Listener } from './progress.js'
import { keepRecipe } from './recipes.js'
import type { Pending } from './resume.js'
import type { Waiting, Windows } from './windows.js'

const DEFAULT_RETRY_AFTER_S = 1
const SECOND_LOOK_MS = 1000
const DUTY_CHECK_MS = 60_000
/** How often a conversation is held that ends like this; every other ending is final. */
const MOST_TRIES: Partial<Record<StopReason, number>> = {
  'rate-limited': 3,
  'service-down': 2,
  'browser-crash': 2,
}

/**
 * What may be lost. `process`: nothing when the process is killed, what the system had not yet written when the
 * power fails. `trial`: also with the power, at most the conversations that were open. `turn`: at most their
 * open turns.
 */
export type Durability = 'process' | 'trial' | 'turn'

/** What all lanes of a run share. */
export interface LaneContext {
  plan: Plan
  directory: RunDirectory
  journal: LineFile
  channels: Channels
  /** Conversations at once over all targets. */
  slots: LimitFunction
  signal: AbortSignal
  /** Counts the people of a day; absent where the caller does. */
  contacts?: ContactBudget
  /** Says something once, and keeps it. */
  note(message: string): void
  /** Tells what a trial waits for; all are held at once where it is absent. */
  windows?: Windows
  /** Trials that wait, and are held by a later call. */
  waiting?: Waiting[]
  /** Knows which trials decide nothing any more. */
  gate?: Gate
  /** Wait for duty hours instead of leaving such a trial unscored. */
  wait: boolean
  durability: Durability
  listen: Listener
  stepper?: Stepper
  /** Another consumer than that of the scenario, and who is asked what it says. */
  other?: Pick<ConverseOptions, 'consumer' | 'think'>
  failed?(trial: ResolvedTrial, events: readonly TranscriptEvent[], step: string): boolean
}

type Result = Omit<Conversation, 'events'>
type Limits = Pick<Politeness, 'concurrency' | 'gap' | 'retryAfter' | 'contactsPerDay'>

export class Lane {
  readonly #context: LaneContext
  readonly #queue: Pending[]
  readonly #politeness: Limits
  readonly #paces = new Map<string, Pace>()
  /** The target asked not to be called before this moment (performance.now()). */
  #notBefore = 0

  constructor(context: LaneContext, pending: readonly Pending[]) {
    this.#context = context
    this.#queue = [...pending]
    this.#politeness = gentlest(
      context.plan,
      pending.map((one) => one.trial),
    )
  }

  /** Runs every trial, or stops taking new ones when the run's signal is aborted. */
  async run(): Promise<void> {
    const { concurrency, gap } = this.#politeness
    const worker = async () => {
      for (let next = this.#queue.shift(); next && !this.#stopped; next = this.#queue.shift()) {
        const called = await this.#trial(next)
        if (called && this.#queue.length > 0 && gap > 0) await this.#pause(gap)
      }
    }
    await Promise.all(Array.from({ length: concurrency }, worker))
  }

  get #stopped(): boolean {
    return this.#context.signal.aborted
  }

  /** Returns whether the target was called. */
  async #trial({ trial, attempts, cut }: Pending): Promise<boolean> {
    if (this.#context.gate?.needed(trial) === false) {
      this.#leaveOut(trial, attempts + 1, DECIDED, 'aborted')
      return false
    }
    const waits = this.#context.windows?.waits(trial, new Date())
    if (waits) {
      this.#context.waiting?.push(waits)
      return false
    }
    const resolved = resolveTrial(this.#context.plan, trial)
    if (!(await this.#onDuty(resolved))) {
      this.#leaveOut(trial, attempts + 1, OFF_DUTY)
      return false
    }
    const ends: StopReason[] = []
    for (let attempt = attempts + 1; ; attempt++) {
      const wait = this.#notBefore - performance.now()
      if (wait > this.#politeness.retryAfter) {
        this.#leaveOut(trial, attempt, notYet(wait))
        return attempt > attempts + 1
      }
      if (wait > 0) await this.#pause(wait)
      const again = await this.#context.slots(() =>
        this.#stopped ? undefined : this.#attempt(resolved, attempt, ends, cut && attempt === attempts + 1),
      )
      if (again === 'left-out') return attempt > attempts + 1
      if (again === undefined) return true
      await this.#pause(again)
    }
  }

  /**
   * Holds one attempt and commits it. Returns after how many milliseconds to try again, or undefined, or that nobody
   * may be reached any more today.
   */
  async #attempt(
    resolved: ResolvedTrial,
    attempt: number,
    ends: StopReason[],
    afterCut: boolean,
  ): Promise<number | 'left-out' | undefined> {
    const { trial, target } = resolved
    const { directory, journal, durability, listen } = this.#context
    const started = performance.now()
    if (!(await this.#begin(resolved, attempt))) {
      this.#leaveOut(trial, attempt, NO_CONTACTS, 'aborted')
      this.#context.note(`${trial.id}: ${NO_CONTACTS.detail}`)
      return 'left-out'
    }
    this.#context.windows?.begin(trial, new Date())
    listen({ type: 'begin', trial, attempt })
    const transcript = directory.openTranscript(trial, attempt)
    let result: Result
    try {
      result = await this.#hold(resolved, attempt, transcript, afterCut)
      if (durability !== 'process') await transcript.sync()
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
    ends.push(result.reason)
    const again = this.#again(result, ends)
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
    if (durability !== 'process') await journal.sync()
    this.#context.gate?.ended(trial, end)
    listen({ type: 'end', trial, end, seconds: (performance.now() - started) / 1000 })
    return again
  }

  /** Notes that an attempt begins, which reserves the people it may reach; false where that would be too many. */
  async #begin({ trial, target }: ResolvedTrial, attempt: number): Promise<boolean> {
    const { contacts } = trial
    const asked = { key: politenessOf(target).key, ...(target.hours ? { zone: target.hours.zone } : {}) }
    const begin = () =>
      this.#note({ kind: 'begin', trial: trial.id, attempt, time: now(), contacts, key: asked.key })
    const budget = this.#context.contacts
    // A bot may connect without a word of warning: who reaches nobody on purpose stops when the day has none left.
    if (budget && (contacts > 0 || trial.people === 'none'))
      return budget.reserve(asked, contacts, this.#politeness.contactsPerDay, begin)
    begin()
    return true
  }

  async #hold(
    resolved: ResolvedTrial,
    attempt: number,
    transcript: LineFile,
    afterCut: boolean,
  ): Promise<Result> {
    const { plan, directory, channels, signal, durability, stepper, other, failed } = this.#context
    const { target } = resolved
    const pace = this.#paces.get(target.id) ?? new Pace()
    this.#paces.set(target.id, pace)
    const { events, ...result } = await converse({
      trial: resolved,
      attempt,
      seed: plan.seed,
      pace,
      signal,
      channel: await channels.of(target),
      write: (line) => {
        transcript.append(line)
        stepper?.see(JSON.parse(line) as TranscriptEvent)
      },
      keep: (data, extension) => directory.keep(data, extension),
      ...(afterCut ? { after: 'cut' as const } : {}),
      ...(durability === 'turn' ? { flush: () => transcript.sync() } : {}),
      ...(stepper ? { pause: stepper.pause.bind(stepper) } : {}),
      ...other,
      ...(failed ? { failed: (events, step) => failed(resolved, events, step) } : {}),
    })
    keepRecipe(directory, target.id, events)
    return result
  }

  /** Retries what was not the bot's doing, and looks twice before a service is called down. */
  #again({ reason, contacted, retryAfter }: Result, ends: readonly StopReason[]): number | undefined {
    const asked = reason === 'rate-limited' ? (retryAfter ?? DEFAULT_RETRY_AFTER_S) * 1000 : 0
    this.#notBefore = Math.max(this.#notBefore, performance.now() + asked)
    const tries = ends.filter((end) => end === reason).length
    if (contacted || tries >= (MOST_TRIES[reason] ?? 1) || asked > this.#politeness.retryAfter)
      return undefined
    return reason === 'service-down' ? SECOND_LOOK_MS : asked
  }

  /** Nobody is sought outside of their hours, unless a scenario is about that. */
  async #onDuty({ scenario, target, trial }: ResolvedTrial): Promise<boolean> {
    const wanted = scenario.requires?.hours ?? (trial.contacts > 0 ? 'on-duty' : undefined)
    if (!wanted || !target.hours) return true
    const fits = () =>
      isStaffed(target.hours as NonNullable<typeof target.hours>, new Date()) === (wanted === 'on-duty')
    while (!fits()) {
      if (!this.#context.wait || this.#stopped) return false
      await this.#pause(DUTY_CHECK_MS)
    }
    return true
  }

  /** Notes that a trial was not held, or not again, and why. */
  #leaveOut(
    trial: PlanTrial,
    attempt: number,
    why: Pick<AttemptEnd, 'reason' | 'whose' | 'detail'>,
    status: AttemptEnd['status'] = 'unscored',
  ): void {
    const end: AttemptEnd = {
      kind: 'end',
      trial: trial.id,
      attempt,
      time: now(),
      ...why,
      status,
      turns: 0,
      messages: 0,
    }
    this.#note(end)
    this.#context.listen({ type: 'end', trial, end, seconds: 0 })
  }

  #note(line: JournalLine): void {
    this.#context.journal.append(JSON.stringify(line))
  }

  async #pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#context.signal }).catch(() => undefined)
  }
}

/**
 * Only what the bot or the consumer did is scored; what we or the network did leaves the trial unscored. What was
 * cancelled is as good as not held: a resumed run holds it again.
 */
function statusOf({ whose, reason }: Result): AttemptEnd['status'] {
  if (reason === 'cancelled') return 'aborted'
  return whose === 'bot' || whose === 'consumer' ? 'done' : 'unscored'
}

/** Targets that share a lane share the strictest of their limits. */
function gentlest({ documents }: Plan, trials: readonly PlanTrial[]): Limits {
  const all = [...new Set(trials.map((trial) => trial.target))].map((id) =>
    politenessOf(documents.targets[id] as ReadyTarget),
  )
  return {
    concurrency: Math.min(...all.map((one) => one.concurrency)),
    gap: Math.max(...all.map((one) => one.gap)),
    retryAfter: Math.min(...all.map((one) => one.retryAfter)),
    contactsPerDay: Math.min(...all.map((one) => one.contactsPerDay)),
  }
}

const OFF_DUTY = {
  reason: 'off-duty',
  whose: 'harness',
  detail:
    'outside of the hours that the scenario needs, or in which people are on duty; --wait waits for them',
} as const

const NO_CONTACTS = {
  reason: 'contacts',
  whose: 'harness',
  detail:
    'the budget of human contacts (politeness.contactsPerDay) is used up today; `ombud run --resume` holds it on another day',
} as const

const DECIDED = {
  reason: 'decided',
  whose: 'harness',
  detail: 'not held: what it would tell is decided (--until-decided)',
} as const

const notYet = (ms: number) =>
  ({
    reason: 'rate-limited',
    whose: 'network',
    detail: `the target asked not to be called for another ${formatDuration(ms)}`,
  }) as const

const now = () => new Date().toISOString()
