/**
 * A lane holds the conversations with one target (or all of one politeness key): a few at once, a pause after
 * each, what Retry-After asks for, a second look before a service is called down.
 */
import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Conversation, converse } from '../conversation/converse.js'
import type { StopReason } from '../conversation/endings.js'
import { Pace } from '../conversation/pace.js'
import { isStaffed } from '../documents/hours.js'
import type { PlanTrial, ResolvedTrial } from '../documents/ready.js'
import { resolveTrial } from '../documents/resolve.js'
import { politenessOf } from '../documents/timing.js'
import type { TranscriptEvent } from '../documents/types/event.js'
import type { JournalLine } from '../documents/types/journal.js'
import type { AttemptEnd } from './attempts.js'
import type { ChainedFile } from './chained.js'
import { ownNetworkIsUp } from './control.js'
import type { LaneContext } from './lane-context.js'
import { DECIDED, GIVEN_UP, MOST_LOST, NO_CONTACTS, notYet, OFF_DUTY } from './left-out.js'
import { type Limits, limitsOf } from './limits.js'
import { type Claim, type HandBackReason, LaneLost } from './queue/contract.js'
import { keepRecipe } from './recipes.js'
import type { Pending } from './resume.js'

const DEFAULT_RETRY_AFTER_S = 1
const SECOND_LOOK_MS = 1000
const DUTY_CHECK_MS = 60_000
/** When a lane is looked at again that waits for its hours, its window or another day. */
const LOOK_AGAIN_MS = 600_000
/** Whatever a target asks for, it is called again on another day. */
const LONGEST_BACK_OFF_MS = 86_400_000
/** How often a conversation is held that ends like this; every other ending is final. */
const MOST_TRIES: Partial<Record<StopReason, number>> = {
  'rate-limited': 3,
  'service-down': 2,
  'browser-crash': 2,
}

type Result = Omit<Conversation, 'events'>

/** How far a lane was held. */
export interface Outcome {
  /** It was told to stop. */
  stopped: boolean
  /** The slice was over before every trial was taken. */
  open: boolean
  /** Why trials are left to who holds it next, and in how many milliseconds that makes sense. */
  left: { reason: HandBackReason; ms: number }[]
}

export class Lane {
  readonly #context: LaneContext
  readonly #claim: Claim
  readonly #queue: Pending[]
  readonly #politeness: Limits
  readonly #paces = new Map<string, Pace>()
  /** The target asked not to be called before this moment (performance.now()). */
  #notBefore = 0
  readonly #until: number
  /** Ends when the run does, or the claim. */
  readonly #signal: AbortSignal
  readonly #left: Outcome['left'] = []
  #lost = false

  /** @param claim by which the lane is held: nothing is said without it */
  constructor(context: LaneContext, claim: Claim, pending: readonly Pending[]) {
    this.#context = context
    this.#claim = claim
    this.#until = performance.now() + (context.slice ?? Number.POSITIVE_INFINITY)
    this.#signal = AbortSignal.any([context.signal, claim.signal])
    setMaxListeners(0, this.#signal)
    this.#queue = [...pending]
    this.#politeness = limitsOf(context.plan, claim.lane)
  }

  /**
   * Runs every trial, or stops taking new ones when the run, the claim or the slice is over.
   * @throws LaneLost where somebody else may hold it by now
   */
  async run(): Promise<Outcome> {
    const { concurrency, gap } = this.#politeness
    for (const [id, { age }] of this.#claim.history)
      this.#context.windows?.began(id, new Date(Date.now() - age))
    // Somebody else may have talked to the target just before.
    if (this.#claim.idle < gap) await this.#pause(gap - this.#claim.idle)
    let failure: unknown
    const worker = async () => {
      for (let next = this.#next(); next; next = this.#next()) {
        const called = await this.#trial(next).catch((error: unknown) => {
          if (!(error instanceof LaneLost)) failure ??= error
          this.#lost = true
          return false
        })
        if (called && this.#queue.length > 0 && gap > 0) await this.#pause(gap)
      }
    }
    await Promise.all(Array.from({ length: concurrency }, worker))
    // Only now: nobody else may hold the lane while one of its conversations is open.
    if (failure !== undefined) throw failure
    if (this.#lost || !this.#claim.alive()) throw new LaneLost(this.#claim.lane.id)
    return { stopped: this.#stopped, open: this.#queue.length > 0, left: this.#left }
  }

  #next(): Pending | undefined {
    if (this.#stopped || performance.now() > this.#until) return undefined
    return this.#queue.shift()
  }

  get #stopped(): boolean {
    return this.#signal.aborted || this.#lost
  }

  /** Leaves a trial to who holds the lane next, where there is somebody. */
  #leave(reason: HandBackReason, ms: number): boolean {
    if (!this.#context.later) return false
    this.#left.push({ reason, ms })
    return true
  }

  /** Returns whether the target was called. */
  async #trial({ trial, attempts, cut, lost = 0 }: Pending): Promise<boolean> {
    if (lost >= MOST_LOST) {
      await this.#leaveOut(trial, attempts + 1, GIVEN_UP)
      return false
    }
    if (this.#context.gate?.needed(trial) === false) {
      await this.#leaveOut(trial, attempts + 1, DECIDED, 'aborted')
      return false
    }
    const waits = this.#context.windows?.waits(trial, new Date())
    if (waits) {
      this.#context.waiting?.push(waits)
      this.#leave('window', LOOK_AGAIN_MS)
      return false
    }
    const resolved = resolveTrial(this.#context.plan, trial)
    if (!(await this.#onDuty(resolved))) {
      if (!this.#leave('duty', LOOK_AGAIN_MS)) await this.#leaveOut(trial, attempts + 1, OFF_DUTY)
      return false
    }
    const ends: StopReason[] = []
    for (let attempt = attempts + 1; ; ) {
      const wait = Math.max(this.#notBefore - performance.now(), this.#claim.backOff)
      if (wait > this.#politeness.retryAfter) {
        if (!this.#leave('back-off', wait)) await this.#leaveOut(trial, attempt, notYet(wait))
        return attempt > attempts + 1
      }
      if (wait > 0) await this.#pause(wait)
      const again = await this.#context.slots(() =>
        this.#stopped ? undefined : this.#attempt(resolved, attempt, ends, cut && attempt === attempts + 1),
      )
      if (again === 'held-up') continue
      if (again === 'left-out') return attempt > attempts + 1
      if (again === undefined) return true
      attempt++
      await this.#pause(again)
    }
  }

  /**
   * Holds one attempt and commits it. Returns after how many milliseconds to try again, or undefined, or that nobody
   * may be reached any more today, or that somebody else heard that the target wants not to be called.
   */
  async #attempt(
    resolved: ResolvedTrial,
    attempt: number,
    ends: StopReason[],
    afterCut: boolean,
  ): Promise<number | 'left-out' | 'held-up' | undefined> {
    const { trial, target } = resolved
    const { directory, durability, listen } = this.#context
    const started = performance.now()
    if (!(await this.#begin(resolved, attempt))) {
      if (this.#claim.backOff > 0) return 'held-up'
      if (this.#leave('contacts', LOOK_AGAIN_MS)) return 'left-out'
      await this.#leaveOut(trial, attempt, NO_CONTACTS, 'aborted')
      this.#context.note(`${trial.id}: ${NO_CONTACTS.detail}`)
      return 'left-out'
    }
    this.#context.windows?.begin(trial, new Date())
    listen({ type: 'begin', trial, attempt })
    const transcript = directory.openTranscript(this.#context.plan.id, trial, attempt)
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
    const backOff = backOffOf(result)
    const again = this.#again(result, ends, backOff)
    const end: AttemptEnd = {
      kind: 'end',
      trial: trial.id,
      attempt,
      time: now(),
      file: directory.transcriptName(trial, attempt),
      lines: transcript.commitment(),
      reason: result.reason,
      whose: result.whose,
      status: again === undefined ? statusOf(result) : 'aborted',
      ...(result.detail === undefined ? {} : { detail: result.detail }),
      turns: result.turns,
      messages: result.messages,
      contacted: result.contacted,
    }
    await this.#commit(resolved.trial, end, backOff)
    this.#context.gate?.ended(trial, end)
    listen({ type: 'end', trial, end, seconds: (performance.now() - started) / 1000 })
    return again
  }

  /**
   * Our own line first: what is acknowledged elsewhere can be read here, whatever happens next. Where the lane was lost
   * before, the attempt is surplus: its times are not to be trusted, and somebody else holds the trial. Where the queue
   * refuses it a second line says so.
   */
  async #commit(trial: PlanTrial, end: AttemptEnd, backOff: number): Promise<void> {
    const { directory, journal, durability } = this.#context
    const { attempt, reason, status, contacted = false, file } = end
    const isHeld = this.#claim.alive()
    const surplus = (): AttemptEnd => ({ ...end, time: now(), surplus: true })
    this.#note(isHeld ? end : surplus())
    if (durability !== 'process') await journal.sync()
    try {
      const counts = await this.#claim.finish({
        trial: trial.id,
        attempt,
        reason,
        status,
        contacted,
        backOff,
        ...(file === undefined ? {} : { transcript: () => directory.imprint(trial, attempt) }),
      })
      if (isHeld && !counts) this.#note(surplus())
    } catch (error) {
      if (isHeld && error instanceof LaneLost) this.#note(surplus())
      throw error
    }
  }

  /** Notes that an attempt begins, which reserves the people it may reach; false where that would be too many. */
  async #begin({ trial, target }: ResolvedTrial, attempt: number): Promise<boolean> {
    const { contacts } = trial
    const { contactsPerDay: perDay } = this.#politeness
    const zone = target.hours?.zone
    const start = { trial: trial.id, attempt, contacts, perDay, ...(zone === undefined ? {} : { zone }) }
    if (!(await this.#claim.begin(start))) return false
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
    transcript: ChainedFile,
    afterCut: boolean,
  ): Promise<Result> {
    const { plan, directory, channels, durability, stepper, other, failed } = this.#context
    const { target } = resolved
    const pace = this.#paces.get(target.id) ?? new Pace()
    this.#paces.set(target.id, pace)
    const { events, ...result } = await converse({
      trial: resolved,
      attempt,
      seed: plan.seed,
      pace,
      signal: this.#signal,
      alive: () => this.#claim.alive(),
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
  #again({ reason, contacted }: Result, ends: readonly StopReason[], backOff: number): number | undefined {
    this.#notBefore = Math.max(this.#notBefore, performance.now() + backOff)
    const tries = ends.filter((end) => end === reason).length
    if (contacted || tries >= (MOST_TRIES[reason] ?? 1) || backOff > this.#politeness.retryAfter)
      return undefined
    return reason === 'service-down' ? SECOND_LOOK_MS : backOff
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
  async #leaveOut(
    trial: PlanTrial,
    attempt: number,
    why: Pick<AttemptEnd, 'reason' | 'whose' | 'detail'>,
    status: AttemptEnd['status'] = 'unscored',
  ): Promise<void> {
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
    await this.#claim.finish({ trial: trial.id, attempt, reason: end.reason, status, contacted: false })
    this.#context.listen({ type: 'end', trial, end, seconds: 0 })
  }

  #note(line: JournalLine): void {
    this.#context.journal.append(JSON.stringify(line))
  }

  async #pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#signal }).catch(() => undefined)
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

/** For how long the target asked not to be called, milliseconds. */
function backOffOf({ reason, retryAfter = DEFAULT_RETRY_AFTER_S }: Result): number {
  return reason === 'rate-limited' ? Math.min(retryAfter * 1000, LONGEST_BACK_OFF_MS) : 0
}

const now = () => new Date().toISOString()
